/* bookings - those on the company's departures: searched, listed, sent as a file, one by one. */
#include "partner.h"

#include "base/str.h"
#include "base/when.h"
#include "http/stream.h"

static const char *const statuses[] = { "held", "held_cash", "paying", "confirmed", "review", "expired",
					"cancelled", "partially_cancelled", "refund_due", "refunded",
					"disrupted", "completed", NULL };
static const char *const methods[] = { "card", "cash", NULL };
static const char *const sorts[] = { "created", "departure", NULL };

struct sales_in {
	int32_t from, to;
	const char *status, *method, *q, *sort;
	int64_t schedule_id;
	int page, limit;
};

const struct rule sales_rules[] = {
	{ "q", V_TEXT, AT(sales_in, q), .min = 2, .max = 60 },
	{ "from", V_DATE, AT(sales_in, from) },
	{ "to", V_DATE, AT(sales_in, to) },
	{ "status", V_ENUM, AT(sales_in, status), .oneof = statuses },
	{ "method", V_ENUM, AT(sales_in, method), .oneof = methods },
	{ "trip", V_ID("schedule"), AT(sales_in, schedule_id) },
	{ "sort", V_ENUM, AT(sales_in, sort), .oneof = sorts, .dflt = "created" },
	{ "page", V_COUNT, AT(sales_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(sales_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct sales_in) },
};

struct booking_in {
	const char *id;
	bool sold; /* just now, at this counter */
};

const struct rule booking_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(booking_in, id), .need = true },
	{ .size = sizeof(struct booking_in) },
};

const struct rule booking_page_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(booking_in, id), .need = true },
	{ "sold", V_BOOL, AT(booking_in, sold) },
	{ .size = sizeof(struct booking_in) },
};

/* What the list was asked for, as it was understood. */
static const struct field query_fields[] = {
	{ "q", F_TEXT, AT(sale_filter, q) },
	{ "from", F_DATE, AT(sale_filter, from) },
	{ "to", F_DATE, AT(sale_filter, to) },
	{ "status", F_ENUM("booking_status"), AT(sale_filter, status) },
	{ "method", F_ENUM("payment_method"), AT(sale_filter, method) },
	{ "trip", F_ID("schedule"), AT(sale_filter, schedule_id) },
	{ "sort", F_TEXT, AT(sale_filter, sort) },
	{ 0 },
};

const struct answer sales_answers[] = {
	{ 200, "Sale", sale_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "SaleQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer sale_answers[] = {
	{ 200, "Booking", booking_fields, .how = ANSWER_ONE },
	{ 200, "BookingEvent", event_fields, .name = "events", .how = ANSWER_LIST },
	{ 200, "BookingRefund", back_fields, .name = "refunds", .how = ANSWER_LIST },
	{ 0 },
};

struct choice {
	const char *code;
};

static const struct field choice_fields[] = {
	{ "code", F_ENUM("booking_status"), AT(choice, code) },
	{ 0 },
};

static struct sale_filter *filter(struct req *r)
{
	const struct sales_in *in = r->in;
	struct sale_filter *f = arena_get(r->work.arena, sizeof *f);

	*f = (struct sale_filter){
		.from = in->from,
		.to = in->to,
		.status = in->status,
		.method = in->method,
		.q = in->q,
		.sort = in->sort,
		.schedule_id = in->schedule_id,
		.page = in->page,
		.limit = in->limit,
	};
	return f;
}

static void put_choices(struct req *r)
{
	const size_t n = sizeof statuses / sizeof statuses[0] - 1;
	struct choice *list = arena_get(r->work.arena, n * sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i].code = statuses[i];
	put_list(r, "statuses", choice_fields, sizeof *list, list, n);
	put_fact(r, "csvUrl", req_page(r, arena_printf(r->work.arena, "/partner/bookings.csv?%s", req_filters(r))));
}

enum err sales(struct req *r)
{
	struct sale_filter *f = filter(r);
	struct sale *list;
	int64_t total;
	size_t n;

	TRY(sale_search(&r->work, &partner_sales, f, &list, &n, &total));
	put_list(r, r->is_page ? "bookings" : NULL, sale_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, f);
	put_pagination(r, f->page, f->limit, total > 10000 ? 10000 : total);
	r->pagination.estimate = total > 10000;
	if (r->is_page)
		put_choices(r);
	return reply(r, 200);
}

enum err sales_csv(struct req *r)
{
	struct db_sheet sheet;

	TRY(sale_sheet(&r->work, &partner_sales, filter(r), &sheet));
	return stream_csv(r,
			  arena_printf(r->work.arena, "bookings-%s.csv",
				       when_iso_date(r->work.arena, when_local_date(r->work.now))),
			  &sheet);
}

/* What its page lets the viewer do with it. */
static enum err put_actions(struct req *r, const struct sale_detail *d)
{
	struct own_trip t;
	bool paid = str_eq(d->booking.status, "confirmed") || str_eq(d->booking.status, "partially_cancelled");

	TRY(partner_trip(&r->work, d->booking.schedule_id, &t));
	put_rights(r);
	put_fact(r, "sellable", t.sells ? "1" : "");
	put_fact(r, "owesCash", d->owes_cash ? "1" : "");
	put_fact(r, "cancellable", paid && d->booking.from.time > r->work.now ? "1" : "");
	return OK;
}

enum err answer_sale(struct req *r, const char *id)
{
	struct sale_detail *d = arena_get(r->work.arena, sizeof *d);

	TRY(partner_sale(&r->work, id, d));
	put(r, NULL, booking_fields, &d->booking);
	put_list(r, "events", event_fields, sizeof(struct event), d->events, d->n_events);
	put_list(r, "refunds", back_fields, sizeof(struct back), d->backs, d->n_backs);
	if (r->is_page)
		TRY(put_actions(r, d));
	return reply(r, 200);
}

enum err booking(struct req *r)
{
	const struct booking_in *in = r->in;

	put_fact(r, "sold", in->sold ? "1" : "");
	return answer_sale(r, in->id);
}

static enum err document(struct req *r, const char *kind)
{
	const struct booking_in *in = r->in;
	const char *path;

	TRY(partner_document(&r->work, in->id, kind, PARTNER_WAIT_MS, &path));
	return answer_document(r, path, arena_printf(r->work.arena, "%s.pdf", kind));
}

enum err ticket_pdf(struct req *r)
{
	return document(r, "ticket");
}

enum err receipt_pdf(struct req *r)
{
	return document(r, "receipt");
}

enum err refund_paid(struct req *r)
{
	const struct booking_in *in = r->in;

	TRY(partner_refund_paid(&r->work, in->id));
	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/bookings/booking_%s",
								  in->id)));
	return booking(r);
}
