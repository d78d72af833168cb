/*
 * vars - names with values, and texts with places for them: {{name}} is replaced before use. In
 * what is expected of replies {{>name ...}}, {{int}}, {{/regex/}} and the like stay for match; the
 * words of matchers are no names.
 */
#ifndef VARS_H
#define VARS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Everything of one file lives here. */
extern struct arena *memory;

const char *vars_get(const char *name); /* NULL when there is none */
void vars_set(const char *name, const char *value);

/* Bindings made after the mark are undone: a trial that failed leaves nothing behind. */
void *vars_mark(void);
void vars_rollback(void *mark);

/* The copy of a repeated or parallel request that is being made: {{n}}, counted from 1. */
void vars_count(int n);

/*
 * The text with its places filled; NULL with a reason when a name is unknown. Made up on the spot:
 * {{n}} {{uuid}} {{digits N}} {{today}} {{today+N}} {{now}} {{ip}} {{repeat N TEXT}} {{byte HH}}
 * {{$ENV}}.
 */
const char *vars_fill(const char *text, char *why, size_t size);
/* The same for what is expected of a reply: matchers stay. */
const char *vars_expect(const char *text, char *why, size_t size);

/* The "}}" of the place that begins at open; NULL when there is none. */
const char *vars_place_end(const char *open);

/* True for the inside of a place that is for match. */
bool vars_is_matcher(const char *inside, size_t n);

#endif
