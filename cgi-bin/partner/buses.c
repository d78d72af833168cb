/* buses - the company's vehicles and their seat plans. */
#include "partner.h"

struct buses_in {
	int page, limit;
};

const struct rule buses_rules[] = {
	{ "page", V_COUNT, AT(buses_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(buses_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct buses_in) },
};

struct bus_in {
	int64_t id;
};

const struct rule bus_rules[] = {
	{ ":id", V_ID("bus"), AT(bus_in, id), .need = true },
	{ .size = sizeof(struct bus_in) },
};

const struct answer buses_answers[] = {
	{ 200, "CompanyBus", own_bus_fields, .how = ANSWER_LIST, .pages = true },
	{ 0 },
};

const struct answer bus_answers[] = {
	{ 200, "CompanyBus", own_bus_fields, .how = ANSWER_ONE },
	{ 200, "SeatRow", seat_row_fields, .name = "rows", .how = ANSWER_LIST },
	{ 200, "BusTrip", bus_trip_fields, .name = "trips", .how = ANSWER_LIST },
	{ 0 },
};

enum err buses(struct req *r)
{
	const struct buses_in *in = r->in;
	struct own_bus *list;
	int64_t total;
	size_t n;

	TRY(partner_buses(&r->work, in->page, in->limit, &list, &n, &total));
	put_list(r, r->is_page ? "buses" : NULL, own_bus_fields, sizeof *list, list, n);
	put_pagination(r, in->page, in->limit, total);
	return reply(r, 200);
}

enum err bus(struct req *r)
{
	const struct bus_in *in = r->in;
	struct own_bus *b = arena_get(r->work.arena, sizeof *b);
	struct seat_plan *plan = arena_get(r->work.arena, sizeof *plan);
	struct bus_trip *trips;
	size_t n;

	TRY(partner_bus(&r->work, in->id, b, plan, &trips, &n));
	put(r, NULL, own_bus_fields, b);
	put_list(r, "rows", seat_row_fields, sizeof(struct seat_row), plan->rows, plan->n_rows);
	put_list(r, "trips", bus_trip_fields, sizeof *trips, trips, n);
	return reply(r, 200);
}
