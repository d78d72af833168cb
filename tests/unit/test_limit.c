/* test_limit - rates with this process's own clocks, when Redis is away. */
#include "unit.h"

#include "base/when.h"

/* The tests move this clock. */
static int64_t ticks = 1000000000;
#define when_ticks() ticks

#include "http/limit.c"

static struct route row = { .rate = PER_MIN(60) };
static struct req r;
static int siblings = 1;
static bool redis_there;
static int64_t redis_says[2], redis_asked[2];
static char redis_key[200];

const char *app_name(const struct app *app)
{
	(void)app;
	return "bookings";
}

int app_siblings(const struct app *app)
{
	(void)app;
	return siblings;
}

bool redis_script(struct work *w, struct redis_script *script, const char *key, const int64_t *args,
		  size_t n_args, int64_t *out, size_t n_out)
{
	(void)w;
	(void)script;
	snprintf(redis_key, sizeof redis_key, "%s", key);
	memcpy(redis_asked, args, n_args * sizeof *args);
	memcpy(out, redis_says, n_out * sizeof *out);
	return redis_there;
}

static int begin(void **state)
{
	(void)state;
	arena_reset(arena);
	memset(&r, 0, sizeof r);
	memset(own, 0, sizeof own);
	r.work.arena = arena;
	r.route = &row;
	r.address = "192.0.2.1";
	row.rate = (struct rate)PER_MIN(60);
	siblings = 1;
	redis_there = false;
	unit_settings("");
	ticks += 3600LL * WHEN_SECOND;
	return 0;
}

/* How many of n requests at once are allowed. */
static int burst(int n)
{
	int allowed = 0;

	for (int i = 0; i < n; i++)
		allowed += limit_take(&r).allowed;
	return allowed;
}

static void a_window_at_once(void **state)
{
	(void)state;
	same_int(burst(100), 60);
	ticks += WHEN_SECOND - 1;
	same_int(burst(10), 0);
	ticks += 1;
	same_int(burst(10), 1);
	ticks += 10 * WHEN_SECOND;
	same_int(burst(100), 10);
	ticks += 3600LL * WHEN_SECOND;
	same_int(burst(100), 60);
}

static void numbers_in_the_headers(void **state)
{
	struct limit_state s = limit_take(&r);

	(void)state;
	is_true(s.allowed);
	same_int(s.limit, 60);
	same_int(s.remaining, 59);
	same_int(s.reset_s, 1);
	same_int(s.retry_s, 0);
	burst(58);
	s = limit_take(&r);
	is_true(s.allowed);
	same_int(s.remaining, 0);
	same_int(s.reset_s, 60);
	s = limit_take(&r);
	is_false(s.allowed);
	same_int(s.remaining, 0);
	same_int(s.retry_s, 2);
	ticks += s.retry_s * WHEN_SECOND;
	is_true(limit_take(&r).allowed); /* what Retry-After promised */
}

static void retry_is_true_for_slow_rates(void **state)
{
	struct limit_state s;

	(void)state;
	row.rate = (struct rate)PER_HOUR(3);
	same_int(burst(5), 3);
	s = limit_take(&r);
	is_true(s.retry_s >= 1200 && s.retry_s <= 1201);
	ticks += (int64_t)s.retry_s * WHEN_SECOND;
	is_true(limit_take(&r).allowed);
	is_false(limit_take(&r).allowed);
}

static void everyone_has_a_count_of_ones_own(void **state)
{
	(void)state;
	same_int(burst(100), 60);
	r.address = "192.0.2.2";
	same_int(burst(100), 60);
	r.work.who.user_id = 7;
	same_int(burst(100), 60);
	r.address = "192.0.2.3"; /* the same user from elsewhere */
	same_int(burst(100), 0);
	r.route_index = 1; /* another row */
	same_int(burst(100), 60);
}

/* A /64 belongs to one subscriber, however its addresses are written. */
static void networks_of_ipv6(void **state)
{
	static const struct {
		int line;
		const char *a, *b;
		bool same;
	} cases[] = {
		{ __LINE__, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", true },
		{ __LINE__, "2001:db8:1:2::1", "2001:db8:1:2::2", true },
		{ __LINE__, "2001:db8::1", "2001:db8::2", true },
		{ __LINE__, "2001:db8::a:b:c:d", "2001:db8::1:2:3:4", true },
		{ __LINE__, "2001:db8::1", "2001:db8:0:0:ffff:ffff:ffff:ffff", true },
		{ __LINE__, "2001:DB8::1", "2001:db8::2", true },
		{ __LINE__, "2001:db8:1:2::1", "2001:db8:1:3::1", false },
		{ __LINE__, "2001:db8::1", "2001:db8:0:1::1", false },
		{ __LINE__, "::ffff:192.0.2.1", "192.0.2.1", true },
		{ __LINE__, "::ffff:192.0.2.1", "::ffff:192.0.2.9", false },
		{ __LINE__, "::1", "fe80::1", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *a;

		r.address = cases[i].a;
		a = principal(&r);
		r.address = cases[i].b;
		if ((strcmp(a, principal(&r)) == 0) != cases[i].same)
			FAIL_AT(cases[i].line, "%s is %s, %s is %s", cases[i].a, a, cases[i].b, principal(&r));
	}
	r.address = "garbage";
	same_text(principal(&r), "garbage");
}

/* Each of the processes keeps its share, and a share is at least one request. */
static void shares(void **state)
{
	static const struct {
		int line, n, siblings, want;
	} cases[] = {
		{ __LINE__, 60, 1, 60 }, { __LINE__, 60, 4, 15 }, { __LINE__, 10, 4, 2 }, { __LINE__, 4, 4, 1 },
		{ __LINE__, 3, 4, 1 },   { __LINE__, 1, 8, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct limit_state s;

		begin(NULL);
		row.rate.n = cases[i].n;
		siblings = cases[i].siblings;
		INT_AT(cases[i].line, burst(100), cases[i].want);
		s = limit_take(&r);
		TRUE_AT(cases[i].line, s.retry_s >= 1 && s.retry_s <= 61 && s.remaining == 0);
		ticks += (int64_t)s.retry_s * WHEN_SECOND;
		INT_AT(cases[i].line, limit_take(&r).allowed, true);
	}
}

static void huge_rates(void **state)
{
	(void)state;
	unit_settings("limit.scale = 100000\n");
	row.rate.n = 6000;
	same_int(burst(1000), 1000);
	is_true(limit_take(&r).limit > 0);
	begin(NULL);
	unit_settings("limit.scale = 10\n");
	row.rate.n = 6;
	same_int(burst(100), 60);
}

/* The table of clocks is shared: a colliding principal may be let through, never shut out for good. */
static void many_principals(void **state)
{
	int refused = 0;

	(void)state;
	row.rate.n = 2;
	for (int i = 0; i < 20000; i++) {
		r.work.who.user_id = i + 1;
		refused += !limit_take(&r).allowed;
		if (i % 100 == 0)
			arena_reset(arena);
	}
	same_int(refused, 0);
}

static void redis_decides_when_there(void **state)
{
	struct limit_state s;

	(void)state;
	redis_there = true;
	redis_says[0] = 1;
	redis_says[1] = WHEN_SECOND;
	s = limit_take(&r);
	is_true(s.allowed);
	same_int(s.remaining, 59);
	same_text(redis_key, "ratelimit:bookings:0:192.0.2.1");
	same_int(redis_asked[0], WHEN_SECOND);
	same_int(redis_asked[1], 60 * WHEN_SECOND);
	redis_says[0] = 0;
	redis_says[1] = 60 * WHEN_SECOND;
	s = limit_take(&r);
	is_false(s.allowed);
	same_int(s.retry_s, 2);
	r.work.who.user_id = 42;
	limit_take(&r);
	same_text(redis_key, "ratelimit:bookings:0:u42");
}

#define LIMIT_TEST(f) cmocka_unit_test_setup(f, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LIMIT_TEST(a_window_at_once),
		LIMIT_TEST(numbers_in_the_headers),
		LIMIT_TEST(retry_is_true_for_slow_rates),
		LIMIT_TEST(everyone_has_a_count_of_ones_own),
		LIMIT_TEST(networks_of_ipv6),
		LIMIT_TEST(shares),
		LIMIT_TEST(huge_rates),
		LIMIT_TEST(many_principals),
		LIMIT_TEST(redis_decides_when_there),
	};

	return unit_run("limit", tests);
}
