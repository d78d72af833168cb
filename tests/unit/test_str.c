/* test_str - buffers, numbers, UTF-8, blanks, digits, hex, URLs. */
#include "unit.h"

#include "base/str.c"

static void buffers_grow(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, arena, 0);
	same_text(b.data, "");
	for (int i = 0; i < 5000; i++)
		buf_printf(&b, "%d,", i);
	same_int(b.len, 10 * 2 + 90 * 3 + 900 * 4 + 4000 * 5);
	same_int(strlen(b.data), b.len);
	is_true(str_starts(b.data, "0,1,2,3,"));
	same_text(b.data + b.len - 5, "4999,");
	buf_put(&b, NULL, 0);
	buf_put(&b, "\0x", 2);
	same_int(b.data[b.len], 0);
	same_int(b.data[b.len - 2], 0);
}

static void buffers_exactly_full(void **state)
{
	(void)state;
	for (size_t n = 60; n < 70; n++) {
		struct buf b;

		buf_init(&b, arena, 64);
		for (size_t i = 0; i < n; i++)
			buf_char(&b, 'x');
		same_int(b.len, n);
		same_int(strlen(b.data), n);
		buf_init(&b, arena, 64);
		buf_printf(&b, "%*s", (int)n, "y");
		same_int(strlen(b.data), n);
	}
}

/* In a spent arena a buffer keeps what it has and drops the rest; nothing is written past it. */
static void buffers_in_a_spent_arena(void **state)
{
	struct arena *a = arena_new(1000);
	struct buf b;

	(void)state;
	buf_init(&b, a, 64);
	buf_str(&b, "kept");
	while (!arena_spent(a))
		arena_get(a, 4096);
	for (int i = 0; i < 1000; i++) {
		buf_str(&b, "0123456789");
		buf_printf(&b, "%d", i);
	}
	is_true(b.len < 64);
	is_true(str_starts(b.data, "kept0123456789"));
	arena_free(a);
}

static void writes_integers(void **state)
{
	static const struct {
		int line;
		int64_t v;
		const char *want;
	} cases[] = {
		{ __LINE__, 0, "0" },
		{ __LINE__, 7, "7" },
		{ __LINE__, -1, "-1" },
		{ __LINE__, 9007199254740993, "9007199254740993" },
		{ __LINE__, INT64_MAX, "9223372036854775807" },
		{ __LINE__, INT64_MIN, "-9223372036854775808" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b;

		buf_init(&b, arena, 0);
		buf_int(&b, cases[i].v);
		TEXT_AT(cases[i].line, b.data, cases[i].want);
	}
}

static void reads_integers(void **state)
{
	static const struct {
		int line;
		const char *s;
		int64_t min, max;
		bool ok;
		int64_t want;
	} cases[] = {
		{ __LINE__, "0", 0, 9, true, 0 },
		{ __LINE__, "9", 0, 9, true, 9 },
		{ __LINE__, "10", 0, 9, false, 0 },
		{ __LINE__, "-1", 0, 9, false, 0 },
		{ __LINE__, "-1", -1, 9, true, -1 },
		{ __LINE__, "-0", -1, 9, false, 0 },
		{ __LINE__, "00", 0, 9, false, 0 },
		{ __LINE__, "01", 0, 9, false, 0 },
		{ __LINE__, "-01", -9, 9, false, 0 },
		{ __LINE__, "+1", 0, 9, false, 0 },
		{ __LINE__, " 1", 0, 9, false, 0 },
		{ __LINE__, "1 ", 0, 9, false, 0 },
		{ __LINE__, "", 0, 9, false, 0 },
		{ __LINE__, "-", -9, 9, false, 0 },
		{ __LINE__, "--1", -9, 9, false, 0 },
		{ __LINE__, "1.0", 0, 9, false, 0 },
		{ __LINE__, "1e0", 0, 9, false, 0 },
		{ __LINE__, "0x1", 0, 9, false, 0 },
		{ __LINE__, "9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX },
		{ __LINE__, "9223372036854775808", INT64_MIN, INT64_MAX, false, 0 },
		{ __LINE__, "-9223372036854775807", INT64_MIN, INT64_MAX, true, -INT64_MAX },
		{ __LINE__, "-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN },
		{ __LINE__, "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
		{ __LINE__, "99999999999999999999999999", INT64_MIN, INT64_MAX, false, 0 },
		{ __LINE__, "\xD9\xA1", 0, 9, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t v = -77;
		bool ok = str_int(cases[i].s, cases[i].min, cases[i].max, &v);

		INT_AT(cases[i].line, ok, cases[i].ok);
		INT_AT(cases[i].line, v, ok ? cases[i].want : -77);
	}
}

static void utf8(void **state)
{
	static const struct {
		int line;
		const char *s;
		size_t n;
		bool ok;
	} cases[] = {
#define CASE(s, ok) { __LINE__, s, sizeof(s) - 1, ok }
		CASE("", true),
		CASE("abc", true),
		CASE("\x7F", true),
		CASE("\xC2\x80", true),
		CASE("\xDF\xBF", true),
		CASE("\xE0\xA0\x80", true),
		CASE("\xED\x9F\xBF", true),
		CASE("\xEE\x80\x80", true),
		CASE("\xEF\xBF\xBF", true),
		CASE("\xF0\x90\x80\x80", true),
		CASE("\xF4\x8F\xBF\xBF", true),
		CASE("caf\xC3\xA9 \xD9\x88\xD9\x87\xD8\xB1\xD8\xA7\xD9\x86", true),
		CASE("a\0b", false),
		CASE("\x80", false),
		CASE("\xBF", false),
		CASE("\xC0\x80", false),
		CASE("\xC1\xBF", false),
		CASE("\xC2", false),
		CASE("\xC2\x7F", false),
		CASE("\xC2\xC0", false),
		CASE("\xE0\x9F\xBF", false),
		CASE("\xE0\xA0", false),
		CASE("\xED\xA0\x80", false),
		CASE("\xED\xBF\xBF", false),
		CASE("\xEF\xBF", false),
		CASE("\xF0\x8F\xBF\xBF", false),
		CASE("\xF0\x90\x80", false),
		CASE("\xF4\x90\x80\x80", false),
		CASE("\xF5\x80\x80\x80", false),
		CASE("\xFF", false),
		CASE("a\xC3", false),
		CASE("\xE9t\xE9", false), /* Latin-1 */
#undef CASE
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		/* Exactly n bytes, so that a read past the end is seen. */
		char *s = malloc(cases[i].n ? cases[i].n : 1);

		memcpy(s, cases[i].s, cases[i].n);
		INT_AT(cases[i].line, str_utf8(s, cases[i].n), cases[i].ok);
		free(s);
	}
	same_int(str_chars("caf\xC3\xA9"), 4);
	same_int(str_chars(""), 0);
	same_int(str_chars("\xF0\x9F\x9A\x8C\xD9\x88"), 2);
}

/* Every code point once, and every second byte after every lead byte against a reference. */
static void utf8_whole_range(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x110000; c++) {
		char s[4];
		size_t n;

		if (c < 0x80) {
			s[0] = (char)c;
			n = 1;
		} else if (c < 0x800) {
			s[0] = (char)(0xC0 | c >> 6);
			n = 2;
		} else if (c < 0x10000) {
			s[0] = (char)(0xE0 | c >> 12);
			n = 3;
		} else {
			s[0] = (char)(0xF0 | c >> 18);
			n = 4;
		}
		for (size_t i = 1; i < n; i++)
			s[i] = (char)(0x80 | (c >> (6 * (n - 1 - i)) & 0x3F));
		if (str_utf8(s, n) != !(c >= 0xD800 && c <= 0xDFFF))
			FAIL_AT(__LINE__, "U+%04X", c);
		if (n > 1 && str_utf8(s, n - 1))
			FAIL_AT(__LINE__, "U+%04X cut short", c);
	}
}

static void tidies(void **state)
{
	static const struct {
		int line;
		const char *s, *want;
	} cases[] = {
		{ __LINE__, "", "" },
		{ __LINE__, " ", "" },
		{ __LINE__, " \t\n\r\v\f", "" },
		{ __LINE__, "a", "a" },
		{ __LINE__, "  a  b  ", "a b" },
		{ __LINE__, "\xC2\xA0" "a\xC2\xA0\xE2\x80\xAF" "b\xE2\x80\xAF", "a b" },
		{ __LINE__, "\xE2\x80", "\xE2\x80" }, /* a cut sequence is not a blank */
		{ __LINE__, "\xC2", "\xC2" },
		{ __LINE__, "a\xC3\xA9 b", "a\xC3\xA9 b" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, str_tidy(arena, cases[i].s), cases[i].want);
}

static void digits(void **state)
{
	(void)state;
	same_text(str_digits(arena, "0\xD9\xA0\xD9\xA1\xD9\xA9\xDB\xB0\xDB\xB9" "9"), "0019099");
	same_text(str_digits(arena, "\xD9\xAA\xDB\xBA\xD9\x9F"), "\xD9\xAA\xDB\xBA\xD9\x9F");
	same_text(str_digits(arena, "\xD9"), "\xD9");
	same_text(str_digits(arena, ""), "");
}

static void hex(void **state)
{
	unsigned char bytes[4] = { 0x00, 0x7F, 0xAB, 0xFF }, out[4];

	(void)state;
	same_text(str_hex(arena, bytes, 4), "007fabff");
	same_text(str_hex(arena, bytes, 0), "");
	is_true(str_unhex("007FabfF", out, 4) && memcmp(out, bytes, 4) == 0);
	is_true(str_unhex("", out, 0));
	is_false(str_unhex("007fabf", out, 4));
	is_false(str_unhex("007fabff0", out, 4));
	is_false(str_unhex("007fabfg", out, 4));
	is_false(str_unhex("0x7fabff", out, 4));
	is_false(str_unhex(" 07fabff", out, 4));
}

static void urls(void **state)
{
	struct buf b;
	char all[256];

	(void)state;
	for (int i = 1; i < 256; i++)
		all[i - 1] = (char)i;
	all[255] = '\0';
	buf_init(&b, arena, 0);
	buf_url(&b, "a-B.9_~ /?&=%+\"<\xC3\xA9");
	same_text(b.data, "a-B.9_~%20%2F%3F%26%3D%25%2B%22%3C%C3%A9");
	buf_init(&b, arena, 0);
	buf_url(&b, all);
	same_int(b.len, 66 + 3 * (255 - 66)); /* 66 unreserved characters, RFC 3986 2.3 */
}

static void compares(void **state)
{
	static const char *const list[] = { "fr", "ar", NULL };
	char a[64], b[64];

	(void)state;
	is_true(str_starts("abc", "ab"));
	is_true(str_starts("abc", ""));
	is_false(str_starts("ab", "abc"));
	is_true(str_eq(NULL, NULL));
	is_true(str_eq("a", "a"));
	is_false(str_eq("a", NULL));
	is_false(str_eq(NULL, "a"));
	is_false(str_eq("a", "b"));
	is_true(str_in("ar", list));
	is_false(str_in("a", list));
	is_false(str_in("", list));
	memset(a, 5, sizeof a);
	memset(b, 5, sizeof b);
	is_true(str_same_secret(a, b, sizeof a));
	is_true(str_same_secret(a, NULL, 0));
	for (size_t i = 0; i < sizeof a; i++) {
		b[i] ^= 1;
		is_false(str_same_secret(a, b, sizeof a));
		b[i] ^= 1;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buffers_grow),
		cmocka_unit_test(buffers_exactly_full),
		cmocka_unit_test(buffers_in_a_spent_arena),
		cmocka_unit_test(writes_integers),
		cmocka_unit_test(reads_integers),
		cmocka_unit_test(utf8),
		cmocka_unit_test(utf8_whole_range),
		cmocka_unit_test(tidies),
		cmocka_unit_test(digits),
		cmocka_unit_test(hex),
		cmocka_unit_test(urls),
		cmocka_unit_test(compares),
	};

	return unit_run("str", tests);
}
