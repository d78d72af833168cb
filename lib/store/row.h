/*
 * row - PostgreSQL values and C structs: results load through field tables, parameters become
 * text. Used by db only.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <libpq-fe.h>
#include <stddef.h>

#include "base/err.h"
#include "base/field.h"

struct arena;
struct param;

enum err row_load_one(struct arena *a, const PGresult *res, const struct field *fields, void *row);
/* out is a pointer to an array pointer; the array lives in the arena. */
enum err row_load_all(struct arena *a, const PGresult *res, const struct field *fields, size_t size,
		      void *out, size_t *n);
/* Text form of a parameter, NULL for SQL NULL. */
const char *row_param(struct arena *a, const struct param *p);

#endif
