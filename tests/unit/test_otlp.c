/* test_otlp - batches to a collector that answers, refuses, breaks off, is silent or is not there. */
#include "unit.h"

#include <poll.h>
#include <time.h>

#include "base/when.h"

/* The tests move this clock. */
static int64_t ticks = 1000000000;
#define when_ticks() ticks

#include "base/otlp.c"

static int listener = -1, peer = -1;
static uint64_t sent_spans, dropped_spans;
static char seen[1 << 20];
static size_t seen_n;

void metric_add(enum metric m, uint64_t n)
{
	sent_spans += m == METRIC_SPANS_SENT ? n : 0;
	dropped_spans += m == METRIC_SPANS_DROPPED ? n : 0;
}

/* ---- the collector ---- */

static int listen_here(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;

	listener = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(listener, (struct sockaddr *)&at, n) < 0 || listen(listener, 8) < 0 ||
	    getsockname(listener, (struct sockaddr *)&at, &n) < 0)
		abort();
	return ntohs(at.sin_port);
}

static void hear(void)
{
	struct pollfd fd = { .fd = peer, .events = POLLIN };
	ssize_t n;

	while (poll(&fd, 1, 20) > 0 && (n = recv(peer, seen + seen_n, sizeof seen - 1 - seen_n, 0)) > 0)
		seen_n += (size_t)n;
	seen[seen_n] = '\0';
}

/* One turn after the other, until the collector has heard a whole request. */
static void take_request(void)
{
	const char *end;

	seen_n = 0;
	seen[0] = '\0';
	otlp_turn();
	peer = accept(listener, NULL, NULL);
	for (int i = 0; i < 100; i++) {
		otlp_turn();
		hear();
		end = strstr(seen, "\r\n\r\n");
		if (end && strlen(end + 4) == (size_t)strtoul(strstr(seen, "Content-Length: ") + 16, NULL, 10))
			return;
	}
	FAIL_AT(__LINE__, "no whole request: %.300s", seen);
}

static void answer(const char *text)
{
	if (send(peer, text, strlen(text), 0) < 0)
		abort();
	close(peer);
	for (int i = 0; i < 10 && o.fd >= 0; i++)
		otlp_turn();
	same_int(o.fd, -1);
}

static void spans(int n)
{
	int64_t start = (when_ticks)() - 1500; /* the real clock, which spans end by */

	trace_begin(NULL);
	for (int i = 0; i < n - 1; i++)
		trace_part(0, "postgresql", NULL, "route/find", start, 0, false);
	trace_done(TRACE_SERVER, "http", "GET", "/api/v1/routes/:id", start, 200, false);
}

/* What waits is seen, and has waited long enough. */
static void late(void)
{
	otlp_turn();
	ticks += LINGER_US;
}

static int empty(void **state)
{
	(void)state;
	hang_up();
	trace_drop(trace_waiting());
	sent_spans = dropped_spans = 0;
	o.pause_until = o.waits_since = 0;
	return 0;
}

/* ---- */

static void few_wait_for_company(void **state)
{
	(void)state;
	same_int(otlp_turn(), -1);
	spans(3);
	is_true(otlp_turn() > 0);
	same_int(o.fd, -1);
	ticks += LINGER_US;
	same_int(otlp_turn(), LOOK_MS);
	is_true(o.fd >= 0);
	close(accept(listener, NULL, NULL));
}

static void many_go_at_once(void **state)
{
	(void)state;
	spans(FULL);
	take_request();
	is_true(str_starts(seen, "POST /v1/traces HTTP/1.1\r\n"));
	is_true(strstr(seen, "\r\nHost: 127.0.0.1:") != NULL);
	answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}");
	same_int(sent_spans, FULL);
	same_int(trace_waiting(), 0);
	same_int(otlp_turn(), -1);
}

static void the_document(void **state)
{
	const cJSON *scope, *span, *root;
	long long took;
	cJSON *doc;

	(void)state;
	spans(2);
	late();
	take_request();
	doc = cJSON_Parse(strstr(seen, "\r\n\r\n") + 4);
	scope = cJSON_GetArrayItem(cJSON_GetObjectItem(doc, "resourceSpans"), 0);
	scope = cJSON_GetArrayItem(cJSON_GetObjectItem(scope, "scopeSpans"), 0);
	span = cJSON_GetArrayItem(cJSON_GetObjectItem(scope, "spans"), 0);
	root = cJSON_GetArrayItem(cJSON_GetObjectItem(scope, "spans"), 1);
	same_text(cJSON_GetStringValue(cJSON_GetObjectItem(span, "name")), "postgresql route/find");
	same_text(cJSON_GetStringValue(cJSON_GetObjectItem(root, "name")), "GET /api/v1/routes/:id");
	same_text(cJSON_GetStringValue(cJSON_GetObjectItem(span, "parentSpanId")),
		  cJSON_GetStringValue(cJSON_GetObjectItem(root, "spanId")));
	is_false(cJSON_HasObjectItem(root, "parentSpanId"));
	took = strtoll(cJSON_GetStringValue(cJSON_GetObjectItem(root, "endTimeUnixNano")), NULL, 10) -
	       strtoll(cJSON_GetStringValue(cJSON_GetObjectItem(root, "startTimeUnixNano")), NULL, 10);
	is_true(took >= 1500000 && took < 1000000000 && took % 1000 == 0);
	cJSON_Delete(doc);
	answer("HTTP/1.1 200 OK\r\n\r\n{\"partialSuccess\":{\"rejectedSpans\":\"1\"}}");
	same_int(sent_spans, 1);
	same_int(dropped_spans, 1);
}

static void what_may_be_sent_again_is(void **state)
{
	static const struct {
		int line;
		const char *reply;
		int64_t pause_ms;
	} cases[] = {
		{ __LINE__, "HTTP/1.1 503 Service Unavailable\r\n\r\n", 1000 },
		{ __LINE__, "HTTP/1.1 429 Too Many Requests\r\nretry-after: 5\r\n\r\n", 5000 },
		{ __LINE__, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 86400\r\n\r\n", LONGEST_PAUSE_S * 1000 },
		{ __LINE__, "HTTP/1.1 502 Bad Gateway\r\n\r\n", 1000 },
	};

	(void)state;
	spans(4);
	late();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		take_request();
		answer(cases[i].reply);
		INT_AT(cases[i].line, trace_waiting(), 4);
		ticks += cases[i].pause_ms * 1000 - 1000;
		TRUE_AT(cases[i].line, otlp_turn() > 0 && o.fd < 0);
		ticks += 1000;
		late();
	}
	take_request();
	answer("HTTP/1.1 200 OK\r\n\r\n{}");
	same_int(sent_spans, 4);
	same_int(dropped_spans, 0);
}

static void the_rest_is_lost_and_counted(void **state)
{
	static const char *const replies[] = {
		"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 500 No\r\n\r\n", "SSH-2.0\r\n", "",
	};
	uint64_t lost = 0;

	(void)state;
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		spans(2);
		late();
		take_request();
		answer(replies[i]);
		same_int(dropped_spans, lost += 2);
		same_int(trace_waiting(), 0);
		ticks += PAUSE_US;
	}
}

/* A collector that takes nothing holds nobody up, and what came meanwhile is kept while there is room. */
static void silence_costs_spans_and_no_time(void **state)
{
	struct timespec before, after;

	(void)state;
	spans(FULL);
	take_request();
	clock_gettime(CLOCK_MONOTONIC, &before);
	for (int i = 0; i < 100; i++) {
		spans(3);
		otlp_turn();
	}
	clock_gettime(CLOCK_MONOTONIC, &after);
	is_true((after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000 < 200);
	same_int(dropped_spans, 0);
	ticks += PATIENCE_US;
	otlp_turn();
	same_int(dropped_spans, FULL);
	same_int(trace_waiting(), 300);
	close(peer);
}

static void nobody_there_is_no_loss_yet(void **state)
{
	struct sockaddr_in was = o.to;
	int gone = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t n = sizeof o.to;

	(void)state;
	o.to.sin_port = 0;
	if (bind(gone, (struct sockaddr *)&o.to, n) < 0 || getsockname(gone, (struct sockaddr *)&o.to, &n) < 0)
		abort();
	close(gone);
	spans(2);
	for (int i = 0; i < 5; i++) {
		ticks += PAUSE_US + LINGER_US;
		otlp_turn();
		otlp_turn();
		same_int(o.fd, -1);
	}
	same_int(trace_waiting(), 2);
	same_int(dropped_spans, 0);
	o.to = was;
}

static void refuses_other_addresses(void **state)
{
	static const char *const wrong[] = {
		"http://10.0.0.1:4318/v1/traces", "https://127.0.0.1:4318/v1/traces", "http://127.0.0.1/v1/traces",
		"http://127.0.0.1:4318", "http://127.0.0.1:0/v1/traces", "http://127.0.0.1:99999/v1/traces",
		"http://127.0.0.1:4318@evil.example/", "http://127.0.0.1:43x8/v1/traces", "http://127.0.0.1:4318/v1 traces",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		if (read_address(wrong[i]))
			FAIL_AT(__LINE__, "%s", wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(few_wait_for_company, empty),
		cmocka_unit_test_setup(many_go_at_once, empty),
		cmocka_unit_test_setup(the_document, empty),
		cmocka_unit_test_setup(what_may_be_sent_again_is, empty),
		cmocka_unit_test_setup(the_rest_is_lost_and_counted, empty),
		cmocka_unit_test_setup(silence_costs_spans_and_no_time, empty),
		cmocka_unit_test_setup(nobody_there_is_no_loss_yet, empty),
		cmocka_unit_test_setup(refuses_other_addresses, empty),
	};
	char why[200] = "", line[100];

	unit_start();
	snprintf(line, sizeof line, "otlp.endpoint = http://127.0.0.1:%d/v1/traces\n", listen_here());
	unit_settings(line);
	if (!otlp_start("routes", why, sizeof why))
		return 1;
	return unit_run("otlp", tests);
}
