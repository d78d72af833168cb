/* test_when - the calendar against the C library's, texts of instants, what people type. */
#include "unit.h"

#include <time.h>

#include "base/when.c"

/* Every day from 1900 to 2100 against timegm, and the months that have no such day. */
static void calendar(void **state)
{
	int32_t last = when_date(1899 + 1, 1, 1) - 1;

	(void)state;
	for (int y = 1900; y <= 2100; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				struct tm tm = { .tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d };
				int64_t days = (int64_t)timegm(&tm) / 86400;
				int32_t got = when_date(y, m, d);
				struct civil c;

				if (tm.tm_mday != d) { /* timegm went on to the next month */
					if (got != WHEN_NO_DATE)
						FAIL_AT(__LINE__, "%d-%d-%d exists", y, m, d);
					continue;
				}
				if (got != days || got != last + 1)
					FAIL_AT(__LINE__, "%d-%d-%d is %d", y, m, d, got);
				last = got;
				c = when_of_date(got);
				if (c.year != y || c.month != m || c.day != d || c.weekday != tm.tm_wday)
					FAIL_AT(__LINE__, "%d is %d-%d-%d", got, c.year, c.month, c.day);
			}
}

static void no_such_dates(void **state)
{
	static const int cases[][3] = {
		{ 2025, 2, 29 }, { 2100, 2, 29 }, { 2025, 4, 31 }, { 2025, 0, 1 }, { 2025, 13, 1 },
		{ 2025, 1, 0 }, { 2025, 1, 32 }, { 1899, 12, 31 }, { 10000, 1, 1 }, { -1, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		INT_AT(__LINE__, when_date(cases[i][0], cases[i][1], cases[i][2]), WHEN_NO_DATE);
	is_true(when_date(2024, 2, 29) != WHEN_NO_DATE);
	is_true(when_date(2000, 2, 29) != WHEN_NO_DATE);
}

static void instants(void **state)
{
	static const struct {
		int line;
		int64_t t;
		const char *iso;
	} cases[] = {
		{ __LINE__, 0, "1970-01-01T00:00:00Z" },
		{ __LINE__, -1, "1969-12-31T23:59:59.999Z" },
		{ __LINE__, -1000000, "1969-12-31T23:59:59Z" },
		{ __LINE__, 1795516200000000, "2026-11-24T10:30:00Z" },
		{ __LINE__, 1795516200123456, "2026-11-24T10:30:00.123Z" },
		{ __LINE__, 1795516200000999, "2026-11-24T10:30:00Z" },
		{ __LINE__, 951782400000000, "2000-02-29T00:00:00Z" },
		{ __LINE__, 253402300799000000, "9999-12-31T23:59:59Z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, when_iso(arena, cases[i].t), cases[i].iso);
	same_text(when_iso_date(arena, when_date(2026, 1, 5)), "2026-01-05");
}

static void algiers(void **state)
{
	int32_t d = when_date(2026, 12, 31);
	int64_t late = when_at(d, 23 * 3600 + 5 * 60); /* 22:05 UTC */
	struct civil c = when_local(late);

	(void)state;
	same_text(when_iso(arena, late), "2026-12-31T22:05:00Z");
	same_int(c.hour, 23);
	same_int(c.minute, 5);
	same_int(when_local_date(late), d);
	same_int(when_local_date(when_at(d, 0)), d);
	same_int(when_local_date(when_at(d, 0) - 1), d - 1);
	same_int(when_local_date(when_at(d, 86400)), d + 1);
	same_text(when_iso(arena, when_at(d, 30 * 3600)), "2027-01-01T05:00:00Z");
	same_int(when_local_date(-1), 0); /* 00:59:59.999999 of 1970-01-01 */
	same_int(when_local_date(-3600 * (int64_t)WHEN_SECOND - 1), -1);
}

static void reads_dates(void **state)
{
	static const struct {
		int line;
		const char *s;
		int y, m, d; /* y 0: refused */
	} cases[] = {
		{ __LINE__, "2026-11-24", 2026, 11, 24 },
		{ __LINE__, "24/11/2026", 2026, 11, 24 },
		{ __LINE__, "29/02/2024", 2024, 2, 29 },
		{ __LINE__, "29/02/2025", 0, 0, 0 },
		{ __LINE__, "2026-02-30", 0, 0, 0 },
		{ __LINE__, "2026-1-24", 0, 0, 0 },
		{ __LINE__, "2026-11-2", 0, 0, 0 },
		{ __LINE__, "1/1/2026", 0, 0, 0 },
		{ __LINE__, "11/24/2026", 0, 0, 0 },
		{ __LINE__, "2026/11/24", 0, 0, 0 },
		{ __LINE__, "24-11-2026", 0, 0, 0 },
		{ __LINE__, "2026-11-24 ", 0, 0, 0 },
		{ __LINE__, " 2026-11-2", 0, 0, 0 },
		{ __LINE__, "2026-11-24T", 0, 0, 0 },
		{ __LINE__, "+026-11-24", 0, 0, 0 },
		{ __LINE__, "", 0, 0, 0 },
		{ __LINE__, "demain    ", 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int32_t d = 5;
		bool ok = when_parse_date(cases[i].s, &d);

		INT_AT(cases[i].line, ok, cases[i].y != 0);
		if (ok)
			INT_AT(cases[i].line, d, when_date(cases[i].y, cases[i].m, cases[i].d));
	}
}

static void reads_instants(void **state)
{
	static const struct {
		int line;
		const char *s;
		const char *iso; /* NULL: refused */
	} cases[] = {
		{ __LINE__, "2026-11-24T10:30:00Z", "2026-11-24T10:30:00Z" },
		{ __LINE__, "2026-11-24T10:30:00+01:00", "2026-11-24T09:30:00Z" },
		{ __LINE__, "2026-11-24T10:30:00-02:30", "2026-11-24T13:00:00Z" },
		{ __LINE__, "2026-11-24T10:30:00.5Z", "2026-11-24T10:30:00.500Z" },
		{ __LINE__, "2026-11-24T10:30:00.123456789Z", "2026-11-24T10:30:00.123Z" },
		{ __LINE__, "2026-11-24T23:59:59-00:01", "2026-11-25T00:00:59Z" },
		{ __LINE__, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
		{ __LINE__, "2026-11-24T24:00:00Z", NULL },
		{ __LINE__, "2026-11-24T10:60:00Z", NULL },
		{ __LINE__, "2026-11-24T10:30:60Z", NULL },
		{ __LINE__, "2026-11-24T10:30:00", NULL },
		{ __LINE__, "2026-11-24T10:30Z", NULL },
		{ __LINE__, "2026-11-24T10:30:00.Z", NULL },
		{ __LINE__, "2026-11-24T10:30:00+15:00", NULL },
		{ __LINE__, "2026-11-24T10:30:00+01:60", NULL },
		{ __LINE__, "2026-11-24T10:30:00ZZ", NULL },
		{ __LINE__, "2026-11-24 10:30:00Z", NULL },
		{ __LINE__, "2026-02-29T10:30:00Z", NULL },
		{ __LINE__, "2026-11-24T10:30:00+", NULL },
		{ __LINE__, "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t t = 5;

		INT_AT(cases[i].line, when_parse(cases[i].s, &t), cases[i].iso != NULL);
		if (cases[i].iso)
			TEXT_AT(cases[i].line, when_iso(arena, t), cases[i].iso);
	}
}

static void reads_the_database(void **state)
{
	int64_t t;

	(void)state;
	is_true(when_parse_pg("2026-11-24 10:30:00+00", &t));
	same_int(t, 1795516200000000);
	is_true(when_parse_pg("2026-11-24 10:30:00.000001+00", &t));
	same_int(t, 1795516200000001);
	is_true(when_parse_pg("1969-12-31 23:59:59.999999+00", &t));
	same_int(t, -1);
	is_false(when_parse_pg("infinity", &t));
	is_false(when_parse_pg("0044-03-15 00:00:00+00 BC", &t));
	is_false(when_parse_pg("2026-11-24T10:30:00Z", &t));
}

static void clocks(void **state)
{
	int64_t a = when_ticks(), now = when_now();

	(void)state;
	is_true(when_ticks() >= a);
	is_true(now / WHEN_SECOND - (int64_t)time(NULL) <= 1 && (int64_t)time(NULL) - now / WHEN_SECOND <= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar),
		cmocka_unit_test(no_such_dates),
		cmocka_unit_test(instants),
		cmocka_unit_test(algiers),
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(reads_instants),
		cmocka_unit_test(reads_the_database),
		cmocka_unit_test(clocks),
	};

	return unit_run("when", tests);
}
