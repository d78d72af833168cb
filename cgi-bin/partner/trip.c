/* trip - one departure: its passengers on screen, on paper, as a file; its end. */
#include "partner.h"

#include <string.h>

#include "base/when.h"
#include "domain/cancel.h"
#include "http/stream.h"

const struct rule trip_rules[] = {
	{ ":id", V_ID("schedule"), AT(trip_in, id), .need = true },
	{ .size = sizeof(struct trip_in) },
};

struct cancel_in {
	int64_t id;
	const char *reason;
};

const struct rule cancel_rules[] = {
	{ ":id", V_ID("schedule"), AT(cancel_in, id), .need = true },
	{ "reason", V_ENUM, AT(cancel_in, reason), .need = true, .oneof = cancel_reasons },
	{ .size = sizeof(struct cancel_in) },
};

struct making {
	const char *status;
};

static const struct field making_fields[] = {
	{ "status", F_TEXT, AT(making, status) },
	{ 0 },
};

const struct answer trip_answers[] = {
	{ 200, "CompanyTrip", own_trip_fields, .how = ANSWER_ONE },
	{ 200, "Rider", rider_fields, .name = "riders", .how = ANSWER_LIST },
	{ 0 },
};

const struct answer paper_answers[] = {
	{ 202, "DocumentPending", making_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer cancel_answers[] = {
	{ 200, "CompanyTrip", own_trip_fields, .how = ANSWER_ONE },
	{ 0 },
};

void put_rights(struct req *r)
{
	unsigned role = r->work.who.role;

	put_fact(r, "maySell", permit(role, MAY_SELL) ? "1" : "");
	put_fact(r, "mayCancel", permit(role, MAY_TRIP_CANCEL) ? "1" : "");
	put_fact(r, "mayChange", permit(role, MAY_TRIP_CHANGE) ? "1" : "");
	put_fact(r, "mayGiveBack", permit(role, MAY_COMPANY_CANCEL) ? "1" : "");
	put_fact(r, "mayContact", role & PARTNER_CONTACTS ? "1" : "");
}

enum err answer_document(struct req *r, const char *path, const char *filename)
{
	struct making *making = arena_get(r->work.arena, sizeof *making);

	if (path)
		return reply_file(r, path, filename);
	making->status = "rendering";
	put(r, NULL, making_fields, making);
	reply_header(r, "Retry-After", "1");
	r->refresh_s = 1;
	return reply(r, 202);
}

enum err trip(struct req *r)
{
	const struct trip_in *in = r->in;
	struct own_trip *t = arena_get(r->work.arena, sizeof *t);
	struct rider *riders;
	size_t n;

	TRY(partner_trip(&r->work, in->id, t));
	TRY(partner_riders(&r->work, in->id, &riders, &n));
	put(r, NULL, own_trip_fields, t);
	put_list(r, "riders", rider_fields, sizeof *riders, riders, n);
	if (r->is_page)
		put_rights(r);
	return reply(r, 200);
}

enum err manifest_pdf(struct req *r)
{
	const struct trip_in *in = r->in;
	const char *path;

	TRY(partner_manifest(&r->work, in->id, PARTNER_WAIT_MS, &path));
	return answer_document(r, path, arena_printf(r->work.arena, "manifest-%lld.pdf", (long long)in->id));
}

enum err manifest_csv(struct req *r)
{
	const struct trip_in *in = r->in;
	struct own_trip t;
	struct db_sheet sheet;

	TRY(partner_trip(&r->work, in->id, &t)); /* an empty file would say that the trip exists */
	partner_riders_sheet(&r->work, in->id, &sheet);
	return stream_csv(r,
			  arena_printf(r->work.arena, "passengers-%s-%lld.csv",
				       when_iso_date(r->work.arena, t.service_date), (long long)in->id),
			  &sheet);
}

struct reason {
	const char *code;
};

static const struct field reason_fields[] = {
	{ "code", F_ENUM("cancel_reason"), AT(reason, code) },
	{ 0 },
};

void put_reasons(struct req *r)
{
	struct reason *reasons;
	size_t n = 0;

	while (cancel_reasons[n])
		n++;
	reasons = arena_get(r->work.arena, n * sizeof *reasons);
	for (size_t i = 0; i < n; i++)
		reasons[i].code = cancel_reasons[i];
	put_list(r, "reasons", reason_fields, sizeof *reasons, reasons, n);
}

/* What would happen, before it does. */
enum err cancel_page(struct req *r)
{
	const struct trip_in *in = r->in;
	struct own_trip *t = arena_get(r->work.arena, sizeof *t);
	struct cancel_effects *effects = arena_get(r->work.arena, sizeof *effects);

	TRY(partner_trip(&r->work, in->id, t));
	TRY(partner_cancel_effects(&r->work, in->id, effects));
	put(r, NULL, own_trip_fields, t);
	put(r, "effects", cancel_effects_fields, effects);
	put_reasons(r);
	return reply(r, 200);
}

enum err cancel(struct req *r)
{
	const struct cancel_in *in = r->in;
	struct own_trip *t;

	TRY(cancel_trip(&r->work, in->id, in->reason));
	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/trips/schedule_%lld",
								  (long long)in->id)));
	t = arena_get(r->work.arena, sizeof *t);
	TRY(partner_trip(&r->work, in->id, t));
	put(r, NULL, own_trip_fields, t);
	return reply(r, 200);
}
