/*
 * pdf - A4 pages drawn with Pango and Cairo: shaped text in three languages, lines, boxes, QR
 * codes. A right-to-left document is the mirror image of the others: x counts from the edge where
 * reading starts, so that callers lay a page out once.
 *
 * Text is never markup. Data goes through pdf_value or pdf_isolate, which take the bidirectional
 * controls away and keep the rest of the line in order; the catalogue's words go through pdf_text.
 * One document is drawn at a time (Pango's font map belongs to the thread).
 */
#ifndef DOCUMENT_PDF_H
#define DOCUMENT_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"
#include "document/pdf_clean.h"

struct arena;
struct buf;
struct pdf;
struct qr;

/* Points (1/72 inch): A4 portrait; a landscape page is PDF_HEIGHT wide and PDF_WIDTH high. */
#define PDF_WIDTH 595.28
#define PDF_HEIGHT 841.89
#define PDF_MM (72 / 25.4)

enum pdf_ink { PDF_BLACK, PDF_MUTED, PDF_BRAND, PDF_WHITE, PDF_LINE, PDF_SOFT, PDF__INKS };

enum pdf_align { PDF_START, PDF_CENTRE, PDF_END };

struct pdf_style {
	double size;  /* points */
	double least; /* a line shrinks to this before it is cut or wrapped; 0: it keeps its size */
	bool bold;
	enum pdf_ink ink;
	enum pdf_align align;
	int lines; /* at most; 0 is 1. The last one ends with an ellipsis when text is left */
	bool ltr;  /* values only: plates, references, phones are left to right everywhere */
};

/* What the file says about itself. made_at makes equal documents equal byte for byte. */
struct pdf_about {
	enum lang lang;
	const char *title, *author, *subject;
	int64_t made_at;
	bool landscape;
};

/*
 * A document whose bytes go to out, with its first page open. ERR_INTERNAL when Noto Sans or Amiri
 * is not installed. What it holds is released with the arena at the latest.
 */
enum err pdf_open(struct arena *a, const struct pdf_about *about, struct buf *out,
		  struct pdf **doc) __attribute__((warn_unused_result));
/* Ends the page and opens the next one. */
void pdf_next(struct pdf *p);
/* Ends the document; ERR_MEMORY when the arena could not hold it. */
enum err pdf_close(struct pdf *p) __attribute__((warn_unused_result));

/* The catalogue's words, in the direction of the document; may hold isolates of pdf_isolate. */
double pdf_text(struct pdf *p, const struct pdf_style *s, double x, double y, double w,
		const char *words);
/*
 * One piece of data, in its own direction, cleaned. x is the near edge of a field w wide, y the
 * first baseline. Both return how far down the next baseline of the same style would be.
 */
double pdf_value(struct pdf *p, const struct pdf_style *s, double x, double y, double w,
		 const char *value);
/* Width of the value on one line, at the style's full size. */
double pdf_width(struct pdf *p, const struct pdf_style *s, const char *value);

void pdf_rule(struct pdf *p, double x, double y, double w, bool dashed);
/* A box with round corners: filled, or outlined with a thin line. */
void pdf_box(struct pdf *p, double x, double y, double w, double h, double radius, enum pdf_ink ink,
	     bool filled);
/* An arrow in the direction of reading. */
void pdf_arrow(struct pdf *p, double x, double y, double w, enum pdf_ink ink);
/* A QR code, side points square with its white margin. */
void pdf_qr(struct pdf *p, const struct qr *q, double x, double y, double side);

#endif
