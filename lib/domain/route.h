/*
 * route - a company's line: what it is, its stops, its departures; and what people travel most.
 */
#ifndef DOMAIN_ROUTE_H
#define DOMAIN_ROUTE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/trip.h"
#include "store/work.h"

struct route_end {
	int64_t id;
	const char *slug;
	struct names name;
};

struct line {
	int64_t id, pattern_id;
	struct route_end origin, destination;
	double km;
	int minutes;
	int64_t base_price_c;
	int total_seats;
	const char *bus_type;
	const char *const *amenities;
	struct operator operator;
	const char *polyline;
	struct stop *stops;
	size_t n_stops;
};
extern const struct field line_fields[];

/* A departure over the whole line. */
struct departure {
	int64_t schedule_id, route_id;
	int32_t service_date;
	int64_t departs_at, arrives_at;
	int total_seats, legs, seats_left;
	const char *type, *status, *cancel_reason;
	int64_t price_c;
};
extern const struct field departure_fields[];

/* A pair of cities people travel between. */
struct popular {
	const char *from_slug, *to_slug;
	struct names from, to;
	int64_t price_c; /* lowest */
	int64_t daily;
};
extern const struct field popular_fields[];

/* A place as a form suggests it. */
struct suggestion {
	const char *slug;
	struct names name;
};
extern const struct field suggestion_fields[];

enum err route_read(struct work *w, int64_t id, struct line *out);
/* Departures of some days, with seats left on the whole line. */
enum err route_departures(struct work *w, int64_t id, int32_t from_day, int32_t to_day,
			  struct departure **list, size_t *n);
enum err route_popular(struct work *w, int n, struct popular **list, size_t *count);
enum err route_places(struct work *w, struct suggestion **list, size_t *n);

#endif
