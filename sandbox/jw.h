/* jw - writes JSON into a buf. Commas are placed by the writer; nesting is the caller's duty. */
#ifndef WORLD_JW_H
#define WORLD_JW_H

#include "buf.h"

#include <stdbool.h>
#include <stdint.h>

struct jw {
	struct buf *out;
	bool comma;
};

/* One bracket of '{' '}' '[' ']'. */
void jw_open(struct jw *j, char bracket);
void jw_close(struct jw *j, char bracket);

/* The name of the next value inside an object. */
void jw_key(struct jw *j, const char *key);

/* Values. A NULL text is null; bytes that are not UTF-8 become U+FFFD; raw is JSON already. */
void jw_text(struct jw *j, const char *text);
void jw_bytes(struct jw *j, const char *bytes, size_t n);
void jw_int(struct jw *j, int64_t value);
void jw_bool(struct jw *j, bool value);
void jw_raw(struct jw *j, const char *json);

/* Key and value together. */
void jw_put_text(struct jw *j, const char *key, const char *text);
void jw_put_int(struct jw *j, const char *key, int64_t value);
void jw_put_bool(struct jw *j, const char *key, bool value);

/* Length of the UTF-8 sequence at s (1..4), 0 when the bytes are not UTF-8. */
size_t jw_utf8(const char *s, size_t n);

#endif
