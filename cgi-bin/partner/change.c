/* change - one departure at another time. */
#include "partner.h"

#include "base/when.h"
#include "domain/cancel.h"
#include "domain/change.h"

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
	TRY(change_time(&r->work, in->id, when_at(in->date, seconds), in->reason));
	return answer_trip(r, in->id);
}
