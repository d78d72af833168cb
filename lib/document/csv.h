/*
 * csv - rows of a field table as comma-separated values (RFC 4180): records end with CR LF, a cell
 * is quoted when it must be. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front, and so does one that begins with an apostrophe: taking one leading apostrophe away gives
 * every text back. Amounts are plain decimals of dinars, times are those of Algiers.
 */
#ifndef DOCUMENT_CSV_H
#define DOCUMENT_CSV_H

#include <stdbool.h>

#include "base/field.h"
#include "base/str.h"
#include "base/text.h"

/* For whom: people read words in their language, programs read names and codes. */
struct csv {
	struct buf *out;
	enum lang lang;
	bool words;
	unsigned role; /* fields this role does not see are left out */
};

/* One cell, quoted and made harmless as needed; NULL is empty. */
void csv_text(struct buf *out, const char *s);

/* The record of column names: words of group "column", else names of the fields. */
void csv_head(const struct csv *c, const struct field *fields);
/* One record. Lists inside a row are left out; embedded structs are spread. */
void csv_row(const struct csv *c, const struct field *fields, const void *row);

#endif
