/* text - word catalogues and the writing habits of three languages. */
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/when.h"

enum { SLOTS = 4096 }; /* open addressing; catalogues hold about a thousand keys */

struct word {
	const char *key, *value;
};

static struct {
	struct word slot[SLOTS];
	int used;
} words[LANG__COUNT];

static struct arena *kept;

static const char *const codes[LANG__COUNT] = { "fr", "ar", "en" };

static struct word *find(enum lang lang, const char *key)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (const char *p = key; *p; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	for (uint32_t i = h;; i++) {
		struct word *w = &words[lang].slot[i % SLOTS];

		if (!w->key || strcmp(w->key, key) == 0)
			return w;
	}
}

static bool take(void *ctx, const char *key, const char *value)
{
	enum lang lang = *(const enum lang *)ctx;
	struct word *w = find(lang, key);

	if (w->key || words[lang].used > SLOTS / 2)
		return false; /* a key stands twice, or the table is full */
	w->key = key;
	w->value = value;
	words[lang].used++;
	return true;
}

bool text_load(const char *dir, char *why, size_t size)
{
	arena_free(kept);
	kept = arena_new((size_t)16 << 20);
	memset(words, 0, sizeof words);
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		char *path = arena_printf(kept, "%s/%s.hdf", dir, codes[lang]);
		char *file = keys_file(kept, path, NULL);
		int line = 0;

		if (!file) {
			snprintf(why, size, "%s: %s", path, strerror(errno));
			return false;
		}
		if (!keys_scan(kept, file, take, &lang, &line)) {
			snprintf(why, size, "%s:%d: not understood, or a key given twice", path, line);
			return false;
		}
	}
	return true;
}

const char *lang_code(enum lang lang)
{
	return codes[lang];
}

bool lang_of(const char *code, enum lang *out)
{
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		if (strcmp(codes[lang], code) == 0) {
			*out = lang;
			return true;
		}
	}
	return false;
}

/* Weight of one "fr-DZ;q=0.8" element in thousandths, 1000 by default. */
static int weight_of(const char *q)
{
	char *end;
	double v;

	q = q ? strstr(q, "q=") : NULL;
	if (!q)
		return 1000;
	v = strtod(q + 2, &end);
	return end != q + 2 && v >= 0 && v <= 1 ? (int)(v * 1000) : 0;
}

enum lang lang_accepted(const char *header)
{
	enum lang best = LANG_FR;
	int most = 0;

	while (header && *header) {
		size_t n = strcspn(header, ",");
		char element[32] = "";
		enum lang lang;

		while (n && *header == ' ') {
			header++;
			n--;
		}
		if (n < sizeof element) {
			char *params;

			memcpy(element, header, n);
			element[n] = '\0';
			params = strchr(element, ';');
			if (params)
				*params++ = '\0';
			element[strcspn(element, "- ")] = '\0';
			for (char *c = element; *c; c++)
				*c = (char)tolower((unsigned char)*c);
			if (lang_of(element, &lang) && weight_of(params) > most) {
				most = weight_of(params);
				best = lang;
			}
		}
		header += n;
		header += *header == ',';
	}
	return best;
}

const char *text(enum lang lang, const char *key)
{
	struct word *w = find(lang, key);

	return w->key ? w->value : key;
}

bool text_has(enum lang lang, const char *key)
{
	return find(lang, key)->key != NULL;
}

void text_each(enum lang lang, bool (*fn)(void *ctx, const char *key, const char *value), void *ctx)
{
	for (int i = 0; i < SLOTS; i++)
		if (words[lang].slot[i].key &&
		    !fn(ctx, words[lang].slot[i].key, words[lang].slot[i].value))
			return;
}

static const char *argument(const struct text_arg *args, const char *name, size_t n)
{
	for (; args && args->name; args++)
		if (strlen(args->name) == n && strncmp(args->name, name, n) == 0)
			return args->value;
	return NULL;
}

char *text_fill(struct arena *a, const char *s, const struct text_arg *args)
{
	struct buf b;

	buf_init(&b, a, strlen(s) + 64);
	while (*s) {
		size_t n = strcspn(s, "{");
		const char *end, *value;

		buf_put(&b, s, n);
		s += n;
		if (!*s)
			break;
		end = strchr(s, '}');
		value = end ? argument(args, s + 1, (size_t)(end - s - 1)) : NULL;
		if (value) {
			buf_str(&b, value);
			s = end + 1;
		} else {
			buf_char(&b, *s++); /* an unknown place stays visible */
		}
	}
	return b.data;
}

char *text_format(struct arena *a, enum lang lang, const char *key, const struct text_arg *args)
{
	return text_fill(a, text(lang, key), args);
}

/* CLDR 48 plural rules for integers. */
const char *text_form(enum lang lang, int64_t n)
{
	int64_t mod = n % 100;

	if (lang == LANG_FR)
		return n == 0 || n == 1 ? "one" : "other";
	if (lang == LANG_EN)
		return n == 1 ? "one" : "other";
	if (n >= 0 && n <= 2)
		return n == 0 ? "zero" : n == 1 ? "one" : "two";
	if (mod >= 3 && mod <= 10)
		return "few";
	return mod >= 11 ? "many" : "other";
}

char *text_plural(struct arena *a, enum lang lang, const char *key, int64_t n,
		  const struct text_arg *args)
{
	struct text_arg all[12] = { { "n", arena_printf(a, "%lld", (long long)n) } };
	const char *form = arena_printf(a, "%s.%s", key, text_form(lang, n));

	for (int i = 1; args && args->name && i < 11; i++, args++)
		all[i] = *args;
	if (!text_has(lang, form))
		form = arena_printf(a, "%s.other", key);
	return text_format(a, lang, form, all);
}

char *text_money(struct arena *a, enum lang lang, int64_t amount_c, bool exact)
{
	const char *group = lang == LANG_AR ? "." : "\xE2\x80\xAF";
	const char *point = lang == LANG_EN ? "." : ",";
	int64_t v = amount_c < 0 ? -amount_c : amount_c, dinars = v / 100;
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)dinars);
	struct buf b;

	buf_init(&b, a, 64);
	if (amount_c < 0)
		buf_char(&b, '-');
	for (int i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf_str(&b, group);
		buf_char(&b, digits[i]);
	}
	if (exact || v % 100)
		buf_printf(&b, "%s%02d", point, (int)(v % 100));
	buf_str(&b, "\xC2\xA0");
	buf_str(&b, text(lang, "money.unit"));
	return b.data;
}

char *text_date(struct arena *a, enum lang lang, int32_t date, bool whole)
{
	struct civil c = when_of_date(date);
	const char *style = whole ? "long" : "short";
	struct text_arg args[] = {
		{ "weekday", text(lang, arena_printf(a, "date.weekday_%s.%d", style, c.weekday)) },
		{ "day", arena_printf(a, "%d", c.day) },
		{ "month", text(lang, arena_printf(a, "date.month_%s.%d", style, c.month)) },
		{ "year", arena_printf(a, "%d", c.year) },
		{ 0 },
	};

	return text_format(a, lang, "date.format", args);
}

char *text_clock(struct arena *a, int64_t instant)
{
	struct civil c = when_local(instant);

	return arena_printf(a, "%02d:%02d", c.hour, c.minute);
}

char *text_minutes(struct arena *a, enum lang lang, int minutes)
{
	struct text_arg args[] = {
		{ "h", arena_printf(a, "%d", minutes / 60) },
		{ "m", arena_printf(a, minutes >= 60 ? "%02d" : "%d", minutes % 60) },
		{ 0 },
	};

	if (minutes < 60)
		return text_format(a, lang, "duration.minutes", args);
	return text_format(a, lang, minutes % 60 ? "duration.both" : "duration.hours", args);
}
