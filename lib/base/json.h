/*
 * json - streaming JSON writer into a buffer: constant memory besides the buffer, 64-bit integers
 * native, text escaped so that it may also stand inside an HTML script block ("<" and U+2028/9).
 * A scope stack catches unbalanced calls (assert).
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { JW_DEPTH = 40 };

struct jw {
	struct buf *out;
	int depth;
	bool array[JW_DEPTH], filled[JW_DEPTH];
	bool named; /* a key was written, its value is due */
};

void jw_start(struct jw *w, struct buf *out);
void jw_object(struct jw *w);
void jw_array(struct jw *w);
void jw_end(struct jw *w);           /* closes the innermost object or array */
void jw_key(struct jw *w, const char *name);
void jw_text(struct jw *w, const char *s); /* NULL writes null */
void jw_int(struct jw *w, int64_t v);
void jw_real(struct jw *w, double v);      /* at most 7 decimals: coordinates, kilometres */
void jw_bool(struct jw *w, bool v);
void jw_null(struct jw *w);
/* A member: its name and a text, or its name and the object or array that is opened with it. */
void jw_pair(struct jw *w, const char *name, const char *value);
void jw_open(struct jw *w, const char *name);
void jw_open_list(struct jw *w, const char *name);
void jw_raw(struct jw *w, const char *json); /* trusted JSON, e.g. a jsonb column */

#endif
