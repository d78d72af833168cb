/* test_pdf_clean - what is left of hostile data, and the fonts that decide about it. */
#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "document/pdf_clean.c"

static void test_clean(void **state)
{
	static const struct {
		int line;
		const char *in, *out;
		size_t max;
	} rows[] = {
		{ __LINE__, "Ali", "Ali", 10 },
		{ __LINE__, "", "", 10 },
		{ __LINE__, "  Ali \t\n Ben  ", "Ali Ben", 10 },
		{ __LINE__, "0123456789", "0123456789", 10 },
		{ __LINE__, "01234567890", "0123456789…", 10 },
		{ __LINE__, "012345678 9", "012345678…", 10 },
		{ __LINE__, "éééé", "ééé…", 3 },
		/* Letters with marks count once and keep them; towers of marks are cut. */
		{ __LINE__, "e\xCC\x81" "e\xCC\x81" "e\xCC\x81", "e\xCC\x81" "e\xCC\x81…", 2 },
		{ __LINE__, "e\xCC\x81\xCC\x80\xCC\x82\xCC\x83\xCC\x84x",
		  "e\xCC\x81\xCC\x80\xCC\x82x", 10 },
		{ __LINE__, "\xCC\x81" "a", "a", 10 },
		{ __LINE__, "a\xC2\xAD" "b\xE2\x80\x8B" "c\xEF\xBB\xBF", "abc", 10 },
		{ __LINE__, "a\xE2\x80\x8E\xD8\x9C" "b", "ab", 10 },          /* LRM, ALM */
		{ __LINE__, "\xF3\xA0\x81\x81x", "x", 10 },                 /* a tag character */
		{ __LINE__, "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9", "\xEF\xBF\xBD", 10 },
		{ __LINE__, "\xC3", "\xEF\xBF\xBD", 10 },
		{ __LINE__, "\xED\xA0\x80" "a", "\xEF\xBF\xBD" "a", 10 },   /* a surrogate */
		{ __LINE__, "a\xC2\xA0" "b", "a\xC2\xA0" "b", 10 },
	};

	(void)state;
	assert_int_equal(pdf_font_load(), OK);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *got = pdf_clean(arena, rows[i].in, rows[i].max);

		TEXT_AT(rows[i].line, got, rows[i].out);
	}
}

/* In a process of its own, because fonts are looked for once. */
static void test_missing_font(void **state)
{
	const char *config = unit_file("fonts.conf", "<fontconfig></fontconfig>");
	int status = 0;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		setenv("FONTCONFIG_FILE", config, 1);
		_exit(pdf_font_load() != ERR_INTERNAL || !strstr(fail_note()->why, "Noto Sans"));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_missing_font), /* first: fonts are looked for once */
		cmocka_unit_test(test_clean),
	};

	return unit_run("pdf_clean", tests);
}
