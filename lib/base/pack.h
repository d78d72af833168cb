/*
 * pack - a struct as bytes and back, by its field table: how documents are kept in the cache.
 * All fields travel, hidden ones too. The bytes begin with a hash of the table, so a value packed
 * by another version of the program is simply not read.
 */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/field.h"

struct arena;
struct buf;

void pack(struct buf *out, const struct field *fields, const void *row);
/* False when the bytes are not of this table or are damaged. Texts live in the arena. */
bool unpack(struct arena *a, const struct field *fields, const char *data, size_t n, void *row);

/* The same for an array of rows. */
void pack_list(struct buf *out, const struct field *fields, size_t size, const void *rows, size_t n);
bool unpack_list(struct arena *a, const struct field *fields, size_t size, const char *data,
		 size_t bytes, void *rows, size_t *n);

#endif
