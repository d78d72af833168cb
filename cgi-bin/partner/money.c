/* money - what the company is owed: its statements, read, taken along, agreed with or disputed. */
#include "partner.h"

#include "base/when.h"
#include "domain/settlement.h"
#include "http/stream.h"

enum { LINES = 50 };

struct settlements_in {
	const char *status;
	int page, limit;
};

const struct rule settlements_rules[] = {
	{ "status", V_ENUM, AT(settlements_in, status), .oneof = settlement_states },
	{ "page", V_COUNT, AT(settlements_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(settlements_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct settlements_in) },
};

struct settlement_in {
	const char *id, *reason;
	int page, limit;
};

const struct rule settlement_rules[] = {
	{ ":id", V_PUBLIC("settlement"), AT(settlement_in, id), .need = true },
	{ "page", V_COUNT, AT(settlement_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(settlement_in, limit), .min = 1, .max = 100, .dflt = "50" },
	{ .size = sizeof(struct settlement_in) },
};

const struct rule settlement_id_rules[] = {
	{ ":id", V_PUBLIC("settlement"), AT(settlement_in, id), .need = true },
	{ .size = sizeof(struct settlement_in) },
};

const struct rule dispute_rules[] = {
	{ ":id", V_PUBLIC("settlement"), AT(settlement_in, id), .need = true },
	{ "reason", V_TEXT, AT(settlement_in, reason), .need = true, .min = 3, .max = 500 },
	{ .size = sizeof(struct settlement_in) },
};

static const struct field query_fields[] = {
	{ "status", F_ENUM("settlement_state"), AT(settlements_in, status) },
	{ 0 },
};

const struct answer settlements_answers[] = {
	{ 200, "Settlement", settlement_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "SettlementQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 200, "SettlementBooks", settlement_books_fields, .name = "books", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer settlement_answers[] = {
	{ 200, "Settlement", settlement_fields, .how = ANSWER_ONE, .pages = true },
	{ 200, "SettlementLine", settlement_line_fields, .name = "lines", .how = ANSWER_LIST },
	{ 0 },
};

struct choice {
	const char *code;
};

static const struct field choice_fields[] = {
	{ "code", F_ENUM("settlement_state"), AT(choice, code) },
	{ 0 },
};

static void put_states(struct req *r)
{
	struct choice *list;
	size_t n = 0;

	while (settlement_states[n])
		n++;
	list = arena_get(r->work.arena, n * sizeof *list);
	for (size_t i = 0; i < n; i++)
		list[i].code = settlement_states[i];
	put_list(r, "states", choice_fields, sizeof *list, list, n);
}

enum err settlements(struct req *r)
{
	struct settlements_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct settlement_books *books = arena_get(r->work.arena, sizeof *books);
	struct settlement *list;
	size_t n;

	TRY(settlement_own_list(&r->work, in->status, &page, &list, &n, books));
	put_list(r, r->is_page ? "settlements" : NULL, settlement_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, in);
	put_beside(r, "books", settlement_books_fields, books);
	put_pagination(r, in->page, in->limit, page.total);
	if (r->is_page)
		put_states(r);
	return reply(r, 200);
}

static enum err show(struct req *r, const char *id, int number, int limit)
{
	struct page page = { .number = number, .limit = limit };
	struct settlement *s = arena_get(r->work.arena, sizeof *s);
	struct settlement_line *lines;
	size_t n;

	TRY(settlement_own(&r->work, id, &page, s, &lines, &n));
	put(r, NULL, settlement_fields, s);
	put_list(r, "lines", settlement_line_fields, sizeof *lines, lines, n);
	put_pagination(r, number, limit, page.total);
	if (r->is_page)
		put_fact(r, "mayAnswer", permit(r->work.who.role, MAY_SETTLEMENT_ANSWER) ? "1" : "");
	return reply(r, 200);
}

enum err settlement(struct req *r)
{
	const struct settlement_in *in = r->in;

	return show(r, in->id, in->page, in->limit);
}

enum err settlement_csv(struct req *r)
{
	const struct settlement_in *in = r->in;
	struct page page = { .number = 1, .limit = 1 };
	struct settlement_line *lines;
	struct settlement s;
	struct db_sheet sheet;
	size_t n;

	TRY(settlement_own(&r->work, in->id, &page, &s, &lines, &n)); /* an empty file would say that it exists */
	settlement_sheet(&r->work, in->id, &sheet);
	return stream_csv(r, arena_printf(r->work.arena, "settlement-%s.csv", when_iso_date(r->work.arena, s.to)), &sheet);
}

enum err settlement_pdf(struct req *r)
{
	const struct settlement_in *in = r->in;
	const char *path;

	TRY(settlement_document(&r->work, in->id, PARTNER_WAIT_MS, &path));
	return answer_document(r, path, arena_printf(r->work.arena, "settlement-%s.pdf", in->id));
}

/* The statement as it is now, or the way to its page. */
static enum err answered(struct req *r, const char *id, const char *objection)
{
	TRY(settlement_answer(&r->work, id, objection));
	if (!r->is_page)
		return show(r, id, 1, LINES);
	return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/settlements/settlement_%s", id)));
}

enum err settlement_agree(struct req *r)
{
	const struct settlement_in *in = r->in;

	return answered(r, in->id, NULL);
}

enum err settlement_dispute(struct req *r)
{
	const struct settlement_in *in = r->in;

	return answered(r, in->id, in->reason);
}
