/* test_json - the writer: escapes, numbers, nesting, and that cJSON reads back what was put. */
#include "unit.h"

#include <cjson/cJSON.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/json.c"

static struct buf out;
static struct jw w;

static void start(void)
{
	buf_init(&out, arena, 0);
	jw_start(&w, &out);
}

static void texts(void **state)
{
	static const struct {
		int line;
		const char *s, *want;
	} cases[] = {
		{ __LINE__, NULL, "null" },
		{ __LINE__, "", "\"\"" },
		{ __LINE__, "abc", "\"abc\"" },
		{ __LINE__, "a\"b\\c", "\"a\\\"b\\\\c\"" },
		{ __LINE__, "\n\t\x01\x1F\x7F", "\"\\u000a\\u0009\\u0001\\u001f\\u007f\"" },
		{ __LINE__, "</script><!--", "\"\\u003c/script>\\u003c!--\"" },
		{ __LINE__, "\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"" },
		{ __LINE__, "\xE2\x80\xAA\xE2\x80", "\"\xE2\x80\xAA\xE2\x80\"" },
		{ __LINE__, "\xD9\x88\xD9\x87\xD8\xB1\xD8\xA7\xD9\x86 \xF0\x9F\x9A\x8C",
		  "\"\xD9\x88\xD9\x87\xD8\xB1\xD8\xA7\xD9\x86 \xF0\x9F\x9A\x8C\"" },
		{ __LINE__, "\"", "\"\\\"\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		start();
		jw_text(&w, cases[i].s);
		TEXT_AT(cases[i].line, out.data, cases[i].want);
	}
}

static void every_byte_comes_back(void **state)
{
	(void)state;
	for (int c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 997) {
		char s[5];
		size_t n = 0;
		cJSON *back;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		if (c < 0x80)
			s[n++] = (char)c;
		else if (c < 0x800)
			s[n++] = (char)(0xC0 | c >> 6);
		else if (c < 0x10000)
			s[n++] = (char)(0xE0 | c >> 12);
		else
			s[n++] = (char)(0xF0 | c >> 18);
		for (int shift = c < 0x80 ? 0 : c < 0x800 ? 6 : c < 0x10000 ? 12 : 18; shift > 0; shift -= 6)
			s[n++] = (char)(0x80 | (c >> (shift - 6) & 0x3F));
		s[n] = '\0';
		start();
		jw_text(&w, s);
		back = cJSON_Parse(out.data);
		if (!cJSON_IsString(back) || strcmp(back->valuestring, s) != 0)
			FAIL_AT(__LINE__, "U+%04X became %s", c, out.data);
		cJSON_Delete(back);
	}
}

static void reals(void **state)
{
	static const struct {
		int line;
		double v;
		const char *want;
	} cases[] = {
		{ __LINE__, 0, "0" },
		{ __LINE__, -0.0, "0" },
		{ __LINE__, 1, "1" },
		{ __LINE__, 36.7538, "36.7538" },
		{ __LINE__, -0.5, "-0.5" },
		{ __LINE__, 3.0588, "3.0588" },
		{ __LINE__, 0.1 + 0.2, "0.3" },
		{ __LINE__, 1e-7, "0.0000001" },
		{ __LINE__, 4e-8, "0" },
		{ __LINE__, -4e-8, "0" },
		{ __LINE__, 0.99999999, "1" },
		{ __LINE__, 123456789.5, "123456789.5" },
		{ __LINE__, 1e11, "100000000000" },
		{ __LINE__, 1e12, "null" },
		{ __LINE__, -1e12, "null" },
		{ __LINE__, INFINITY, "null" },
		{ __LINE__, NAN, "null" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		start();
		jw_real(&w, cases[i].v);
		TEXT_AT(cases[i].line, out.data, cases[i].want);
	}
}

static void whole_numbers(void **state)
{
	(void)state;
	start();
	jw_array(&w);
	jw_int(&w, 0);
	jw_int(&w, INT64_MIN);
	jw_int(&w, 9007199254740993);
	jw_end(&w);
	same_text(out.data, "[0,-9223372036854775808,9007199254740993]");
}

static void nesting(void **state)
{
	(void)state;
	start();
	jw_object(&w);
	jw_key(&w, "a");
	jw_array(&w);
	jw_object(&w);
	jw_end(&w);
	jw_array(&w);
	jw_end(&w);
	jw_bool(&w, true);
	jw_null(&w);
	jw_end(&w);
	jw_key(&w, "b\"");
	jw_object(&w);
	jw_key(&w, "c");
	jw_bool(&w, false);
	jw_key(&w, "d");
	jw_raw(&w, "{\"x\":1}");
	jw_end(&w);
	jw_key(&w, "e");
	jw_text(&w, "f");
	jw_end(&w);
	same_text(out.data, "{\"a\":[{},[],true,null],\"b\\\"\":{\"c\":false,\"d\":{\"x\":1}},\"e\":\"f\"}");
	same_int(w.depth, 0);
}

static void value_without_key(void *ctx)
{
	(void)ctx;
	jw_object(&w);
	jw_int(&w, 1);
}

static void key_in_array(void *ctx)
{
	(void)ctx;
	jw_array(&w);
	jw_key(&w, "a");
}

static void key_without_value(void *ctx)
{
	(void)ctx;
	jw_object(&w);
	jw_key(&w, "a");
	jw_end(&w);
}

static void end_too_many(void *ctx)
{
	(void)ctx;
	jw_array(&w);
	jw_end(&w);
	jw_end(&w);
}

static void too_deep(void *ctx)
{
	(void)ctx;
	for (int i = 0; i <= JW_DEPTH; i++)
		jw_array(&w);
}

static void unbalanced_calls_abort(void **state)
{
	void (*const wrong[])(void *) = { value_without_key, key_in_array, key_without_value, end_too_many,
					  too_deep };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int status = 0;

		start();
		unit_stderr(wrong[i], NULL, &status);
		if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
			FAIL_AT(__LINE__, "misuse %zu went through", i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(every_byte_comes_back),
		cmocka_unit_test(reals),
		cmocka_unit_test(whole_numbers),
		cmocka_unit_test(nesting),
		cmocka_unit_test(unbalanced_calls_abort),
	};

	return unit_run("json", tests);
}
