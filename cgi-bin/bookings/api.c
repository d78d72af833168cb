/* api - holding seats, completing and reading bookings as JSON; pages share these handlers. */
#include "bookings.h"

#include <string.h>

#include "base/conf.h"
#include "http/session.h"

/* ---- what comes in ---- */

static const struct rule traveller_rules[] = {
	{ "firstName", V_TEXT, AT(passenger, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(passenger, last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(passenger, id_number), .max = 30 },
	{ "age", V_COUNT, AT(passenger, age), .max = 130, .dflt = "-1", .min = -1 },
	{ .size = sizeof(struct passenger) },
};

static const struct rule contact_rules[] = {
	{ "phone", V_PHONE, AT(contact, phone) },
	{ "email", V_EMAIL, AT(contact, email) },
	{ .size = sizeof(struct contact) },
};

struct hold_in {
	int64_t schedule_id, from, to;
	const char **seats;
	size_t n_seats;
	int count;
	struct passenger *passengers;
	size_t n_passengers;
	struct contact *contact;
	bool choose;
};

const struct rule hold_rules[] = {
	{ "scheduleId", V_ID("schedule"), AT(hold_in, schedule_id), .need = true },
	{ "fromStopId", V_ID("stop"), AT(hold_in, from), .need = true },
	{ "toStopId", V_ID("stop"), AT(hold_in, to), .need = true },
	{ "seats", V_TEXTS, AT(hold_in, seats), .count_at = offsetof(struct hold_in, n_seats), .min = 1, .max = 6 },
	{ "count", V_COUNT, AT(hold_in, count), .min = 1, .max = 6 },
	{ "passengers", V_LIST, AT(hold_in, passengers), .sub = traveller_rules, .count_at = offsetof(struct hold_in, n_passengers), .min = 1, .max = 6 },
	{ "contact", V_OBJECT, AT(hold_in, contact), .sub = contact_rules },
	{ "auto", V_BOOL, AT(hold_in, choose), .help = "choose the seats even when some are given" },
	{ .size = sizeof(struct hold_in) },
};

/* The seats page: the trip stands in the path too, and says the same. */
const struct rule hold_page_rules[] = {
	{ ":id", V_ID("schedule"), AT(hold_in, schedule_id), .need = true },
	{ "scheduleId", V_ID("schedule"), AT(hold_in, schedule_id), .need = true },
	{ "fromStopId", V_ID("stop"), AT(hold_in, from), .need = true },
	{ "toStopId", V_ID("stop"), AT(hold_in, to), .need = true },
	{ "seats", V_TEXTS, AT(hold_in, seats), .count_at = offsetof(struct hold_in, n_seats), .min = 1, .max = 6 },
	{ "count", V_COUNT, AT(hold_in, count), .need = true, .min = 1, .max = 6 },
	{ "auto", V_BOOL, AT(hold_in, choose) },
	{ .size = sizeof(struct hold_in) },
};

struct complete_in {
	const char *id;
	struct passenger *passengers;
	size_t n_passengers;
	struct contact *contact;
};

const struct rule complete_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(complete_in, id), .need = true },
	{ "passengers", V_LIST, AT(complete_in, passengers), .sub = traveller_rules, .count_at = offsetof(struct complete_in, n_passengers), .min = 1, .max = 6 },
	{ "contact", V_OBJECT, AT(complete_in, contact), .sub = contact_rules },
	{ .size = sizeof(struct complete_in) },
};

const struct rule id_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(booking_in, id), .need = true },
	{ .size = sizeof(struct booking_in) },
};

struct list_in {
	const char *cursor;
	int page, limit;
};

const struct rule list_rules[] = {
	{ "page", V_COUNT, AT(list_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(list_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ "cursor", V_PUBLIC("booking"), AT(list_in, cursor), .help = "nextCursor of the answer before, instead of a page" },
	{ .size = sizeof(struct list_in) },
};

struct lookup_in {
	const char *ref, *phone;
};

const struct rule lookup_rules[] = {
	{ "ref", V_REF, AT(lookup_in, ref), .need = true },
	{ "phone", V_PHONE, AT(lookup_in, phone), .need = true },
	{ .size = sizeof(struct lookup_in) },
};

const struct answer hold_answers[] = {
	{ 201, "Booking", booking_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer booking_answers[] = {
	{ 200, "Booking", booking_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer list_answers[] = {
	{ 200, "BookingLine", booking_line_fields, .how = ANSWER_LIST, .pages = true },
	{ 0 },
};

/* ---- handlers ---- */

/* Chosen seats, or as many as asked for; both only when they agree. */
static enum err seats_wanted(struct req *r, const struct hold_in *in, struct hold *h)
{
	if (r->is_page && !in->choose && in->n_seats != (size_t)in->count)
		return input_wrong(r, "seats", in->n_seats ? ERR_INPUT : ERR_MISSING_FIELD);
	if (in->choose || !in->n_seats) {
		h->count = in->count ? in->count : (int)in->n_passengers;
		return h->count ? OK : input_wrong(r, "seats", ERR_MISSING_FIELD);
	}
	if (in->count && (size_t)in->count != in->n_seats)
		return input_wrong(r, "seats", ERR_INPUT);
	h->seats = in->seats;
	h->n_seats = in->n_seats;
	return OK;
}

/* Holds the seats; the exclusion constraint is the referee. */
enum err hold(struct req *r)
{
	const struct hold_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	struct hold h = {
		.schedule_id = in->schedule_id,
		.from_place = in->from,
		.to_place = in->to,
		.passengers = in->passengers,
		.n_passengers = in->n_passengers,
		.channel = r->is_page ? "web" : "api",
	};
	const char *token;

	TRY(seats_wanted(r, in, &h));
	if (in->contact)
		h.contact = *in->contact;
	token = r->work.who.user_id ? NULL : session_guest(r);
	TRY(booking_hold(&r->work, &h, b));
	b->access_token = r->is_page ? NULL : token;
	put(r, NULL, booking_fields, b);
	return reply(r, 201);
}

enum err show(struct req *r)
{
	const struct booking_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	TRY(booking_find(&r->work, in->id, b));
	put(r, NULL, booking_fields, b);
	return reply(r, 200);
}

enum err complete(struct req *r)
{
	const struct complete_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	if (!in->n_passengers && !in->contact)
		return input_wrong(r, "passengers", ERR_MISSING_FIELD);
	TRY(booking_complete(&r->work, in->id, in->passengers, in->n_passengers, in->contact));
	TRY(booking_find(&r->work, in->id, b));
	put(r, NULL, booking_fields, b);
	return reply(r, 200);
}

enum err list(struct req *r)
{
	const struct list_in *in = r->in;
	struct booking_page p = { .page = in->page, .limit = in->limit, .behind = in->cursor };

	if (in->cursor && in->page > 1)
		return input_wrong(r, "page", ERR_INPUT);
	TRY(booking_list(&r->work, &p));
	put_list(r, NULL, booking_line_fields, sizeof *p.list, p.list, p.n);
	put_pagination(r, in->page, in->limit, p.total > 10000 ? 10000 : p.total);
	r->pagination.estimate = p.total > 10000;
	r->pagination.by_cursor = in->cursor != NULL;
	if (p.more)
		r->pagination.next_cursor = arena_printf(r->work.arena, "booking_%s", p.list[p.n - 1].id);
	return reply(r, 200);
}

/* For people without account or cookie: the same answer for a wrong reference and a wrong phone. */
enum err lookup(struct req *r)
{
	const struct lookup_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	const char *token = session_guest(r);
	enum err e = booking_lookup(&r->work, in->ref, in->phone, b);

	if (e == ERR_NOT_FOUND) {
		fail_clear();
		return input_wrong(r, "ref", ERR_NO_MATCH);
	}
	TRY(e);
	TRY(booking_find(&r->work, b->id, b));
	b->access_token = r->is_page ? NULL : token;
	put(r, NULL, booking_fields, b);
	return reply(r, 200);
}
