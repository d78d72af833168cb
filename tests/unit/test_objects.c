/* test_objects - documents in a directory: whole, aged, and never outside of it. */
#include "unit.h"

#include <utime.h>

#include "store/objects.c"

static struct work w;

static int begin(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	w.arena = arena;
	return 0;
}

static void age(const char *path, time_t seconds)
{
	struct utimbuf t = { .actime = time(NULL) - seconds, .modtime = time(NULL) - seconds };

	is_true(utime(path, &t) == 0);
}

static void put_and_found(void **state)
{
	const char *path;

	(void)state;
	same_text(objects_path(&w, "a.pdf", 60), NULL);
	same_int(objects_put(&w, "a.pdf", "one\0two", 7), OK);
	path = objects_path(&w, "a.pdf", 60);
	same_text(path, arena_printf(arena, "%s/a.pdf", unit_dir()));
	age(path, 61);
	same_text(objects_path(&w, "a.pdf", 60), NULL);
	same_int(objects_put(&w, "a.pdf", "", 0), OK);
	is_true(objects_path(&w, "a.pdf", 60) != NULL);
}

static void keys_stay_inside(void **state)
{
	static const char *const bad[] = { "", ".", "..", ".hidden", "../x", "a/b", "/etc/passwd", "a\\b", "a b",
					   "a\nb", "caf\xC3\xA9", "a%2fb", "a\x01" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		fail_clear();
		INT_AT(__LINE__, objects_put(&w, bad[i], "x", 1), ERR_INTERNAL);
		is_true(objects_path(&w, bad[i], 60) == NULL);
	}
	is_true(objects_put(&w, "Ticket-1_v2.pdf", "x", 1) == OK);
}

static void only_plain_files(void **state)
{
	const char *dir = arena_printf(arena, "%s/folder", unit_dir());

	(void)state;
	mkdir(dir, 0700);
	is_true(objects_path(&w, "folder", 60) == NULL);
}

static void sweeps_by_age(void **state)
{
	(void)state;
	objects_sweep(-10);
	objects_put(&w, "old", "x", 1);
	objects_put(&w, "new", "x", 1);
	age(objects_path(&w, "old", 60), 100);
	unit_file(".left.over.123", "x");
	age(arena_printf(arena, "%s/.left.over.123", unit_dir()), 100);
	same_int(objects_sweep(50), 2);
	is_true(objects_path(&w, "new", 60) != NULL);
	is_true(objects_path(&w, "old", 600) == NULL);
	same_int(objects_sweep(50), 0);
}

static void directory_gone(void **state)
{
	(void)state;
	unit_settings("dir.objects = /nonexistent\n");
	same_int(objects_put(&w, "a", "x", 1), ERR_UNAVAILABLE);
	is_true(objects_path(&w, "a", 60) == NULL);
	same_int(objects_sweep(0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(put_and_found, begin),
		cmocka_unit_test_setup(keys_stay_inside, begin),
		cmocka_unit_test_setup(only_plain_files, begin),
		cmocka_unit_test_setup(sweeps_by_age, begin),
		cmocka_unit_test_setup(directory_gone, begin),
	};

	unit_start();
	unit_settings(arena_printf(arena, "dir.objects = %s\n", unit_dir()));
	return unit_run("objects", tests);
}
