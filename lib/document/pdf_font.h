/*
 * pdf_font - the fonts of our documents: Noto Sans for Latin, Amiri for Arabic (the text of its
 * shaped words is found again by a search), Noto Sans Tifinagh where installed. No other font of
 * the machine is ever used, so that a document looks the same and stays small everywhere.
 */
#ifndef DOCUMENT_PDF_FONT_H
#define DOCUMENT_PDF_FONT_H

#include <pango/pango.h>
#include <stdbool.h>

#include "base/err.h"

/* Finds the fonts, once per process; ERR_INTERNAL names the family that is missing. */
enum err pdf_font_load(void) __attribute__((warn_unused_result));

/* A context of the loaded fonts, owned by the caller. */
PangoContext *pdf_font_context(void);
PangoFontDescription *pdf_font_description(bool bold);

/* True when one of the fonts has a glyph for the character. */
bool pdf_font_draws(gunichar c);

#endif
