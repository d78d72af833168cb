/*
 * str - growing byte buffers in an arena, and small pure functions on text.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Bytes that grow; data is NUL-terminated after every put and dies with the arena. */
struct buf {
	struct arena *arena;
	char *data;
	size_t len, room;
};

void buf_init(struct buf *b, struct arena *a, size_t room);
void buf_put(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

bool str_starts(const char *s, const char *prefix);
bool str_eq(const char *a, const char *b); /* NULL equals NULL only */
bool str_in(const char *s, const char *const *list); /* list ends with NULL */

/* Whole string as a decimal number within [min, max]; no sign but '-', no leading zeros, no blanks. */
bool str_int(const char *s, int64_t min, int64_t max, int64_t *out);

/* Strict UTF-8 (no surrogates, no overlong forms, no NUL inside n bytes). */
bool str_utf8(const char *s, size_t n);
size_t str_chars(const char *s); /* code points of valid UTF-8 */

/* Removes outer blanks, folds inner runs of blanks to one; in the arena. */
char *str_tidy(struct arena *a, const char *s);

/* ASCII digits for Arabic-Indic (U+0660..9) and extended (U+06F0..9) ones; the rest unchanged. */
char *str_digits(struct arena *a, const char *s);

/* Lower-case hex of n bytes; and back (exactly n bytes, false on anything else). */
char *str_hex(struct arena *a, const void *p, size_t n);
bool str_unhex(const char *s, void *out, size_t n);

/* Percent-encodes everything but unreserved characters: for one path segment or query value. */
void buf_url(struct buf *b, const char *s);

/* Constant-time equality for MACs, tokens, codes. */
bool str_same_secret(const void *a, const void *b, size_t n);

#endif
