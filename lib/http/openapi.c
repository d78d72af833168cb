/* openapi - operations from route rows. */
#include "http/openapi.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "http/schema.h"

enum { MEMORY = 64 << 20, TYPES = 128 };

static bool described(const struct route *r)
{
	return strncmp(r->path, "/:lang", 6) != 0 && strcmp(r->path, "/") != 0;
}

static bool is_json(const struct route *r)
{
	return described(r) && !r->page && (!r->content || (r->answers && r->answers->status));
}

bool openapi_input(const struct route *r, bool needed)
{
	for (const struct rule *rule = r->input; rule->name; rule++)
		if (rule->name[0] != ':' && (rule->need || !needed))
			return true;
	return false;
}

/* ---- what comes in ---- */

/* "/bookings/:id/cancel" to "/bookings/{id}/cancel". */
static const char *path_of(struct arena *a, const char *path)
{
	struct buf b;

	buf_init(&b, a, 64);
	for (const char *p = path; *p;) {
		size_t n = strcspn(p, "/");

		if (*p == ':')
			buf_printf(&b, "{%.*s}", (int)n - 1, p + 1);
		else
			buf_put(&b, p, n);
		p += n;
		if (*p == '/')
			buf_char(&b, *p++);
	}
	return b.data;
}

/* "getBookingsByIdTicket". */
static const char *operation_id(struct arena *a, const struct route *r)
{
	const char *p = strncmp(r->path, "/api/v", 6) == 0 ? r->path + 7 : r->path;
	struct buf b;
	bool upper = true;

	buf_init(&b, a, 64);
	for (const char *m = method_name(r->method); *m; m++)
		buf_char(&b, (char)tolower((unsigned char)*m));
	if (strncmp(r->path, "/api/v", 6) == 0 && r->path[6] != '1')
		buf_printf(&b, "V%c", r->path[6]);
	for (; *p; p++) {
		if (*p == ':')
			buf_str(&b, "By");
		else if (isalnum((unsigned char)*p))
			buf_char(&b, upper ? (char)toupper((unsigned char)*p) : *p);
		upper = !isalnum((unsigned char)*p);
	}
	return b.data;
}

static const char *tag(struct arena *a, const struct route *r)
{
	const char *p = strncmp(r->path, "/api/v", 6) == 0 ? r->path + 8 : NULL;

	return p ? arena_strn(a, p, strcspn(p, "/.")) : "platform";
}

static void put_parameter(struct jw *w, const struct rule *rule, const char *where)
{
	jw_object(w);
	jw_pair(w, "name", rule->name + (rule->name[0] == ':'));
	jw_pair(w, "in", where);
	jw_key(w, "required");
	jw_bool(w, rule->need || rule->name[0] == ':');
	if (rule->help)
		jw_pair(w, "description", rule->help);
	jw_key(w, "schema");
	schema_rule(w, rule);
	jw_key(w, "example");
	schema_rule_example(w, rule);
	jw_end(w);
}

static void put_parameters(struct jw *w, const struct route *r)
{
	jw_open_list(w, "parameters");
	for (const struct rule *rule = r->input; rule->name; rule++)
		if (rule->name[0] == ':')
			put_parameter(w, rule, "path");
		else if (r->method == GET)
			put_parameter(w, rule, "query");
	if (r->idempotent)
		jw_raw(w, "{\"$ref\":\"#/components/parameters/IdempotencyKey\"}");
	jw_raw(w, "{\"$ref\":\"#/components/parameters/AcceptLanguage\"}");
	jw_end(w);
}

static void put_body(struct jw *w, const struct route *r)
{
	if (r->method == GET || !openapi_input(r, false))
		return;
	jw_open(w, "requestBody");
	jw_key(w, "required");
	jw_bool(w, openapi_input(r, true));
	jw_open(w, "content");
	jw_open(w, r->lenient ? "application/x-www-form-urlencoded" : "application/json");
	jw_key(w, "schema");
	schema_rules(w, r->input);
	jw_key(w, "example");
	schema_rules_example(w, r->input);
	jw_end(w);
	jw_end(w);
	jw_end(w);
}

static const char *security(const struct route *r)
{
	switch (r->auth) {
	case AUTH_GUEST:
		return "[{},{\"bearer\":[]},{\"guest\":[]},{\"session\":[]}]";
	case AUTH_USER:
	case AUTH_PARTNER:
	case AUTH_ADMIN:
		return "[{\"bearer\":[]},{\"session\":[]}]";
	case AUTH_DEVICE:
		return "[{\"device\":[]}]";
	default:
		return "[]";
	}
}

static void put_operation(struct jw *w, const struct route *r)
{
	struct arena *a = w->out->arena;
	char method[8] = "";

	for (size_t i = 0; method_name(r->method)[i]; i++)
		method[i] = (char)tolower((unsigned char)method_name(r->method)[i]);
	jw_open(w, method);
	jw_pair(w, "operationId", operation_id(a, r));
	jw_pair(w, "summary", r->summary);
	jw_open_list(w, "tags");
	jw_text(w, tag(a, r));
	jw_end(w);
	jw_key(w, "security");
	jw_raw(w, security(r));
	if (r->sunset) {
		jw_key(w, "deprecated");
		jw_bool(w, true);
		jw_pair(w, "x-sunset", r->sunset);
	}
	jw_pair(w, "x-permission", permit_name(r->may));
	jw_open(w, "x-rate-limit");
	jw_key(w, "requests");
	jw_int(w, r->rate.n);
	jw_key(w, "seconds");
	jw_int(w, r->rate.window_s);
	jw_end(w);
	put_parameters(w, r);
	put_body(w, r);
	openapi_answers(w, r);
	jw_end(w);
}

static bool earlier(const struct route *routes, const struct route *r)
{
	for (const struct route *o = routes; o < r; o++)
		if (strcmp(o->path, r->path) == 0)
			return true;
	return false;
}

static void put_paths(struct jw *w, const struct route *routes)
{
	jw_open(w, "paths");
	for (const struct route *r = routes; r->path; r++) {
		if (!described(r) || earlier(routes, r))
			continue;
		jw_open(w, path_of(w->out->arena, r->path));
		for (const struct route *o = r; o->path; o++)
			if (strcmp(o->path, r->path) == 0)
				put_operation(w, o);
		jw_end(w);
	}
	jw_end(w);
}

static void put_schemas(struct jw *w, const struct route *routes)
{
	const char *seen[TYPES];
	size_t n = 0;

	jw_open(w, "schemas");
	for (const struct route *r = routes; r->path; r++)
		for (const struct answer *a = r->answers; a && a->status; a++) {
			bool known = !a->fields || n == TYPES || (!a->name && !openapi_whole(r->answers, a->status));

			for (size_t i = 0; i < n; i++)
				known = known || strcmp(seen[i], a->type) == 0;
			if (known)
				continue;
			seen[n++] = a->type;
			jw_open(w, a->type);
			jw_pair(w, "type", "object");
			schema_fields(w, a->fields);
			jw_end(w);
		}
	jw_end(w);
}

static void take_code(void *ctx, enum err e)
{
	((bool *)ctx)[e] = true;
}

/* Of the errors its rows may answer with. */
static void put_examples(struct jw *w, const struct route *routes)
{
	bool used[ERR__COUNT] = { 0 };

	for (const struct route *r = routes; r->path; r++)
		if (described(r))
			openapi_errors(r, take_code, used);
	jw_open(w, "examples");
	for (enum err e = OK + 1; e < ERR__COUNT; e++)
		if (used[e])
			openapi_error_example(w, e);
	jw_end(w);
}

/* ---- rows, for tests ---- */

static void put_rules(struct jw *w, const struct rule *rules)
{
	static const char *const kinds[] = { "int", "count", "real", "bool", "text", "secret", "id", "public", "token",
					     "ref", "date", "phone", "email", "enum", "texts", "object", "list", "json" };

	jw_array(w);
	for (const struct rule *rule = rules; rule->name; rule++) {
		jw_object(w);
		jw_pair(w, "name", rule->name);
		jw_pair(w, "kind", kinds[rule->kind]);
		jw_key(w, "need");
		jw_bool(w, rule->need);
		jw_key(w, "min");
		jw_int(w, rule->min);
		jw_key(w, "max");
		jw_int(w, rule->max);
		if (rule->prefix)
			jw_pair(w, "prefix", rule->prefix);
		if (rule->sub) {
			jw_key(w, "sub");
			put_rules(w, rule->sub);
		}
		jw_key(w, "example");
		schema_rule_example(w, rule);
		jw_end(w);
	}
	jw_end(w);
}

static void put_rows(struct jw *w, const struct route *routes)
{
	static const char *const audiences[] = { "", "open", "guest", "user", "partner", "admin", "device", "loopback" };

	jw_open_list(w, "rows");
	for (const struct route *r = routes; r->path; r++) {
		jw_object(w);
		jw_pair(w, "method", method_name(r->method));
		jw_pair(w, "path", r->path);
		jw_pair(w, "auth", audiences[r->auth]);
		jw_pair(w, "action", permit_name(r->may));
		jw_key(w, "page");
		jw_bool(w, !described(r));
		jw_key(w, "idempotent");
		jw_bool(w, r->idempotent);
		jw_key(w, "lenient");
		jw_bool(w, r->lenient);
		jw_key(w, "rules");
		put_rules(w, r->input);
		jw_end(w);
	}
	jw_end(w);
}

void openapi_print(const char *program, const struct route *routes)
{
	struct arena *a = arena_new(MEMORY);
	struct buf out;
	struct jw w;

	buf_init(&out, a, 1 << 20);
	jw_start(&w, &out);
	jw_object(&w);
	jw_pair(&w, "program", program);
	put_rows(&w, routes);
	put_paths(&w, routes);
	put_schemas(&w, routes);
	put_examples(&w, routes);
	jw_end(&w);
	fwrite(out.data, 1, out.len, stdout);
	putchar('\n');
	arena_free(a);
}

/* ---- checking ---- */

static const char *check_answers(const struct route *r)
{
	if (!is_json(r))
		return NULL;
	if (!r->answers || !r->answers->status)
		return "names no answers";
	for (const struct answer *a = r->answers; a->status; a++) {
		if (a->status < 200 || a->status > 299)
			return "an answer has a status that is no success";
		if (!a->fields != !a->type)
			return "an answer has a type without fields, or fields without a type";
		if (a->how == ANSWER_BESIDE && !a->name)
			return "what stands beside data has no name";
	}
	return NULL;
}

bool openapi_check(const struct route *routes, char *why, size_t size)
{
	for (const struct route *r = routes; r->path; r++) {
		const char *fault = check_answers(r);

		if (!fault)
			continue;
		snprintf(why, size, "route %s %s: %s", method_name(r->method), r->path, fault);
		return false;
	}
	return true;
}
