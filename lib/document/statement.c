/* statement - layout of a company's statement. */
#include "document/statement.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/when.h"
#include "document/pdf.h"

/* Points; x counts from the reading edge. */
#define EDGE 42.0
#define WIDE (PDF_WIDTH - 2 * EDGE)
#define BOTTOM (PDF_HEIGHT - 52)
#define ROW 15.5
#define SUM_ROW 19.0
#define AMOUNT_W 150.0

enum { COLUMNS = 6, MOST = 6000 };

static const struct {
	const char *key;
	double x, w;
	bool number;
} columns[COLUMNS] = {
	{ "statement.day", 0, 92, false },       { "statement.way", 96, 152, false },
	{ "statement.seats", 250, 34, true },    { "statement.fares", 288, 76, true },
	{ "statement.commission", 366, 70, true }, { "statement.due", 438, WIDE - 438, true },
};

struct page {
	struct arena *arena;
	struct pdf *pdf;
	const struct statement_doc *doc;
	double y; /* next baseline */
	int number;
};

static const struct pdf_style label = { .size = 8.5, .ink = PDF_MUTED, .least = 6.5 };
static const struct pdf_style value = { .size = 9.5, .least = 6.5 };
static const struct pdf_style amount = { .size = 9.5, .least = 6.5, .align = PDF_END };

static const char *word(const struct page *g, const char *key)
{
	return text(g->doc->lang, key);
}

static const char *money(const struct page *g, int64_t amount_c)
{
	return text_money(g->arena, g->doc->lang, amount_c, true);
}

static const char *date(const struct page *g, int32_t day)
{
	return text_date(g->arena, g->doc->lang, day, false);
}

static void footer(struct page *g)
{
	const struct text_arg args[] = {
		{ "date", date(g, when_local_date(g->doc->issued_at)) },
		{ "page", pdf_isolate(g->arena, arena_printf(g->arena, "%d", g->number), true) },
		{ 0 },
	};

	pdf_text(g->pdf, &label, EDGE, PDF_HEIGHT - 30, WIDE,
		 text_format(g->arena, g->doc->lang, "statement.issued", args));
}

/* What is known of the company, one line each below its name. */
static void company(struct page *g)
{
	const struct pdf_style name = { .size = 11, .bold = true, .least = 8 };
	const struct {
		const char *key, *value;
	} numbers[] = { { "receipt.rc", g->doc->legal_id }, { "receipt.nif", g->doc->tax_id } };

	pdf_value(g->pdf, &name, EDGE, g->y, WIDE / 2, g->doc->company);
	g->y += 15;
	if (g->doc->address) {
		pdf_value(g->pdf, &label, EDGE, g->y, WIDE / 2, g->doc->address);
		g->y += 12;
	}
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (!numbers[i].value)
			continue;
		pdf_text(g->pdf, &label, EDGE, g->y, WIDE / 2,
			 arena_printf(g->arena, "%s %s", word(g, numbers[i].key),
				      pdf_isolate(g->arena, numbers[i].value, true)));
		g->y += 12;
	}
}

static void header(struct page *g)
{
	const struct statement_doc *d = g->doc;
	const struct pdf_style brand = { .size = 20, .bold = true, .ink = PDF_BRAND, .least = 12 };
	const struct pdf_style title = { .size = 16, .bold = true, .least = 11, .align = PDF_END };
	const struct pdf_style end = { .size = 10, .least = 7, .align = PDF_END };
	const double half = WIDE / 2;
	const struct text_arg number[] = {
		{ "number", pdf_isolate(g->arena, arena_printf(g->arena, "S%lld", (long long)d->number), true) },
		{ "state", d->state },
		{ 0 },
	};
	const struct text_arg period[] = { { "from", date(g, d->from) }, { "to", date(g, d->to) }, { 0 } };

	pdf_value(g->pdf, &brand, EDGE, 62, half - 10, d->platform);
	pdf_text(g->pdf, &title, EDGE + half, 60, half, word(g, "statement.title"));
	pdf_text(g->pdf, &end, EDGE + half, 80, half, text_format(g->arena, d->lang, "statement.number", number));
	pdf_text(g->pdf, &end, EDGE + half, 96, half, text_format(g->arena, d->lang, "statement.period", period));
	g->y = 88;
	company(g);
	g->y = (g->y < 116 ? 116 : g->y) + 14;
}

static void sum(struct page *g, const char *key, int64_t amount_c, bool whole)
{
	const struct pdf_style left = { .size = whole ? 11.5 : 10, .bold = whole, .least = 7 };
	const struct pdf_style right = { .size = whole ? 11.5 : 10, .bold = whole, .least = 7, .align = PDF_END };

	if (amount_c == 0 && !whole)
		return;
	pdf_text(g->pdf, &left, EDGE, g->y, WIDE - AMOUNT_W - 10, word(g, key));
	pdf_value(g->pdf, &right, EDGE + WIDE - AMOUNT_W, g->y, AMOUNT_W, money(g, amount_c));
	pdf_rule(g->pdf, EDGE, g->y + SUM_ROW * 0.32, WIDE, false);
	g->y += SUM_ROW;
}

static void sums(struct page *g)
{
	const struct statement_doc *d = g->doc;

	sum(g, "statement.gross", d->gross_c, false);
	sum(g, "statement.less_commission", -d->commission_c, false);
	sum(g, "statement.fees", d->fees_c, false);
	sum(g, "statement.corrections", d->corrections_c, false);
	sum(g, "statement.cash", -d->cash_c, false);
	sum(g, "statement.carried", d->carried_c, false);
	sum(g, "statement.net", d->net_c, true);
	g->y += 12;
}

static void column_names(struct page *g)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		struct pdf_style s = label;

		s.align = columns[i].number ? PDF_END : PDF_START;
		pdf_text(g->pdf, &s, EDGE + columns[i].x, g->y, columns[i].w, word(g, columns[i].key));
	}
	pdf_rule(g->pdf, EDGE, g->y + 5, WIDE, false);
	g->y += ROW;
}

static void line(struct page *g, const struct statement_line *l)
{
	const char *const cells[COLUMNS] = {
		date(g, l->day), NULL, arena_printf(g->arena, "%lld", (long long)l->seats),
		money(g, l->fare_c), money(g, l->commission_c), money(g, l->amount_c),
	};

	for (size_t i = 0; i < COLUMNS; i++)
		if (cells[i])
			pdf_value(g->pdf, columns[i].number ? &amount : &value, EDGE + columns[i].x, g->y, columns[i].w,
				  cells[i]);
	pdf_text(g->pdf, &value, EDGE + columns[1].x, g->y, columns[1].w,
		 arena_printf(g->arena, "%s – %s", pdf_isolate(g->arena, l->from, false),
			      pdf_isolate(g->arena, l->to, false)));
	pdf_rule(g->pdf, EDGE, g->y + ROW * 0.32, WIDE, false);
	g->y += ROW;
}

static void next_page(struct page *g)
{
	footer(g);
	pdf_next(g->pdf);
	g->number++;
	g->y = 56;
	column_names(g);
}

enum err statement_pdf(struct arena *a, const struct statement_doc *doc, struct buf *out)
{
	struct page g = { .arena = a, .doc = doc, .number = 1 };
	const struct pdf_about about = {
		.lang = doc->lang,
		.title = arena_printf(a, "%s S%lld", text(doc->lang, "statement.title"), (long long)doc->number),
		.author = doc->platform,
		.subject = doc->company,
		.made_at = doc->issued_at,
	};

	if (doc->n_lines > MOST)
		return fail(ERR_INPUT, "statement of %zu lines", doc->n_lines);
	TRY(pdf_open(a, &about, out, &g.pdf));
	header(&g);
	sums(&g);
	if (doc->n_lines)
		column_names(&g);
	for (size_t i = 0; i < doc->n_lines; i++) {
		if (g.y > BOTTOM)
			next_page(&g);
		line(&g, &doc->lines[i]);
	}
	footer(&g);
	return pdf_close(g.pdf);
}
