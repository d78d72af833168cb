/*
 * test_rotation - what was made under a key is believed beside its successor for as long as it may live, and not
 * after: tickets of streams, links to shared trips, text questions. (Forms, replies and codes: tests/api/keys.mjs.)
 */
#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/when.h"

/* The tests move this clock, so that the folder is looked at again. */
static int64_t ticks = 1000000000;
#define when_ticks() ticks

#include "base/ring.c"

#define mac_of stream_mac_of
#define MAC_BYTES STREAM_MAC_BYTES
#include "base/stream.c"
#undef mac_of
#undef MAC_BYTES

static int64_t sum;

/* The words of a question are of no interest here; its numbers are. */
static const char *question_of(struct arena *a, enum lang lang, const char *key, const struct text_arg *args)
{
	(void)a;
	(void)lang;
	(void)key;
	sum = atoi(args[0].value) + atoi(args[1].value);
	return "";
}
#define text_format(...) question_of(__VA_ARGS__)

#include "http/captcha.c"

static const char booking[] = "0123456789abcdefghjkmnpqrs";

/* A key of a purpose, made so many seconds ago. */
static void rotate(const char *kind, int64_t age_s)
{
	const char *path = arena_printf(arena, "%s/keys/%s-20261124T120000.key", unit_dir(), kind);
	struct timespec at[2] = { { .tv_sec = time(NULL) - age_s }, { .tv_sec = time(NULL) - age_s } };
	FILE *f = fopen(path, "w");

	fprintf(f, "%064d\n", 5);
	fclose(f);
	if (utimensat(AT_FDCWD, path, at, 0) < 0)
		abort();
	unlink(arena_printf(arena, "%s/keys/touched", unit_dir()));
	fclose(fopen(arena_printf(arena, "%s/keys/touched", unit_dir()), "w"));
	ticks += LOOK_US;
}

static int empty(void **state)
{
	(void)state;
	if (system(arena_printf(arena, "rm -rf %s/keys && mkdir %s/keys", unit_dir(), unit_dir())) != 0)
		abort();
	ticks += LOOK_US;
	return 0;
}

static void tickets(void **state)
{
	const int64_t now = time(NULL), life = conf_int(CONF_STREAM_RESUME_S);
	struct stream_grant g = { .issued = now, .expires = now + 60, .until = now + 3600, .role = ROLE_ADMIN, .every_bus = true };
	const char *old = stream_make(arena, &g), *fresh;

	(void)state;
	rotate("stream", 0);
	is_true(stream_read(arena, old, now, &g));
	rotate("stream", life + RIPE_S - 5);
	is_true(stream_read(arena, old, now, &g));
	fresh = stream_make(arena, &g);
	rotate("stream", life + RIPE_S + 5);
	is_false(stream_read(arena, old, now, &g));
	is_true(stream_read(arena, fresh, now, &g));
}

static void links(void **state)
{
	const int64_t now = time(NULL), life = ring_life_s(RING_STREAM);
	const char *old = stream_share(arena, booking, now + 1000);
	char got[ID_CHARS + 1];
	int64_t until;

	(void)state;
	rotate("stream", life + RIPE_S - 5);
	is_true(stream_shared(arena, old, now, got, &until));
	same_text(got, booking);
	rotate("stream", life + RIPE_S + 5);
	is_false(stream_shared(arena, old, now, got, &until));
}

static void questions(void **state)
{
	struct req r = { .work = { .arena = arena, .now = when_now() } };
	const char *question, *old, *answer;
	unsigned char id[16];

	(void)state;
	captcha_new(&r, &question, &old);
	answer = arena_printf(arena, "%lld", (long long)sum);
	is_true(captcha_right(&r, old, answer, id));
	is_false(captcha_right(&r, old, arena_printf(arena, "%lld", (long long)sum + 1), id));
	rotate("captcha", RING_CAPTCHA_S + RIPE_S - 5);
	is_true(captcha_right(&r, old, answer, id));
	rotate("captcha", RING_CAPTCHA_S + RIPE_S + 5);
	is_false(captcha_right(&r, old, answer, id));
	captcha_new(&r, &question, &old);
	is_true(captcha_right(&r, old, arena_printf(arena, "%lld", (long long)sum), id));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(tickets, empty),
		cmocka_unit_test_setup(links, empty),
		cmocka_unit_test_setup(questions, empty),
	};

	unit_start();
	unit_settings(arena_printf(arena, "dir.keys = %s/keys\n", unit_dir()));
	return unit_run("rotation", tests);
}
