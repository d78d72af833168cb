/* value - checked values from text. */
#include "http/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"
#include "base/when.h"

const struct rule no_rules[] = { { .size = 0 } };

size_t rule_size(const struct rule *rules)
{
	while (rules->name)
		rules++;
	return rules->size;
}

/* Controls, and the marks that reorder text around them, have no place in names and words. */
static bool plain(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x20 || c == 0x7F)
			return false;
		if (c == 0xC2 && (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] <= 0x9F)
			return false;
		if (c == 0xE2 && (unsigned char)s[1] == 0x80 && (unsigned char)s[2] >= 0xAA &&
		    (unsigned char)s[2] <= 0xAE) /* U+202A..E */
			return false;
		if (c == 0xE2 && (unsigned char)s[1] == 0x81 && (unsigned char)s[2] >= 0xA6 &&
		    (unsigned char)s[2] <= 0xA9) /* U+2066..9 */
			return false;
	}
	return true;
}

/*
 * E.164 of every common way to write an Algerian number: 0550 12 34 56, +213 550..., 00213...,
 * 213..., with blanks, dots, dashes, brackets and Arabic-Indic digits. Mobile 5 6 7 (9 digits
 * after the trunk prefix), fixed 2 3 4 9 (8 digits). Foreign numbers need + or 00.
 */
const char *value_phone(struct arena *a, const char *text)
{
	const char *s = str_digits(a, text);
	char digits[24] = "";
	size_t n = 0;
	bool plus = false;

	for (; *s; s++) {
		if (*s >= '0' && *s <= '9') {
			if (n + 1 >= sizeof digits)
				return NULL;
			digits[n++] = *s;
		} else if (*s == '+' && n == 0 && !plus) {
			plus = true;
		} else if (!strchr(" .-()/", *s) && strncmp(s, "\xC2\xA0", 2) != 0) {
			return NULL;
		} else if (*s == '\xC2') {
			s++;
		}
	}
	digits[n] = '\0';
	s = digits;
	if (!plus && str_starts(s, "00")) {
		plus = true;
		s += 2;
	}
	if (str_starts(s, "213") && (plus || strlen(s) >= 11)) {
		s += 3;
		s += *s == '0'; /* +213 (0) 550... */
	} else if (plus) {
		n = strlen(s);
		return n >= 8 && n <= 15 && *s != '0' ? arena_printf(a, "+%s", s) : NULL;
	} else if (*s == '0') {
		s++;
	} else {
		return NULL;
	}
	n = strlen(s);
	if ((strchr("567", *s) && n == 9) || (strchr("2349", *s) && n == 8))
		return arena_printf(a, "+213%s", s);
	return NULL;
}

static bool domain_ok(const char *s)
{
	size_t label = 0;
	bool dot = false;

	for (; *s; s++) {
		if (*s == '.') {
			if (label == 0 || s[-1] == '-')
				return false;
			label = 0;
			dot = true;
		} else if (isalnum((unsigned char)*s) || (*s == '-' && label > 0)) {
			if (++label > 63)
				return false;
		} else {
			return false;
		}
	}
	return dot && label > 1 && s[-1] != '-';
}

/* The common subset of RFC 5321 mailboxes: dot-atom local part, host name, at most 254 bytes. */
const char *value_email(struct arena *a, const char *text)
{
	char *s = str_tidy(a, text), *at = strrchr(s, '@');
	const char *p;

	if (!at || at == s || at - s > 64 || strlen(s) > 254 || !domain_ok(at + 1))
		return NULL;
	for (p = s; p < at; p++)
		if (!isalnum((unsigned char)*p) && !strchr("!#$%&'*+-/=?^_`{|}~.", *p))
			return NULL;
	if (*s == '.' || at[-1] == '.' || strstr(s, ".."))
		return NULL;
	for (char *c = s; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return s;
}

static bool put_text(const char *value, void *at)
{
	*(const char **)at = value;
	return value != NULL;
}

static bool parse_text(struct arena *a, const struct rule *rule, const char *text, void *at)
{
	char *s = str_tidy(a, text);
	size_t n = str_chars(s);

	if (!plain(s) || (int64_t)n < rule->min || (rule->max && (int64_t)n > rule->max))
		return false;
	return put_text(*s || rule->need ? s : NULL, at) || !rule->need;
}

static bool parse_number(struct arena *a, const struct rule *rule, const char *text, void *at)
{
	char *s = str_tidy(a, str_digits(a, text)), *end;
	int64_t v;

	if (rule->kind == VALUE_REAL) {
		double d = strtod(s, &end);

		/* strtod also knows hexadecimal, "inf" and "nan". */
		if (end == s || *end || s[strspn(s, "0123456789.+-eE")] || !(d >= (double)rule->min && d <= (double)rule->max))
			return false;
		*(double *)at = d;
		return true;
	}
	if (!str_int(s, rule->min, rule->max, &v))
		return false;
	if (rule->kind == VALUE_COUNT)
		*(int *)at = (int)v;
	else
		*(int64_t *)at = v;
	return true;
}

static bool parse_bool(const char *text, void *at)
{
	bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0 || strcmp(text, "on") == 0;

	*(bool *)at = yes;
	return yes || strcmp(text, "0") == 0 || strcmp(text, "false") == 0;
}

static bool parse_ref(struct arena *a, const char *text, void *at)
{
	char *s = str_tidy(a, text);

	for (char *c = s; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	*(const char **)at = s;
	return id_ref_ok(s);
}

bool value_parse(struct arena *a, const struct rule *rule, const char *text, void *base)
{
	void *at = (char *)base + rule->at;
	size_t n;

	switch (rule->kind) {
	case VALUE_INT:
	case VALUE_COUNT:
	case VALUE_REAL:
		return parse_number(a, rule, text, at);
	case VALUE_BOOL:
		return parse_bool(text, at);
	case VALUE_TEXT:
		return parse_text(a, rule, text, at);
	case VALUE_SECRET:
		n = strlen(text);
		return put_text(text, at) && (int64_t)n >= rule->min && (int64_t)n <= rule->max;
	case VALUE_ID:
		return id_number(text, rule->prefix, at);
	case VALUE_PUBLIC:
		return put_text(id_public(text, rule->prefix), at);
	case VALUE_TOKEN:
		return put_text(text, at) && id_ok(text);
	case VALUE_REF:
		return parse_ref(a, text, at);
	case VALUE_DATE:
		return when_parse_date(str_tidy(a, str_digits(a, text)), at);
	case VALUE_PHONE:
		return put_text(value_phone(a, text), at);
	case VALUE_EMAIL:
		return put_text(value_email(a, text), at);
	case VALUE_ENUM:
		return put_text(text, at) && str_in(text, rule->oneof);
	case VALUE_TEXTS:
	case VALUE_OBJECT:
	case VALUE_LIST:
	case VALUE_JSON:
		break; /* built by input from their parts */
	}
	return false;
}
