/* ticket - layout of the printed ticket. */
#include "document/ticket.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/when.h"
#include "document/pdf.h"
#include "document/qr.h"

/* Points. The card fills the upper half of the sheet; x counts from the reading edge. */
#define EDGE 40.0
#define WIDE (PDF_WIDTH - 2 * EDGE)
#define INSET 16.0
#define TOP 26.0
#define FOLD (PDF_HEIGHT / 2)
#define CARD (FOLD - 18 - TOP)
#define QR_SIDE (49 * 2.6) /* 45 mm; of version 6 the symbol takes 37.6 mm */
#define TEXT_X (EDGE + INSET)
#define TEXT_W (WIDE - 3 * INSET - QR_SIDE)
#define FULL_W (WIDE - 2 * INSET)

struct page {
	struct arena *arena;
	struct pdf *pdf;
	const struct ticket_doc *doc;
};

static const struct pdf_style label = { .size = 8, .ink = PDF_MUTED };
static const struct pdf_style fact = { .size = 26, .least = 12, .bold = true };
static const struct pdf_style date = { .size = 20, .least = 12, .bold = true };
static const struct pdf_style strong = { .size = 12, .least = 9, .bold = true };
static const struct pdf_style heading = { .size = 14, .bold = true, .ink = PDF_BRAND };
static const struct pdf_style body = { .size = 10.5, .lines = 4 };
static const struct pdf_style small = { .size = 8, .ink = PDF_MUTED, .lines = 2 };

static bool given(const char *s)
{
	return s && *s;
}

/* The name in the language, else the first one there is, else "". */
static const char *name_in(const struct names *n, enum lang lang)
{
	const char *own = lang == LANG_AR ? n->ar : lang == LANG_EN ? n->en : n->fr;

	if (given(own))
		return own;
	return given(n->fr) ? n->fr : given(n->ar) ? n->ar : given(n->en) ? n->en : "";
}

/* The French and Arabic names, as signs have them, that name_in did not give; NULL for none. */
static const char *name_other(struct arena *a, const struct names *n, enum lang lang)
{
	const char *own = name_in(n, lang);
	bool fr = given(n->fr) && !str_eq(n->fr, own), ar = given(n->ar) && !str_eq(n->ar, own);

	if (fr && ar)
		return arena_printf(a, "%s \xC2\xB7 %s", n->fr, n->ar);
	return fr ? n->fr : ar ? n->ar : NULL;
}

static const char *word(const struct page *g, const char *key)
{
	return text(g->doc->lang, key);
}

/* A time of day that stays in order inside any sentence. */
static char *clock_at(const struct page *g, int64_t instant)
{
	return pdf_isolate(g->arena, text_clock(g->arena, instant), true);
}

static char *day_of(const struct page *g, int64_t instant, bool whole)
{
	return text_date(g->arena, g->doc->lang, when_local_date(instant), whole);
}

static void header(const struct page *g)
{
	struct pdf_style style = { .size = 15, .least = 8, .bold = true, .ink = PDF_WHITE };
	struct pdf_style minor = { .size = 9.5, .least = 8, .ink = PDF_WHITE };
	const double company_w = FULL_W * 0.66, platform_w = FULL_W * 0.32;
	const double end_x = EDGE + WIDE - INSET - platform_w;
	const char *other = name_other(g->arena, &g->doc->company, g->doc->lang);

	pdf_box(g->pdf, EDGE, TOP, WIDE, 46, 8, PDF_BRAND, true);
	pdf_box(g->pdf, EDGE, TOP + 20, WIDE, 26, 0, PDF_BRAND, true);
	pdf_value(g->pdf, &style, TEXT_X, TOP + (other ? 20 : 28), company_w,
		  name_in(&g->doc->company, g->doc->lang));
	if (other)
		pdf_value(g->pdf, &minor, TEXT_X, TOP + 38, company_w, other);
	style.align = minor.align = PDF_END;
	pdf_value(g->pdf, &style, end_x, TOP + 20, platform_w, g->doc->platform);
	pdf_text(g->pdf, &minor, end_x, TOP + 38, platform_w, word(g, "ticket.title"));
}

/* One place with its names in the other languages below; returns the width taken. */
static double place(const struct page *g, const struct names *names, double x, double w)
{
	const struct pdf_style big = { .size = 24, .least = 12, .bold = true };
	const struct pdf_style minor = { .size = 11, .least = 8, .ink = PDF_MUTED };
	const char *name = name_in(names, g->doc->lang);
	const char *other = name_other(g->arena, names, g->doc->lang);
	double taken = pdf_width(g->pdf, &big, name), below = 0;

	pdf_value(g->pdf, &big, x, TOP + 79, w, name);
	if (other) {
		below = pdf_width(g->pdf, &minor, other);
		pdf_value(g->pdf, &minor, x, TOP + 97, w, other);
	}
	taken = taken > below ? taken : below;
	return taken < w ? taken : w;
}

static void route(const struct page *g)
{
	const double arrow = 24, gap = 13, most = (FULL_W - arrow - 2 * gap) / 2;
	double x = TEXT_X + place(g, &g->doc->from, TEXT_X, most) + gap;

	pdf_arrow(g->pdf, x, TOP + 71, arrow, PDF_BRAND);
	x += arrow + gap;
	place(g, &g->doc->to, x, TEXT_X + FULL_W - x);
	pdf_rule(g->pdf, TEXT_X, TOP + 109, FULL_W, false);
}

static void caption(const struct page *g, const char *key, double x, double y, double w)
{
	/* Arabic hangs lower. */
	pdf_text(g->pdf, &label, x, g->doc->lang == LANG_AR ? y - 2 : y, w, word(g, key));
}

static void labelled(const struct page *g, const struct pdf_style *style, const char *key, double x,
		     double y, double w, double below, const char *value)
{
	caption(g, key, x, y, w);
	pdf_value(g->pdf, style, x, y + below, w, value);
}

/* Date, boarding time, departure and seat: the four biggest facts. */
static void facts(const struct page *g)
{
	const double cell = TEXT_W / 3, y = TOP + 165;
	struct pdf_style latin = fact;

	labelled(g, &date, "ticket.date", TEXT_X, TOP + 123, TEXT_W, 23,
		 day_of(g, g->doc->departure, true));
	latin.ltr = true;
	if (g->doc->boarding != WHEN_NONE)
		labelled(g, &latin, "ticket.boarding", TEXT_X, y, cell - 8, 27,
			 text_clock(g->arena, g->doc->boarding));
	labelled(g, &latin, "ticket.departure", TEXT_X + cell, y, cell - 8, 27,
		 text_clock(g->arena, g->doc->departure));
	latin.ink = PDF_BRAND;
	labelled(g, &latin, "ticket.seat", TEXT_X + 2 * cell, y, cell, 27, g->doc->seat);
}

/* "04:30, ven. 1 janv. 2027 · Gare routière": the parts that are known, each kept in order. */
static const char *arrival_line(const struct page *g)
{
	struct buf b;

	buf_init(&b, g->arena, 128);
	if (g->doc->arrival != WHEN_NONE) {
		buf_str(&b, clock_at(g, g->doc->arrival));
		if (when_local_date(g->doc->arrival) != when_local_date(g->doc->departure))
			buf_printf(&b, " (%s)", day_of(g, g->doc->arrival, false));
	}
	if (g->doc->alight_at)
		buf_printf(&b, "%s%s", b.len ? " \xC2\xB7 " : "",
			   pdf_isolate(g->arena, g->doc->alight_at, false));
	return b.data;
}

static void points(const struct page *g)
{
	struct pdf_style style = { .size = 10.5, .lines = 2, .bold = true };
	const double below = 14;
	double y = TOP + 213, taken = 0;

	if (g->doc->board_at) {
		/* The bay often stands last: a long address gets smaller letters, not a cut. */
		if (pdf_width(g->pdf, &style, g->doc->board_at) > 1.9 * TEXT_W) {
			style.size = 8.5;
			style.lines = 3;
		}
		caption(g, "ticket.board_at", TEXT_X, y, TEXT_W);
		taken = pdf_value(g->pdf, &style, TEXT_X, y + below, TEXT_W, g->doc->board_at);
		y += taken + below + 5;
	}
	if (!g->doc->alight_at && g->doc->arrival == WHEN_NONE)
		return;
	style = (struct pdf_style){ .size = 10.5, .lines = 2 };
	if (taken > 2 * style.size) {
		style.lines = 1;
		style.least = 8;
	}
	caption(g, "ticket.arrival", TEXT_X, y, TEXT_W);
	pdf_text(g->pdf, &style, TEXT_X, y + below, TEXT_W, arrival_line(g));
}

static enum err code(const struct page *g)
{
	const struct pdf_style caption = { .size = 8, .ink = PDF_MUTED, .align = PDF_CENTRE };
	const struct pdf_style hint = { .size = 7.5, .ink = PDF_MUTED, .align = PDF_CENTRE };
	const struct pdf_style big = { .size = 19, .bold = true, .align = PDF_CENTRE, .ltr = true };
	const double x = EDGE + WIDE - INSET - QR_SIDE + 6;
	struct qr q;

	TRY(qr_make(g->arena, g->doc->code, &q));
	pdf_qr(g->pdf, &q, x, TOP + 111, QR_SIDE);
	pdf_text(g->pdf, &caption, x, TOP + 247, QR_SIDE, word(g, "ticket.ref"));
	pdf_value(g->pdf, &big, x, TOP + 267, QR_SIDE, g->doc->ref);
	pdf_text(g->pdf, &hint, x, TOP + 282, QR_SIDE, word(g, "ticket.scan"));
	return OK;
}

/* The plate first: it is what one looks for at the station. */
static const char *bus_line(const struct page *g)
{
	const struct ticket_doc *d = g->doc;

	return arena_printf(g->arena, "%s%s%s",
			    d->plate ? pdf_isolate(g->arena, d->plate, true) : "",
			    d->bus_class && d->plate ? " \xC2\xB7 " : "",
			    d->bus_class ? pdf_isolate(g->arena, d->bus_class, false) : "");
}

static void luggage(const struct page *g, double y)
{
	const struct pdf_style style = { .size = 9.5, .least = 7.5 };

	pdf_text(g->pdf, &label, TEXT_X, y, 54, word(g, "ticket.luggage"));
	pdf_value(g->pdf, &style, TEXT_X + 54, y, FULL_W - 54, g->doc->luggage);
}

/* Who, in which bus, for how much; luggage; and the line that closes the card. */
static void holder(const struct page *g)
{
	const double third = FULL_W / 3, y = TOP + 311;
	const double price_x = TEXT_X + 2 * third + 24;
	const struct pdf_style name = { .size = 12, .least = 8, .lines = 2, .bold = true };
	struct pdf_style line = { .size = 8.5, .bold = true, .least = 7 };

	pdf_rule(g->pdf, TEXT_X, y - 13, FULL_W, false);
	labelled(g, &name, "ticket.passenger", TEXT_X, y, third + 10, 15, g->doc->passenger);
	if (g->doc->bus_class || g->doc->plate) {
		caption(g, "ticket.bus", TEXT_X + third + 20, y, third);
		pdf_text(g->pdf, &(struct pdf_style){ .size = 10.5, .least = 7.5 },
			 TEXT_X + third + 20, y + 15, third - 6, bus_line(g));
	}
	if (g->doc->price_c != MONEY_NONE)
		labelled(g, &strong, "ticket.price", price_x, y, TEXT_X + FULL_W - price_x, 15,
			 text_money(g->arena, g->doc->lang, g->doc->price_c, false));
	if (g->doc->luggage)
		luggage(g, y + 37.5);
	pdf_box(g->pdf, EDGE, TOP + CARD - 20, WIDE, 20, 8, PDF_SOFT, true);
	pdf_text(g->pdf, &line, TEXT_X, TOP + CARD - 7, FULL_W / 2,
		 text_format(g->arena, g->doc->lang, "ticket.help_short",
			     (struct text_arg[]){
				     { "phone", pdf_isolate(g->arena, g->doc->phone, true) },
				     { 0 } }));
	line.bold = false;
	line.align = PDF_END;
	pdf_text(g->pdf, &line, TEXT_X + FULL_W / 2, TOP + CARD - 7, FULL_W / 2,
		 word(g, "ticket.not_receipt"));
}

static void fold(const struct page *g)
{
	const struct pdf_style style = { .size = 7, .ink = PDF_MUTED, .align = PDF_CENTRE };

	pdf_rule(g->pdf, 0, FOLD, PDF_WIDTH, true);
	pdf_text(g->pdf, &style, EDGE, FOLD + 10, WIDE, word(g, "ticket.fold"));
}

/* A numbered or dotted sentence; returns the next baseline. */
static double item(const struct page *g, const struct pdf_style *style, const char *mark, double x,
		   double y, double w, const char *words, bool data)
{
	const struct pdf_style number = { .size = style->size, .bold = true, .ink = PDF_BRAND };

	pdf_text(g->pdf, &number, x, y, 14, mark);
	if (data)
		y += pdf_value(g->pdf, style, x + 14, y, w - 14, words);
	else
		y += pdf_text(g->pdf, style, x + 14, y, w - 14, words);
	return y + 5;
}

static double advice(const struct page *g, double x, double y, double w)
{
	const struct ticket_doc *d = g->doc;
	const struct text_arg args[] = {
		{ "time", clock_at(g, d->boarding != WHEN_NONE ? d->boarding : d->departure) },
		{ "ref", pdf_isolate(g->arena, d->ref, true) },
		{ 0 },
	};
	const char *const steps[] = { "ticket.step.1", "ticket.step.2", "ticket.step.3" };

	pdf_text(g->pdf, &heading, x, y, w, word(g, "ticket.before"));
	y += 22;
	for (int i = 0; i < 3; i++)
		y = item(g, &body, arena_printf(g->arena, "%d", i + 1), x, y, w,
			 text_format(g->arena, d->lang, steps[i], args), false);
	return y;
}

/* The room above the help box holds a dozen lines: the more rules, the fewer for each. */
static double rules(const struct page *g, double x, double y, double w)
{
	const char *const *all = g->doc->rules;
	struct pdf_style style = body;
	int n = 0;

	while (all && n < TICKET_RULES && all[n])
		n++;
	style.lines = n > 4 ? 2 : n > 3 ? 3 : 4;
	if (n > 4)
		style.size = 10;
	pdf_text(g->pdf, &heading, x, y, w, word(g, "ticket.rules"));
	y += 22;
	for (int i = 0; i < n; i++)
		y = item(g, &style, "\xE2\x80\xA2", x, y, w, all[i], true);
	return y;
}

static void help(const struct page *g, double y)
{
	const struct pdf_style title = { .size = 10.5, .bold = true };
	const struct pdf_style phone = { .size = 17, .least = 9, .bold = true, .ink = PDF_BRAND,
					 .align = PDF_END, .ltr = true };
	const double phone_w = 190, w = FULL_W - phone_w - INSET;

	pdf_box(g->pdf, EDGE, y, WIDE, 62, 8, PDF_SOFT, true);
	pdf_text(g->pdf, &title, TEXT_X, y + 26, w, word(g, "ticket.help"));
	pdf_text(g->pdf, &body, TEXT_X, y + 44, w, word(g, "ticket.help_text"));
	pdf_value(g->pdf, &phone, TEXT_X + w + INSET, y + 38, phone_w, g->doc->phone);
}

static void lower_half(const struct page *g, size_t number, size_t of)
{
	const double column = (WIDE - 28) / 2, y = FOLD + 44, foot = PDF_HEIGHT - 34;
	struct pdf_style end = small;
	double left = advice(g, EDGE, y, column), right = rules(g, EDGE + column + 28, y, column);
	double top = left > right ? left : right;
	const struct text_arg args[] = {
		{ "date", day_of(g, g->doc->issued_at, false) },
		{ "time", clock_at(g, g->doc->issued_at) },
		{ "version", arena_printf(g->arena, "%d", g->doc->version) },
		{ 0 },
	};

	help(g, top + 14);
	pdf_rule(g->pdf, EDGE, foot - 14, WIDE, false);
	pdf_text(g->pdf, &small, EDGE, foot, WIDE - 60,
		 text_format(g->arena, g->doc->lang, "ticket.issued", args));
	end.align = PDF_END;
	end.ltr = true;
	pdf_value(g->pdf, &end, EDGE + WIDE - 60, foot, 60,
		  arena_printf(g->arena, "%zu / %zu", number, of));
}

static enum err draw_page(const struct page *g, size_t number, size_t of)
{
	header(g);
	route(g);
	facts(g);
	points(g);
	TRY(code(g));
	holder(g);
	pdf_box(g->pdf, EDGE, TOP, WIDE, CARD, 8, PDF_LINE, false);
	fold(g);
	lower_half(g, number, of);
	return OK;
}

enum err ticket_pdf(struct arena *a, const struct ticket_doc *docs, size_t n, struct buf *out)
{
	const char *line = arena_printf(a, "%s %s \xC2\xB7 %s \xE2\x80\x93 %s",
					text(docs->lang, "ticket.title"), docs->ref,
					name_in(&docs->from, docs->lang),
					name_in(&docs->to, docs->lang));
	const struct pdf_about about = {
		.lang = docs->lang, .title = line, .author = docs->platform,
		.subject = name_in(&docs->company, docs->lang), .made_at = docs->issued_at,
	};
	struct page g = { .arena = a };

	TRY(pdf_open(a, &about, out, &g.pdf));
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			pdf_next(g.pdf);
		g.doc = &docs[i];
		TRY(draw_page(&g, i + 1, n));
	}
	return pdf_close(g.pdf);
}
