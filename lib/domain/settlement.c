/* settlement - statements and the files they are paid with. */
#include "domain/settlement.h"

#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "domain/ticket.h"

const char *const settlement_states[] = { "closed", "reviewed", "disputed", "approved", "paid", "reconciled", NULL };

#define COMMON                                                                                     \
	{ "id", F_PUBLIC("settlement"), AT(settlement, id), "public_id" },                         \
	{ "periodStart", F_DATE, AT(settlement, from), "period_start" },                           \
	{ "periodEnd", F_DATE, AT(settlement, to), "period_end" },                                 \
	{ "status", F_ENUM("settlement_state"), AT(settlement, status), "status" },                \
	{ "gross", F_MONEY, AT(settlement, gross_c), "gross_c", .help = "fares of who travelled" }, \
	{ "commission", F_MONEY, AT(settlement, commission_c), "commission_c" },                   \
	{ "fees", F_MONEY, AT(settlement, fees_c), "fees_c", .help = "the company's share of fees" }, \
	{ "corrections", F_MONEY, AT(settlement, corrections_c), "refunds_c", .help = "of earlier periods" }, \
	{ "cashKept", F_MONEY, AT(settlement, cash_c), "cash_c", .help = "taken at its counters, set off" }, \
	{ "carried", F_MONEY, AT(settlement, carried_c), "carried_c", .help = "owed from the statement before; never above zero" }, \
	{ "net", F_MONEY, AT(settlement, net_c), "net_c" },                                        \
	{ "closedAt", F_TIME, AT(settlement, closed_at), "closed_at" },                            \
	{ "paidAt", F_TIME, AT(settlement, paid_at), "paid_at" },                                  \
	{ "dispute", F_TEXT, AT(settlement, dispute), "dispute" },                                 \
	{ "bankReference", F_TEXT, AT(settlement, bank_ref), "bank_ref" }

#define COMPANY                                                                                    \
	{ "partnerId", F_ID("partner"), AT(settlement, partner_id), "partner_id" },                \
	{ "partner", F_NAMES, AT(settlement, partner), "partner" }

const struct field settlement_fields[] = {
	COMMON,
	{ 0 },
};

const struct field platform_settlement_fields[] = {
	COMMON,
	COMPANY,
	{ 0 },
};

const struct field signed_settlement_fields[] = {
	COMMON,
	COMPANY,
	{ "approvedBy", F_TEXT, AT(settlement, approved_by), "approved_by" },
	{ "paidBy", F_TEXT, AT(settlement, paid_by), "paid_by" },
	{ "transferId", F_PUBLIC("transfer"), AT(settlement, transfer_id), "transfer_id" },
	{ "fileHash", F_TEXT, AT(settlement, file_hash), "file_hash", .help = "SHA-256 of the transfer file" },
	{ "hasAccount", F_BOOL, AT(settlement, has_account), "has_account", .help = "it is known where the company is paid to" },
	{ 0 },
};

const struct field settlement_line_fields[] = {
	{ "id", F_ID("line"), AT(settlement_line, id), "line_id" },
	{ "bookedAt", F_TIME, AT(settlement_line, at), "at" },
	{ "kind", F_ENUM("settlement_line"), AT(settlement_line, kind), "kind" },
	{ "bookingId", F_PUBLIC("booking"), AT(settlement_line, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(settlement_line, ref), "booking_ref" },
	{ "scheduleId", F_ID("schedule"), AT(settlement_line, schedule_id), "schedule_id" },
	{ "boardsAt", F_TIME, AT(settlement_line, departs_at), "departs_at" },
	{ "from", F_NAMES, AT(settlement_line, from), "from" },
	{ "to", F_NAMES, AT(settlement_line, to), "to" },
	{ "plate", F_TEXT, AT(settlement_line, plate), "bus_plate" },
	{ "seat", F_TEXT, AT(settlement_line, seat), "seat_label" },
	{ "fare", F_MONEY, AT(settlement_line, fare_c), "fare_c" },
	{ "commission", F_MONEY, AT(settlement_line, commission_c), "commission_c" },
	{ "amount", F_MONEY, AT(settlement_line, amount_c), "amount_c", .help = "what it adds to what is owed" },
	{ 0 },
};

const struct field settlement_books_fields[] = {
	{ "payable", F_MONEY, AT(settlement_books, payable_c), "payable_c", .help = "owed to the company" },
	{ "unstated", F_MONEY, AT(settlement_books, unstated_c), "unstated_c", .help = "of it, in no statement yet" },
	{ "cash", F_MONEY, AT(settlement_books, float_c), "float_c", .help = "held by its counters for the platform" },
	{ "cashLimit", F_MONEY, AT(settlement_books, float_limit_c), "float_limit_c" },
	{ 0 },
};

const struct field transfer_fields[] = {
	{ "id", F_PUBLIC("transfer"), AT(transfer, id), "public_id" },
	{ "reference", F_TEXT, AT(transfer, reference), "reference" },
	{ "payouts", F_COUNT, AT(transfer, payouts), "payouts" },
	{ "total", F_MONEY, AT(transfer, total_c), "total_c" },
	{ "sha256", F_TEXT, AT(transfer, hash), "file_hash", .help = "of the file's bytes" },
	{ "madeBy", F_TEXT, AT(transfer, made_by), "made_by" },
	{ "createdAt", F_TIME, AT(transfer, created_at), "created_at" },
	{ 0 },
};

struct value {
	int64_t number;
	const char *id, *text, *more;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(value, number), "total" },
	{ 0 },
};

static const struct field key_fields[] = {
	{ "key", F_TEXT, AT(value, text), "object_key" },
	{ 0 },
};

static const struct field status_fields[] = {
	{ "status", F_TEXT, AT(value, text), "status" },
	{ 0 },
};

static const struct field made_fields[] = {
	{ "id", F_ID("settlement"), AT(value, number), "settlement_id" },
	{ 0 },
};

static const struct field named_fields[] = {
	{ "id", F_PUBLIC(""), AT(value, id), "public_id" },
	{ 0 },
};

static const struct field file_fields[] = {
	{ "reference", F_TEXT, AT(value, text), "reference" },
	{ "content", F_TEXT, AT(value, more), "content" },
	{ 0 },
};

static enum err not_found(enum err e)
{
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

static struct param offset(const struct page *page)
{
	return p_int((int64_t)(page->number - 1) * page->limit);
}

/* A statement and a page of its lines, as its company or the platform reads them. */
static enum err one(struct work *w, enum q head, const struct field *head_fields, enum q rows, enum q count,
		    const char *id, struct page *page, struct settlement *out, struct settlement_line **lines, size_t *n)
{
	struct param p[] = { p_public(id), p_int(page->limit), offset(page) };
	struct value total = { 0 };

	memset(out, 0, sizeof *out);
	db_later_one(w, head, p, head_fields, out, NULL);
	db_later_list(w, rows, p, settlement_line_fields, sizeof **lines, lines, n);
	db_later_one(w, count, p, total_fields, &total, NULL);
	TRY(not_found(db_flush(w)));
	page->total = total.number;
	return OK;
}

/* ---- the company ---- */

enum err settlement_own_list(struct work *w, const char *status, struct page *page, struct settlement **list,
			     size_t *n, struct settlement_books *books)
{
	struct param p[] = { p_text(status), p_int(page->limit), offset(page) };
	struct value total = { 0 };

	db_later_list(w, Q_PARTNER_SETTLEMENTS, p, settlement_fields, sizeof **list, list, n);
	db_later_one(w, Q_PARTNER_SETTLEMENTS_COUNT, p, total_fields, &total, NULL);
	db_later_one(w, Q_PARTNER_BOOKS, NULL, settlement_books_fields, books, NULL);
	TRY(db_flush(w));
	page->total = total.number;
	return OK;
}

enum err settlement_own(struct work *w, const char *id, struct page *page, struct settlement *out,
			struct settlement_line **lines, size_t *n)
{
	return one(w, Q_PARTNER_SETTLEMENT, settlement_fields, Q_PARTNER_SETTLEMENT_LINES, Q_PARTNER_SETTLEMENT_LINES_COUNT,
		   id, page, out, lines, n);
}

void settlement_sheet(struct work *w, const char *id, struct db_sheet *out)
{
	struct param *p = arena_get(w->arena, 3 * sizeof *p);

	p[0] = p_public(id);
	p[1] = p_null(); /* all of them */
	p[2] = p_int(0);
	*out = (struct db_sheet){ Q_PARTNER_SETTLEMENT_LINES_COUNT, Q_PARTNER_SETTLEMENT_LINES, p, p,
				  settlement_line_fields, sizeof(struct settlement_line) };
}

enum err settlement_document(struct work *w, const char *id, int wait_ms, const char **path)
{
	struct value asked;

	TRY(not_found(db_one(w, Q_PARTNER_SETTLEMENT_ASK,
			     (struct param[]){ p_public(id), p_text(lang_code(w->lang)) }, key_fields, &asked)));
	*path = ticket_await(w, asked.text, wait_ms);
	return OK;
}

enum err settlement_answer(struct work *w, const char *id, const char *objection)
{
	struct value now;

	return not_found(db_one(w, Q_PARTNER_SETTLEMENT_REVIEW,
				(struct param[]){ p_public(id), p_int(w->who.user_id), p_text(objection),
						  p_text(w->request_id) },
				status_fields, &now));
}

/* ---- the platform ---- */

enum err settlement_list(struct work *w, int64_t partner_id, const char *status, struct page *page,
			 struct settlement **list, size_t *n)
{
	struct param p[] = { partner_id ? p_int(partner_id) : p_null(), p_text(status), p_int(page->limit),
			     offset(page) };
	struct value total = { 0 };

	db_later_list(w, Q_ADMIN_SETTLEMENTS, p, platform_settlement_fields, sizeof **list, list, n);
	db_later_one(w, Q_ADMIN_SETTLEMENTS_COUNT, p, total_fields, &total, NULL);
	TRY(db_flush(w));
	page->total = total.number;
	return OK;
}

enum err settlement_one(struct work *w, const char *id, struct page *page, struct settlement *out,
			struct settlement_line **lines, size_t *n)
{
	return one(w, Q_ADMIN_SETTLEMENT, signed_settlement_fields, Q_ADMIN_SETTLEMENT_LINES, Q_ADMIN_SETTLEMENT_LINES_COUNT,
		   id, page, out, lines, n);
}

enum err settlement_cut(struct work *w, int64_t partner_id, int32_t until, const char **id)
{
	struct value made = { 0 }, named = { 0 };

	*id = NULL;
	TRY(db_one(w, Q_ADMIN_SETTLEMENT_CLOSE, (struct param[]){ p_int(partner_id), p_date(until) }, made_fields,
		   &made));
	if (made.number == 0)
		return OK;
	TRY(db_one(w, Q_ADMIN_SETTLEMENT_NAMED, (struct param[]){ p_int(made.number) }, named_fields, &named));
	*id = named.id;
	return OK;
}

enum err settlement_move(struct work *w, const char *id, const char *becomes, const char *reason)
{
	struct value now;

	return not_found(db_one(w, Q_ADMIN_SETTLEMENT_SIGN,
				(struct param[]){ p_public(id), p_int(w->who.user_id), p_text(becomes), p_text(reason),
						  p_text(w->request_id) },
				status_fields, &now));
}

enum err transfer_list(struct work *w, struct page *page, struct transfer **list, size_t *n)
{
	struct value total = { 0 };

	db_later_list(w, Q_ADMIN_TRANSFERS, (struct param[]){ p_int(page->limit), offset(page) }, transfer_fields,
		      sizeof **list, list, n);
	db_later_one(w, Q_ADMIN_TRANSFERS_COUNT, NULL, total_fields, &total, NULL);
	TRY(db_flush(w));
	page->total = total.number;
	return OK;
}

enum err transfer_sign(struct work *w, const char *const *ids, size_t n, struct transfer *out)
{
	const char **keys = arena_get(w->arena, n * sizeof *keys);
	struct value made = { 0 };

	for (size_t i = 0; i < n; i++) {
		const char *id = id_public(ids[i], "settlement");
		char *key = arena_get(w->arena, ID_UUID_CHARS + 1);

		if (!id || !id_to_uuid(id, key)) {
			fail(ERR_INPUT, "no id of a settlement");
			fail_field("settlements");
			return ERR_INPUT;
		}
		keys[i] = key;
	}
	TRY(db_one(w, Q_ADMIN_TRANSFER_MAKE,
		   (struct param[]){ p_int(w->who.user_id), p_texts(keys, n), p_text(w->request_id) }, named_fields,
		   &made));
	return db_one(w, Q_ADMIN_TRANSFER, (struct param[]){ p_public(made.id) }, transfer_fields, out);
}

enum err transfer_content(struct work *w, const char *id, const char **reference, const char **content)
{
	struct value file = { 0 };

	TRY(not_found(db_one(w, Q_ADMIN_TRANSFER_FILE,
			     (struct param[]){ p_public(id), p_int(w->who.user_id), p_text(w->request_id) },
			     file_fields, &file)));
	*reference = file.text;
	*content = file.more;
	return OK;
}

enum err settlement_account(struct work *w, int64_t partner_id, const char *rib)
{
	return db_run(w, Q_ADMIN_PARTNER_BANK,
		      (struct param[]){ p_int(partner_id), p_int(w->who.user_id), p_text(rib),
					p_text(w->request_id) });
}

/* ---- the worker ---- */

enum err settlement_close_due(struct work *w)
{
	static const struct field next_fields[] = {
		{ "partnerId", F_ID("partner"), AT(value, number), "partner_id" },
		{ 0 },
	};
	struct value next = { 0 };

	do
		TRY(db_one(w, Q_SETTLEMENT_NEXT,
			   (struct param[]){ p_int(conf_int(CONF_SETTLEMENT_DAYS)), p_int(next.number) }, next_fields,
			   &next));
	while (next.number);
	return OK;
}
