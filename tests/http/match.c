/* match - patterns as POSIX regular expressions, documents member by member. */
#include "match.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "vars.h"

enum { GROUPS = 40 };

/* What a matcher stands for: the regular expression of its text and the JSON kinds it may have. */
struct matcher {
	const char *name, *regex;
	int kinds; /* 0: any kind */
};

static const struct matcher matchers[] = {
	{ "any", ".*", 0 },
	{ "string", ".*", cJSON_String },
	{ "int", "-?(0|[1-9][0-9]*)", cJSON_Number },
	{ "number", "-?[0-9.e+-]+", cJSON_Number },
	{ "bool", "(true|false)", cJSON_True | cJSON_False },
	{ "null", "null", cJSON_NULL },
	{ "iso", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z", cJSON_String },
	{ "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", cJSON_String },
	{ "money", "\\{\"amount\":-?[0-9]+,\"currency\":\"DZD\"\\}", cJSON_Object },
};

/* A pattern being turned into one regular expression. */
struct pattern {
	struct buf regex;
	int n_groups;
	struct {
		int group;
		const char *name;
	} capture[GROUPS];
	int n_captures;
	int kinds; /* of the only matcher, when the pattern is nothing else */
	bool alone;
};

static void put_literal(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strchr("\\^$.[]|()*+?{}", s[i]))
			buf_char(b, '\\');
		buf_char(b, s[i]);
	}
}

/* Groups an expression opens: parentheses that are neither escaped nor in brackets. */
static int groups_of(const char *regex)
{
	int n = 0;
	bool bracket = false;

	for (const char *p = regex; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == '[')
			bracket = true;
		else if (*p == ']')
			bracket = false;
		else if (*p == '(' && !bracket)
			n++;
	}
	return n;
}

static void put_group(struct pattern *p, const char *regex)
{
	buf_printf(&p->regex, "(%s)", regex);
	p->n_groups += 1 + groups_of(regex);
}

/* The inside of one place, without its capture. */
static bool put_matcher(struct pattern *p, const char *word)
{
	size_t n = strlen(word);

	if (word[0] == '/' && n >= 2 && word[n - 1] == '/') {
		put_group(p, arena_strn(memory, word + 1, n - 2));
		return true;
	}
	if (str_starts(word, "id ")) {
		put_group(p, arena_printf(memory, "%s_[1-9][0-9]*", word + 3));
		p->kinds = cJSON_String;
		return true;
	}
	if (str_starts(word, "public ")) {
		put_group(p, arena_printf(memory, "%s_[0-7][0-9a-hjkmnp-tv-z]{25}", word + 7));
		p->kinds = cJSON_String;
		return true;
	}
	for (size_t i = 0; i < sizeof matchers / sizeof matchers[0]; i++) {
		if (strcmp(matchers[i].name, word) == 0) {
			put_group(p, matchers[i].regex);
			p->kinds = matchers[i].kinds;
			return true;
		}
	}
	return false;
}

static bool put_place(struct pattern *p, const char *inside)
{
	const char *blank;

	if (inside[0] != '>')
		return put_matcher(p, inside);
	blank = strchr(inside, ' ');
	if (p->n_captures == GROUPS)
		return false;
	p->capture[p->n_captures].group = p->n_groups + 1;
	p->capture[p->n_captures++].name =
		arena_strn(memory, inside + 1, blank ? (size_t)(blank - inside - 1) : strlen(inside) - 1);
	if (vars_is_matcher(p->capture[p->n_captures - 1].name, strlen(p->capture[p->n_captures - 1].name)))
		return false; /* the word of a matcher is no name */
	if (blank)
		return put_matcher(p, blank + 1);
	/* Among other text a capture is one word of an address; alone it is everything. */
	put_group(p, p->alone ? ".*" : "[^][/?&=#\"'<>[:space:]]+");
	return true;
}

static bool compile(const char *s, struct pattern *p, char *why, size_t size)
{
	const char *close = str_starts(s, "{{") ? vars_place_end(s) : NULL;

	memset(p, 0, sizeof *p);
	p->alone = close && !close[2];
	buf_init(&p->regex, memory, 256);
	buf_char(&p->regex, '^');
	while (*s) {
		const char *open = strstr(s, "{{");

		close = open ? vars_place_end(open) : NULL;
		if (!close) {
			put_literal(&p->regex, s, strlen(s));
			break;
		}
		put_literal(&p->regex, s, (size_t)(open - s));
		if (!put_place(p, arena_strn(memory, open + 2, (size_t)(close - open - 2)))) {
			snprintf(why, size, "no such matcher or name: %.*s", (int)(close + 2 - open), open);
			return false;
		}
		s = close + 2;
	}
	buf_char(&p->regex, '$');
	return true;
}

static bool run(const char *regex, const char *text, regmatch_t *groups, char *why, size_t size)
{
	regex_t re;
	int rc = regcomp(&re, regex, REG_EXTENDED);

	if (rc == 0) {
		rc = regexec(&re, text, GROUPS, groups, 0);
		regfree(&re);
		if (rc != 0)
			snprintf(why, size, "does not match");
		return rc == 0;
	}
	regerror(rc, &re, why, size);
	return false;
}

static bool run_pattern(const struct pattern *p, const char *text, char *why, size_t size)
{
	regmatch_t groups[GROUPS];

	if (!run(p->regex.data, text, groups, why, size))
		return false;
	for (int i = 0; i < p->n_captures; i++) {
		regmatch_t g = groups[p->capture[i].group];

		vars_set(p->capture[i].name,
			 arena_strn(memory, text + g.rm_so, (size_t)(g.rm_eo - g.rm_so)));
	}
	return true;
}

bool match_text(const char *pattern, const char *text, char *why, size_t size)
{
	struct pattern p;

	if (pattern[0] == '~')
		return match_find(pattern + 1 + strspn(pattern + 1, " "), text, NULL, why, size);
	return compile(pattern, &p, why, size) && run_pattern(&p, text, why, size);
}

bool match_find(const char *regex, const char *text, const char *capture, char *why, size_t size)
{
	regmatch_t groups[GROUPS];

	if (!run(regex, text, groups, why, size))
		return false;
	if (!capture)
		return true;
	if (groups[1].rm_so < 0) {
		snprintf(why, size, "the expression captures nothing");
		return false;
	}
	vars_set(capture, arena_strn(memory, text + groups[1].rm_so, (size_t)(groups[1].rm_eo - groups[1].rm_so)));
	return true;
}

/* ---- JSON ---- */

struct where {
	char path[300];
	bool exact;
	char *why;
	size_t size;
};

static bool differs(struct where *w, const char *fmt, const char *a, const char *b)
{
	char what[600];

	snprintf(what, sizeof what, fmt, a, b);
	snprintf(w->why, w->size, "$%s: %s", w->path, what);
	return false;
}

static const char *printed(const cJSON *v)
{
	char *s = v ? cJSON_PrintUnformatted(v) : NULL;
	const char *out = s ? arena_printf(memory, "%.280s", s) : "nothing";

	free(s);
	return out;
}

/* Strings as they are, everything else as JSON. */
static const char *text_of(const cJSON *v)
{
	char *s;
	const char *out;

	if (cJSON_IsString(v))
		return v->valuestring;
	s = cJSON_PrintUnformatted(v);
	out = arena_str(memory, s ? s : "");
	free(s);
	return out;
}

static bool fits_pattern(struct where *w, const char *pattern, const cJSON *got)
{
	struct pattern p;
	char why[200];

	if (!compile(pattern, &p, why, sizeof why))
		return differs(w, "%s%s", why, "");
	if (p.alone ? p.kinds && !(got->type & p.kinds) : !cJSON_IsString(got))
		return differs(w, "want %s, got %s", pattern, printed(got));
	if (!run_pattern(&p, text_of(got), why, sizeof why))
		return differs(w, "want %s, got %s", pattern, printed(got));
	return true;
}

static bool fits(struct where *w, const cJSON *want, const cJSON *got);

static bool is_word(const cJSON *v, const char *word)
{
	return cJSON_IsString(v) && strcmp(v->valuestring, word) == 0;
}

static size_t enter(struct where *w, const char *fmt, const char *name, int index)
{
	size_t n = strlen(w->path);

	snprintf(w->path + n, sizeof w->path - n, fmt, name, index);
	return n;
}

static bool fits_object(struct where *w, const cJSON *want, const cJSON *got)
{
	const cJSON *m;

	if (!cJSON_IsObject(got))
		return differs(w, "want an object, got %s%s", printed(got), "");
	cJSON_ArrayForEach(m, want) {
		const cJSON *v = cJSON_GetObjectItemCaseSensitive(got, m->string);
		size_t n = enter(w, ".%s", m->string, 0);
		bool ok = is_word(m, "{{absent}}") ? !v || differs(w, "is there: %s%s", printed(v), "")
			  : v			    ? fits(w, m, v)
						    : differs(w, "is missing%s%s", "", "");

		if (!ok)
			return false;
		w->path[n] = '\0';
	}
	if (!w->exact)
		return true;
	cJSON_ArrayForEach(m, got) if (!cJSON_GetObjectItemCaseSensitive(want, m->string)) {
		enter(w, ".%s", m->string, 0);
		return differs(w, "is not expected: %s%s", printed(m), "");
	}
	return true;
}

/* ["{{has}}", a, b]: each of a and b is somewhere in the list. */
static bool has_elements(struct where *w, const cJSON *want, const cJSON *got)
{
	for (const cJSON *m = want->child->next; m; m = m->next) {
		const cJSON *v;
		bool found = false;

		cJSON_ArrayForEach(v, got) {
			void *mark = vars_mark();
			struct where trial = *w;
			char why[600];

			trial.why = why;
			trial.size = sizeof why;
			if (fits(&trial, m, v)) {
				found = true;
				break;
			}
			vars_rollback(mark);
		}
		if (!found)
			return differs(w, "no element fits %s in %s", printed(m), printed(got));
	}
	return true;
}

static bool fits_list(struct where *w, const cJSON *want, const cJSON *got)
{
	int i = 0, n = cJSON_GetArraySize(want), m = cJSON_GetArraySize(got);
	bool rest = n > 0 && is_word(cJSON_GetArrayItem(want, n - 1), "{{rest}}");
	const cJSON *e, *v = got->child;

	if (!cJSON_IsArray(got))
		return differs(w, "want a list, got %s%s", printed(got), "");
	if (n > 0 && is_word(want->child, "{{has}}"))
		return has_elements(w, want, got);
	if (rest ? m < n - 1 : m != n)
		return differs(w, "want %s elements, got %s", arena_printf(memory, rest ? "%d or more" : "%d",
									   rest ? n - 1 : n),
			       arena_printf(memory, "%d: %s", m, printed(got)));
	cJSON_ArrayForEach(e, want) {
		size_t at;

		if (rest && i == n - 1)
			break;
		at = enter(w, "[%.0s%d]", "", i++);
		if (!fits(w, e, v))
			return false;
		w->path[at] = '\0';
		v = v->next;
	}
	return true;
}

static bool fits(struct where *w, const cJSON *want, const cJSON *got)
{
	if (cJSON_IsObject(want))
		return fits_object(w, want, got);
	if (cJSON_IsArray(want))
		return fits_list(w, want, got);
	if (cJSON_IsString(want) && strstr(want->valuestring, "{{"))
		return fits_pattern(w, want->valuestring, got);
	if (cJSON_IsString(want) ? cJSON_IsString(got) && strcmp(want->valuestring, got->valuestring) == 0
	    : cJSON_IsNumber(want)
		    ? cJSON_IsNumber(got) && fabs(want->valuedouble - got->valuedouble) < 1e-9
		    : (want->type & 0xFF) == (got->type & 0xFF))
		return true;
	return differs(w, "want %s, got %s", printed(want), printed(got));
}

bool match_json(const cJSON *want, const cJSON *got, bool exact, char *why, size_t size)
{
	struct where w = { .path = "", .exact = exact, .why = why, .size = size };

	return fits(&w, want, got);
}

cJSON *match_parse(const char *text, char *why, size_t size)
{
	bool inside = false;
	struct buf b;
	cJSON *o;

	buf_init(&b, memory, strlen(text) + 64);
	for (const char *p = text; *p; p++) {
		const char *close = str_starts(p, "{{") ? vars_place_end(p) : NULL;
		const char *word = close ? p + 2 : NULL;

		if (inside && *p == '\\' && p[1]) {
			buf_put(&b, p++, 2);
			continue;
		}
		if (*p == '"')
			inside = !inside;
		if (!word || !vars_is_matcher(word, (size_t)(close - word))) {
			buf_char(&b, *p);
			continue;
		}
		if (!inside)
			buf_char(&b, '"');
		for (; p < close + 2; p++) { /* a regular expression's own backslashes and quotes */
			if (*p == '\\' || *p == '"')
				buf_char(&b, '\\');
			buf_char(&b, *p);
		}
		if (!inside)
			buf_char(&b, '"');
		p--;
	}
	o = cJSON_ParseWithOpts(b.data, NULL, 1);
	if (!o)
		snprintf(why, size, "the expected JSON is malformed near: %.60s",
			 cJSON_GetErrorPtr() ? cJSON_GetErrorPtr() : "");
	return o;
}
