/*
 * road - a bus on a generated road of four stops, for the tests of fleet: points of a whole journey,
 * and a run that takes them in and keeps what was told.
 */
#ifndef UNIT_ROAD_H
#define UNIT_ROAD_H

#include "base/arena.h"
#include "base/when.h"
#include "domain/fleet.h"
#include "unit.h"

enum { ROAD_POINTS = 2000, ROAD_STEP_S = 20 };

#define T0 ((int64_t)1795500000 * WHEN_SECOND) /* departure */
#define S(n) ((int64_t)(n) * WHEN_SECOND)

extern const struct fleet_rules road_rules;
extern struct geo_line road_line;
extern struct fleet_stop road_stops[4];
extern struct fleet_trip road_trip;
extern unsigned road_seed;

struct road {
	struct fleet_state state;
	struct fleet_event list[400];
	size_t n, late;
};

/* A new run on a new trip, in the arena. */
struct road *road_start(void);
void road_put(struct road *r, const struct track_point *p);
void road_tick(struct road *r, int64_t now);
/* All of them, and time for the last. */
struct road *road_drive(const struct track_point *points, size_t n);

/* Where the timetable has the bus so many seconds after departure. */
double road_metres(double s);
struct track_point road_point(int64_t at, struct geo_point where);
unsigned road_dice(unsigned n);
/* A whole journey, late by so much, from half an hour before departure until it stands at the end. */
size_t road_journey(struct track_point *out, double late_s);
/* 5.5 km beside the road between two moments. */
void road_detour(struct track_point *p, size_t n, int from_s, int to_s);

/* Events as text: "A1 D1 began:delay ...". */
const char *road_told(const struct road *r);
/* The first event of that kind, of that stop when it is one of stops. */
const struct fleet_event *road_event(const struct road *r, enum fleet_kind kind, int seq);
struct live road_view(const struct road *r);

void road_near(int line, double got, double want, double within);
#define NEAR(got, want, within) road_near(__LINE__, (double)(got), (double)(want), within)

#endif
