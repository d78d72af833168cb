/*
 * stream - a list sent as a file of comma-separated values while it is read: one read-only cursor,
 * headers when the first rows are there, memory of one batch. An error before the first row is an
 * ordinary answer; a later one cuts the connection, so that half a file is never taken for a whole
 * one. Lists above STREAM_MOST rows are refused with 422 and a hint to narrow them down.
 */
#ifndef HTTP_STREAM_H
#define HTTP_STREAM_H

#include "http/req.h"

struct db_sheet;

enum { STREAM_MOST = 10000 };

/* The whole answer of a row marked .stream. */
enum err stream_csv(struct req *r, const char *filename, const struct db_sheet *s);

#endif
