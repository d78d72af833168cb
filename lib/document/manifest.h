/*
 * manifest - the list of passengers of a departure for the crew and for checkpoints: A4 landscape,
 * by seat, a box to tick for each, a stamp of its content on every sheet so that two copies can be
 * told apart. A pure function of its struct: who may see document numbers or phones is decided by
 * whoever fills it.
 */
#ifndef DOCUMENT_MANIFEST_H
#define DOCUMENT_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "base/text.h"

struct arena;
struct buf;

/* Text is raw; NULL leaves a cell empty. */
struct manifest_line {
	const char *seat, *name, *id_number, *from, *to, *ref, *phone;
};

struct manifest_doc {
	enum lang lang;
	const char *platform;
	struct names company;
	const char *from, *to;        /* cities, in the document's language */
	int64_t departure, arrival;
	const char *plate;
	int capacity;
	const struct manifest_line *lines; /* in the order they are printed */
	size_t n_lines;
	bool id_numbers, phones;      /* these columns are there */
	int64_t issued_at;
};

/* out must be empty. ERR_INPUT for more lines than a bus has seats twice over. */
enum err manifest_pdf(struct arena *a, const struct manifest_doc *doc, struct buf *out)
	__attribute__((warn_unused_result));

#endif
