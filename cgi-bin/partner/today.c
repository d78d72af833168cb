/* today - departures of a day with seats and money: the portal's first page. */
#include "partner.h"

#include <string.h>

#include "base/when.h"

static const char *const parts[] = { "all", "open", NULL };

struct today_in {
	int32_t date;
	const char *q, *show;
	int page, limit;
};

const struct rule today_rules[] = {
	{ "date", V_DATE, AT(today_in, date) },
	{ "q", V_TEXT, AT(today_in, q), .min = 2, .max = 60 },
	{ "show", V_ENUM, AT(today_in, show), .oneof = parts, .help = "open: those still to leave" },
	{ "page", V_COUNT, AT(today_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(today_in, limit), .min = 1, .max = 100, .dflt = "50" },
	{ .size = sizeof(struct today_in) },
};

struct day_doc {
	int32_t date;
	const char *q, *show;
};

static const struct field day_fields[] = {
	{ "date", F_DATE, AT(day_doc, date) },
	{ "q", F_TEXT, AT(day_doc, q) },
	{ "show", F_TEXT, AT(day_doc, show) },
	{ 0 },
};

const struct answer today_answers[] = {
	{ 200, "CompanyTrip", own_trip_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "CompanyDay", own_day_fields, .name = "sum", .how = ANSWER_BESIDE },
	{ 200, "CompanyDayQuery", day_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

enum err home(struct req *r)
{
	return reply_redirect(r, req_page(r, "/partner/"));
}

static void put_days(struct req *r, int32_t date)
{
	struct arena *a = r->work.arena;
	int32_t now = when_local_date(r->work.now);

	put_fact(r, "isToday", date == now ? "1" : "");
	put_fact(r, "previousUrl", req_page(r, arena_printf(a, "/partner/?date=%s", when_iso_date(a, date - 1))));
	put_fact(r, "nextUrl", req_page(r, arena_printf(a, "/partner/?date=%s", when_iso_date(a, date + 1))));
	put_rights(r);
}

/* At the counter what counts today is what still leaves; programs get the whole day. */
static void understand(struct req *r, struct day_doc *day, struct own_trip_filter *f)
{
	const struct today_in *in = r->in;
	int32_t now = when_local_date(r->work.now);

	day->date = in->date == WHEN_NO_DATE ? now : in->date;
	day->q = in->q;
	day->show = in->show ? in->show : r->is_page && day->date == now ? "open" : "all";
	*f = (struct own_trip_filter){
		.day = day->date,
		.place = in->q,
		.after = strcmp(day->show, "open") == 0 ? r->work.now : WHEN_NONE,
		.page = in->page,
		.limit = in->limit,
	};
}

enum err today(struct req *r)
{
	struct own_day *sum = arena_get(r->work.arena, sizeof *sum);
	struct day_doc *day = arena_get(r->work.arena, sizeof *day);
	struct own_trip_filter f;
	struct own_trip *trips;
	int64_t total;
	size_t n;

	understand(r, day, &f);
	TRY(partner_trips(&r->work, &f, &trips, &n, &total, sum));
	put_list(r, r->is_page ? "trips" : NULL, own_trip_fields, sizeof *trips, trips, n);
	put_beside(r, "sum", own_day_fields, sum);
	put_beside(r, "query", day_fields, day);
	put_pagination(r, f.page, f.limit, total);
	if (r->is_page)
		put_days(r, day->date);
	return reply(r, 200);
}
