/* test_strict - JSON and form encoding as the RFCs say, byte by byte. */
#include "unit.h"

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "http/strict.c"

#define BYTES(s) s, sizeof(s) - 1

struct text {
	int line;
	const char *s;
	size_t n;
};

/* Exactly n bytes on the heap, so that a read past the end is seen. */
static const char *checked(const char *s, size_t n)
{
	char *copy = malloc(n ? n : 1);
	const char *wrong;

	memcpy(copy, s, n);
	wrong = strict_json(copy, n);
	free(copy);
	return wrong;
}

static void accepted(void **state)
{
	static const struct text cases[] = {
		{ __LINE__, BYTES("{}") },
		{ __LINE__, BYTES("[]") },
		{ __LINE__, BYTES("null") },
		{ __LINE__, BYTES("true") },
		{ __LINE__, BYTES("false") },
		{ __LINE__, BYTES("0") },
		{ __LINE__, BYTES("-0") },
		{ __LINE__, BYTES("-1.5e+10") },
		{ __LINE__, BYTES("1E5") },
		{ __LINE__, BYTES("123456789012345678") },
		{ __LINE__, BYTES("\"\"") },
		{ __LINE__, BYTES(" \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } } \n") },
		{ __LINE__, BYTES("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"") },
		{ __LINE__, BYTES("\"\\ud83d\\uDE8C\"") },
		{ __LINE__, BYTES("\"\x7F\xC2\x85\"") },
		{ __LINE__, BYTES("\"\xD9\x88\xF0\x9F\x9A\x8C\"") },
		{ __LINE__, BYTES("{\"a\":1,\"a\":2}") }, /* the tree is asked about twins */
		{ __LINE__, BYTES("{\"\":1}") },
		{ __LINE__, BYTES("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]") }, /* 32 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, checked(cases[i].s, cases[i].n), NULL);
}

static const struct text refused_cases[] = {
	{ __LINE__, BYTES("") },
	{ __LINE__, BYTES("   ") },
	{ __LINE__, BYTES("{") },
	{ __LINE__, BYTES("}") },
	{ __LINE__, BYTES("[") },
	{ __LINE__, BYTES("[1") },
	{ __LINE__, BYTES("[1,") },
	{ __LINE__, BYTES("[1,]") },
	{ __LINE__, BYTES("[,1]") },
	{ __LINE__, BYTES("[1 2]") },
	{ __LINE__, BYTES("{\"a\"}") },
	{ __LINE__, BYTES("{\"a\":}") },
	{ __LINE__, BYTES("{\"a\":1,}") },
	{ __LINE__, BYTES("{\"a\" 1}") },
	{ __LINE__, BYTES("{a:1}") },
	{ __LINE__, BYTES("{'a':1}") },
	{ __LINE__, BYTES("{1:1}") },
	{ __LINE__, BYTES("{\"a\":1}}") },
	{ __LINE__, BYTES("{\"a\":1} x") },
	{ __LINE__, BYTES("{\"a\":1}{}") },
	{ __LINE__, BYTES("{\"a\":1}\0") },
	{ __LINE__, BYTES("{\"a\":1}/* c */") },
	{ __LINE__, BYTES("\xEF\xBB\xBF{}") },
	{ __LINE__, BYTES("01") },
	{ __LINE__, BYTES("-") },
	{ __LINE__, BYTES("-01") },
	{ __LINE__, BYTES("+1") },
	{ __LINE__, BYTES(".5") },
	{ __LINE__, BYTES("5.") },
	{ __LINE__, BYTES("1e") },
	{ __LINE__, BYTES("1e+") },
	{ __LINE__, BYTES("0x10") },
	{ __LINE__, BYTES("1_000") },
	{ __LINE__, BYTES("NaN") },
	{ __LINE__, BYTES("Infinity") },
	{ __LINE__, BYTES("-Infinity") },
	{ __LINE__, BYTES("nul") },
	{ __LINE__, BYTES("nulll") },
	{ __LINE__, BYTES("True") },
	{ __LINE__, BYTES("TRUE") },
	{ __LINE__, BYTES("\"") },
	{ __LINE__, BYTES("\"a") },
	{ __LINE__, BYTES("\"\\\"") },
	{ __LINE__, BYTES("\"\\") },
	{ __LINE__, BYTES("\"\\x41\"") },
	{ __LINE__, BYTES("\"\\0\"") },
	{ __LINE__, BYTES("\"\\u12\"") },
	{ __LINE__, BYTES("\"\\u12") },
	{ __LINE__, BYTES("\"\\u 123\"") },
	{ __LINE__, BYTES("\"\\u+123\"") },
	{ __LINE__, BYTES("\"\\uzzzz\"") },
	{ __LINE__, BYTES("\"\\u0000\"") },
	{ __LINE__, BYTES("{\"a\\u0000b\":1}") },
	{ __LINE__, BYTES("\"\\ud83d\"") },
	{ __LINE__, BYTES("\"\\ud83dx\"") },
	{ __LINE__, BYTES("\"\\ud83d\\n\"") },
	{ __LINE__, BYTES("\"\\ud83d\\u0041\"") },
	{ __LINE__, BYTES("\"\\ude8c\"") },
	{ __LINE__, BYTES("\"\\ude8c\\ud83d\"") },
	{ __LINE__, BYTES("\"a\nb\"") },
	{ __LINE__, BYTES("\"a\tb\"") },
	{ __LINE__, BYTES("\"a\0b\"") },
	{ __LINE__, BYTES("\"\x80\"") },
	{ __LINE__, BYTES("\"\xC0\xAF\"") },
	{ __LINE__, BYTES("\"\xED\xA0\x80\"") },
	{ __LINE__, BYTES("\"\xC3") },
	{ __LINE__, BYTES("\xFF\xFE{\0}\0") },
	{ __LINE__, BYTES("{\v}") },
	{ __LINE__, BYTES("{\xC2\xA0}") },
	{ __LINE__, BYTES("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]") }, /* 33 */
};

static void refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused_cases / sizeof refused_cases[0]; i++)
		if (!checked(refused_cases[i].s, refused_cases[i].n))
			FAIL_AT(refused_cases[i].line, "taken: %s", refused_cases[i].s);
}

/* Whatever is accepted here is read by cJSON too: a text the parser refuses would end as our fault. */
static void nothing_surprises_the_parser(void **state)
{
	static const char *const long_ones[] = {
		"1%0*d", "-%0*d.5", "1.%0*d", "1e%0*d", "1.5e-%0*d", "\"%0*d\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof long_ones / sizeof long_ones[0]; i++)
		for (int n = 1; n < 200; n++) {
			char s[300];
			size_t len;
			cJSON *o;

			len = (size_t)snprintf(s, sizeof s, long_ones[i], n, 0);
			if (strict_json(s, len))
				continue;
			o = cJSON_ParseWithLength(s, len);
			if (!o)
				FAIL_AT(__LINE__, "taken, but not by the parser: %s", s);
			cJSON_Delete(o);
		}
	is_true(strict_json("1000000000000000000000000000000", 31) == NULL);
}

static void deep_nesting_is_cheap(void **state)
{
	size_t n = 1000000;
	char *s = malloc(n);

	(void)state;
	memset(s, '[', n);
	same_text(strict_json(s, n), "nested too deep");
	for (size_t i = 0; i + 5 <= n; i += 5)
		memcpy(s + i, "{\"a\":", 5);
	same_text(strict_json(s, n), "nested too deep");
	free(s);
}

static void decodes(void **state)
{
	static const struct {
		int line;
		const char *s, *want; /* NULL: refused */
	} cases[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "abc", "abc" },
		{ __LINE__, "a+b", "a b" },
		{ __LINE__, "a%20b%2Bc", "a b+c" },
		{ __LINE__, "%c3%A9", "\xC3\xA9" },
		{ __LINE__, "%25%32%35", "%25" }, /* once only */
		{ __LINE__, "%D9%88", "\xD9\x88" },
		{ __LINE__, "\xC3\xA9", "\xC3\xA9" },
		{ __LINE__, "%", NULL },
		{ __LINE__, "%2", NULL },
		{ __LINE__, "a%2", NULL },
		{ __LINE__, "%2g", NULL },
		{ __LINE__, "%g2", NULL },
		{ __LINE__, "%%20", NULL },
		{ __LINE__, "% 20", NULL },
		{ __LINE__, "%+2", NULL },
		{ __LINE__, "%00", NULL },
		{ __LINE__, "a%00b", NULL },
		{ __LINE__, "%C3", NULL },
		{ __LINE__, "%C3+", NULL },
		{ __LINE__, "%FF", NULL },
		{ __LINE__, "%C0%AF", NULL },
		{ __LINE__, "%ED%A0%80", NULL },
		{ __LINE__, "%u0041", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t n = strlen(cases[i].s);
		char *in = malloc(n + 1), *out = malloc(n + 1);
		bool ok;

		memcpy(in, cases[i].s, n);
		ok = strict_decode(in, n, out);
		if (ok && !cases[i].want)
			FAIL_AT(cases[i].line, "taken: %s", cases[i].s);
		if (cases[i].want) {
			TRUE_AT(cases[i].line, ok);
			TEXT_AT(cases[i].line, out, cases[i].want);
		}
		free(in);
		free(out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepted),
		cmocka_unit_test(refused),
		cmocka_unit_test(nothing_surprises_the_parser),
		cmocka_unit_test(deep_nesting_is_cheap),
		cmocka_unit_test(decodes),
	};

	return unit_run("strict", tests);
}
