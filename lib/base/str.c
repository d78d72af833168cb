/* str - buffers in an arena and pure text functions. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

void buf_init(struct buf *b, struct arena *a, size_t room)
{
	b->arena = a;
	b->len = 0;
	b->room = room < 64 ? 64 : room;
	b->data = arena_get(a, b->room);
}

/*
 * Room for n more bytes and the NUL. Doubling keeps the copies linear in the final size. In a spent
 * arena the buffer stays as it is, and what does not fit is dropped by the callers.
 */
static void grow(struct buf *b, size_t n)
{
	size_t want = b->len + n + 1, room = b->room;
	char *data;

	if (want <= b->room || arena_spent(b->arena))
		return;
	while (room < want)
		room *= 2;
	data = arena_get(b->arena, room);
	memcpy(data, b->data, b->len);
	b->data = data;
	b->room = room;
}

void buf_put(struct buf *b, const void *p, size_t n)
{
	grow(b, n);
	if (n == 0 || b->len + n + 1 > b->room)
		return;
	memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void buf_int(struct buf *b, int64_t v)
{
	char digits[24], *p = digits + sizeof digits;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) != 0);
	if (v < 0)
		*--p = '-';
	buf_put(b, p, (size_t)(digits + sizeof digits - p));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		grow(b, (size_t)n);
		if (b->len + (size_t)n + 1 <= b->room) {
			vsnprintf(b->data + b->len, (size_t)n + 1, fmt, again);
			b->len += (size_t)n;
		}
	}
	va_end(again);
}

bool str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_eq(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_in(const char *s, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(s, *list) == 0)
			return true;
	return false;
}

bool str_int(const char *s, int64_t min, int64_t max, int64_t *out)
{
	bool negative = *s == '-';
	int64_t v = 0;

	if (negative)
		s++;
	if (!*s || (*s == '0' && (s[1] || negative)))
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '9' || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, negative ? '0' - *s : *s - '0', &v))
			return false;
	}
	if (v < min || v > max)
		return false;
	*out = v;
	return true;
}

/* Length of the sequence at s (at most n bytes), 0 when it is not UTF-8. RFC 3629, table 3-7. */
static size_t sequence(const unsigned char *s, size_t n)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t len = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 :
		     s[0] < 0xF5 ? 4 : 0;

	if (len == 0 || len > n || s[0] == 0)
		return 0;
	if (s[0] == 0xE0)
		low = 0xA0;
	if (s[0] == 0xED)
		high = 0x9F;
	if (s[0] == 0xF0)
		low = 0x90;
	if (s[0] == 0xF4)
		high = 0x8F;
	for (size_t i = 1; i < len; i++, low = 0x80, high = 0xBF)
		if (s[i] < low || s[i] > high)
			return 0;
	return len;
}

bool str_utf8(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + n;

	while (p < end) {
		size_t len = sequence(p, (size_t)(end - p));

		if (len == 0)
			return false;
		p += len;
	}
	return true;
}

size_t str_chars(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

/* Bytes of the blank at s: ASCII blanks, no-break spaces U+00A0 and U+202F; 0 for anything else. */
static size_t blank(const char *s)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (strncmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(s, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

char *str_tidy(struct arena *a, const char *s)
{
	char *out = arena_get(a, strlen(s) + 1), *p = out;
	size_t n;

	while (*s) {
		bool gap = false;

		while ((n = blank(s)) > 0) {
			s += n;
			gap = true;
		}
		if (!*s)
			break;
		if (gap && p > out)
			*p++ = ' ';
		*p++ = *s++;
	}
	*p = '\0';
	return out;
}

char *str_digits(struct arena *a, const char *s)
{
	char *out = arena_get(a, strlen(s) + 1), *p = out;

	while (*s) {
		const unsigned char *u = (const unsigned char *)s;

		if (u[0] == 0xD9 && u[1] >= 0xA0 && u[1] <= 0xA9) {
			*p++ = (char)('0' + (u[1] - 0xA0));
			s += 2;
		} else if (u[0] == 0xDB && u[1] >= 0xB0 && u[1] <= 0xB9) {
			*p++ = (char)('0' + (u[1] - 0xB0));
			s += 2;
		} else {
			*p++ = *s++;
		}
	}
	*p = '\0';
	return out;
}

char *str_hex(struct arena *a, const void *p, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	const unsigned char *in = p;
	char *out = arena_get(a, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digit[in[i] >> 4];
		out[2 * i + 1] = digit[in[i] & 15];
	}
	return out;
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool str_unhex(const char *s, void *out, size_t n)
{
	unsigned char *p = out;

	if (strlen(s) != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int high = nibble(s[2 * i]), low = nibble(s[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		p[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

void buf_url(struct buf *b, const char *s)
{
	static const char digit[] = "0123456789ABCDEF";

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '-' || c == '.' || c == '_' || c == '~') {
			buf_char(b, (char)c);
		} else {
			char hex[3] = { '%', digit[c >> 4], digit[c & 15] };

			buf_put(b, hex, 3);
		}
	}
}

bool str_same_secret(const void *a, const void *b, size_t n)
{
	const unsigned char *x = a, *y = b;
	unsigned char diff = 0;

	for (size_t i = 0; i < n; i++)
		diff |= (unsigned char)(x[i] ^ y[i]);
	return diff == 0;
}
