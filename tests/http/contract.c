/* contract - a validator for the part of JSON Schema the description uses, and no other. */
#include "contract.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http.h"

enum { LONGEST = 16 << 20, AT = 400 };

static cJSON *all;

void contract_start(const char *path)
{
	FILE *f = path && *path ? fopen(path, "rb") : NULL;
	char *text = f ? malloc(LONGEST) : NULL;
	size_t n = text ? fread(text, 1, LONGEST - 1, f) : 0;

	if (!path || !*path)
		return;
	all = n ? cJSON_ParseWithLength(text, n) : NULL;
	free(text);
	if (f)
		fclose(f);
	if (!all) {
		fprintf(stderr, "contract: %s: no description\n", path);
		exit(2);
	}
}

void contract_stop(void)
{
	cJSON_Delete(all);
	all = NULL;
}

static bool no(char *why, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static bool no(char *why, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, size, fmt, ap);
	va_end(ap);
	return false;
}

static const cJSON *get(const cJSON *o, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(o, name);
}

/* "#/components/schemas/Money" */
static const cJSON *follow(const cJSON *schema)
{
	const cJSON *ref = get(schema, "$ref"), *at = all;
	char path[200], *save = NULL;

	if (!cJSON_IsString(ref) || strncmp(ref->valuestring, "#/", 2) != 0)
		return schema;
	snprintf(path, sizeof path, "%s", ref->valuestring + 2);
	for (char *name = strtok_r(path, "/", &save); name && at; name = strtok_r(NULL, "/", &save))
		at = get(at, name);
	return at;
}

/* ---- one value ---- */

struct walk {
	char at[AT];
	char *why;
	size_t size;
};

static bool check(struct walk *w, const cJSON *schema, const cJSON *v);

static bool is_type(const cJSON *v, const char *type)
{
	if (strcmp(type, "object") == 0)
		return cJSON_IsObject(v);
	if (strcmp(type, "array") == 0)
		return cJSON_IsArray(v);
	if (strcmp(type, "string") == 0)
		return cJSON_IsString(v);
	if (strcmp(type, "boolean") == 0)
		return cJSON_IsBool(v);
	if (strcmp(type, "null") == 0)
		return cJSON_IsNull(v);
	if (strcmp(type, "number") == 0)
		return cJSON_IsNumber(v);
	return strcmp(type, "integer") == 0 && cJSON_IsNumber(v) && v->valuedouble == floor(v->valuedouble);
}

static bool check_type(struct walk *w, const cJSON *type, const cJSON *v)
{
	const cJSON *one;
	bool fits = cJSON_IsString(type) && is_type(v, type->valuestring);
	char *shown;

	if (cJSON_IsArray(type))
		cJSON_ArrayForEach(one, type) fits = fits || is_type(v, one->valuestring);
	if (fits)
		return true;
	shown = cJSON_PrintUnformatted(v);
	no(w->why, w->size, "%s is %.80s", w->at, shown);
	free(shown);
	return false;
}

static bool matches(const char *pattern, const char *text)
{
	regex_t re;
	bool fits;

	if (regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	fits = regexec(&re, text, 0, NULL, 0) == 0;
	regfree(&re);
	return fits;
}

static bool check_text(struct walk *w, const cJSON *rule, const cJSON *v)
{
	static const char instant[] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z$";
	const char *pattern = rule->valuestring;

	if (!cJSON_IsString(v))
		return true;
	if (strcmp(rule->string, "format") == 0)
		pattern = strcmp(pattern, "date-time") == 0 ? instant : strcmp(pattern, "date") == 0
			  ? "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" : "";
	return matches(pattern, v->valuestring) || no(w->why, w->size, "%s is \"%.80s\", want %s", w->at, v->valuestring, pattern);
}

static bool step(struct walk *w, const char *name, const cJSON *schema, const cJSON *v)
{
	size_t n = strlen(w->at);
	bool ok;

	snprintf(w->at + n, sizeof w->at - n, ".%.60s", name);
	ok = check(w, schema, v);
	w->at[n] = '\0';
	return ok;
}

/* Every member is named by the schema, and is as it says. */
static bool check_members(struct walk *w, const cJSON *schema, const cJSON *v)
{
	const cJSON *properties = get(schema, "properties"), *m;

	if (!cJSON_IsObject(v) || cJSON_IsTrue(get(schema, "additionalProperties")))
		return true;
	cJSON_ArrayForEach(m, v) {
		const cJSON *sub = get(properties, m->string);

		if (!sub)
			return no(w->why, w->size, "%s.%s is not described", w->at, m->string);
		if (!step(w, m->string, sub, m))
			return false;
	}
	return true;
}

static bool check_required(struct walk *w, const cJSON *names, const cJSON *v)
{
	const cJSON *name;

	if (!cJSON_IsObject(v))
		return true;
	cJSON_ArrayForEach(name, names)
		if (!get(v, name->valuestring))
			return no(w->why, w->size, "%s lacks %s", w->at, name->valuestring);
	return true;
}

static bool check_items(struct walk *w, const cJSON *schema, const cJSON *v)
{
	const cJSON *e;
	char number[16];
	int i = 0;

	if (!cJSON_IsArray(v))
		return true;
	cJSON_ArrayForEach(e, v) {
		snprintf(number, sizeof number, "%d", i++);
		if (!step(w, number, schema, e))
			return false;
	}
	return true;
}

static bool check_any(struct walk *w, const cJSON *list, const cJSON *v)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (check(w, one, v))
			return true;
	return false;
}

static bool check_all(struct walk *w, const cJSON *list, const cJSON *v)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (!check(w, one, v))
			return false;
	return true;
}

/* One keyword of a schema. One that is not known here would go unchecked, so it fails. */
static bool check_word(struct walk *w, const cJSON *schema, const cJSON *rule, const cJSON *v)
{
	const char *word = rule->string;

	if (strcmp(word, "type") == 0)
		return check_type(w, rule, v);
	if (strcmp(word, "properties") == 0)
		return check_members(w, schema, v);
	if (strcmp(word, "required") == 0)
		return check_required(w, rule, v);
	if (strcmp(word, "items") == 0)
		return check_items(w, rule, v);
	if (strcmp(word, "anyOf") == 0)
		return check_any(w, rule, v);
	if (strcmp(word, "allOf") == 0)
		return check_all(w, rule, v);
	if (strcmp(word, "const") == 0)
		return cJSON_Compare(rule, v, 1) || no(w->why, w->size, "%s is another constant", w->at);
	if (strcmp(word, "pattern") == 0 || strcmp(word, "format") == 0)
		return check_text(w, rule, v);
	if (strcmp(word, "description") == 0 || strcmp(word, "additionalProperties") == 0)
		return true;
	return no(w->why, w->size, "%s: %s is not understood here", w->at, word);
}

static bool check(struct walk *w, const cJSON *schema, const cJSON *v)
{
	const cJSON *rule;

	schema = follow(schema);
	if (!schema)
		return no(w->why, w->size, "%s: a reference to nothing", w->at);
	cJSON_ArrayForEach(rule, schema)
		if (!check_word(w, schema, rule, v))
			return false;
	return true;
}

/* ---- the operation ---- */

/* "/api/v1/bookings/{id}" takes one segment for each pair of braces. */
static bool fits(const char *pattern, const char *path, int *literals)
{
	*literals = 0;
	for (;;) {
		size_t n = strcspn(pattern, "/"), len = strcspn(path, "/");

		if (*pattern == '{' ? len == 0 : n != len || strncmp(pattern, path, n) != 0)
			return false;
		*literals += *pattern != '{';
		pattern += n;
		path += len;
		if (!*pattern || !*path)
			return !*pattern && !*path;
		pattern++;
		path++;
	}
}

static const cJSON *find_path(const char *path)
{
	const cJSON *best = NULL, *one;
	int most = -1, literals;

	cJSON_ArrayForEach(one, get(all, "paths"))
		if (fits(one->string, path, &literals) && literals > most) {
			best = one;
			most = literals;
		}
	return best;
}

static const cJSON *find_operation(const cJSON *path, const char *method)
{
	char lower[16] = "";

	if (strcmp(method, "HEAD") == 0)
		method = "GET";
	for (size_t i = 0; method[i] && i + 1 < sizeof lower; i++)
		lower[i] = (char)(method[i] | 0x20);
	return get(path, lower);
}

static bool check_code(const cJSON *response, const cJSON *body, char *why, size_t size)
{
	const cJSON *codes = get(response, "x-error-codes"), *code = get(get(body, "error"), "code"), *one;

	if (!codes)
		return true;
	cJSON_ArrayForEach(one, codes)
		if (cJSON_IsString(code) && strcmp(one->valuestring, code->valuestring) == 0)
			return true;
	return no(why, size, "the error %s is not described", cJSON_IsString(code) ? code->valuestring : "without a code");
}

static bool check_body(const cJSON *response, const struct reply *r, char *why, size_t size)
{
	const char *type = http_header(r, "Content-Type");
	const cJSON *content = get(response, "content"), *media = NULL, *one;
	struct walk w = { "the body", why, size };
	cJSON *body;
	bool ok;

	if (r->body_n == 0)
		return true;
	cJSON_ArrayForEach(one, content)
		if (type && strncasecmp(type, one->string, strlen(one->string)) == 0)
			media = one;
	if (!media)
		return no(why, size, "a body of %s is not described", type ? type : "no type");
	if (strcmp(media->string, "application/json") != 0)
		return true;
	body = cJSON_ParseWithLength(r->body, r->body_n);
	ok = body ? check(&w, get(media, "schema"), body) && check_code(response, body, why, size)
		  : no(why, size, "the body is no JSON");
	cJSON_Delete(body);
	return ok;
}

bool contract_check(const char *method, const char *path, const struct reply *r, char *why, size_t size)
{
	const cJSON *at, *operation, *response;
	char said[1000] = "", status[16], below[400];

	if (!all)
		return true;
	if (strncmp(path, "/v1/", 4) == 0) { /* the api. host */
		snprintf(below, sizeof below, "/api%s", path);
		path = below;
	}
	at = find_path(path);
	if (!at)
		return r->status == 404 || no(why, size, "contract: nothing is described at %s, which answered %ld", path, r->status);
	operation = find_operation(at, method);
	if (!operation)
		return r->status == 405 || no(why, size, "contract: %s %s is not described, and answered %ld", method, path, r->status);
	snprintf(status, sizeof status, "%ld", r->status);
	response = follow(get(get(operation, "responses"), status));
	if (!response)
		return no(why, size, "contract: %s %s does not describe %ld", method, at->string, r->status);
	return check_body(response, r, said, sizeof said) || no(why, size, "contract: %s %s %ld: %s", method, at->string, r->status, said);
}
