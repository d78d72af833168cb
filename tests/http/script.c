/* script - reads a transcript line by line. */
#include "script.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/keys.h"
#include "base/str.h"
#include "vars.h"

enum { MOST_COPIES = 500 };

struct reader {
	const char *path, *at, *start; /* start of the current line */
	char *line; /* the current one, without its end */
	int number;
	const char *from; /* of the whole file */
	struct pair *sets; /* waiting for the first step */
	struct step *first, **tail;
	int depth;
	char *why;
	size_t size;
};

static bool bad(struct reader *r, const char *what)
{
	snprintf(r->why, r->size, "%s:%d: %s", r->path, r->number, what);
	return false;
}

/* The next line into r->line, NULL at the end. */
static char *next(struct reader *r)
{
	size_t n = strcspn(r->at, "\n");

	r->start = r->at;
	if (!*r->at)
		return r->line = NULL;
	r->line = arena_strn(memory, r->at, n);
	r->at += n + (r->at[n] == '\n');
	r->number++;
	return r->line;
}

/* The line will be read again. */
static void back(struct reader *r)
{
	if (!r->line)
		return;
	r->at = r->start;
	r->number--;
}

static bool blank(const char *line)
{
	return line[strspn(line, " \t\r")] == '\0';
}

/* The rest of the line behind a word, NULL when it does not begin with it. */
static const char *after(const char *line, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(line, word, n) != 0 || (line[n] && line[n] != ' '))
		return NULL;
	line += n;
	return line + strspn(line, " ");
}

static bool ends_section(const char *line)
{
	return str_starts(line, "---") || str_starts(line, "=>");
}

static struct pair *pair_of(const char *line, const char *glue)
{
	struct pair *p;
	const char *at = strstr(line, glue);
	size_t n;

	if (!at || at == line)
		return NULL;
	p = arena_get(memory, sizeof *p);
	for (n = (size_t)(at - line); n && line[n - 1] == ' ';)
		n--;
	p->name = arena_strn(memory, line, n);
	at += strlen(glue);
	p->value = at + strspn(at, " ");
	return p;
}

static void append(struct pair **list, struct pair *p)
{
	while (*list)
		list = &(*list)->next;
	*list = p;
}

/* 10s or 250ms as milliseconds, -1 when malformed. */
static int duration(const char *s)
{
	char *end;
	long v = strtol(s, &end, 10);

	if (end == s || v < 0 || v > 600000)
		return -1;
	if (strcmp(end, "ms") == 0)
		return (int)v;
	return strcmp(end, "s") == 0 && v <= 600 ? (int)v * 1000 : -1;
}

static bool count_into(struct reader *r, const char *s, int *out)
{
	int64_t v;

	if (!str_int(s, 1, MOST_COPIES, &v))
		return bad(r, "a number from 1 to 500 is wanted");
	*out = (int)v;
	return true;
}

static bool duration_into(struct reader *r, const char *s, int *out)
{
	*out = duration(s);
	return *out >= 0 || bad(r, "a duration is wanted, e.g. 10s or 250ms");
}

/* A line that says how the step is done. *known is false when it is another kind of line. */
static bool option(struct reader *r, struct step *s, bool *known)
{
	const char *line = r->line, *v;

	*known = true;
	if ((v = after(line, "as")))
		s->client = v;
	else if ((v = after(line, "from")))
		s->from = v;
	else if ((v = after(line, "parallel")))
		return count_into(r, v, &s->parallel);
	else if ((v = after(line, "repeat")))
		return count_into(r, v, &s->repeat);
	else if ((v = after(line, "until")))
		return duration_into(r, v, &s->until_ms);
	else if ((v = after(line, "sleep")))
		return duration_into(r, v, &s->sleep_ms);
	else if (strcmp(line, "follow") == 0)
		s->follow = true;
	else if (strcmp(line, "plain") == 0)
		s->plain = true;
	else if ((v = after(line, "set"))) {
		struct pair *p = pair_of(v, "=");

		if (!p)
			return bad(r, "set NAME = VALUE");
		append(&s->sets, p);
	} else {
		*known = false;
	}
	return true;
}

static bool request_line(struct reader *r, struct step *s)
{
	static const char *const methods[] = { "GET",  "HEAD",	  "POST",  "PUT",   "PATCH", "DELETE",
					       "OPTIONS", "TRACE", "CONNECT", NULL };
	const char *blank_at = strchr(r->line, ' ');

	if (strcmp(r->line, "sql") == 0 || strcmp(r->line, "raw") == 0) {
		s->kind = r->line[0] == 's' ? STEP_SQL : STEP_RAW;
		return true;
	}
	s->method = blank_at ? arena_strn(memory, r->line, (size_t)(blank_at - r->line)) : r->line;
	if (!str_in(s->method, methods) || !blank_at)
		return bad(r, "a request (METHOD /path), sql or raw is wanted");
	s->target = blank_at + 1;
	return true;
}

static bool headers(struct reader *r, struct step *s)
{
	while (next(r) && !blank(r->line)) {
		struct pair *p;

		if (ends_section(r->line)) {
			back(r);
			return true;
		}
		p = pair_of(r->line, ":");
		if (!p)
			return bad(r, "a header (Name: value) is wanted");
		append(&s->headers, p);
	}
	return true;
}

static bool body(struct reader *r, struct step *s)
{
	struct buf b;

	buf_init(&b, memory, 256);
	while (next(r) && !str_starts(r->line, "=>")) {
		if (str_starts(r->line, "--- "))
			return bad(r, "the step has no => line");
		buf_printf(&b, "%s%s", b.len ? "\n" : "", r->line);
	}
	if (!r->line)
		return bad(r, "the step has no => line");
	while (b.len && isspace((unsigned char)b.data[b.len - 1]))
		b.data[--b.len] = '\0';
	s->body = b.len ? b.data : NULL;
	s->expect = r->line + 2 + strspn(r->line + 2, " ");
	return true;
}

/* The lines of a JSON block: up to one that begins with a letter, a mark of ours, or the end. */
static const char *json_block(struct reader *r)
{
	struct buf b;

	buf_init(&b, memory, 256);
	while (next(r)) {
		char c = r->line[0];

		if (isalpha((unsigned char)c) || c == '!' || c == '#' || ends_section(r->line)) {
			back(r);
			break;
		}
		buf_printf(&b, "%s\n", r->line);
	}
	return b.data;
}

static struct check *add_check(struct reader *r, struct step *s, int status, enum check_kind kind,
			       const char *name, const char *text)
{
	struct check **at = &s->checks, *c = arena_get(memory, sizeof *c);

	while (*at)
		at = &(*at)->next;
	*c = (struct check){ kind, name, text, status, r->number, NULL };
	return *at = c;
}

/* NAME TEXT */
static bool named_check(struct reader *r, struct step *s, int status, enum check_kind kind, const char *v)
{
	struct pair *p = pair_of(v, " ");

	if (!p || !*p->value)
		return bad(r, "a name and a text are wanted");
	add_check(r, s, status, kind, p->name, p->value);
	return true;
}

/* One expectation; *status is what a "for" line said. */
static bool expectation(struct reader *r, struct step *s, int *status)
{
	const char *line = r->line, *v;
	struct pair *p;
	int64_t n;

	if ((v = after(line, "for"))) {
		if (!str_int(v, 100, 599, &n))
			return bad(r, "for STATUS");
		*status = (int)n;
		return true;
	}
	if ((v = after(line, "json"))) {
		enum check_kind kind = strcmp(v, "exact") == 0 ? CHECK_EXACT : CHECK_JSON;
		struct check *c = add_check(r, s, *status, kind, NULL, NULL);

		c->text = json_block(r);
		return true;
	}
	if ((v = after(line, "has")) || (v = after(line, "not"))) {
		add_check(r, s, *status, line[0] == 'h' ? CHECK_HAS : CHECK_NOT, NULL, v);
		return *v || bad(r, "a text is wanted");
	}
	if ((v = after(line, "capture")))
		return named_check(r, s, *status, CHECK_CAPTURE, v);
	if ((v = after(line, "form")))
		return named_check(r, s, *status, CHECK_FORM, v);
	if ((v = after(line, "same")) || (v = after(line, "size"))) {
		add_check(r, s, *status, line[1] == 'a' ? CHECK_SAME : CHECK_SIZE, NULL, v);
		return *v || bad(r, "same STATUS, size FROM-TO");
	}
	if ((v = after(line, "also"))) {
		p = arena_get(memory, sizeof *p);
		p->name = v;
		append(&s->also, p);
		return true;
	}
	if (strcmp(line, "empty") == 0) {
		add_check(r, s, *status, CHECK_EMPTY, NULL, NULL);
		return true;
	}
	if (line[0] == '!') {
		add_check(r, s, *status, CHECK_NO_HEADER, line + 1, NULL);
		return true;
	}
	p = pair_of(line, ":");
	if (!p || strchr(p->name, ' '))
		return bad(r, "not understood among the expectations");
	add_check(r, s, *status, CHECK_HEADER, p->name, p->value);
	return true;
}

static bool expectations(struct reader *r, struct step *s)
{
	int status = 0;
	struct buf rows;

	buf_init(&rows, memory, 64);
	while (next(r)) {
		if (str_starts(r->line, "---")) {
			back(r);
			break;
		}
		if (blank(r->line) || r->line[0] == '#')
			continue;
		if (s->kind == STEP_SQL)
			buf_printf(&rows, "%s\n", r->line);
		else if (!expectation(r, s, &status))
			return false;
	}
	s->rows = rows.data;
	return true;
}

static bool read_step(struct reader *r)
{
	struct step *s = arena_get(memory, sizeof *s);
	bool known = true;

	s->name = r->line + 3 + strspn(r->line + 3, " -");
	s->file = r->path;
	s->line = r->number;
	s->client = "somebody";
	s->from = r->from;
	s->parallel = s->repeat = 1;
	s->sets = r->sets;
	r->sets = NULL;
	if (!*s->name)
		return bad(r, "a step needs a name");
	while (next(r)) {
		if (blank(r->line) || r->line[0] == '#')
			continue;
		if (!option(r, s, &known))
			return false;
		if (!known)
			break;
	}
	if (!r->line)
		return bad(r, "the step has no request");
	if (!request_line(r, s) || (s->kind == STEP_REQUEST && !headers(r, s)) || !body(r, s) ||
	    !expectations(r, s))
		return false;
	*r->tail = s;
	r->tail = &s->next;
	return true;
}

static bool read_file(struct reader *r, const char *path);

/* Lines above the first step, and between steps none: use FILE, set NAME = VALUE, from ADDRESS. */
static bool top_line(struct reader *r)
{
	const char *v;

	if ((v = after(r->line, "use"))) {
		const char *slash = strrchr(r->path, '/');

		return read_file(r, arena_printf(memory, "%.*s%s", slash ? (int)(slash + 1 - r->path) : 0,
						 r->path, v));
	}
	if ((v = after(r->line, "from"))) {
		r->from = v;
		return true;
	}
	if ((v = after(r->line, "set"))) {
		struct pair *p = pair_of(v, "=");

		append(&r->sets, p);
		return p || bad(r, "set NAME = VALUE");
	}
	return bad(r, "not understood above the first step");
}

static bool read_file(struct reader *r, const char *path)
{
	struct reader outer = *r;
	const char *text = keys_file(memory, path, NULL);
	bool ok = true;

	if (!text)
		return bad(r, arena_printf(memory, "%s: %s", path, strerror(errno)));
	if (++r->depth > 8)
		return bad(r, "files that use each other");
	r->path = path;
	r->at = text;
	r->number = 0;
	while (ok && next(r)) {
		if (str_starts(r->line, "---"))
			ok = read_step(r);
		else if (!blank(r->line) && r->line[0] != '#')
			ok = top_line(r);
	}
	r->path = outer.path;
	r->at = outer.at;
	r->number = outer.number;
	r->depth--;
	return ok;
}

struct step *script_read(const char *path, char *why, size_t size)
{
	struct reader r = { .path = path, .why = why, .size = size };

	r.tail = &r.first;
	if (!read_file(&r, path))
		return NULL;
	if (!r.first)
		bad(&r, "no step");
	return r.first;
}
