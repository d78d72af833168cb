/* page - choosing seats, naming passengers, the ticket, finding a booking. */
#include "bookings.h"

#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "document/qr.h"
#include "domain/payment.h"
#include "domain/ticket.h"
#include "http/input.h"
#include "http/session.h"

enum { QR_SIDE = 264, MOST = 6, BOARDING_S = 900 };

/* ---- what comes in ---- */

struct seats_in {
	int64_t id, from, to;
	int passengers;
};

const struct rule seats_rules[] = {
	{ ":id", V_ID("schedule"), AT(seats_in, id), .need = true },
	{ "from", V_ID("stop"), AT(seats_in, from), .need = true },
	{ "to", V_ID("stop"), AT(seats_in, to), .need = true },
	{ "passengers", V_COUNT, AT(seats_in, passengers), .min = 1, .max = MOST, .dflt = "1" },
	{ .size = sizeof(struct seats_in) },
};

static const struct rule named_rules[] = {
	{ "firstName", V_TEXT, AT(passenger, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(passenger, last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(passenger, id_number), .max = 30 },
	{ .size = sizeof(struct passenger) },
};

static const struct rule reachable_rules[] = {
	{ "phone", V_PHONE, AT(contact, phone), .need = true },
	{ "email", V_EMAIL, AT(contact, email) },
	{ .size = sizeof(struct contact) },
};

struct named_in {
	const char *id;
	struct passenger *passengers;
	size_t n_passengers;
	struct contact *contact;
};

const struct rule passengers_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(named_in, id), .need = true },
	{ "passengers", V_LIST, AT(named_in, passengers), .need = true, .sub = named_rules, .count_at = offsetof(struct named_in, n_passengers), .min = 1, .max = MOST },
	{ "contact", V_OBJECT, AT(named_in, contact), .need = true, .sub = reachable_rules },
	{ .size = sizeof(struct named_in) },
};

struct find_in {
	const char *ref;
};

const struct rule find_form_rules[] = {
	{ "ref", V_TEXT, AT(find_in, ref), .max = 20 },
	{ .size = sizeof(struct find_in) },
};

struct account_in {
	int page, limit;
};

const struct rule account_rules[] = {
	{ "page", V_COUNT, AT(account_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ .size = sizeof(struct account_in) },
};

/* ---- documents only pages need ---- */

struct ride_doc {
	int64_t schedule_id, from, to;
	int passengers;
	const char *url;
};

static const struct field ride_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(ride_doc, schedule_id) },
	{ "fromStopId", F_ID("stop"), AT(ride_doc, from) },
	{ "toStopId", F_ID("stop"), AT(ride_doc, to) },
	{ "passengers", F_COUNT, AT(ride_doc, passengers) },
	{ "url", F_TEXT, AT(ride_doc, url) },
	{ 0 },
};

struct code_doc {
	const char *svg;
};

static const struct field code_fields[] = {
	{ "qrSvg", F_TEXT, AT(code_doc, svg) },
	{ 0 },
};

/* ---- seats ---- */

/* Seats typed before the form came back, those of an open hold of the same visitor otherwise. */
static uint64_t chosen_seats(struct req *r, const struct seat_plan *plan, uint64_t mine)
{
	const char *typed[SEAT_MAX];
	uint64_t chosen = 0;
	size_t n;

	if (!r->form_again)
		return mine;
	n = input_typed(r, "seats", typed, SEAT_MAX);
	for (size_t i = 0; i < n; i++) {
		int no = seat_no(plan, typed[i]);

		if (no >= 0)
			chosen |= (uint64_t)1 << no;
	}
	return chosen;
}

/* A seat the visitor holds already is his to choose again: it is shown as free. */
static void mark_chosen(struct seat_plan *plan, uint64_t chosen)
{
	for (size_t i = 0; i < plan->n_rows; i++) {
		for (size_t k = 0; k < plan->rows[i].n; k++) {
			struct seat_cell *c = &plan->rows[i].cells[k];

			if (c->seat_no < 0)
				continue;
			if (strcmp(c->state, "mine") == 0)
				c->state = "free";
			c->chosen = chosen >> c->seat_no & 1 && strcmp(c->state, "free") == 0;
		}
	}
}

static enum err load_seats(struct req *r, const struct facts *f, int board, int alight,
			   struct seat_plan *plan)
{
	uint64_t words[1][SEAT_LEGS], taken, mine;
	int legs = (int)f->n_stops - 1, n_taken;

	TRY(seat_plan_read(r->work.arena, f->layout, plan));
	TRY(seat_words(&r->work, &f->schedule_id, &legs, 1, words));
	TRY(booking_own_seats(&r->work, f->schedule_id, &mine));
	taken = seat_taken(words[0], board, alight);
	n_taken = __builtin_popcountll(taken & ~mine);
	seat_plan_mark(plan, taken, mine, trip_fare(f, board, alight));
	mark_chosen(plan, chosen_seats(r, plan, mine));
	put_fact(r, "free", text_plural(r->work.arena, r->work.lang, "fact.free",
					plan->seats - n_taken, NULL));
	put_fact(r, "taken", text_plural(r->work.arena, r->work.lang, "fact.taken", n_taken, NULL));
	return OK;
}

enum err seats_page(struct req *r)
{
	const struct seats_in *in = r->in;
	struct facts *f = arena_get(r->work.arena, sizeof *f);
	struct trip *line = arena_get(r->work.arena, sizeof *line);
	struct seat_plan *plan = arena_get(r->work.arena, sizeof *plan);
	struct ride_doc *ride = arena_get(r->work.arena, sizeof *ride);
	int board, alight;

	TRY(trip_facts(&r->work, in->id, f));
	TRY(trip_legs(f, in->from, in->to, &board, &alight));
	trip_summary(f, board, alight, in->passengers, line);
	line->status = trip_sale_state(f, line->from.time, r->work.now);
	TRY(load_seats(r, f, board, alight, plan));
	*ride = (struct ride_doc){
		.schedule_id = in->id,
		.from = in->from,
		.to = in->to,
		.passengers = in->passengers,
		.url = req_page(r, arena_printf(r->work.arena, "/trip/schedule_%lld?from=stop_%lld&to=stop_%lld&passengers=%d",
						(long long)in->id, (long long)in->from, (long long)in->to,
						in->passengers)),
	};
	put(r, "trip", trip_fields, line);
	put(r, "query", ride_fields, ride);
	put_list(r, "rows", seat_row_fields, sizeof(struct seat_row), plan->rows, plan->n_rows);
	return reply(r, 200);
}

/* ---- passengers ---- */

static const char *again_url(struct req *r, const struct booking *b)
{
	return req_page(r, arena_printf(r->work.arena,
					"/trip/schedule_%lld/seats?from=stop_%lld&to=stop_%lld&passengers=%d",
					(long long)b->schedule_id, (long long)b->from.stop_id,
					(long long)b->to.stop_id, b->passengers));
}

enum err passengers_page(struct req *r)
{
	const struct booking_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	TRY(booking_find(&r->work, in->id, b));
	if (strcmp(b->status, "held") != 0 && strcmp(b->status, "expired") != 0)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/booking/booking_%s", b->id)));
	put(r, NULL, booking_fields, b);
	put_fact(r, "againUrl", again_url(r, b));
	return reply(r, 200);
}

enum err passengers_save(struct req *r)
{
	const struct named_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	TRY(booking_find(&r->work, in->id, b));
	for (size_t i = 0; b->needs_id_number && i < in->n_passengers; i++)
		if (!in->passengers[i].id_number)
			return input_wrong(r, arena_printf(r->work.arena, "passengers.%zu.idNumber", i),
					   ERR_MISSING_FIELD);
	for (size_t i = 0; i < in->n_passengers; i++)
		in->passengers[i].age = -1;
	TRY(booking_complete(&r->work, in->id, in->passengers, in->n_passengers, in->contact));
	put(r, NULL, booking_fields, b);
	return reply(r, 200);
}

/* ---- the ticket, and what a booking is in the meantime ---- */

static enum err put_codes(struct req *r, const struct booking *b)
{
	struct code_doc *codes = arena_get(r->work.arena, (b->n_items + 1) * sizeof *codes);

	for (size_t i = 0; i < b->n_items; i++) {
		struct qr q;
		struct buf svg;

		if (!b->items[i].ticket_code) {
			r->refresh_s = 1; /* the worker is signing it */
			continue;
		}
		TRY(qr_make(r->work.arena, b->items[i].ticket_code, &q));
		buf_init(&svg, r->work.arena, 4096);
		qr_svg(&q, QR_SIDE, b->items[i].seat, &svg);
		codes[i].svg = svg.data;
	}
	put_list(r, "items", code_fields, sizeof *codes, codes, b->n_items);
	return OK;
}

static const char *beside(struct req *r, const struct booking *b, const char *name)
{
	return req_page(r, arena_printf(r->work.arena, "/booking/booking_%s/%s", b->id, name));
}

void put_booking_rules(struct req *r, const struct booking *b)
{
	put_words(r, "rules", "feeText", ticket_rules(&r->work, b->rules, b->n_rules));
}

/* A traveller whose departure was cancelled reads so, whatever became of the booking since. */
static enum err put_cancelled(struct req *r, const struct booking *b)
{
	struct facts *f = arena_get(r->work.arena, sizeof *f);

	TRY(trip_facts(&r->work, b->schedule_id, f));
	if (strcmp(f->status, "cancelled") == 0 && f->cancel_reason)
		put_fact(r, "cancelReason", text(r->work.lang, arena_printf(r->work.arena, "cancel_reason.%s",
									    f->cancel_reason)));
	return OK;
}

enum err ticket_page(struct req *r)
{
	const struct booking_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	bool paid;

	TRY(booking_find(&r->work, in->id, b));
	paid = strcmp(b->status, "confirmed") == 0 || strcmp(b->status, "partially_cancelled") == 0;
	put_fact(r, "changes", paid && b->from.time > r->work.now ? "1" : "");
	put(r, NULL, booking_fields, b);
	put_booking_rules(r, b);
	put_fact(r, "againUrl", again_url(r, b));
	put_fact(r, "boarding", text_clock(r->work.arena, b->from.time - (int64_t)BOARDING_S * WHEN_SECOND));
	if (!paid) {
		TRY(put_cancelled(r, b));
		return reply(r, 200);
	}
	TRY(put_codes(r, b));
	put_fact(r, "pdfUrl", beside(r, b, "ticket.pdf"));
	put_fact(r, "receiptUrl", beside(r, b, "receipt.pdf"));
	put_fact(r, "icsUrl", beside(r, b, "trip.ics"));
	return reply(r, 200);
}

enum err release(struct req *r)
{
	const struct booking_in *in = r->in;

	TRY(booking_give_back(&r->work, in->id));
	return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/booking/booking_%s", in->id)));
}

/* ---- finding ---- */

enum err find_page(struct req *r)
{
	const struct find_in *in = r->in;

	if (in->ref)
		put_fact(r, "ref", in->ref);
	return reply(r, 200);
}

enum err account_page(struct req *r)
{
	const struct account_in *in = r->in;
	struct booking_page p = { .page = in->page, .limit = 20 };

	TRY(booking_list(&r->work, &p));
	put_list(r, "bookings", booking_line_fields, sizeof *p.list, p.list, p.n);
	put_pagination(r, in->page, p.limit, p.total);
	return reply(r, 200);
}
