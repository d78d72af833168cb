/* jw - writes JSON into a buf. */
#include "jw.h"

#include <inttypes.h>
#include <string.h>

static void next(struct jw *j)
{
	if (j->comma)
		buf_str(j->out, ",");
	j->comma = true;
}

void jw_open(struct jw *j, char bracket)
{
	next(j);
	buf_add(j->out, &bracket, 1);
	j->comma = false;
}

void jw_close(struct jw *j, char bracket)
{
	buf_add(j->out, &bracket, 1);
	j->comma = true;
}

void jw_key(struct jw *j, const char *key)
{
	jw_text(j, key);
	buf_str(j->out, ":");
	j->comma = false;
}

size_t jw_utf8(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	uint32_t point, least;
	size_t need, i;

	if (u[0] < 0x80)
		return 1;
	if (u[0] >= 0xc2 && u[0] <= 0xdf) {
		need = 2, point = u[0] & 0x1fu, least = 0x80;
	} else if ((u[0] & 0xf0) == 0xe0) {
		need = 3, point = u[0] & 0x0fu, least = 0x800;
	} else if (u[0] >= 0xf0 && u[0] <= 0xf4) {
		need = 4, point = u[0] & 0x07u, least = 0x10000;
	} else {
		return 0;
	}
	if (n < need)
		return 0;
	for (i = 1; i < need; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (u[i] & 0x3fu);
	}
	if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		return 0;
	return need;
}

static void control_character(struct buf *out, char c)
{
	switch (c) {
	case '"': buf_str(out, "\\\""); break;
	case '\\': buf_str(out, "\\\\"); break;
	case '\n': buf_str(out, "\\n"); break;
	case '\r': buf_str(out, "\\r"); break;
	case '\t': buf_str(out, "\\t"); break;
	default: buf_printf(out, "\\u%04x", (unsigned char)c);
	}
}

void jw_bytes(struct jw *j, const char *bytes, size_t n)
{
	size_t i, step, plain = 0;

	next(j);
	buf_str(j->out, "\"");
	for (i = 0; i < n; i += step) {
		step = jw_utf8(bytes + i, n - i);
		if (step > 1 || (step == 1 && (unsigned char)bytes[i] >= 0x20 && bytes[i] != '"' &&
		    bytes[i] != '\\' && bytes[i] != 0x7f)) {
			plain += step;
			continue;
		}
		buf_add(j->out, bytes + i - plain, plain);
		plain = 0;
		if (step) {
			control_character(j->out, bytes[i]);
		} else {
			buf_str(j->out, "\xef\xbf\xbd");
			step = 1;
		}
	}
	if (n)
		buf_add(j->out, bytes + n - plain, plain);
	buf_str(j->out, "\"");
}

void jw_text(struct jw *j, const char *text)
{
	if (text)
		jw_bytes(j, text, strlen(text));
	else
		jw_raw(j, "null");
}

void jw_int(struct jw *j, int64_t value)
{
	next(j);
	buf_printf(j->out, "%" PRId64, value);
}

void jw_bool(struct jw *j, bool value)
{
	jw_raw(j, value ? "true" : "false");
}

void jw_raw(struct jw *j, const char *json)
{
	next(j);
	buf_str(j->out, json);
}

void jw_put_text(struct jw *j, const char *key, const char *text)
{
	jw_key(j, key);
	jw_text(j, text);
}

void jw_put_int(struct jw *j, const char *key, int64_t value)
{
	jw_key(j, key);
	jw_int(j, value);
}

void jw_put_bool(struct jw *j, const char *key, bool value)
{
	jw_key(j, key);
	jw_bool(j, value);
}
