/*
 * test_world - the server itself, faults, clock, journal and the page for people; runs all groups.
 */
#include "satim_kit.h"
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CROWD = 300 };

/* A reset on a connection that served before makes libcurl try again by itself, hence call_once. */
static const struct answer *register_once(const char *number, long timeout_ms)
{
	const char *form = satim_form(number, NULL, NULL);

	return kit_call_once(REST "register.do", FORM, NULL, form, timeout_ms);
}

static int64_t orders(void)
{
	return kit_int(kit_get("/__sim/satim/journal")->body, "next");
}

/* Each fault as the client meets it, and whether the order exists afterwards. */
static void test_faults(void **state)
{
	static const struct { const char *fault; CURLcode code; long status; int done; } cases[] = {
		{ "timeout", CURLE_OPERATION_TIMEDOUT, 0, 0 },
		{ "accepted_then_timeout", CURLE_OPERATION_TIMEDOUT, 0, 1 },
		{ "reset", CURLE_RECV_ERROR, 0, 0 },
		{ "accepted_then_reset", CURLE_RECV_ERROR, 0, 1 },
		{ "truncated", CURLE_PARTIAL_FILE, 200, 1 }, { "slow:100", CURLE_OK, 200, 1 },
		{ "http400", CURLE_OK, 400, 0 }, { "http401", CURLE_OK, 401, 0 },
		{ "http403", CURLE_OK, 403, 0 },
		{ "http404", CURLE_OK, 404, 0 }, { "http409", CURLE_OK, 409, 0 },
		{ "http413", CURLE_OK, 413, 0 },
		{ "http429:7", CURLE_OK, 429, 0 }, { "http500", CURLE_OK, 500, 0 },
		{ "http502", CURLE_OK, 502, 0 },
		{ "http503", CURLE_OK, 503, 0 }, { "http504", CURLE_OK, 504, 0 },
		{ "http529", CURLE_OK, 529, 0 },
		{ "accepted_then_http503", CURLE_OK, 503, 1 }, { "html200", CURLE_OK, 200, 0 },
		{ "empty200", CURLE_OK, 200, 0 }, { "malformed", CURLE_OK, 200, 0 },
		{ "scalar", CURLE_OK, 200, 0 },
	};
	const struct answer *a;
	char queue[64], number[11];
	int64_t before;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		snprintf(queue, sizeof queue, "[\"%s\"]", cases[i].fault);
		snprintf(number, sizeof number, "F%09zu", i);
		kit_fault("satim", "register", queue);
		before = orders();
		a = register_once(number, cases[i].code == CURLE_OPERATION_TIMEDOUT ? 100 : 3000);
		if (a->code != cases[i].code || a->status != cases[i].status)
			print_error("%s gave %d (%s), %ld\n", cases[i].fault, (int)a->code,
			    curl_easy_strerror(a->code), a->status);
		assert_int_equal(a->code, cases[i].code);
		assert_int_equal(a->status, cases[i].status);
		if (!strncmp(cases[i].fault, "slow", 4))
			assert_true(a->took_ms >= 100);
		if (!strcmp(cases[i].fault, "http429:7"))
			assert_non_null(strstr(a->headers, "Retry-After: 7\r\n"));
		if (!strcmp(cases[i].fault, "empty200"))
			assert_int_equal(a->body_len, 0);
		if (!strcmp(cases[i].fault, "html200"))
			assert_non_null(strstr(a->body, "<!doctype html>"));
		assert_int_equal(orders(), before + cases[i].done);
	}
	assert_int_equal(kit_int(kit_get("/__sim/faults")->body, "queues.0.injected"),
	    sizeof cases / sizeof cases[0]);
}

/* The ambiguous case on each call that moves money. */
static void test_accepted_then_reset(void **state)
{
	const char *id = satim_register("A000000001");
	const struct answer *a;

	(void)state;
	satim_pay(id, CARD_OK);
	kit_fault("satim", "confirm", "[\"accepted_then_reset\"]");
	a = kit_call_once(REST "public/acknowledgeTransaction.do", FORM, NULL,
	    satim_named("mdOrder", id), 2000);
	assert_int_equal(a->code, CURLE_RECV_ERROR);
	a = kit_get("/__sim/satim/journal");
	assert_string_not_equal(kit_str(a->body, "orders.0.acknowledged_at"), "");
	assert_string_equal(kit_str(satim_confirm(id), "ErrorCode"), "2");
	kit_fault("satim", "refund", "[\"accepted_then_reset\"]");
	a = kit_call_once(REST "refund.do", FORM, NULL, satim_refund_form(id, "50000"), 2000);
	assert_int_equal(a->code, CURLE_RECV_ERROR);
	assert_int_equal(kit_int(satim_status(id), "depositAmount"), 200000);
}

static void test_fault_order(void **state)
{
	(void)state;
	kit_fault("satim", "*", "[\"http502\"]");
	kit_fault("satim", "register", "[\"http503\",\"http500\"]");
	assert_int_equal(register_once("Q000000001", 2000)->status, 503);
	assert_int_equal(register_once("Q000000001", 2000)->status, 500);
	assert_int_equal(register_once("Q000000001", 2000)->status, 502);
	assert_int_equal(register_once("Q000000001", 2000)->status, 200);
	kit_fault("satim", "register", "[\"http503\"]");
	kit_fault("satim", "register", "[]");
	assert_int_equal(kit_int(register_once("Q000000001", 2000)->body, "errorCode"), 1);
	kit_control("/__sim/faults", "{\"provider\":\"twilio\",\"op\":\"create\","
	    "\"queue\":[\"http429:2\"],\"times\":3}");
	assert_int_equal(kit_int(kit_get("/__sim/faults")->body, "queues.0.waiting.0.times"), 3);
}

static void test_control_refusals(void **state)
{
	static const struct { const char *path, *json; int status; } cases[] = {
		{ "/__sim/faults", "{\"provider\":\"satim\",\"op\":\"register\",\"queue\":[\"http503\",\"http999\"]}", 400 },
		{ "/__sim/faults", "{\"provider\":\"satim\",\"op\":\"regster\",\"queue\":[\"reset\"]}", 400 },
		{ "/__sim/faults", "{\"provider\":\"paypal\",\"op\":\"register\",\"queue\":[\"reset\"]}", 400 },
		{ "/__sim/faults", "{\"provider\":\"satim\",\"op\":\"register\",\"queue\":[\"slow:\"]}", 400 },
		{ "/__sim/faults", "[]", 400 }, { "/__sim/clock", "{\"advance_s\":-1}", 400 },
		{ "/__sim/clock", "{\"advance\":5}", 400 },
		{ "/__sim/seed", "{\"seed\":\"x\"}", 400 },
		{ "/__sim/satim/settings", "{\"wire\":\"roman\"}", 400 },
		{ "/__sim/satim/settings", "{\"wier\":\"strings\"}", 400 },
		{ "/__sim/satim/pay", "{\"mdOrder\":\"none\",\"pan\":\"1\"}", 404 },
		{ "/__sim/nothing", "{}", 404 },
		{ "/__sim/journal", "{}", 405 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(kit_call("POST", cases[i].path, JSON, NULL, cases[i].json)->status,
		    cases[i].status);
	assert_false(kit_has(kit_get("/__sim/faults")->body, "queues.0"));
}

static void test_journal(void **state)
{
	const char *body;
	char path[100];
	int64_t next;
	FILE *f;

	(void)state;
	kit_call("POST", REST "register.do", FORM, NULL, "userName=\xff&x=%22");
	kit_fault("satim", "register", "[\"http503\"]");
	register_once("J000000001", 2000);
	kit_call("POST", "/twilio/2010-04-01/Accounts/AC/Messages.json", FORM, NULL, "To=1");
	body = kit_get("/__sim/journal?provider=satim")->body;
	assert_string_equal(kit_str(body, "entries.0.op"), "register");
	assert_string_equal(kit_str(body, "entries.0.headers.Content-Type"), FORM);
	assert_string_equal(kit_str(body, "entries.0.body_base64"), "dXNlck5hbWU9/yZ4PSUyMg==");
	assert_non_null(strstr(kit_str(body, "entries.0.verdict"), "errorCode 4"));
	assert_string_equal(kit_str(body, "entries.1.fault"), "http503");
	assert_int_equal(kit_int(body, "entries.1.status"), 503);
	assert_false(kit_has(body, "entries.2"));
	next = kit_int(body, "entries.0.seq");
	snprintf(path, sizeof path, "/__sim/journal?since=%lld&limit=1", (long long)next);
	body = kit_get(path)->body;
	assert_int_equal(kit_int(body, "entries.0.seq"), next + 1);
	assert_int_equal(kit_int(body, "next"), next + 1);
	assert_false(kit_has(body, "entries.1"));
	snprintf(path, sizeof path, "%s/journal.jsonl", kit_dir());
	f = fopen(path, "r");
	assert_non_null(f);
	assert_int_equal(fgetc(f), '{');
	fclose(f);
}

static void test_seed(void **state)
{
	char first[32];

	(void)state;
	kit_control("/__sim/seed", "{\"seed\":42}");
	snprintf(first, sizeof first, "%s", satim_register("I000000001"));
	kit_reset(state);
	assert_string_not_equal(satim_register("I000000001"), first);
	kit_reset(state);
	kit_control("/__sim/seed", "{\"seed\":42}");
	assert_string_equal(satim_register("I000000001"), first);
}

static void test_clock(void **state)
{
	int64_t before = kit_int(kit_get("/__sim/clock")->body, "now_ms"), after;

	(void)state;
	after = kit_int(kit_control("/__sim/clock", "{\"advance_ms\":5000}")->body, "now_ms");
	assert_in_range(after - before, 5000, 7000);
	kit_reset(state);
	assert_true(kit_int(kit_get("/__sim/clock")->body, "now_ms") < after);
}

static void test_http(void **state)
{
	static const struct { const char *bytes, *reply; } cases[] = {
		{ "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 404 " },
		{ "GET /nothing HTTP/1.0\r\n\r\n", "HTTP/1.1 404 " },
		{ "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 " },
		{ "GET x HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400 " },
		{ "rubbish\r\n\r\n", "HTTP/1.1 400 " },
		{ "GET / HTTP/2.0\r\nHost: x\r\n\r\n", "HTTP/1.1 505 " },
		{ "GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", "HTTP/1.1 400 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 400 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", "HTTP/1.1 413 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 400 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 501 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 400 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "HTTP/1.1 405 " },
		{ "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc", "HTTP/1.1 405 " },
	};
	static const char two[] = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
	    "GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
	char *long_head = malloc(40000);
	const char *reply, *second;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		reply = kit_raw(cases[i].bytes, strlen(cases[i].bytes));
		if (strncmp(reply, cases[i].reply, strlen(cases[i].reply)))
			print_error("%s gave %s\n", cases[i].bytes, reply);
		assert_int_equal(strncmp(reply, cases[i].reply, strlen(cases[i].reply)), 0);
	}
	memset(long_head, 'a', 40000);
	memcpy(long_head, "GET / HTTP/1.1\r\nHost: x\r\nX: ", 28);
	assert_int_equal(strncmp(kit_raw(long_head, 40000), "HTTP/1.1 431 ", 13), 0);
	free(long_head);
	reply = kit_raw(two, sizeof two - 1);
	second = strstr(reply + 1, "HTTP/1.1 404");
	assert_non_null(second);
	assert_null(strstr(second + 1, "HTTP/1.1 404"));
}

static void push(int fd, const char *text)
{
	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

/* A client that waits for permission to send its body gets it. */
static void test_expect(void **state)
{
	static const char go[] = "HTTP/1.1 100 Continue\r\n\r\n";
	char reply[64] = "";
	int fd = kit_connect();

	(void)state;
	push(fd, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
	assert_int_equal(recv(fd, reply, sizeof go - 1, MSG_WAITALL), sizeof go - 1);
	assert_string_equal(reply, go);
	push(fd, "abc");
	assert_int_equal(recv(fd, reply, 12, MSG_WAITALL), 12);
	assert_memory_equal(reply, "HTTP/1.1 405", 12);
	close(fd);
}

/* Many clients at once, each in the middle of its request, and none waits for another. */
static void test_crowd(void **state)
{
	static const char slow[] = "POST " REST "register.do HTTP/1.1\r\nHost: x\r\n"
	    "Content-Length: 0\r\n\r\n";
	static const char half[] = "GET /__sim/clock HTTP/1.1\r\nHost: x\r\n";
	static const char rest[] = "Connection: close\r\n\r\n";
	char reply[16];
	int fds[CROWD], i;

	(void)state;
	kit_fault("satim", "register", "[\"slow:1500\"]");
	fds[0] = kit_connect();
	push(fds[0], slow);
	for (i = 1; i < CROWD; i++) {
		fds[i] = kit_connect();
		push(fds[i], half);
	}
	for (i = CROWD - 1; i > 0; i--) {
		push(fds[i], rest);
		assert_int_equal(recv(fds[i], reply, sizeof reply, MSG_WAITALL), sizeof reply);
		assert_memory_equal(reply, "HTTP/1.1 200 OK\r", 16);
		close(fds[i]);
	}
	assert_int_equal(recv(fds[0], reply, 1, MSG_DONTWAIT), -1);
	close(fds[0]);
}

/* What came from outside is shown, and shown as text. */
static void test_home(void **state)
{
	static const char mail[] = "{\"personalizations\":[{\"to\":[{\"email\":\"a@b.dz\"}]}],"
	    "\"from\":{\"email\":\"c@d.dz\"},\"subject\":\"<i>hi\",\"content\":["
	    "{\"type\":\"text/html\",\"value\":\"<script>1</script>\"}]}";
	const struct answer *a;

	(void)state;
	satim_register("V000000001");
	kit_call("POST", "/sendgrid/v3/mail/send", JSON, "Authorization: Bearer SG.sandbox", mail);
	a = kit_get("/");
	assert_int_equal(a->status, 200);
	assert_non_null(strstr(a->body, "V000000001"));
	assert_non_null(strstr(a->body, "&lt;i&gt;hi"));
	assert_non_null(strstr(a->body, "&lt;script&gt;1&lt;/script&gt;"));
	assert_non_null(strstr(a->body, CARD_OK));
	assert_non_null(strstr(a->body, "/satim/payment/rest/register.do"));
	assert_null(strstr(a->body, "<script>"));
	assert_null(strstr(a->body, "http-equiv=\"refresh\""));
	assert_non_null(strstr(kit_get("/?refresh=on")->body, "http-equiv=\"refresh\""));
}

static int run_world(const char *flag, const char *value, char out[4096])
{
	int fds[2], status;
	ssize_t n, len = 0;
	pid_t child;

	assert_int_equal(pipe(fds), 0);
	child = fork();
	if (!child) {
		dup2(fds[1], 1);
		dup2(fds[1], 2);
		execl(kit_program(), kit_program(), flag, value, (char *)NULL);
		_exit(127);
	}
	close(fds[1]);
	while ((n = read(fds[0], out + len, (size_t)(4095 - len))) > 0)
		len += n;
	out[len] = '\0';
	close(fds[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_command_line(void **state)
{
	char out[4096], port[12];

	(void)state;
	snprintf(port, sizeof port, "%d", kit_port());
	assert_int_equal(run_world("--port", port, out), 1);
	assert_non_null(strstr(out, "is already in use"));
	assert_ptr_equal(strchr(out, '\n'), out + strlen(out) - 1);
	assert_int_equal(run_world("--help", NULL, out), 0);
	assert_non_null(strstr(out, "usage: world --port N"));
	assert_int_equal(run_world("--port", "many", out), 2);
	assert_int_equal(run_world("--colour", "red", out), 2);
}

static int test_server(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_faults, kit_reset),
		cmocka_unit_test_setup(test_accepted_then_reset, kit_reset),
		cmocka_unit_test_setup(test_fault_order, kit_reset),
		cmocka_unit_test_setup(test_control_refusals, kit_reset),
		cmocka_unit_test_setup(test_journal, kit_reset),
		cmocka_unit_test_setup(test_seed, kit_reset),
		cmocka_unit_test_setup(test_clock, kit_reset),
		cmocka_unit_test_setup(test_http, kit_reset),
		cmocka_unit_test_setup(test_expect, kit_reset),
		cmocka_unit_test_setup(test_crowd, kit_reset),
		cmocka_unit_test_setup(test_home, kit_reset),
		cmocka_unit_test_setup(test_command_line, kit_reset),
	};

	return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}

int main(void)
{
	int failed;

	kit_start();
	failed = test_server() + test_satim() + test_satim_pages() + test_messages();
	kit_stop();
	return failed ? 1 : 0;
}
