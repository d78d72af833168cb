/* test_keys - the HDF text format: what is understood, which line is named when it is not. */
#include "unit.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/keys.c"

static bool collect(void *ctx, const char *name, const char *value)
{
	buf_printf(ctx, "%s=[%s];", name, value);
	return strcmp(name, "stop") != 0;
}

static void understood(void **state)
{
	static const struct {
		int line;
		const char *text, *want;
	} cases[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "\n\n# comment\n   # another\n", "" },
		{ __LINE__, "a = 1", "a=[1];" },
		{ __LINE__, "a=1\nb = 2\r\n", "a=[1];b=[2];" },
		{ __LINE__, "\t a.b-c_D \t=\t x y \t", "a.b-c_D=[x y];" },
		{ __LINE__, "a = ", "a=[];" },
		{ __LINE__, "a = b = c", "a=[b = c];" },
		{ __LINE__, "a = # no comment here", "a=[# no comment here];" },
		{ __LINE__, "a = {b}", "a=[{b}];" },
		{ __LINE__, "g {\n a = 1\n h {\n b = 2\n }\n c = 3\n}\nd = 4\n",
		  "g.a=[1];g.h.b=[2];g.c=[3];d=[4];" },
		{ __LINE__, "g{\na = 1\n}", "g.a=[1];" },
		{ __LINE__, "g.h {\na = 1\n}", "g.h.a=[1];" },
		{ __LINE__, "a << END\nx\n  y = }\n\nEND\nb = 1", "a=[x\n  y = }\n\n];b=[1];" },
		{ __LINE__, "a << X\nX", "a=[];" },
		{ __LINE__, "g {\na << E\nENDE\nE\n}", "g.a=[ENDE\n];" },
		{ __LINE__, "a = \xD8\xAF", "a=[\xD8\xAF];" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b;
		int line = 0;

		buf_init(&b, arena, 0);
		if (!keys_scan(arena, cases[i].text, collect, &b, &line))
			FAIL_AT(cases[i].line, "refused at line %d", line);
		TEXT_AT(cases[i].line, b.data, cases[i].want);
	}
}

static void refused(void **state)
{
	static const struct {
		int line;
		const char *text;
		int at;
	} cases[] = {
		{ __LINE__, "word", 1 },
		{ __LINE__, "a = 1\n\nword", 3 },
		{ __LINE__, "= 1", 1 },
		{ __LINE__, "a b = 1", 1 },
		{ __LINE__, "a/b = 1", 1 },
		{ __LINE__, "\xC3\xA9 = 1", 1 },
		{ __LINE__, "}", 1 },
		{ __LINE__, "a = 1\ng {\n}\n}", 4 },
		{ __LINE__, "g {\na = 1\n", 2 },
		{ __LINE__, "{\n}", 1 },
		{ __LINE__, "a b {\n}", 1 },
		{ __LINE__, "x = 1\na << END\nb\nc", 2 },
		{ __LINE__, "<< END\nEND", 1 },
		{ __LINE__, "a {\nb {\nc {\nd {\ne {\nf {\ng {\nh {\ni {\n", 9 },
		{ __LINE__, "a = 1\nstop = now\nb = 2", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b;
		int line = 0;

		buf_init(&b, arena, 0);
		if (keys_scan(arena, cases[i].text, collect, &b, &line))
			FAIL_AT(cases[i].line, "taken: %s", b.data);
		INT_AT(cases[i].line, line, cases[i].at);
	}
}

static void files(void **state)
{
	const char *path = unit_file("some.hdf", "a = 1\n");
	size_t n = 0;

	(void)state;
	same_text(keys_file(arena, path, &n), "a = 1\n");
	same_int(n, 6);
	same_text(keys_file(arena, unit_file("empty.hdf", ""), &n), "");
	same_int(n, 0);
	errno = 0;
	is_true(keys_file(arena, "/nonexistent/file", NULL) == NULL);
	same_int(errno, ENOENT);
	is_true(keys_file(arena, unit_dir(), NULL) == NULL);
	same_int(errno, EISDIR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(understood),
		cmocka_unit_test(refused),
		cmocka_unit_test(files),
	};

	return unit_run("keys", tests);
}
