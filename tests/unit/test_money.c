/* test_money - roundings and splits of centimes. */
#include "unit.h"

#include "base/money.c"

static void shares(void **state)
{
	static const struct {
		int line;
		int64_t amount;
		int bps;
		int64_t want;
	} cases[] = {
		{ __LINE__, 0, 500, 0 },
		{ __LINE__, 77000, 0, 0 },
		{ __LINE__, 77000, 10000, 77000 },
		{ __LINE__, 77000, 500, 3850 },
		{ __LINE__, 1, 5000, 1 },     /* half goes up */
		{ __LINE__, 1, 4999, 0 },
		{ __LINE__, -1, 5000, -1 },   /* and away from zero */
		{ __LINE__, -1, 4999, 0 },
		{ __LINE__, 3, 5000, 2 },
		{ __LINE__, 12345, 333, 411 },
		{ __LINE__, 9007199254740992, 10000, 9007199254740992 },
		{ __LINE__, INT64_MAX, 10000, INT64_MAX },
		{ __LINE__, INT64_MIN + 1, 10000, INT64_MIN + 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		INT_AT(cases[i].line, money_bps(cases[i].amount, cases[i].bps), cases[i].want);
}

static void floors(void **state)
{
	(void)state;
	same_int(money_floor(77499, 500), 77000);
	same_int(money_floor(77500, 500), 77500);
	same_int(money_floor(499, 500), 0);
	same_int(money_floor(0, 500), 0);
	same_int(money_floor(-1, 500), -500);
	same_int(money_floor(-500, 500), -500);
}

static void splits(void **state)
{
	static const struct {
		int line;
		int64_t total;
		size_t n;
		int64_t weights[4], want[4];
	} cases[] = {
		{ __LINE__, 100, 3, { 1, 1, 1 }, { 34, 33, 33 } },
		{ __LINE__, 101, 3, { 1, 1, 1 }, { 34, 34, 33 } },
		{ __LINE__, 100, 3, { 0, 0, 0 }, { 34, 33, 33 } },
		{ __LINE__, 100, 2, { 0, 5 }, { 0, 100 } },
		{ __LINE__, 10, 3, { 1, 2, 4 }, { 1, 3, 6 } }, /* 1.43 2.86 5.71 */
		{ __LINE__, -100, 3, { 1, 1, 1 }, { -34, -33, -33 } },
		{ __LINE__, 1, 4, { 1, 1, 1, 1 }, { 1, 0, 0, 0 } },
		{ __LINE__, 0, 2, { 3, 4 }, { 0, 0 } },
		{ __LINE__, 77000, 1, { 9 }, { 77000 } },
		{ __LINE__, INT64_MAX, 2, { INT64_MAX, INT64_MAX }, { INT64_MAX / 2 + 1, INT64_MAX / 2 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t parts[4] = { 0 };

		money_split(cases[i].total, cases[i].weights, cases[i].n, parts);
		for (size_t k = 0; k < cases[i].n; k++)
			INT_AT(cases[i].line, parts[k], cases[i].want[k]);
	}
}

/* Whatever the weights: the parts add up, and none is a centime or more from its exact share. */
static void splits_add_up(void **state)
{
	uint32_t seed = 12345;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		int64_t weights[8], parts[8], total, sum = 0, all = 0;
		size_t n = 1 + (size_t)round % 8;

		seed = seed * 1664525u + 1013904223u;
		total = (int64_t)(seed >> 4) - (1 << 27);
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1664525u + 1013904223u;
			weights[i] = seed >> 20;
			all += weights[i];
		}
		if (all == 0)
			continue;
		money_split(total, weights, n, parts);
		for (size_t i = 0; i < n; i++) {
			__int128 off = (__int128)parts[i] * all - (__int128)total * weights[i];

			sum += parts[i];
			if (off >= all || off <= -all)
				FAIL_AT(__LINE__, "round %d part %zu is %lld", round, i, (long long)parts[i]);
		}
		INT_AT(__LINE__, sum, total);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares),
		cmocka_unit_test(floors),
		cmocka_unit_test(splits),
		cmocka_unit_test(splits_add_up),
	};

	return unit_run("money", tests);
}
