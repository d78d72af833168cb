/* partners - companies: their list, one of them. */
#include "admin.h"

#include "domain/ticket.h"

static const char *const statuses[] = { "applied", "active", "suspended", "closed", NULL };

struct partners_in {
	const char *status, *q;
	int page, limit;
};

const struct rule partners_rules[] = {
	{ "q", V_TEXT, AT(partners_in, q), .min = 2, .max = 60 },
	{ "status", V_ENUM, AT(partners_in, status), .oneof = statuses },
	{ "page", V_COUNT, AT(partners_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(partners_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct partners_in) },
};

struct partner_in {
	int64_t id;
};

const struct rule partner_rules[] = {
	{ ":id", V_ID("partner"), AT(partner_in, id), .need = true },
	{ .size = sizeof(struct partner_in) },
};

static const struct field query_fields[] = {
	{ "q", F_TEXT, AT(partners_in, q) },
	{ "status", F_ENUM("partner_status"), AT(partners_in, status) },
	{ 0 },
};

const struct answer partners_answers[] = {
	{ 200, "CompanyLine", company_line_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "CompanyQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer partner_answers[] = {
	{ 200, "Company", company_fields, .how = ANSWER_ONE },
	{ 0 },
};

enum err partners(struct req *r)
{
	const struct partners_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct company *list;
	size_t n;

	TRY(platform_companies(&r->work, in->status, in->q, &page, &list, &n));
	put_list(r, r->is_page ? "partners" : NULL, company_line_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, in);
	put_counted(r, &page);
	return reply(r, 200);
}

struct rule_text {
	const char *text;
};

static const struct field rule_text_fields[] = {
	{ "feeText", F_TEXT, AT(rule_text, text) },
	{ 0 },
};

/* "8 %", "8,25 %": the comma as people here write it, a point in English. */
static const char *percent(struct req *r, int bps)
{
	struct arena *a = r->work.arena;

	if (bps % 100 == 0)
		return arena_printf(a, "%d %%", bps / 100);
	return arena_printf(a, "%d%c%02d %%", bps / 100, r->work.lang == LANG_EN ? '.' : ',', bps % 100);
}

/* Rules and rate in words, for the page. */
static void put_company(struct req *r, const struct company *c)
{
	const char *const *texts = ticket_rules(&r->work, c->rules, c->n_rules);
	struct rule_text *list = arena_get(r->work.arena, (c->n_rules + 2) * sizeof *list);
	size_t n = 0;

	for (; texts[n]; n++)
		list[n].text = texts[n];
	put_list(r, "rules", rule_text_fields, sizeof *list, list, n);
	put_fact(r, "commission", percent(r, c->commission_bps));
}

enum err partner(struct req *r)
{
	const struct partner_in *in = r->in;
	struct company *c = arena_get(r->work.arena, sizeof *c);

	TRY(platform_company(&r->work, in->id, c));
	put(r, NULL, company_fields, c);
	if (r->is_page)
		put_company(r, c);
	return reply(r, 200);
}
