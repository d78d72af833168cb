/* change - one departure at another time, or with another bus. */
#include "partner.h"

#include "base/when.h"
#include "domain/cancel.h"
#include "domain/change.h"
#include "domain/remap.h"
#include "http/input.h"

struct retime_in {
	int64_t id;
	int32_t date;
	const char *time, *reason;
};

const struct rule retime_rules[] = {
	{ ":id", V_ID("schedule"), AT(retime_in, id), .need = true },
	{ "date", V_DATE, AT(retime_in, date), .need = true, .help = "day it leaves on in Algeria" },
	{ "time", V_TEXT, AT(retime_in, time), .need = true, .min = 5, .max = 5, .help = "hour it leaves at in Algeria, 07:30" },
	{ "reason", V_ENUM, AT(retime_in, reason), .need = true, .oneof = cancel_reasons },
	{ .size = sizeof(struct retime_in) },
};

static enum err answer_trip(struct req *r, int64_t id)
{
	struct own_trip *t;

	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/trips/schedule_%lld", (long long)id)));
	t = arena_get(r->work.arena, sizeof *t);
	TRY(partner_trip(&r->work, id, t));
	put(r, NULL, own_trip_fields, t);
	return reply(r, 200);
}

/* On a page the field the database found wrong is one of the form. */
static enum err on_form(struct req *r, enum err e)
{
	return e == ERR_INPUT && r->is_page ? input_wrong(r, arena_str(r->work.arena, fail_note()->field), e) : e;
}

enum err retime_page(struct req *r)
{
	const struct trip_in *in = r->in;
	struct own_trip *t = arena_get(r->work.arena, sizeof *t);
	struct cancel_effects *effects = arena_get(r->work.arena, sizeof *effects);

	TRY(partner_trip(&r->work, in->id, t));
	TRY(partner_cancel_effects(&r->work, in->id, effects));
	put(r, NULL, own_trip_fields, t);
	put(r, "effects", cancel_effects_fields, effects);
	put_fact(r, "date", when_iso_date(r->work.arena, when_local_date(t->departs_at)));
	put_reasons(r);
	return reply(r, 200);
}

enum err retime(struct req *r)
{
	const struct retime_in *in = r->in;
	int seconds;

	if (!change_clock(in->time, &seconds))
		return input_wrong(r, "time", ERR_INPUT);
	TRY(on_form(r, change_time(&r->work, in->id, when_at(in->date, seconds), in->reason)));
	return answer_trip(r, in->id);
}

/* ---- another bus ---- */

enum { MOST_BUSES = 100 };

struct rebus_in {
	int64_t id, bus_id;
	const char *plan, *reason;
	bool refund_lost;
};

const struct rule rebus_page_rules[] = {
	{ ":id", V_ID("schedule"), AT(rebus_in, id), .need = true },
	{ "busId", V_ID("bus"), AT(rebus_in, bus_id) },
	{ .size = sizeof(struct rebus_in) },
};

const struct rule remap_rules[] = {
	{ ":id", V_ID("schedule"), AT(rebus_in, id), .need = true },
	{ "busId", V_ID("bus"), AT(rebus_in, bus_id), .need = true },
	{ .size = sizeof(struct rebus_in) },
};

const struct rule rebus_rules[] = {
	{ ":id", V_ID("schedule"), AT(rebus_in, id), .need = true },
	{ "busId", V_ID("bus"), AT(rebus_in, bus_id), .need = true },
	{ "plan", V_TEXT, AT(rebus_in, plan), .need = true, .min = 16, .max = 16, .help = "name of the plan that was looked at" },
	{ "refundLost", V_BOOL, AT(rebus_in, refund_lost), .help = "who has no seat in it gets everything back" },
	{ "reason", V_ENUM, AT(rebus_in, reason), .need = true, .oneof = cancel_reasons },
	{ .size = sizeof(struct rebus_in) },
};

const struct answer remap_answers[] = {
	{ 200, "SeatPlanChange", remap_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* Who would sit where, before anybody does. */
enum err remap_show(struct req *r)
{
	const struct rebus_in *in = r->in;
	struct remap *m = arena_get(r->work.arena, sizeof *m);

	TRY(remap_read(&r->work, in->id, in->bus_id, m));
	put(r, NULL, remap_fields, m);
	return reply(r, 200);
}

/* The bus of the form that is shown again, else that of the address. */
static int64_t chosen_bus(struct req *r)
{
	const struct rebus_in *in = r->in;
	struct rebus_in again = { 0 };
	const char *typed;

	if (!r->form_again || input_typed(r, "busId", &typed, 1) == 0)
		return in->bus_id;
	return value_parse(r->work.arena, &remap_rules[1], typed, &again) ? again.bus_id : in->bus_id;
}

enum err rebus_page(struct req *r)
{
	const struct rebus_in *in = r->in;
	struct own_trip *t = arena_get(r->work.arena, sizeof *t);
	struct remap *m = arena_get(r->work.arena, sizeof *m);
	int64_t bus_id = chosen_bus(r), total;
	struct own_bus *list;
	size_t n;

	TRY(partner_trip(&r->work, in->id, t));
	TRY(partner_buses(&r->work, 1, MOST_BUSES, &list, &n, &total));
	put(r, NULL, own_trip_fields, t);
	put_list(r, "buses", own_bus_fields, sizeof *list, list, n);
	if (bus_id) {
		TRY(remap_read(&r->work, in->id, bus_id, m));
		put(r, "plan", remap_fields, m);
	}
	put_reasons(r);
	return reply(r, 200);
}

enum err rebus(struct req *r)
{
	const struct rebus_in *in = r->in;

	TRY(on_form(r, remap_apply(&r->work, in->id, in->bus_id, in->plan, in->refund_lost, in->reason)));
	return answer_trip(r, in->id);
}
