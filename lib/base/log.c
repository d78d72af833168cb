/* log - JSON lines on standard error, each written with one system call. */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/when.h"

enum { LONGEST = 500, CLOSING = 3 }; /* room always left for a quote, a brace and the newline */

static const char *program = "abrid";
static enum log_level lowest = LOG_INFO;
static int process; /* asked for once: programs never fork */

void log_start(const char *name, enum log_level level)
{
	program = name;
	process = (int)getpid();
	lowest = level;
}

static bool fits(const struct log *l, size_t n)
{
	return l->len + n + CLOSING <= sizeof l->line;
}

static void put(struct log *l, const char *s, size_t n)
{
	if (!fits(l, n))
		return;
	memcpy(l->line + l->len, s, n);
	l->len += n;
}

/* The code point at s and its length; invalid bytes count one by one as U+FFFD. */
static unsigned code_point(const char *s, size_t *n)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t len = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
	unsigned c = len == 1 ? u[0] : u[0] & (0x7Fu >> len);

	*n = 1;
	if (strnlen(s, len) < len || !str_utf8(s, len))
		return 0xFFFD;
	*n = len;
	for (size_t i = 1; i < len; i++)
		c = c << 6 | (u[i] & 0x3Fu);
	return c;
}

/* Quotes, backslash, controls, line ends of other alphabets, marks that reorder text around them. */
static bool must_escape(unsigned c)
{
	return c < 0x20 || c == '"' || c == '\\' || (c >= 0x7F && c <= 0x9F) || c == 0xFFFD ||
	       (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static void put_escaped(struct log *l, const char *s)
{
	size_t n;

	for (const char *from = s; *s && s - from < LONGEST; s += n) {
		unsigned c = code_point(s, &n);
		char esc[8];

		if (must_escape(c)) {
			snprintf(esc, sizeof esc, "\\u%04x", c);
			put(l, esc, 6);
		} else {
			put(l, s, n);
		}
	}
}

/* False when the line has no room for a value of that many bytes under the name. */
static bool put_name(struct log *l, const char *name, size_t value)
{
	size_t n = strlen(name);

	if (!fits(l, n + 4 + value))
		return false;
	put(l, ",\"", 2);
	put(l, name, n);
	put(l, "\":", 2);
	return true;
}

void log_open(struct log *l, enum log_level level, const char *event)
{
	static const char *const names[] = { "debug", "info", "warn", "error" };
	int64_t now = when_now();
	struct civil c = when_utc(now);
	int n;

	l->level = level;
	n = snprintf(l->line, sizeof l->line,
		     "{\"t\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03dZ\",\"level\":\"%s\",\"program\":\"%s\","
		     "\"pid\":%d,\"event\":\"%s\"",
		     c.year, c.month, c.day, c.hour, c.minute, c.second,
		     (int)(now / 1000 % 1000), names[level], program, process ? process : (int)getpid(), event);
	l->len = n < 0 ? 0 : (size_t)n;
}

void log_text(struct log *l, const char *name, const char *value)
{
	if (!value || !put_name(l, name, 1))
		return;
	put(l, "\"", 1);
	put_escaped(l, value);
	l->line[l->len++] = '"'; /* into the room that put leaves */
}

void log_int(struct log *l, const char *name, int64_t value)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)value);

	if (put_name(l, name, (size_t)n))
		put(l, digits, (size_t)n);
}

void log_send(struct log *l)
{
	ssize_t n;

	if (l->level < lowest)
		return;
	memcpy(l->line + l->len, "}\n", 2);
	n = write(STDERR_FILENO, l->line, l->len + 2);
	(void)n; /* a full disk must not stop a sale */
}

void log_say(enum log_level level, const char *event, const char *fmt, ...)
{
	struct log l;
	char why[1000];
	va_list ap;

	if (level < lowest)
		return;
	va_start(ap, fmt);
	vsnprintf(why, sizeof why, fmt, ap);
	va_end(ap);
	log_open(&l, level, event);
	log_text(&l, "why", why);
	log_send(&l);
}
