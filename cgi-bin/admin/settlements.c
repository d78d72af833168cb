/* settlements - statements of companies: closed, looked at, signed by two people, paid with a file for the bank. */
#include "admin.h"

#include <string.h>

#include "domain/settlement.h"
#include "domain/till.h"

enum { LINES = 50, MOST = 100, RIB = 20, MOST_DINARS = 100000000 };

struct settlements_in {
	int64_t partner_id;
	const char *status;
	int page, limit;
};

const struct rule settlements_rules[] = {
	{ "partner", V_ID("partner"), AT(settlements_in, partner_id) },
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

const struct rule settlement_move_rules[] = {
	{ ":id", V_PUBLIC("settlement"), AT(settlement_in, id), .need = true },
	{ "reason", V_TEXT, AT(settlement_in, reason), .max = 500 },
	{ .size = sizeof(struct settlement_in) },
};

struct cut_in {
	int64_t partner_id;
	int32_t until;
};

const struct rule settlement_cut_rules[] = {
	{ "partnerId", V_ID("partner"), AT(cut_in, partner_id), .need = true },
	{ "until", V_DATE, AT(cut_in, until), .need = true, .help = "last day of the period; it must be over" },
	{ .size = sizeof(struct cut_in) },
};

struct sign_in {
	const char **settlements;
	size_t n;
};

const struct rule transfer_sign_rules[] = {
	{ "settlements", V_TEXTS, AT(sign_in, settlements), .count_at = offsetof(struct sign_in, n), .need = true,
	  .min = 1, .max = MOST },
	{ .size = sizeof(struct sign_in) },
};

struct transfers_in {
	int page, limit;
};

const struct rule transfers_rules[] = {
	{ "page", V_COUNT, AT(transfers_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(transfers_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct transfers_in) },
};

const struct rule transfer_rules[] = {
	{ ":id", V_PUBLIC("transfer"), AT(settlement_in, id), .need = true },
	{ .size = sizeof(struct settlement_in) },
};

struct account_in {
	int64_t id;
	const char *rib;
};

const struct rule account_rules[] = {
	{ ":id", V_ID("partner"), AT(account_in, id), .need = true },
	{ "rib", V_TEXT, AT(account_in, rib), .need = true, .min = RIB, .max = RIB, .help = "20 digits" },
	{ .size = sizeof(struct account_in) },
};

static const char *const currencies[] = { "DZD", NULL };

struct money_in {
	int64_t amount;
	const char *currency;
};

static const struct rule money_rules[] = {
	{ "amount", V_INT, AT(money_in, amount), .need = true, .min = 1, .max = (int64_t)MOST_DINARS * 100, .help = "centimes" },
	{ "currency", V_ENUM, AT(money_in, currency), .oneof = currencies, .dflt = "DZD" },
	{ .size = sizeof(struct money_in) },
};

struct deposit_in {
	int64_t id, dinars;         /* pages: people write dinars */
	struct money_in *sum;
	const char *slip;
};

const struct rule deposit_rules[] = {
	{ ":id", V_ID("partner"), AT(deposit_in, id), .need = true },
	{ "sum", V_OBJECT, AT(deposit_in, sum), .sub = money_rules, .need = true },
	{ "slip", V_TEXT, AT(deposit_in, slip), .need = true, .min = 3, .max = 40, .help = "number of the bank's slip: each is booked once" },
	{ .size = sizeof(struct deposit_in) },
};

const struct rule deposit_form_rules[] = {
	{ ":id", V_ID("partner"), AT(deposit_in, id), .need = true },
	{ "dinars", V_INT, AT(deposit_in, dinars), .need = true, .min = 1, .max = MOST_DINARS },
	{ "slip", V_TEXT, AT(deposit_in, slip), .need = true, .min = 3, .max = 40 },
	{ .size = sizeof(struct deposit_in) },
};

static const struct field query_fields[] = {
	{ "partner", F_ID("partner"), AT(settlements_in, partner_id) },
	{ "status", F_ENUM("settlement_state"), AT(settlements_in, status) },
	{ 0 },
};

const struct answer settlements_answers[] = {
	{ 200, "CompanySettlement", platform_settlement_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "CompanySettlementQuery", query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer settlement_answers[] = {
	{ 200, "SignedSettlement", signed_settlement_fields, .how = ANSWER_ONE, .pages = true },
	{ 200, "SettlementLine", settlement_line_fields, .name = "lines", .how = ANSWER_LIST },
	{ 0 },
};

const struct answer cut_answers[] = {
	{ 201, "SignedSettlement", signed_settlement_fields, .how = ANSWER_ONE, .pages = true },
	{ 201, "SettlementLine", settlement_line_fields, .name = "lines", .how = ANSWER_LIST },
	{ 0 },
};

const struct answer transfers_answers[] = {
	{ 200, "Transfer", transfer_fields, .how = ANSWER_LIST, .pages = true },
	{ 0 },
};

const struct answer transfer_answers[] = {
	{ 201, "Transfer", transfer_fields, .how = ANSWER_ONE },
	{ 0 },
};

struct choice {
	const char *code;
};

static const struct field choice_fields[] = {
	{ "code", F_ENUM("settlement_state"), AT(choice, code) },
	{ 0 },
};

enum err settlements(struct req *r)
{
	struct settlements_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct settlement *list;
	struct choice *states;
	size_t n, n_states = 0;

	TRY(settlement_list(&r->work, in->partner_id, in->status, &page, &list, &n));
	put_list(r, r->is_page ? "settlements" : NULL, platform_settlement_fields, sizeof *list, list, n);
	put_beside(r, "query", query_fields, in);
	put_counted(r, &page);
	if (!r->is_page)
		return reply(r, 200);
	while (settlement_states[n_states])
		n_states++;
	states = arena_get(r->work.arena, n_states * sizeof *states);
	for (size_t i = 0; i < n_states; i++)
		states[i].code = settlement_states[i];
	put_list(r, "states", choice_fields, sizeof *states, states, n_states);
	TRY(put_companies(r));
	return reply(r, 200);
}

static enum err show(struct req *r, int status, const char *id, int number, int limit)
{
	struct page page = { .number = number, .limit = limit };
	struct settlement *s = arena_get(r->work.arena, sizeof *s);
	struct settlement_line *lines;
	size_t n;

	TRY(settlement_one(&r->work, id, &page, s, &lines, &n));
	put(r, NULL, signed_settlement_fields, s);
	put_list(r, "lines", settlement_line_fields, sizeof *lines, lines, n);
	put_pagination(r, number, limit, page.total);
	if (r->is_page)
		put_fact(r, "payable", s->net_c > 0 ? "1" : "");
	return reply(r, status);
}

enum err settlement(struct req *r)
{
	const struct settlement_in *in = r->in;

	return show(r, 200, in->id, in->page, in->limit);
}

static enum err to_page(struct req *r, const char *id)
{
	return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/admin/settlements/settlement_%s", id)));
}

enum err settlement_close(struct req *r)
{
	const struct cut_in *in = r->in;
	const char *id;

	TRY(settlement_cut(&r->work, in->partner_id, in->until, &id));
	if (!id) {
		fail(ERR_WRONG_STATE, "nothing to state");
		fail_field("until");
		return ERR_WRONG_STATE;
	}
	return r->is_page ? to_page(r, id) : show(r, 201, id, 1, LINES);
}

static enum err move(struct req *r, const char *becomes)
{
	const struct settlement_in *in = r->in;

	TRY(settlement_move(&r->work, in->id, becomes, in->reason));
	return r->is_page ? to_page(r, in->id) : show(r, 200, in->id, 1, LINES);
}

enum err settlement_review(struct req *r)
{
	return move(r, "reviewed");
}

enum err settlement_approve(struct req *r)
{
	return move(r, "approved");
}

enum err transfers(struct req *r)
{
	const struct transfers_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct transfer *list;
	size_t n;

	TRY(transfer_list(&r->work, &page, &list, &n));
	put_list(r, r->is_page ? "transfers" : NULL, transfer_fields, sizeof *list, list, n);
	put_pagination(r, in->page, in->limit, page.total);
	return reply(r, 200);
}

enum err transfer_make(struct req *r)
{
	const struct sign_in *in = r->in;
	struct transfer *t = arena_get(r->work.arena, sizeof *t);

	TRY(transfer_sign(&r->work, in->settlements, in->n, t));
	if (r->is_page)
		return reply_redirect(r, req_page(r, "/admin/transfers"));
	put(r, NULL, transfer_fields, t);
	return reply(r, 201);
}

enum err transfer_file(struct req *r)
{
	const struct settlement_in *in = r->in;
	const char *reference, *content;

	TRY(transfer_content(&r->work, in->id, &reference, &content));
	reply_header(r, "Content-Disposition",
		     arena_printf(r->work.arena, "attachment; filename=\"%s.txt\"", reference));
	return reply_bytes(r, content, strlen(content));
}

enum err company_account(struct req *r)
{
	const struct account_in *in = r->in;

	if (strspn(in->rib, "0123456789") != RIB)
		return input_wrong(r, "rib", ERR_INPUT);
	TRY(settlement_account(&r->work, in->id, in->rib));
	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/admin/partners/partner_%lld",
								  (long long)in->id)));
	return reply(r, 200);
}

enum err company_deposit(struct req *r)
{
	const struct deposit_in *in = r->in;

	TRY(till_deposit(&r->work, in->id, r->is_page ? in->dinars * 100 : in->sum->amount, in->slip));
	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/admin/partners/partner_%lld",
								  (long long)in->id)));
	return reply(r, 200);
}
