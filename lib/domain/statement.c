/* statement - statements of companies, drawn. */
#include "domain/statement.h"

#include "base/conf.h"
#include "base/metric.h"
#include "base/str.h"
#include "document/statement.h"
#include "domain/settlement.h"
#include "store/db.h"
#include "store/objects.h"

struct head {
	struct settlement s;
	const char *legal_id, *tax_id, *address;
};

static const struct field head_fields[] = {
	{ "settlement", F_ONE, AT(head, s), "", platform_settlement_fields },
	{ "legalId", F_TEXT, AT(head, legal_id), "legal_id" },
	{ "taxId", F_TEXT, AT(head, tax_id), "tax_id" },
	{ "address", F_TEXT, AT(head, address), "address" },
	{ 0 },
};

struct day {
	int32_t day;
	struct names from, to;
	int64_t seats, fare_c, commission_c, amount_c;
};

static const struct field day_fields[] = {
	{ "day", F_DATE, AT(day, day), "service_date" },
	{ "from", F_NAMES, AT(day, from), "from" },
	{ "to", F_NAMES, AT(day, to), "to" },
	{ "seats", F_INT, AT(day, seats), "seats" },
	{ "fare", F_MONEY, AT(day, fare_c), "fare_c" },
	{ "commission", F_MONEY, AT(day, commission_c), "commission_c" },
	{ "amount", F_MONEY, AT(day, amount_c), "amount_c" },
	{ 0 },
};

static const char *named(struct work *w, const struct names *n)
{
	return w->lang == LANG_AR ? n->ar : w->lang == LANG_EN ? n->en : n->fr;
}

static const struct statement_line *lines_of(struct work *w, const struct day *days, size_t n)
{
	struct statement_line *lines = arena_get(w->arena, (n + 1) * sizeof *lines);

	for (size_t i = 0; i < n; i++)
		lines[i] = (struct statement_line){
			.day = days[i].day,
			.from = named(w, &days[i].from),
			.to = named(w, &days[i].to),
			.seats = days[i].seats,
			.fare_c = days[i].fare_c,
			.commission_c = days[i].commission_c,
			.amount_c = days[i].amount_c,
		};
	return lines;
}

enum err statement_render(struct work *w, int64_t settlement_id, const char *key)
{
	struct param p[] = { p_int(settlement_id) };
	struct statement_doc doc;
	struct head h = { 0 };
	struct day *days;
	struct buf out;
	size_t n;

	db_later_one(w, Q_SETTLEMENT_PRINT, p, head_fields, &h, NULL);
	db_later_list(w, Q_SETTLEMENT_DAYS, p, day_fields, sizeof *days, &days, &n);
	TRY(db_flush(w));
	doc = (struct statement_doc){
		.lang = w->lang,
		.platform = conf_text(CONF_SITE_NAME),
		.company = named(w, &h.s.partner),
		.legal_id = h.legal_id,
		.tax_id = h.tax_id,
		.address = h.address,
		.number = settlement_id,
		.from = h.s.from,
		.to = h.s.to,
		.state = text(w->lang, arena_printf(w->arena, "settlement_state.%s", h.s.status)),
		.gross_c = h.s.gross_c,
		.commission_c = h.s.commission_c,
		.fees_c = h.s.fees_c,
		.corrections_c = h.s.corrections_c,
		.cash_c = h.s.cash_c,
		.carried_c = h.s.carried_c,
		.net_c = h.s.net_c,
		.lines = lines_of(w, days, n),
		.n_lines = n,
		.issued_at = h.s.closed_at,
	};
	buf_init(&out, w->arena, 65536);
	TRY(statement_pdf(w->arena, &doc, &out));
	if (arena_overflown(w->arena))
		return fail(ERR_MEMORY, "document too large");
	metric_add(METRIC_DOCUMENTS, 1);
	return objects_put(w, key, out.data, out.len);
}
