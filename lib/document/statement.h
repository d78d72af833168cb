/*
 * statement - what a company is owed for a period, on paper: A4, the sum first, then the days and lines it
 * is made of. A pure function of its struct.
 */
#ifndef DOCUMENT_STATEMENT_H
#define DOCUMENT_STATEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text.h"

struct arena;
struct buf;

/* A line of the network on a day. Text is raw, in the document's language. */
struct statement_line {
	int32_t day;
	const char *from, *to;
	int64_t seats, fare_c, commission_c, amount_c;
};

struct statement_doc {
	enum lang lang;
	const char *platform, *company;
	const char *legal_id, *tax_id, *address; /* NULL: not known */
	int64_t number;
	int32_t from, to;             /* days */
	const char *state;            /* a word of the catalogue */
	int64_t gross_c, commission_c, fees_c, corrections_c, cash_c, carried_c, net_c;
	const struct statement_line *lines; /* in the order they are printed */
	size_t n_lines;
	int64_t issued_at;
};

/* out must be empty. ERR_INPUT for more lines than a document of reasonable length holds. */
enum err statement_pdf(struct arena *a, const struct statement_doc *doc, struct buf *out)
	__attribute__((warn_unused_result));

#endif
