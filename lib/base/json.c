/* json - streaming JSON writer. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void jw_start(struct jw *w, struct buf *out)
{
	memset(w, 0, sizeof *w);
	w->out = out;
}

/* Comma and bookkeeping before any value. */
static void before_value(struct jw *w)
{
	if (w->named) {
		w->named = false;
		return;
	}
	if (w->depth == 0)
		return;
	assert(w->array[w->depth - 1]); /* a member of an object needs its key first */
	if (w->filled[w->depth - 1])
		buf_char(w->out, ',');
	w->filled[w->depth - 1] = true;
}

static void open_scope(struct jw *w, bool array)
{
	before_value(w);
	assert(w->depth < JW_DEPTH);
	w->array[w->depth] = array;
	w->filled[w->depth] = false;
	w->depth++;
	buf_char(w->out, array ? '[' : '{');
}

void jw_object(struct jw *w)
{
	open_scope(w, false);
}

void jw_array(struct jw *w)
{
	open_scope(w, true);
}

void jw_end(struct jw *w)
{
	assert(w->depth > 0 && !w->named);
	w->depth--;
	buf_char(w->out, w->array[w->depth] ? ']' : '}');
}

static void put_string(struct buf *out, const char *s)
{
	const char *from = s;

	buf_char(out, '"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		size_t eat = 1;

		if (c == 0xE2 && (unsigned char)s[1] == 0x80 &&
		    ((unsigned char)s[2] == 0xA8 || (unsigned char)s[2] == 0xA9))
			eat = 3;
		else if (c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != 0x7F)
			continue;
		buf_put(out, from, (size_t)(s - from));
		if (c == '"' || c == '\\') {
			buf_char(out, '\\');
			buf_char(out, (char)c);
		} else {
			buf_printf(out, "\\u%04x",
				   eat == 3 ? 0x2000u + ((unsigned char)s[2] & 0x3Fu) : (unsigned)c);
		}
		from = s + eat;
		s += eat - 1;
	}
	buf_put(out, from, (size_t)(s - from));
	buf_char(out, '"');
}

void jw_key(struct jw *w, const char *name)
{
	assert(w->depth > 0 && !w->array[w->depth - 1] && !w->named);
	if (w->filled[w->depth - 1])
		buf_char(w->out, ',');
	w->filled[w->depth - 1] = true;
	put_string(w->out, name);
	buf_char(w->out, ':');
	w->named = true;
}

void jw_text(struct jw *w, const char *s)
{
	before_value(w);
	if (s)
		put_string(w->out, s);
	else
		buf_str(w->out, "null");
}

void jw_int(struct jw *w, int64_t v)
{
	before_value(w);
	buf_int(w->out, v);
}

void jw_real(struct jw *w, double v)
{
	int64_t scaled, whole, part;
	char digits[8];
	int n = 7;

	before_value(w);
	if (!isfinite(v) || fabs(v) > 1e11) {
		buf_str(w->out, "null");
		return;
	}
	scaled = (int64_t)llround(v * 1e7);
	if (scaled < 0) {
		buf_char(w->out, '-');
		scaled = -scaled;
	}
	whole = scaled / 10000000;
	part = scaled % 10000000;
	buf_int(w->out, whole);
	if (part == 0)
		return;
	for (int i = 6; i >= 0; i--, part /= 10)
		digits[i] = (char)('0' + part % 10);
	while (digits[n - 1] == '0')
		n--;
	buf_char(w->out, '.');
	buf_put(w->out, digits, (size_t)n);
}

void jw_bool(struct jw *w, bool v)
{
	before_value(w);
	buf_str(w->out, v ? "true" : "false");
}

void jw_null(struct jw *w)
{
	before_value(w);
	buf_str(w->out, "null");
}

void jw_raw(struct jw *w, const char *json)
{
	before_value(w);
	buf_str(w->out, json);
}

void jw_pair(struct jw *w, const char *name, const char *value)
{
	jw_key(w, name);
	jw_text(w, value);
}

void jw_open(struct jw *w, const char *name)
{
	jw_key(w, name);
	jw_object(w);
}

void jw_open_list(struct jw *w, const char *name)
{
	jw_key(w, name);
	jw_array(w);
}
