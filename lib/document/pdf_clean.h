/*
 * pdf_clean - data made safe to draw beside other text: names and addresses are typed by people
 * who may be hostile, and reach paper that others trust.
 */
#ifndef DOCUMENT_PDF_CLEAN_H
#define DOCUMENT_PDF_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { PDF_VALUE_CHARS = 200 }; /* longer data is cut on a character boundary */

/*
 * Data without control characters, bidirectional controls, invisible characters and towers of
 * marks; blanks folded; U+FFFD for invalid bytes and for what the fonts cannot draw; at most max
 * characters, an ellipsis after them when there were more. The fonts must be loaded.
 */
char *pdf_clean(struct arena *a, const char *value, size_t max);

/* Cleaned data between isolates, to be put into a sentence; ltr for plates, times, phones. */
char *pdf_isolate(struct arena *a, const char *value, bool ltr);

#endif
