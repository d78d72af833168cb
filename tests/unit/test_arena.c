/* test_arena - memory of a request: contents, cap, deferred releases, injected failures. */
#include "unit.h"

#include "base/arena.c"

#ifndef ARENA_GROUP
#define ARENA_GROUP "arena"
#endif

static void aligned_and_zeroed(void **state)
{
	struct arena *a = arena_new((size_t)1 << 20);

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t n = 0; n < 300; n++) {
			unsigned char *p = arena_get(a, n);

			is_true((uintptr_t)p % 16 == 0);
			for (size_t i = 0; i < n; i++)
				if (p[i])
					FAIL_AT(__LINE__, "round %d, %zu bytes: byte %zu is dirty", round, n, i);
			memset(p, 0xAA, n);
		}
		arena_reset(a);
	}
	arena_free(a);
}

static void copies(void **state)
{
	struct arena *a = arena_new((size_t)1 << 20);
	const char *bytes = arena_copy(a, "a\0b", 3);

	(void)state;
	is_true(memcmp(bytes, "a\0b", 3) == 0);
	is_true(arena_copy(a, NULL, 0) != NULL);
	same_text(arena_str(a, ""), "");
	same_text(arena_str(a, "abc"), "abc");
	same_text(arena_strn(a, "abcdef", 3), "abc");
	same_text(arena_strn(a, NULL, 0), "");
	same_text(arena_printf(a, "%s-%d", "x", 42), "x-42");
	same_int(strlen(arena_printf(a, "%100000s", "x")), 100000);
	arena_free(a);
}

static void blocks_do_not_overlap(void **state)
{
	struct arena *a = arena_new((size_t)4 << 20);
	enum { N = 400 };
	unsigned char *p[N];

	(void)state;
	for (size_t i = 0; i < N; i++) {
		p[i] = arena_get(a, 1 + i * 37 % 3000);
		memset(p[i], (int)(i % 251), 1 + i * 37 % 3000);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < 1 + i * 37 % 3000; k++)
			if (p[i][k] != i % 251)
				FAIL_AT(__LINE__, "block %zu was written over at %zu", i, k);
	arena_free(a);
}

static char order[16];

static void note(void *c)
{
	strncat(order, c, 1);
}

static void releases_in_reverse(void **state)
{
	struct arena *a = arena_new(4096);

	(void)state;
	order[0] = '\0';
	arena_defer(a, note, "1");
	arena_defer(a, note, "2");
	arena_get(a, 1000000);
	is_true(arena_overflown(a));
	arena_defer(a, note, "3");
	same_text(order, "");
	arena_reset(a);
	same_text(order, "321");
	arena_reset(a);
	same_text(order, "321");
	arena_defer(a, note, "4");
	arena_free(a);
	same_text(order, "3214");
	arena_free(NULL);
}

/* What was handed out before the cap keeps its content whatever is asked after it. */
static void past_the_cap(void **state)
{
	struct arena *a = arena_new(100000);
	char *early = arena_str(a, "early"), *late, *later;

	(void)state;
	arena_get(a, 90000);
	is_false(arena_overflown(a));
	arena_get(a, 20000);
	is_true(arena_overflown(a));
	late = arena_printf(a, "late %d", 1);
	later = arena_printf(a, "later %d", 2);
	same_text(early, "early");
	same_text(late, "late 1");
	same_text(later, "later 2");
	arena_reset(a);
	is_false(arena_overflown(a));
	same_int(arena_used(a), 0);
	arena_get(a, 100000);
	is_false(arena_overflown(a));
	arena_get(a, 1);
	is_true(arena_overflown(a));
	arena_free(a);
}

/* A program that never asks whether it is over the cap does not take the machine down with it. */
static void memory_is_bounded(void **state)
{
	struct arena *a = arena_new(100000);
	char *p = NULL;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		p = arena_get(a, 1000);
		memset(p, 'x', 1000);
	}
	is_true(arena_spent(a));
	is_true(arena_used(a) < (size_t)4 << 20);
	same_int(strnlen(p, 1000), 1000);
	arena_free(a);
}

static void caps_are_exact(void **state)
{
	static const struct {
		int line;
		size_t cap, first, second;
		bool over;
	} cases[] = {
		{ __LINE__, 64, 64, 0, false },
		{ __LINE__, 64, 64, 1, true },
		{ __LINE__, 64, 48, 16, false },
		{ __LINE__, 64, 48, 17, true },
		{ __LINE__, 64, 65, 0, true },
		{ __LINE__, 0, 1, 0, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *a = arena_new(cases[i].cap);

		arena_get(a, cases[i].first);
		arena_get(a, cases[i].second);
		INT_AT(cases[i].line, arena_overflown(a), cases[i].over);
		arena_free(a);
	}
}

static void fails_on_request(void **state)
{
	struct arena *a = arena_new((size_t)1 << 20);

	(void)state;
	for (unsigned n = 1; n < 20; n++) {
		arena_fail_after(a, n);
		for (unsigned i = 1; i < 30; i++) {
			char *p = arena_printf(a, "%u", i);

			INT_AT(__LINE__, arena_overflown(a), i >= n);
			INT_AT(__LINE__, atoi(p), i);
		}
		arena_fail_after(a, 0);
		arena_reset(a);
		is_false(arena_overflown(a));
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligned_and_zeroed),
		cmocka_unit_test(copies),
		cmocka_unit_test(blocks_do_not_overlap),
		cmocka_unit_test(releases_in_reverse),
		cmocka_unit_test(past_the_cap),
		cmocka_unit_test(memory_is_bounded),
		cmocka_unit_test(caps_are_exact),
		cmocka_unit_test(fails_on_request),
	};

	return unit_run(ARENA_GROUP, tests);
}
