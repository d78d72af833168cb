/*
 * fire - 200 points a second while a thousand watch through Lighttpd, first in peace, then while
 * tracking, fleet, relay, broker and cache are killed. What was acknowledged is in history exactly
 * once; every watcher keeps its order, comes back with the ticket it was given, begins with a
 * snapshot and ends where the bus is. How long anything took is told and decides nothing.
 *
 * VAR names the copy, ABRID_CONF its settings, BASE its address, MQTT_PORT its broker. FULL=1: a
 * minute of each.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "client.h"
#include "crowd.h"
#include "journal.h"
#include "killer.h"

enum { DEVICES = JOURNAL_DEVICES, RATE = 200, TICK_MS = 100, WAIT_S = 60, SHORT_S = 8, FIRE_S = 14, FULL_S = 60 };

static const char *const prey[] = { "/cgi-bin/tracking", "/sbin/fleet", NULL };
static const char *const relay[] = { "/sbin/relay", NULL };
static const char *const broker[] = { "/mosquitto", NULL }, *const redis[] = { "/redis-", NULL };
static struct tracker trackers[DEVICES];
static struct crowd *crowd;
static int64_t began_ms;

/* ---- the eyes of a watcher ---- */

static struct watcher looked(const char *const *texts)
{
	struct watcher w = { .fresh = true };

	for (; *texts; texts++)
		watcher_look(&w, *texts);
	return w;
}

#define SNAPSHOT(e, s) "{\"type\":\"snapshot\",\"recovered\":false,\"epoch\":" #e ",\"seq\":" #s ",\"data\":{\"lastUpdate\":5}}"
#define POSITION(e, s) "{\"type\":\"position\",\"recovered\":true,\"epoch\":" #e ",\"seq\":" #s ",\"data\":{\"lastUpdate\":6}}"
#define LOOKED(...) looked((const char *const[]){ __VA_ARGS__, NULL })

/* A watcher that overlooks things proves nothing. */
static void check_eyes(void)
{
	struct watcher w = LOOKED(SNAPSHOT(2, 7), POSITION(2, 8), SNAPSHOT(2, 12), SNAPSHOT(3, 1), POSITION(3, 2));

	ok(!w.wrong && w.at == 6 && w.positions == 2, "a stream in order is in order");
	ok(LOOKED(POSITION(2, 7)).wrong, "one that does not begin with a snapshot is not");
	ok(LOOKED(SNAPSHOT(2, 7), POSITION(2, 9)).wrong, "nor is a gap without a snapshot");
	ok(LOOKED(SNAPSHOT(2, 7), POSITION(2, 7)).wrong, "nor the same again");
	ok(LOOKED(SNAPSHOT(2, 7), SNAPSHOT(2, 6)).wrong && LOOKED(SNAPSHOT(2, 7), SNAPSHOT(1, 9)).wrong, "nor a step back");
}

/* ---- what watchers end with ---- */

static size_t arrived(void)
{
	int64_t newest[DEVICES];

	for (size_t d = 0; d < DEVICES; d++)
		newest[d] = journal_newest(d);
	return crowd_right(crowd, newest, DEVICES);
}

/* Until all are there, or broken, or too much time has gone by. */
static void await_crowd(void)
{
	double until = now_s() + WAIT_S;

	while (arrived() < CROWD && now_s() < until)
		pause_ms(20);
}

/* ---- in peace ---- */

static void one_by_one(void)
{
	size_t accepted = 0;

	for (size_t d = 0; d < DEVICES; d++)
		accepted += journal_report(d, now_ms());
	await_crowd();
	ok(accepted == DEVICES && arrived() == CROWD, "a point posted is on each of %zu sockets that watch", arrived());
}

/* RATE points a second, one a report; what takes longer is caught up with. */
static void in_peace(int seconds)
{
	size_t n = (size_t)seconds * RATE, accepted = 0, delivered = 0;
	double began, next;

	crowd->n_lags = 0;
	began = next = now_s();
	for (size_t i = 0; i < n; i++) {
		accepted += journal_report(i % DEVICES, now_ms());
		next += 1.0 / RATE;
		if (next > now_s())
			pause_ms((int)((next - now_s()) * 1000));
	}
	printf("# %zu points in %.1f s\n", n, now_s() - began);
	await_crowd();
	for (size_t i = 0; i < CROWD; i++)
		delivered += crowd->list[i].positions;
	ok(accepted == n, "%zu of %zu points acknowledged", accepted, n);
	ok(arrived() == CROWD && delivered > 0, "%zu of %d watchers saw them in order up to the newest", arrived(), CROWD);
	crowd_report(crowd, "from POST to socket, 1,000 watchers");
}

/* ---- under fire ---- */

static size_t report_for(int64_t from, int64_t until)
{
	size_t failed = 0;

	for (int64_t next = from; next < until;) {
		for (int i = 0; i < RATE * TICK_MS / 1000; i++) { /* a device has one point in two ticks */
			size_t turn = (size_t)((next - from) / TICK_MS) * RATE * TICK_MS / 1000 + (size_t)i;

			journal_add(turn % DEVICES, next + i);
		}
		failed += journal_exchange();
		next += TICK_MS;
		if (now_ms() < next)
			pause_ms((int)(next - now_ms()));
	}
	return failed;
}

static void settle(size_t *failed)
{
	double until = now_s() + WAIT_S;

	while (journal_unsettled() && now_s() < until) {
		*failed += journal_exchange();
		pause_ms(50);
	}
}

static void check_crowd_after(void)
{
	size_t returns = 0, returned = 0, snapshots = 0;

	await_crowd();
	for (size_t i = 0; i < CROWD; i++) {
		returns += crowd->list[i].returns;
		returned += crowd->list[i].returns > 0;
		snapshots += crowd->list[i].snapshots;
	}
	ok(returned == CROWD && snapshots >= returns, "%zu of them came back, %zu times, each time to a snapshot", returned, returns);
	ok(crowd_wrong(crowd) == 0, "none lost its order or was refused its own ticket (%zu)", crowd_wrong(crowd));
	ok(arrived() == CROWD, "%zu of %d watchers end where the bus is", arrived(), CROWD);
}

static void under_fire(int seconds)
{
	int64_t from = now_ms();
	pid_t killers[4];
	size_t failed;
	struct journal_figures f;
	int kills, relays, others;

	journal_open_lines();
	killers[0] = killer_start(prey, 60, 240);
	killers[1] = killer_start(relay, 3500, 1000);
	killers[2] = killer_start(broker, 4000, 1000);
	killers[3] = killer_start(redis, 5000, 1000);
	failed = report_for(from, from + seconds * 1000);
	kills = killer_stop(killers[0]);
	relays = killer_stop(killers[1]);
	others = killer_stop(killers[2]) + killer_stop(killers[3]);
	settle(&failed);
	f = journal_figures();
	ok(kills >= 3 * seconds && relays >= 2 && others >= 3 && failed > 0,
	   "tracking and fleet %d times killed, relay %d, broker and cache %d; %zu reports without an answer", kills, relays, others, failed);
	ok(f.again > 0 && f.lost > 0, "%zu points sent to the broker again; it had confirmed %zu that nobody had stored", f.again, f.lost);
	ok(journal_unsettled() == 0, "everything is acknowledged in the end (%zu are not)", journal_unsettled());
	check_crowd_after();
	journal_close_lines();
}

/* ---- history ---- */

static void check_history(void)
{
	struct journal_figures f = journal_figures();
	int64_t missing, unknown;

	journal_file();
	missing = journal_missing();
	unknown = journal_unknown(began_ms);
	ok(missing == 0, "%zu of %zu points acknowledged, each of them in history exactly once (%lld are not)", f.settled, f.sent, (long long)missing);
	ok(unknown == 0, "history holds nothing that was not sent (%lld rows)", (long long)unknown);
}

/* The same comparison with a row gone, a row twice and a row too many: it must say so. */
static void check_comparison(void)
{
	static const char one[] = "WHERE device_id = %lld AND recorded_at >= to_timestamp(%lld / 1000.0)";
	long long device = (long long)trackers[3].id, from = (long long)began_ms;
	int64_t missing, twice, unknown;
	char where[200];

	snprintf(where, sizeof where, one, device, from);
	sql("BEGIN");
	sql("DELETE FROM bus_locations WHERE (bus_id, recorded_at, device_id) = (SELECT bus_id, recorded_at, device_id FROM bus_locations %s "
	    "ORDER BY recorded_at LIMIT 1)", where);
	missing = journal_missing();
	sql("ROLLBACK");
	sql("BEGIN");
	sql("CREATE TEMP TABLE row ON COMMIT DROP AS SELECT * FROM bus_locations %s ORDER BY recorded_at LIMIT 1", where);
	sql("UPDATE row SET bus_id = (SELECT id FROM buses WHERE id <> row.bus_id ORDER BY id LIMIT 1)");
	sql("INSERT INTO bus_locations SELECT * FROM row");
	twice = journal_missing();
	sql("UPDATE row SET recorded_at = recorded_at + interval '333 microseconds'");
	sql("INSERT INTO bus_locations SELECT * FROM row");
	unknown = journal_unknown(began_ms);
	sql("ROLLBACK");
	ok(missing == 1 && twice == 1 && unknown == 1, "a row taken out, one put in twice and one made up are noticed (%lld, %lld, %lld)",
	   (long long)missing, (long long)twice, (long long)unknown);
}

int main(void)
{
	const char *colon = getenv("BASE") ? strrchr(getenv("BASE"), ':') : NULL;
	bool full = getenv("FULL") && *getenv("FULL");
	int64_t buses[DEVICES];
	char why[512] = "";
	pid_t watchers;
	size_t n;

	client_start();
	if (sodium_init() < 0 || !conf_load(why, sizeof why) || !colon) {
		fprintf(stderr, "fire: %s (ABRID_CONF, BASE)\n", why);
		return 2;
	}
	n = trackers_read(trackers, DEVICES);
	for (size_t i = 0; i < n; i++)
		buses[i] = trackers[i].bus;
	ok(n == DEVICES, "%zu devices with keys", n);
	check_eyes();
	journal_start(trackers);
	began_ms = now_ms();
	crowd = crowd_new(atoi(colon + 1), buses, DEVICES);
	watchers = crowd_start(crowd);
	ok(crowd->let_in == CROWD, "%zu of %d watchers let in", crowd->let_in, CROWD);
	one_by_one();
	in_peace(full ? FULL_S : SHORT_S);
	under_fire(full ? FULL_S : FIRE_S);
	crowd_stop(watchers);
	check_history();
	check_comparison();
	plan_end();
	return failures() != 0;
}
