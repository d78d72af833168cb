/* road - a generated journey and what the fleet makes of it. */
#include "road.h"

#include <math.h>

#include "base/str.h"

const struct fleet_rules road_rules = {
	.reorder_us = S(3), .live_us = S(120), .stopped_us = S(1200), .silent_us = S(600),
	.away_m = 2000, .away_n = 3,
};

static const struct geo_point way[] = {
	{ 36.7538, 3.0588 }, { 36.4700, 2.8300 }, { 36.2600, 2.2200 }, { 36.1650, 1.3340 },
	{ 35.9000, 0.0900 }, { 35.6971, -0.6308 },
};
static const struct geo_point stations[] = {
	{ 36.7538, 3.0588 }, { 36.4700, 2.8310 }, { 36.1650, 1.3340 }, { 35.6971, -0.6308 },
};

struct geo_line road_line;
struct fleet_stop road_stops[4];
struct fleet_trip road_trip;
unsigned road_seed;

/* 20 m/s on the line, ten minutes at the second stop, twenty at the third. */
static void make_trip(void)
{
	static const int stay[] = { 0, 600, 1200, 0 };
	double seconds = 0, last = 0;

	is_true(geo_decode(arena, geo_encode(arena, way, 6), &road_line));
	fleet_place_stops(&road_line, stations, road_stops, 4);
	for (int i = 0; i < 4; i++) {
		road_stops[i].place_id = 100 + i;
		road_stops[i].seq = i;
		road_stops[i].km = road_stops[i].at_m / 1000 * 1.1;
		seconds += (road_stops[i].at_m - last) / 20;
		road_stops[i].arr_s = (int)seconds;
		seconds += stay[i];
		road_stops[i].dep_s = (int)seconds;
		last = road_stops[i].at_m;
	}
	road_trip = (struct fleet_trip){ .schedule_id = 7, .route_id = 5, .departs_at = T0,
				    .arrives_at = T0 + S(road_stops[3].arr_s), .line = &road_line,
				    .stops = road_stops, .n_stops = 4 };
}

/* Where the timetable has the bus so many seconds after departure. */
double road_metres(double s)
{
	for (int i = 0; i < 3; i++) {
		if (s <= road_stops[i].dep_s)
			return road_stops[i].at_m;
		if (s <= road_stops[i + 1].arr_s)
			return road_stops[i].at_m + (s - road_stops[i].dep_s) /
				(road_stops[i + 1].arr_s - road_stops[i].dep_s) *
				(road_stops[i + 1].at_m - road_stops[i].at_m);
	}
	return road_stops[3].at_m;
}

struct track_point road_point(int64_t at, struct geo_point where)
{
	return (struct track_point){ .bus_id = 12, .device_id = 3, .at = at,
				     .received_at = at + S(1), .where = where, .accuracy_m = 5,
				     .speed_kmh = 72, .heading = 270, .altitude_m = NAN };
}

unsigned road_dice(unsigned n)
{
	road_seed = road_seed * 1664525u + 1013904223u;
	return (road_seed >> 8) % n;
}

static double noise(void)
{
	return ((int)road_dice(21) - 10) * 0.00001; /* 11 m */
}

/* A whole journey, late by so much, from half an hour before departure until it stands at the end. */
size_t road_journey(struct track_point *out, double late_s)
{
	size_t n = 0;

	for (double s = -1800; s < road_stops[3].arr_s + late_s + 600 && n < ROAD_POINTS; s += ROAD_STEP_S) {
		struct geo_point p = geo_along(&road_line, road_metres(s - late_s));

		out[n++] = road_point(T0 + S(s), (struct geo_point){ p.lat + noise(), p.lon + noise() });
	}
	return n;
}

static void collect(struct road *r, const struct fleet_events *e)
{
	memcpy(&r->list[r->n], e->list, e->n * sizeof e->list[0]);
	r->n += e->n;
	is_true(r->n < 300);
}

void road_put(struct road *r, const struct track_point *p)
{
	struct fleet_events e = { .n = 0 };

	r->late += fleet_put(&road_rules, &road_trip, &r->state, p, &e) == FLEET_LATE;
	collect(r, &e);
}

void road_tick(struct road *r, int64_t now)
{
	struct fleet_events e = { .n = 0 };

	fleet_tick(&road_rules, &road_trip, &r->state, now, &e);
	collect(r, &e);
}

struct road *road_start(void)
{
	struct road *r = arena_get(arena, sizeof *r);

	make_trip();
	road_seed = 1;
	r->state.bus_id = 12;
	return r;
}

struct road *road_drive(const struct track_point *points, size_t n)
{
	struct road *r = road_start();

	for (size_t i = 0; i < n; i++)
		road_put(r, &points[i]);
	road_tick(r, points[n - 1].received_at + S(5));
	return r;
}

/* Events as text: "A1 D1 began:delay ...". */
const char *road_told(const struct road *r)
{
	struct buf b;

	buf_init(&b, arena, 256);
	for (size_t i = 0; i < r->n; i++) {
		const struct fleet_event *e = &r->list[i];

		if (b.len)
			buf_char(&b, ' ');
		if (e->kind <= FLEET_DEPARTED)
			buf_printf(&b, "%c%d", e->kind == FLEET_ARRIVED ? 'A' : 'D', e->seq);
		else
			buf_printf(&b, "%s:%s", e->kind == FLEET_BEGAN ? "began" : "ended", e->alert);
		is_true(e->schedule_id == 7);
	}
	return b.len ? b.data : "";
}

const struct fleet_event *road_event(const struct road *r, enum fleet_kind kind, int seq)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->list[i].kind == kind && (kind > FLEET_DEPARTED || r->list[i].seq == seq))
			return &r->list[i];
	FAIL_AT(__LINE__, "no event %d of stop %d", kind, seq);
}

struct live road_view(const struct road *r)
{
	struct live live;

	is_true(fleet_view(arena, &road_rules, &road_trip, &r->state, &live));
	return live;
}

void road_near(int at_line, double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		FAIL_AT(at_line, "got %.3f, want %.3f", got, want);
}

void road_detour(struct track_point *p, size_t n, int from_s, int to_s)
{
	for (size_t i = 0; i < n; i++)
		if (p[i].at >= T0 + S(from_s) && p[i].at < T0 + S(to_s))
			p[i].where.lat += 0.05; /* 5.5 km */
}
