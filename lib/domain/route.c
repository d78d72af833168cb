/* route - lines and their departures. */
#include "domain/route.h"

#include <string.h>

#include "base/pack.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/seat.h"
#include "store/cache.h"
#include "store/db.h"

static const struct field end_fields[] = {
	{ "placeId", F_ID("place"), AT(route_end, id), "id" },
	{ "slug", F_TEXT, AT(route_end, slug), "slug" },
	{ "name", F_NAMES, AT(route_end, name), "name" },
	{ 0 },
};

const struct field line_fields[] = {
	{ "id", F_ID("route"), AT(line, id), "route_id" },
	{ "origin", F_ONE, AT(line, origin), "origin_", end_fields },
	{ "destination", F_ONE, AT(line, destination), "destination_", end_fields },
	{ "distanceKm", F_REAL, AT(line, km), "distance_km" },
	{ "minutes", F_MINUTES, AT(line, minutes), "duration_minutes" },
	{ "basePrice", F_MONEY, AT(line, base_price_c), "base_price_c" },
	{ "totalSeats", F_COUNT, AT(line, total_seats), "total_seats" },
	{ "busType", F_ENUM("bus_type"), AT(line, bus_type), "bus_type" },
	{ "amenities", F_WORDS("amenity"), AT(line, amenities), "amenities" },
	{ "operator", F_ONE, AT(line, operator), "operator_", operator_fields },
	{ "polyline", F_TEXT, AT(line, polyline), "polyline" },
	{ "stops", F_LIST, AT(line, stops), .sub = stop_fields, .size = sizeof(struct stop),
	  .count_at = offsetof(struct line, n_stops) },
	{ "patternId", F_INT, AT(line, pattern_id), "pattern_id", .see = SEE_NONE },
	{ 0 },
};

const struct field departure_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(departure, schedule_id), "schedule_id" },
	{ "routeId", F_ID("route"), AT(departure, route_id), "route_id" },
	{ "serviceDate", F_DATE, AT(departure, service_date), "service_date" },
	{ "departsAt", F_TIME, AT(departure, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(departure, arrives_at), "arrives_at" },
	{ "totalSeats", F_COUNT, AT(departure, total_seats), "total_seats" },
	{ "seatsLeft", F_COUNT, AT(departure, seats_left) },
	{ "busType", F_ENUM("bus_type"), AT(departure, type), "class" },
	{ "price", F_MONEY, AT(departure, price_c), "amount_c" },
	{ "status", F_ENUM("trip_status"), AT(departure, status), "status" },
	{ "cancelReason", F_ENUM("cancel_reason"), AT(departure, cancel_reason), "cancel_reason" },
	{ "legs", F_COUNT, AT(departure, legs), "legs", .see = SEE_NONE },
	{ 0 },
};

const struct field popular_fields[] = {
	{ "fromSlug", F_TEXT, AT(popular, from_slug), "from_slug" },
	{ "from", F_NAMES, AT(popular, from), "from" },
	{ "toSlug", F_TEXT, AT(popular, to_slug), "to_slug" },
	{ "to", F_NAMES, AT(popular, to), "to" },
	{ "price", F_MONEY, AT(popular, price_c), "amount_c" },
	{ "daily", F_INT, AT(popular, daily), "daily" },
	{ 0 },
};

const struct field suggestion_fields[] = {
	{ "slug", F_TEXT, AT(suggestion, slug), "slug" },
	{ "name", F_NAMES, AT(suggestion, name), "name" },
	{ 0 },
};

enum err route_read(struct work *w, int64_t id, struct line *out)
{
	const char *key = cache_key_of(w, CACHE_ROUTE, id);
	struct slice found;
	struct buf packed;

	if (cache_get(w, CACHE_ROUTE, key, &found) &&
	    unpack(w->arena, line_fields, found.data, found.n, out))
		return OK;
	memset(out, 0, sizeof *out);
	db_later_one(w, Q_ROUTE_FIND, (struct param[]){ p_int(id) }, line_fields, out, NULL);
	db_later_list(w, Q_ROUTE_STOPS, (struct param[]){ p_int(id) }, stop_fields, sizeof(struct stop),
		      &out->stops, &out->n_stops);
	TRY(db_flush(w));
	for (size_t i = 0; i < out->n_stops; i++) /* a line has no day: only departures have instants */
		out->stops[i].arrives_at = out->stops[i].departs_at = WHEN_NONE;
	buf_init(&packed, w->arena, 4096);
	pack(&packed, line_fields, out);
	if (!arena_overflown(w->arena))
		cache_put(w, CACHE_ROUTE, key, packed.data, packed.len);
	return OK;
}

enum err route_departures(struct work *w, int64_t id, int32_t from_day, int32_t to_day,
			  struct departure **list, size_t *n)
{
	int64_t *ids;
	int *legs;
	uint64_t(*words)[SEAT_LEGS];

	TRY(db_list(w, Q_ROUTE_SCHEDULES,
		    (struct param[]){ p_int(id), p_date(from_day), p_date(to_day) }, departure_fields,
		    sizeof(struct departure), list, n));
	ids = arena_get(w->arena, (*n + 1) * sizeof *ids);
	legs = arena_get(w->arena, (*n + 1) * sizeof *legs);
	words = arena_get(w->arena, (*n + 1) * sizeof *words);
	for (size_t i = 0; i < *n; i++) {
		ids[i] = (*list)[i].schedule_id;
		legs[i] = (*list)[i].legs;
	}
	TRY(seat_words(w, ids, legs, *n, words));
	for (size_t i = 0; i < *n; i++) {
		struct departure *d = &(*list)[i];

		d->seats_left = d->total_seats -
				__builtin_popcountll(seat_taken(words[i], 0, d->legs));
	}
	return OK;
}

enum err route_popular(struct work *w, int n, struct popular **list, size_t *count)
{
	const char *key = cache_key_of(w, CACHE_POPULAR, n);
	struct slice found;
	struct buf packed;

	if (cache_get(w, CACHE_POPULAR, key, &found) &&
	    unpack_list(w->arena, popular_fields, sizeof(struct popular), found.data, found.n, list, count))
		return OK;
	TRY(db_list(w, Q_ROUTE_POPULAR, (struct param[]){ p_int(n) }, popular_fields,
		    sizeof(struct popular), list, count));
	buf_init(&packed, w->arena, 4096);
	pack_list(&packed, popular_fields, sizeof(struct popular), *list, *count);
	if (*count)
		cache_put(w, CACHE_POPULAR, key, packed.data, packed.len);
	return OK;
}

enum err route_places(struct work *w, struct suggestion **list, size_t *n)
{
	const char *key = cache_key(w, CACHE_ROUTE, "places");
	struct slice found;
	struct buf packed;

	if (cache_get(w, CACHE_ROUTE, key, &found) &&
	    unpack_list(w->arena, suggestion_fields, sizeof(struct suggestion), found.data, found.n, list, n))
		return OK;
	TRY(db_list(w, Q_PLACE_ALL, NULL, suggestion_fields, sizeof(struct suggestion), list, n));
	buf_init(&packed, w->arena, 8192);
	pack_list(&packed, suggestion_fields, sizeof(struct suggestion), *list, *n);
	if (*n)
		cache_put(w, CACHE_ROUTE, key, packed.data, packed.len);
	return OK;
}
