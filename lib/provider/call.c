/* call - one HTTP request to a provider. */
#include "provider/call.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "base/when.h"

enum { CAP = 65536, BREAKERS = 16, OPENS_AFTER = 5, OPEN_US = 30000000 };

static struct breaker {
	const char *provider, *op;
	int failures;
	int64_t open_until;
} breakers[BREAKERS];

static CURL *handle; /* kept for its connections */

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

static void set_options(const struct call *c, struct sink *sink, struct curl_slist *headers)
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
static enum call_class class_of_error(CURLcode code)
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

static void note_result(const struct call *c, struct breaker *b, int64_t micros)
{
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
	log_int(&l, "status", c->status);
	log_text(&l, "class", call_class_name(c->class));
	log_text(&l, "error", c->error);
	log_int(&l, "us", micros);
	log_send(&l);
}

void call_run(struct arena *a, struct call *c)
{
	struct breaker *b = breaker_of(c);
	struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
	struct sink sink = { .cap = c->cap ? c->cap : CAP, .retry_s = 0 };
	int64_t start = when_ticks();
	long status = 0;
	CURLcode code;

	if (b->open_until > start) {
		curl_slist_free_all(headers);
		c->class = CALL_TRANSIENT;
		c->error = "breaker open";
		return;
	}
	if (!handle)
		handle = curl_easy_init();
	if (!handle)
		abort();
	buf_init(&sink.buf, a, 1024);
	for (int i = 0; i < CALL_HEADERS && c->headers[i]; i++)
		headers = curl_slist_append(headers, c->headers[i]);
	set_options(c, &sink, headers);
	code = curl_easy_perform(handle);
	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
	c->status = (int)status;
	c->answer = sink.buf.data;
	c->answer_n = sink.buf.len;
	c->message_id = sink.message_id;
	c->retry_s = sink.retry_s;
	c->error = code == CURLE_OK ? NULL : curl_easy_strerror(code);
	c->class = code == CURLE_OK ? class_of_status(c->status) : class_of_error(code);
	curl_slist_free_all(headers);
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
