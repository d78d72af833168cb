/*
 * race - many buyers, few seats: who wins is decided by the database, once.
 *
 * Every race is run again with its guard taken away in the same database, and must then go wrong:
 * a race that cannot be lost proves nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client.h"

enum { BUYERS = 500, REPLAYS = 50, AT_ONCE = 250 };

static struct ask asks[BUYERS];

static void make_hold(struct ask *a, int client, const struct trip *t, const char *from,
		      const char *to, const char *seat, const char *key)
{
	ask_make(a, "POST", "/api/v1/bookings", client);
	ask_header(a, "Idempotency-Key", key);
	ask_body(a, "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"seats\":[\"%s\"]}",
		 t->id, from, to, seat);
}

static const char *key_of(const char *race, int i)
{
	static char key[64];

	snprintf(key, sizeof key, "%s-%08d-%08x", race, i, (unsigned)rand());
	return key;
}

struct tally {
	int won, lost, other, slow;
	double worst;
};

static struct tally count(size_t n)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct ask *a = &asks[i];

		t.won += a->status == 201;
		t.lost += a->status == 409;
		t.other += a->status != 201 && a->status != 409;
		t.slow += a->seconds > 3.5;
		t.worst = a->seconds > t.worst ? a->seconds : t.worst;
		if (a->status != 201 && a->status != 409)
			printf("# %d %s\n", a->status, a->answer ? a->answer : "no answer");
	}
	return t;
}

static struct tally one_seat(const struct trip *t, const char *race, const char *seat)
{
	struct tally tally;

	for (int i = 0; i < BUYERS; i++)
		make_hold(&asks[i], 1000 + i, t, t->from, t->to, seat, key_of(race, i));
	ask_all(asks, BUYERS, AT_ONCE);
	tally = count(BUYERS);
	ask_free(asks, BUYERS);
	return tally;
}

static const char clashes[] =
	"SELECT count(*) FROM booking_seats a JOIN booking_seats b ON a.schedule_id = b.schedule_id "
	"AND a.seat_no = b.seat_no AND a.id < b.id AND a.legs && b.legs";

static void race_for_one_seat(void)
{
	int64_t deadlocks = sql_int("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
	struct trip t;
	struct tally tally;

	if (!trip_pick(&t, 5, 0)) {
		ok(false, "a trip for the race");
		return;
	}
	tally = one_seat(&t, "one", "3A");
	ok(tally.won == 1, "%d buyers, one seat: %d winner", BUYERS, tally.won);
	ok(tally.lost == BUYERS - 1 && tally.other == 0, "the %d others get 409, nothing else", tally.lost);
	ok(tally.slow == 0, "no answer later than 3.5 s (slowest %.2f s)", tally.worst);
	ok(sql_int("%s", clashes) == 0, "no two claims on one seat overlap");
	pause_ms(1200); /* statistics reach the collector */
	ok(sql_int("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == deadlocks,
	   "no deadlock");
}

static void legs_are_sold_apart(void)
{
	struct trip t;

	if (!trip_pick(&t, 5, 1) || strlen(t.chlef) < 6) {
		ok(false, "a trip over Chlef");
		return;
	}
	make_hold(&asks[0], 1, &t, t.from, t.chlef, "12A", key_of("legs", 0));
	make_hold(&asks[1], 2, &t, t.chlef, t.to, "12A", key_of("legs", 1));
	make_hold(&asks[2], 3, &t, t.from, t.to, "12A", key_of("legs", 2));
	ask_all(&asks[0], 1, 1);
	ask_all(&asks[1], 1, 1);
	ask_all(&asks[2], 1, 1);
	ok(asks[0].status == 201, "seat 12A from Alger to Chlef is sold");
	ok(asks[1].status == 201, "seat 12A from Chlef to Oran is sold to somebody else");
	ok(asks[2].status == 409 && strcmp(json_at(asks[2].answer, "error.code"), "SEAT_TAKEN") == 0,
	   "seat 12A from Alger to Oran is refused");
	ok(strcmp(json_at(asks[2].answer, "error.details.seats.0"), "12A") == 0, "and the refusal names it");
	ask_free(asks, 3);
}

static void one_key_one_booking(void)
{
	const char *key = "replay-0123456789abcdef";
	int same = 0, created = 0;
	struct trip t;

	if (!trip_pick(&t, 5, 2)) {
		ok(false, "a trip for the replays");
		return;
	}
	for (int i = 0; i < REPLAYS; i++)
		make_hold(&asks[i], 7, &t, t.from, t.to, "5B", key);
	ask_all(asks, REPLAYS, REPLAYS);
	for (int i = 0; i < REPLAYS; i++) {
		created += asks[i].status == 201;
		same += asks[i].answer && asks[0].answer && strcmp(asks[i].answer, asks[0].answer) == 0;
	}
	ok(created == REPLAYS, "%d parallel replays of one key: %d times 201", REPLAYS, created);
	ok(same == REPLAYS, "all %d bodies are the same", same);
	ok(sql_int("SELECT count(*) FROM bookings WHERE route_schedule_id = %s", t.id + 9) == 1, "one booking");
	ask_free(asks, REPLAYS);
	make_hold(&asks[0], 7, &t, t.from, t.to, "6B", key);
	ask_all(asks, 1, 1);
	ok(asks[0].status == 422 &&
		   strcmp(json_at(asks[0].answer, "error.code"), "IDEMPOTENCY_KEY_REUSED") == 0,
	   "another body with that key: %d", asks[0].status);
	ask_free(asks, 1);
}

/* 50 buyers choose "any two seats" at once: groups that cross must neither clash nor deadlock. */
static void groups_fill_a_bus(void)
{
	enum { GROUPS = 60 };
	int won = 0, refused = 0, other = 0;
	int64_t seats;
	struct trip t;

	if (!trip_pick(&t, 6, 0)) {
		ok(false, "a trip for the groups");
		return;
	}
	seats = sql_int("SELECT total_seats FROM route_schedules WHERE id = %s", t.id + 9);
	for (int i = 0; i < GROUPS; i++) {
		ask_make(&asks[i], "POST", "/api/v1/bookings", 3000 + i);
		ask_header(&asks[i], "Idempotency-Key", key_of("group", i));
		ask_body(&asks[i],
			 "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"count\":2,"
			 "\"passengers\":[{\"firstName\":\"A\",\"lastName\":\"B\"},{\"firstName\":\"C\",\"lastName\":\"D\"}],"
			 "\"contact\":{\"phone\":\"0550%06d\"}}",
			 t.id, t.from, t.to, i);
	}
	ask_all(asks, GROUPS, GROUPS);
	for (int i = 0; i < GROUPS; i++) {
		won += asks[i].status == 201;
		refused += asks[i].status == 409;
		other += asks[i].status != 201 && asks[i].status != 409;
	}
	ok(other == 0, "%d pairs at once: %d seated, %d told to come back, no error", GROUPS, won, refused);
	ok(won > 0 && sql_int("SELECT count(*) FROM booking_seats WHERE schedule_id = %s", t.id + 9) == 2 * won,
	   "two claims for each pair seated");
	ok(2 * won <= seats && sql_int("%s", clashes) == 0, "nobody shares a seat (%d of %d)", 2 * won, (int)seats);
	ask_free(asks, GROUPS);
}

/* The same race without the constraint must oversell, or the race proves nothing. */
static void without_the_referee(void)
{
	struct trip t;
	struct tally tally;

	if (!trip_pick(&t, 7, 0)) {
		ok(false, "a trip for the negative control");
		return;
	}
	sql("ALTER TABLE booking_seats DROP CONSTRAINT booking_seats_once");
	tally = one_seat(&t, "control", "3A");
	ok(tally.won > 1, "negative control: without the constraint %d buyers win the one seat", tally.won);
	sql("DELETE FROM booking_seats WHERE schedule_id = %s", t.id + 9);
	sql("ALTER TABLE booking_seats ADD CONSTRAINT booking_seats_once EXCLUDE USING gist "
	    "(schedule_id WITH =, seat_no WITH =, legs WITH &&) WHERE (state IN ('held', 'sold', 'blocked'))");
}

int main(void)
{
	client_start();
	srand(20261124);
	race_for_one_seat();
	legs_are_sold_apart();
	one_key_one_booking();
	groups_fill_a_bus();
	without_the_referee();
	plan_end();
	return failures() != 0;
}
