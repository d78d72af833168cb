/* check - expectations, the envelope. */
#include "check.h"

#include <cjson/cJSON.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "contract.h"
#include "form.h"
#include "http.h"
#include "match.h"
#include "script.h"
#include "vars.h"

static bool no(char *why, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static bool no(char *why, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, size, fmt, ap);
	va_end(ap);
	return false;
}

/* ---- statuses ---- */

/* How many replies a word of "=>" asks for: 409, 409*49, 409*2-5, 409* (any number). */
struct wanted {
	long status;
	size_t least, most, seen;
};

static bool read_wanted(const char *word, size_t n, struct wanted *w)
{
	char *end;

	w->status = strtol(word, &end, 10);
	w->seen = 0;
	w->least = w->most = n;
	if (w->status < 100 || w->status > 599)
		return false;
	if (!*end)
		return true;
	if (*end != '*')
		return false;
	if (!end[1]) {
		w->least = 0;
		return true;
	}
	w->least = w->most = strtoul(end + 1, &end, 10);
	if (*end == '-')
		w->most = strtoul(end + 1, &end, 10);
	return !*end && w->least <= w->most;
}

static bool check_statuses(const struct step *s, const struct reply *r, size_t n, char *why, size_t size)
{
	struct wanted w[16];
	size_t n_wanted = 0;
	char *save, *list = arena_str(memory, s->expect);

	for (char *word = strtok_r(list, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		if (n_wanted == 16 || !read_wanted(word, n, &w[n_wanted]))
			return no(why, size, "not a status to expect: %s", word);
		n_wanted++;
	}
	if (n_wanted == 0)
		return no(why, size, "no status is expected");
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		if (r[i].error)
			return no(why, size, "no reply: %s", r[i].error);
		while (k < n_wanted && w[k].status != r[i].status)
			k++;
		if (k == n_wanted)
			return no(why, size, "status %ld, want %s", r[i].status, s->expect);
		w[k].seen++;
	}
	for (size_t k = 0; k < n_wanted; k++)
		if (w[k].seen < w[k].least || w[k].seen > w[k].most)
			return no(why, size, "status %ld came %zu times, want %s", w[k].status, w[k].seen, s->expect);
	return true;
}

/* ---- one expectation of one reply ---- */

static cJSON *json_of(const struct reply *r, char *why, size_t size)
{
	cJSON *o = cJSON_ParseWithOpts(r->body, NULL, 1);

	if (!o || r->body_n != strlen(r->body)) {
		no(why, size, "the body is no JSON");
		cJSON_Delete(o);
		return NULL;
	}
	return o;
}

static bool check_json(const struct check *c, const char *text, const struct reply *r, char *why, size_t size)
{
	cJSON *want = match_parse(text, why, size), *got;
	bool ok;

	if (!want)
		return false;
	got = json_of(r, why, size);
	ok = got && match_json(want, got, c->kind == CHECK_EXACT, why, size);
	cJSON_Delete(want);
	cJSON_Delete(got);
	return ok;
}

static bool found(const struct reply *r, const char *text)
{
	char why[200];

	if (text[0] == '~')
		return match_find(text + 1 + strspn(text + 1, " "), r->body, NULL, why, sizeof why);
	return memmem(r->body, r->body_n, text, strlen(text)) != NULL;
}

static bool check_size(const char *range, const struct reply *r, char *why, size_t size)
{
	char *end;
	size_t least = strtoul(range, &end, 10), most = least;

	if (*end == '-')
		most = end[1] ? strtoul(end + 1, &end, 10) : SIZE_MAX;
	return (r->body_n >= least && r->body_n <= most) ||
	       no(why, size, "the body has %zu bytes, want %s", r->body_n, range);
}

static bool check_header(const struct check *c, const char *text, const struct reply *r, char *why, size_t size)
{
	const char *value = http_header(r, c->name);
	char said[200];

	if (!value)
		return no(why, size, "header %s is missing", c->name);
	return match_text(text, value, said, sizeof said) ||
	       no(why, size, "header %s is \"%s\", want \"%s\" (%s)", c->name, value, text, said);
}

static bool check_one(const struct check *c, const struct reply *r, char *why, size_t size)
{
	const char *text = c->text ? vars_expect(c->text, why, size) : "";

	if (!text)
		return false;
	switch (c->kind) {
	case CHECK_HEADER:
		return check_header(c, text, r, why, size);
	case CHECK_NO_HEADER:
		return !http_header(r, c->name) ||
		       no(why, size, "header %s is there: %s", c->name, http_header(r, c->name));
	case CHECK_JSON:
	case CHECK_EXACT:
		return check_json(c, text, r, why, size);
	case CHECK_HAS:
		return found(r, text) || no(why, size, "the body lacks \"%s\"", text);
	case CHECK_NOT:
		return !found(r, text) || no(why, size, "the body has \"%s\"", text);
	case CHECK_CAPTURE:
		return match_find(text[0] == '~' ? text + 1 + strspn(text + 1, " ") : text, r->body, c->name, why, size) ||
		       no(why, size, "nothing to capture as %s", c->name);
	case CHECK_FORM:
		return form_capture(r->body, c->name, text, why, size);
	case CHECK_EMPTY:
		return r->body_n == 0 || no(why, size, "the body is not empty");
	case CHECK_SIZE:
		return check_size(text, r, why, size);
	case CHECK_SAME:
		break;
	}
	return true;
}

/* All bodies of one status are the same, byte for byte. */
static bool check_same(const struct check *c, const struct reply *r, size_t n, char *why, size_t size)
{
	long status = strtol(c->text, NULL, 10);
	const struct reply *first = NULL;
	size_t seen = 0;

	for (size_t i = 0; i < n; i++) {
		if (r[i].status != status)
			continue;
		seen++;
		if (first && (first->body_n != r[i].body_n || memcmp(first->body, r[i].body, r[i].body_n) != 0))
			return no(why, size, "bodies of %ld differ:\n%.300s\n%.300s", status, first->body, r[i].body);
		first = &r[i];
	}
	return seen > 1 || no(why, size, "only %zu bodies of %ld to compare", seen, status);
}

static bool check_rest(const struct step *s, const struct reply *r, size_t n, char *why, size_t size)
{
	for (const struct check *c = s->checks; c; c = c->next) {
		char said[3000] = "";
		bool met = false, ok = true;

		if (c->kind == CHECK_SAME) {
			met = true;
			ok = check_same(c, r, n, said, sizeof said);
		}
		for (size_t i = 0; ok && i < n && c->kind != CHECK_SAME; i++) {
			if (c->status && c->status != r[i].status)
				continue;
			met = true;
			ok = check_one(c, &r[i], said, sizeof said);
		}
		if (!ok)
			return no(why, size, "line %d: %s", c->line, said);
		if (!met)
			return no(why, size, "line %d: no reply of status %d to check", c->line, c->status);
	}
	return true;
}

/* ---- what every reply must be ---- */

static bool only(const cJSON *o, const char *const *names, const struct pair *also, char *why, size_t size,
		 const char *where)
{
	const cJSON *m;

	cJSON_ArrayForEach(m, o) {
		const struct pair *p = also;

		while (p && strcmp(p->name, m->string) != 0)
			p = p->next;
		if (!p && !str_in(m->string, names))
			return no(why, size, "envelope: %s has a member %s", where, m->string);
	}
	return true;
}

static bool check_meta(const cJSON *o, const struct reply *r, char *why, size_t size)
{
	static const char *const names[] = { "timestamp", "requestId", NULL };
	const cJSON *meta = cJSON_GetObjectItemCaseSensitive(o, "meta");
	const char *time = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(meta, "timestamp"));
	const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(meta, "requestId"));
	const char *header = http_header(r, "X-Request-Id");
	char said[200];

	if (!cJSON_IsObject(meta) || !time || !id)
		return no(why, size, "envelope: meta lacks timestamp or requestId");
	if (!match_text("{{iso}}", time, said, sizeof said))
		return no(why, size, "envelope: meta.timestamp is %s", time);
	if (!header)
		return no(why, size, "the reply has no X-Request-Id");
	if (!http_header(r, "Idempotent-Replayed") && strcmp(header, id) != 0)
		return no(why, size, "envelope: meta.requestId is %s, the header says %s", id, header);
	return only(meta, names, NULL, why, size, "meta");
}

static bool check_error(const cJSON *o, const struct reply *r, char *why, size_t size)
{
	static const char *const names[] = { "code", "message", "details", "field", NULL };
	const cJSON *e = cJSON_GetObjectItemCaseSensitive(o, "error");
	const char *code = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(e, "code"));
	const char *message = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(e, "message"));
	char said[200];

	if (r->status < 400)
		return no(why, size, "envelope: success is false with status %ld", r->status);
	if (!code || !message || !*message || !cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(e, "details")))
		return no(why, size, "envelope: error lacks code, message or details");
	if (!match_text("~^[A-Z][A-Z0-9_]*$", code, said, sizeof said))
		return no(why, size, "envelope: error.code is %s", code);
	if (str_starts(message, "error."))
		return no(why, size, "envelope: error.message has no words: %s", message);
	return only(e, names, NULL, why, size, "error");
}

static bool check_pages(const cJSON *o, char *why, size_t size)
{
	static const char *const names[] = { "page", "limit", "total", "totalPages", "hasNext", "hasPrevious",
					     "totalIsEstimate", "nextCursor", NULL };
	const cJSON *p = cJSON_GetObjectItemCaseSensitive(o, "pagination");

	if (!p)
		return true;
	for (int i = 0; i < 6; i++)
		if (!cJSON_HasObjectItem(p, names[i]))
			return no(why, size, "envelope: pagination lacks %s", names[i]);
	return only(p, names, NULL, why, size, "pagination");
}

static bool check_members(const struct step *s, const cJSON *o, const struct reply *r, char *why, size_t size)
{
	static const char *const good[] = { "success", "data", "pagination", "meta", NULL };
	static const char *const bad[] = { "success", "error", "meta", NULL };
	const cJSON *success = cJSON_GetObjectItemCaseSensitive(o, "success");
	const cJSON *data = cJSON_GetObjectItemCaseSensitive(o, "data");

	if (!cJSON_IsBool(success))
		return no(why, size, "envelope: success is missing");
	if (cJSON_IsFalse(success))
		return only(o, bad, NULL, why, size, "the reply") && check_error(o, r, why, size);
	if (r->status >= 400)
		return no(why, size, "envelope: success is true with status %ld", r->status);
	if (!cJSON_IsObject(data) && !cJSON_IsArray(data))
		return no(why, size, "envelope: data is neither object nor list");
	return only(o, good, s->also, why, size, "the reply") && check_pages(o, why, size);
}

bool check_envelope(const struct step *s, const struct reply *r, char *why, size_t size)
{
	const char *type = http_header(r, "Content-Type");
	cJSON *o;
	bool ok;

	if (r->body_n == 0)
		return true;
	if (!type || !str_starts(type, "application/json"))
		return r->status < 400 || no(why, size, "an error of the API is %s", type ? type : "of no type");
	o = json_of(r, why, size);
	ok = o && check_members(s, o, r, why, size) && check_meta(o, r, why, size);
	cJSON_Delete(o);
	return ok;
}

/* True for an address of the API, whose answers have the envelope. */
static bool is_api(const char *url)
{
	const char *base = vars_get("BASE"), *path;

	if (!base || !str_starts(url, base))
		return false;
	path = url + strlen(base);
	return str_starts(path, "/api/") || str_starts(path, "/v1/");
}

static bool check_every(const struct step *s, const struct reply *r, char *why, size_t size)
{
	const char *path;

	if (r->error || s->plain || s->kind == STEP_RAW || !is_api(r->url))
		return true;
	path = r->url + strlen(vars_get("BASE"));
	return check_envelope(s, r, why, size) &&
	       (s->follow || contract_check(s->method, arena_strn(memory, path, strcspn(path, "?#")), r, why, size));
}

bool check_replies(const struct step *s, const struct reply *replies, size_t n, char *why, size_t size)
{
	if (!check_statuses(s, replies, n, why, size))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!check_every(s, &replies[i], why, size))
			return false;
	return check_rest(s, replies, n, why, size);
}
