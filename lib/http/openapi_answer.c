/* openapi_answer - responses of an operation: documents, papers, errors. */
#include "http/openapi.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "http/schema.h"

enum { STATUSES = 600 };

#define META "{\"timestamp\":\"2026-12-24T06:30:00Z\",\"requestId\":\"req_0123456789abcdefghjkmnpqrs\"}"

static bool has_params(const struct route *r)
{
	return strchr(r->path, ':') != NULL;
}

/* ---- errors ---- */

static void put_ref(struct jw *w, const char *kind, const char *name)
{
	jw_object(w);
	jw_pair(w, "$ref", arena_printf(w->out->arena, "#/components/%s/%s", kind, name));
	jw_end(w);
}

struct codes {
	bool has[ERR__COUNT];
};

static void take_code(void *ctx, enum err e)
{
	((struct codes *)ctx)->has[e] = true;
}

static bool refuses_some(const struct route *r)
{
	for (unsigned role = ROLE_ANONYMOUS; role <= ROLE_DEVICE; role <<= 1)
		if (permit(role, r->may) == GRANT_NO)
			return true;
	return false;
}

static void writing_errors(const struct route *r, void (*take)(void *, enum err), void *ctx)
{
	take(ctx, ERR_TOO_LARGE);
	take(ctx, ERR_MEDIA_TYPE);
	if (!r->lenient)
		take(ctx, ERR_CSRF);
	if (r->idempotent) {
		take(ctx, ERR_KEY_MISSING);
		take(ctx, ERR_KEY_REUSED);
	}
	if (r->tx == TX_WRITE || r->tx == TX_STEPS)
		take(ctx, ERR_BUSY_RETRY);
}

void openapi_errors(const struct route *r, void (*take)(void *ctx, enum err e), void *ctx)
{
	take(ctx, ERR_MALFORMED);
	take(ctx, ERR_INPUT); /* of the version asked for, if of nothing else */
	take(ctx, ERR_INTERNAL);
	take(ctx, ERR_MEMORY);
	if (!r->lenient)
		take(ctx, ERR_UNKNOWN_FIELD);
	if (openapi_input(r, true))
		take(ctx, ERR_MISSING_FIELD);
	if (r->auth != AUTH_OPEN && r->auth != AUTH_LOOPBACK)
		take(ctx, ERR_UNAUTHORISED);
	if (refuses_some(r))
		take(ctx, ERR_FORBIDDEN);
	if (has_params(r) || r->auth == AUTH_LOOPBACK)
		take(ctx, ERR_NOT_FOUND);
	if (r->auth != AUTH_LOOPBACK)
		take(ctx, ERR_RATE);
	if (r->tx != TX_NONE || r->auth != AUTH_OPEN) {
		take(ctx, ERR_UNAVAILABLE);
		take(ctx, ERR_TIMEOUT);
	}
	if (r->method != GET)
		writing_errors(r, take, ctx);
	for (const enum err *e = r->errors; e && *e != OK; e++)
		take(ctx, *e);
}

/* "SEAT_TAKEN" to "Seat taken.": the wording itself is in the catalogues, in three languages. */
static const char *sentence(struct arena *a, const char *code)
{
	char *s = arena_printf(a, "%s.", code);

	for (char *p = s; *p; p++)
		*p = *p == '_' ? ' ' : p == s ? *p : (char)tolower((unsigned char)*p);
	return s;
}

void openapi_error_example(struct jw *w, enum err e)
{
	jw_open(w, err_code(e));
	jw_open(w, "value");
	jw_key(w, "success");
	jw_bool(w, false);
	jw_open(w, "error");
	jw_pair(w, "code", err_code(e));
	jw_pair(w, "message", sentence(w->out->arena, err_code(e)));
	jw_open(w, "details");
	jw_end(w);
	jw_end(w);
	jw_key(w, "meta");
	jw_raw(w, META);
	jw_end(w);
	jw_end(w);
}

static void put_error(struct jw *w, const struct codes *codes, int status)
{
	struct buf words;

	buf_init(&words, w->out->arena, 128);
	jw_open(w, arena_printf(w->out->arena, "%d", status));
	for (enum err e = OK + 1; e < ERR__COUNT; e++)
		if (codes->has[e] && err_status(e) == status)
			buf_printf(&words, "%s`%s`", words.len ? ", " : "", err_code(e));
	jw_pair(w, "description", words.data);
	jw_open_list(w, "x-error-codes");
	for (enum err e = OK + 1; e < ERR__COUNT; e++)
		if (codes->has[e] && err_status(e) == status)
			jw_text(w, err_code(e));
	jw_end(w);
	jw_open(w, "headers");
	if (status == 429 || status == 503) {
		jw_key(w, "Retry-After");
		jw_raw(w, "{\"$ref\":\"#/components/headers/RetryAfter\"}");
	}
	jw_end(w);
	jw_open(w, "content");
	jw_open(w, "application/json");
	jw_key(w, "schema");
	jw_raw(w, "{\"$ref\":\"#/components/schemas/Error\"}");
	jw_open(w, "examples");
	for (enum err e = OK + 1; e < ERR__COUNT; e++)
		if (codes->has[e] && err_status(e) == status) {
			jw_key(w, err_code(e));
			put_ref(w, "examples", err_code(e));
		}
	jw_end(w);
	jw_end(w);
	jw_end(w);
	jw_end(w);
}

static void put_errors(struct jw *w, const struct route *r)
{
	struct codes codes = { 0 };

	openapi_errors(r, take_code, &codes);
	for (int status = 400; status < STATUSES; status++) {
		bool any = false;

		for (enum err e = OK + 1; e < ERR__COUNT; e++)
			any = any || (codes.has[e] && err_status(e) == status);
		if (any)
			put_error(w, &codes, status);
	}
}

/* ---- answers ---- */

static void put_refs(struct jw *w, const struct answer *a)
{
	if (a->how != ANSWER_LIST) {
		put_ref(w, "schemas", a->type);
		return;
	}
	jw_object(w);
	jw_pair(w, "type", "array");
	jw_key(w, "items");
	put_ref(w, "schemas", a->type);
	jw_end(w);
}

/* True when data is one document, or one list, and nothing else. */
const struct answer *openapi_whole(const struct answer *list, int status)
{
	const struct answer *found = NULL;

	for (const struct answer *a = list; a->status; a++) {
		if (a->status != status || a->how == ANSWER_BESIDE || !a->fields)
			continue;
		if (found || a->name)
			return NULL;
		found = a;
	}
	return found;
}

/* data of several documents: members of those without a name, then those with one. */
static void put_data_schema(struct jw *w, const struct answer *list, int status)
{
	jw_object(w);
	jw_pair(w, "type", "object");
	jw_open(w, "properties");
	for (const struct answer *a = list; a->status; a++) {
		if (a->status != status || a->how == ANSWER_BESIDE || !a->fields)
			continue;
		if (a->name) {
			jw_key(w, a->name);
			put_refs(w, a);
		} else {
			schema_properties(w, a->fields);
		}
	}
	jw_end(w);
	jw_open_list(w, "required");
	for (const struct answer *a = list; a->status; a++) {
		if (a->status != status || a->how == ANSWER_BESIDE || a->sometimes || !a->fields)
			continue;
		if (a->name)
			jw_text(w, a->name);
		else
			schema_required(w, a->fields);
	}
	jw_end(w);
	jw_end(w);
}

static bool has_pages(const struct answer *list, int status)
{
	for (const struct answer *a = list; a->status; a++)
		if (a->status == status && a->pages)
			return true;
	return false;
}

static void put_envelope(struct jw *w, const struct answer *list, int status)
{
	const struct answer *one = openapi_whole(list, status);

	jw_object(w);
	jw_pair(w, "type", "object");
	jw_open(w, "properties");
	jw_key(w, "success");
	jw_raw(w, "{\"const\":true}");
	jw_key(w, "data");
	if (one)
		put_refs(w, one);
	else
		put_data_schema(w, list, status);
	for (const struct answer *a = list; a->status; a++) {
		if (a->status != status || a->how != ANSWER_BESIDE)
			continue;
		jw_key(w, a->name);
		put_ref(w, "schemas", a->type);
	}
	if (has_pages(list, status)) {
		jw_key(w, "pagination");
		put_ref(w, "schemas", "Pagination");
	}
	jw_key(w, "meta");
	put_ref(w, "schemas", "Meta");
	jw_end(w);
	jw_open_list(w, "required");
	jw_text(w, "success");
	jw_text(w, "data");
	if (has_pages(list, status))
		jw_text(w, "pagination");
	jw_text(w, "meta");
	jw_end(w);
	jw_end(w);
}

static void put_part_example(struct jw *w, const struct answer *a)
{
	if (a->how == ANSWER_LIST)
		jw_array(w);
	jw_object(w);
	schema_fields_example(w, a->fields);
	jw_end(w);
	if (a->how == ANSWER_LIST)
		jw_end(w);
}

static void put_data_example(struct jw *w, const struct answer *list, int status)
{
	const struct answer *one = openapi_whole(list, status);

	if (one) {
		put_part_example(w, one);
		return;
	}
	jw_object(w);
	for (const struct answer *a = list; a->status; a++) {
		if (a->status != status || a->how == ANSWER_BESIDE || !a->fields)
			continue;
		if (a->name) {
			jw_key(w, a->name);
			put_part_example(w, a);
		} else {
			schema_fields_example(w, a->fields);
		}
	}
	jw_end(w);
}

static void put_example(struct jw *w, const struct answer *list, int status)
{
	jw_object(w);
	jw_key(w, "success");
	jw_bool(w, true);
	jw_key(w, "data");
	put_data_example(w, list, status);
	if (has_pages(list, status)) {
		jw_key(w, "pagination");
		jw_raw(w, "{\"page\":1,\"limit\":20,\"total\":1,\"totalPages\":1,\"hasNext\":false,\"hasPrevious\":false}");
	}
	jw_key(w, "meta");
	jw_raw(w, META);
	jw_end(w);
}

static const char *meaning(int status)
{
	switch (status) {
	case 201:
		return "Made";
	case 202:
		return "Taken; the result comes later";
	case 303:
		return "See the address in Location";
	default:
		return "Success";
	}
}

static void put_headers(struct jw *w, const struct route *r, int status)
{
	static const char *const always[] = { "X-Request-Id", "X-API-Version", NULL };

	jw_open(w, "headers");
	for (size_t i = 0; always[i]; i++) {
		jw_key(w, always[i]);
		jw_raw(w, i ? "{\"$ref\":\"#/components/headers/ApiVersion\"}"
			    : "{\"$ref\":\"#/components/headers/RequestId\"}");
	}
	if (r->method == GET && r->cache.seconds >= 0 && status == 200) {
		jw_key(w, "ETag");
		jw_raw(w, "{\"$ref\":\"#/components/headers/ETag\"}");
	}
	if (status == 202) {
		jw_key(w, "Retry-After");
		jw_raw(w, "{\"$ref\":\"#/components/headers/RetryAfter\"}");
	}
	jw_end(w);
}

static void put_json_answer(struct jw *w, const struct route *r, int status)
{
	jw_open(w, arena_printf(w->out->arena, "%d", status));
	jw_pair(w, "description", meaning(status));
	put_headers(w, r, status);
	jw_open(w, "content");
	jw_open(w, "application/json");
	jw_key(w, "schema");
	put_envelope(w, r->answers, status);
	jw_key(w, "example");
	put_example(w, r->answers, status);
	jw_end(w);
	jw_end(w);
	jw_end(w);
}

/* A document of its own kind: a PDF, a calendar entry, a table. */
static void put_content_answer(struct jw *w, const struct route *r, const char *status)
{
	jw_open(w, status);
	jw_pair(w, "description", r->summary);
	put_headers(w, r, 200);
	jw_open(w, "content");
	jw_open(w, arena_strn(w->out->arena, r->content, strcspn(r->content, ";")));
	jw_key(w, "schema");
	jw_raw(w, strncmp(r->content, "application/json", 16) == 0 ? "{\"type\":\"object\",\"additionalProperties\":true}"
								     : "{\"type\":\"string\"}");
	jw_end(w);
	jw_end(w);
	jw_end(w);
}

void openapi_answers(struct jw *w, const struct route *r)
{
	int last = 0;

	jw_open(w, "responses");
	if (r->content)
		put_content_answer(w, r, "200");
	if (r->content && !r->stream && r->answers) { /* a stored document: the web server knows ranges */
		put_content_answer(w, r, "206");
		jw_key(w, "416");
		jw_raw(w, "{\"description\":\"The range is none of the document\"}");
	}
	for (const struct answer *a = r->answers; a && a->status; a++)
		if (a->status != last) {
			put_json_answer(w, r, a->status);
			last = a->status;
		}
	if (r->method == GET && r->cache.seconds >= 0) {
		jw_key(w, "304");
		jw_raw(w, "{\"description\":\"As the ETag of If-None-Match says\"}");
	}
	put_errors(w, r);
	jw_end(w);
}
