/* fleet - buses on the road with their last known position: as a list, and for the map above it. */
#include "admin.h"

#include "http/stream_ticket.h"

enum { RELOAD_S = 30, MAP_MOST = 5000 };

static const char *const states[] = { "fresh", "late", "silent", NULL };

struct fleet_in {
	int64_t partner_id;
	const char *state;
	int page, limit;
};

const struct rule fleet_rules[] = {
	{ "partner", V_ID("partner"), AT(fleet_in, partner_id) },
	{ "state", V_ENUM, AT(fleet_in, state), .oneof = states },
	{ "page", V_COUNT, AT(fleet_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(fleet_in, limit), .min = 1, .max = 100, .dflt = "50" },
	{ .size = sizeof(struct fleet_in) },
};

struct live_in {
	int64_t partner_id;
	const char *state;
};

const struct rule fleet_live_rules[] = {
	{ "partner", V_ID("partner"), AT(live_in, partner_id) },
	{ "state", V_ENUM, AT(live_in, state), .oneof = states },
	{ .size = sizeof(struct live_in) },
};

static const struct field query_fields[] = {
	{ "partner", F_ID("partner"), AT(fleet_in, partner_id) },
	{ "state", F_ENUM("fix_state"), AT(fleet_in, state) },
	{ 0 },
};

const struct answer fleet_answers[] = {
	{ 200, "RollingBus", rolling_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "FleetQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer fleet_live_answers[] = {
	{ 200, "StreamTicket", stream_fields, .how = ANSWER_ONE },
	{ 200, "BusSpot", rolling_spot_fields, .name = "buses", .how = ANSWER_LIST },
	{ 0 },
};

/* Where the map finds its buses: under the same filters, but all of them. */
static const char *live_url(struct req *r)
{
	const char *filters = req_filters(r);

	return arena_printf(r->work.arena, "/api/v1/admin/fleet/live%s%s", *filters ? "?" : "", filters);
}

enum err fleet(struct req *r)
{
	const struct fleet_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct rolling *list;
	size_t n;

	TRY(platform_fleet(&r->work, in->partner_id, in->state, &page, &list, &n));
	put_list(r, r->is_page ? "buses" : NULL, rolling_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, in);
	put_counted(r, &page);
	if (!r->is_page)
		return reply(r, 200);
	put_fact(r, "liveUrl", live_url(r));
	r->refresh_s = RELOAD_S;
	TRY(put_companies(r));
	return reply(r, 200);
}

/* Every bus the filters let through, and the ticket of the stream that moves them. */
enum err fleet_live(struct req *r)
{
	const struct live_in *in = r->in;
	struct page page = { .number = 1, .limit = MAP_MOST };
	struct stream_doc *stream = arena_get(r->work.arena, sizeof *stream);
	struct rolling *list;
	size_t n;

	TRY(platform_fleet(&r->work, in->partner_id, in->state, &page, &list, &n));
	TRY(stream_for_buses(r, NULL, 0, stream));
	put(r, NULL, stream_fields, stream);
	put_list(r, "buses", rolling_spot_fields, sizeof *list, list, n);
	return reply(r, 200);
}
