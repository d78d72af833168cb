/* call - HTTP requests to providers, alone or many at a time. */
#include "provider/call.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/fiber.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/point.h"
#include "base/str.h"
#include "base/trace.h"
#include "base/when.h"

enum { CAP = 65536, BREAKERS = 16, OPENS_AFTER = 5, OPEN_US = 30000000 };

static struct breaker {
	const char *provider, *op;
	int failures;
	int64_t open_until;
} breakers[BREAKERS];

enum { SPARE = 128 };

/* A transfer among many, on the stack of the fiber that waits for it. */
struct flight {
	struct fiber *fiber;
	CURLcode code;
	bool landed;
};

static CURL *alone;          /* kept for its connections */
static CURLM *many;          /* holds those of the others */
static CURL *spare[SPARE];   /* handles no fiber uses */
static size_t n_spare;

void call_start(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		abort();
}

static struct breaker *breaker_of(const struct call *c)
{
	struct breaker *b = breakers;

	for (; b < breakers + BREAKERS - 1 && b->provider; b++)
		if (strcmp(b->provider, c->provider) == 0 && strcmp(b->op, c->op) == 0)
			return b;
	if (!b->provider)
		*b = (struct breaker){ .provider = c->provider, .op = c->op };
	return b;
}

struct sink {
	struct buf buf;
	size_t cap;
	const char *message_id;
	int retry_s;
};

static size_t take_body(char *data, size_t size, size_t n, void *ctx)
{
	struct sink *s = ctx;

	if (s->buf.len + size * n > s->cap)
		return 0; /* aborts the transfer */
	buf_put(&s->buf, data, size * n);
	return size * n;
}

/* Value of a header line when it has that name, trimmed, in the arena. */
static const char *header_value(struct arena *a, const char *line, size_t n, const char *name)
{
	size_t len = strlen(name);

	if (n <= len || strncasecmp(line, name, len) != 0 || line[len] != ':')
		return NULL;
	return str_tidy(a, arena_strn(a, line + len + 1, n - len - 1));
}

static size_t take_header(char *data, size_t size, size_t n, void *ctx)
{
	struct sink *s = ctx;
	const char *id = header_value(s->buf.arena, data, size * n, "X-Message-Id");
	const char *retry = header_value(s->buf.arena, data, size * n, "Retry-After");
	int64_t seconds;

	if (id)
		s->message_id = id;
	if (retry && str_int(retry, 0, 86400, &seconds))
		s->retry_s = (int)seconds;
	return size * n;
}

static bool loopback(const char *url)
{
	return str_starts(url, "http://127.0.0.1:") || str_starts(url, "http://127.0.0.1/") ||
	       str_starts(url, "http://[::1]:") || str_starts(url, "http://localhost:");
}

static void set_options(CURL *handle, const struct call *c, struct sink *sink, struct curl_slist *headers)
{
	curl_easy_reset(handle);
	curl_easy_setopt(handle, CURLOPT_URL, c->url);
	curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, loopback(c->url) ? "http,https" : "https");
	curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, c->timeout_ms < 3000 ? (long)c->timeout_ms : 3000L);
	curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, (long)c->timeout_ms);
	curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, c->method);
	curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(handle, CURLOPT_WRITEDATA, sink);
	curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(handle, CURLOPT_HEADERDATA, sink);
	/* A kept connection that turns out dead makes libcurl send the request again by itself. */
	curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, (long)c->once);
	curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, (long)c->once);
	if (c->body) {
		curl_easy_setopt(handle, CURLOPT_POSTFIELDS, c->body);
		curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, (long)c->body_n);
	}
	if (c->user) {
		curl_easy_setopt(handle, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
		curl_easy_setopt(handle, CURLOPT_USERNAME, c->user);
		curl_easy_setopt(handle, CURLOPT_PASSWORD, c->password);
	}
}

/* Did the request possibly reach the provider? Surely not while nothing of it was sent. */
static enum call_class class_of_error(CURL *handle, CURLcode code)
{
	long sent = 0;

	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
		return CALL_TRANSIENT;
	case CURLE_OPERATION_TIMEDOUT:
		curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &sent);
		return sent > 0 ? CALL_AMBIGUOUS : CALL_TRANSIENT;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
		return CALL_INVALID;
	default:
		return CALL_AMBIGUOUS;
	}
}

static enum call_class class_of_status(int status)
{
	if (status == 401 || status == 403)
		return CALL_AUTH;
	if (status == 429)
		return CALL_THROTTLED;
	if (status >= 500)
		return CALL_AMBIGUOUS;
	return status >= 400 ? CALL_INVALID : CALL_OK;
}

/* A trace is our business: only hosts of our own are told of it. */
static bool is_ours(const char *url)
{
	const char *s = conf_text(CONF_TRACE_URLS);

	for (size_t n; *s; s += n) {
		s += strspn(s, " ");
		n = strcspn(s, " ");
		if (n > 1 && s[n - 1] == '/' && strncmp(url, s, n) == 0)
			return true;
	}
	return false;
}

static void note_result(const struct call *c, struct breaker *b, int64_t micros)
{
	char trace[2 * TRACE_ID + 1];

	trace_id(trace);
	bool bad = c->class == CALL_TRANSIENT || c->class == CALL_AMBIGUOUS;
	struct log l;

	metric_add(METRIC_CALLS, 1);
	metric_add(METRIC_CALL_FAILURES, c->class != CALL_OK);
	b->failures = bad ? b->failures + 1 : 0;
	if (b->failures >= OPENS_AFTER)
		b->open_until = when_ticks() + OPEN_US;
	/* Bodies hold credentials and persons: neither request nor answer is logged. */
	log_open(&l, c->class == CALL_OK ? LOG_INFO : LOG_WARN, "call");
	log_text(&l, "provider", c->provider);
	log_text(&l, "op", c->op);
	log_text(&l, "trace", *trace ? trace : NULL);
	log_int(&l, "status", c->status);
	log_text(&l, "class", call_class_name(c->class));
	log_text(&l, "error", c->error);
	log_int(&l, "us", micros);
	log_send(&l);
}

/* ---- many at a time ---- */

static CURLM *many_open(void)
{
	if (!many && !(many = curl_multi_init()))
		abort();
	return many;
}

static void land(CURL *handle, CURLcode code)
{
	struct flight *f = NULL;

	curl_easy_getinfo(handle, CURLINFO_PRIVATE, &f);
	curl_multi_remove_handle(many, handle);
	f->code = code;
	f->landed = true;
	fiber_resume(f->fiber);
}

bool calls_wait(int fd, int ms)
{
	struct curl_waitfd extra = { .fd = fd, .events = CURL_WAIT_POLLIN };
	int running, left;
	CURLMsg *m;

	curl_multi_poll(many_open(), &extra, fd >= 0, ms, NULL);
	curl_multi_perform(many, &running);
	while ((m = curl_multi_info_read(many, &left)))
		if (m->msg == CURLMSG_DONE)
			land(m->easy_handle, m->data.result);
	return extra.revents != 0;
}

/* The handle the call uses, for what is asked of it afterwards; give it back. */
static CURL *handle_take(void)
{
	CURL *h = !fiber_current() ? alone : n_spare ? spare[--n_spare] : NULL;

	if (!h && !(h = curl_easy_init()))
		abort();
	return h;
}

static void handle_give(CURL *h)
{
	if (!fiber_current())
		alone = h;
	else if (n_spare < SPARE)
		spare[n_spare++] = h;
	else
		curl_easy_cleanup(h);
}

static CURLcode perform(CURL *h)
{
	struct flight f = { .fiber = fiber_current() };
	struct trace_at here;

	if (!f.fiber)
		return curl_easy_perform(h);
	curl_easy_setopt(h, CURLOPT_PRIVATE, &f);
	if (curl_multi_add_handle(many_open(), h) != CURLM_OK)
		return CURLE_FAILED_INIT;
	here = trace_leave(); /* others go on meanwhile */
	while (!f.landed)
		fiber_yield();
	trace_return(here);
	return f.code;
}

/* ---- one ---- */

static bool hold_back(const struct breaker *b, struct call *c)
{
	int64_t left = b->open_until - when_ticks();

	if (left <= 0)
		return false;
	c->class = CALL_TRANSIENT;
	c->error = "breaker open";
	c->held_back = true;
	c->retry_s = (int)((left + 999999) / 1000000);
	return true;
}

static void take_result(CURL *h, struct call *c, const struct sink *sink, CURLcode code)
{
	long status = 0;

	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
	c->status = (int)status;
	c->answer = sink->buf.data;
	c->answer_n = sink->buf.len;
	c->message_id = sink->message_id;
	c->retry_s = sink->retry_s;
	c->error = code == CURLE_OK ? NULL : curl_easy_strerror(code);
	c->class = code == CURLE_OK ? class_of_status(c->status) : class_of_error(h, code);
}

void call_run(struct arena *a, struct call *c)
{
	struct breaker *b = breaker_of(c);
	struct sink sink = { .cap = c->cap ? c->cap : CAP };
	int64_t start = when_ticks();
	const char *name = arena_printf(a, "%s/%s", c->provider, c->op);
	uint64_t span = trace_fresh();
	char parent[TRACE_PARENT + 1];
	struct curl_slist *headers;
	CURL *h;

	if (hold_back(b, c))
		return;
	headers = curl_slist_append(NULL, "Expect:");
	h = handle_take();
	buf_init(&sink.buf, a, 1024);
	for (int i = 0; i < CALL_HEADERS && c->headers[i]; i++)
		headers = curl_slist_append(headers, c->headers[i]);
	trace_parent(span, parent);
	if (*parent && is_ours(c->url))
		headers = curl_slist_append(headers, arena_printf(a, "traceparent: %s", parent));
	set_options(h, c, &sink, headers);
	point("before", name);
	take_result(h, c, &sink, perform(h));
	point("after", name);
	handle_give(h);
	curl_slist_free_all(headers);
	trace_part(span, c->provider, NULL, c->op, start, c->status, c->class != CALL_OK);
	note_result(c, b, when_ticks() - start);
}

void call_form(struct buf *body, const char *name, const char *value)
{
	if (body->len)
		buf_char(body, '&');
	buf_url(body, name);
	buf_char(body, '=');
	buf_url(body, value);
}

const char *call_class_name(enum call_class c)
{
	static const char *const names[] = { "ok", "transient", "ambiguous", "throttled", "auth", "invalid" };

	return names[c];
}
