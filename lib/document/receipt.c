/* receipt - layout of the payment receipt. */
#include "document/receipt.h"

#include <ctype.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/when.h"
#include "document/pdf.h"

/* Points; x counts from the reading edge. */
#define EDGE 48.0
#define WIDE (PDF_WIDTH - 2 * EDGE)
#define NAMES_W 190.0
#define AMOUNT_W 130.0

enum { CARD_DIGITS = 10 }; /* a masked number shows at most the first six and the last four */

struct page {
	struct arena *arena;
	struct pdf *pdf;
	const struct receipt_doc *doc;
	double y, row; /* next baseline; height of a row */
};

static const struct pdf_style label = { .size = 9.5, .ink = PDF_MUTED, .least = 7 };
static const struct pdf_style value = { .size = 10.5, .least = 7 };
static const struct pdf_style code = { .size = 10.5, .least = 7, .ltr = true };
static const struct pdf_style heading = { .size = 13, .bold = true, .ink = PDF_BRAND };
static const struct pdf_style small = { .size = 9, .ink = PDF_MUTED, .lines = 2 };

static const char *word(const struct page *g, const char *key)
{
	return text(g->doc->lang, key);
}

static char *filled(const struct page *g, const char *key, const char *name, const char *with)
{
	const struct text_arg args[] = { { name, with }, { 0 } };

	return text_format(g->arena, g->doc->lang, key, args);
}

static char *money(const struct page *g, int64_t amount_c)
{
	return text_money(g->arena, g->doc->lang, amount_c, true);
}

/* "31/12/2026 12:59", time of Algiers. */
static char *moment(const struct page *g, int64_t instant)
{
	struct civil c = when_local(instant);

	return arena_printf(g->arena, "%02d/%02d/%04d %02d:%02d", c.day, c.month, c.year, c.hour,
			    c.minute);
}

/* "NIF: 000016001234567", one line under the seller's name. */
static void tax_number(struct page *g, const char *key, const char *number)
{
	const char *colon = g->doc->lang == LANG_FR ? "\xC2\xA0: " : ": ";

	if (!number)
		return;
	pdf_text(g->pdf, &small, EDGE, g->y, WIDE / 2,
		 arena_printf(g->arena, "%s%s%s", word(g, key), colon,
			      pdf_isolate(g->arena, number, true)));
	g->y += 14;
}

static void header(struct page *g)
{
	const struct receipt_doc *d = g->doc;
	const struct pdf_style brand = { .size = 22, .bold = true, .ink = PDF_BRAND, .least = 12 };
	const struct pdf_style name = { .size = 10.5, .bold = true, .lines = 2 };
	const struct pdf_style title = { .size = 18, .bold = true, .least = 12, .align = PDF_END };
	const struct pdf_style number = { .size = 11, .least = 8, .align = PDF_END };
	const double half = WIDE / 2;

	pdf_value(g->pdf, &brand, EDGE, 70, half - 10, d->platform);
	pdf_text(g->pdf, &title, EDGE + half, 68, half, word(g, "receipt.title"));
	pdf_text(g->pdf, &number, EDGE + half, d->lang == LANG_AR ? 93 : 88, half,
		 filled(g, "receipt.number", "number", pdf_isolate(g->arena, d->number, true)));
	g->y = 96;
	if (d->seller)
		g->y += pdf_value(g->pdf, &name, EDGE, g->y, half + 20, d->seller);
	if (d->address)
		g->y += pdf_value(g->pdf, &small, EDGE, g->y, half + 20, d->address) + 2;
	tax_number(g, "receipt.nif", d->nif);
	tax_number(g, "receipt.rc", d->rc);
	tax_number(g, "receipt.ai", d->ai);
}

/* The amount: the one thing to see. */
static void amount(struct page *g)
{
	const struct pdf_style title = { .size = 10, .ink = PDF_MUTED };
	const struct pdf_style big = { .size = 28, .least = 16, .bold = true };
	const struct pdf_style paid = { .size = 12, .bold = true, .ink = PDF_WHITE,
					.align = PDF_CENTRE };
	const double badge = 84, top = g->y + 4;

	pdf_box(g->pdf, EDGE, top, WIDE, 72, 8, PDF_SOFT, true);
	pdf_text(g->pdf, &title, EDGE + 18, top + 21, WIDE - badge - 54, word(g, "receipt.amount"));
	pdf_value(g->pdf, &big, EDGE + 18, top + 52, WIDE - badge - 54, money(g, g->doc->amount_c));
	pdf_box(g->pdf, EDGE + WIDE - badge - 18, top + 23, badge, 26, 13, PDF_BRAND, true);
	pdf_text(g->pdf, &paid, EDGE + WIDE - badge - 18, top + 40, badge, word(g, "receipt.paid"));
	g->y = top + 72 + 26;
}

static void row(struct page *g, const char *key, const struct pdf_style *style, const char *s)
{
	if (!s)
		return;
	pdf_text(g->pdf, &label, EDGE, g->y, NAMES_W, word(g, key));
	pdf_value(g->pdf, style, EDGE + NAMES_W + 10, g->y, WIDE - NAMES_W - 10, s);
	pdf_rule(g->pdf, EDGE, g->y + g->row * 0.36, WIDE, false);
	g->y += g->row;
}

static void facts(struct page *g)
{
	static const char *const methods[] = {
		[RECEIPT_CIB] = "receipt.method_cib",
		[RECEIPT_EDAHABIA] = "receipt.method_edahabia",
		[RECEIPT_CASH] = "receipt.method_cash",
	};
	const struct receipt_doc *d = g->doc;

	pdf_text(g->pdf, &label, EDGE, g->y, NAMES_W, word(g, "receipt.paid_at"));
	pdf_text(g->pdf, &value, EDGE + NAMES_W + 10, g->y, WIDE - NAMES_W - 10,
		 filled(g, "receipt.zone", "when",
			pdf_isolate(g->arena, moment(g, d->paid_at), true)));
	pdf_rule(g->pdf, EDGE, g->y + g->row * 0.36, WIDE, false);
	g->y += g->row;
	row(g, "receipt.method", &value, word(g, methods[d->method]));
	if (d->method == RECEIPT_CASH) {
		row(g, "receipt.agency", &value, d->agency);
	} else {
		row(g, "receipt.card", &code, d->card);
		row(g, "receipt.message", &value, d->message);
		row(g, "receipt.order_number", &code, d->order_number);
		row(g, "receipt.order_id", &code, d->order_id);
		row(g, "receipt.approval", &code, d->approval);
	}
	row(g, "receipt.payer", &value, d->payer);
	row(g, "receipt.booking", &code, d->ref);
}

static void money_row(struct page *g, const char *words, bool data, const char *amount_text,
		      bool bold)
{
	const struct pdf_style left = { .size = 10, .least = 7, .bold = bold };
	const struct pdf_style right = { .size = 10, .least = 7, .bold = bold, .align = PDF_END };

	if (data)
		pdf_value(g->pdf, &left, EDGE, g->y, WIDE - AMOUNT_W - 12, words);
	else
		pdf_text(g->pdf, &left, EDGE, g->y, WIDE - AMOUNT_W - 12, words);
	pdf_value(g->pdf, &right, EDGE + WIDE - AMOUNT_W, g->y, AMOUNT_W, amount_text);
	g->y += g->row * 0.84;
}

/* "19" or "9,5" for a rate in hundredths of a percent. */
static char *rate_text(const struct page *g, int bps)
{
	const char *point = g->doc->lang == LANG_EN ? "." : ",";

	if (bps % 100 == 0)
		return arena_printf(g->arena, "%d", bps / 100);
	if (bps % 10 == 0)
		return arena_printf(g->arena, "%d%s%d", bps / 100, point, bps % 100 / 10);
	return arena_printf(g->arena, "%d%s%02d", bps / 100, point, bps % 100);
}

static void details(struct page *g)
{
	const struct receipt_doc *d = g->doc;
	struct pdf_style head = label;

	g->y += 12;
	pdf_text(g->pdf, &heading, EDGE, g->y, WIDE, word(g, "receipt.details"));
	g->y += g->row;
	pdf_text(g->pdf, &head, EDGE, g->y, WIDE - AMOUNT_W, word(g, "receipt.item"));
	head.align = PDF_END;
	pdf_text(g->pdf, &head, EDGE + WIDE - AMOUNT_W, g->y, AMOUNT_W,
		 word(g, "receipt.item_amount"));
	pdf_rule(g->pdf, EDGE, g->y + g->row * 0.36, WIDE, false);
	g->y += g->row;
	for (size_t i = 0; i < d->n_lines; i++)
		money_row(g, d->lines[i].words, true, money(g, d->lines[i].amount_c), false);
	pdf_rule(g->pdf, EDGE, g->y - g->row * 0.5, WIDE, false);
	g->y += 2;
	if (d->vat_c == MONEY_NONE) {
		money_row(g, word(g, "receipt.vat_none"), false, word(g, "receipt.vat_none_value"),
			  false);
	} else {
		money_row(g, word(g, "receipt.net"), false, money(g, d->amount_c - d->vat_c),
			  false);
		money_row(g, filled(g, "receipt.vat", "rate", rate_text(g, d->vat_bps)), false,
			  money(g, d->vat_c), false);
	}
	money_row(g, word(g, "receipt.total"), false, money(g, d->amount_c), true);
}

static void footer(struct page *g)
{
	const struct receipt_doc *d = g->doc;
	const struct pdf_style strong = { .size = 9.5, .bold = true, .lines = 2 };
	const struct text_arg args[] = {
		{ "date", text_date(g->arena, d->lang, when_local_date(d->issued_at), false) },
		{ "time", pdf_isolate(g->arena, text_clock(g->arena, d->issued_at), true) },
		{ 0 },
	};
	double y = PDF_HEIGHT - 80;

	pdf_rule(g->pdf, EDGE, y - 16, WIDE, false);
	if (d->method != RECEIPT_CASH)
		pdf_text(g->pdf, &strong, EDGE, y, WIDE,
			 filled(g, "receipt.bank_help", "phone",
				pdf_isolate(g->arena, RECEIPT_BANK_PHONE, true)));
	if (d->phone)
		pdf_text(g->pdf, &small, EDGE, y + 16, WIDE,
			 filled(g, "receipt.help", "phone", pdf_isolate(g->arena, d->phone, true)));
	pdf_text(g->pdf, &small, EDGE, y + 31, WIDE, word(g, "receipt.not_ticket"));
	pdf_text(g->pdf, &small, EDGE, y + 46, WIDE,
		 text_format(g->arena, d->lang, "receipt.issued", args));
}

/* Height of a row: closer when there is much to show. */
static double row_height(const struct receipt_doc *d)
{
	if (d->n_lines > RECEIPT_LINES / 2)
		return 17.8;
	return d->lang == LANG_AR ? 21 : 20;
}

/* A full card number never gets onto paper, whatever a gateway sends. */
static bool card_masked(const char *card)
{
	int digits = 0;

	for (; card && *card; card++)
		digits += isdigit((unsigned char)*card) != 0;
	return digits <= CARD_DIGITS;
}

enum err receipt_pdf(struct arena *a, const struct receipt_doc *doc, struct buf *out)
{
	struct page g = { .arena = a, .doc = doc, .row = row_height(doc) };
	const struct pdf_about about = {
		.lang = doc->lang,
		.title = arena_printf(a, "%s %s", text(doc->lang, "receipt.title"), doc->number),
		.author = doc->seller ? doc->seller : doc->platform,
		.subject = doc->ref,
		.made_at = doc->issued_at,
	};

	if (!card_masked(doc->card))
		return fail(ERR_INPUT, "receipt %s: the card number is not masked", doc->number);
	if (doc->n_lines > RECEIPT_LINES)
		return fail(ERR_INPUT, "receipt %s: %zu lines", doc->number, doc->n_lines);
	TRY(pdf_open(a, &about, out, &g.pdf));
	header(&g);
	amount(&g);
	facts(&g);
	details(&g);
	footer(&g);
	return pdf_close(g.pdf);
}
