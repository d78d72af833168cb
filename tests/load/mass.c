/*
 * mass - departures cancelled in bulk: one with 57 bookings, timed; then all of a day, with bookings
 * paid by card and in cash, while workers die by SIGKILL. Everybody gets his money back once: by the
 * books, and by the bank's own journal.
 *
 *   mass [DEPARTURES]    of that day: 200 at most, 24 without a number
 *
 * VAR names the copy whose workers are killed; their supervisors bring them back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client.h"
#include "killer.h"

enum { SEATS = 30, ONE = 57, ONE_LIMIT_S = 10, MOST = 200, CASH_EACH = 4, PATIENCE_S = 240, AT_ONCE = 6 };

static const char *const prey[] = { "/sbin/worker", NULL };
static char bearer[700], first[24], last[24], day[16];
static int n_trips = 24;
static int64_t partner, one_trip, trips[MOST];
static struct ask steps[MOST];
static char ids[MOST][48], tokens[MOST][32], payments[MOST][48];

/* ---- a company with one departure on one day, and 200 on the next ---- */

static void make_company(void)
{
	char tag[32];

	snprintf(tag, sizeof tag, "mass-%d", (int)getpid());
	partner = sql_int("INSERT INTO partners (company_name, company_name_ar, legal_id, email, phone, status, commission_bps, needs_id_number) "
			  "VALUES ('%s', 'M', '%s', '%s@example.dz', '+21321000000', 'active', 800, false) RETURNING id", tag, tag, tag);
	sql("WITH b AS (INSERT INTO buses (partner_id, license_plate, bus_model, total_seats, seat_map_id) VALUES (%lld, '%s', 'x', %d, 7) RETURNING id), "
	    "r AS (INSERT INTO routes (partner_id, origin, destination, origin_coords, destination_coords, distance_km, duration_minutes, "
	    "base_price_c, total_seats, bus_type) SELECT %lld, o.id, d.id, o.coords, d.coords, 400, 300, 50000, %d, 'standard' FROM places o, places d "
	    "WHERE o.slug = 'alger' AND d.slug = 'oran' RETURNING id), "
	    "n AS (INSERT INTO route_patterns (route_id, version, polyline) SELECT id, 1, '_p~iF~ps|U' FROM r RETURNING id, route_id), "
	    "s AS (INSERT INTO route_stops (pattern_id, seq, place_id, arr_s, dep_s, km) SELECT n.id, v.seq, l.id, v.arr, v.dep, v.km FROM n, "
	    "(VALUES (0, 'alger', 0, 0, 0), (1, 'blida', 3600, 3900, 50), (2, 'oran', 18000, 18000, 400)) AS v (seq, slug, arr, dep, km) "
	    "JOIN places l ON l.slug = v.slug), "
	    "f AS (INSERT INTO fares (pattern_id, class, board_seq, alight_seq, amount_c) SELECT n.id, 'standard', v.b, v.a, v.c FROM n, "
	    "(VALUES (0, 1, 10000), (1, 2, 45000), (0, 2, 50000)) AS v (b, a, c)) "
	    "INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, bus_id, seat_map_id, "
	    "total_seats, class, status, available_seats) SELECT n.route_id, n.id, v.d, v.s, (v.d + v.s * interval '1 second') AT TIME ZONE 'Africa/Algiers', "
	    "(v.d + v.s * interval '1 second') AT TIME ZONE 'Africa/Algiers' + interval '5 hours', b.id, 7, %d, 'standard', 'on_sale', %d "
	    "FROM n, b, (SELECT current_date + 3 AS d, 36000 AS s UNION ALL SELECT current_date + 4, 21600 + i * 60 FROM generate_series(1, %d) i) v",
	    (long long)partner, tag, SEATS, (long long)partner, SEATS, SEATS, SEATS, n_trips);
	sql("INSERT INTO users (public_id, email, password_hash, first_name, last_name, role, partner_id, is_verified) "
	    "SELECT gen_random_uuid(), '%s@example.dz', password_hash, 'M', 'M', 'partner_owner', %lld, true FROM users WHERE email = '%s'",
	    tag, (long long)partner, getenv("PARTNER_OWNER"));
	one_trip = sql_int("SELECT s.id FROM route_schedules s JOIN routes r ON r.id = s.route_id WHERE r.partner_id = %lld "
			   "ORDER BY s.service_date LIMIT 1", (long long)partner);
	for (int i = 0; i < n_trips; i++)
		trips[i] = sql_int("SELECT s.id FROM route_schedules s JOIN routes r ON r.id = s.route_id WHERE r.partner_id = %lld "
				   "AND s.id <> %lld ORDER BY s.departs_s OFFSET %d LIMIT 1", (long long)partner, (long long)one_trip, i);
	snprintf(day, sizeof day, "%s", sql("SELECT service_date FROM route_schedules WHERE id = %lld", (long long)trips[0]));
	snprintf(first, sizeof first, "stop_%s", sql("SELECT id FROM places WHERE slug = 'alger'"));
	snprintf(last, sizeof last, "stop_%s", sql("SELECT id FROM places WHERE slug = 'oran'"));
}

static void sign_in(void)
{
	struct ask a;

	ask_make(&a, "POST", "/api/v1/auth/login", 1);
	ask_body(&a, "{\"email\": \"mass-%d@example.dz\", \"password\": \"%s\"}", (int)getpid(), getenv("PARTNER_OWNER_PASSWORD"));
	ask_all(&a, 1, 1);
	snprintf(bearer, sizeof bearer, "Bearer %s", json_at(a.answer, "data.accessToken"));
	ask_free(&a, 1);
}

/* Bookings paid in cash at the counter; the legs alternate when there are more than seats. */
static void sell(int64_t trip, int n)
{
	sql("SELECT count(*) FROM generate_series(0, %d) i, LATERAL (SELECT place_id FROM route_stops r JOIN route_schedules s ON s.pattern_id = r.pattern_id "
	    "WHERE s.id = %lld ORDER BY r.seq LIMIT 1) p, LATERAL counter_sale(%lld, NULL, gen_random_uuid(), gen_random_uuid(), "
	    "(SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (random() * 31)::integer, 1), '') FROM generate_series(1, 6 + 0 * i)), "
	    "%lld, (SELECT version FROM route_schedules WHERE id = %lld), i / %d, i / %d + 1, p.place_id, p.place_id, "
	    "now() + interval '3 days', now() + interval '3 days 1 hour', ARRAY[i %% %d], ARRAY['S' || i %% %d], ARRAY[10000::bigint], ARRAY[800::bigint], 300, 0, 'fr', "
	    "'+213555' || lpad((i + %lld %% 9999 * 100)::text, 6, '0'), NULL, ARRAY['A'], ARRAY['B'], ARRAY[''], ARRAY[NULL::integer], '[]')",
	    n - 1, (long long)trip, (long long)partner, (long long)trip, (long long)trip, SEATS, SEATS, SEATS, SEATS, (long long)trip);
}

/* ---- one departure ---- */

static void wait_until(const char *what, const char *value, int seconds)
{
	for (int i = 0; i < seconds * 20 && strcmp(sql("%s", what), value) != 0; i++)
		pause_ms(50);
}

static void cancel_one(void)
{
	char path[100], state[160];
	double start;
	struct ask a;

	sell(one_trip, ONE);
	snprintf(path, sizeof path, "/api/v1/partner/trips/schedule_%lld/cancel", (long long)one_trip);
	snprintf(state, sizeof state, "SELECT state FROM trip_operations WHERE schedule_id = %lld", (long long)one_trip);
	ask_make(&a, "PATCH", path, 1);
	ask_header(&a, "Authorization", bearer);
	ask_body(&a, "{\"reason\": \"weather\"}");
	start = now_s();
	ask_all(&a, 1, 1);
	wait_until(state, "done", PATIENCE_S);
	start = now_s() - start;
	ok(a.status == 200 && sql_int("SELECT done FROM trip_operations WHERE schedule_id = %lld AND state = 'done'", (long long)one_trip) == ONE,
	   "%d bookings of one departure gone through", ONE);
	ok(start < ONE_LIMIT_S, "in %.2f s (limit %d)", start, ONE_LIMIT_S);
	ask_free(&a, 1);
}

/* ---- 200 departures ---- */

static void each_step(const char *path, const char *fmt, char names[MOST][48], const char *key)
{
	for (int i = 0; i < n_trips; i++) {
		char once[80];

		ask_make(&steps[i], "POST", path, 100 + i);
		snprintf(once, sizeof once, "mass-%s-%08d-%08d", key, (int)getpid(), i);
		ask_header(&steps[i], "Idempotency-Key", once);
		ask_header(&steps[i], "X-Booking-Token", tokens[i]);
		ask_body(&steps[i], fmt, names[i]);
	}
	ask_all(steps, (size_t)n_trips, AT_ONCE);
}

static void hold_all(void)
{
	for (int i = 0; i < n_trips; i++) {
		char once[80];

		ask_make(&steps[i], "POST", "/api/v1/bookings", 100 + i);
		snprintf(once, sizeof once, "mass-hold-%08d-%08d", (int)getpid(), i);
		ask_header(&steps[i], "Idempotency-Key", once);
		ask_body(&steps[i], "{\"scheduleId\":\"schedule_%lld\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"seats\":[\"7A\"],"
			 "\"passengers\":[{\"firstName\":\"Test\",\"lastName\":\"Mass\"}],\"contact\":{\"phone\":\"0662%06d\"}}",
			 (long long)trips[i], first, last, i);
	}
	ask_all(steps, (size_t)n_trips, AT_ONCE);
	for (int i = 0; i < n_trips; i++) {
		snprintf(ids[i], sizeof ids[i], "%s", json_at(steps[i].answer, "data.id"));
		snprintf(tokens[i], sizeof tokens[i], "%s", json_at(steps[i].answer, "data.accessToken"));
	}
	ask_free(steps, (size_t)n_trips);
}

/* A card booking on each: held, at the bank, paid, confirmed. How many are. */
static int buy_by_card(void)
{
	static char orders[MOST][48];
	char url[300];
	int good = 0;

	hold_all();
	each_step("/api/v1/payments/initiate", "{\"bookingId\":\"%s\"}", ids, "pay");
	for (int i = 0; i < n_trips; i++) {
		const char *form = strstr(json_at(steps[i].answer, "data.formUrl"), "mdOrder=");

		snprintf(payments[i], sizeof payments[i], "%s", json_at(steps[i].answer, "data.paymentId"));
		snprintf(orders[i], sizeof orders[i], "%.20s", form ? form + 8 : "");
	}
	ask_free(steps, (size_t)n_trips);
	snprintf(url, sizeof url, "%s/__sim/satim/pay", getenv("WORLD"));
	each_step(url, "{\"mdOrder\":\"%s\",\"pan\":\"6280581110007215\",\"password\":\"123456\"}", orders, "bank");
	ask_free(steps, (size_t)n_trips);
	each_step("/api/v1/payments/confirm", "{\"paymentId\":\"%s\"}", payments, "confirm");
	for (int i = 0; i < n_trips; i++)
		good += strcmp(json_at(steps[i].answer, "data.status"), "captured") == 0;
	ask_free(steps, (size_t)n_trips);
	return good;
}

/* How many refunds the bank was asked for since an entry of its journal; *next is where it ends. */
static int bank_refunds(long *next)
{
	char url[300];
	struct ask a;
	int n = 0;
	bool more = true;

	while (more) {
		snprintf(url, sizeof url, "%s/__sim/journal?provider=satim&op=refund&since=%ld", getenv("WORLD"), *next);
		ask_make(&a, "GET", url, 1);
		ask_all(&a, 1, 1);
		for (const char *at = a.answer; at && (at = strstr(at, "\"op\":\"refund\"")) != NULL; at++)
			n++;
		more = a.answer && strstr(a.answer, "\"more\":true");
		*next = atol(json_at(a.answer, "next"));
		ask_free(&a, 1);
	}
	return n;
}

#define OF_COMPANY "JOIN booking_keys k ON k.id = b.id JOIN route_schedules s ON s.id = b.route_schedule_id JOIN routes r ON r.id = s.route_id WHERE r.partner_id = %lld"

static void check_money(void)
{
	ok(sql_int("SELECT count(*) FROM bookings b " OF_COMPANY " AND (SELECT coalesce(sum(f.amount_c), 0) FROM refunds f WHERE f.booking_id = b.id "
		   "AND f.state <> 'cancelled') <> b.total_price_c", (long long)partner) == 0, "every booking is owed exactly its price");
	ok(sql_int("SELECT count(*) FROM bookings b " OF_COMPANY " AND (SELECT count(*) FROM refunds f WHERE f.booking_id = b.id) <> 1",
		   (long long)partner) == 0, "by one refund each");
	ok(sql_int("SELECT count(*) FROM (SELECT t.booking_id FROM ledger_tx t WHERE t.kind = 'L3' AND t.idem_key LIKE 'disrupted:%%' "
		   "GROUP BY t.booking_id HAVING count(*) > 1) x") == 0, "and one line of the ledger");
	ok(sql_int("SELECT sum(c.broken) FROM ledger_check() c") == 0, "the books agree: %s",
	   sql("SELECT coalesce(string_agg(c.rule, ', '), 'all rules') FROM ledger_check() c WHERE c.broken > 0"));
	ok(sql_int("SELECT count(*) FROM booking_seats c JOIN route_schedules s ON s.id = c.schedule_id JOIN routes r ON r.id = s.route_id "
		   "WHERE r.partner_id = %lld", (long long)partner) == 0, "no seat stays taken");
}

static void cancel_day(void)
{
	const char *state = "SELECT state FROM trip_operations ORDER BY id DESC LIMIT 1";
	long journal = 0;
	int cards, kills, calls;
	char left[300];
	pid_t killer;
	double start;
	struct ask a;

	for (int i = 0; i < n_trips; i++)
		sell(trips[i], CASH_EACH);
	cards = buy_by_card();
	ok(cards == n_trips, "%d of %d paid by card", cards, n_trips);
	bank_refunds(&journal);
	ask_make(&a, "POST", "/api/v1/partner/operations", 1);
	ask_header(&a, "Authorization", bearer);
	ask_header(&a, "Idempotency-Key", day);
	ask_body(&a, "{\"date\": \"%s\", \"reason\": \"weather\"}", day);
	/* a short day is soon done: its workers die at once */
	killer = n_trips == MOST ? killer_start(prey, 150, 500) : killer_start(prey, 40, 100);
	start = now_s();
	ask_all(&a, 1, 1);
	ok(a.status == 202, "the day is cancelled: %d", a.status);
	wait_until(state, "done", n_trips == MOST ? 8 : 2);
	snprintf(left, sizeof left, "%s", sql("SELECT done FROM trip_operations ORDER BY id DESC LIMIT 1"));
	kills = killer_stop(killer);
	printf("# %d workers killed in %.1f s, %s bookings done by then\n", kills, now_s() - start, left);
	wait_until(state, "done", PATIENCE_S);
	printf("# all of it in %.1f s\n", now_s() - start);
	ok(strcmp(sql("%s", state), "done") == 0, "the operation ended (%s)", sql("%s", state));
	ok(kills >= 10, "%d workers were killed on the way", kills);
	ok(sql_int("SELECT done FROM trip_operations ORDER BY id DESC LIMIT 1") == n_trips * (CASH_EACH + 1), "every booking is done");
	snprintf(left, sizeof left, "SELECT count(*) FROM refunds f JOIN bookings b ON b.id = f.booking_id JOIN route_schedules s ON s.id = b.route_schedule_id "
		 "JOIN routes r ON r.id = s.route_id WHERE r.partner_id = %lld AND f.state IN ('approved', 'submitted')", (long long)partner);
	wait_until(left, "0", PATIENCE_S);
	if (sql_int("%s", left) > 0)
		printf("# jobs left: %s\n", sql("SELECT string_agg(concat_ws(' ', kind, state, attempts, last_error), '; ') FROM jobs WHERE state <> 'done'"));
	ok(sql_int("%s", left) == 0, "the cards have their money back");
	calls = bank_refunds(&journal);
	ok(calls == n_trips, "the bank was asked for %d refunds of %d", calls, n_trips);
	ask_free(&a, 1);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		n_trips = atoi(argv[1]);
	if (n_trips < 1 || n_trips > MOST)
		return 2;
	client_start();
	make_company();
	sign_in();
	cancel_one();
	cancel_day();
	check_money();
	plan_end();
	return failures() != 0;
}
