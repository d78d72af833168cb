/*
 * fleet - what the positions of a bus mean: a pure function of (state, point, trip) to (state,
 * events). It asks no clock and no database: time is that of the points and of the ticks, so a
 * replay of the same points ends in the same state with the same events.
 *
 * Points that arrive within the reorder window of each other are put into the order of the device's
 * clock. What came before the newest processed point, or was old already when it came, is history
 * and changes nothing here. Events come from processed points only; what is shown of a bus
 * (fleet_view) takes the waiting ones into account, so the marker does not wait.
 */
#ifndef DOMAIN_FLEET_H
#define DOMAIN_FLEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/geo.h"
#include "domain/live.h"
#include "domain/track.h"

enum { FLEET_HELD = 24, FLEET_SAMPLES = 6, FLEET_EVENTS = 192 };

struct fleet_rules {
	int64_t reorder_us, live_us, stopped_us, silent_us;
	double away_m;
	int away_n;
};

/* ---- facts of a trip ---- */

struct fleet_stop {
	int64_t place_id;
	int seq;           /* its number in the pattern */
	double at_m, km; /* along the polyline; by road */
	int arr_s, dep_s;
};

struct fleet_trip {
	int64_t schedule_id, route_id, departs_at, arrives_at;
	const struct geo_line *line;
	const struct fleet_stop *stops; /* two at least */
	int n_stops;
};

/* Where the stops are along the line, in their order: fills at_m. */
void fleet_place_stops(const struct geo_line *line, const struct geo_point *where,
		       struct fleet_stop *stops, int n);

/* ---- state ---- */

struct fleet_fix {
	int64_t at, received_at;
	struct geo_point where;
	double accuracy_m, speed_kmh, heading, altitude_m;
};

/* Something that goes on: since when, how many points in a row, whether it was told. */
struct fleet_spell {
	int64_t since;
	int n;
	bool told;
};

struct fleet_sample {
	int64_t at;
	double at_m;
};

/* What processing a point reads and writes. Zeroed: nothing is known. */
struct fleet_core {
	struct fleet_fix last;   /* newest accepted; at 0: none */
	struct fleet_fix anchor; /* where the bus stands, or stood last */
	struct fleet_fix odd;    /* newest of those that were too far away to be true */
	int odd_n;

	int64_t schedule_id;     /* the trip the rest belongs to */
	bool matched;            /* found on the trip's line */
	bool left, arrived;      /* the first stop, at the last one */
	bool at_stop;            /* at stop next - 1 */
	int64_t reached_at;      /* since when */
	int next;                /* the first stop not reached */
	bool sought;             /* seek_m is set */
	double seek_m;           /* before a match: the hindmost place on the line */
	int64_t segment;
	double at_m, off_m;      /* of the newest point on the line; of the newest point */
	int64_t on_at;           /* when it was on the line */
	int64_t delay_us;
	struct fleet_sample samples[FLEET_SAMPLES]; /* newest first, a minute apart */
	int n_samples;
	int off_n;               /* points in a row beside the line */
	struct fleet_spell away, late, stopped, silent;
};

struct fleet_state {
	int64_t bus_id;
	struct fleet_core core;
	struct fleet_fix held[FLEET_HELD]; /* waiting, in the order of their clock */
	size_t n_held;
	int64_t received_upto;
};

enum fleet_kind { FLEET_ARRIVED, FLEET_DEPARTED, FLEET_BEGAN, FLEET_ENDED };

struct fleet_event {
	enum fleet_kind kind;
	int64_t schedule_id;     /* 0: on no trip */
	int64_t at;              /* of arrival, departure or end */
	int seq;                 /* of the stop */
	const char *alert;       /* deviation, delay, stopped, silent */
	int64_t began_at;
	struct geo_point where;
	double amount;           /* metres away, minutes of delay */
};

struct fleet_events {
	struct fleet_event list[FLEET_EVENTS];
	size_t n;
};

/* ---- the function ---- */

/*
 * The trip a bus is on, of its trips in the order of departure; -1 for none. It keeps its trip until
 * it arrived, or stands at the first stop of the next one shortly before that leaves.
 */
int fleet_choose(const struct fleet_trip *trips, size_t n, const struct fleet_state *s, int64_t at);

enum fleet_taken { FLEET_TAKEN, FLEET_LATE };

/* Takes a point in. trip: the one the bus is on, NULL for none. Events are appended. */
enum fleet_taken fleet_put(const struct fleet_rules *rules, const struct fleet_trip *trip,
			   struct fleet_state *s, const struct track_point *p,
			   struct fleet_events *out);

/* Time has passed: points have waited long enough, a bus has said nothing. */
void fleet_tick(const struct fleet_rules *rules, const struct fleet_trip *trip,
		struct fleet_state *s, int64_t now, struct fleet_events *out);

/* What is shown of the bus; false while nothing is known. Progress lives in the arena. */
bool fleet_view(struct arena *a, const struct fleet_rules *rules, const struct fleet_trip *trip,
		const struct fleet_state *s, struct live *out);

/* The state as text for the database, and back. False for text of another version of the state. */
const char *fleet_save(struct arena *a, const struct fleet_state *s);
bool fleet_load(struct arena *a, const char *text, struct fleet_state *s);

#endif
