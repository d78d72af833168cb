/* till - shifts and cash held. */
#include "domain/till.h"

#include <string.h>

#include "store/db.h"

const struct field shift_fields[] = {
	{ "id", F_PUBLIC("shift"), AT(shift, id), "public_id" },
	{ "cashier", F_TEXT, AT(shift, cashier), "cashier" },
	{ "openedAt", F_TIME, AT(shift, opened_at), "opened_at" },
	{ "closedAt", F_TIME, AT(shift, closed_at), "closed_at" },
	{ "opening", F_MONEY, AT(shift, opening_c), "opening_c" },
	{ "sales", F_INT, AT(shift, sold), "sold" },
	{ "taken", F_MONEY, AT(shift, sold_c), "sold_c" },
	{ "givenBack", F_MONEY, AT(shift, back_c), "back_c" },
	{ "expected", F_MONEY, AT(shift, expected_c), "expected_c", .help = "what has to be in the drawer" },
	{ "counted", F_MONEY, AT(shift, counted_c), "counted_c" },
	{ "difference", F_MONEY, AT(shift, difference_c), "difference_c", .help = "counted less expected; booked" },
	{ "note", F_TEXT, AT(shift, note), "note" },
	{ 0 },
};

const struct field till_float_fields[] = {
	{ "held", F_MONEY, AT(till_float, held_c), "float_c", .help = "cash its counters hold for the platform" },
	{ "limit", F_MONEY, AT(till_float, limit_c), "float_limit_c" },
	{ 0 },
};

struct value {
	int64_t number;
	const char *id;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(value, number), "total" },
	{ 0 },
};

static const struct field opened_fields[] = {
	{ "id", F_PUBLIC("shift"), AT(value, id), "public_id" },
	{ 0 },
};

enum err till_shifts(struct work *w, struct page *page, struct shift **list, size_t *n, struct till_float *held)
{
	struct param p[] = { p_int(page->limit), p_int((int64_t)(page->number - 1) * page->limit) };
	struct value total = { 0 };

	db_later_list(w, Q_PARTNER_SHIFTS, p, shift_fields, sizeof **list, list, n);
	db_later_one(w, Q_PARTNER_SHIFTS_COUNT, NULL, total_fields, &total, NULL);
	db_later_one(w, Q_PARTNER_FLOAT, NULL, till_float_fields, held, NULL);
	TRY(db_flush(w));
	page->total = total.number;
	return OK;
}

enum err till_mine(struct work *w, struct shift *out, bool *open, struct till_float *held)
{
	memset(out, 0, sizeof *out);
	db_later_one(w, Q_PARTNER_SHIFT_MINE, (struct param[]){ p_int(w->who.user_id) }, shift_fields, out, open);
	db_later_one(w, Q_PARTNER_FLOAT, NULL, till_float_fields, held, NULL);
	return db_flush(w);
}

enum err till_shift(struct work *w, const char *id, struct shift *out)
{
	bool all = w->who.role & (ROLE_PARTNER_OWNER | ROLE_PARTNER_ACCOUNTANT);
	enum err e = db_one(w, Q_PARTNER_SHIFT, (struct param[]){ p_public(id), all ? p_null() : p_int(w->who.user_id) },
			    shift_fields, out);


	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

enum err till_open(struct work *w, int64_t counted_c, struct shift *out)
{
	struct value opened = { 0 };

	TRY(db_one(w, Q_PARTNER_TILL_OPEN,
		   (struct param[]){ p_int(w->who.user_id), p_int(counted_c), p_text(w->request_id) }, opened_fields,
		   &opened));
	return till_shift(w, opened.id, out);
}

enum err till_close(struct work *w, const char *id, int64_t counted_c, const char *note, struct shift *out)
{
	bool anybody = w->who.role == ROLE_PARTNER_OWNER;

	TRY(db_run(w, Q_PARTNER_TILL_CLOSE,
		   (struct param[]){ p_public(id), p_int(w->who.user_id), p_bool(anybody), p_int(counted_c), p_text(note),
				     p_text(w->request_id) }));
	return till_shift(w, id, out);
}

enum err till_deposit(struct work *w, int64_t partner_id, int64_t amount_c, const char *slip)
{
	return db_run(w, Q_ADMIN_FLOAT_DEPOSIT,
		      (struct param[]){ p_int(partner_id), p_int(w->who.user_id), p_int(amount_c), p_text(slip),
					p_text(w->request_id) });
}
