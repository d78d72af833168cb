/* till - shifts of cashiers: the own one opened and closed with a count, and all of them for who keeps the books. */
#include "partner.h"

#include "domain/till.h"

enum { MOST_DINARS = 10000000 };

static const char *const currencies[] = { "DZD", NULL };

struct money_in {
	int64_t amount;
	const char *currency;
};

static const struct rule money_rules[] = {
	{ "amount", V_INT, AT(money_in, amount), .need = true, .min = 0, .max = (int64_t)MOST_DINARS * 100, .help = "centimes" },
	{ "currency", V_ENUM, AT(money_in, currency), .oneof = currencies, .dflt = "DZD" },
	{ .size = sizeof(struct money_in) },
};

struct count_in {
	const char *id, *note;
	struct money_in *counted;
	int64_t dinars;             /* pages: people count in dinars */
};

const struct rule till_open_rules[] = {
	{ "counted", V_OBJECT, AT(count_in, counted), .sub = money_rules, .need = true },
	{ .size = sizeof(struct count_in) },
};

const struct rule till_close_rules[] = {
	{ ":id", V_PUBLIC("shift"), AT(count_in, id), .need = true },
	{ "counted", V_OBJECT, AT(count_in, counted), .sub = money_rules, .need = true },
	{ "note", V_TEXT, AT(count_in, note), .max = 300 },
	{ .size = sizeof(struct count_in) },
};

const struct rule till_open_form_rules[] = {
	{ "dinars", V_INT, AT(count_in, dinars), .need = true, .min = 0, .max = MOST_DINARS },
	{ .size = sizeof(struct count_in) },
};

const struct rule till_close_form_rules[] = {
	{ ":id", V_PUBLIC("shift"), AT(count_in, id), .need = true },
	{ "dinars", V_INT, AT(count_in, dinars), .need = true, .min = 0, .max = MOST_DINARS },
	{ "note", V_TEXT, AT(count_in, note), .max = 300 },
	{ .size = sizeof(struct count_in) },
};

struct shifts_in {
	int page, limit;
};

const struct rule shifts_rules[] = {
	{ "page", V_COUNT, AT(shifts_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(shifts_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct shifts_in) },
};

struct mine_doc {
	struct shift *shift;        /* NULL: none is open */
	struct till_float held;
};

static const struct field mine_fields[] = {
	{ "shift", F_MAYBE, AT(mine_doc, shift), .sub = shift_fields },
	{ "cash", F_ONE, AT(mine_doc, held), .sub = till_float_fields },
	{ 0 },
};

const struct answer shifts_answers[] = {
	{ 200, "Shift", shift_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "CashHeld", till_float_fields, .name = "cash", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer till_answers[] = {
	{ 200, "Till", mine_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer till_open_answers[] = {
	{ 201, "Shift", shift_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer till_close_answers[] = {
	{ 200, "Shift", shift_fields, .how = ANSWER_ONE },
	{ 0 },
};

enum err shifts(struct req *r)
{
	const struct shifts_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct till_float *held = arena_get(r->work.arena, sizeof *held);
	struct shift *list;
	size_t n;

	TRY(till_shifts(&r->work, &page, &list, &n, held));
	put_list(r, r->is_page ? "shifts" : NULL, shift_fields, sizeof *list, list, n);
	put_beside(r, "cash", till_float_fields, held);
	put_pagination(r, in->page, in->limit, page.total);
	return reply(r, 200);
}

enum err put_till(struct req *r, const char *name)
{
	struct mine_doc *doc = arena_get(r->work.arena, sizeof *doc);
	struct shift *s = arena_get(r->work.arena, sizeof *s);
	bool open;

	TRY(till_mine(&r->work, s, &open, &doc->held));
	doc->shift = open ? s : NULL;
	put(r, name, mine_fields, doc);
	return OK;
}

enum err till(struct req *r)
{
	TRY(put_till(r, NULL));
	return reply(r, 200);
}

static int64_t counted(const struct req *r, const struct count_in *in)
{
	return r->is_page ? in->dinars * 100 : in->counted->amount;
}

enum err till_begin(struct req *r)
{
	const struct count_in *in = r->in;
	struct shift *s = arena_get(r->work.arena, sizeof *s);

	TRY(till_open(&r->work, counted(r, in), s));
	if (r->is_page)
		return reply_redirect(r, req_page(r, "/partner/till"));
	put(r, NULL, shift_fields, s);
	return reply(r, 201);
}

enum err till_end(struct req *r)
{
	const struct count_in *in = r->in;
	struct shift *s = arena_get(r->work.arena, sizeof *s);

	TRY(till_close(&r->work, in->id, counted(r, in), in->note, s));
	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/till/shift_%s", in->id)));
	put(r, NULL, shift_fields, s);
	return reply(r, 200);
}

const struct rule shift_rules[] = {
	{ ":id", V_PUBLIC("shift"), AT(count_in, id), .need = true },
	{ .size = sizeof(struct count_in) },
};

const struct answer shift_answers[] = {
	{ 200, "Shift", shift_fields, .how = ANSWER_ONE },
	{ 0 },
};

enum err shift(struct req *r)
{
	const struct count_in *in = r->in;
	struct shift *s = arena_get(r->work.arena, sizeof *s);

	TRY(till_shift(&r->work, in->id, s));
	put(r, NULL, shift_fields, s);
	return reply(r, 200);
}
