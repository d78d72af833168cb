/*
 * trip - dated departures: a line of a search, facts of one trip, its timetable.
 *
 * A trip (route_schedules) runs a pattern of stops 0..n; a passenger takes the legs
 * [board, alight). Facts change rarely and carry a version: they are cached, and a hold states the
 * version it was priced for, so a stale fact is found out by the database.
 */
#ifndef DOMAIN_TRIP_H
#define DOMAIN_TRIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

enum { TRIP_STOPS = 64 };

struct operator {
	int64_t id;
	struct names name;
	const char *phone;
};

struct bus {
	const char *type;               /* standard, comfort */
	const char *model, *plate;
	const char *const *amenities;
	int seats;
};

extern const struct field operator_fields[];
extern const struct field bus_fields[];

/* A stop as a search result shows it. */
struct stop_time {
	int64_t stop_id;
	const char *slug;
	struct names name, city;
	int64_t time;  /* departure of the boarding stop, arrival of the alighting one */
	int seq;
};
extern const struct field stop_time_fields[];

/* One line of a search result. */
struct trip {
	int64_t schedule_id, route_id, pattern_id;
	struct stop_time from, to;
	int minutes;
	int stops_between;
	int total_seats, n_stops;
	int seats_left;             /* on exactly these legs; filled from the bitmaps */
	int64_t unit_price_c, price_c; /* one passenger, all passengers */
	struct operator operator;
	struct bus bus;
	const char *status;         /* on_sale, closed, cancelled, sold_out, departed */
	const char *cancel_reason;
	bool overnight;
	bool fastest, cheapest;     /* badges */
};
extern const struct field trip_fields[];

/* ---- facts of one trip ---- */

struct stop {
	int64_t place_id;
	const char *slug;
	struct names name, city;
	double lat, lon, km;
	int arr_s, dep_s;           /* seconds after the trip's departure */
	int seq;
	int64_t arrives_at, departs_at;
};
extern const struct field stop_fields[];

struct fare {
	int board, alight;
	int64_t amount_c;
};

struct cancel_rule {
	int hours;
	int fee_bps;
};
extern const struct field cancel_rule_fields[];

struct facts {
	int64_t schedule_id, route_id, pattern_id;
	int version;
	const char *status, *cancel_reason;
	int32_t service_date;
	int64_t departs_at, arrives_at;
	int total_seats;
	const char *layout;         /* seat map */
	struct bus bus;
	struct operator operator;
	int commission_bps, luggage_kg;
	bool needs_id_number;
	const char *polyline;
	struct stop *stops;
	size_t n_stops;
	struct fare *fares;         /* one adult, by range of legs */
	size_t n_fares;
	struct cancel_rule *rules;  /* most hours first */
	size_t n_rules;
};
extern const struct field facts_fields[];

/* From the cache or in one round trip. ERR_NOT_FOUND. */
enum err trip_facts(struct work *w, int64_t schedule_id, struct facts *out);
/* Forgets the cached facts at once: they proved stale; or after commit: they are being changed. */
void trip_facts_stale(struct work *w, int64_t schedule_id);
void trip_facts_forget(struct work *w, int64_t schedule_id);

/* The legs between two places of the trip; ERR_NOT_FOUND when it does not run that way. */
enum err trip_legs(const struct facts *f, int64_t from_place, int64_t to_place, int *board,
		   int *alight);
/* Fare of one adult on those legs; 0 when none is set. */
int64_t trip_fare(const struct facts *f, int board, int alight);
/* on_sale, closed (past the cutoff), departed, cancelled, ... as a customer sees it now. */
const char *trip_sale_state(const struct facts *f, int64_t boards_at, int64_t now);
/* The same with a cutoff of its own: counters sell longer. */
const char *trip_state_by(const char *status, int64_t boards_at, int64_t now, int64_t cutoff_s);

/* The trip as a search line for those legs, without seats left. */
void trip_summary(const struct facts *f, int board, int alight, int passengers, struct trip *out);

/* Fills seats_left of one line. */
enum err trip_seats_left(struct work *w, struct trip *t);

#endif
