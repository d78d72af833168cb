/* test_fiber - functions that give way and go on, in the order they are resumed. */
#include "unit.h"

#include "base/arena.h"
#include "base/fiber.c"

static char order[64];
static size_t n_order;

static void mark(char c)
{
	if (n_order < sizeof order - 1)
		order[n_order++] = c;
	order[n_order] = '\0';
}

static int fresh(void **state)
{
	(void)state;
	n_order = 0;
	order[0] = '\0';
	return 0;
}

static void twice(void *ctx)
{
	const char *names = ctx;

	mark(names[0]);
	fiber_yield();
	mark(names[1]);
}

static void takes_turns(void **state)
{
	struct fiber *a = fiber_new(65536), *b = fiber_new(65536);
	char first[] = "aA", second[] = "bB";

	(void)state;
	is_true(fiber_ended(a));
	fiber_start(a, twice, first);
	fiber_start(b, twice, second);
	is_false(fiber_ended(a));
	is_true(fiber_current() == NULL);
	fiber_resume(b);
	is_true(fiber_ended(b));
	fiber_resume(a);
	same_text(order, "abBA");
	/* The same stacks again. */
	fiber_start(b, twice, second);
	fiber_start(a, twice, first);
	fiber_resume(b);
	fiber_resume(a);
	same_text(order, "abBAbaBA");
	fiber_free(a);
	fiber_free(b);
}

/* Deeper than the small stacks of threads, and each value is still there after the others ran. */
static int depth(int n)
{
	volatile char room[512];

	room[0] = (char)n;
	if (n % 100 == 0)
		fiber_yield();
	return n == 0 ? 0 : depth(n - 1) + (room[0] == (char)n);
}

static void deep(void *ctx)
{
	*(int *)ctx = depth(300);
}

static void keeps_its_stack(void **state)
{
	struct fiber *f[8];
	int found[8] = { 0 }, left = 8;

	(void)state;
	for (int i = 0; i < 8; i++) {
		f[i] = fiber_new(1 << 20);
		fiber_start(f[i], deep, &found[i]);
	}
	while (left > 0) {
		left = 8;
		for (int i = 0; i < 8; i++) {
			if (!fiber_ended(f[i]))
				fiber_resume(f[i]);
			left -= fiber_ended(f[i]);
		}
	}
	for (int i = 0; i < 8; i++) {
		same_int(found[i], 300);
		fiber_free(f[i]);
	}
}

static void self(void *ctx)
{
	*(struct fiber **)ctx = fiber_current();
}

static void knows_itself(void **state)
{
	struct fiber *f = fiber_new(65536), *seen = NULL;

	(void)state;
	fiber_start(f, self, &seen);
	is_true(seen == f);
	is_true(fiber_current() == NULL);
	fiber_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(takes_turns, fresh),
		cmocka_unit_test_setup(keeps_its_stack, fresh),
		cmocka_unit_test_setup(knows_itself, fresh),
	};

	return unit_run("fiber", tests);
}
