/*
 * qr - QR codes: error correction level M, alphanumeric mode, the smallest version that fits.
 */
#ifndef DOCUMENT_QR_H
#define DOCUMENT_QR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;
struct buf;

enum {
	QR_QUIET = 4,    /* modules of white margin that every reader may expect */
	QR_CHARS = 3391, /* what the largest code (version 40-M) holds */
};

struct qr {
	int width;                 /* modules per side, without the margin */
	const unsigned char *dark; /* width * width, row by row: 1 is black */
};

/* ERR_INPUT for a character outside 0-9 A-Z $%*+-./: and blank, for an empty or too long text. */
enum err qr_make(struct arena *a, const char *text, struct qr *out)
	__attribute__((warn_unused_result));

bool qr_dark(const struct qr *q, int x, int y);

/*
 * An <svg> element for use inside HTML: side pixels square with the margin, black on white in
 * every colour scheme. The label is what screen readers say instead of the picture.
 */
void qr_svg(const struct qr *q, int side, const char *label, struct buf *out);

#endif
