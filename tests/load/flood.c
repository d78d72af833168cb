/*
 * flood - very many SMS are due at once. Payments are confirmed meanwhile as if they were not, and the
 * messages lane gets rid of them at a rate that is measured.
 *
 *   flood [MESSAGES]    10,000 without a number
 *
 * The messages are those of bookings copied from a paid one, in the tables alone; each is really written,
 * sent to the imitated gateway and noted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client.h"

enum { PAYERS = 60, PATIENCE_S = 900 };

static struct trip trip;
static struct ask steps[PAYERS];
static char ids[PAYERS][48], tokens[PAYERS][32], payments[PAYERS][48];

static struct ask *say(int i, const char *path, const char *step)
{
	char key[64];

	ask_make(&steps[i], "POST", path, 30000 + i);
	snprintf(key, sizeof key, "flood-%08x-%s-%04d", (unsigned)getpid(), step, i);
	ask_header(&steps[i], "Idempotency-Key", key);
	ask_header(&steps[i], "X-Booking-Token", tokens[i]);
	return &steps[i];
}

/* Held and paid at the bank, not yet confirmed; how many got there. */
static int payers(int from, int n)
{
	int good = 0;

	for (int i = from; i < from + n; i++)
		ask_body(say(i, "/api/v1/bookings", "hold"),
			 "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"count\":1,"
			 "\"passengers\":[{\"firstName\":\"Test\",\"lastName\":\"Flood\"}],\"contact\":{\"phone\":\"0663%06d\"}}",
			 trip.id, trip.from, i % 2 ? trip.to : trip.chlef, (int)getpid() % 999 * 1000 + i);
	ask_insist(steps + from, (size_t)n, 4);
	for (int i = from; i < from + n; i++) {
		snprintf(ids[i], sizeof ids[i], "%s", json_at(steps[i].answer, "data.id"));
		snprintf(tokens[i], sizeof tokens[i], "%s", json_at(steps[i].answer, "data.accessToken"));
		ask_free(&steps[i], 1);
		ask_body(say(i, "/api/v1/payments/initiate", "pay"), "{\"bookingId\":\"%s\"}", ids[i]);
	}
	ask_insist(steps + from, (size_t)n, 4);
	for (int i = from; i < from + n; i++) {
		const char *form = json_at(steps[i].answer, "data.formUrl"), *order = strstr(form, "mdOrder=");
		char url[300], md[32] = "";

		snprintf(payments[i], sizeof payments[i], "%s", json_at(steps[i].answer, "data.paymentId"));
		if (order)
			snprintf(md, sizeof md, "%.20s", order + strlen("mdOrder="));
		ask_free(&steps[i], 1);
		snprintf(url, sizeof url, "%s/__sim/satim/pay", getenv("WORLD"));
		ask_make(&steps[i], "POST", url, 0);
		ask_body(&steps[i], "{\"mdOrder\":\"%s\",\"pan\":\"6280581110007215\",\"password\":\"123456\"}", md);
	}
	ask_all(steps + from, (size_t)n, 4);
	for (int i = from; i < from + n; i++)
		good += steps[i].status == 200;
	ask_free(steps + from, (size_t)n);
	return good;
}

static int confirm(int from, int n, double *seconds)
{
	int good = 0;

	for (int i = from; i < from + n; i++)
		ask_body(say(i, "/api/v1/payments/confirm", "confirm"), "{\"paymentId\":\"%s\"}", payments[i]);
	ask_insist(steps + from, (size_t)n, 2);
	for (int i = from; i < from + n; i++) {
		good += strcmp(json_at(steps[i].answer, "data.status"), "captured") == 0;
		seconds[i - from] = steps[i].seconds;
	}
	ask_free(steps + from, (size_t)n);
	return good;
}

/* References of such copies begin with 'FL' and hold a number in the letters that are allowed. */
static void pour(const char *booking, int n)
{
	sql("CREATE TEMP TABLE flood AS SELECT nextval(pg_get_serial_sequence('abrid.booking_keys', 'id')) AS id, g, "
	    "(SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + ((g >> (5 * p)) & 31), 1), '' ORDER BY p) FROM generate_series(0, 3) p) AS digits "
	    "FROM generate_series(1, %d) g", n);
	sql("INSERT INTO booking_keys (id, public_id, booking_ref, departure_time) OVERRIDING SYSTEM VALUE "
	    "SELECT f.id, gen_random_uuid(), 'FL' || f.digits, k.departure_time FROM flood f, booking_keys k WHERE k.id = %s", booking);
	sql("INSERT INTO bookings SELECT (jsonb_populate_record(b, jsonb_build_object('id', f.id, 'contact_phone', '+213664' || lpad(f.g::text, 6, '0')))).* "
	    "FROM flood f, bookings b WHERE b.id = %s", booking);
	sql("INSERT INTO booking_passengers (booking_id, position, first_name, last_name) SELECT id, 0, 'Test', 'Flood' FROM flood");
	sql("INSERT INTO booking_items (booking_id, passenger_id, schedule_id, legs, from_place, to_place, boards_at, alights_at, seat_no, seat_label, fare_c, commission_c, state) "
	    "SELECT f.id, p.id, i.schedule_id, i.legs, i.from_place, i.to_place, i.boards_at, i.alights_at, i.seat_no, i.seat_label, i.fare_c, i.commission_c, 'confirmed' "
	    "FROM flood f JOIN booking_passengers p ON p.booking_id = f.id, booking_items i WHERE i.booking_id = %s", booking);
	sql("ANALYZE booking_keys");
	sql("ANALYZE bookings");
	sql("ANALYZE booking_items");
	sql("INSERT INTO jobs (lane, kind, dedup_key, payload, priority) SELECT j.lane, j.kind, 'flood:' || f.id, jsonb_set(j.payload, '{bookingId}', to_jsonb(f.id::text)), j.priority "
	    "FROM flood f, (SELECT * FROM jobs WHERE kind = 'notice.confirmed' ORDER BY id DESC LIMIT 1) j");
}

static int64_t waiting(void)
{
	return sql_int("SELECT count(*) FROM jobs WHERE dedup_key LIKE 'flood:%%' AND state IN ('waiting', 'running')");
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 10000, half = PAYERS / 2, good;
	double before[PAYERS], during[PAYERS], began, last = 0;
	char booking[32];
	int64_t left;

	client_start();
	for (int i = 0; !trip_pick(&trip, 20 + i / 3, i % 3); i++)
		;
	good = payers(0, PAYERS);
	ok(good == PAYERS, "%d of %d paid at the bank", good, (int)PAYERS);
	good = confirm(0, half, before);
	snprintf(booking, sizeof booking, "%s", sql("SELECT max(b.id) FROM bookings b WHERE status = 'confirmed' AND contact_phone LIKE '+213663%%'"));
	pour(booking, n);
	began = now_s();
	pause_ms(300);
	good += confirm(half, PAYERS - half, during);
	left = waiting();
	ok(left > 0, "%lld of %d messages still wait then", (long long)left, n);
	ok(good == PAYERS, "%d of %d confirmed", good, (int)PAYERS);
	printf("# a confirmation: p99 %.0f ms before, %.0f ms with %d messages queued (limit 1000 ms)\n",
	       percentile(before, (size_t)half, 0.99) * 1000, percentile(during, (size_t)(PAYERS - half), 0.99) * 1000, n);
	while ((left = waiting()) > 0 && now_s() - began < PATIENCE_S)
		pause_ms(200);
	last = now_s() - began;
	printf("# %d messages in %.1f s: %.0f a second (wanted: 500)\n", n, last, n / last);
	ok(sql_int("SELECT count(*) FROM jobs WHERE dedup_key LIKE 'flood:%%' AND state = 'done'") == n, "every one was sent");
	ok(sql_int("SELECT count(*) FROM notices x JOIN booking_keys k ON k.id = x.booking_id WHERE k.booking_ref LIKE 'FL%%' AND x.channel = 'sms' AND x.state IN ('sent', 'delivered')") == n,
	   "and noted as sent, once");
	plan_end();
	return failures() != 0;
}
