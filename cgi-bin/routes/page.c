/* page - home, results and trip as pages. */
#include "routes.h"

#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/place.h"
#include "domain/route.h"
#include "domain/ticket.h"

enum { PER_PAGE = 20, STRIP = 3, POPULAR = 8, MOST = 6 };

/* The form as typed: all text, so that a mistake shows the form again instead of an error page. */
struct query_in {
	const char *from, *to, *date, *passengers, *sort, *operator, *type, *time, *max, *seats_only;
	int page;
};

const struct rule page_search_rules[] = {
	{ "from", V_TEXT, AT(query_in, from), .max = 80 },
	{ "to", V_TEXT, AT(query_in, to), .max = 80 },
	{ "date", V_TEXT, AT(query_in, date), .max = 20 },
	{ "passengers", V_TEXT, AT(query_in, passengers), .max = 4, .dflt = "1" },
	{ "sort", V_TEXT, AT(query_in, sort), .max = 20 },
	{ "operator", V_TEXT, AT(query_in, operator), .max = 30 },
	{ "type", V_TEXT, AT(query_in, type), .max = 20 },
	{ "time", V_TEXT, AT(query_in, time), .max = 20 },
	{ "max", V_TEXT, AT(query_in, max), .max = 10 },
	{ "seatsOnly", V_TEXT, AT(query_in, seats_only), .max = 5 },
	{ "page", V_COUNT, AT(query_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ .size = sizeof(struct query_in) },
};

struct trip_in {
	int64_t id, from, to;
	int passengers;
};

const struct rule trip_page_rules[] = {
	{ ":id", V_ID("schedule"), AT(trip_in, id), .need = true },
	{ "from", V_ID("stop"), AT(trip_in, from) },
	{ "to", V_ID("stop"), AT(trip_in, to) },
	{ "passengers", V_COUNT, AT(trip_in, passengers), .min = 1, .max = MOST, .dflt = "1" },
	{ .size = sizeof(struct trip_in) },
};

/* ---- documents only pages need ---- */

struct query_doc {
	const char *from, *to, *from_name, *to_name, *passengers, *sort, *operator, *type, *time, *max;
	int32_t date;
	bool seats_only;
};

static const struct field query_fields[] = {
	{ "from", F_TEXT, AT(query_doc, from) },
	{ "to", F_TEXT, AT(query_doc, to) },
	{ "fromName", F_TEXT, AT(query_doc, from_name) },
	{ "toName", F_TEXT, AT(query_doc, to_name) },
	{ "date", F_DATE, AT(query_doc, date) },
	{ "passengers", F_TEXT, AT(query_doc, passengers) },
	{ "sort", F_TEXT, AT(query_doc, sort) },
	{ "operator", F_TEXT, AT(query_doc, operator) },
	{ "type", F_TEXT, AT(query_doc, type) },
	{ "time", F_TEXT, AT(query_doc, time) },
	{ "max", F_TEXT, AT(query_doc, max) },
	{ "seatsOnly", F_BOOL, AT(query_doc, seats_only) },
	{ 0 },
};

struct links {
	const char *url, *seats_url;
};

static const struct field link_fields[] = {
	{ "url", F_TEXT, AT(links, url) },
	{ "seatsUrl", F_TEXT, AT(links, seats_url) },
	{ 0 },
};

struct day_doc {
	int32_t date;
	bool current;
	const char *url;
};

static const struct field day_fields[] = {
	{ "date", F_DATE, AT(day_doc, date) },
	{ "current", F_BOOL, AT(day_doc, current) },
	{ "url", F_TEXT, AT(day_doc, url) },
	{ 0 },
};

struct field_name {
	const char *field;
};

static const struct field field_name_fields[] = {
	{ "field", F_TEXT, AT(field_name, field) },
	{ 0 },
};

struct stop_mark {
	const char *place;
};

static const struct field stop_mark_fields[] = {
	{ "place", F_TEXT, AT(stop_mark, place) },
	{ 0 },
};

struct luggage {
	int kg;
};

static const struct field luggage_fields[] = {
	{ "luggageKg", F_COUNT, AT(luggage, kg) },
	{ 0 },
};

/* ---- helpers ---- */

static const char *named(struct req *r, const struct names *n)
{
	return r->work.lang == LANG_AR ? n->ar : r->work.lang == LANG_EN ? n->en : n->fr;
}

static struct links trip_links(struct req *r, const struct trip *t, int passengers)
{
	const char *query = arena_printf(r->work.arena, "?from=stop_%lld&to=stop_%lld&passengers=%d",
					 (long long)t->from.stop_id, (long long)t->to.stop_id, passengers);
	const char *path = arena_printf(r->work.arena, "/trip/schedule_%lld", (long long)t->schedule_id);

	return (struct links){
		.url = req_page(r, arena_printf(r->work.arena, "%s%s", path, query)),
		.seats_url = req_page(r, arena_printf(r->work.arena, "%s/seats%s", path, query)),
	};
}

/* The search of another day. */
static const char *day_url(struct req *r, const struct query_doc *q, int32_t date)
{
	struct buf b;

	buf_init(&b, r->work.arena, 200);
	buf_str(&b, req_page(r, "/search?from="));
	buf_url(&b, q->from);
	buf_str(&b, "&to=");
	buf_url(&b, q->to);
	buf_printf(&b, "&date=%s&passengers=", when_iso_date(r->work.arena, date));
	buf_url(&b, q->passengers);
	return b.data;
}

static void put_strip(struct req *r, const struct query_doc *q)
{
	int32_t today = when_local_date(r->work.now), last = today + (int32_t)conf_int(CONF_SALE_DAYS);
	struct day_doc *days = arena_get(r->work.arena, (2 * STRIP + 1) * sizeof *days);
	size_t n = 0;

	for (int32_t d = q->date - STRIP; d <= q->date + STRIP; d++)
		if (d >= today && d <= last)
			days[n++] = (struct day_doc){ d, d == q->date, day_url(r, q, d) };
	put_list(r, "days", day_fields, sizeof *days, days, n);
}

static enum err put_places(struct req *r)
{
	struct suggestion *list;
	size_t n;

	TRY(route_places(&r->work, &list, &n));
	put_list(r, "places", suggestion_fields, sizeof *list, list, n);
	return OK;
}

static void put_dates(struct req *r)
{
	int32_t today = when_local_date(r->work.now);

	put_fact(r, "today", when_iso_date(r->work.arena, today));
	put_fact(r, "lastDay",
		 when_iso_date(r->work.arena, today + (int32_t)conf_int(CONF_SALE_DAYS)));
}

/* ---- handlers ---- */

/* "/" and "/fr": to the home page in the visitor's language. */
enum err root(struct req *r)
{
	return reply_redirect(r, req_page(r, "/"));
}

enum err home(struct req *r)
{
	struct query_doc *q = arena_get(r->work.arena, sizeof *q);
	struct popular *list;
	size_t n;

	q->date = when_local_date(r->work.now);
	q->passengers = "1";
	TRY(route_popular(&r->work, POPULAR, &list, &n));
	TRY(put_places(r));
	put(r, "query", query_fields, q);
	put_list(r, "popular", popular_fields, sizeof *list, list, n);
	put_dates(r);
	return reply(r, 200);
}

static const char *one_of(const char *s, const char *a, const char *b, const char *c, const char *d)
{
	const char *const list[] = { a, b, c, d };

	for (int i = 0; i < 4; i++)
		if (s && list[i] && strcmp(s, list[i]) == 0)
			return list[i];
	return NULL;
}

/* The typed words as a search; what does not fit is marked, and unknown filters count as unset. */
static void read_query(struct req *r, const struct query_in *in, struct query_doc *doc,
		       struct search_in *out)
{
	struct arena *a = r->work.arena;
	int64_t passengers = 1, max = 0;

	*doc = (struct query_doc){
		.from = in->from ? in->from : "",
		.to = in->to ? in->to : "",
		.passengers = in->passengers,
		.sort = one_of(in->sort, "departure", "arrival", "price", "duration"),
		.type = one_of(in->type, "standard", "comfort", NULL, NULL),
		.time = one_of(in->time, "night", "morning", "afternoon", "evening"),
		.seats_only = str_eq(in->seats_only, "1"),
		.date = when_local_date(r->work.now),
	};
	*out = (struct search_in){ .sort = doc->sort ? doc->sort : "departure", .type = doc->type,
				   .time = doc->time, .seats_only = doc->seats_only,
				   .page = in->page, .limit = PER_PAGE };
	if (!in->from)
		input_wrong(r, "from", ERR_MISSING_FIELD);
	if (!in->to)
		input_wrong(r, "to", ERR_MISSING_FIELD);
	if (in->date && !when_parse_date(str_digits(a, in->date), &doc->date))
		input_wrong(r, "date", ERR_INPUT);
	if (!str_int(str_digits(a, in->passengers), 1, MOST, &passengers))
		input_wrong(r, "passengers", ERR_INPUT);
	if (in->operator && id_number(in->operator, "partner", &out->operator_id))
		doc->operator = in->operator;
	if (in->max && str_int(str_digits(a, in->max), 1, 1000000, &max))
		doc->max = in->max;
	out->from = doc->from;
	out->to = doc->to;
	out->date = doc->date;
	out->passengers = (int)passengers;
	out->max_price = max;
}

/* Spellings near an unknown or ambiguous place, as links. */
static void put_candidates(struct req *r, const char *field)
{
	const struct failure *note = fail_note();
	const struct field *list = note->detail_fields;
	struct field_name *names;
	size_t n;

	if (!list || list->kind != FIELD_LIST)
		return;
	n = *(const size_t *)((const char *)note->detail + list->count_at);
	names = arena_get(r->work.arena, (n + 1) * sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i].field = field;
	put(r, NULL, list, note->detail);
	put_list(r, "candidates", field_name_fields, sizeof *names, names, n);
}

/* The form again, with what is wrong; 422 because it was understood as a form. */
static enum err form_again(struct req *r, const struct query_doc *doc)
{
	fail_clear();
	TRY(put_places(r));
	put(r, "query", query_fields, doc);
	put_dates(r);
	return reply(r, 422);
}

static enum err wrong_search(struct req *r, const struct query_doc *doc, enum err e)
{
	const char *field = arena_str(r->work.arena, fail_note()->field);

	if (e != ERR_AMBIGUOUS && e != ERR_UNKNOWN_PLACE && e != ERR_SAME_PLACE && e != ERR_PAST_DATE)
		return e;
	r->n_parts = 0;
	if (r->n_errors == 0) {
		put_candidates(r, field);
		input_wrong(r, field, e);
	}
	return form_again(r, doc);
}

static void put_trips(struct req *r, const struct trip_result *found, int passengers)
{
	struct links *links = arena_get(r->work.arena, (found->n + 1) * sizeof *links);

	for (size_t i = 0; i < found->n; i++)
		links[i] = trip_links(r, &found->trips[i], passengers);
	put_list(r, "trips", trip_fields, sizeof(struct trip), found->trips, found->n);
	put_list(r, "trips", link_fields, sizeof *links, links, found->n);
	put_list(r, "operators", operator_fields, sizeof(struct operator), found->operators,
		 found->n_operators);
}

enum err results(struct req *r)
{
	struct query_doc *doc = arena_get(r->work.arena, sizeof *doc);
	struct trip_result *found = arena_get(r->work.arena, sizeof *found);
	struct search_in in;
	struct trip_query q;
	enum err e;

	read_query(r, r->in, doc, &in);
	if (r->n_errors)
		return form_again(r, doc);
	e = search_run(r, &in, "from", "to", &q, found);
	if (e != OK)
		return wrong_search(r, doc, e);
	doc->from_name = named(r, &((const struct place *)r->parts[0].row)->name);
	doc->to_name = named(r, &((const struct place *)r->parts[1].row)->name);
	r->n_parts = 0;
	TRY(put_places(r));
	put(r, "query", query_fields, doc);
	put_trips(r, found, in.passengers);
	put_strip(r, doc);
	if (found->next_date != WHEN_NO_DATE) {
		struct day_doc *next = arena_get(r->work.arena, sizeof *next);

		*next = (struct day_doc){ found->next_date, false, day_url(r, doc, found->next_date) };
		put(r, "next", day_fields, next);
	}
	put_fact(r, "count", text_plural(r->work.arena, r->work.lang, "fact.trips",
					 (int64_t)found->total, NULL));
	put_dates(r);
	put_pagination(r, in.page, in.limit, (int64_t)found->total);
	return reply(r, 200);
}

static void put_stops(struct req *r, const struct facts *f, int board, int alight)
{
	struct stop_mark *marks = arena_get(r->work.arena, f->n_stops * sizeof *marks);

	for (int i = 0; i < (int)f->n_stops; i++)
		marks[i].place = i == board ? "board" : i == alight ? "alight"
					: i > board && i < alight   ? "on"
								    : "off";
	put_list(r, "stops", stop_fields, sizeof(struct stop), f->stops, f->n_stops);
	put_list(r, "stops", stop_mark_fields, sizeof *marks, marks, f->n_stops);
}

enum err trip_page(struct req *r)
{
	const struct trip_in *in = r->in;
	struct facts *f = arena_get(r->work.arena, sizeof *f);
	struct trip *line = arena_get(r->work.arena, sizeof *line);
	struct links *links = arena_get(r->work.arena, sizeof *links);
	struct luggage *luggage = arena_get(r->work.arena, sizeof *luggage);
	int board = 0, alight;

	TRY(trip_facts(&r->work, in->id, f));
	alight = (int)f->n_stops - 1;
	if (in->from && in->to)
		TRY(trip_legs(f, in->from, in->to, &board, &alight));
	trip_summary(f, board, alight, in->passengers, line);
	TRY(trip_seats_left(&r->work, line));
	line->status = trip_sale_state(f, line->from.time, r->work.now);
	if (strcmp(line->status, "on_sale") == 0 && line->seats_left < in->passengers)
		line->status = "sold_out";
	*links = trip_links(r, line, in->passengers);
	luggage->kg = f->luggage_kg;
	put(r, "trip", trip_fields, line);
	put(r, "trip", link_fields, links);
	put(r, NULL, luggage_fields, luggage);
	put_stops(r, f, board, alight);
	put_words(r, "rules", "feeText", ticket_rules(&r->work, f->rules, f->n_rules));
	put_fact(r, "passengers", arena_printf(r->work.arena, "%d", in->passengers));
	return reply(r, 200);
}
