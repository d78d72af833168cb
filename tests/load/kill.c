/*
 * kill - web programs and workers die by SIGKILL at random moments while a thousand seats are
 * booked and a fifth of them paid. Nothing acknowledged may be lost, nothing may be half there,
 * nothing may stay taken for ever.
 *
 * Needs a copy with hold.with_contact_s of HOLD_S seconds. VAR names the copy whose processes are
 * killed; the supervisors bring them back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client.h"
#include "killer.h"

enum { BOOKINGS = 1000, PER_TRIP = 30, TRIPS = 36, PAID_EACH = 5, AT_ONCE = 12, KILLS = 20, HOLD_S = 40 };

static struct trip trips[TRIPS];
static struct ask holds[BOOKINGS];
static const char *const prey[] = { "/cgi-bin/", "/sbin/worker", NULL };
static int phones; /* first number of this run */
static char ids[BOOKINGS][48], tokens[BOOKINGS][32];

/* ---- the buyers ---- */

static size_t book(void)
{
	size_t good = 0;

	for (int i = 0; i < BOOKINGS; i++) {
		const struct trip *t = &trips[i / PER_TRIP];
		char key[64];

		snprintf(key, sizeof key, "kill-%08x-%08d", (unsigned)getpid(), i);
		ask_make(&holds[i], "POST", "/api/v1/bookings", 5000 + i);
		ask_header(&holds[i], "Idempotency-Key", key);
		ask_body(&holds[i],
			 "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"count\":1,"
			 "\"passengers\":[{\"firstName\":\"Test\",\"lastName\":\"Kill\"}],\"contact\":{\"phone\":\"0661%06d\"}}",
			 t->id, t->from, t->to, phones + i);
	}
	ask_insist(holds, BOOKINGS, AT_ONCE);
	for (int i = 0; i < BOOKINGS; i++) {
		if (holds[i].status != 201) {
			printf("# booking %d: %d %s\n", i, holds[i].status, holds[i].answer ? holds[i].answer : "");
			continue;
		}
		snprintf(ids[i], sizeof ids[i], "%s", json_at(holds[i].answer, "data.id"));
		snprintf(tokens[i], sizeof tokens[i], "%s", json_at(holds[i].answer, "data.accessToken"));
		good++;
	}
	return good;
}

/*
 * The bank's page of a payment. A process that died between the order and its registration leaves it
 * pending: the worker registers it again, and its page stands in the payment's status then.
 */
static void find_form(const char *payment, const char *token, char *form, size_t size)
{
	struct ask a;
	char path[128];

	snprintf(path, sizeof path, "/api/v1/payments/%.60s/status", payment);
	for (int i = 0; i < 60 && !form[0] && payment[0]; i++) {
		ask_make(&a, "GET", path, 1);
		ask_header(&a, "X-Booking-Token", token);
		ask_all(&a, 1, 1);
		snprintf(form, size, "%s", json_at(a.answer, "data.formUrl"));
		ask_free(&a, 1);
		if (!form[0])
			pause_ms(500);
	}
}

/*
 * initiate, the bank's page, confirm: each step for all payers before the next. On a busy machine a
 * hold may be over before its payer's turn: that is answered, and counted in *late.
 */
static size_t pay(size_t *captured, size_t *late)
{
	enum { PAYERS = BOOKINGS / PAID_EACH };
	static struct ask step[PAYERS];
	static char form[PAYERS][256], payment[PAYERS][48];
	size_t good = 0;

	for (int i = 0; i < PAYERS; i++) {
		int b = i * PAID_EACH;
		char key[64];

		snprintf(key, sizeof key, "killpay-%08x-%08d", (unsigned)getpid(), i);
		ask_make(&step[i], "POST", "/api/v1/payments/initiate", 9000 + i);
		ask_header(&step[i], "Idempotency-Key", key);
		ask_header(&step[i], "X-Booking-Token", tokens[b]);
		ask_body(&step[i], "{\"bookingId\":\"%s\"}", ids[b]);
	}
	ask_insist(step, PAYERS, AT_ONCE);
	*late = 0;
	for (int i = 0; i < PAYERS; i++) {
		char url[300];

		if (!json_at(step[i].answer, "data.paymentId")[0])
			printf("# payer %d: %d %s\n", i, step[i].status, step[i].answer ? step[i].answer : "no answer");
		*late += strcmp(json_at(step[i].answer, "error.code"), "HOLD_EXPIRED") == 0;
		snprintf(form[i], sizeof form[i], "%s", json_at(step[i].answer, "data.formUrl"));
		snprintf(payment[i], sizeof payment[i], "%s", json_at(step[i].answer, "data.paymentId"));
		ask_free(&step[i], 1);
		find_form(payment[i], tokens[i * PAID_EACH], form[i], sizeof form[i]);
		snprintf(url, sizeof url, "%s/__sim/satim/pay", getenv("WORLD"));
		ask_make(&step[i], "POST", url, 0);
		if (strstr(form[i], "mdOrder="))
			ask_body(&step[i], "{\"mdOrder\":\"%.20s\",\"pan\":\"6280581110007215\",\"password\":\"123456\"}",
				 strstr(form[i], "mdOrder=") + 8);
		else
			ask_body(&step[i], "{}");
	}
	ask_all(step, PAYERS, 4);
	*captured = 0;
	for (int i = 0; i < PAYERS; i++) {
		*captured += step[i].status == 200;
		ask_free(&step[i], 1);
		ask_make(&step[i], "POST", "/api/v1/payments/confirm", 12000 + i);
		ask_header(&step[i], "X-Booking-Token", tokens[i * PAID_EACH]);
		ask_body(&step[i], "{\"paymentId\":\"%s\"}", payment[i]);
	}
	ask_insist(step, PAYERS, AT_ONCE);
	for (int i = 0; i < PAYERS; i++)
		good += strcmp(json_at(step[i].answer, "data.status"), "captured") == 0;
	ask_free(step, PAYERS);
	return good;
}

/* ---- what must hold afterwards ---- */

static int64_t wait_for_zero(const char *what, int seconds)
{
	int64_t n = sql_int("%s", what);

	for (int i = 0; i < seconds * 5 && n != 0; i++) {
		pause_ms(200);
		n = sql_int("%s", what);
	}
	return n;
}

static void check_acknowledged(void)
{
	int64_t missing = 0;

	for (int i = 0; i < BOOKINGS; i++)
		if (ids[i][0])
			missing += sql_int("SELECT count(*) FROM booking_keys WHERE booking_ref = '%s'",
					   json_at(holds[i].answer, "data.ref")) != 1;
	ok(missing == 0, "every acknowledged booking is there (%d missing)", (int)missing);
	ok(sql_int("SELECT count(*) - count(DISTINCT contact_phone) FROM bookings WHERE contact_phone LIKE '+213661%%'") == 0,
	   "one booking for each key, however often it was sent");
}

static void check_whole(void)
{
	ok(sql_int("SELECT count(*) FROM bookings b WHERE passenger_count <> (SELECT count(*) FROM booking_items i "
		   "WHERE i.booking_id = b.id) OR passenger_count <> (SELECT count(*) FROM booking_passengers p "
		   "WHERE p.booking_id = b.id) OR total_price_c <> (SELECT sum(fare_c) FROM booking_items i "
		   "WHERE i.booking_id = b.id) OR NOT EXISTS (SELECT 1 FROM booking_history h WHERE h.booking_id = b.id)") == 0,
	   "no half booking");
	ok(sql_int("SELECT count(*) FROM bookings b WHERE status = 'confirmed' AND passenger_count <> (SELECT count(*) "
		   "FROM booking_items i JOIN booking_seats s ON s.item_id = i.id WHERE i.booking_id = b.id AND s.state = 'sold')") == 0,
	   "every confirmed passenger has a seat");
	ok(sql_int("SELECT coalesce(sum(amount_c), 0) FROM ledger_line") == 0, "the ledger sums to zero");
	ok(sql_int("SELECT coalesce(-sum(l.amount_c), 0) - (SELECT coalesce(sum(i.fare_c), 0) FROM booking_items i "
		   "WHERE i.state = 'confirmed') FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id "
		   "WHERE a.code = 'customer_deposit'") == 0,
	   "customer deposits equal the confirmed items");
}

int main(void)
{
	size_t booked, captured, confirmed, late;
	int kills, day = 9, which = 0; /* days no other test books on */
	pid_t killer;

	client_start();
	for (int i = 0; i < TRIPS; which++) {
		if (!trip_pick(&trips[i], day, which)) {
			day++;
			which = -1;
			continue;
		}
		i++;
	}
	phones = (int)getpid() % 999 * 1000;
	killer = killer_start(prey, 50, 400);
	booked = book();
	confirmed = pay(&captured, &late);
	kills = killer_stop(killer);
	ok(kills >= KILLS, "%d processes killed at random moments", kills);
	ok(booked == BOOKINGS, "%zu of %d bookings acknowledged", booked, BOOKINGS);
	ok(captured > 0 && captured + late == BOOKINGS / PAID_EACH && confirmed == captured,
	   "%zu paid at the bank, %zu confirmed, %zu came after their hold had ended", captured, confirmed, late);
	check_acknowledged();
	check_whole();
	ok(wait_for_zero("SELECT count(*) FROM booking_items i WHERE state = 'confirmed' AND NOT EXISTS "
			 "(SELECT 1 FROM tickets t WHERE t.item_id = i.id)", 70) == 0,
	   "every confirmed item gets its ticket");
	ok(wait_for_zero("SELECT count(*) FROM bookings WHERE status = 'held' AND contact_phone LIKE '+213661%%'", HOLD_S + 20) == 0,
	   "every unpaid hold ends");
	ok(sql_int("SELECT count(*) FROM booking_seats WHERE state = 'held' AND expires_at < now() - interval '10 s'") == 0,
	   "no seat stays taken beyond its hold");
	plan_end();
	return failures() != 0;
}
