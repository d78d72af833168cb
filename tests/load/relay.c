/*
 * relay - the relay under watchers: who is let in, what malformed frames bring, a thousand watchers
 * while buses move, watchers that never read, kills, lost links to Redis, revocations.
 *
 * Environment: ABRID_CONF (settings of a running copy, whose Redis is used), RELAY (the
 * binary, build/sbin/relay), BASE (address of the site; its own relay is asked through Lighttpd).
 */
#include <errno.h>
#include <hiredis/hiredis.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/str.h"
#include "base/stream.h"
#include "base/when.h"
#include "client.h"
#include "crowd.h"
#include "ws.h"

enum { FIRST_BUS = 900000001, BUSES = 100, SLOW = 50, OWN_FDS = 100, RATE = 200, DRIVE_S = 5 };

static struct arena *memory;
static redisContext *redis;
static int port;
static pid_t relay;
static uint64_t seq[BUSES];
static uint64_t epoch_now = 1;

/* ---- the relay and what is published ---- */

static bool answers(void)
{
	struct ws w;
	int status = ws_open(&w, port, "/ws/nowhere", NULL, NULL, NULL, 0);

	ws_close(&w);
	return status == 404;
}

static void start_relay(void)
{
	char text[12];

	snprintf(text, sizeof text, "%d", port);
	relay = fork();
	if (relay == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(126);
		execl(getenv("RELAY") ? getenv("RELAY") : "build/sbin/relay", "relay", "--port", text, NULL);
		_exit(127);
	}
	for (int i = 0; i < 200 && !answers(); i++)
		pause_ms(20);
}

static int end_relay(int sig)
{
	int status = 0;

	kill(relay, sig);
	waitpid(relay, &status, 0);
	return status;
}

static int64_t command(const char *fmt, ...)
{
	va_list ap;
	redisReply *r;
	int64_t n;

	va_start(ap, fmt);
	r = redisvCommand(redis, fmt, ap);
	va_end(ap);
	if (!r) {
		fprintf(stderr, "redis: %s\n", redis->errstr);
		exit(2);
	}
	n = r->type == REDIS_REPLY_INTEGER ? r->integer : 0;
	freeReplyObject(r);
	return n;
}

/* A step of bus i, as the position processor writes and publishes it. */
static void move(int i)
{
	char text[700];
	int bus = FIRST_BUS + i;

	seq[i]++;
	snprintf(text, sizeof text,
		 "{\"busId\":\"bus_%d\",\"routeId\":\"route_1\",\"scheduleId\":\"schedule_1\",\"location\":{\"lat\":36.7538,"
		 "\"lng\":3.0588,\"accuracy\":5},\"motion\":{\"speed\":85.5,\"heading\":45,\"altitude\":120},"
		 "\"calculated\":{\"distanceTraveled\":145.2,\"distanceRemaining\":287.8,\"estimatedArrival\":1705327800000,"
		 "\"onSchedule\":true,\"delayMinutes\":0},\"lastUpdate\":%lld,\"nextStopId\":\"stop_3\","
		 "\"nextStopETA\":1705321200000,\"epoch\":%llu,\"seq\":%llu}",
		 bus, (long long)when_now() / 1000, (unsigned long long)epoch_now, (unsigned long long)seq[i]);
	redisAppendCommand(redis, "SET bus:location:bus_%d %s EX 3600", bus, text);
	redisAppendCommand(redis, "PUBLISH bus:bus_%d %s", bus, text);
	for (int k = 0; k < 2; k++) {
		void *reply = NULL;

		if (redisGetReply(redis, &reply) != REDIS_OK) {
			fprintf(stderr, "redis: %s\n", redis->errstr);
			exit(2);
		}
		freeReplyObject(reply);
	}
}

/* ---- tickets ---- */

static struct stream_grant grant_of(const int64_t *buses, size_t n)
{
	int64_t now = when_now() / WHEN_SECOND;

	return (struct stream_grant){ .issued = now, .expires = now + 60, .until = now + 3600, .native = true,
				      .role = ROLE_ADMIN, .user_id = 77, .buses = buses, .n_buses = n };
}

static const char *ticket_for(int bus)
{
	static int64_t one;
	struct stream_grant g;

	one = bus;
	g = grant_of(&one, 1);
	return stream_make(memory, &g);
}

static const char *ticket_for_all(void)
{
	static int64_t all[BUSES];
	struct stream_grant g;

	for (int i = 0; i < BUSES; i++)
		all[i] = FIRST_BUS + i;
	g = grant_of(all, BUSES);
	return stream_make(memory, &g);
}

static const char *path_of(int bus)
{
	return arena_printf(memory, "/ws/tracking/bus_%d", bus);
}

static const char *address_of(int i)
{
	return arena_printf(memory, "10.7.%d.%d", i / 250, i % 250);
}

static struct ws one; /* for tests that need a single watcher */

static int try(const char *path, const char *ticket, const char *origin)
{
	int status = ws_open(&one, port, path, ticket, origin, "10.1.1.1", 0);

	ws_close(&one);
	return status;
}

/* ---- who is let in ---- */

static const char *changed(const char *ticket, size_t at)
{
	char *copy = arena_str(memory, ticket);

	copy[at] = copy[at] == '0' ? '1' : '0';
	return copy;
}

static void check_doors(void)
{
	const char *site = conf_text(CONF_SITE_BASE_URL), *path = path_of(FIRST_BUS), *used = ticket_for(FIRST_BUS);
	struct stream_grant old = grant_of((int64_t[]){ FIRST_BUS }, 1), page = old, over = old;
	const char *t = ticket_for(FIRST_BUS);
	int wrong = 0;

	old.expires -= 120;
	over.until = old.expires;
	page.native = false;
	ok(try(path, NULL, NULL) == 401, "no ticket: 401");
	ok(try(path, "", NULL) == 401, "an empty ticket: 401");
	for (size_t i = 0; t[i]; i++)
		wrong += try(path, changed(t, i), NULL) != 401;
	ok(wrong == 0, "a ticket changed in any of its %zu characters: 401", strlen(t));
	ok(try(path, stream_make(memory, &old), NULL) == 401, "a ticket that is over: 401");
	ok(try(path, stream_make(memory, &over), NULL) == 401, "a stream that is over: 401");
	ok(try(path_of(FIRST_BUS + 1), ticket_for(FIRST_BUS), NULL) == 403, "a ticket for another bus: 403");
	ok(try("/ws/booking/booking_00000000000000000000000001", ticket_for(FIRST_BUS), NULL) == 403,
	   "a ticket without a booking: 403");
	ok(try("/ws/notifications", ticket_for(FIRST_BUS), NULL) == 403, "a ticket without a person: 403");
	ok(try(path, ticket_for(FIRST_BUS), "https://evil.example") == 403, "a foreign origin: 403");
	ok(try(path, ticket_for(FIRST_BUS), "null") == 403, "the null origin: 403");
	ok(try(path, stream_make(memory, &page), NULL) == 403, "a page's ticket without an origin: 403");
	ok(try(path, stream_make(memory, &page), site) == 101, "a page's ticket from the site: 101");
	ok(try(path, used, NULL) == 101 && try(path, used, NULL) == 401, "a ticket opens one stream");
	ok(try("/ws/other", ticket_for(FIRST_BUS), NULL) == 404, "an unknown stream: 404");
	ok(try("/ws/tracking/bus_0", ticket_for(FIRST_BUS), NULL) == 404, "bus 0: 404");
}

static void check_requests(void)
{
	char *flood = arena_get(memory, 20001);

	for (const struct ws_case *q = ws_requests; q->what; q++) {
		int status = ws_ask(&one, port, q->bytes, 0);

		ws_close(&one);
		ok(status == q->code, "%s: %d", q->what, status);
	}
	memset(flood, 'a', 20000);
	ok(ws_ask(&one, port, flood, 0) == 431, "a request without end: 431");
	ws_close(&one);
}

/* ---- malformed frames ---- */

static void check_frame(const struct ws_case *f)
{
	int got;

	ws_open(&one, port, path_of(FIRST_BUS), ticket_for(FIRST_BUS), NULL, "10.1.1.2", 0);
	ws_raw(&one, f->bytes, f->n);
	got = ws_end(&one, 3000);
	ws_close(&one);
	ok(got == f->code, "%s: closed with %d", f->what, got);
}

static void check_frames(void)
{
	char big[4200] = { 0 };

	for (const struct ws_case *f = ws_frames; f->what; f++)
		check_frame(f);
	ws_open(&one, port, path_of(FIRST_BUS), ticket_for(FIRST_BUS), NULL, "10.1.1.2", 0);
	ws_send(&one, 0x81, big, sizeof big);
	ok(ws_end(&one, 3000) == 1009, "a message over 4 KB: closed with 1009");
	ws_close(&one);
	ws_open(&one, port, path_of(FIRST_BUS), ticket_for(FIRST_BUS), NULL, "10.1.1.2", 0);
	for (int i = 0; i < 80; i++)
		ws_send(&one, 0x81, "{}", 2);
	ok(ws_end(&one, 3000) == 1008, "80 messages at once: closed with 1008");
	ws_close(&one);
}

static bool read_type(struct ws *w, const char *type, int wait_ms)
{
	char wanted[64];
	double until = now_s() + wait_ms / 1000.0;

	snprintf(wanted, sizeof wanted, "{\"type\":\"%s\"", type);
	while (now_s() < until)
		if (ws_read(w, 50) && w->opcode == 1 && strncmp(w->text, wanted, strlen(wanted)) == 0)
			return true;
	return false;
}

static void check_talk(void)
{
	ws_open(&one, port, path_of(FIRST_BUS + 99), ticket_for(FIRST_BUS + 99), NULL, "10.1.1.2", 0);
	ok(read_type(&one, "hello", 2000) && strstr(one.text, "\"resume\":\"2."), "hello, with a ticket to come back");
	ok(read_type(&one, "snapshot", 2000), "then the last known state");
	ws_send(&one, 0x89, "abc", 3);
	ok(ws_read(&one, 2000) && one.opcode == 10 && one.n == 3, "a ping is answered");
	ws_send(&one, 0x01, "{\"type\":", 8);
	ws_send(&one, 0x89, "", 0);
	ws_send(&one, 0x80, "\"ping\"}", 7);
	ok(read_type(&one, "pong", 2000), "so is {\"type\":\"ping\"} in two fragments around a ping");
	ws_close(&one);
}

/* ---- a thousand watchers ---- */

static struct crowd *crowd;
static struct ws watchers[BUSES]; /* those of the tests after it */

static uint64_t after(const char *text, const char *name)
{
	const char *p = strstr(text, name);

	return p ? strtoull(p + strlen(name), NULL, 10) : 0;
}

/* Buses move at the rate for some seconds while everybody listens. */
static void drive(double seconds)
{
	double start = now_s(), next = start, stop = start + seconds;
	static int turn;

	while (now_s() < stop) {
		while (next < now_s()) {
			move(turn++ % BUSES);
			next += 1.0 / RATE;
		}
		crowd_listen(crowd, 1);
	}
	for (double until = now_s() + 1; now_s() < until;)
		crowd_listen(crowd, 10);
}

static size_t in_order(void)
{
	size_t n = 0;

	for (size_t i = 0; i < CROWD; i++)
		n += !crowd->list[i].wrong && crowd->list[i].seq == seq[i % BUSES];
	return n;
}

static void check_crowd(void)
{
	long before = resident_kb(relay), after_open;
	size_t n = crowd_open(crowd);

	after_open = resident_kb(relay);
	ok(n == CROWD, "%zu of %d watchers let in", n, CROWD);
	ok((after_open - before) < 64 * CROWD, "%.1f KB of memory a watcher", (double)(after_open - before) / CROWD);
	drive(DRIVE_S);
	n = in_order();
	ok(n == CROWD, "%zu of %d saw strictly increasing sequences up to the newest", n, CROWD);
	crowd_report(crowd, "from PUBLISH to socket, 1,000 watchers");
}

static void check_slow(void)
{
	static struct ws lazy[SLOW];
	size_t n = 0, cut = 0;
	long rss;

	for (int i = 0; i < SLOW; i++) {
		int status = ws_open(&lazy[i], port, "/ws/tracking/all", ticket_for_all(), NULL, address_of(2000 + i), 2048);

		n += status == 101;
		if (status != 101)
			printf("# watcher %d is answered with %d\n", i, status);
	}
	drive(DRIVE_S);
	crowd_report(crowd, "beside 50 watchers that never read");
	rss = resident_kb(relay);
	ok(n == SLOW, "%zu watchers that never read are let in", n);
	ok(in_order() == CROWD, "the others see everything in order");
	drive((double)conf_int(CONF_RELAY_SLOW_S) + 4);
	crowd_report(crowd, "while they are cut off");
	for (int i = 0; i < SLOW; i++) {
		int end = ws_end(&lazy[i], 100);

		cut += end == 0 || end == 3008;
		ws_close(&lazy[i]);
	}
	ok(cut == SLOW, "%zu of them are cut off (relay at %ld KB)", cut, rss);
}

/* ---- what goes wrong around it ---- */

static void check_kill(void)
{
	char (*resume)[700] = arena_get(memory, 100 * sizeof *resume);
	size_t back = 0, snapshots = 0;
	struct ws *w = watchers;

	crowd_close(crowd);
	for (int i = 0; i < 100; i++) {
		ws_open(&w[i], port, path_of(FIRST_BUS + i), ticket_for(FIRST_BUS + i), NULL, address_of(i), 0);
		if (read_type(&w[i], "hello", 2000)) {
			const char *p = strstr(w[i].text, "\"resume\":\"") + 10;

			snprintf(resume[i], sizeof resume[i], "%.*s", (int)strcspn(p, "\""), p);
		}
	}
	end_relay(SIGKILL);
	for (int i = 0; i < BUSES; i++)
		move(i); /* unseen by anybody */
	start_relay();
	for (int i = 0; i < 100; i++) {
		ws_close(&w[i]);
		back += ws_open(&w[i], port, path_of(FIRST_BUS + i), resume[i], NULL, address_of(i), 0) == 101;
		snapshots += read_type(&w[i], "snapshot", 2000) && after(w[i].text, "\"seq\":") == seq[i] &&
			     strstr(w[i].text, "\"recovered\":false");
	}
	ok(back == 100, "after kill -9 %zu of 100 come back with the ticket they were given, asking no API", back);
	ok(snapshots == 100, "%zu of them get a snapshot of the newest state", snapshots);
}

/* Its links to Redis are cut while buses move: a snapshot follows once they are back. */
static void check_gap(void)
{
	size_t n = 0;

	command("CLIENT KILL TYPE pubsub");
	for (int i = 0; i < BUSES; i++)
		move(i);
	for (int i = 0; i < 100; i++)
		n += read_type(&watchers[i], "snapshot", 4000) && after(watchers[i].text, "\"seq\":") == seq[i];
	ok(n == 100, "%zu of 100 get a snapshot after the link to Redis was lost", n);
	move(5);
	ok(read_type(&watchers[5], "position", 2000), "and positions from then on");
}

static const char *event_ticket(const char *booking, const char *person, int64_t session, int64_t lives_s)
{
	struct stream_grant g = grant_of(NULL, 0);

	g.session_id = session;
	g.until = when_now() / WHEN_SECOND + lives_s;
	snprintf(g.booking, sizeof g.booking, "%s", booking);
	snprintf(g.person, sizeof g.person, "%s", person);
	return stream_make(memory, &g);
}

static void check_events(void)
{
	static const char id[] = "0000000000000000000000000a";
	char path[64];

	snprintf(path, sizeof path, "/ws/booking/booking_%s", id);
	ws_open(&one, port, path, event_ticket(id, "", 0, 60), NULL, "10.1.1.3", 0);
	read_type(&one, "hello", 1000);
	pause_ms(100);
	command("PUBLISH booking:%s %s", id, "{\"id\":\"booking_0000000000000000000000000a\",\"version\":3,\"kind\":\"confirmed\",\"phone\":\"+213\"}");
	ok(read_type(&one, "event", 2000) && strcmp(one.text, "{\"type\":\"event\",\"id\":\"booking_0000000000000000000000000a\",\"version\":3,\"kind\":\"confirmed\"}") == 0,
	   "a booking's event carries id, version and kind, nothing else");
	ws_close(&one);
	ws_open(&one, port, "/ws/notifications", event_ticket("", id, 0, 60), NULL, "10.1.1.3", 2048);
	pause_ms(100);
	for (int i = 0; i < 6000; i++)
		command("PUBLISH user:%s %s", id, "{\"id\":\"booking_0000000000000000000000000a\",\"version\":3,\"kind\":\"confirmed\"}");
	ok(ws_end(&one, 3000) == 1013, "events that find no room end the stream with 1013");
	ws_close(&one);
	ws_open(&one, port, path, event_ticket(id, "", 4242, 60), NULL, "10.1.1.3", 0);
	pause_ms(100);
	command("PUBLISH revoked %s", "{\"sessionId\":4242}");
	ok(ws_end(&one, 2000) == 4003, "a revoked session: closed with 4003");
	ws_close(&one);
	ws_open(&one, port, path, event_ticket(id, "", 0, 2), NULL, "10.1.1.3", 0);
	ok(ws_end(&one, 5000) == 4001, "a stream that is over: closed with 4001");
	ws_close(&one);
}

static int revoked_ticket(int64_t user, int64_t issued)
{
	struct stream_grant g = grant_of((int64_t[]){ FIRST_BUS }, 1);

	g.user_id = user;
	g.issued = issued;
	return try(path_of(FIRST_BUS), stream_make(memory, &g), NULL);
}

/* What was revoked is remembered, also when it was said while nobody listened. */
static void check_revoked(void)
{
	int64_t now = when_now() / WHEN_SECOND;

	command("PUBLISH revoked {\"userId\":881,\"at\":%lld}", (long long)now * 1000);
	pause_ms(100);
	ok(revoked_ticket(881, now) == 401, "a ticket of before a revocation: 401");
	ok(revoked_ticket(881, now + 1) == 101 && revoked_ticket(882, now) == 101, "one of after it, or of somebody else: 101");
	command("ZADD revoked:recent %lld {\"userId\":883,\"at\":%lld}", (long long)now * 1000, (long long)now * 1000);
	ok(revoked_ticket(883, now) == 101, "a revocation that was not heard: 101");
	command("CLIENT KILL TYPE pubsub");
	pause_ms(1500);
	ok(revoked_ticket(883, now) == 401, "once the link to Redis is back it is known: 401");
	command("ZREM revoked:recent {\"userId\":883,\"at\":%lld}", (long long)now * 1000);
}

/* A relay that cannot hear of revocations sends its watchers back to the API, and lets nobody in. */
static void check_blind(void)
{
	char path[] = "/tmp/abrid-relay-XXXXXX";
	int fd = mkstemp(path), seeing = port;
	pid_t other = relay;
	const char *was = arena_str(memory, getenv("ABRID_CONF"));

	if (fd < 0)
		exit(2);
	dprintf(fd, "redis.socket = /nonexistent\nrelay.blind_s = 2\nsite.base_url = %s\ndir.run = /nonexistent\n"
		"key.guest = %064d\nkey.captcha = %064d\nkey.reply = %064d\nkey.otp = %064d\nkey.stream = %s\n",
		conf_text(CONF_SITE_BASE_URL), 0, 0, 0, 0, str_hex(memory, conf_key(CONF_KEY_STREAM), ID_HASH));
	close(fd);
	setenv("ABRID_CONF", path, 1);
	port++;
	start_relay();
	setenv("ABRID_CONF", was, 1);
	ws_open(&one, port, path_of(FIRST_BUS), ticket_for(FIRST_BUS), NULL, "10.1.1.4", 0);
	ok(ws_end(&one, 5000) == 4002, "without Redis for too long: closed with 4002");
	ws_close(&one);
	ok(try(path_of(FIRST_BUS), ticket_for(FIRST_BUS), NULL) == 503, "and nobody is let in: 503");
	end_relay(SIGTERM);
	unlink(path);
	relay = other;
	port = seeing;
}

static void check_end(void)
{
	size_t n = 0;
	int status;

	kill(relay, SIGTERM);
	for (int i = 0; i < 100; i++)
		n += ws_end(&watchers[i], 2000) == 1012;
	for (int i = 0; i < 100; i++)
		ws_close(&watchers[i]);
	status = end_relay(SIGTERM);
	ok(n == 100, "SIGTERM: %zu of 100 closed with 1012", n);
	ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "and the relay ends by itself");
}

/* ---- through Lighttpd ---- */

static void check_front(void)
{
	const char *base = getenv("BASE"), *colon = base ? strrchr(base, ':') : NULL;
	const char *path = path_of(FIRST_BUS), *site = conf_text(CONF_SITE_BASE_URL);
	int mine = port;

	port = colon ? atoi(colon + 1) : 0;
	ok(try(path, "nonsense", site) == 401, "through Lighttpd: 401 before the upgrade");
	ok(try(path, ticket_for(FIRST_BUS), "https://evil.example") == 403, "through Lighttpd: 403 before the upgrade");
	ok(ws_open(&one, port, path, ticket_for(FIRST_BUS), site, NULL, 0) == 101 && read_type(&one, "snapshot", 3000),
	   "through Lighttpd: the last known state");
	move(0);
	ok(read_type(&one, "position", 3000), "through Lighttpd: the next position");
	ws_send(&one, 0x88, "\x03\xE8", 2);
	ok(ws_end(&one, 3000) == 1000, "through Lighttpd: a plain close");
	ws_close(&one);
	port = mine;
}

/* A shell often lets a program open 1,024 files though more are allowed. */
static bool room_for(rlim_t most)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max < most)
		return false;
	limit.rlim_cur = limit.rlim_cur < most ? most : limit.rlim_cur;
	return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

int main(void)
{
	int64_t buses[BUSES];
	char why[512] = "";

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!room_for(CROWD + SLOW + OWN_FDS)) {
		fprintf(stderr, "relay: %d watchers need more descriptors than this shell may open\n", CROWD + SLOW);
		return 2;
	}
	memory = arena_new((size_t)512 << 20);
	if (sodium_init() < 0 || !conf_load(why, sizeof why)) {
		fprintf(stderr, "relay: %s (ABRID_CONF)\n", why);
		return 2;
	}
	redis = redisConnectUnix(conf_text(CONF_REDIS_SOCKET));
	port = 21000 + (int)getpid() % 8000;
	epoch_now = (uint64_t)when_now();
	for (int i = 0; i < BUSES; i++)
		buses[i] = FIRST_BUS + i;
	crowd = crowd_new(port, buses, BUSES);
	if (!redis || redis->err)
		return 2;
	start_relay();
	for (int i = 0; i < BUSES; i++)
		move(i);
	check_doors();
	check_requests();
	check_frames();
	check_talk();
	check_crowd();
	check_slow();
	check_kill();
	check_gap();
	check_events();
	check_revoked();
	check_blind();
	check_end();
	check_front();
	plan_end();
	return failures() != 0;
}
