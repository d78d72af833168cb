/* trip - facts of one departure, from the cache or the database. */
#include "domain/trip.h"

#include <string.h>

#include "base/conf.h"
#include "base/pack.h"
#include "base/str.h"
#include "base/when.h"
#include "store/cache.h"
#include "store/db.h"

const struct field stop_time_fields[] = {
	{ "stopId", F_ID("stop"), AT(stop_time, stop_id), "id" },
	{ "slug", F_TEXT, AT(stop_time, slug), "slug" },
	{ "name", F_NAMES, AT(stop_time, name), "name" },
	{ "city", F_NAMES, AT(stop_time, city), "city" },
	{ "time", F_TIME, AT(stop_time, time), "time" },
	{ "seq", F_COUNT, AT(stop_time, seq), "seq", .see = SEE_NONE },
	{ 0 },
};

const struct field operator_fields[] = {
	{ "id", F_ID("partner"), AT(operator, id), "id" },
	{ "name", F_NAMES, AT(operator, name), "name" },
	{ "phone", F_TEXT, AT(operator, phone), "phone" },
	{ 0 },
};

static const struct field line_bus_fields[] = {
	{ "type", F_ENUM("bus_type"), AT(bus, type), "class" },
	{ "model", F_TEXT, AT(bus, model), "model" },
	{ "amenities", F_WORDS("amenity"), AT(bus, amenities), "features" },
	{ 0 },
};

const struct field trip_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(trip, schedule_id), "schedule_id" },
	{ "routeId", F_ID("route"), AT(trip, route_id), "route_id" },
	{ "from", F_ONE, AT(trip, from), "from_", stop_time_fields },
	{ "to", F_ONE, AT(trip, to), "to_", stop_time_fields },
	{ "minutes", F_MINUTES, AT(trip, minutes) },
	{ "stopsBetween", F_COUNT, AT(trip, stops_between) },
	{ "totalSeats", F_COUNT, AT(trip, total_seats), "total_seats" },
	{ "seatsLeft", F_COUNT, AT(trip, seats_left) },
	{ "unitPrice", F_MONEY, AT(trip, unit_price_c), "amount_c" },
	{ "price", F_MONEY, AT(trip, price_c) },
	{ "operator", F_ONE, AT(trip, operator), "operator_", operator_fields },
	{ "bus", F_ONE, AT(trip, bus), "bus_", line_bus_fields },
	{ "status", F_ENUM("trip_status"), AT(trip, status), "status" },
	{ "cancelReason", F_ENUM("cancel_reason"), AT(trip, cancel_reason), "cancel_reason" },
	{ "overnight", F_BOOL, AT(trip, overnight) },
	{ "fastest", F_BOOL, AT(trip, fastest) },
	{ "cheapest", F_BOOL, AT(trip, cheapest) },
	{ "legs", F_COUNT, AT(trip, n_stops), "n_stops", .see = SEE_NONE },
	{ 0 },
};

const struct field stop_fields[] = {
	{ "stopId", F_ID("stop"), AT(stop, place_id), "place_id" },
	{ "slug", F_TEXT, AT(stop, slug), "slug" },
	{ "name", F_NAMES, AT(stop, name), "name" },
	{ "city", F_NAMES, AT(stop, city), "city" },
	{ "latitude", F_REAL, AT(stop, lat), "lat" },
	{ "longitude", F_REAL, AT(stop, lon), "lon" },
	{ "km", F_REAL, AT(stop, km), "km" },
	{ "seq", F_COUNT, AT(stop, seq), "seq" },
	{ "arrivesAt", F_TIME, AT(stop, arrives_at) },
	{ "departsAt", F_TIME, AT(stop, departs_at) },
	{ "arrS", F_COUNT, AT(stop, arr_s), "arr_s", .see = SEE_NONE },
	{ "depS", F_COUNT, AT(stop, dep_s), "dep_s", .see = SEE_NONE },
	{ 0 },
};

static const struct field fare_fields[] = {
	{ "board", F_COUNT, AT(fare, board), "board_seq" },
	{ "alight", F_COUNT, AT(fare, alight), "alight_seq" },
	{ "amount", F_MONEY, AT(fare, amount_c), "amount_c" },
	{ 0 },
};

const struct field cancel_rule_fields[] = {
	{ "hours", F_COUNT, AT(cancel_rule, hours), "hours_before" },
	{ "feeBps", F_COUNT, AT(cancel_rule, fee_bps), "fee_bps" },
	{ 0 },
};

const struct field bus_fields[] = {
	{ "type", F_ENUM("bus_type"), AT(bus, type), "class" },
	{ "model", F_TEXT, AT(bus, model), "model" },
	{ "plate", F_TEXT, AT(bus, plate), "plate" },
	{ "amenities", F_WORDS("amenity"), AT(bus, amenities), "features" },
	{ 0 },
};

const struct field facts_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(facts, schedule_id), "schedule_id" },
	{ "routeId", F_ID("route"), AT(facts, route_id), "route_id" },
	{ "patternId", F_INT, AT(facts, pattern_id), "pattern_id" },
	{ "version", F_COUNT, AT(facts, version), "version" },
	{ "status", F_TEXT, AT(facts, status), "status" },
	{ "cancelReason", F_TEXT, AT(facts, cancel_reason), "cancel_reason" },
	{ "serviceDate", F_DATE, AT(facts, service_date), "service_date" },
	{ "departsAt", F_TIME, AT(facts, departs_at), "departure_time" },
	{ "arrivesAt", F_TIME, AT(facts, arrives_at), "arrival_time" },
	{ "totalSeats", F_COUNT, AT(facts, total_seats), "total_seats" },
	{ "layout", F_TEXT, AT(facts, layout), "layout" },
	{ "bus", F_ONE, AT(facts, bus), "bus_", bus_fields },
	{ "operator", F_ONE, AT(facts, operator), "operator_", operator_fields },
	{ "commissionBps", F_COUNT, AT(facts, commission_bps), "commission_bps" },
	{ "luggageKg", F_COUNT, AT(facts, luggage_kg), "luggage_kg" },
	{ "needsIdNumber", F_BOOL, AT(facts, needs_id_number), "needs_id_number" },
	{ "polyline", F_TEXT, AT(facts, polyline), "polyline" },
	{ "stops", F_LIST, AT(facts, stops), .sub = stop_fields, .size = sizeof(struct stop),
	  .count_at = offsetof(struct facts, n_stops) },
	{ "fares", F_LIST, AT(facts, fares), .sub = fare_fields, .size = sizeof(struct fare),
	  .count_at = offsetof(struct facts, n_fares) },
	{ "rules", F_LIST, AT(facts, rules), .sub = cancel_rule_fields, .size = sizeof(struct cancel_rule),
	  .count_at = offsetof(struct facts, n_rules) },
	{ 0 },
};

/* One round trip for the row and its three lists. */
static enum err read_facts(struct work *w, int64_t id, struct facts *out)
{
	struct param p[] = { p_int(id) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_TRIP_FACTS, p, facts_fields, out, NULL);
	db_later_list(w, Q_TRIP_STOPS, p, stop_fields, sizeof(struct stop), &out->stops, &out->n_stops);
	db_later_list(w, Q_TRIP_FARES, p, fare_fields, sizeof(struct fare), &out->fares, &out->n_fares);
	db_later_list(w, Q_TRIP_RULES, p, cancel_rule_fields, sizeof(struct cancel_rule), &out->rules,
		      &out->n_rules);
	TRY(db_flush(w));
	if (out->n_stops < 2 || out->n_stops > TRIP_STOPS)
		return fail(ERR_INTERNAL, "trip %lld has %zu stops", (long long)id, out->n_stops);
	for (size_t i = 0; i < out->n_stops; i++) {
		struct stop *s = &out->stops[i];

		s->arrives_at = out->departs_at + (int64_t)s->arr_s * WHEN_SECOND;
		s->departs_at = out->departs_at + (int64_t)s->dep_s * WHEN_SECOND;
	}
	out->bus.seats = out->total_seats;
	return OK;
}

enum err trip_facts(struct work *w, int64_t schedule_id, struct facts *out)
{
	const char *key = cache_key_of(w, CACHE_TRIP, schedule_id);
	struct slice found;
	struct buf packed;

	if (cache_get(w, CACHE_TRIP, key, &found) &&
	    unpack(w->arena, facts_fields, found.data, found.n, out)) {
		out->bus.seats = out->total_seats;
		return OK;
	}
	TRY(read_facts(w, schedule_id, out));
	buf_init(&packed, w->arena, 4096);
	pack(&packed, facts_fields, out);
	if (!arena_overflown(w->arena))
		cache_put(w, CACHE_TRIP, key, packed.data, packed.len);
	return OK;
}

void trip_facts_stale(struct work *w, int64_t schedule_id)
{
	const char *key = cache_key_of(w, CACHE_TRIP, schedule_id);

	redis_del(w, &key, 1);
}

void trip_facts_forget(struct work *w, int64_t schedule_id)
{
	work_forget(w, cache_key_of(w, CACHE_TRIP, schedule_id));
}

enum err trip_legs(const struct facts *f, int64_t from_place, int64_t to_place, int *board,
		   int *alight)
{
	*board = *alight = -1;
	for (size_t i = 0; i < f->n_stops; i++) {
		if (f->stops[i].place_id == from_place && *alight < 0)
			*board = (int)i;
		if (f->stops[i].place_id == to_place && *board >= 0 && (int)i > *board && *alight < 0)
			*alight = (int)i;
	}
	if (*board < 0 || *alight < 0)
		return fail(ERR_NOT_FOUND, "trip %lld does not run from stop %lld to %lld",
			    (long long)f->schedule_id, (long long)from_place, (long long)to_place);
	return OK;
}

int64_t trip_fare(const struct facts *f, int board, int alight)
{
	for (size_t i = 0; i < f->n_fares; i++)
		if (f->fares[i].board == board && f->fares[i].alight == alight)
			return f->fares[i].amount_c;
	return 0;
}

const char *trip_state_by(const char *status, int64_t boards_at, int64_t now, int64_t cutoff_s)
{
	if (strcmp(status, "on_sale") != 0)
		return status;
	if (boards_at <= now)
		return "departed";
	return boards_at - cutoff_s * WHEN_SECOND <= now ? "closed" : "on_sale";
}

const char *trip_sale_state(const struct facts *f, int64_t boards_at, int64_t now)
{
	return trip_state_by(f->status, boards_at, now, conf_int(CONF_HOLD_CUTOFF_S));
}

static struct stop_time at_stop(const struct stop *s, int64_t time)
{
	return (struct stop_time){ s->place_id, s->slug, s->name, s->city, time, s->seq };
}

void trip_summary(const struct facts *f, int board, int alight, int passengers, struct trip *out)
{
	const struct stop *from = &f->stops[board], *to = &f->stops[alight];

	memset(out, 0, sizeof *out);
	out->schedule_id = f->schedule_id;
	out->route_id = f->route_id;
	out->pattern_id = f->pattern_id;
	out->from = at_stop(from, from->departs_at);
	out->to = at_stop(to, to->arrives_at);
	out->minutes = (int)((to->arrives_at - from->departs_at) / WHEN_SECOND / 60);
	out->stops_between = alight - board - 1;
	out->total_seats = f->total_seats;
	out->n_stops = (int)f->n_stops;
	out->unit_price_c = trip_fare(f, board, alight);
	out->price_c = out->unit_price_c * passengers;
	out->operator = f->operator;
	out->bus = f->bus;
	out->status = f->status;
	out->cancel_reason = f->cancel_reason;
	out->overnight = when_local_date(out->to.time) > when_local_date(out->from.time);
}
