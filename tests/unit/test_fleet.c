/*
 * test_fleet - points of a bus in whatever order, too late, impossible: the state they end in, and
 * the state as text.
 */
#include "unit.h"

#include <math.h>

#include "domain/fleet.c"
#include "road.h"

static struct track_point points[ROAD_POINTS], more[ROAD_POINTS];

/* Points a second apart, each delayed by less than the window. */
static void any_order_in_the_window(void **state)
{
	struct road *straight = road_start();
	const char *want, *want_told;
	size_t n = 300;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct geo_point p = geo_along(&road_line, road_metres((double)i * 10));

		/* Some of them impossible, so that filters have to see the same order too. */
		if (i % 50 == 25)
			p.lat += 1;
		points[i] = road_point(T0 + S(i * 10), p);
		points[i].at = T0 + S(i); /* 10 times the speed of the timetable, 1 s apart */
		points[i].where = i % 50 == 25 ? p : geo_along(&road_line, (double)i * 22);
	}
	for (size_t i = 0; i < n; i++) {
		points[i].received_at = points[i].at + S(3);
		road_put(straight, &points[i]);
	}
	road_tick(straight, T0 + S(n + 20));
	straight->state.received_upto = 0;
	want = fleet_save(arena, &straight->state);
	want_told = road_told(straight);
	for (int round = 0; round < 60; round++) {
		struct road *r = road_start();
		static size_t order_of[ROAD_POINTS];

		road_seed = (unsigned)round * 77 + 5;
		for (size_t i = 0; i < n; i++) {
			points[i].received_at = points[i].at + S(3) / 1000 * road_dice(990);
			order_of[i] = i;
		}
		for (size_t i = 1; i < n; i++) /* by the time of arrival */
			for (size_t k = i; k > 0 && points[order_of[k]].received_at <
						    points[order_of[k - 1]].received_at; k--) {
				size_t swap = order_of[k];

				order_of[k] = order_of[k - 1];
				order_of[k - 1] = swap;
			}
		for (size_t i = 0; i < n; i++)
			road_put(r, &points[order_of[i]]);
		road_tick(r, T0 + S(n + 20));
		same_int(r->late, 0);
		r->state.received_upto = 0;
		same_text(fleet_save(arena, &r->state), want);
		same_text(road_told(r), want_told);
	}
}

static void outdated_points_move_nothing(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 0), half = n / 2, seen;
	const char *was;

	(void)state;
	for (size_t i = 0; i < half; i++)
		road_put(r, &points[i]);
	road_tick(r, points[half - 1].received_at + S(4));
	seen = r->n;
	r->state.received_upto = 0;
	was = fleet_save(arena, &r->state);
	for (size_t i = half - 4; i < half; i++) {
		struct track_point old = points[i];

		old.received_at = points[half - 1].received_at + S(5);
		old.where.lat += 0.2;
		road_put(r, &old);
	}
	same_int(r->late, 4);
	same_int(r->n, seen);
	same_int(road_view(r).updated_at, points[half - 1].at);
	r->state.received_upto = 0;
	same_text(fleet_save(arena, &r->state), was);
}

/* What a bus had kept for hours is history, whatever the fleet knew of the bus. */
static void old_batch_fires_nothing(void **state)
{
	struct road *fresh = road_start(), *running = road_start();
	size_t n = road_journey(points, 0);

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		more[i] = points[i % n];
		more[i].received_at = points[n - 1].at + S(3600);
		road_put(fresh, &more[i]);
	}
	road_tick(fresh, points[n - 1].at + S(3700));
	same_int(fresh->late, 1000);
	same_int(fresh->n, 0);
	same_int(fresh->state.core.last.at, 0);
	for (size_t i = 0; i < 200; i++)
		road_put(running, &points[i]);
	running->n = 0;
	for (size_t i = 0; i < 1000; i++) {
		more[i].received_at = points[199].received_at + S(1);
		more[i].at = points[199].at - S(130 + (int64_t)i);
		road_put(running, &more[i]);
	}
	same_int(running->n, 0);
	same_int(road_view(running).updated_at, points[199].at);
}

/* The marker moves at once; what follows from the point waits for its order. */
static void shown_at_once(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 0), i = 0, seen;

	(void)state;
	for (; i < n && points[i].at < T0 + S(road_stops[1].arr_s - 60); i++)
		road_put(r, &points[i]);
	road_tick(r, points[i - 1].received_at + S(4));
	seen = r->n;
	points[i].where = geo_along(&road_line, road_stops[1].at_m);
	points[i].at = points[i - 1].at + S(60);
	points[i].received_at = points[i].at + S(1);
	road_put(r, &points[i]);
	same_int(road_view(r).updated_at, points[i].at);
	same_int(road_view(r).next_place_id, 102);
	same_int(r->n, seen);
	road_tick(r, points[i].received_at + S(2));
	same_int(r->n, seen);
	road_tick(r, points[i].received_at + S(3));
	same_text(road_told(r), "A0 D0 A1");
}

static void jumps(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 0);
	struct geo_point far = { 33.0, 6.0 };

	(void)state;
	for (size_t i = 0; i < n; i++) {
		if (i % 40 == 20)
			points[i].where = far;
		if (i % 40 == 21)
			points[i].accuracy_m = 3000, points[i].where.lat += 0.02;
	}
	r = road_drive(points, n);
	same_text(road_told(r), "A0 D0 A1 D1 A2 D2 A3");
	/* Three that agree are believed: the bus is there, and far from its trip. */
	r = road_start();
	for (size_t i = 0; i < 400; i++) {
		if (i >= 300)
			points[i].where = far;
		road_put(r, &points[i]);
		if (i == 301)
			is_true(fabs(road_view(r).location.lat - far.lat) > 1);
	}
	NEAR(road_view(r).location.lat, far.lat, 0);
	is_true(strstr(road_told(r), "began:deviation") != NULL);
	same_int(road_view(r).progress->arrives_at, WHEN_NONE);
	same_int(road_view(r).next_at, WHEN_NONE);
}

static void goes_on_from_text(void **state)
{
	struct road *r = road_start(), *whole;
	size_t n = road_journey(points, 1300);

	(void)state;
	road_detour(points, n, road_stops[2].dep_s, road_stops[2].dep_s + 900);
	whole = road_drive(points, n);
	for (size_t i = 0; i < n; i++) {
		road_put(r, &points[i]);
		if (i % 7 == 0) {
			const char *text = fleet_save(arena, &r->state);

			memset(&r->state, 0xEE, sizeof r->state);
			is_true(fleet_load(arena, text, &r->state));
			same_text(fleet_save(arena, &r->state), text);
		}
	}
	road_tick(r, points[n - 1].received_at + S(5));
	same_text(fleet_save(arena, &r->state), fleet_save(arena, &whole->state));
	same_text(road_told(r), road_told(whole));
}

static void damaged_text(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 0);
	struct fleet_state s;
	char *text;

	(void)state;
	r = road_drive(points, n / 2);
	text = arena_str(arena, fleet_save(arena, &r->state));
	is_true(fleet_load(arena, text, &s));
	is_false(fleet_load(arena, "", &s));
	is_false(fleet_load(arena, ".", &s));
	is_false(fleet_load(arena, "00.00", &s));
	for (size_t cut = 1; cut < strlen(text); cut += 3)
		is_false(fleet_load(arena, arena_strn(arena, text, cut), &s));
	text[3] = text[3] == '0' ? '1' : '0'; /* of another version */
	is_false(fleet_load(arena, text, &s));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_in_the_window),
		cmocka_unit_test(outdated_points_move_nothing),
		cmocka_unit_test(old_batch_fires_nothing),
		cmocka_unit_test(shown_at_once),
		cmocka_unit_test(jumps),
		cmocka_unit_test(goes_on_from_text),
		cmocka_unit_test(damaged_text),
	};

	return unit_run("fleet", tests);
}
