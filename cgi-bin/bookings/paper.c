/* paper - documents of a booking: PDF ticket, PDF receipt, calendar entry. */
#include "bookings.h"

#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "document/ics.h"
#include "domain/ticket.h"

enum { WAIT_MS = 2000, BOARDING_S = 900 };

struct making {
	const char *status;
};

static const struct field making_fields[] = {
	{ "status", F_TEXT, AT(making, status) },
	{ 0 },
};

const struct answer paper_answers[] = {
	{ 202, "DocumentPending", making_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* The document, or 202 while the worker draws it: the page comes back by itself, clients retry. */
static enum err document(struct req *r, const char *kind)
{
	const struct booking_in *in = r->in;
	struct making *making = arena_get(r->work.arena, sizeof *making);
	const char *path;

	TRY(ticket_document(&r->work, in->id, kind, WAIT_MS, &path));
	if (path)
		return reply_file(r, path, arena_printf(r->work.arena, "%s.pdf", kind));
	making->status = "rendering";
	put(r, NULL, making_fields, making);
	reply_header(r, "Retry-After", "1");
	r->refresh_s = 1;
	return reply(r, 202);
}

enum err ticket_pdf_show(struct req *r)
{
	return document(r, "ticket");
}

enum err receipt_pdf_show(struct req *r)
{
	return document(r, "receipt");
}

static const char *named(struct req *r, const struct names *n)
{
	return r->work.lang == LANG_AR ? n->ar : r->work.lang == LANG_EN ? n->en : n->fr;
}

enum err calendar(struct req *r)
{
	const struct booking_in *in = r->in;
	struct arena *a = r->work.arena;
	struct ics_trip trip;
	struct booking b;
	struct buf seats, out;

	TRY(booking_find(&r->work, in->id, &b));
	if (strcmp(b.status, "confirmed") != 0)
		return fail(ERR_WRONG_STATE, "booking is %s", b.status);
	buf_init(&seats, a, 64);
	for (size_t i = 0; i < b.n_items; i++)
		buf_printf(&seats, "%s%s", i ? ", " : "", b.items[i].seat);
	trip = (struct ics_trip){
		.lang = r->work.lang,
		.uid = arena_printf(a, "booking_%s@%s", b.id, conf_text(CONF_SITE_NAME)),
		.version = b.version,
		.from = named(r, &b.from.city),
		.to = named(r, &b.to.city),
		.ref = b.ref,
		.seats = seats.data,
		.place = named(r, &b.from.name),
		.company = named(r, &b.operator.name),
		.phone = conf_text(CONF_SITE_PHONE),
		.url = arena_printf(a, "%s%s", conf_text(CONF_SITE_BASE_URL),
				    req_page(r, arena_printf(a, "/booking/booking_%s", b.id))),
		.boarding = b.from.time - (int64_t)BOARDING_S * 1000000,
		.departure = b.from.time,
		.arrival = b.to.time,
		.made_at = b.created_at,
	};
	buf_init(&out, a, 2048);
	ics_calendar(&trip, 1, conf_text(CONF_SITE_NAME), &out);
	reply_header(r, "Content-Disposition", "attachment; filename=\"abrid.ics\"");
	return reply_bytes(r, out.data, out.len);
}
