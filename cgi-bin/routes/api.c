/* api - places, search, routes, departures and seat maps as JSON. */
#include "routes.h"

#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/place.h"
#include "domain/route.h"
#include "domain/seat.h"

/* ---- what comes in ---- */

static const char *const sorts[] = { "departure", "arrival", "price", "duration", NULL };
static const char *const types[] = { "standard", "comfort", NULL };
static const char *const times[] = { "night", "morning", "afternoon", "evening", NULL };

struct place_in {
	const char *q;
	int limit;
};

const struct rule place_rules[] = {
	{ "q", V_TEXT, AT(place_in, q), .need = true, .min = 1, .max = 80 },
	{ "limit", V_COUNT, AT(place_in, limit), .min = 1, .max = 20, .dflt = "8" },
	{ .size = sizeof(struct place_in) },
};

const struct rule api_search_rules[] = {
	{ "origin", V_TEXT, AT(search_in, origin), .need = true, .min = 1, .max = 80 },
	{ "destination", V_TEXT, AT(search_in, destination), .need = true, .min = 1, .max = 80 },
	{ "date", V_DATE, AT(search_in, date), .need = true },
	{ "passengers", V_COUNT, AT(search_in, passengers), .min = 1, .max = 6, .dflt = "1" },
	{ "sort", V_ENUM, AT(search_in, sort), .oneof = sorts, .dflt = "departure" },
	{ "operator", V_ID("partner"), AT(search_in, operator_id) },
	{ "type", V_ENUM, AT(search_in, type), .oneof = types },
	{ "time", V_ENUM, AT(search_in, time), .oneof = times },
	{ "maxPrice", V_INT, AT(search_in, max_price), .min = 1, .max = 1000000 },
	{ "seatsOnly", V_BOOL, AT(search_in, seats_only) },
	{ "page", V_COUNT, AT(search_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(search_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct search_in) },
};

struct route_in {
	int64_t id;
	int32_t date;
	int days;
};

const struct rule route_rules[] = {
	{ ":id", V_ID("route"), AT(route_in, id), .need = true },
	{ .size = sizeof(struct route_in) },
};

const struct rule schedule_rules[] = {
	{ ":id", V_ID("route"), AT(route_in, id), .need = true },
	{ "date", V_DATE, AT(route_in, date) },
	{ "days", V_COUNT, AT(route_in, days), .min = 1, .max = 31, .dflt = "7" },
	{ .size = sizeof(struct route_in) },
};

struct departure_in {
	int64_t id, from, to;
};

const struct rule departure_rules[] = {
	{ ":id", V_ID("schedule"), AT(departure_in, id), .need = true },
	{ "fromStopId", V_ID("stop"), AT(departure_in, from) },
	{ "toStopId", V_ID("stop"), AT(departure_in, to) },
	{ .size = sizeof(struct departure_in) },
};

struct popular_in {
	int limit;
};

const struct rule popular_rules[] = {
	{ "limit", V_COUNT, AT(popular_in, limit), .min = 1, .max = 50, .dflt = "12" },
	{ .size = sizeof(struct popular_in) },
};

/* ---- what goes out ---- */

struct suggestion_of_day {
	int32_t next_date;
};

static const struct field suggestion_of_day_fields[] = {
	{ "nextDate", F_DATE, AT(suggestion_of_day, next_date) },
	{ 0 },
};

struct seat_facts {
	int64_t schedule_id;
	int total, free, decks;
	int64_t unit_price_c;
	struct seat_row *rows;
	size_t n_rows;
};

static const struct field seat_facts_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(seat_facts, schedule_id) },
	{ "totalSeats", F_COUNT, AT(seat_facts, total) },
	{ "seatsLeft", F_COUNT, AT(seat_facts, free) },
	{ "decks", F_COUNT, AT(seat_facts, decks) },
	{ "unitPrice", F_MONEY, AT(seat_facts, unit_price_c) },
	{ "rows", F_LIST, AT(seat_facts, rows), .sub = seat_row_fields, .size = sizeof(struct seat_row),
	  .count_at = offsetof(struct seat_facts, n_rows) },
	{ 0 },
};

struct rules_doc {
	struct cancel_rule *rules;
	size_t n;
	int luggage_kg;
};

static const struct field rules_doc_fields[] = {
	{ "rules", F_LIST, AT(rules_doc, rules), .sub = cancel_rule_fields,
	  .size = sizeof(struct cancel_rule), .count_at = offsetof(struct rules_doc, n) },
	{ "luggageKg", F_COUNT, AT(rules_doc, luggage_kg) },
	{ 0 },
};

const struct answer places_answers[] = {
	{ 200, "Place", place_fields, .how = ANSWER_LIST },
	{ 0 },
};

const struct answer search_answers[] = {
	{ 200, "Trip", trip_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "DaySuggestion", suggestion_of_day_fields, .name = "suggestion", .how = ANSWER_BESIDE, .sometimes = true },
	{ 0 },
};

const struct answer popular_answers[] = {
	{ 200, "PopularPair", popular_fields, .how = ANSWER_LIST },
	{ 0 },
};

const struct answer route_answers[] = {
	{ 200, "Route", line_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer schedules_answers[] = {
	{ 200, "Departure", departure_fields, .how = ANSWER_LIST },
	{ 0 },
};

const struct answer trip_answers[] = {
	{ 200, "Trip", trip_fields, .how = ANSWER_ONE },
	{ 200, "TripRules", rules_doc_fields, .how = ANSWER_ONE },
	{ 200, "Stop", stop_fields, .name = "stops", .how = ANSWER_LIST },
	{ 0 },
};

const struct answer seats_answers[] = {
	{ 200, "SeatMap", seat_facts_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* ---- handlers ---- */

enum err places(struct req *r)
{
	const struct place_in *in = r->in;
	struct place *list;
	size_t n;

	TRY(place_search(&r->work, in->q, (size_t)in->limit, &list, &n));
	put_list(r, NULL, place_fields, sizeof(struct place), list, n);
	return reply(r, 200);
}

static void hours(const char *time, struct trip_query *q)
{
	static const struct {
		const char *name;
		int from, to;
	} parts[] = {
		{ "night", 0, 6 }, { "morning", 6, 12 }, { "afternoon", 12, 18 }, { "evening", 18, 24 },
	};

	q->from_hour = 0;
	q->to_hour = 24;
	for (size_t i = 0; time && i < sizeof parts / sizeof parts[0]; i++) {
		if (strcmp(parts[i].name, time) == 0) {
			q->from_hour = parts[i].from;
			q->to_hour = parts[i].to;
		}
	}
}

enum err search_run(struct req *r, const struct search_in *in, const char *origin_field,
		    const char *destination_field, struct trip_query *q, struct trip_result *out)
{
	const char *names[] = { in->origin ? in->origin : in->from,
				in->destination ? in->destination : in->to };
	const char *fields[] = { origin_field, destination_field };
	int32_t today = when_local_date(r->work.now);
	struct place *ends = arena_get(r->work.arena, 2 * sizeof *ends);

	if (in->date < today || in->date > today + conf_int(CONF_SALE_DAYS))
		return input_wrong(r, "date", ERR_PAST_DATE);
	TRY(place_resolve_all(&r->work, names, fields, 2, ends));
	if (ends[0].id == ends[1].id || ends[0].city_id == ends[1].city_id)
		return input_wrong(r, destination_field, ERR_SAME_PLACE);
	*q = (struct trip_query){
		.origin = ends[0].id,
		.destination = ends[1].id,
		.date = in->date,
		.passengers = in->passengers,
		.sort = in->sort,
		.operator_id = in->operator_id,
		.type = in->type,
		.max_price_c = in->max_price * 100,
		.seats_only = in->seats_only,
		.page = in->page,
		.limit = in->limit,
	};
	hours(in->time, q);
	put(r, "origin", place_fields, &ends[0]);
	put(r, "destination", place_fields, &ends[1]);
	return trip_search(&r->work, q, out);
}

enum err search(struct req *r)
{
	const struct search_in *in = r->in;
	struct trip_query q;
	struct trip_result *found = arena_get(r->work.arena, sizeof *found);
	struct suggestion_of_day *next = arena_get(r->work.arena, sizeof *next);

	TRY(search_run(r, in, "origin", "destination", &q, found));
	r->n_parts = 0;
	put_list(r, NULL, trip_fields, sizeof(struct trip), found->trips, found->n);
	put_pagination(r, in->page, in->limit, (int64_t)found->total);
	if (found->next_date != WHEN_NO_DATE) {
		next->next_date = found->next_date;
		put_beside(r, "suggestion", suggestion_of_day_fields, next);
	}
	return reply(r, 200);
}

enum err route_show(struct req *r)
{
	const struct route_in *in = r->in;
	struct line *line = arena_get(r->work.arena, sizeof *line);

	TRY(route_read(&r->work, in->id, line));
	put(r, NULL, line_fields, line);
	return reply(r, 200);
}

enum err schedules(struct req *r)
{
	const struct route_in *in = r->in;
	int32_t from = in->date == WHEN_NO_DATE ? when_local_date(r->work.now) : in->date;
	struct line line;
	struct departure *list;
	size_t n;

	TRY(route_read(&r->work, in->id, &line));
	TRY(route_departures(&r->work, in->id, from, from + in->days - 1, &list, &n));
	put_list(r, NULL, departure_fields, sizeof(struct departure), list, n);
	return reply(r, 200);
}

/* Ends of the ride asked for, or of the whole trip. */
static enum err ride(const struct departure_in *in, const struct facts *f, int *board, int *alight)
{
	int64_t from = in->from ? in->from : f->stops[0].place_id;
	int64_t to = in->to ? in->to : f->stops[f->n_stops - 1].place_id;

	return trip_legs(f, from, to, board, alight);
}

enum err trip_show(struct req *r)
{
	const struct departure_in *in = r->in;
	struct facts *f = arena_get(r->work.arena, sizeof *f);
	struct trip *line = arena_get(r->work.arena, sizeof *line);
	struct rules_doc *rules = arena_get(r->work.arena, sizeof *rules);
	int board, alight;

	TRY(trip_facts(&r->work, in->id, f));
	TRY(ride(in, f, &board, &alight));
	trip_summary(f, board, alight, 1, line);
	TRY(trip_seats_left(&r->work, line));
	line->status = trip_sale_state(f, line->from.time, r->work.now);
	*rules = (struct rules_doc){ f->rules, f->n_rules, f->luggage_kg };
	put(r, NULL, trip_fields, line);
	put(r, NULL, rules_doc_fields, rules);
	put_list(r, "stops", stop_fields, sizeof(struct stop), f->stops, f->n_stops);
	return reply(r, 200);
}

enum err seats_show(struct req *r)
{
	const struct departure_in *in = r->in;
	struct facts *f = arena_get(r->work.arena, sizeof *f);
	struct seat_plan *plan = arena_get(r->work.arena, sizeof *plan);
	struct seat_facts *doc = arena_get(r->work.arena, sizeof *doc);
	uint64_t words[1][SEAT_LEGS], taken;
	int board, alight, legs;

	TRY(trip_facts(&r->work, in->id, f));
	TRY(ride(in, f, &board, &alight));
	TRY(seat_plan_read(r->work.arena, f->layout, plan));
	legs = (int)f->n_stops - 1;
	TRY(seat_words(&r->work, &f->schedule_id, &legs, 1, words));
	taken = seat_taken(words[0], board, alight);
	seat_plan_mark(plan, taken, 0, trip_fare(f, board, alight));
	*doc = (struct seat_facts){
		.schedule_id = f->schedule_id,
		.total = plan->seats,
		.free = plan->seats - __builtin_popcountll(taken),
		.decks = plan->decks,
		.unit_price_c = trip_fare(f, board, alight),
		.rows = plan->rows,
		.n_rows = plan->n_rows,
	};
	put(r, NULL, seat_facts_fields, doc);
	return reply(r, 200);
}

enum err popular(struct req *r)
{
	const struct popular_in *in = r->in;
	struct popular *list;
	size_t n;

	TRY(route_popular(&r->work, in->limit, &list, &n));
	put_list(r, NULL, popular_fields, sizeof(struct popular), list, n);
	return reply(r, 200);
}
