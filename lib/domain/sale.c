/* sale - lists of bookings, searching, one booking. */
#include "domain/sale.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/when.h"
#include "domain/partner.h"

enum { PHONE_LEAST = 3, PHONE_WHOLE = 9, DAYS_BACK = 30, DAYS_AHEAD = 90 };

/* Parameters of the lists, in order. */
enum { P_FROM, P_TO, P_STATUS, P_METHOD, P_OF, P_REF, P_PHONE, P_END, P_NAME, P_LIMIT, P_OFFSET, P__COUNT };

#define SALE_COMMON                                                                                \
	{ "id", F_PUBLIC("booking"), AT(sale, id), "public_id" },                                  \
	{ "ref", F_TEXT, AT(sale, ref), "booking_ref" },                                           \
	{ "status", F_ENUM("booking_status"), AT(sale, status), "status" },                        \
	{ "paymentStatus", F_ENUM("payment_status"), AT(sale, payment_status), "payment_status" }, \
	{ "method", F_ENUM("payment_method"), AT(sale, method), "payment_method" },                \
	{ "channel", F_ENUM("channel"), AT(sale, channel), "channel" },                            \
	{ "passenger", F_TEXT, AT(sale, passenger), "passenger" },                                 \
	{ "passengers", F_COUNT, AT(sale, passengers), "passenger_count" },                        \
	{ "phone", F_TEXT, AT(sale, phone), "contact_phone", .see = PARTNER_CONTACTS | WHO_PLATFORM }, \
	{ "total", F_MONEY, AT(sale, total_c), "total_price_c" },                                  \
	{ "scheduleId", F_ID("schedule"), AT(sale, schedule_id), "schedule_id" },                  \
	{ "from", F_NAMES, AT(sale, from), "from" },                                               \
	{ "to", F_NAMES, AT(sale, to), "to" },                                                     \
	{ "boardsAt", F_TIME, AT(sale, boards_at), "boards_at" },                                  \
	{ "createdAt", F_TIME, AT(sale, created_at), "created_at" }

const struct field sale_fields[] = {
	SALE_COMMON,
	{ 0 },
};

const struct field platform_sale_fields[] = {
	SALE_COMMON,
	{ "partnerId", F_ID("partner"), AT(sale, partner_id), "partner_id" },
	{ "partner", F_NAMES, AT(sale, partner), "partner" },
	{ 0 },
};

const struct field event_fields[] = {
	{ "was", F_ENUM("booking_status"), AT(event, was), "was" },
	{ "became", F_ENUM("booking_status"), AT(event, became), "became" },
	{ "actor", F_ENUM("actor"), AT(event, actor), "actor" },
	{ "reason", F_TEXT, AT(event, reason), "reason" },
	{ "why", F_ENUM("event_reason"), AT(event, why) },
	{ "cancelReason", F_ENUM("cancel_reason"), AT(event, cancel_reason) },
	{ "at", F_TIME, AT(event, at), "at" },
	{ 0 },
};

const struct field back_fields[] = {
	{ "id", F_PUBLIC("refund"), AT(back, id), "public_id" },
	{ "amount", F_MONEY, AT(back, amount_c), "amount_c" },
	{ "state", F_ENUM("refund_state"), AT(back, state), "state" },
	{ "method", F_ENUM("payment_method"), AT(back, method), "method" },
	{ "createdAt", F_TIME, AT(back, created_at), "created_at" },
	{ "updatedAt", F_TIME, AT(back, updated_at), "updated_at" },
	{ 0 },
};

struct total {
	int64_t total;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

/* ---- searching ---- */

/* Significant digits of a phone number however it was typed; NULL when it is none. */
static const char *phone_digits(struct arena *a, const char *q)
{
	const char *s = str_digits(a, q);
	char *out = arena_get(a, strlen(s) + 1), *d = out;

	for (; *s; s++) {
		if (isdigit((unsigned char)*s))
			*d++ = *s;
		else if (!strchr(" +-.()/", *s))
			return NULL;
	}
	if (strncmp(out, "00213", 5) == 0)
		out += 5;
	else if (strncmp(out, "213", 3) == 0 && strlen(out) > PHONE_WHOLE)
		out += 3;
	out += *out == '0';
	return strlen(out) >= PHONE_LEAST ? out : NULL;
}

static const char *reference(struct arena *a, const char *q)
{
	char *ref = str_tidy(a, q);

	for (char *p = ref; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return id_ref_ok(ref) ? ref : NULL;
}

/* What q is; a reference nobody has may be a name of six letters after all. */
static enum err set_search(struct work *w, const struct sale_list *l, const char *q, struct param *p)
{
	const char *phone = q ? phone_digits(w->arena, q) : NULL;
	struct total t = { 0 };

	p[P_REF] = p_text(q ? reference(w->arena, q) : NULL);
	if (p[P_REF].kind != PARAM_NULL) {
		TRY(db_one(w, l->count, p, total_fields, &t));
		if (t.total > 0)
			return OK;
		p[P_REF] = p_null();
	}
	if (phone && strlen(phone) == PHONE_WHOLE)
		p[P_PHONE] = p_text(arena_printf(w->arena, "+213%s", phone));
	else if (phone)
		p[P_END] = p_text(phone);
	else
		p[P_NAME] = p_text(q);
	return OK;
}

static enum err settle(struct work *w, const struct sale_list *l, struct sale_filter *f,
		       struct param **out)
{
	struct param *p = arena_get(w->arena, P__COUNT * sizeof *p);
	int64_t of = l->own ? f->schedule_id : f->partner_id;
	bool exact;

	p[P_FROM] = p_date(f->from);
	p[P_TO] = p_date(f->to);
	p[P_STATUS] = p_text(f->status);
	p[P_METHOD] = p_text(f->method);
	p[P_OF] = of ? p_int(of) : p_null();
	TRY(set_search(w, l, f->q, p));
	exact = f->schedule_id || p[P_REF].kind != PARAM_NULL || p[P_PHONE].kind != PARAM_NULL;
	if (!exact && f->from == WHEN_NO_DATE && f->to == WHEN_NO_DATE) {
		f->from = when_local_date(w->now) - DAYS_BACK;
		f->to = when_local_date(w->now) + DAYS_AHEAD;
		p[P_FROM] = p_date(f->from);
		p[P_TO] = p_date(f->to);
	}
	*out = p;
	return OK;
}

enum err sale_search(struct work *w, const struct sale_list *l, struct sale_filter *f,
		     struct sale **list, size_t *n, int64_t *total)
{
	struct total t = { 0 };
	struct param *p;

	TRY(settle(w, l, f, &p));
	p[P_LIMIT] = p_int(f->limit);
	p[P_OFFSET] = p_int((int64_t)(f->page - 1) * f->limit);
	db_later_list(w, str_eq(f->sort, "departure") ? l->by_departure : l->newest, p, l->fields,
		      sizeof(struct sale), list, n);
	db_later_one(w, l->count, p, total_fields, &t, NULL);
	TRY(db_flush(w));
	*total = t.total;
	return OK;
}

enum err sale_sheet(struct work *w, const struct sale_list *l, struct sale_filter *f,
		    struct db_sheet *out)
{
	struct param *p;

	TRY(settle(w, l, f, &p));
	*out = (struct db_sheet){ l->count, l->all, p, p, l->fields, sizeof(struct sale) };
	return OK;
}

/* ---- one booking ---- */

void sale_later(struct work *w, const struct sale_parts *q, const struct param *id,
		struct sale_detail *out)
{
	struct booking *b = &out->booking;

	memset(out, 0, sizeof *out);
	db_later_one(w, q->booking, id, booking_fields, b, NULL);
	db_later_list(w, q->items, id, item_fields, sizeof(struct item), &b->items, &b->n_items);
	db_later_list(w, q->rules, id, cancel_rule_fields, sizeof(struct cancel_rule), &b->rules, &b->n_rules);
	db_later_list(w, q->history, id, event_fields, sizeof(struct event), &out->events, &out->n_events);
	db_later_list(w, q->refunds, id, back_fields, sizeof(struct back), &out->backs, &out->n_backs);
}

/* The reasons our own functions write; others are somebody's words. */
static void read_reason(struct event *e)
{
	static const char cancelled[] = "trip cancelled: ";
	static const struct {
		const char *reason, *why;
	} known[] = {
		{ "chose other seats", "other_seats" },
		{ "time over", "time_over" },
		{ "paid too late, no seat left", "paid_too_late" },
		{ "the bank cannot be reached", "bank_away" },
		{ "paid back at a counter", "paid_back" },
		{ "time changed", "time_changed" },
		{ "other seat", "other_seat" },
		{ "no seat in the other bus", "no_seat" },
		{ "cancelled", "cancelled" },
		{ "exchanged", "exchanged" },
		{ "traveller", "traveller" },
		{ "company", "company" },
		{ "sales_error", "sales_error" },
		{ "connection", "connection" },
		{ "payment", "payment" },
		{ "illness", "illness" },
		{ "other", "other" },
	};

	if (!e->reason)
		return;
	if (str_starts(e->reason, cancelled))
		e->cancel_reason = e->reason + strlen(cancelled);
	if (str_starts(e->reason, "refund "))
		e->why = "refund_made";
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (str_eq(e->reason, known[i].reason))
			e->why = known[i].why;
}

void sale_done(struct sale_detail *out)
{
	for (size_t i = 0; i < out->n_events; i++)
		read_reason(&out->events[i]);
	for (size_t i = 0; i < out->n_backs; i++)
		out->owes_cash = out->owes_cash || (str_eq(out->backs[i].state, "manual") &&
						    str_eq(out->backs[i].method, "cash"));
}
