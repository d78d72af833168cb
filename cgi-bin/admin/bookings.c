/* bookings - those of all companies. */
#include "admin.h"

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
	int64_t partner_id;
	int page, limit;
};

const struct rule sales_rules[] = {
	{ "q", V_TEXT, AT(sales_in, q), .min = 2, .max = 60 },
	{ "from", V_DATE, AT(sales_in, from) },
	{ "to", V_DATE, AT(sales_in, to) },
	{ "status", V_ENUM, AT(sales_in, status), .oneof = statuses },
	{ "method", V_ENUM, AT(sales_in, method), .oneof = methods },
	{ "partner", V_ID("partner"), AT(sales_in, partner_id) },
	{ "sort", V_ENUM, AT(sales_in, sort), .oneof = sorts, .dflt = "created" },
	{ "page", V_COUNT, AT(sales_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(sales_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct sales_in) },
};

struct booking_in {
	const char *id;
};

const struct rule booking_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(booking_in, id), .need = true },
	{ .size = sizeof(struct booking_in) },
};

static const struct field query_fields[] = {
	{ "q", F_TEXT, AT(sale_filter, q) },
	{ "from", F_DATE, AT(sale_filter, from) },
	{ "to", F_DATE, AT(sale_filter, to) },
	{ "status", F_ENUM("booking_status"), AT(sale_filter, status) },
	{ "method", F_ENUM("payment_method"), AT(sale_filter, method) },
	{ "partner", F_ID("partner"), AT(sale_filter, partner_id) },
	{ "sort", F_TEXT, AT(sale_filter, sort) },
	{ 0 },
};

const struct answer sales_answers[] = {
	{ 200, "PlatformSale", platform_sale_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "PlatformSaleQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer booking_answers[] = {
	{ 200, "Booking", booking_fields, .how = ANSWER_ONE },
	{ 200, "BookingEvent", event_fields, .name = "events", .how = ANSWER_LIST },
	{ 200, "PaymentTry", try_fields, .name = "payments", .how = ANSWER_LIST },
	{ 200, "BookingRefund", back_fields, .name = "refunds", .how = ANSWER_LIST },
	{ 200, "NoticeLine", notice_fields, .name = "notices", .how = ANSWER_LIST },
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
		.partner_id = in->partner_id,
		.page = in->page,
		.limit = in->limit,
	};
	return f;
}

void put_counted(struct req *r, const struct page *page)
{
	put_pagination(r, page->number, page->limit, page->total > 10000 ? 10000 : page->total);
	r->pagination.estimate = page->total > 10000;
}

enum err put_companies(struct req *r)
{
	struct company_name *list;
	size_t n;

	TRY(platform_company_names(&r->work, &list, &n));
	put_list(r, "companies", company_name_fields, sizeof *list, list, n);
	return OK;
}

static enum err put_choices(struct req *r)
{
	const size_t n = sizeof statuses / sizeof statuses[0] - 1;
	struct choice *list = arena_get(r->work.arena, n * sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i].code = statuses[i];
	put_list(r, "statuses", choice_fields, sizeof *list, list, n);
	put_fact(r, "csvUrl", req_page(r, arena_printf(r->work.arena, "/admin/bookings.csv?%s", req_filters(r))));
	return put_companies(r);
}

enum err sales(struct req *r)
{
	struct sale_filter *f = filter(r);
	struct page page = { .number = f->page, .limit = f->limit };
	struct sale *list;
	size_t n;

	TRY(sale_search(&r->work, &platform_sales, f, &list, &n, &page.total));
	put_list(r, r->is_page ? "bookings" : NULL, platform_sale_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, f);
	put_counted(r, &page);
	if (r->is_page)
		TRY(put_choices(r));
	return reply(r, 200);
}

enum err sales_csv(struct req *r)
{
	struct db_sheet sheet;

	TRY(sale_sheet(&r->work, &platform_sales, filter(r), &sheet));
	return stream_csv(r,
			  arena_printf(r->work.arena, "bookings-%s.csv",
				       when_iso_date(r->work.arena, when_local_date(r->work.now))),
			  &sheet);
}

enum err booking(struct req *r)
{
	const struct booking_in *in = r->in;
	struct platform_sale *s = arena_get(r->work.arena, sizeof *s);

	TRY(platform_sale(&r->work, in->id, s));
	put(r, NULL, booking_fields, &s->sale.booking);
	put_list(r, "events", event_fields, sizeof(struct event), s->sale.events, s->sale.n_events);
	put_list(r, "payments", try_fields, sizeof(struct try), s->tries, s->n_tries);
	put_list(r, "refunds", back_fields, sizeof(struct back), s->sale.backs, s->sale.n_backs);
	put_list(r, "notices", notice_fields, sizeof(struct notice_line), s->notices, s->n_notices);
	return reply(r, 200);
}
