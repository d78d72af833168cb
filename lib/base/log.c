/* log - JSON lines on standard error, each written with one system call. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"

enum { LONGEST = 500, END = 4 }; /* room kept for the closing brace and newline */

static const char *program = "abrid";
static enum log_level lowest = LOG_INFO;

void log_start(const char *name, enum log_level level)
{
	program = name;
	lowest = level;
}

static void put(struct log *l, const char *s, size_t n)
{
	if (l->len + n + END > sizeof l->line)
		return;
	memcpy(l->line + l->len, s, n);
	l->len += n;
}

/* Escapes what JSON and terminals must not see raw: quotes, backslash, controls, DEL. */
static void put_escaped(struct log *l, const char *s)
{
	for (size_t n = 0; *s && (n < LONGEST || (*s & 0xC0) == 0x80); s++, n++) {
		unsigned char c = (unsigned char)*s;
		char esc[8];

		if (c == '"' || c == '\\') {
			esc[0] = '\\';
			esc[1] = (char)c;
			put(l, esc, 2);
		} else if (c < 0x20 || c == 0x7F) {
			snprintf(esc, sizeof esc, "\\u%04x", c);
			put(l, esc, 6);
		} else {
			put(l, s, 1);
		}
	}
}

static void put_name(struct log *l, const char *name)
{
	put(l, ",\"", 2);
	put(l, name, strlen(name));
	put(l, "\":", 2);
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
		     (int)(now / 1000 % 1000), names[level], program, (int)getpid(), event);
	l->len = n < 0 ? 0 : (size_t)n;
}

void log_text(struct log *l, const char *name, const char *value)
{
	if (!value)
		return;
	put_name(l, name);
	put(l, "\"", 1);
	put_escaped(l, value);
	put(l, "\"", 1);
}

void log_int(struct log *l, const char *name, int64_t value)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)value);

	put_name(l, name);
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
