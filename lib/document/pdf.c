/* pdf - fonts, pages and shapes over Cairo; text over Pango. */
#include "document/pdf.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/when.h"
#include "document/pdf_font.h"
#include "document/qr.h"

/* Amiri draws its letters smaller than Noto Sans at the same size, and needs more room between. */
#define ARABIC_SCALE 1.22
#define LEADING 1.36
#define LEADING_ARABIC 1.62

struct pdf {
	struct arena *arena;
	struct buf *out;
	enum lang lang;
	bool rtl;
	double wide;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoLayout *layout;
};

static const double inks[PDF__INKS][3] = {
	[PDF_BLACK] = { 0.078, 0.125, 0.165 }, /* #14202A */
	[PDF_MUTED] = { 0.290, 0.357, 0.400 }, /* #4A5B66 */
	[PDF_BRAND] = { 0.043, 0.365, 0.400 }, /* #0B5D66 */
	[PDF_WHITE] = { 1, 1, 1 },
	[PDF_LINE] = { 0.765, 0.804, 0.824 },  /* #C3CDD2 */
	[PDF_SOFT] = { 0.961, 0.969, 0.973 },  /* #F5F7F8 */
};

static void set_ink(struct pdf *p, enum pdf_ink ink)
{
	cairo_set_source_rgb(p->cairo, inks[ink][0], inks[ink][1], inks[ink][2]);
}

/* Left edge on the paper of something w wide that starts x from the reading edge. */
static double left_of(const struct pdf *p, double x, double w)
{
	return p->rtl ? p->wide - x - w : x;
}

static cairo_status_t write_out(void *ctx, const unsigned char *data, unsigned n)
{
	struct pdf *p = ctx;

	if (p->out)
		buf_put(p->out, data, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Of a document given up half-way nothing more is written: its buffer may be gone. */
static void release(void *ctx)
{
	struct pdf *p = ctx;

	p->out = NULL;
	g_clear_object(&p->layout);
	g_clear_pointer(&p->cairo, cairo_destroy);
	if (p->surface) {
		cairo_surface_finish(p->surface);
		cairo_surface_destroy(p->surface);
		p->surface = NULL;
	}
}

static void describe(struct pdf *p, const struct pdf_about *about)
{
	const struct {
		cairo_pdf_metadata_t item;
		const char *value;
	} items[] = {
		{ CAIRO_PDF_METADATA_TITLE, about->title },
		{ CAIRO_PDF_METADATA_AUTHOR, about->author },
		{ CAIRO_PDF_METADATA_SUBJECT, about->subject },
	};

	for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
		if (items[i].value)
			cairo_pdf_surface_set_metadata(
				p->surface, items[i].item,
				pdf_clean(p->arena, items[i].value, PDF_VALUE_CHARS));
	cairo_pdf_surface_set_metadata(
		p->surface, CAIRO_PDF_METADATA_CREATE_DATE,
		when_iso(p->arena, about->made_at / WHEN_SECOND * WHEN_SECOND));
}

enum err pdf_open(struct arena *a, const struct pdf_about *about, struct buf *out,
		  struct pdf **doc)
{
	struct pdf *p = arena_get(a, sizeof *p);
	PangoContext *context;

	if (arena_overflown(a))
		return fail(ERR_MEMORY, "pdf: the arena is full");
	TRY(pdf_font_load());
	p->arena = a;
	p->out = out;
	p->lang = about->lang;
	p->rtl = about->lang == LANG_AR;
	p->wide = about->landscape ? PDF_HEIGHT : PDF_WIDTH;
	arena_defer(a, release, p);
	p->surface = cairo_pdf_surface_create_for_stream(write_out, p, p->wide,
							 about->landscape ? PDF_WIDTH : PDF_HEIGHT);
	cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_4);
	describe(p, about);
	p->cairo = cairo_create(p->surface);
	context = pdf_font_context();
	pango_cairo_update_context(p->cairo, context);
	pango_context_set_base_dir(context, p->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
	pango_context_set_language(context, pango_language_from_string(lang_code(about->lang)));
	pango_context_set_round_glyph_positions(context, FALSE);
	p->layout = pango_layout_new(context);
	g_object_unref(context);
	pango_layout_set_single_paragraph_mode(p->layout, TRUE);
	pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_ellipsize(p->layout, PANGO_ELLIPSIZE_END);
	*doc = p;
	return OK;
}

void pdf_next(struct pdf *p)
{
	cairo_show_page(p->cairo);
}

/* What follows the last occurrence of a word in the file, NULL when it is not there. */
static const char *after(const struct buf *out, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = out->len < n ? 0 : out->len - n + 1; i-- > 0;)
		if (memcmp(out->data + i, word, n) == 0)
			return out->data + i + n;
	return NULL;
}

static long number_after(const struct buf *out, const char *word)
{
	const char *found = after(out, word);

	return found ? strtol(found, NULL, 10) : -1;
}

/*
 * Cairo cannot say which language a document is in, screen readers want to know: an incremental
 * update (ISO 32000-1, 7.5.6) replaces the catalogue object by itself plus /Lang. A file that does
 * not look as Cairo 1.16 writes it stays as it is.
 */
static void add_language(struct buf *out, enum lang lang)
{
	long xref = number_after(out, "startxref\n"), root = number_after(out, "/Root ");
	long size = number_after(out, "/Size "), info = number_after(out, "/Info ");
	const char *head, *end;
	char mark[32];
	size_t at, table;

	snprintf(mark, sizeof mark, "\n%ld 0 obj\n", root);
	head = after(out, mark);
	end = head ? strstr(head, ">>\nendobj") : NULL;
	if (xref < 0 || size < 0 || info < 0 || !end || !str_starts(head, "<< /Type /Catalog"))
		return;
	head = arena_strn(out->arena, head, (size_t)(end - head));
	at = out->len;
	buf_printf(out, "%ld 0 obj\n%s   /Lang (%s-DZ)\n", root, head, lang_code(lang));
	buf_printf(out, "   /ViewerPreferences << /DisplayDocTitle true%s >>\n>>\nendobj\n",
		   lang == LANG_AR ? " /Direction /R2L" : "");
	table = out->len;
	buf_printf(out, "xref\n%ld 1\n%010zu 00000 n \n", root, at);
	buf_printf(out, "trailer\n<< /Size %ld\n   /Root %ld 0 R\n", size, root);
	buf_printf(out, "   /Info %ld 0 R\n   /Prev %ld\n>>\n", info, xref);
	buf_printf(out, "startxref\n%zu\n%%%%EOF\n", table);
}

enum err pdf_close(struct pdf *p)
{
	struct buf *out = p->out;
	cairo_status_t status;

	cairo_show_page(p->cairo);
	cairo_surface_finish(p->surface);
	status = cairo_status(p->cairo);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(p->surface);
	release(p);
	if (status != CAIRO_STATUS_SUCCESS)
		return fail(ERR_INTERNAL, "pdf: %s", cairo_status_to_string(status));
	add_language(out, p->lang);
	if (arena_overflown(p->arena))
		return fail(ERR_MEMORY, "pdf: the arena is full");
	return OK;
}

static bool arabic(gunichar c)
{
	return (c >= 0x0600 && c <= 0x06FF) || (c >= 0x0750 && c <= 0x077F) ||
	       (c >= 0x08A0 && c <= 0x08FF) || (c >= 0xFB50 && c <= 0xFDFF) ||
	       (c >= 0xFE70 && c <= 0xFEFE);
}

/* End of the Arabic run at p, with the blanks between its words; p itself when there is none. */
static const char *arabic_run(const char *p)
{
	const char *end = p;

	while (*p == ' ' || arabic(g_utf8_get_char(p))) {
		p = g_utf8_next_char(p);
		if (p[-1] != ' ')
			end = p;
	}
	return end;
}

static void add(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(list, attribute);
}

static void add_features(PangoAttrList *list, const char *features, size_t from, size_t to)
{
	if (to > from)
		add(list, pango_attr_font_features_new(features), from, to);
}

/* Bytes of a lam, its marks and an alef of any kind; 0 when p does not begin so. */
static size_t lam_alef(const char *p)
{
	const char *start = p;
	gunichar c;

	if (g_utf8_get_char(p) != 0x0644)
		return 0;
	do {
		p = g_utf8_next_char(p);
		c = g_utf8_get_char(p);
	} while (c && g_unichar_ismark(c));
	if (c != 0x0627 && c != 0x0622 && c != 0x0623 && c != 0x0625 && c != 0x0671)
		return 0;
	return (size_t)(g_utf8_next_char(p) - start);
}

/* One Arabic run: larger letters, contextual variants only where Arabic cannot do without. */
static void dress_arabic(PangoAttrList *list, const char *s, const char *from, const char *end)
{
	const char *next;

	add(list, pango_attr_scale_new(ARABIC_SCALE), (size_t)(from - s), (size_t)(end - s));
	for (const char *p = from; p < end; p = next) {
		size_t pair = lam_alef(p);

		next = pair ? p + pair : g_utf8_next_char(p);
		while (!pair && next < end && !lam_alef(next))
			next = g_utf8_next_char(next);
		add_features(list, pair ? "liga=0,kern=0" : "liga=0,kern=0,calt=0", (size_t)(p - s),
			     (size_t)(next - s));
	}
}

/*
 * Sets the attributes of the text; true when there is Arabic in it. The text layer must be found by
 * a search: no "fi" in one glyph, and none of Amiri's kerning, whose gaps are read as blanks. Its
 * contextual variants would make the file a fifth larger. Pieces must not overlap.
 */
static bool dress(PangoLayout *layout, const char *s)
{
	PangoAttrList *list = pango_attr_list_new();
	const char *p = s, *latin = s;
	bool any = false;

	while (*p) {
		const char *end = *p == ' ' ? p : arabic_run(p);

		if (end == p) {
			p = g_utf8_next_char(p);
			continue;
		}
		add_features(list, "liga=0", (size_t)(latin - s), (size_t)(p - s));
		dress_arabic(list, s, p, end);
		p = latin = end;
		any = true;
	}
	add_features(list, "liga=0", (size_t)(latin - s), (size_t)(p - s));
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
	return any;
}

static double width_at(PangoLayout *layout, PangoFontDescription *font, double size)
{
	int width;

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_layout_get_size(layout, &width, NULL);
	return (double)width / PANGO_SCALE;
}

/*
 * Puts the words into the layout, as large as the field allows in steps of half a point (Pango
 * keeps a set of fonts per size); returns the size taken. With their own direction the first strong
 * character decides, else the document.
 */
static double fit(struct pdf *p, const struct pdf_style *s, double w, const char *words, bool own)
{
	PangoFontDescription *font = pdf_font_description(s->bold);
	double size = s->size, width = w + 1;

	pango_layout_set_auto_dir(p->layout, own);
	pango_layout_set_height(p->layout, s->lines > 1 ? -s->lines : -1);
	pango_layout_set_text(p->layout, words, -1);
	if (s->least > 0) {
		pango_layout_set_width(p->layout, -1);
		width = width_at(p->layout, font, size);
		while (width > w && size > s->least) {
			size = fmax(s->least, floor(2 * fmin(size - 0.5, size * w / width)) / 2);
			width = width_at(p->layout, font, size);
		}
	}
	if (width > w) {
		pango_layout_set_width(p->layout, (int)(w * PANGO_SCALE));
		pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
		pango_layout_set_font_description(p->layout, font);
	}
	pango_font_description_free(font);
	return size;
}

static double draw(struct pdf *p, const struct pdf_style *s, double x, double y, double w,
		   const char *words, bool own)
{
	bool tall = dress(p->layout, words);
	double size = fit(p, s, w, words, own);
	double leading = size * (tall ? LEADING_ARABIC : LEADING), left = left_of(p, x, w);
	bool to_right = (s->align == PDF_END) != p->rtl;
	int lines = pango_layout_get_line_count(p->layout);

	set_ink(p, s->ink);
	for (int i = 0; i < lines; i++) {
		PangoLayoutLine *line = pango_layout_get_line_readonly(p->layout, i);
		PangoRectangle box;
		double rest;

		pango_layout_line_get_extents(line, NULL, &box);
		rest = w - (double)box.width / PANGO_SCALE;
		if (s->align == PDF_CENTRE)
			rest /= 2;
		else if (!to_right)
			rest = 0;
		cairo_move_to(p->cairo, left + rest, y + i * leading);
		pango_cairo_show_layout_line(p->cairo, line);
	}
	return lines * leading;
}

double pdf_text(struct pdf *p, const struct pdf_style *s, double x, double y, double w,
		const char *words)
{
	return draw(p, s, x, y, w, words, false);
}

double pdf_value(struct pdf *p, const struct pdf_style *s, double x, double y, double w,
		 const char *value)
{
	char *clean = s->ltr ? pdf_isolate(p->arena, value, true)
			     : pdf_clean(p->arena, value, PDF_VALUE_CHARS);

	return draw(p, s, x, y, w, clean, !s->ltr);
}

double pdf_width(struct pdf *p, const struct pdf_style *s, const char *value)
{
	PangoFontDescription *font = pdf_font_description(s->bold);
	char *clean = pdf_clean(p->arena, value, PDF_VALUE_CHARS);
	double width;

	dress(p->layout, clean);
	pango_layout_set_width(p->layout, -1);
	pango_layout_set_text(p->layout, clean, -1);
	width = width_at(p->layout, font, s->size);
	pango_font_description_free(font);
	return width;
}

void pdf_rule(struct pdf *p, double x, double y, double w, bool dashed)
{
	const double dashes[] = { 4, 3 };

	set_ink(p, dashed ? PDF_MUTED : PDF_LINE);
	cairo_set_line_width(p->cairo, 0.6);
	cairo_set_dash(p->cairo, dashes, dashed ? 2 : 0, 0);
	cairo_move_to(p->cairo, left_of(p, x, w), y);
	cairo_rel_line_to(p->cairo, w, 0);
	cairo_stroke(p->cairo);
	cairo_set_dash(p->cairo, dashes, 0, 0);
}

void pdf_box(struct pdf *p, double x, double y, double w, double h, double radius, enum pdf_ink ink,
	     bool filled)
{
	double left = left_of(p, x, w), right = left + w;

	cairo_new_sub_path(p->cairo);
	cairo_arc(p->cairo, right - radius, y + radius, radius, -G_PI_2, 0);
	cairo_arc(p->cairo, right - radius, y + h - radius, radius, 0, G_PI_2);
	cairo_arc(p->cairo, left + radius, y + h - radius, radius, G_PI_2, G_PI);
	cairo_arc(p->cairo, left + radius, y + radius, radius, G_PI, 3 * G_PI_2);
	cairo_close_path(p->cairo);
	set_ink(p, ink);
	cairo_set_line_width(p->cairo, 0.8);
	if (filled)
		cairo_fill(p->cairo);
	else
		cairo_stroke(p->cairo);
}

void pdf_arrow(struct pdf *p, double x, double y, double w, enum pdf_ink ink)
{
	double tail = left_of(p, x, w), head = tail + w, back = w / 3;

	if (p->rtl) {
		head = tail;
		tail += w;
		back = -back;
	}
	set_ink(p, ink);
	cairo_set_line_width(p->cairo, w / 12);
	cairo_set_line_join(p->cairo, CAIRO_LINE_JOIN_ROUND);
	cairo_set_line_cap(p->cairo, CAIRO_LINE_CAP_ROUND);
	cairo_move_to(p->cairo, tail, y);
	cairo_line_to(p->cairo, head, y);
	cairo_move_to(p->cairo, head - back, y - w / 3);
	cairo_line_to(p->cairo, head, y);
	cairo_line_to(p->cairo, head - back, y + w / 3);
	cairo_stroke(p->cairo);
	cairo_set_line_cap(p->cairo, CAIRO_LINE_CAP_BUTT);
}

void pdf_qr(struct pdf *p, const struct qr *q, double x, double y, double side)
{
	double module = side / (q->width + 2 * QR_QUIET);
	/* Whole points: short numbers in the file. */
	double left = floor(left_of(p, x, side)), top = floor(y);

	cairo_rectangle(p->cairo, left, top, side, side);
	cairo_set_source_rgb(p->cairo, 1, 1, 1);
	cairo_fill(p->cairo);
	for (int row = 0; row < q->width; row++) {
		for (int at = 0; at < q->width; at++) {
			int start = at;

			while (at < q->width && qr_dark(q, at, row))
				at++;
			if (at == start)
				continue;
			cairo_move_to(p->cairo, left + (start + QR_QUIET) * module,
				      top + (row + QR_QUIET + 0.5) * module);
			cairo_rel_line_to(p->cairo, (at - start) * module, 0);
		}
	}
	/* One path, stroked once: no hairlines between the rows on any renderer. */
	cairo_set_source_rgb(p->cairo, 0, 0, 0);
	cairo_set_line_width(p->cairo, module);
	cairo_stroke(p->cairo);
}
