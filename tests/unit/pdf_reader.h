/*
 * pdf_reader - what readers of a PDF get to see: its words by pdftotext, its pages by pdfinfo, its
 * picture by pdftoppm. Needs poppler-utils, zbar-tools and imagemagick.
 */
#ifndef PDF_READER_H
#define PDF_READER_H

#include "base/str.h"

enum { PDF_MOST = 60000 }; /* bytes of a page */

/* Saves the file and runs a shell command on it, "%1$s" being its path; returns what it prints. */
char *pdf_tool(const struct buf *pdf, const char *command);

/* The text layer, without direction marks and with every break as one blank. */
char *pdf_words(const struct buf *pdf);
int pdf_pages(const struct buf *pdf);

/* Fails the test at this line unless the words are there, or when they are. */
void has_words(int line, const char *text, const char *words);
void lacks_words(int line, const char *text, const char *words);

#endif
