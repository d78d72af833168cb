/* after - what can be done with a paid booking: quotes, cancelling, exchanging, renaming. */
#include "bookings.h"

#include <string.h>

#include "base/when.h"
#include "domain/aftersale.h"
#include "domain/search.h"
#include "http/input.h"

enum { CHOICES = 12 };

/* ---- what comes in ---- */

struct after_in {
	const char *id, *quote;
	const char **seats;
	size_t n_seats;
};

const struct rule quote_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(after_in, id), .need = true },
	{ "seats", V_TEXTS, AT(after_in, seats), .count_at = offsetof(struct after_in, n_seats), .min = 1, .max = SEAT_MAX, .help = "seats of the passengers it is about; everybody's without it" },
	{ .size = sizeof(struct after_in) },
};

const struct rule quote_show_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(after_in, id), .need = true },
	{ ":quote", V_PUBLIC("quote"), AT(after_in, quote), .need = true },
	{ .size = sizeof(struct after_in) },
};

const struct rule cancel_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(after_in, id), .need = true },
	{ "quoteId", V_PUBLIC("quote"), AT(after_in, quote), .help = "what was quoted; without it the rules of this moment count" },
	{ "seats", V_TEXTS, AT(after_in, seats), .count_at = offsetof(struct after_in, n_seats), .min = 1, .max = SEAT_MAX, .help = "without a quote: whose; everybody's without it" },
	{ .size = sizeof(struct after_in) },
};

const struct rule take_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(after_in, id), .need = true },
	{ "quoteId", V_PUBLIC("quote"), AT(after_in, quote), .need = true },
	{ .size = sizeof(struct after_in) },
};

struct exchange_in {
	const char *id;
	int64_t schedule_id, from, to;
	const char **seats;
	size_t n_seats;
};

const struct rule exchange_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(exchange_in, id), .need = true },
	{ "scheduleId", V_ID("schedule"), AT(exchange_in, schedule_id), .need = true },
	{ "fromStopId", V_ID("stop"), AT(exchange_in, from), .need = true },
	{ "toStopId", V_ID("stop"), AT(exchange_in, to), .need = true },
	{ "seats", V_TEXTS, AT(exchange_in, seats), .count_at = offsetof(struct exchange_in, n_seats), .min = 1, .max = SEAT_MAX, .help = "as many as passengers; chosen for you without it" },
	{ .size = sizeof(struct exchange_in) },
};

struct rename_in {
	const char *id, *seat;
	struct passenger to;
};

const struct rule rename_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(rename_in, id), .need = true },
	{ "seat", V_TEXT, AT(rename_in, seat), .need = true, .min = 1, .max = 8 },
	{ "firstName", V_TEXT, AT(rename_in, to.first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(rename_in, to.last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(rename_in, to.id_number), .max = 30 },
	{ .size = sizeof(struct rename_in) },
};

struct choose_in {
	const char *id;
	int32_t date;
};

const struct rule choose_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(choose_in, id), .need = true },
	{ "date", V_DATE, AT(choose_in, date), .help = "day of departure; that of the booking without it" },
	{ .size = sizeof(struct choose_in) },
};

const struct answer quote_answers[] = {
	{ 200, "Quote", quote_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer quote_made_answers[] = {
	{ 201, "Quote", quote_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* ---- quotes ---- */

static const char *quote_url(struct req *r, const char *booking, const char *quote)
{
	return req_page(r, arena_printf(r->work.arena, "/booking/booking_%s/quote/quote_%s", booking, quote));
}

static enum err answer_booking(struct req *r, const char *id)
{
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/booking/booking_%s", id)));
	TRY(booking_find(&r->work, id, b));
	put(r, NULL, booking_fields, b);
	return reply(r, 200);
}

static enum err answer_quote(struct req *r, const char *booking, const struct quote *q)
{
	if (r->is_page)
		return reply_redirect(r, quote_url(r, booking, q->id));
	put(r, NULL, quote_fields, q);
	return reply(r, 201);
}

enum err quote_make(struct req *r)
{
	const struct after_in *in = r->in;
	struct quote *q = arena_get(r->work.arena, sizeof *q);

	if (r->is_page && !in->n_seats)
		return input_wrong(r, "seats", ERR_MISSING_FIELD);
	TRY(quote_cancel(&r->work, in->id, in->seats, in->n_seats, q));
	return answer_quote(r, in->id, q);
}

enum err quote_show(struct req *r)
{
	const struct after_in *in = r->in;
	struct quote *q = arena_get(r->work.arena, sizeof *q);
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	TRY(quote_find(&r->work, in->id, in->quote, q));
	if (!r->is_page) {
		put(r, NULL, quote_fields, q);
		return reply(r, 200);
	}
	TRY(booking_find(&r->work, in->id, b));
	put(r, "quote", quote_fields, q);
	put(r, "booking", booking_fields, b);
	put_fact(r, "good", strcmp(q->state, "open") == 0 && q->valid_until > r->work.now ? "1" : "");
	return reply(r, 200);
}

enum err cancel(struct req *r)
{
	const struct after_in *in = r->in;

	TRY(quote_cancel_apply(&r->work, in->id, in->quote, in->seats, in->n_seats));
	return answer_booking(r, in->id);
}

/* ---- exchanging ---- */

enum err exchange(struct req *r)
{
	const struct exchange_in *in = r->in;
	struct quote *q = arena_get(r->work.arena, sizeof *q);
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	struct hold h = {
		.schedule_id = in->schedule_id,
		.from_place = in->from,
		.to_place = in->to,
		.seats = in->seats,
		.n_seats = in->n_seats,
		.channel = r->is_page ? "web" : "api",
	};

	TRY(booking_find(&r->work, in->id, b));
	for (size_t i = 0; i < b->n_items; i++)
		h.count += strcmp(b->items[i].state, "confirmed") == 0 || strcmp(b->items[i].state, "exchanging") == 0;
	if (h.count == 0)
		return fail(ERR_WRONG_STATE, "booking is %s", b->status);
	TRY(quote_exchange(&r->work, in->id, &h, q));
	return answer_quote(r, in->id, q);
}

enum err exchange_take(struct req *r)
{
	const struct after_in *in = r->in;

	TRY(quote_exchange_apply(&r->work, in->id, in->quote));
	return answer_booking(r, in->id);
}

/* The page's one button: cancels, takes the new seats, or goes on to pay the difference. */
enum err quote_accept(struct req *r)
{
	const struct after_in *in = r->in;
	struct quote *q = arena_get(r->work.arena, sizeof *q);

	TRY(quote_find(&r->work, in->id, in->quote, q));
	if (strcmp(q->kind, "cancel") == 0)
		TRY(quote_cancel_apply(&r->work, in->id, in->quote, NULL, 0));
	else if (q->pay_c == 0)
		TRY(quote_exchange_apply(&r->work, in->id, in->quote));
	else
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/pay/booking_%s", in->id)));
	return answer_booking(r, in->id);
}

/* ---- names ---- */

enum err rename_traveller(struct req *r)
{
	const struct rename_in *in = r->in;

	TRY(aftersale_rename(&r->work, in->id, in->seat, &in->to));
	return answer_booking(r, in->id);
}

/* ---- pages ---- */

enum err cancel_page(struct req *r)
{
	const struct after_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	TRY(booking_find(&r->work, in->id, b));
	if (strcmp(b->status, "confirmed") != 0 && strcmp(b->status, "partially_cancelled") != 0)
		return answer_booking(r, in->id);
	put(r, NULL, booking_fields, b);
	put_booking_rules(r, b);
	return reply(r, 200);
}

enum err exchange_page(struct req *r)
{
	const struct choose_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	struct trip_result *found = arena_get(r->work.arena, sizeof *found);
	struct trip_query q = { .passengers = 1, .sort = "departure", .to_hour = 24, .seats_only = true, .page = 1, .limit = CHOICES };

	TRY(booking_find(&r->work, in->id, b));
	if (strcmp(b->status, "confirmed") != 0 && strcmp(b->status, "partially_cancelled") != 0)
		return answer_booking(r, in->id);
	q.origin = b->from.stop_id;
	q.destination = b->to.stop_id;
	q.date = in->date != WHEN_NO_DATE ? in->date : when_local_date(b->from.time);
	if (q.date < when_local_date(r->work.now))
		q.date = when_local_date(r->work.now);
	TRY(trip_search(&r->work, &q, found));
	put(r, "booking", booking_fields, b);
	put_list(r, "trips", trip_fields, sizeof(struct trip), found->trips, found->n);
	put_fact(r, "date", when_iso_date(r->work.arena, q.date));
	put_fact(r, "today", when_iso_date(r->work.arena, when_local_date(r->work.now)));
	put_fact(r, "next", found->next_date == WHEN_NO_DATE ? "" : when_iso_date(r->work.arena, found->next_date));
	return reply(r, 200);
}
