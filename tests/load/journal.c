/* journal - points on their way: sent, acknowledged, looked for in history. */
#include "journal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"

enum {
	AGAIN_MS = 1500, /* a report over MQTT is sent again when no answer came */
	PACK = 9,        /* points of a report over HTTP at most */
	FIRST_BY_MQTT = JOURNAL_DEVICES - JOURNAL_BY_MQTT,
};

struct sent {
	int64_t ms, sent_ms;
	int id; /* of its MQTT message */
	bool settled;
};

static struct {
	struct sent list[JOURNAL_POINTS];
	size_t n, first; /* all before are settled */
	size_t in_flight;
} journal[JOURNAL_DEVICES];

static const struct tracker *trackers;
static struct mqtt lines[JOURNAL_BY_MQTT];
static size_t again, lost;

size_t journal_point(char *out, size_t room, const struct tracker *t, int64_t ms, const char *more)
{
	return (size_t)snprintf(out, room,
				"{\"deviceId\":\"device_%lld\",\"timestamp\":%lld,"
				"\"location\":{\"latitude\":36.75,\"longitude\":3.05}%s}",
				(long long)t->id, (long long)ms, more);
}

size_t journal_signed(char *out, size_t room, const struct tracker *says, const struct tracker *signs, int64_t ms)
{
	size_t n = (size_t)snprintf(out, room,
				    "{\"deviceId\":\"device_%lld\",\"signature\":\"" TRACKER_ZEROS "\",\"timestamp\":%lld,"
				    "\"location\":{\"latitude\":36.75,\"longitude\":3.05}}",
				    (long long)says->id, (long long)ms);

	tracker_sign_inside(signs, out);
	return n;
}

void journal_start(const struct tracker *t)
{
	trackers = t;
}

void journal_add(size_t device, int64_t ms)
{
	assert(journal[device].n < JOURNAL_POINTS);
	journal[device].list[journal[device].n++] = (struct sent){ .ms = ms };
}

static void move_first(size_t d)
{
	while (journal[d].first < journal[d].n && journal[d].list[journal[d].first].settled)
		journal[d].first++;
}

/* ---- over HTTP ---- */

bool journal_report(size_t device, int64_t ms)
{
	const struct tracker *t = &trackers[device];
	char text[1024], hex[TRACKER_HEX + 1];
	size_t n = journal_point(text, sizeof text, t, ms, "");
	const char *answer;
	bool good;

	tracker_sign(t, text, n, hex);
	good = tracker_post(text, n, hex, &answer) == 200 && strstr(answer, "\"accepted\":1");
	journal_add(device, ms);
	journal[device].list[journal[device].n - 1].settled = good;
	return good;
}

/* The oldest that are not settled, as one report; 0 when there is none. */
static size_t pack(struct ask *a, size_t d)
{
	const struct tracker *t = &trackers[d];
	char hex[TRACKER_HEX + 1], text[1024];
	size_t at = (size_t)snprintf(text, sizeof text, "{\"deviceId\":\"device_%lld\",\"points\":[", (long long)t->id), n = 0;

	move_first(d);
	for (size_t i = journal[d].first; i < journal[d].n && n < PACK; i++, n++)
		at += (size_t)snprintf(text + at, sizeof text - at,
				       "%s{\"timestamp\":%lld,\"location\":{\"latitude\":36.75,\"longitude\":3.05}}",
				       n ? "," : "", (long long)journal[d].list[i].ms);
	at += (size_t)snprintf(text + at, sizeof text - at, "]}");
	tracker_sign(t, text, at, hex);
	ask_make(a, "POST", "/api/v1/tracking/locations", 20000 + (int)d);
	ask_header(a, "X-Device-Signature", hex);
	ask_body(a, "%s", text);
	journal[d].in_flight = n;
	return n;
}

/* Every verdict of an answer settles its point. */
static size_t exchange_http(void)
{
	static struct ask asks[FIRST_BY_MQTT];
	size_t who[FIRST_BY_MQTT], n = 0, failed = 0;

	for (size_t d = 0; d < FIRST_BY_MQTT; d++)
		if (pack(&asks[n], d))
			who[n++] = d;
	ask_all(asks, n, 20);
	for (size_t i = 0; i < n; i++) {
		size_t d = who[i], at = journal[d].first;

		failed += asks[i].status != 200;
		for (size_t k = 0; asks[i].status == 200 && k < journal[d].in_flight; k++) {
			char path[40];
			const char *verdict;

			snprintf(path, sizeof path, "data.points.%zu.verdict", k);
			verdict = json_at(asks[i].answer, path);
			journal[d].list[at + k].settled = verdict[0] == 'a' || verdict[0] == 'd';
		}
	}
	ask_free(asks, n);
	return failed;
}

/* ---- over MQTT ---- */

void journal_open_lines(void)
{
	for (size_t i = 0; i < JOURNAL_BY_MQTT; i++) {
		const struct tracker *t = &trackers[FIRST_BY_MQTT + i];
		char user[40], password[33];

		snprintf(user, sizeof user, "device_%lld", (long long)t->id);
		mqtt_password(t, password);
		mqtt_open(&lines[i], user, password);
		snprintf(lines[i].topic, sizeof lines[i].topic, "v1/t/%s/ack", user);
		mosquitto_subscribe(lines[i].link, NULL, lines[i].topic, 1);
		mqtt_wait(&lines[i], 50);
	}
}

void journal_close_lines(void)
{
	for (size_t i = 0; i < JOURNAL_BY_MQTT; i++)
		mqtt_close(&lines[i]);
}

static void take_acks(size_t i)
{
	size_t d = FIRST_BY_MQTT + i;

	mqtt_wait(&lines[i], 0);
	for (const char *at = lines[i].answers; (at = strstr(at, "\"upto\":")) != NULL; at += 7)
		for (size_t k = journal[d].first; k < journal[d].n; k++)
			if (journal[d].list[k].ms == strtoll(at + 7, NULL, 10))
				journal[d].list[k].settled = true;
	lines[i].n_answers = 0;
	lines[i].answers[0] = '\0';
	move_first(d);
}

/*
 * New points at once, others again when no answer came. What the broker confirmed and history does
 * not have would be lost for a device that trusts the broker.
 */
static void publish(size_t i)
{
	size_t d = FIRST_BY_MQTT + i;
	const struct tracker *t = &trackers[d];
	char topic[64], text[1024];

	snprintf(topic, sizeof topic, "v1/t/device_%lld/loc", (long long)t->id);
	for (size_t k = journal[d].first; k < journal[d].n; k++) {
		struct sent *s = &journal[d].list[k];

		if (s->settled || now_ms() - s->sent_ms < AGAIN_MS)
			continue;
		again += s->sent_ms > 0;
		lost += s->sent_ms > 0 && mqtt_confirmed(&lines[i], s->id) && journal_stored(t, s->ms) == 0;
		s->sent_ms = now_ms();
		s->id = mqtt_send(&lines[i], topic, text, journal_signed(text, sizeof text, t, t, s->ms));
	}
}

size_t journal_exchange(void)
{
	size_t failed = exchange_http();

	for (size_t i = 0; i < JOURNAL_BY_MQTT; i++) {
		publish(i);
		take_acks(i);
	}
	return failed;
}

/* ---- what became of them ---- */

size_t journal_unsettled(void)
{
	struct journal_figures f = journal_figures();

	return f.sent - f.settled;
}

int64_t journal_newest(size_t device)
{
	int64_t newest = 0;

	for (size_t i = 0; i < journal[device].n; i++)
		if (journal[device].list[i].settled && journal[device].list[i].ms > newest)
			newest = journal[device].list[i].ms;
	return newest;
}

struct journal_figures journal_figures(void)
{
	struct journal_figures f = { .again = again, .lost = lost };

	for (size_t d = 0; d < JOURNAL_DEVICES; d++) {
		f.sent += journal[d].n;
		for (size_t i = 0; i < journal[d].n; i++)
			f.settled += journal[d].list[i].settled;
	}
	return f;
}

#define AT(ms) "to_timestamp(" ms " / 1000) + " ms " %% 1000 * interval '1 ms'"

int64_t journal_stored(const struct tracker *t, int64_t ms)
{
	return sql_int("SELECT count(*) FROM bus_locations WHERE device_id = %lld AND recorded_at = " AT("%lld"),
		       (long long)t->id, (long long)ms, (long long)ms);
}

void journal_file(void)
{
	sql("CREATE TEMP TABLE journal (device_id bigint, ms bigint, settled boolean)");
	for (size_t d = 0; d < JOURNAL_DEVICES; d++)
		for (size_t i = 0; i < journal[d].n; i++)
			sql("INSERT INTO journal VALUES (%lld, %lld, %s)", (long long)trackers[d].id,
			    (long long)journal[d].list[i].ms, journal[d].list[i].settled ? "true" : "false");
}

int64_t journal_missing(void)
{
	return sql_int("SELECT count(*) FROM journal j WHERE settled AND (SELECT count(*) FROM bus_locations l "
		       "WHERE l.device_id = j.device_id AND l.recorded_at = " AT("j.ms") ") <> 1");
}

int64_t journal_unknown(int64_t from_ms)
{
	return sql_int("SELECT count(*) FROM bus_locations l JOIN (SELECT DISTINCT device_id FROM journal) d USING (device_id) "
		       "WHERE l.recorded_at >= to_timestamp(%lld / 1000.0) AND NOT EXISTS (SELECT FROM journal j WHERE "
		       "j.device_id = l.device_id AND l.recorded_at = " AT("j.ms") ")",
		       (long long)from_ms);
}
