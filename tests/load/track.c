/*
 * track - positions under fire: wrong ones are refused with their reason, a device is only itself,
 * and what was acknowledged while programs die is in history exactly once.
 *
 * VAR names the copy, MQTT_PORT its broker; REDIS is its cache's socket.
 */
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"
#include "killer.h"
#include "trackers.h"

enum {
	DEVICES = 40,
	BY_MQTT = 10,
	RATE = 200,
	SECONDS = 14,
	TICK_MS = 100,
	AGAIN_MS = 1500, /* a report over MQTT is sent again when no answer came */
	PACK = 9,        /* points of a report over HTTP at most */
	LIVE = 40,
	FILL_S = 4,
};

static const char *const prey[] = { "/cgi-bin/tracking", "/sbin/fleet", NULL };
static const char *const broker[] = { "/mosquitto", NULL }, *const redis[] = { "/redis-", NULL };
static struct tracker trackers[DEVICES];
static size_t n_trackers;
static char body[6 << 20];

/* ---- one report ---- */

static size_t point(char *out, const struct tracker *t, int64_t ms, const char *more)
{
	return (size_t)snprintf(out, 1024,
				"{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,"
				"\"location\":{\"latitude\":36.75,\"longitude\":3.05}%s}",
				(long long)t->id, (long long)ms, more);
}

static int post(const struct tracker *t, size_t n, const char **answer)
{
	char hex[TRACKER_HEX + 1];

	tracker_sign(t, body, n, hex);
	return tracker_post(body, n, hex, answer);
}

/* What becomes of a signed body: the verdict and its reason, or the error. */
static void expect(const struct tracker *t, const char *name, size_t n, int status, const char *want)
{
	const char *answer;
	int got = post(t, n, &answer);
	char is[200];

	snprintf(is, sizeof is, "%s", got == 200 ? json_at(answer, "data.points.0.verdict")
						 : json_at(answer, "error.code"));
	if (strcmp(is, "refused") == 0)
		snprintf(is, sizeof is, "%s", json_at(answer, "data.points.0.reason"));
	ok(got == status && strcmp(is, want) == 0, "%s: %d %s", name, got, is);
}

static void refusals(void)
{
	const struct tracker *t = &trackers[0], *other = &trackers[1];
	int64_t ms = now_ms();
	const char *answer;
	char hex[TRACKER_HEX + 1];
	int wrong = 0;
	size_t n;

	expect(t, "a good point", point(body, t, ms, ""), 200, "accepted");
	expect(t, "the same again", point(body, t, ms, ""), 200, "duplicate");
	expect(t, "the same moment with another place", (size_t)snprintf(body, 500,
	       "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":35,\"longitude\":3}}",
	       (long long)t->id, (long long)ms), 200, "duplicate");
	expect(t, "five minutes ahead", point(body, t, ms + 300000, ""), 200, "in_future");
	expect(t, "of yesterday", point(body, t, ms - 90000000, ""), 200, "too_old");
	expect(t, "in seconds", point(body, t, ms / 1000, ""), 200, "too_old");
	expect(t, "of another bus", point(body, t, ms + 1, ",\"busId\":\"bus_999999\""), 200, "wrong_bus");
	expect(t, "a speed of text", point(body, t, ms + 2, ",\"motion\":{\"speed\":\"fast\"}"), 200, "malformed");
	expect(t, "a fuel of 101", point(body, t, ms + 3, ",\"status\":{\"fuel\":101}"), 200, "out_of_range");
	expect(t, "0/0", (size_t)snprintf(body, 500,
	       "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":0,\"longitude\":0}}",
	       (long long)t->id, (long long)ms + 4), 200, "no_fix");
	expect(t, "Paris", (size_t)snprintf(body, 500,
	       "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":48.85,\"longitude\":2.35}}",
	       (long long)t->id, (long long)ms + 5), 200, "outside_area");
	expect(t, "a field nobody knows", point(body, t, ms + 6, ",\"what\":1"), 400, "UNKNOWN_FIELD");
	expect(other, "signed by another device", point(body, t, ms + 7, ""), 401, "UNAUTHORIZED");
	n = point(body, t, ms + 8, "");
	ok(tracker_post(body, n, NULL, &answer) == 401, "without a signature");
	tracker_sign(t, body, n, hex);
	hex[32] = '\0';
	ok(tracker_post(body, n, hex, &answer) == 401, "half a signature");
	tracker_sign(t, body, n, hex);
	for (size_t i = 0; i < n; i += 3) {
		body[i] ^= 1;
		wrong += tracker_post(body, n, hex, &answer) != 401;
		body[i] ^= 1;
	}
	ok(wrong == 0, "a flipped byte anywhere is noticed (%d are not)", wrong);
	memset(body, ' ', 5 << 20);
	memcpy(body, "{\"deviceId\":\"device_1\"", 22);
	ok(tracker_post(body, 5 << 20, hex, &answer) == 413 && strstr(answer, "BODY_TOO_LARGE"), "a body of 5 MB");
	n = (size_t)snprintf(body, 2000,
			     "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":36.7,\"longitude\":3},"
			     "\"signature\":\"" TRACKER_ZEROS "\"}", (long long)t->id, (long long)ms + 9);
	tracker_sign_inside(t, body);
	ok(tracker_post(body, n, NULL, &answer) == 200 && strstr(answer, "\"accepted\":1"), "signed inside");
}

/* ---- over MQTT ---- */

static size_t signed_point(const struct tracker *says, const struct tracker *signs, int64_t ms)
{
	size_t n = (size_t)snprintf(body, 2000,
				    "{\"deviceId\":\"device_%lld\",\"signature\":\"" TRACKER_ZEROS "\",\"timestamp\":%lld,"
				    "\"location\":{\"latitude\":36.75,\"longitude\":3.05}}",
				    (long long)says->id, (long long)ms);

	tracker_sign_inside(signs, body);
	return n;
}

static int64_t stored(const struct tracker *t, int64_t ms)
{
	return sql_int("SELECT count(*) FROM bus_locations WHERE device_id = %lld AND recorded_at = "
		       "to_timestamp(%lld / 1000) + %lld %% 1000 * interval '1 ms'",
		       (long long)t->id, (long long)ms, (long long)ms);
}

/* Sends as one device, waits for an answer that holds a text. */
static bool answered(struct mqtt *m, const char *topic, size_t n, const char *want)
{
	m->n_answers = 0;
	m->answers[0] = '\0';
	mqtt_send(m, topic, body, n);
	for (int i = 0; i < 20 && !strstr(m->answers, want); i++)
		mqtt_wait(m, 100);
	return strstr(m->answers, want) != NULL;
}

static void over_mqtt(void)
{
	const struct tracker *a = &trackers[2], *b = &trackers[3];
	char user[40], password[33], own[64], others[64], ack[64];
	struct mqtt m, spy;
	int64_t ms = now_ms();

	snprintf(user, sizeof user, "device_%lld", (long long)a->id);
	snprintf(own, sizeof own, "v1/t/device_%lld/loc", (long long)a->id);
	snprintf(others, sizeof others, "v1/t/device_%lld/loc", (long long)b->id);
	snprintf(ack, sizeof ack, "v1/t/device_%lld/ack", (long long)a->id);
	mqtt_password(b, password);
	mqtt_open(&m, user, password);
	ok(m.code != 0, "the password of another device is refused");
	mqtt_close(&m);
	mqtt_open(&m, NULL, NULL);
	ok(m.code != 0, "nobody is refused");
	mqtt_close(&m);
	mqtt_password(a, password);
	mqtt_open(&m, user, password);
	ok(m.code == 0, "a device connects");
	mosquitto_subscribe(m.link, NULL, ack, 1);
	mqtt_wait(&m, 200);
	ok(answered(&m, own, signed_point(a, a, ms), "\"accepted\":1") && stored(a, ms) == 1, "its point is acknowledged and stored");
	ok(answered(&m, own, signed_point(a, a, ms), "\"duplicates\":1") && stored(a, ms) == 1, "and again: a duplicate");
	ok(answered(&m, own, signed_point(a, b, ms + 1), "bad_signature") && stored(a, ms + 1) == 0, "signed by another: refused");
	ok(answered(&m, own, signed_point(b, b, ms + 2), "wrong_device") && stored(b, ms + 2) == 0, "another's report on its own topic: refused");
	ok(!answered(&m, others, signed_point(b, b, ms + 3), "upto") && stored(b, ms + 3) == 0, "on another's topic: nobody hears it");
	ok(answered(&m, own, (size_t)snprintf(body, 100, "{\"deviceId\":"), "error"), "half a report: refused");
	mqtt_password(b, password);
	snprintf(user, sizeof user, "device_%lld", (long long)b->id);
	mqtt_open(&spy, user, password);
	mosquitto_subscribe(spy.link, NULL, "#", 1);
	mosquitto_subscribe(spy.link, NULL, own, 1);
	mosquitto_subscribe(spy.link, NULL, ack, 1);
	mqtt_wait(&spy, 300);
	answered(&m, own, signed_point(a, a, ms + 4), "upto");
	mqtt_wait(&spy, 500);
	ok(spy.n_answers == 0, "another device hears nothing of it");
	mqtt_close(&spy);
	mqtt_close(&m);
}

/* ---- 200 points a second while programs die ---- */

struct sent {
	int64_t ms, sent_ms;
	int id;       /* of its MQTT message */
	bool settled;
};

static struct {
	struct sent list[RATE * (SECONDS + 4)];
	size_t n, first; /* all before are settled */
	size_t in_flight;
} journal[DEVICES];

/* The last devices of the list report over MQTT. */
static struct mqtt lines[BY_MQTT];
static size_t again, lost;

/* The oldest that are not settled, as one report; 0 when there is none. */
static size_t pack(struct ask *a, int d)
{
	const struct tracker *t = &trackers[d];
	char hex[TRACKER_HEX + 1], text[1024];
	size_t at = (size_t)snprintf(text, sizeof text, "{\"deviceId\":\"device_%lld\",\"points\":[", (long long)t->id), n = 0;

	while (journal[d].first < journal[d].n && journal[d].list[journal[d].first].settled)
		journal[d].first++;
	for (size_t i = journal[d].first; i < journal[d].n && n < PACK; i++, n++)
		at += (size_t)snprintf(text + at, sizeof text - at,
				       "%s{\"timestamp\":%lld,\"location\":{\"latitude\":36.75,\"longitude\":3.05}}",
				       n ? "," : "", (long long)journal[d].list[i].ms);
	at += (size_t)snprintf(text + at, sizeof text - at, "]}");
	tracker_sign(t, text, at, hex);
	ask_make(a, "POST", "/api/v1/tracking/locations", 20000 + d);
	ask_header(a, "X-Device-Signature", hex);
	ask_body(a, "%s", text);
	journal[d].in_flight = n;
	return n;
}

/* Each device sends what is not settled; every verdict of an answer settles its point. */
static void exchange(size_t *failed)
{
	static struct ask asks[DEVICES];
	int who[DEVICES];
	size_t n = 0;

	for (int d = 0; d < DEVICES - BY_MQTT; d++)
		if (pack(&asks[n], d))
			who[n++] = d;
	ask_all(asks, n, 20);
	for (size_t i = 0; i < n; i++) {
		int d = who[i];
		size_t at = journal[d].first;

		*failed += asks[i].status != 200;
		for (size_t k = 0; asks[i].status == 200 && k < journal[d].in_flight; k++) {
			char path[40];
			const char *verdict;

			snprintf(path, sizeof path, "data.points.%zu.verdict", k);
			verdict = json_at(asks[i].answer, path);
			journal[d].list[at + k].settled = verdict[0] == 'a' || verdict[0] == 'd';
		}
	}
	ask_free(asks, n);
}

static void open_lines(void)
{
	for (int i = 0; i < BY_MQTT; i++) {
		const struct tracker *t = &trackers[DEVICES - BY_MQTT + i];
		char user[40], password[33];

		snprintf(user, sizeof user, "device_%lld", (long long)t->id);
		mqtt_password(t, password);
		mqtt_open(&lines[i], user, password);
		snprintf(lines[i].topic, sizeof lines[i].topic, "v1/t/%s/ack", user);
		mosquitto_subscribe(lines[i].link, NULL, lines[i].topic, 1);
		mqtt_wait(&lines[i], 50);
	}
}

static void take_acks(int i)
{
	int d = DEVICES - BY_MQTT + i;

	mqtt_wait(&lines[i], 0);
	for (const char *at = lines[i].answers; (at = strstr(at, "\"upto\":")) != NULL; at += 7)
		for (size_t k = journal[d].first; k < journal[d].n; k++)
			if (journal[d].list[k].ms == strtoll(at + 7, NULL, 10))
				journal[d].list[k].settled = true;
	lines[i].n_answers = 0;
	lines[i].answers[0] = '\0';
	while (journal[d].first < journal[d].n && journal[d].list[journal[d].first].settled)
		journal[d].first++;
}

/*
 * New points at once, others again when no answer came. What the broker confirmed and history does
 * not have would be lost for a device that trusts the broker: that happens here, or this proves
 * nothing.
 */
static void publish(int i)
{
	int d = DEVICES - BY_MQTT + i;
	const struct tracker *t = &trackers[d];
	char topic[64];

	snprintf(topic, sizeof topic, "v1/t/device_%lld/loc", (long long)t->id);
	for (size_t k = journal[d].first; k < journal[d].n; k++) {
		struct sent *s = &journal[d].list[k];

		if (s->settled || now_ms() - s->sent_ms < AGAIN_MS)
			continue;
		again += s->sent_ms > 0;
		lost += s->sent_ms > 0 && mqtt_confirmed(&lines[i], s->id) && stored(t, s->ms) == 0;
		s->sent_ms = now_ms();
		s->id = mqtt_send(&lines[i], topic, body, signed_point(t, t, s->ms));
	}
}

static void exchange_all(size_t *failed)
{
	exchange(failed);
	for (int i = 0; i < BY_MQTT; i++) {
		publish(i);
		take_acks(i);
	}
}

static size_t unsettled(void)
{
	size_t n = 0;

	for (size_t d = 0; d < n_trackers; d++)
		for (size_t i = 0; i < journal[d].n; i++)
			n += !journal[d].list[i].settled;
	return n;
}

/* History must hold each settled point once and nothing that was not sent. */
static void compare(int64_t from)
{
	size_t sent = 0, settled = 0;
	int64_t missing = 0, rows;
	char list[64];

	sql("CREATE TEMP TABLE journal (device_id bigint, ms bigint, settled boolean)");
	for (size_t d = 0; d < n_trackers; d++) {
		for (size_t i = 0; i < journal[d].n; i++) {
			const struct sent *s = &journal[d].list[i];

			snprintf(list, sizeof list, "%lld, %lld, %s", (long long)trackers[d].id, (long long)s->ms,
				 s->settled ? "true" : "false");
			sql("INSERT INTO journal VALUES (%s)", list);
			sent++;
			settled += s->settled;
		}
	}
	missing = sql_int("SELECT count(*) FROM journal j WHERE settled AND (SELECT count(*) FROM bus_locations l "
			  "WHERE l.device_id = j.device_id AND l.recorded_at = to_timestamp(j.ms / 1000) + j.ms %% 1000 * interval '1 ms') <> 1");
	rows = sql_int("SELECT count(*) FROM bus_locations l JOIN (SELECT DISTINCT device_id FROM journal) d USING (device_id) "
		       "WHERE l.recorded_at >= to_timestamp(%lld / 1000.0) AND NOT EXISTS (SELECT FROM journal j WHERE "
		       "j.device_id = l.device_id AND l.recorded_at = to_timestamp(j.ms / 1000) + j.ms %% 1000 * interval '1 ms')",
		       (long long)from);
	ok(missing == 0, "%zu of %zu points acknowledged, each of them in history exactly once (%lld are not)", settled, sent, (long long)missing);
	ok(rows == 0, "history holds nothing that was not sent (%lld rows)", (long long)rows);
}

static const char *live(const struct tracker *t, const char *path)
{
	static redisContext *link;
	static char value[200];
	redisReply *reply;

	if (link && link->err) {
		redisFree(link);
		link = NULL;
	}
	if (!link)
		link = redisConnectUnix(getenv("REDIS"));
	reply = redisCommand(link, "GET bus:location:bus_%lld", (long long)t->bus);
	snprintf(value, sizeof value, "%s", reply && reply->str ? json_at(reply->str, path) : "");
	if (reply)
		freeReplyObject(reply);
	return value;
}

static void report_for(int64_t from, int64_t until, size_t *failed)
{
	for (int64_t next = from; next < until;) {
		for (int i = 0; i < RATE * TICK_MS / 1000; i++) { /* a device has one point in two ticks */
			size_t turn = (size_t)((next - from) / TICK_MS) * RATE * TICK_MS / 1000 + (size_t)i;
			int d = (int)(turn % DEVICES);

			journal[d].list[journal[d].n++] = (struct sent){ .ms = next + i };
		}
		exchange_all(failed);
		next += TICK_MS;
		if (now_ms() < next)
			pause_ms((int)(next - now_ms()));
	}
}

static void under_fire(void)
{
	int64_t from = now_ms();
	size_t failed = 0, behind = 0;
	pid_t killer, broker_killer, redis_killer;
	int kills, others;

	open_lines();
	killer = killer_start(prey, 60, 240);
	broker_killer = killer_start(broker, 4000, 1000);
	redis_killer = killer_start(redis, 5000, 1000);
	report_for(from, from + SECONDS * 1000, &failed);
	kills = killer_stop(killer);
	others = killer_stop(broker_killer) + killer_stop(redis_killer);
	for (int i = 0; i < 400 && unsettled(); i++) {
		exchange_all(&failed);
		pause_ms(50);
	}
	ok(kills >= 40 && others >= 3 && failed > 0,
	   "%d programs, broker and cache %d times killed; %zu reports without an answer", kills, others, failed);
	ok(again > 0 && lost > 0, "%zu points sent to the broker again; it had confirmed %zu that nobody had stored", again, lost);
	ok(unsettled() == 0, "everything is acknowledged in the end (%zu are not)", unsettled());
	compare(from);
	pause_ms(5000);
	for (size_t d = 0; d < n_trackers; d++)
		behind += strtoll(live(&trackers[d], "lastUpdate"), NULL, 10) != journal[d].list[journal[d].n - 1].ms;
	ok(behind == 0, "five seconds later every bus is shown where it was last (%zu are not)", behind);
	for (int i = 0; i < BY_MQTT; i++)
		mqtt_close(&lines[i]);
}

/* ---- figures ---- */

/* From the report to the live document. */
static void latency(void)
{
	const struct tracker *t = &trackers[5];
	static double s[LIVE];
	const char *answer;

	for (int i = 0; i < LIVE; i++) {
		int64_t ms = now_ms();
		double began = now_s();

		post(t, point(body, t, ms, ""), &answer);
		while (strtoll(live(t, "lastUpdate"), NULL, 10) != ms && now_s() - began < 5)
			pause_ms(1);
		s[i] = now_s() - began;
		pause_ms(30);
	}
	ok(percentile(s, LIVE, 0.95) <= 2, "from a report to the live view: %.0f ms, 95 %% within %.0f ms",
	   percentile(s, LIVE, 0.5) * 1000, percentile(s, LIVE, 0.95) * 1000);
}

static double singles(void)
{
	static struct ask asks[400];
	int64_t ms = now_ms() - 3600000;
	double began = now_s();
	long n = 0;

	while (now_s() - began < FILL_S) {
		for (int i = 0; i < 400; i++) {
			const struct tracker *t = &trackers[(size_t)i % n_trackers];
			char hex[TRACKER_HEX + 1];
			size_t bytes = point(body, t, ms++, "");

			tracker_sign(t, body, bytes, hex);
			ask_make(&asks[i], "POST", "/api/v1/tracking/locations", 30000 + i);
			ask_header(&asks[i], "X-Device-Signature", hex);
			ask_body(&asks[i], "%s", body);
		}
		ask_all(asks, 400, 16);
		for (int i = 0; i < 400; i++)
			n += asks[i].status == 200 && strstr(asks[i].answer, "\"accepted\":1");
		ask_free(asks, 400);
	}
	return (double)n / (now_s() - began);
}

static double batches(void)
{
	int64_t ms = now_ms() - 40000000;
	double began = now_s();
	const char *answer;
	long n = 0;

	for (size_t k = 0; now_s() - began < FILL_S; k++) {
		const struct tracker *t = &trackers[k % n_trackers];
		size_t at = (size_t)snprintf(body, 100, "{\"deviceId\":\"device_%lld\",\"points\":[", (long long)t->id);

		for (int i = 0; i < 1000; i++)
			at += (size_t)snprintf(body + at, 300,
					       "%s{\"timestamp\":%lld,\"location\":{\"latitude\":36.75,\"longitude\":3.05,\"accuracy\":5},"
					       "\"motion\":{\"speed\":85.5,\"heading\":45,\"altitude\":120},\"status\":{\"ignition\":true}}",
					       i ? "," : "", (long long)ms++);
		at += (size_t)snprintf(body + at, 10, "]}");
		if (post(t, at, &answer) == 200)
			n += strtol(json_at(answer, "data.accepted"), NULL, 10);
	}
	return (double)n / (now_s() - began);
}

int main(void)
{
	double one, many;

	client_start();
	n_trackers = trackers_read(trackers, DEVICES);
	ok(n_trackers == DEVICES, "%zu devices with keys", n_trackers);
	if (n_trackers == DEVICES) {
		refusals();
		over_mqtt();
		under_fire();
		latency();
		one = singles();
		ok(one >= RATE, "%.0f points/s into history, one a report", one);
		many = batches();
		ok(many >= 10 * RATE, "%.0f points/s into history, 1,000 a report", many);
	}
	plan_end();
	return failures() != 0;
}
