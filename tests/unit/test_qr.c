/* test_qr - the module matrix and its SVG. */
#include "unit.h"

#include "document/qr.c"

static const char ticket[] =
	"OA0W36/0D000300AU2+JB7 FE00500*OD E2*OD63J690-WJQQLA+379HB5EG2D+*5%.RQGC"
	"DU24WEEE3U3W59IHPHBGFF0T9C68MBJ0QQK2:7V.$M8F3OWDHKSQ5TGMHLLCZU8DNK62";

/* n characters of the alphabet that is not only digits. */
static char *filler(size_t n)
{
	char *s = arena_get(arena, n + 1);

	memset(s, 'A', n);
	return s;
}

/* Limits of ISO/IEC 18004, table 7, level M, alphanumeric. */
static void test_versions(void **state)
{
	static const struct {
		size_t chars;
		int width;
	} rows[] = {
		{ 1, 21 }, { 20, 21 }, { 21, 25 }, { 38, 25 }, { 122, 37 }, { 123, 41 },
		{ 140, 41 }, { 154, 41 }, { 155, 45 }, { QR_CHARS, 177 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct qr q;

		assert_int_equal(qr_make(arena, filler(rows[i].chars), &q), OK);
		assert_int_equal(q.width, rows[i].width);
	}
}

/* Finder pattern with its top left corner at x, y. */
static bool finder(const struct qr *q, int x, int y)
{
	for (int i = 0; i < 7; i++) {
		for (int j = 0; j < 7; j++) {
			bool ring = i == 0 || j == 0 || i == 6 || j == 6;
			bool core = i >= 2 && i <= 4 && j >= 2 && j <= 4;

			if (qr_dark(q, x + i, y + j) != (ring || core))
				return false;
		}
	}
	return true;
}

static void test_pattern(void **state)
{
	struct qr q;
	unsigned format;

	(void)state;
	assert_int_equal(qr_make(arena, ticket, &q), OK);
	assert_true(finder(&q, 0, 0));
	assert_true(finder(&q, q.width - 7, 0));
	assert_true(finder(&q, 0, q.width - 7));
	for (int i = 8; i < q.width - 8; i++)
		assert_int_equal(qr_dark(&q, i, 6), i % 2 == 0);
	/* Format information, 8.9: after its mask 10..., the two bits of level M are 00. */
	format = (unsigned)qr_dark(&q, 0, 8) << 1 | (unsigned)qr_dark(&q, 1, 8);
	assert_int_equal(format ^ 2, 0);
}

static void test_refuses(void **state)
{
	const char *const rows[] = { "", "abc", "A\nB", "A#", "\xC3\x89", filler(QR_CHARS + 1) };
	struct qr q;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(qr_make(arena, rows[i], &q), ERR_INPUT);
}

/* Paints the path into a matrix again: it must be the modules and nothing else. */
static void test_svg_is_the_matrix(void **state)
{
	struct qr q;
	struct buf b;
	char *cells, *p, *end;
	int x, y;

	(void)state;
	assert_int_equal(qr_make(arena, ticket, &q), OK);
	buf_init(&b, arena, 4096);
	qr_svg(&q, 240, "QR", &b);
	cells = arena_get(arena, (size_t)(q.width * q.width));
	p = strstr(b.data, " d=\"M4 4.5");
	assert_non_null(p);
	p += strlen(" d=\"M4 4.5");
	for (x = y = 0; *p == 'm';) {
		long run;

		x += (int)strtol(p + 1, &end, 10);
		y += (int)strtol(end + 1, &end, 10);
		assert_int_equal(*end, 'h');
		for (run = strtol(end + 1, &p, 10); run > 0; run--, x++) {
			assert_in_range(x, 0, q.width - 1);
			assert_in_range(y, 0, q.width - 1);
			cells[y * q.width + x] = 1;
		}
	}
	assert_string_equal(p, "\"/></svg>");
	assert_memory_equal(cells, q.dark, (size_t)(q.width * q.width));
}

static void test_svg_shape(void **state)
{
	struct qr q;
	struct buf b;

	(void)state;
	assert_int_equal(qr_make(arena, ticket, &q), OK);
	buf_init(&b, arena, 4096);
	qr_svg(&q, 240, "Code de \"Alger\" & <Oran>", &b);
	assert_non_null(strstr(b.data, " width=\"240\" height=\"240\" viewBox=\"0 0 49 49\""));
	assert_non_null(strstr(b.data, "<rect width=\"49\" height=\"49\" fill=\"#fff\"/>"));
	assert_non_null(strstr(b.data, "aria-label=\"Code de &quot;Alger&quot; &amp; "
			       "&lt;Oran&gt;\""));
	assert_null(strstr(b.data, "style"));
	assert_ptr_equal(strstr(strstr(b.data, "<path") + 1, "<path"), NULL);
	/* A quarter of this when compressed. */
	assert_true(b.len <= 3500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_pattern),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_svg_is_the_matrix),
		cmocka_unit_test(test_svg_shape),
	};

	return unit_run("qr", tests);
}
