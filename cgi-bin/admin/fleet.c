/* fleet - buses on the road with their last known position, as a list; the map stands beside it. */
#include "admin.h"

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
	if (r->is_page)
		TRY(put_companies(r));
	return reply(r, 200);
}
