/* test_live - the state of a bus in words, by age, delay and speed. */
#include "unit.h"

#include "domain/live.c"

static const int64_t now = INT64_C(1800000000) * WHEN_SECOND;

static void check(int line, int age_s, double speed, int delay, const char *want)
{
	const char *got = live_status(now, now - (int64_t)age_s * WHEN_SECOND, speed, delay);

	if (strcmp(got, want) != 0)
		FAIL_AT(line, "%s, want %s", got, want);
}

#define STATUS(...) check(__LINE__, __VA_ARGS__)

static void status(void **state)
{
	(void)state;
	STATUS(0, 60, 0, "on_time");
	STATUS(0, 60, -10, "on_time");
	STATUS(0, 60, 4, "on_time");
	STATUS(0, 60, 5, "late");
	STATUS(0, 60, 15, "late");
	STATUS(0, 60, 16, "very_late");
	STATUS(0, 2.9, 0, "idle");
	STATUS(0, 3, 0, "on_time");
	STATUS(0, 0, 20, "very_late"); /* being late says more than standing still */
	STATUS(300, 60, 0, "on_time");
	STATUS(301, 60, 20, "silent");
	STATUS(-60, 60, 0, "on_time"); /* a tracker whose clock is ahead */
	assert_string_equal(live_status(now, WHEN_NONE, 60, 0), "silent");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status),
	};

	return unit_run("live", tests);
}
