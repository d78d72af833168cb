/* strict - grammar of JSON (RFC 8259) and of form encoding, checked byte by byte. */
#include "http/strict.h"

#include <string.h>

#include "base/str.h"

struct scan {
	const char *at, *end;
	const char *wrong;
	int depth;
};

static bool bad(struct scan *s, const char *what)
{
	if (!s->wrong)
		s->wrong = what;
	return false;
}

static void blanks(struct scan *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
		s->at++;
}

static bool digits(struct scan *s)
{
	const char *from = s->at;

	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return s->at > from;
}

static bool number(struct scan *s)
{
	const char *from;

	if (*s->at == '-')
		s->at++;
	from = s->at;
	if (!digits(s) || (*from == '0' && s->at > from + 1))
		return bad(s, "malformed number");
	if (s->at < s->end && *s->at == '.') {
		s->at++;
		if (!digits(s))
			return bad(s, "malformed number");
	}
	if (s->at < s->end && (*s->at == 'e' || *s->at == 'E')) {
		s->at++;
		if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
			s->at++;
		if (!digits(s))
			return bad(s, "malformed number");
	}
	return true;
}

/* Four hex digits after \u as a code unit, -1 when malformed. */
static int unit(struct scan *s)
{
	unsigned char pair[2];
	char four[5] = "";

	if (s->end - s->at < 4)
		return -1;
	memcpy(four, s->at, 4);
	if (!str_unhex(four, pair, 2))
		return -1;
	s->at += 4;
	return pair[0] << 8 | pair[1];
}

static bool escape(struct scan *s)
{
	int code;

	if (s->at == s->end || !strchr("\"\\/bfnrtu", *s->at) || !*s->at)
		return bad(s, "unknown escape");
	if (*s->at++ != 'u')
		return true;
	code = unit(s);
	if (code <= 0)
		return bad(s, "malformed or null \\u escape");
	if (code >= 0xD800 && code <= 0xDBFF) {
		if (s->end - s->at < 6 || s->at[0] != '\\' || s->at[1] != 'u')
			return bad(s, "lone surrogate");
		s->at += 2;
		code = unit(s);
		return (code >= 0xDC00 && code <= 0xDFFF) || bad(s, "lone surrogate");
	}
	return (code < 0xDC00 || code > 0xDFFF) || bad(s, "lone surrogate");
}

static bool string(struct scan *s)
{
	s->at++;
	while (s->at < s->end) {
		unsigned char c = (unsigned char)*s->at++;

		if (c == '"')
			return true;
		if (c < 0x20)
			return bad(s, "control character in a string");
		if (c == '\\' && !escape(s))
			return false;
	}
	return bad(s, "string without an end");
}

static bool word(struct scan *s, const char *w)
{
	size_t n = strlen(w);

	if ((size_t)(s->end - s->at) < n || memcmp(s->at, w, n) != 0)
		return bad(s, "not a JSON value");
	s->at += n;
	return true;
}

static bool value(struct scan *s);

static bool member(struct scan *s, bool object)
{
	if (!object)
		return value(s);
	blanks(s);
	if (s->at == s->end || *s->at != '"')
		return bad(s, "a member needs a name");
	if (!string(s))
		return false;
	blanks(s);
	if (s->at == s->end || *s->at++ != ':')
		return bad(s, "a name needs a colon");
	return value(s);
}

static bool group(struct scan *s, bool object)
{
	char close = object ? '}' : ']';

	if (++s->depth > STRICT_DEPTH)
		return bad(s, "nested too deep");
	s->at++;
	blanks(s);
	if (s->at < s->end && *s->at == close) {
		s->at++;
		s->depth--;
		return true;
	}
	for (;;) {
		if (!member(s, object))
			return false;
		blanks(s);
		if (s->at == s->end)
			return bad(s, "group without an end");
		if (*s->at == close) {
			s->at++;
			s->depth--;
			return true;
		}
		if (*s->at++ != ',')
			return bad(s, "a comma is missing");
	}
}

static bool value(struct scan *s)
{
	blanks(s);
	if (s->at == s->end)
		return bad(s, "a value is missing");
	switch (*s->at) {
	case '{':
		return group(s, true);
	case '[':
		return group(s, false);
	case '"':
		return string(s);
	case 't':
		return word(s, "true");
	case 'f':
		return word(s, "false");
	case 'n':
		return word(s, "null");
	default:
		if (*s->at == '-' || (*s->at >= '0' && *s->at <= '9'))
			return number(s);
		return bad(s, "not a JSON value");
	}
}

const char *strict_json(const char *s, size_t n)
{
	struct scan scan = { .at = s, .end = s + n };

	if (!str_utf8(s, n))
		return "not UTF-8";
	if (!value(&scan))
		return scan.wrong;
	blanks(&scan);
	return scan.at == scan.end ? NULL : "bytes after the value";
}

bool strict_decode(const char *s, size_t n, char *out)
{
	char *p = out;

	for (size_t i = 0; i < n; i++) {
		char hex[3] = "";

		if (s[i] == '+') {
			*p++ = ' ';
		} else if (s[i] != '%') {
			*p++ = s[i];
		} else {
			if (n - i < 3)
				return false;
			memcpy(hex, s + i + 1, 2);
			if (!str_unhex(hex, p, 1))
				return false;
			p++;
			i += 2;
		}
	}
	*p = '\0';
	return str_utf8(out, (size_t)(p - out));
}
