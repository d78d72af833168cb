/* test_ics - calendar text: lines, escapes, times. */
#include "unit.h"

#include "document/ics.c"

static struct ics_trip trip(enum lang lang)
{
	struct ics_trip t = {
		.lang = lang, .uid = "K7P2MX-1@example.test", .version = 3, .from = "Alger",
		.to = "Laghouat", .place = "Gare de Kharrouba, quai 14", .company = "Sahara",
		.ref = "K7P2MX", .seats = "12A", .phone = "+213 21 00 00 00",
		.url = "https://example.test/fr/ticket/1",
		.boarding = when_at(when_date(2026, 12, 31), 22 * 3600 + 40 * 60),
		.departure = when_at(when_date(2026, 12, 31), 23 * 3600 + 5 * 60),
		.arrival = when_at(when_date(2027, 1, 1), 4 * 3600 + 30 * 60),
		.made_at = when_at(when_date(2026, 11, 24), 10 * 3600),
	};

	return t;
}

/* The calendar as the reader sees it: lines unfolded (RFC 5545, 3.1), after checking each. */
static char *unfolded(const struct ics_trip *trips, size_t n)
{
	struct buf b, out;

	buf_init(&b, arena, 1024);
	buf_init(&out, arena, 1024);
	ics_calendar(trips, n, "Abrid", &b);
	for (char *line = b.data; *line;) {
		char *end = strstr(line, "\r\n");

		assert_non_null(end);
		assert_true(end - line <= 75);
		assert_null(memchr(line, '\n', (size_t)(end - line)));
		assert_true(str_utf8(line, (size_t)(end - line)));
		if (*line == ' ')
			out.len -= 2;
		line += *line == ' ';
		buf_put(&out, line, (size_t)(end - line));
		buf_str(&out, "\r\n");
		line = end + 2;
	}
	return out.data;
}

static void has(const char *text, const char *line)
{
	if (!strstr(text, arena_printf(arena, "\r\n%s\r\n", line)))
		FAIL_AT(__LINE__, "no line \"%s\" in\n%s", line, text);
}

static void test_event(void **state)
{
	static const char *const lines[] = {
		"VERSION:2.0",
		"PRODID:-//Abrid//tickets//EN",
		"CALSCALE:GREGORIAN",
		"METHOD:PUBLISH",
		"BEGIN:VEVENT",
		"UID:K7P2MX-1@example.test",
		"DTSTAMP:20261124T090000Z",
		"SEQUENCE:3",
		"STATUS:CONFIRMED",
		"DTSTART:20261231T220500Z",
		"DTEND:20270101T033000Z",
		"SUMMARY:Bus Alger → Laghouat",
		"LOCATION:Gare de Kharrouba\\, quai 14",
		"URL:https://example.test/fr/ticket/1",
		"BEGIN:VALARM",
		"ACTION:DISPLAY",
		"TRIGGER:-PT2H",
		"END:VALARM",
		"END:VEVENT",
	};
	struct ics_trip t = trip(LANG_FR);
	char *text = unfolded(&t, 1);

	(void)state;
	assert_true(str_starts(text, "BEGIN:VCALENDAR\r\n"));
	assert_string_equal(text + strlen(text) - 15, "END:VCALENDAR\r\n");
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		has(text, lines[i]);
	assert_non_null(strstr(text, "DESCRIPTION:Référence K7P2MX · Siège 12A\\nSahara\\n"
				     "Embarquement à 22:40\\nAide\xC2\xA0: +213 21 00 00 00\\n"
				     "https://example.test/fr/ticket/1\r\n"));
}

static void test_languages(void **state)
{
	struct ics_trip t = trip(LANG_AR);

	(void)state;
	t.from = "الجزائر";
	t.to = "الأغواط";
	has(unfolded(&t, 1), "SUMMARY:حافلة الجزائر ← الأغواط");
	has(unfolded(&t, 1), "DESCRIPTION:الانطلاق من الجزائر إلى الأغواط على الساعة 23:05");
	t = trip(LANG_EN);
	has(unfolded(&t, 1), "DESCRIPTION:Departure from Alger to Laghouat at 23:05");
}

static void test_optional_parts(void **state)
{
	struct ics_trip t = trip(LANG_FR);
	char *text;

	(void)state;
	t.place = t.company = t.phone = t.url = NULL;
	t.boarding = t.arrival = WHEN_NONE;
	text = unfolded(&t, 1);
	assert_null(strstr(text, "LOCATION"));
	assert_null(strstr(text, "DTEND"));
	assert_null(strstr(text, "URL"));
	assert_null(strstr(text, "Embarquement"));
}

static void test_cancelled(void **state)
{
	struct ics_trip trips[2] = { trip(LANG_FR), trip(LANG_FR) };
	char *text;

	(void)state;
	trips[0].cancelled = true;
	text = unfolded(trips, 2);
	has(text, "STATUS:CANCELLED");
	has(text, "STATUS:CONFIRMED");
	/* A cancelled trip does not ring. */
	assert_true(strstr(text, "VALARM") > strstr(text, "END:VEVENT"));
}

/* Values can neither end a line nor start a property. */
static void test_hostile_values(void **state)
{
	static const struct {
		const char *place, *line;
	} rows[] = {
		{ "a;b,c\\d", "LOCATION:a\\;b\\,c\\\\d" },
		{ "x\r\nATTENDEE:mailto:a@b", "LOCATION:x\\nATTENDEE:mailto:a@b" },
		{ "x\nEND:VCALENDAR", "LOCATION:x\\nEND:VCALENDAR" },
		{ "bell\a tab\t del\x7F.", "LOCATION:bell tab del." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ics_trip t = trip(LANG_FR);

		t.place = rows[i].place;
		has(unfolded(&t, 1), rows[i].line);
	}
}

static void test_url_ends_at_blank(void **state)
{
	struct ics_trip t = trip(LANG_FR);

	(void)state;
	t.url = "https://example.test/a\r\nX-EVIL:1";
	has(unfolded(&t, 1), "URL:https://example.test/a");
}

/* Every length around the limit, with characters of one to four bytes. */
static void test_folding(void **state)
{
	static const char *const characters[] = { "a", "é", "ر", "€", "😀" };

	(void)state;
	for (size_t c = 0; c < sizeof characters / sizeof characters[0]; c++) {
		for (int n = 0; n < 170; n++) {
			struct ics_trip t = trip(LANG_FR);
			struct buf b;

			buf_init(&b, arena, 1024);
			for (int i = 0; i < n; i++)
				buf_str(&b, characters[c]);
			t.place = b.data;
			has(unfolded(&t, 1), arena_printf(arena, "LOCATION:%s", b.data));
			arena_reset(arena);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_event),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_optional_parts),
		cmocka_unit_test(test_cancelled),
		cmocka_unit_test(test_hostile_values),
		cmocka_unit_test(test_url_ends_at_blank),
		cmocka_unit_test(test_folding),
	};

	char why[256];

	if (!text_load("templates/text", why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	return unit_run("ics", tests);
}
