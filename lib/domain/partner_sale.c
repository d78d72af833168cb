/* partner_sale - bookings on the departures of a company. */
#include <string.h>

#include "base/metric.h"
#include "domain/partner.h"
#include "domain/ticket.h"
#include "store/db.h"

const struct sale_list partner_sales = {
	.newest = Q_PARTNER_BOOKINGS,
	.by_departure = Q_PARTNER_BOOKINGS_BY_DEPARTURE,
	.all = Q_PARTNER_BOOKINGS_ALL,
	.count = Q_PARTNER_BOOKINGS_COUNT,
	.own = true,
	.fields = sale_fields,
};

static const struct sale_parts parts = {
	.booking = Q_PARTNER_BOOKING,
	.items = Q_PARTNER_BOOKING_ITEMS,
	.rules = Q_PARTNER_BOOKING_RULES,
	.history = Q_PARTNER_BOOKING_HISTORY,
	.refunds = Q_PARTNER_BOOKING_REFUNDS,
};

static enum err not_found(enum err e)
{
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

/* Who may not see how to reach people does not get it. */
static void cover(const struct work *w, struct booking *b)
{
	if (w->who.role & PARTNER_CONTACTS)
		return;
	b->phone = b->email = NULL;
	for (size_t i = 0; i < b->n_items; i++)
		b->items[i].id_number = NULL;
}

enum err partner_sale(struct work *w, const char *id, struct sale_detail *out)
{
	sale_later(w, &parts, (struct param[]){ p_public(id) }, out);
	TRY(not_found(db_flush(w)));
	sale_done(out);
	cover(w, &out->booking);
	return OK;
}

struct asked {
	const char *key;
	bool ready;
};

static const struct field asked_fields[] = {
	{ "key", F_TEXT, AT(asked, key), "object_key" },
	{ "ready", F_BOOL, AT(asked, ready), "ready" },
	{ 0 },
};

enum err partner_document(struct work *w, const char *id, const char *kind, int wait_ms,
			  const char **path)
{
	struct asked a;

	TRY(not_found(db_one(w, Q_PARTNER_DOCUMENT, (struct param[]){ p_public(id), p_text(kind) },
			     asked_fields, &a)));
	*path = ticket_await(w, a.key, wait_ms);
	return OK;
}

struct paid {
	int64_t amount_c;
};

static const struct field paid_fields[] = {
	{ "amount", F_MONEY, AT(paid, amount_c), "amount_c" },
	{ 0 },
};

enum err partner_refund_paid(struct work *w, const char *id)
{
	struct paid p;

	return not_found(db_one(w, Q_PARTNER_REFUND_COUNTER,
				(struct param[]){ p_public(id), p_int(w->who.user_id), p_text(w->request_id) },
				paid_fields, &p));
}

/* ---- cancelling for a traveller ---- */

const char *const override_reasons[] = { "traveller", "company", "sales_error", "connection", "payment", "illness", "other", NULL };

const struct field cancel_line_fields[] = {
	{ "firstName", F_TEXT, AT(cancel_line, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(cancel_line, last_name), "last_name" },
	{ "seat", F_TEXT, AT(cancel_line, seat), "seat_label" },
	{ "paid", F_MONEY, AT(cancel_line, paid_c), "paid_c" },
	{ "refund", F_MONEY, AT(cancel_line, refund_c), "refund_c" },
	{ "full", F_MONEY, AT(cancel_line, full_c), "full_c" },
	{ 0 },
};

enum err partner_cancel_lines(struct work *w, const char *id, struct cancel_line **list, size_t *n)
{
	return db_list(w, Q_PARTNER_CANCEL_LINES, (struct param[]){ p_public(id) }, cancel_line_fields,
		       sizeof **list, list, n);
}

struct freed {
	int64_t schedule_id;
};

static const struct field freed_fields[] = {
	{ "scheduleId", F_INT, AT(freed, schedule_id), "schedule_id" },
	{ 0 },
};

enum err partner_booking_cancel(struct work *w, const char *id, const char *const *seats, size_t n,
				const char *reason, bool everything)
{
	struct freed f;

	TRY(db_one(w, Q_PARTNER_BOOKING_CANCEL,
		   (struct param[]){ p_public(id), p_int(w->who.user_id), n ? p_texts(seats, n) : p_null(),
				     p_text(reason), p_bool(everything), p_text(w->request_id) },
		   freed_fields, &f));
	seat_words_forget(w, f.schedule_id);
	metric_add(METRIC_CANCELLATIONS, 1);
	return OK;
}
