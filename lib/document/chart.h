/*
 * chart - a line of numbers as SVG drawn by the server: one path of whole steps, light enough to
 * stand in a page (90 points in 0.4 kB compressed), printed as it is. Time runs from left to right
 * in every language. The numbers themselves stand in a table beside it.
 */
#ifndef DOCUMENT_CHART_H
#define DOCUMENT_CHART_H

#include <stddef.h>
#include <stdint.h>

struct buf;

enum { CHART_HEIGHT = 60, CHART_STEP = 4 };

/* label is what a screen reader says. Values below zero count as zero. */
void chart_line(struct buf *out, const int64_t *v, size_t n, const char *label);

#endif
