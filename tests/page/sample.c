/* sample - reads example data into a view. */
#include "sample.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/field.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/when.h"
#include "document/qr.h"
#include "document/render.h"

enum { ARGS = 10, QR_SIDE = 240, TEMPLATES = 64 };

/* One value through the renderer of its kind. */
static void put_kind(struct sample *s, const char *name, enum field_kind kind, const char *prefix,
		     const void *value)
{
	const char *dot = strrchr(name, '.');
	const struct field fields[] = {
	    { .name = dot ? dot + 1 : name, .kind = kind, .prefix = prefix }, { 0 }};

	if (!dot) {
		fprintf(stderr, "%s: a typed value needs a group\n", name);
		exit(2);
	}
	view_fields(s->view, arena_strn(s->arena, name, (size_t)(dot - name)), fields, value, 0);
}

static int64_t instant(const char *text)
{
	int y, mo, d, h, mi;

	if (sscanf(text, "%d-%d-%d %d:%d", &y, &mo, &d, &h, &mi) != 5) {
		fprintf(stderr, "no time: %s\n", text);
		exit(2);
	}
	return when_at(when_date(y, mo, d), h * 3600 + mi * 60);
}

/* The n-th word (0..) of text, the last one with everything behind it. */
static char *word_at(struct arena *a, const char *text, int n, bool rest)
{
	for (; n > 0; n--) {
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
	return rest ? arena_str(a, text) : arena_strn(a, text, strcspn(text, " "));
}

/* "a=b|c=d" as places of a sentence. */
static struct text_arg *places(struct sample *s, const char *text)
{
	struct text_arg *args = arena_get(s->arena, (ARGS + 1) * sizeof *args);

	for (int i = 0; *text && i < ARGS; i++) {
		size_t n = strcspn(text, "|"), eq = strcspn(text, "=");

		args[i].name = arena_strn(s->arena, text, eq);
		args[i].value =
		    s->hostile ? s->hostile : arena_strn(s->arena, text + eq + 1, n - eq - 1);
		text += n + (text[n] == '|');
	}
	return args;
}

static void put_names(struct sample *s, const char *name, const char *text)
{
	char *copy = arena_str(s->arena, text), *ar = strchr(copy, '|');
	char *en = ar ? strchr(ar + 1, '|') : NULL;
	struct names n = { copy, copy, copy };

	if (ar && en) {
		*ar++ = '\0';
		*en++ = '\0';
		n = (struct names){ copy, ar, en };
	}
	if (s->hostile)
		n = (struct names){ s->hostile, s->hostile, s->hostile };
	put_kind(s, name, FIELD_NAMES, NULL, &n);
}

static const char *qr_of(struct sample *s, const char *text)
{
	struct buf b;
	struct qr q;

	buf_init(&b, s->arena, 8192);
	if (qr_make(s->arena, text, &q) != OK)
		return "";
	qr_svg(&q, QR_SIDE, s->hostile ? s->hostile : "QR", &b);
	return b.data;
}

/* Pieces between bars; a piece starting with '$' is a key of the catalogue. */
static const char *joined(struct sample *s, const char *text)
{
	struct buf b;

	buf_init(&b, s->arena, 64);
	while (*text) {
		size_t n = strcspn(text, "|");
		char *piece = arena_strn(s->arena, text, n);

		buf_str(&b, *piece == '$' ? text_format(s->arena, s->lang, piece + 1, NULL)
			    : s->hostile  ? s->hostile
					  : piece);
		text += n + (text[n] == '|');
	}
	return b.data;
}

static void put_typed(struct sample *s, const char *name, const char *value)
{
	struct arena *a = s->arena;
	const char *kind = word_at(a, value, 0, false), *rest = word_at(a, value, 1, true);
	const char *first = word_at(a, rest, 0, false), *second = word_at(a, rest, 1, false);

	if (strcmp(kind, "@time") == 0) {
		put_kind(s, name, FIELD_TIME, NULL, &(int64_t){ instant(rest) });
	} else if (strcmp(kind, "@date") == 0) {
		int32_t date = WHEN_NO_DATE;

		when_parse_date(rest, &date);
		put_kind(s, name, FIELD_DATE, NULL, &date);
	} else if (strcmp(kind, "@money") == 0) {
		put_kind(s, name, FIELD_MONEY, NULL, &(int64_t){ atoll(rest) });
	} else if (strcmp(kind, "@minutes") == 0) {
		put_kind(s, name, FIELD_MINUTES, NULL, &(int){ atoi(rest) });
	} else if (strcmp(kind, "@enum") == 0) {
		put_kind(s, name, FIELD_ENUM, first, &second);
	} else if (strcmp(kind, "@names") == 0) {
		put_names(s, name, rest);
	} else if (strcmp(kind, "@text") == 0) {
		view_set(s->view, name, text(s->lang, rest));
	} else if (strcmp(kind, "@fill") == 0) {
		view_set(s->view, name,
			 text_format(a, s->lang, first, places(s, word_at(a, rest, 1, true))));
	} else if (strcmp(kind, "@plural") == 0) {
		view_set(s->view, name,
			 text_plural(a, s->lang, first, atoi(second),
				     places(s, word_at(a, rest, 2, true))));
	} else if (strcmp(kind, "@qr") == 0) {
		view_set(s->view, name, qr_of(s, rest));
	} else if (strcmp(kind, "@join") == 0) {
		view_set(s->view, name, joined(s, rest));
	} else {
		fprintf(stderr, "%s: unknown kind %s\n", name, kind);
		exit(2);
	}
}

static const char *cell_kind(char c)
{
	static const char *const kinds[] = { "fseat",  "xseat", "mseat",	  "cseat",   ".gap",
					    "|aisle", "Ddoor", "Wdriver", "Ttoilet", "Sstairs" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i][0] == c)
			return kinds[i] + 1;
	fprintf(stderr, "no such seat cell: %c\n", c);
	exit(2);
}

static void put_seat(struct sample *s, const char *cell, const char *line, size_t i, size_t n,
		     const char *label)
{
	struct arena *a = s->arena;
	bool aisle = i > 0 && i + 1 < n && (line[i - 1] == '|' || line[i + 1] == '|');

	view_set(s->view, arena_printf(a, "%s.label", cell), label);
	view_set(s->view, arena_printf(a, "%s.state", cell),
		 line[i] == 'x'	  ? "taken"
		 : line[i] == 'm' ? "mine"
				  : "free");
	view_set(s->view, arena_printf(a, "%s.position", cell),
		 aisle			? "aisle"
		 : i == 0 || i + 1 == n ? "window"
					: "middle");
	view_flag(s->view, arena_printf(a, "%s.chosen", cell), line[i] == 'm' || line[i] == 'c');
	put_typed(s, arena_printf(a, "%s.price", cell), s->seat_price);
}

static void put_seats(struct sample *s, const char *plan)
{
	struct arena *a = s->arena;
	int row = 0, number = 0, deck = 1;

	while (*plan) {
		size_t n = strcspn(plan, "\n");
		char *line = arena_strn(a, plan, n), letter = 'A';
		char *at = arena_printf(a, "Data.rows.%d", row);

		plan += n + (plan[n] == '\n');
		if (strcmp(line, "--") == 0) {
			deck++;
			continue;
		}
		number += strpbrk(line, "fxmc") != NULL;
		view_set(s->view, arena_printf(a, "%s.number", at),
			 strpbrk(line, "fxmc") ? arena_printf(a, "%d", number) : "0");
		view_set(s->view, arena_printf(a, "%s.deck", at), arena_printf(a, "%d", deck));
		for (size_t i = 0; i < n; i++) {
			char *cell = arena_printf(a, "%s.cells.%zu", at, i);

			view_set(s->view, arena_printf(a, "%s.kind", cell), cell_kind(line[i]));
			if (strchr("fxmc", line[i]))
				put_seat(s, cell, line, i, n,
					 arena_printf(a, "%d%c", number, letter));
			letter = (char)(letter + (line[i] != '|'));
		}
		row++;
	}
}

static bool read_file(struct sample *s, const char *name);

/* Names that say what is shown, not what people wrote: markup cannot get there. */
static bool is_fixed(const char *name, const char *value)
{
	static const char *const ends[] = { "status", "Status", "kind", "state",	  "date",
					   "green",  "Csrf",   "Key",  "css",	  "js",
					   "icons",  "id",     "Id",   "Refresh", "base" };
	size_t n = strlen(name);

	if (!*value || strspn(value, "0123456789") == strlen(value) || *value == '/')
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t e = strlen(ends[i]);

		if (n >= e && strcmp(name + n - e, ends[i]) == 0)
			return true;
	}
	return false;
}

/* The renderer keeps the name of a template for ever, as the programs' route rows do. */
static const char *kept(const char *page)
{
	static char names[TEMPLATES][64];

	for (size_t i = 0; i < TEMPLATES; i++) {
		if (!names[i][0])
			snprintf(names[i], sizeof names[i], "%s", page);
		if (strcmp(names[i], page) == 0)
			return names[i];
	}
	fprintf(stderr, "more than %d templates\n", TEMPLATES);
	exit(2);
}

static bool take(void *ctx, const char *name, const char *value)
{
	struct sample *s = ctx;

	if (strcmp(name, "Template") == 0)
		s->page = kept(value);
	else if (strcmp(name, "Layout") == 0)
		s->layout = strcmp(value, "none") == 0 ? NULL : value;
	else if (str_starts(name, "Include."))
		return read_file(s, value);
	else if (strcmp(name, "Seats.price") == 0)
		s->seat_price = value;
	else if (strcmp(name, "Seats") == 0)
		put_seats(s, value);
	else if (*value == '@')
		put_typed(s, name, value);
	else
		view_set(s->view, name, s->hostile && !is_fixed(name, value) ? s->hostile : value);
	return true;
}

static bool read_file(struct sample *s, const char *name)
{
	char *path = arena_printf(s->arena, "%s/%s.hdf", s->dir, name);
	char *file = keys_file(s->arena, path, NULL);
	int line = 0;

	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return false;
	}
	if (!keys_scan(s->arena, file, take, s, &line)) {
		fprintf(stderr, "%s:%d: not understood\n", path, line);
		return false;
	}
	return true;
}

bool sample_render(struct sample *s, const char *name, struct buf *out)
{
	s->view = view_new(s->arena, s->lang);
	s->page = NULL;
	s->layout = "layout.cs";
	s->seat_price = "@money 120000";
	view_set(s->view, "Base", arena_printf(s->arena, "/%s", lang_code(s->lang)));
	if (!read_file(s, "common") || !read_file(s, name))
		return false;
	if (!s->page) {
		fprintf(stderr, "%s: no Template\n", name);
		return false;
	}
	if (view_render(s->view, s->layout, s->page, out) != OK) {
		fprintf(stderr, "%s: %s\n", name, fail_note()->why);
		fail_clear();
		return false;
	}
	return true;
}
