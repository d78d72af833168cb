/*
 * otlp - a collector of traces. A document with a member it does not know, an id that is none, a time
 * that runs backwards or a number that is no text is refused as a whole; what it took it lists.
 */
#include "otlp.h"

#include "control.h"
#include "form.h"
#include "jw.h"
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEEP = 20000, LONGEST_NAME = 200 };

struct span {
	char *service, *json;
	char trace[33];
};

static struct span *spans;
static size_t n_spans;
static int64_t turn_down;       /* spans the next answer says were not wanted */

static void reset(void)
{
	size_t i;

	for (i = 0; i < n_spans; i++) {
		free(spans[i].service);
		free(spans[i].json);
	}
	free(spans);
	spans = NULL;
	n_spans = 0;
	turn_down = 0;
}

static void refuse(struct http_reply *r, int status)
{
	struct jw j = { .out = &r->body };

	r->status = status;
	r->type = "application/json";
	jw_open(&j, '{');
	jw_put_int(&j, "code", 3);
	jw_put_text(&j, "message", "refused");
	jw_close(&j, '}');
}

/* ---- what is right ---- */

static const cJSON *member(const cJSON *o, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(o, name);
}

static const char *text_of(const cJSON *o, const char *name)
{
	return cJSON_GetStringValue(member(o, name));
}

static bool only(const cJSON *o, const char *const *names)
{
	const cJSON *v;
	size_t i;

	if (!cJSON_IsObject(o))
		return false;
	cJSON_ArrayForEach(v, o) {
		for (i = 0; names[i] && strcmp(names[i], v->string); i++)
			continue;
		if (!names[i])
			return false;
	}
	return true;
}

/* Lower-case hex of that length, not all zero. */
static bool is_id(const char *s, size_t n)
{
	return s && strlen(s) == n && strspn(s, "0123456789abcdef") == n && strspn(s, "0") < n;
}

/* 64-bit numbers travel as decimal text. */
static bool is_number(const char *s)
{
	return s && *s && strlen(s) <= 20 && strspn(s, "0123456789") == strlen(s);
}

static bool attributes_right(const cJSON *list)
{
	static const char *const keys[] = { "key", "value", NULL };
	static const char *const kinds[] = { "stringValue", "intValue", NULL };
	const cJSON *a;

	cJSON_ArrayForEach(a, list) {
		const cJSON *value = member(a, "value");

		if (!only(a, keys) || !text_of(a, "key") || !only(value, kinds) ||
		    cJSON_GetArraySize(value) != 1)
			return false;
		if (!text_of(value, "stringValue") && !is_number(text_of(value, "intValue")))
			return false;
	}
	return cJSON_IsArray(list);
}

static bool times_right(const cJSON *s)
{
	const char *start = text_of(s, "startTimeUnixNano"), *end = text_of(s, "endTimeUnixNano");

	return is_number(start) && is_number(end) && strlen(start) == 19 && strlen(end) == 19 &&
	    strcmp(start, end) <= 0;
}

static const char *wrong_span(const cJSON *s)
{
	static const char *const keys[] = {
		"traceId", "spanId", "parentSpanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano",
		"attributes", "status", NULL
	};
	static const char *const status_keys[] = { "code", NULL };
	const cJSON *kind = member(s, "kind"), *parent = member(s, "parentSpanId"), *status = member(s, "status");
	const char *name = text_of(s, "name");

	if (!only(s, keys))
		return "a member of a span";
	if (!is_id(text_of(s, "traceId"), 32) || !is_id(text_of(s, "spanId"), 16) ||
	    (parent && !is_id(parent->valuestring, 16)))
		return "an id";
	if (!name || !*name || strlen(name) > LONGEST_NAME)
		return "a name";
	if (!cJSON_IsNumber(kind) || kind->valueint < 1 || kind->valueint > 5)
		return "a kind";
	if (!times_right(s))
		return "a time";
	if (!attributes_right(member(s, "attributes")))
		return "an attribute";
	if (!only(status, status_keys) || !cJSON_IsNumber(member(status, "code")))
		return "a status";
	return NULL;
}

/* ---- what it takes ---- */

static const char *service_of(const cJSON *resource)
{
	const cJSON *a;

	cJSON_ArrayForEach(a, member(resource, "attributes"))
		if (!strcmp(text_of(a, "key"), "service.name"))
			return text_of(member(a, "value"), "stringValue");
	return NULL;
}

static void keep(const char *service, const cJSON *s)
{
	struct span *to;

	if (n_spans == KEEP)
		return;
	spans = mem_grow(spans, (n_spans + 1) * sizeof *spans);
	to = &spans[n_spans++];
	to->service = mem_text(service);
	to->json = cJSON_PrintUnformatted(s);
	memcpy(to->trace, text_of(s, "traceId"), sizeof to->trace);
}

/* Looks at all spans of the scopes, and keeps them in a second round. */
static const char *each_span(const cJSON *resource, const char *service, bool take, int *n)
{
	static const char *const scope_keys[] = { "scope", "spans", NULL };
	const char *wrong = NULL;
	const cJSON *scope, *s;

	cJSON_ArrayForEach(scope, member(resource, "scopeSpans")) {
		if (!only(scope, scope_keys) || !cJSON_IsArray(member(scope, "spans")))
			return "a scope";
		cJSON_ArrayForEach(s, member(scope, "spans")) {
			wrong = wrong ? wrong : wrong_span(s);
			if (take)
				keep(service, s);
			++*n;
		}
	}
	return wrong;
}

static const char *each_resource(const cJSON *doc, bool take, int *n)
{
	static const char *const doc_keys[] = { "resourceSpans", NULL };
	static const char *const resource_keys[] = { "resource", "scopeSpans", NULL };
	static const char *const attribute_keys[] = { "attributes", NULL };
	const char *wrong = NULL;
	const cJSON *r;

	*n = 0;
	if (!only(doc, doc_keys) || !cJSON_IsArray(member(doc, "resourceSpans")))
		return "the document";
	cJSON_ArrayForEach(r, member(doc, "resourceSpans")) {
		const cJSON *resource = member(r, "resource");

		if (!only(r, resource_keys) || !only(resource, attribute_keys) ||
		    !attributes_right(member(resource, "attributes")) || !service_of(resource))
			return "a resource";
		wrong = wrong ? wrong : each_span(r, service_of(resource), take, n);
	}
	return wrong ? wrong : *n ? NULL : "nothing in it";
}

static void answer(struct call *c, int n)
{
	struct jw j = { .out = &c->reply->body };
	char digits[24];

	call_verdict(c, "%d spans", n);
	c->reply->type = "application/json";
	jw_open(&j, '{');
	if (turn_down) {
		snprintf(digits, sizeof digits, "%lld", (long long)turn_down);
		jw_key(&j, "partialSuccess");
		jw_open(&j, '{');
		jw_put_text(&j, "rejectedSpans", digits);
		jw_put_text(&j, "errorMessage", "as asked");
		jw_close(&j, '}');
		turn_down = 0;
	}
	jw_close(&j, '}');
}

static void export(struct call *c)
{
	cJSON *doc = cJSON_ParseWithLength(c->request->body, c->request->body_len);
	const char *wrong;
	int n;

	if (!http_is(c->request, "application/json")) {
		refuse(c->reply, 415);
		call_verdict(c, "refused: media type");
	} else if ((wrong = each_resource(doc, false, &n))) {
		refuse(c->reply, 400);
		call_verdict(c, "refused: %s", wrong);
	} else {
		each_resource(doc, true, &n);
		answer(c, n);
	}
	cJSON_Delete(doc);
}

/* ---- for tests ---- */

static void list(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	const char *trace;
	struct form f;
	size_t i;

	form_parse(&f, c->request->query, strlen(c->request->query));
	trace = form_get(&f, "trace");
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "spans");
	jw_open(&j, '[');
	for (i = 0; i < n_spans; i++) {
		if (trace && strcmp(trace, spans[i].trace))
			continue;
		jw_open(&j, '{');
		jw_put_text(&j, "service", spans[i].service);
		jw_key(&j, "span");
		jw_raw(&j, spans[i].json);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
	form_free(&f);
}

static void reject(struct call *c)
{
	static const char *const keys[] = { "spans", NULL };
	cJSON *body = control_body(c);

	if (body && control_only(c, body, keys)) {
		turn_down = control_int(body, "spans", 0);
		control_ok(c);
	}
	cJSON_Delete(body);
}

static const struct operation operations[] = {
	{ "POST", "/otlp/v1/traces", "export", export, false },
	{ 0 }
};

static const struct operation controls[] = {
	{ "GET",  "/__sim/otlp/spans",  "spans",  list, false },
	{ "POST", "/__sim/otlp/reject", "reject", reject, false },
	{ 0 }
};

const struct provider otlp_provider = {
	.name = "otlp", .prefix = "/otlp/", .operations = operations, .controls = controls,
	.refuse = refuse, .reset = reset,
};
