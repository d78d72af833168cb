/*
 * test_fleet_trip - a bus on its trip: stops, delays, estimates, detours and silences; that a replay
 * repeats nothing.
 */
#include "unit.h"

#include <math.h>

#include "domain/fleet_trip.c"
#include "road.h"

static struct track_point points[ROAD_POINTS], more[ROAD_POINTS];

static void on_time(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 0);

	(void)state;
	r = road_drive(points, n);
	same_text(road_told(r), "A0 D0 A1 D1 A2 D2 A3");
	same_int(r->late, 0);
	for (int i = 1; i < 4; i++)
		NEAR((road_event(r, FLEET_ARRIVED, i)->at - T0) / WHEN_SECOND, road_stops[i].arr_s, 2 * ROAD_STEP_S);
	for (int i = 0; i < 3; i++)
		NEAR((road_event(r, FLEET_DEPARTED, i)->at - T0) / WHEN_SECOND, road_stops[i].dep_s, 2 * ROAD_STEP_S);
	is_true(r->state.core.arrived);
	NEAR(road_view(r).progress->km_left, 0, 0);
	same_int(road_view(r).next_place_id, 0);
}

/* In the middle of each link: distances, next stop and both estimates. */
static void estimates(void **state)
{
	static const int late[] = { 0, 400, 3000 };

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct road *r = road_start();
		size_t n = road_journey(points, late[k]);

		for (size_t i = 0; i < n; i++) {
			double s = (double)((points[i].at - T0) / WHEN_SECOND) - late[k];
			double m = road_metres(s), end;
			int next = 1;
			struct live v;

			road_put(r, &points[i]);
			while (next < 3 && road_stops[next].at_m < m + 200)
				next++;
			if (s < 100 || m > road_stops[3].at_m - 200 || m < road_stops[next - 1].at_m + 200)
				continue;
			v = road_view(r);
			NEAR(v.progress->km_done, m / 1000 * 1.1, 0.2);
			NEAR(v.progress->km_done + v.progress->km_left, road_stops[3].km, 0.11);
			same_int(v.next_place_id, 100 + next);
			NEAR(v.progress->delay_minutes, late[k] / 60, 1);
			same_int(v.progress->on_schedule, late[k] == 0);
			NEAR((v.next_at - T0) / WHEN_SECOND, road_stops[next].arr_s + late[k], 45);
			/* Half of what is left of the stays may be caught up. */
			end = late[k];
			for (int j = next; j < 3; j++)
				end -= fmin(end, (road_stops[j].dep_s - road_stops[j].arr_s) / 2.0);
			NEAR((v.progress->arrives_at - T0) / WHEN_SECOND, road_stops[3].arr_s + end, 60);
		}
	}
}

static void late_is_told_once(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 1300);

	(void)state;
	r = road_drive(points, n);
	same_text(road_told(r), "A0 began:delay D0 A1 D1 A2 D2 A3 ended:delay");
	NEAR((road_event(r, FLEET_BEGAN, 0)->began_at - T0) / WHEN_SECOND, 900, ROAD_STEP_S);
	NEAR(road_event(r, FLEET_BEGAN, 0)->amount, 15, 0);
}

/* Far beyond the timetable the speed of the last minutes says when it arrives. */
static void speed_where_the_timetable_says_nothing(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 7200);
	double s = 0;

	(void)state;
	for (size_t i = 0; i < n && s < 7200 + 1200; i++) {
		road_put(r, &points[i]);
		s = (double)(points[i].at - T0) / WHEN_SECOND;
	}
	NEAR(road_view(r).progress->delay_minutes, 120, 1);
	NEAR((road_view(r).next_at - T0) / WHEN_SECOND, road_stops[1].arr_s + 7200, 60);
}

static void deviation(void **state)
{
	struct road *r = road_start(), *again;
	int from = road_stops[1].dep_s + 600;
	size_t n = road_journey(points, 0);

	(void)state;
	/* Into the detour and back at a speed that can be driven. */
	for (size_t i = 0; i < n; i++) {
		int64_t s = (points[i].at - T0) / WHEN_SECOND - from;

		if (s >= 0 && s < 1200)
			points[i].where.lat += 0.05 * fmin(1, fmin((double)s, 1200.0 - (double)s) / 400);
	}
	r = road_drive(points, n);
	same_text(road_told(r), "A0 D0 A1 D1 began:deviation ended:deviation A2 D2 A3");
	is_true(road_event(r, FLEET_BEGAN, 0)->amount > 2000);
	is_true(road_event(r, FLEET_BEGAN, 0)->began_at > T0 + S(from));
	same_int(road_event(r, FLEET_ENDED, 0)->began_at, road_event(r, FLEET_BEGAN, 0)->began_at);
	/* A replay finds the same natural keys. */
	again = road_drive(points, n);
	same_int(again->n, r->n);
	for (size_t i = 0; i < r->n; i++)
		is_true(memcmp(&again->list[i], &r->list[i], sizeof r->list[i]) == 0);
	/* Two points away are no deviation. */
	n = road_journey(points, 0);
	road_detour(points, n, from, from + 2 * ROAD_STEP_S);
	r = road_drive(points, n);
	same_text(road_told(r), "A0 D0 A1 D1 A2 D2 A3");
}

static void standing(void **state)
{
	struct road *r = road_start();
	int at = road_stops[2].dep_s + 1000;
	size_t n = road_journey(points, 0);

	(void)state;
	for (size_t i = 0; i < n; i++) { /* half an hour on the road, then on */
		double s = (double)((points[i].at - T0) / WHEN_SECOND);

		if (s > at)
			points[i].where = geo_along(&road_line, road_metres(s < at + 1800 ? at : s - 1800));
	}
	r = road_drive(points, n);
	same_text(road_told(r), "A0 D0 A1 D1 A2 D2 began:delay began:stopped ended:stopped");
	NEAR((road_event(r, FLEET_BEGAN, 0)->began_at - T0) / WHEN_SECOND, at + 900, 2 * ROAD_STEP_S);
	NEAR((r->list[7].began_at - T0) / WHEN_SECOND, at, 2 * ROAD_STEP_S);
}

static void silence(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 0), half = n / 2;

	(void)state;
	for (size_t i = 0; i < half; i++)
		road_put(r, &points[i]);
	road_tick(r, points[half - 1].at + S(599));
	is_true(strstr(road_told(r), "silent") == NULL);
	road_tick(r, points[half - 1].at + S(600));
	road_tick(r, points[half - 1].at + S(700));
	is_true(strstr(road_told(r), "began:silent") != NULL);
	same_int(r->list[r->n - 1].began_at, points[half - 1].at);
	for (size_t i = half + 45; i < n; i++)
		road_put(r, &points[i]);
	road_tick(r, points[n - 1].received_at + S(4));
	is_true(strstr(road_told(r), "began:silent ended:silent") != NULL);
}

/* Silence of minutes is bridged along the line; of a longer one nobody knows. */
static void gaps(void **state)
{
	static const struct {
		int line;
		int from, to; /* seconds around the arrival at stop 1, whose stay is 600 s */
		const char *want;
	} cases[] = {
		{ __LINE__, -200, 100, "A0 D0 A1 D1 A2 D2 A3" },
		{ __LINE__, -300, 280, "A0 D0 A1 D1 A2 D2 A3" },
		{ __LINE__, -30, 300, "A0 D0 A1 D1 A2 D2 A3" },
		{ __LINE__, -60, 900, "A0 D0 A2 D2 A3" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
		struct road *r = road_start();
		size_t n = road_journey(points, 0), kept = 0;

		for (size_t i = 0; i < n; i++) {
			int64_t s = (points[i].at - T0) / WHEN_SECOND - road_stops[1].arr_s;

			if (s < cases[k].from || s > cases[k].to)
				more[kept++] = points[i];
		}
		r = road_drive(more, kept);
		TEXT_AT(cases[k].line, road_told(r), cases[k].want);
	}
}

static void waits_for_its_trip(void **state)
{
	struct road *r = road_start();
	size_t n = 0;

	(void)state;
	/* Manoeuvres in the yard, and a leave of the bay long before time. */
	for (int s = -3000; s < -400; s += 20)
		points[n++] = road_point(T0 + S(s), geo_along(&road_line, s % 400 == 0 ? 290 : 30));
	r = road_drive(points, n);
	same_text(road_told(r), "A0");
	is_true(r->state.core.matched && !r->state.core.left);
	same_int(road_view(r).next_place_id, 101);
	same_int(road_view(r).progress->delay_minutes, 0);
	is_true(road_view(r).progress->on_schedule);
	NEAR((road_view(r).next_at - T0) / WHEN_SECOND, road_stops[1].arr_s, 1);
}

/* On the same road, coming to the first stop: no part of the trip. */
static void other_direction(void **state)
{
	struct road *r = road_start();
	size_t n = 0;

	(void)state;
	for (int s = -2400; s < 1800; s += 20)
		points[n++] = road_point(T0 + S(s), geo_along(&road_line, (1800 - s) * 20.0));
	r = road_drive(points, n);
	same_text(road_told(r), "");
	is_false(r->state.core.matched);
	same_int(road_view(r).next_place_id, 100);
	same_int(road_view(r).progress->arrives_at, WHEN_NONE);
	same_int(road_view(r).progress->delay_minutes, 29);
}

/* A fleet process that begins in the middle finds the bus on its way. */
static void joins_on_the_way(void **state)
{
	struct road *r = road_start();
	size_t n = road_journey(points, 600), from = n / 2;

	(void)state;
	r = road_drive(points + from, n - from);
	same_text(road_told(r), "A2 D2 A3");
	is_true(r->state.core.arrived);
}

static void another_trip(void **state)
{
	struct road *r = road_start();
	struct fleet_events e = { .n = 0 };
	struct fleet_trip next;
	size_t n = road_journey(points, 1300);
	struct track_point p;

	(void)state;
	for (size_t i = 0; i < n / 2; i++)
		road_put(r, &points[i]);
	road_tick(r, points[n / 2].received_at);
	next = road_trip;
	next.schedule_id = 8;
	p = road_point(points[n / 2].at + S(60), points[n / 2].where);
	fleet_put(&road_rules, &next, &r->state, &p, &e);
	fleet_tick(&road_rules, &next, &r->state, p.received_at + S(3), &e);
	same_int(e.n, 1);
	same_text(e.list[0].alert, "delay");
	same_int(e.list[0].kind, FLEET_ENDED);
	same_int(e.list[0].schedule_id, 7);
	same_int(r->state.core.schedule_id, 8);
	is_false(r->state.core.matched);
	/* And none at all. */
	p.at += S(20);
	p.received_at += S(20);
	fleet_put(&road_rules, NULL, &r->state, &p, &e);
	fleet_tick(&road_rules, NULL, &r->state, p.received_at + S(3), &e);
	same_int(r->state.core.schedule_id, 0);
	is_true(road_view(r).progress == NULL);
}

/* Trips that overlap: the hours around each allow two at once. */
static void chooses_its_trip(void **state)
{
	struct road *r = road_start();
	struct fleet_trip trips[3];
	int64_t end = road_trip.arrives_at;

	(void)state;
	for (int i = 0; i < 3; i++) {
		trips[i] = road_trip;
		trips[i].schedule_id = 7 + i;
	}
	trips[1].departs_at = end + S(1800);
	trips[1].arrives_at = end + S(1800 + 20000);
	trips[2].departs_at = end + S(90000);
	trips[2].arrives_at = end + S(99000);
	same_int(fleet_choose(trips, 0, &r->state, T0), -1);
	same_int(fleet_choose(trips, 3, &r->state, T0 - S(3601)), -1);
	same_int(fleet_choose(trips, 3, &r->state, T0 - S(3600)), 0);
	same_int(fleet_choose(trips, 3, &r->state, end - S(60)), 0);
	same_int(fleet_choose(trips, 3, &r->state, end + S(1200)), 1); /* nothing is known of it */
	same_int(fleet_choose(trips, 3, &r->state, end + S(40000)), -1);
	/* On its way and late: it stays on its trip until it arrived. */
	r->state.core.schedule_id = 7;
	same_int(fleet_choose(trips, 3, &r->state, end + S(1200)), 0);
	r->state.core.arrived = true;
	same_int(fleet_choose(trips, 3, &r->state, end + S(1200)), 1);
	/* Or stands where the next one begins. */
	r->state.core.arrived = false;
	r->state.core.last.at = end;
	r->state.core.last.where = road_line.points[0];
	same_int(fleet_choose(trips, 3, &r->state, end + S(800)), 0);
	same_int(fleet_choose(trips, 3, &r->state, end + S(1000)), 1);
	/* And does not go back. */
	r->state.core.schedule_id = 8;
	same_int(fleet_choose(trips, 3, &r->state, end + S(1000)), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(on_time),
		cmocka_unit_test(estimates),
		cmocka_unit_test(late_is_told_once),
		cmocka_unit_test(speed_where_the_timetable_says_nothing),
		cmocka_unit_test(deviation),
		cmocka_unit_test(standing),
		cmocka_unit_test(silence),
		cmocka_unit_test(gaps),
		cmocka_unit_test(waits_for_its_trip),
		cmocka_unit_test(other_direction),
		cmocka_unit_test(joins_on_the_way),
		cmocka_unit_test(another_trip),
		cmocka_unit_test(chooses_its_trip),
	};

	return unit_run("fleet_trip", tests);
}
