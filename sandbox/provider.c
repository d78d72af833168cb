/*
 * provider - finds the operation, lets it run or not as the fault queue wants, and writes the
 * journal.
 */
#include "provider.h"

#include "fault.h"
#include "journal.h"
#include "mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void call_verdict(struct call *c, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(c->verdict, sizeof c->verdict, format, args);
	va_end(args);
}

const struct provider *provider_find(const char *name)
{
	const struct provider *const *p;

	for (p = providers; *p; p++)
		if (!strcmp((*p)->name, name))
			return *p;
	return NULL;
}

bool provider_has(const struct provider *p, const char *op)
{
	const struct operation *o;

	for (o = p->operations; o->method; o++)
		if (!strcmp(o->name, op))
			return true;
	return false;
}

static bool path_matches(const char *pattern, const char *path)
{
	size_t n, m;

	while (*pattern == '/' && *path == '/') {
		n = strcspn(++pattern, "/");
		m = strcspn(++path, "/");
		if (!(n == 1 && *pattern == '*' && m) && (n != m || memcmp(pattern, path, n)))
			return false;
		pattern += n;
		path += m;
	}
	return !*pattern && !*path;
}

const struct operation *operation_find(const struct operation *list, const struct http_request *rq,
    bool *other)
{
	const struct operation *o;

	*other = false;
	for (o = list; o->method; o++) {
		if (!path_matches(o->path, rq->path))
			continue;
		if (!strcmp(o->method, rq->method))
			return o;
		*other = true;
	}
	return NULL;
}

char *path_segment(const char *path, int n)
{
	while (*path == '/') {
		path++;
		if (!n--)
			return mem_part(path, strcspn(path, "/"));
		path += strcspn(path, "/");
	}
	return NULL;
}

/*
 * A header the provider does not know would be ignored out there, and a credential or a trace id
 * would leak unseen. Here it is refused.
 */
static const char *foreign_header(const struct provider *p, const struct http_request *rq)
{
	static const char *const known[] = {
		"Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Charset",
		"Accept-Language", "Connection", "Content-Type", "Content-Length",
		"Transfer-Encoding", "Expect", "Via",
	};
	size_t i, k;

	for (i = 0; i < rq->n_headers; i++) {
		if (p->authorization && !strcasecmp(rq->headers[i].name, "Authorization"))
			continue;
		if (p->ours && !strcasecmp(rq->headers[i].name, "traceparent"))
			continue;
		for (k = 0; k < sizeof known / sizeof known[0]; k++)
			if (!strcasecmp(rq->headers[i].name, known[k]))
				break;
		if (k == sizeof known / sizeof known[0])
			return rq->headers[i].name;
	}
	return NULL;
}

static void refuse(const struct provider *p, struct call *c, int status)
{
	c->reply->status = status;
	p->refuse(c->reply, status);
}

static void run(const struct provider *p, const struct operation *op, struct call *c)
{
	const char *foreign = op->browser ? NULL : foreign_header(p, c->request);

	if (foreign) {
		refuse(p, c, 400);
		call_verdict(c, "refused: unexpected header %s", foreign);
	} else {
		op->run(c);
	}
}

static void impose(const struct provider *p, const struct fault *f, struct call *c)
{
	struct http_reply *r = c->reply;

	if (f->kind != FAULT_NONE && f->kind != FAULT_TRUNCATED && f->kind != FAULT_SLOW)
		http_forget(r);
	switch (f->kind) {
	case FAULT_NONE:
		break;
	case FAULT_TIMEOUT:
		r->ending = HTTP_SILENCE;
		break;
	case FAULT_RESET:
		r->ending = HTTP_RESET;
		break;
	case FAULT_TRUNCATED:
		r->ending = HTTP_CUT;
		break;
	case FAULT_SLOW:
		r->delay_ms = f->value;
		break;
	case FAULT_HTTP:
		refuse(p, c, f->status);
		if (f->value >= 0)
			buf_printf(&r->head, "Retry-After: %d\r\n", (int)f->value);
		break;
	case FAULT_HTML:
		r->type = "text/html; charset=utf-8";
		buf_str(&r->body, "<!doctype html><title>Maintenance</title>"
		    "<h1>Service en maintenance</h1>\n");
		break;
	case FAULT_EMPTY:
		r->type = "application/json";
		break;
	case FAULT_MALFORMED:
		r->type = "application/json";
		buf_str(&r->body, "{\"errorCode\":0,\"status\":\"que");
		break;
	case FAULT_SCALAR:
		r->type = "application/json";
		buf_str(&r->body, "\"OK\"");
		break;
	}
}

static void note(const struct provider *p, const char *op, const struct call *c,
    const struct fault *f)
{
	const struct http_request *rq = c->request;
	bool sent = c->reply->ending == HTTP_ANSWER || c->reply->ending == HTTP_CUT;
	bool keep = sent && c->reply->type && strstr(c->reply->type, "json");

	journal_add(&(struct journal_note){
		.provider = p->name, .op = op, .method = rq->method, .target = rq->path,
		.query = rq->query, .peer = rq->peer,
		.headers = rq->headers, .n_headers = rq->n_headers,
		.body = rq->body, .body_len = rq->body_len, .status = sent ? c->reply->status : 0,
		.verdict = c->verdict, .fault = f->kind == FAULT_NONE ? NULL : f->text,
		.answer = keep ? buf_text(&c->reply->body) : NULL, .answer_len = c->reply->body.len,
	});
}

void provider_serve(const struct provider *p, const struct http_request *rq, struct http_reply *rp)
{
	struct call c = { .request = rq, .reply = rp };
	struct fault f = { 0 };
	const struct operation *op;
	bool other;

	op = operation_find(p->operations, rq, &other);
	if (!op) {
		refuse(p, &c, other ? 405 : 404);
		call_verdict(&c, other ? "refused: method" : "refused: no such path");
		note(p, "", &c, &f);
		return;
	}
	f = fault_take(p->name, op->name);
	if (f.kind == FAULT_NONE || f.accepted)
		run(p, op, &c);
	else
		call_verdict(&c, "not done");
	impose(p, &f, &c);
	note(p, op->name, &c, &f);
}
