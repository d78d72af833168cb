/* vars - bindings and their places in texts. */
#include "vars.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/arena.h"
#include "base/str.h"

struct arena *memory;

struct binding {
	struct binding *next;
	const char *name, *value;
};

static struct binding *bindings;
static int copy = 1;

const char *vars_get(const char *name)
{
	for (struct binding *b = bindings; b; b = b->next)
		if (strcmp(b->name, name) == 0)
			return b->value;
	return NULL;
}

void vars_set(const char *name, const char *value)
{
	struct binding *b = arena_get(memory, sizeof *b);

	b->name = arena_str(memory, name);
	b->value = arena_str(memory, value);
	b->next = bindings;
	bindings = b;
}

void *vars_mark(void)
{
	return bindings;
}

void vars_rollback(void *mark)
{
	bindings = mark;
}

void vars_count(int n)
{
	copy = n;
}

bool vars_is_matcher(const char *inside, size_t n)
{
	static const char *const words[] = { "any", "int", "number", "bool", "string", "iso", "date", "null",
					     "money", "absent", "rest", "has" };

	if (n && (inside[0] == '>' || inside[0] == '/'))
		return true;
	if ((n > 3 && strncmp(inside, "id ", 3) == 0) || (n > 7 && strncmp(inside, "public ", 7) == 0))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == n && strncmp(words[i], inside, n) == 0)
			return true;
	return false;
}

/* ---- values made up on the spot ---- */

static unsigned random_number(void)
{
	unsigned v = 0;

	if (getrandom(&v, sizeof v, 0) != sizeof v)
		abort();
	return v;
}

static const char *uuid(void)
{
	unsigned a = random_number(), b = random_number(), c = random_number(), d = random_number();

	return arena_printf(memory, "%08x-%04x-4%03x-%04x-%04x%08x", a, b >> 16, b & 0xFFFu,
			    (c >> 16 & 0x3FFFu) | 0x8000u, c & 0xFFFFu, d);
}

static const char *digits(int n)
{
	char *out = arena_get(memory, (size_t)n + 1);

	for (int i = 0; i < n; i++)
		out[i] = (char)('0' + random_number() % 10);
	return out;
}

/* The date some days from now in Algiers, one hour east of UTC. */
static const char *day(int days)
{
	time_t t = time(NULL) + 3600 + (time_t)days * 86400;
	struct tm tm;

	gmtime_r(&t, &tm);
	return arena_printf(memory, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static const char *instant(void)
{
	time_t t = time(NULL);
	struct tm tm;

	gmtime_r(&t, &tm);
	return arena_printf(memory, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
			    tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* An address of the network set aside for measurements (RFC 2544). */
static const char *address(void)
{
	unsigned v = random_number();

	return arena_printf(memory, "198.%u.%u.%u", 18 + (v & 1), v >> 8 & 255, 1 + (v >> 16) % 254);
}

static const char *repeated(const char *rest)
{
	char *text;
	long n = strtol(rest, &text, 10);
	struct buf b;

	text += *text == ' ';
	buf_init(&b, memory, 64);
	for (long i = 0; i < n && b.len < (size_t)8 << 20; i++)
		buf_str(&b, text);
	return b.data;
}

/* A byte that is no text, so that it does not have to stand in a transcript. */
static const char *byte(const char *hex)
{
	unsigned char c = 0;

	return str_unhex(hex, &c, 1) && c ? arena_printf(memory, "%c", c) : NULL;
}

static const char *made_up(const char *name)
{
	if (strcmp(name, "n") == 0)
		return arena_printf(memory, "%d", copy);
	if (strcmp(name, "uuid") == 0)
		return uuid();
	if (strcmp(name, "now") == 0)
		return instant();
	if (strcmp(name, "ip") == 0)
		return address();
	if (strcmp(name, "today") == 0)
		return day(0);
	if (str_starts(name, "today+") || str_starts(name, "today-"))
		return day((int)strtol(name + 5, NULL, 10));
	if (str_starts(name, "digits "))
		return digits((int)strtol(name + 7, NULL, 10));
	if (str_starts(name, "repeat "))
		return repeated(name + 7);
	if (str_starts(name, "byte "))
		return byte(name + 5);
	if (name[0] == '$')
		return getenv(name + 1);
	return NULL;
}

const char *vars_place_end(const char *open)
{
	const char *inside = open + 2, *close;

	if (*inside == '>')
		inside += strcspn(inside, " }") + 1;
	if (*inside != '/')
		return strstr(open, "}}");
	/* Braces of a regular expression, {{/a{2}/}}, do not end the place. */
	close = strstr(inside + 1, "/}}");
	return close ? close + 1 : NULL;
}

static const char *fill(const char *text, bool matchers, char *why, size_t size)
{
	struct buf b;

	buf_init(&b, memory, strlen(text) + 64);
	while (*text) {
		const char *open = strstr(text, "{{"), *close = open ? vars_place_end(open) : NULL;
		const char *name, *value;
		size_t n;

		if (!close) {
			buf_str(&b, text);
			break;
		}
		n = (size_t)(close - open - 2);
		buf_put(&b, text, (size_t)(open - text));
		text = close + 2;
		if (matchers && vars_is_matcher(open + 2, n)) {
			buf_put(&b, open, n + 4);
			continue;
		}
		name = arena_strn(memory, open + 2, n);
		value = vars_get(name);
		if (!value)
			value = made_up(name);
		if (!value) {
			snprintf(why, size, "{{%s}} has no value", name);
			return NULL;
		}
		buf_str(&b, value);
	}
	return b.data;
}

const char *vars_fill(const char *text, char *why, size_t size)
{
	return fill(text, false, why, size);
}

const char *vars_expect(const char *text, char *why, size_t size)
{
	return fill(text, true, why, size);
}
