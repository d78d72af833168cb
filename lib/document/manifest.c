/* manifest - layout of the passenger list. */
#include "document/manifest.h"

#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"
#include "base/when.h"
#include "document/pdf.h"

/* Points; x counts from the reading edge. */
#define EDGE 34.0
#define WIDE (PDF_HEIGHT - 2 * EDGE)
#define HIGH PDF_WIDTH
#define ROW 16.2
#define TOP 112.0
#define FOOT 34.0
#define GAP 6.0
#define BOX 9.0

enum { COLUMNS = 8, MOST = 128, STAMP = 6 };

struct column {
	const char *key; /* of its name in the catalogue */
	double x, w;
};

struct page {
	struct arena *arena;
	struct pdf *pdf;
	const struct manifest_doc *doc;
	struct column columns[COLUMNS];
	size_t n_columns;
	const char *stamp;
	int number, pages;
};

static const struct pdf_style label = { .size = 8.5, .ink = PDF_MUTED, .least = 6.5 };
static const struct pdf_style value = { .size = 10, .least = 7 };
static const struct pdf_style strong = { .size = 10.5, .least = 7, .bold = true };
static const struct pdf_style code = { .size = 9.5, .least = 7, .ltr = true };

static const char *word(const struct page *g, const char *key)
{
	return text(g->doc->lang, key);
}

static const char *named(const struct page *g, const struct names *n)
{
	return g->doc->lang == LANG_AR ? n->ar : g->doc->lang == LANG_EN ? n->en : n->fr;
}

/* Widths follow what is shown: names and stops share what the fixed columns leave. */
static void set_columns(struct page *g)
{
	const struct {
		const char *key;
		double fixed, share;
		bool shown;
	} plan[COLUMNS] = {
		{ "manifest.seat", 38, 0, true },
		{ "manifest.on_board", 40, 0, true },
		{ "manifest.name", 0, 0.38, true },
		{ "manifest.id_number", 92, 0, g->doc->id_numbers },
		{ "manifest.from", 0, 0.31, true },
		{ "manifest.to", 0, 0.31, true },
		{ "manifest.ref", 56, 0, true },
		{ "manifest.phone", 92, 0, g->doc->phones },
	};
	double rest = WIDE, x = EDGE;

	for (size_t i = 0; i < COLUMNS; i++)
		rest -= plan[i].shown ? plan[i].fixed : 0;
	for (size_t i = 0; i < COLUMNS; i++) {
		double w = plan[i].fixed + rest * plan[i].share;

		if (!plan[i].shown)
			continue;
		g->columns[g->n_columns++] = (struct column){ plan[i].key, x, w - GAP };
		x += w;
	}
}

/* Changes with every name, seat and stop on the list. */
static const char *stamp_of(struct arena *a, const struct manifest_doc *d)
{
	unsigned char hash[ID_HASH];
	struct buf b;

	buf_init(&b, a, 4096);
	buf_printf(&b, "%lld\n%s\n", (long long)d->departure, d->plate ? d->plate : "");
	for (size_t i = 0; i < d->n_lines; i++) {
		const struct manifest_line *l = &d->lines[i];
		const char *const cells[] = { l->seat, l->name, l->id_number, l->from, l->to, l->ref };

		for (size_t k = 0; k < sizeof cells / sizeof cells[0]; k++)
			buf_printf(&b, "%s\t", cells[k] ? cells[k] : "");
		buf_char(&b, '\n');
	}
	id_hash(b.data, b.len, hash);
	return str_hex(a, hash, STAMP);
}

static void fact(struct page *g, double x, double w, const char *key, const char *s, bool ltr)
{
	struct pdf_style style = strong;

	style.ltr = ltr;
	pdf_text(g->pdf, &label, x, 66, w, word(g, key));
	if (s)
		pdf_value(g->pdf, &style, x, 81, w, s);
}

static void header(struct page *g)
{
	const struct manifest_doc *d = g->doc;
	const struct pdf_style title = { .size = 17, .least = 12, .bold = true, .ink = PDF_BRAND };
	const struct pdf_style company = { .size = 11, .least = 8, .bold = true, .align = PDF_END };
	const struct text_arg count[] = {
		{ "n", arena_printf(g->arena, "%zu", d->n_lines) },
		{ "capacity", arena_printf(g->arena, "%d", d->capacity) },
		{ 0 },
	};
	double x = EDGE;

	pdf_text(g->pdf, &title, EDGE, 44, WIDE / 2, word(g, "manifest.title"));
	pdf_value(g->pdf, &company, EDGE + WIDE / 2, 44, WIDE / 2, named(g, &d->company));
	fact(g, x, 130, "manifest.origin", d->from, false);
	fact(g, x += 140, 130, "manifest.destination", d->to, false);
	fact(g, x += 140, 150, "manifest.date",
	     text_date(g->arena, d->lang, when_local_date(d->departure), false), false);
	fact(g, x += 160, 60, "manifest.departure", text_clock(g->arena, d->departure), true);
	fact(g, x += 70, 110, "manifest.plate", d->plate, true);
	pdf_text(g->pdf, &label, x += 120, 66, 130, word(g, "manifest.passengers"));
	pdf_text(g->pdf, &strong, x, 81, 130,
		 text_format(g->arena, d->lang, "manifest.count", count));
}

static void column_names(struct page *g)
{
	for (size_t i = 0; i < g->n_columns; i++)
		pdf_text(g->pdf, &label, g->columns[i].x, TOP - 8, g->columns[i].w,
			 word(g, g->columns[i].key));
	pdf_rule(g->pdf, EDGE, TOP - 2, WIDE, false);
}

static const char *cell(const struct manifest_line *l, const char *key)
{
	static const char *const keys[] = { "seat", "name", "id_number", "from", "to", "ref", "phone" };
	const char *const cells[] = { l->seat, l->name, l->id_number, l->from, l->to, l->ref, l->phone };

	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
		if (strcmp(key + strlen("manifest."), keys[i]) == 0)
			return cells[i];
	return NULL;
}

static bool is_code(const char *key)
{
	return strcmp(key, "manifest.id_number") == 0 || strcmp(key, "manifest.ref") == 0 ||
	       strcmp(key, "manifest.phone") == 0;
}

static void line(struct page *g, const struct manifest_line *l, double y)
{
	for (size_t i = 0; i < g->n_columns; i++) {
		const struct column *c = &g->columns[i];
		const char *s = cell(l, c->key);
		struct pdf_style seat = strong;

		seat.ltr = true;
		if (strcmp(c->key, "manifest.on_board") == 0)
			pdf_box(g->pdf, c->x + 8, y - BOX, BOX, BOX, 1.5, PDF_BLACK, false);
		else if (s && strcmp(c->key, "manifest.seat") == 0)
			pdf_value(g->pdf, &seat, c->x, y, c->w, s);
		else if (s)
			pdf_value(g->pdf, is_code(c->key) ? &code : &value, c->x, y, c->w, s);
	}
	pdf_rule(g->pdf, EDGE, y + ROW * 0.3, WIDE, false);
}

static void footer(struct page *g)
{
	const struct manifest_doc *d = g->doc;
	const struct pdf_style end = { .size = 8.5, .ink = PDF_MUTED, .align = PDF_END };
	const struct text_arg args[] = {
		{ "date", text_date(g->arena, d->lang, when_local_date(d->issued_at), false) },
		{ "time", pdf_isolate(g->arena, text_clock(g->arena, d->issued_at), true) },
		{ "stamp", pdf_isolate(g->arena, g->stamp, true) },
		{ "page", pdf_isolate(g->arena, arena_printf(g->arena, "%d / %d", g->number, g->pages), true) },
		{ 0 },
	};

	pdf_text(g->pdf, &label, EDGE, HIGH - FOOT + 10, WIDE * 0.75,
		 text_format(g->arena, d->lang, "manifest.issued", args));
	pdf_text(g->pdf, &end, EDGE + WIDE * 0.75, HIGH - FOOT + 10, WIDE * 0.25,
		 text_format(g->arena, d->lang, "manifest.page", args));
}

enum err manifest_pdf(struct arena *a, const struct manifest_doc *doc, struct buf *out)
{
	const size_t per_page = (size_t)((HIGH - TOP - FOOT - 4) / ROW);
	struct page g = { .arena = a, .doc = doc, .stamp = stamp_of(a, doc) };
	const struct pdf_about about = {
		.lang = doc->lang,
		.title = arena_printf(a, "%s %s - %s", text(doc->lang, "manifest.title"), doc->from, doc->to),
		.author = doc->company.fr,
		.subject = g.stamp,
		.made_at = doc->issued_at,
		.landscape = true,
	};

	if (doc->n_lines > MOST)
		return fail(ERR_INPUT, "manifest of %zu lines", doc->n_lines);
	set_columns(&g);
	g.pages = (int)((doc->n_lines + per_page - 1) / per_page);
	g.pages = g.pages ? g.pages : 1;
	TRY(pdf_open(a, &about, out, &g.pdf));
	for (g.number = 1; g.number <= g.pages; g.number++) {
		size_t first = (size_t)(g.number - 1) * per_page;

		if (g.number > 1)
			pdf_next(g.pdf);
		header(&g);
		column_names(&g);
		for (size_t i = first; i < doc->n_lines && i < first + per_page; i++)
			line(&g, &doc->lines[i], TOP + ROW * (double)(i - first) + ROW * 0.66);
		footer(&g);
	}
	return pdf_close(g.pdf);
}
