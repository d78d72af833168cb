/* test_ring - which key signs, which are still believed, and that a folder that changes is noticed. */
#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/when.h"

/* The tests move this clock, so that the folder is looked at again. */
static int64_t ticks = 1000000000;
#define when_ticks() ticks

#include "base/ring.c"

static int64_t now_s;

/* A key of 64 times that digit, made so many seconds ago. */
static void make(const char *name, char digit, int64_t age_s)
{
	const char *path = arena_printf(arena, "%s/keys/%s", unit_dir(), name);
	struct timespec at[2] = { { .tv_sec = now_s - age_s }, { .tv_sec = now_s - age_s } };
	FILE *f = fopen(path, "w");

	for (int i = 0; i < 64; i++)
		fputc(digit, f);
	fputc('\n', f);
	fclose(f);
	if (utimensat(AT_FDCWD, path, at, 0) < 0)
		abort();
	ticks += LOOK_US;
}

static void drop(const char *name)
{
	unlink(arena_printf(arena, "%s/keys/%s", unit_dir(), name));
	ticks += LOOK_US;
}

/* The first digits of the keys that are believed, newest first; the key that signs behind a blank. */
static const char *state_of(enum ring r, int64_t life_s)
{
	const unsigned char *good[RING_MOST];
	char *out = arena_get(arena, RING_MOST + 3);
	size_t n = ring_good(r, life_s, good), i;

	for (i = 0; i < n; i++)
		out[i] = *str_hex(arena, good[i], 1);
	out[i++] = ' ';
	out[i] = *str_hex(arena, ring_key(r), 1);
	return out;
}

static int empty(void **state)
{
	(void)state;
	now_s = time(NULL);
	if (system(arena_printf(arena, "rm -rf %s/keys && mkdir %s/keys", unit_dir(), unit_dir())) != 0)
		abort();
	ticks += LOOK_US;
	return 0;
}

static void the_setting_is_the_first_key(void **state)
{
	(void)state;
	same_text(state_of(RING_GUEST, 60), "9 9");
	same_text(state_of(RING_OTP, 60), "8 8");
}

static void a_new_key_signs_when_everybody_knows_it(void **state)
{
	(void)state;
	make("guest-20261124T120000.key", 'a', 0);
	same_text(state_of(RING_GUEST, 60), "a9 9"); /* believed at once, used later */
	same_text(state_of(RING_OTP, 60), "8 8"); /* of its purpose only */
	empty(NULL);
	make("guest-20261124T120000.key", 'a', RIPE_S);
	same_text(state_of(RING_GUEST, 60), "a9 a");
}

static void an_old_key_is_believed_as_long_as_what_it_signed_lives(void **state)
{
	(void)state;
	make("guest-20261124T120000.key", 'a', 200);
	make("guest-20261124T130000.key", 'b', 100);
	make("guest-20261124T140000.key", 'c', 50);
	same_text(state_of(RING_GUEST, 300), "cba9 c");
	same_text(state_of(RING_GUEST, 199), "cba9 c");
	same_text(state_of(RING_GUEST, 190), "cba c");
	same_text(state_of(RING_GUEST, 90), "cb c");
	same_text(state_of(RING_GUEST, 40), "c c");
	same_text(state_of(RING_GUEST, 0), "c c");
}

static void the_folder_is_looked_at_again(void **state)
{
	(void)state;
	same_text(state_of(RING_STREAM, 60), "7 7");
	make("stream-20261124T120000.key", 'a', 10);
	same_text(state_of(RING_STREAM, 60), "a7 a");
	make("stream-20261124T130000.key", 'b', 10);
	ticks -= 1; /* not that often */
	same_text(state_of(RING_STREAM, 60), "a7 a");
	ticks += 1;
	same_text(state_of(RING_STREAM, 60), "ba7 b");
	drop("stream-20261124T120000.key");
	same_text(state_of(RING_STREAM, 60), "b7 b");
}

static void spoil(void *ctx)
{
	(void)ctx;
	same_text(state_of(RING_GUEST, 60), "a9 a");
}

/* A file that is no key changes nothing, and the log says which it is. */
static void a_spoilt_file_changes_nothing(void **state)
{
	char *said;
	int status = 1;
	FILE *f;

	(void)state;
	make("guest-20261124T120000.key", 'a', 10);
	same_text(state_of(RING_GUEST, 60), "a9 a");
	f = fopen(arena_printf(arena, "%s/keys/guest-20261124T130000.key", unit_dir()), "w");
	fputs("beef\n", f);
	fclose(f);
	ticks += LOOK_US;
	said = unit_stderr(spoil, NULL, &status);
	same_int(status, 0);
	is_true(strstr(said, "guest-20261124T130000.key: not a key") != NULL);
}

static void other_files_are_none_of_ours(void **state)
{
	(void)state;
	make("access-20261124T120000.key", 'a', 10);
	make("guest.key", 'a', 10);
	make("guest-20261124T120000.pem", 'a', 10);
	make("guest-20261124T120000.key.new", 'a', 10);
	make("guestbook-20261124T120000.key", 'a', 10);
	same_text(state_of(RING_GUEST, 60), "9 9");
}

static void the_newest_have_room(void **state)
{
	(void)state;
	for (int i = 0; i < RING_MOST + 2; i++)
		make(arena_printf(arena, "reply-20261124T1%d0000.key", i), "0123456789"[i], 100 - i);
	same_int(strlen(state_of(RING_REPLY, 1000)), RING_MOST + 2);
	is_true(str_starts(state_of(RING_REPLY, 1000), "9876543"));
}

static void lives(void **state)
{
	(void)state;
	unit_settings(arena_printf(arena, "dir.keys = %s/keys\nsession.days = 2\nsale.horizon_days = 10\notp.life_s = 3600\n",
				   unit_dir()));
	same_int(ring_life_s(RING_GUEST), 2 * 86400);
	same_int(ring_life_s(RING_CAPTCHA), 3600);
	same_int(ring_life_s(RING_REPLY), 25 * 3600);
	same_int(ring_life_s(RING_STREAM), 13 * 86400);
	same_int(ring_life_s(RING_OTP), 7 * 86400 + MARGIN_S);
}

#define RING_TEST(f) cmocka_unit_test_setup(f, empty)
#define TIMES64(d) d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d \
	d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d d

int main(void)
{
	const struct CMUnitTest tests[] = {
		RING_TEST(the_setting_is_the_first_key),
		RING_TEST(a_new_key_signs_when_everybody_knows_it),
		RING_TEST(an_old_key_is_believed_as_long_as_what_it_signed_lives),
		RING_TEST(the_folder_is_looked_at_again),
		RING_TEST(a_spoilt_file_changes_nothing),
		RING_TEST(other_files_are_none_of_ours),
		RING_TEST(the_newest_have_room),
		RING_TEST(lives),
	};

	unit_start();
	unit_settings(arena_printf(arena, "dir.keys = %s/keys\nkey.guest = " TIMES64("9") "\nkey.otp = " TIMES64("8")
				   "\nkey.stream = " TIMES64("7") "\n", unit_dir()));
	return unit_run("ring", tests);
}
