/* routes - lines of all companies: their list, one of them. */
#include "admin.h"

struct routes_in {
	int64_t partner_id;
	const char *q;
	int page, limit;
};

const struct rule routes_rules[] = {
	{ "partner", V_ID("partner"), AT(routes_in, partner_id) },
	{ "q", V_TEXT, AT(routes_in, q), .min = 2, .max = 60 },
	{ "page", V_COUNT, AT(routes_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(routes_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct routes_in) },
};

struct route_in {
	int64_t id;
};

const struct rule route_rules[] = {
	{ ":id", V_ID("route"), AT(route_in, id), .need = true },
	{ .size = sizeof(struct route_in) },
};

static const struct field query_fields[] = {
	{ "partner", F_ID("partner"), AT(routes_in, partner_id) },
	{ "q", F_TEXT, AT(routes_in, q) },
	{ 0 },
};

const struct answer routes_answers[] = {
	{ 200, "RouteLine", route_line_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "RouteQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer route_answers[] = {
	{ 200, "RouteLine", route_line_fields, .how = ANSWER_ONE },
	{ 200, "Stop", stop_fields, .name = "stops", .how = ANSWER_LIST },
	{ 200, "RouteTrip", route_trip_fields, .name = "trips", .how = ANSWER_LIST },
	{ 0 },
};

enum err routes(struct req *r)
{
	const struct routes_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct route_line *list;
	size_t n;

	TRY(platform_routes(&r->work, in->partner_id, in->q, &page, &list, &n));
	put_list(r, r->is_page ? "routes" : NULL, route_line_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, in);
	put_counted(r, &page);
	if (r->is_page)
		TRY(put_companies(r));
	return reply(r, 200);
}

enum err route(struct req *r)
{
	const struct route_in *in = r->in;
	struct route_line *line = arena_get(r->work.arena, sizeof *line);
	struct route_trip *trips;
	struct stop *stops;
	size_t n_stops, n_trips;

	TRY(platform_route(&r->work, in->id, line, &stops, &n_stops, &trips, &n_trips));
	put(r, NULL, route_line_fields, line);
	put_list(r, "stops", stop_fields, sizeof *stops, stops, n_stops);
	put_list(r, "trips", route_trip_fields, sizeof *trips, trips, n_trips);
	return reply(r, 200);
}
