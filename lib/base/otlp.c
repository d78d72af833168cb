/* otlp - one batch of spans at a time, on a connection of its own. */
#include "base/otlp.h"

#include <arpa/inet.h>
#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/json.h"
#include "base/metric.h"
#include "base/trace.h"
#include "base/when.h"

enum {
	BATCH = 256, FULL = 128,    /* spans of one request at most; so many go at once */
	LINGER_US = 500000,         /* fewer wait this long for company */
	PATIENCE_US = 2000000,      /* for one request, from connecting to the answer */
	PAUSE_US = 1000000, LONGEST_PAUSE_S = 60,
	LOOK_MS = 10,               /* while a request is under way */
	MEMORY = 1 << 20, ANSWER = 4096,
};

static struct {
	const char *program;
	char host[64];              /* "127.0.0.1:4318" */
	const char *path;
	struct sockaddr_in to;
	struct arena *arena;
	int fd;
	struct buf out;
	size_t sent, spans;         /* bytes gone; spans in it */
	char answer[ANSWER];
	size_t got;
	int64_t deadline, pause_until, waits_since; /* 0: none waits */
} o = { .fd = -1 };

/* ---- what is sent ---- */

static void put_id(struct jw *w, const char *name, uint64_t id)
{
	char hex[17];

	snprintf(hex, sizeof hex, "%016llx", (unsigned long long)id);
	jw_pair(w, name, hex);
}

/* 64-bit numbers travel as text. */
static void put_nanos(struct jw *w, const char *name, int64_t micros)
{
	char digits[32];

	snprintf(digits, sizeof digits, "%lld000", (long long)micros);
	jw_pair(w, name, digits);
}

static void put_attribute(struct jw *w, const char *key, const char *kind, const char *value)
{
	if (!value)
		return;
	jw_object(w);
	jw_pair(w, "key", key);
	jw_open(w, "value");
	jw_pair(w, kind, value);
	jw_end(w);
	jw_end(w);
}

static void put_attributes(struct jw *w, const struct span *s)
{
	char status[12];

	jw_open_list(w, "attributes");
	if (s->kind == TRACE_SERVER) {
		put_attribute(w, "http.request.method", "stringValue", s->verb);
		put_attribute(w, "http.route", "stringValue", s->name);
	} else {
		put_attribute(w, "abrid.system", "stringValue", s->system);
		put_attribute(w, "abrid.operation", "stringValue", s->name);
	}
	snprintf(status, sizeof status, "%d", s->status);
	if (s->status)
		put_attribute(w, "http.response.status_code", "intValue", status);
	jw_end(w);
}

static void put_span(struct jw *w, const struct span *s, int64_t epoch)
{
	jw_object(w);
	jw_pair(w, "traceId", str_hex(o.arena, s->trace, TRACE_ID));
	put_id(w, "spanId", s->id);
	if (s->parent)
		put_id(w, "parentSpanId", s->parent);
	jw_pair(w, "name", arena_printf(o.arena, "%s %s", s->verb ? s->verb : s->system, s->name));
	jw_key(w, "kind");
	jw_int(w, s->kind);
	put_nanos(w, "startTimeUnixNano", s->start + epoch);
	put_nanos(w, "endTimeUnixNano", s->end + epoch);
	put_attributes(w, s);
	jw_open(w, "status");
	jw_key(w, "code");
	jw_int(w, s->failed ? 2 : 0);
	jw_end(w);
	jw_end(w);
}

static void put_batch(struct buf *body)
{
	int64_t epoch = when_now() - when_ticks();
	struct jw w;

	jw_start(&w, body);
	jw_object(&w);
	jw_open_list(&w, "resourceSpans");
	jw_object(&w);
	jw_open(&w, "resource");
	jw_open_list(&w, "attributes");
	put_attribute(&w, "service.namespace", "stringValue", "abrid");
	put_attribute(&w, "service.name", "stringValue", o.program);
	jw_end(&w);
	jw_end(&w);
	jw_open_list(&w, "scopeSpans");
	jw_object(&w);
	jw_open(&w, "scope");
	jw_pair(&w, "name", "abrid");
	jw_end(&w);
	jw_open_list(&w, "spans");
	for (size_t i = 0; i < o.spans; i++)
		put_span(&w, trace_get(i), epoch);
	while (w.depth)
		jw_end(&w);
}

/* ---- one request ---- */

static void hang_up(void)
{
	if (o.fd >= 0)
		close(o.fd);
	o.fd = -1;
}

/* The spans of this batch are with the collector, or lost. */
static void give_up(size_t lost)
{
	trace_drop(o.spans);
	metric_add(METRIC_SPANS_SENT, o.spans - lost);
	metric_add(METRIC_SPANS_DROPPED, lost);
}

static void rest(int64_t micros)
{
	o.pause_until = when_ticks() + micros;
}

static void begin(void)
{
	struct buf body;

	arena_reset(o.arena);
	o.spans = trace_waiting() < BATCH ? trace_waiting() : BATCH;
	o.deadline = when_ticks() + PATIENCE_US;
	o.sent = o.got = 0;
	o.fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (o.fd < 0 || (connect(o.fd, (struct sockaddr *)&o.to, sizeof o.to) < 0 && errno != EINPROGRESS)) {
		hang_up();
		rest(PAUSE_US); /* they stay, until newer ones find no room */
		return;
	}
	buf_init(&body, o.arena, 65536);
	put_batch(&body);
	buf_init(&o.out, o.arena, body.len + 300);
	buf_printf(&o.out, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
			   "Content-Length: %zu\r\nConnection: close\r\n\r\n", o.path, o.host, body.len);
	buf_put(&o.out, body.data, body.len);
}

/* The value of a header of the answer as a number; -1 when there is none. */
static int64_t header_number(const char *name)
{
	size_t n = strlen(name);

	for (const char *line = strstr(o.answer, "\r\n"); line && line[2] != '\r'; line = strstr(line, "\r\n")) {
		line += 2;
		if (strncasecmp(line, name, n) == 0 && line[n] == ':')
			return strtoll(line + n + 1, NULL, 10);
	}
	return -1;
}

/* Spans a collector took the request for, but did not want. */
static size_t rejected(void)
{
	const char *body = strstr(o.answer, "\r\n\r\n");
	cJSON *doc = body ? cJSON_Parse(body + 4) : NULL;
	const cJSON *part = cJSON_GetObjectItemCaseSensitive(doc, "partialSuccess");
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(part, "rejectedSpans"));
	long long n = text ? strtoll(text, NULL, 10) : 0;

	cJSON_Delete(doc);
	return n < 0 ? 0 : (size_t)n > o.spans ? o.spans : (size_t)n;
}

static void conclude(void)
{
	int64_t pause = header_number("Retry-After");
	int status = 0;

	if (sscanf(o.answer, "HTTP/1.%*1[01] %3d", &status) != 1)
		status = 0;
	hang_up();
	if (status >= 200 && status < 300) {
		give_up(rejected());
	} else if (status == 429 || (status >= 502 && status <= 504)) { /* these may be sent again */
		rest(pause < 0 ? PAUSE_US : (pause < LONGEST_PAUSE_S ? pause : LONGEST_PAUSE_S) * WHEN_SECOND);
	} else {
		give_up(o.spans);
		rest(PAUSE_US);
	}
}

/* What there is to send or to read now; false when the connection is over. */
static bool carry_on(void)
{
	ssize_t n;

	while (o.sent < o.out.len) {
		n = send(o.fd, o.out.data + o.sent, o.out.len - o.sent, MSG_NOSIGNAL);
		if (n < 0)
			return errno == EAGAIN || errno == EINTR;
		o.sent += (size_t)n;
	}
	while (o.got < ANSWER - 1) {
		n = recv(o.fd, o.answer + o.got, ANSWER - 1 - o.got, 0);
		if (n < 0)
			return errno == EAGAIN || errno == EINTR;
		if (n == 0)
			return false;
		o.got += (size_t)n;
		o.answer[o.got] = '\0';
	}
	return false;
}

/* Nobody there: they wait. An answer, or what is left of one, decides; silence loses them. */
static void look_after(void)
{
	bool going = carry_on(), late = when_ticks() >= o.deadline;

	if (going && !late)
		return;
	if (!going && o.sent == 0) {
		hang_up();
		rest(PAUSE_US);
		return;
	}
	o.answer[o.got] = '\0';
	conclude();
}

static bool due(int64_t now)
{
	if (trace_waiting() && !o.waits_since)
		o.waits_since = now;
	return trace_waiting() >= FULL || (o.waits_since && now - o.waits_since >= LINGER_US);
}

int otlp_turn(void)
{
	int64_t now;

	if (!o.arena || (o.fd < 0 && trace_waiting() == 0))
		return -1;
	now = when_ticks();
	if (o.fd < 0 && now < o.pause_until)
		return (int)((o.pause_until - now) / 1000) + 1;
	if (o.fd < 0 && due(now)) {
		o.waits_since = 0;
		begin();
	}
	if (o.fd >= 0)
		look_after();
	return o.fd >= 0 ? LOOK_MS : trace_waiting() ? LINGER_US / 1000 : -1;
}

/* http://127.0.0.1:PORT/PATH: a batch crosses no network in the clear. */
static bool read_address(const char *url)
{
	static const char begins[] = "http://127.0.0.1:";
	size_t n = strlen(begins);
	size_t len = strncmp(url, begins, n) == 0 ? strcspn(url + n, "/") : 0;
	const char *slash = url + n + len;
	char digits[8];
	int64_t port;

	if (len == 0 || len >= sizeof digits || *slash != '/')
		return false;
	memcpy(digits, url + n, len);
	digits[len] = '\0';
	if (!str_int(digits, 1, 65535, &port) || strpbrk(slash, " \r\n"))
		return false;
	o.path = slash;
	snprintf(o.host, sizeof o.host, "127.0.0.1:%s", digits);
	o.to = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	return true;
}

bool otlp_start(const char *program, char *why, size_t size)
{
	const char *url = conf_text(CONF_OTLP_ENDPOINT);

	if (!*url)
		return true;
	if (!read_address(url)) {
		snprintf(why, size, "otlp.endpoint must be http://127.0.0.1:PORT/PATH, a collector on this host");
		return false;
	}
	o.program = program;
	o.arena = arena_new(MEMORY);
	trace_start((int)conf_int(CONF_OTLP_SHARE));
	return true;
}
