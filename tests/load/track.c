/*
 * track - positions one by one: wrong ones are refused with their reason, a device is only itself,
 * a good one is in history once and in the live view.
 *
 * VAR names the copy, MQTT_PORT its broker; REDIS is its cache's socket.
 */
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"
#include "journal.h"
#include "trackers.h"

enum { DEVICES = 10, LIVE = 40, WAIT_S = 20, BATCH = 1000 };

static struct tracker trackers[DEVICES];
static char body[6 << 20];

/* ---- one report ---- */

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

	expect(t, "a good point", journal_point(body, sizeof body, t, ms, ""), 200, "accepted");
	expect(t, "the same again", journal_point(body, sizeof body, t, ms, ""), 200, "duplicate");
	expect(t, "the same moment with another place", (size_t)snprintf(body, 500,
	       "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":35,\"longitude\":3}}",
	       (long long)t->id, (long long)ms), 200, "duplicate");
	expect(t, "five minutes ahead", journal_point(body, sizeof body, t, ms + 300000, ""), 200, "in_future");
	expect(t, "of yesterday", journal_point(body, sizeof body, t, ms - 90000000, ""), 200, "too_old");
	expect(t, "in seconds", journal_point(body, sizeof body, t, ms / 1000, ""), 200, "too_old");
	expect(t, "of another bus", journal_point(body, sizeof body, t, ms + 1, ",\"busId\":\"bus_999999\""), 200, "wrong_bus");
	expect(t, "a speed of text", journal_point(body, sizeof body, t, ms + 2, ",\"motion\":{\"speed\":\"fast\"}"), 200, "malformed");
	expect(t, "a fuel of 101", journal_point(body, sizeof body, t, ms + 3, ",\"status\":{\"fuel\":101}"), 200, "out_of_range");
	expect(t, "0/0", (size_t)snprintf(body, 500,
	       "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":0,\"longitude\":0}}",
	       (long long)t->id, (long long)ms + 4), 200, "no_fix");
	expect(t, "Paris", (size_t)snprintf(body, 500,
	       "{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,\"location\":{\"latitude\":48.85,\"longitude\":2.35}}",
	       (long long)t->id, (long long)ms + 5), 200, "outside_area");
	expect(t, "a field nobody knows", journal_point(body, sizeof body, t, ms + 6, ",\"what\":1"), 400, "UNKNOWN_FIELD");
	expect(other, "signed by another device", journal_point(body, sizeof body, t, ms + 7, ""), 401, "UNAUTHORIZED");
	n = journal_point(body, sizeof body, t, ms + 8, "");
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
	ok(answered(&m, own, journal_signed(body, sizeof body, a, a, ms), "\"accepted\":1") && journal_stored(a, ms) == 1, "its point is acknowledged and stored");
	ok(answered(&m, own, journal_signed(body, sizeof body, a, a, ms), "\"duplicates\":1") && journal_stored(a, ms) == 1, "and again: a duplicate");
	ok(answered(&m, own, journal_signed(body, sizeof body, a, b, ms + 1), "bad_signature") && journal_stored(a, ms + 1) == 0, "signed by another: refused");
	ok(answered(&m, own, journal_signed(body, sizeof body, b, b, ms + 2), "wrong_device") && journal_stored(b, ms + 2) == 0, "another's report on its own topic: refused");
	ok(!answered(&m, others, journal_signed(body, sizeof body, b, b, ms + 3), "upto") && journal_stored(b, ms + 3) == 0, "on another's topic: nobody hears it");
	ok(answered(&m, own, (size_t)snprintf(body, 100, "{\"deviceId\":"), "error"), "half a report: refused");
	mqtt_password(b, password);
	snprintf(user, sizeof user, "device_%lld", (long long)b->id);
	mqtt_open(&spy, user, password);
	mosquitto_subscribe(spy.link, NULL, "#", 1);
	mosquitto_subscribe(spy.link, NULL, own, 1);
	mosquitto_subscribe(spy.link, NULL, ack, 1);
	mqtt_wait(&spy, 300);
	answered(&m, own, journal_signed(body, sizeof body, a, a, ms + 4), "upto");
	mqtt_wait(&spy, 500);
	ok(spy.n_answers == 0, "another device hears nothing of it");
	mqtt_close(&spy);
	mqtt_close(&m);
}

/* ---- many in one report ---- */

static size_t batch(const struct tracker *t, int64_t ms, int n)
{
	size_t at = (size_t)snprintf(body, 100, "{\"deviceId\":\"device_%lld\",\"points\":[", (long long)t->id);

	for (int i = 0; i < n; i++)
		at += (size_t)snprintf(body + at, 300, "%s{\"timestamp\":%lld,\"location\":{\"latitude\":36.75,\"longitude\":3.05}}",
				       i ? "," : "", (long long)ms + i);
	return at + (size_t)snprintf(body + at, 10, "]}");
}

static void batches(void)
{
	const struct tracker *t = &trackers[4];
	int64_t ms = now_ms() - 3600000;
	int64_t there = 0;
	const char *answer;

	ok(post(t, batch(t, ms, BATCH), &answer) == 200 && strcmp(json_at(answer, "data.accepted"), "1000") == 0,
	   "%d points in one report are accepted", BATCH);
	for (int i = 0; i < BATCH; i++)
		there += journal_stored(t, ms + i);
	ok(there == BATCH, "and each is in history");
	ok(post(t, batch(t, ms - 500, BATCH), &answer) == 200 && strcmp(json_at(answer, "data.accepted"), "500") == 0 &&
	   strcmp(json_at(answer, "data.duplicates"), "500") == 0, "of a report that overlaps it the new half is");
	ok(post(t, batch(t, ms - 5000, BATCH + 1), &answer) == 400, "%d points are too many", BATCH + 1);
}

/* ---- the live view ---- */

static int64_t live_at(const struct tracker *t)
{
	static redisContext *link;
	redisReply *reply;
	int64_t at;

	if (!link)
		link = redisConnectUnix(getenv("REDIS"));
	reply = redisCommand(link, "GET bus:location:bus_%lld", (long long)t->bus);
	at = reply && reply->str ? strtoll(json_at(reply->str, "lastUpdate"), NULL, 10) : 0;
	if (reply)
		freeReplyObject(reply);
	return at;
}

/* From the report to the live document: that it gets there decides, how soon is told. */
static void live(void)
{
	const struct tracker *t = &trackers[5];
	static double s[LIVE];
	const char *answer;
	int there = 0;

	for (int i = 0; i < LIVE; i++) {
		int64_t ms = now_ms();
		double began = now_s();
		bool seen = false;

		post(t, journal_point(body, sizeof body, t, ms, ""), &answer);
		while (!seen && now_s() - began < WAIT_S) {
			seen = live_at(t) == ms;
			if (!seen)
				pause_ms(1);
		}
		there += seen;
		s[i] = now_s() - began;
		pause_ms(30);
	}
	ok(there == LIVE, "%d of %d points show in the live view", there, LIVE);
	printf("# from a report to the live view: p50 %.0f ms, p95 %.0f ms (limit 2000 ms)\n", percentile(s, LIVE, 0.5) * 1000,
	       percentile(s, LIVE, 0.95) * 1000);
}

int main(void)
{
	size_t n;

	client_start();
	n = trackers_read(trackers, DEVICES);
	ok(n == DEVICES, "%zu devices with keys", n);
	if (n == DEVICES) {
		refusals();
		over_mqtt();
		batches();
		live();
	}
	plan_end();
	return failures() != 0;
}
