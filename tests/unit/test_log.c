/* test_log - one JSON object a line, whatever the bytes of a value. */
#include "unit.h"

#include <cjson/cJSON.h>
#include <sys/mman.h>

#include "base/arena.h"
#include "base/log.c"
#include "base/str.h"

struct said {
	const char *name, *value;
	int times;
};

static void say(void *ctx)
{
	const struct said *s = ctx;
	struct log l;

	log_open(&l, LOG_INFO, "request");
	for (int i = 0; i < s->times; i++)
		log_text(&l, s->name, s->value);
	log_int(&l, "last", -42);
	log_send(&l);
}

/* What fn writes to standard error, caught in a file. */
static char *caught(void (*fn)(void *), void *ctx)
{
	char *text = arena_get(arena, 65536);
	int out = memfd_create("stderr", 0), kept = dup(STDERR_FILENO);
	ssize_t n;

	dup2(out, STDERR_FILENO);
	fn(ctx);
	dup2(kept, STDERR_FILENO);
	n = pread(out, text, 65535, 0);
	close(out);
	close(kept);
	is_true(n >= 0);
	return text;
}

/* The one line that was written, parsed; the caller deletes it. */
static cJSON *line_of(int at, void (*fn)(void *), void *ctx)
{
	char *text = caught(fn, ctx), *end = strchr(text, '\n');
	cJSON *o;

	if (!end || end[1])
		FAIL_AT(at, "not exactly one line: %.200s", text);
	if (strlen(text) > 4096)
		FAIL_AT(at, "%zu bytes", strlen(text));
	for (const char *p = text; p < end; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			FAIL_AT(at, "raw control character %02x", (unsigned char)*p);
	if (!str_utf8(text, strlen(text)))
		FAIL_AT(at, "not UTF-8: %.200s", text);
	*end = '\0';
	o = cJSON_ParseWithOpts(text, NULL, 1);
	if (!o)
		FAIL_AT(at, "not JSON: %s", text);
	return o;
}

static const char *member(const cJSON *o, const char *name)
{
	const cJSON *m = cJSON_GetObjectItemCaseSensitive(o, name);

	return cJSON_IsString(m) ? m->valuestring : NULL;
}

static void shape(void **state)
{
	struct said s = { "path", "/fr/", 1 };
	cJSON *o;

	(void)state;
	log_start("bookings", LOG_INFO);
	o = line_of(__LINE__, say, &s);
	same_text(member(o, "level"), "info");
	same_text(member(o, "program"), "bookings");
	same_text(member(o, "event"), "request");
	same_text(member(o, "path"), "/fr/");
	same_int(strlen(member(o, "t")), 24);
	is_true(cJSON_GetObjectItem(o, "pid")->valueint > 0);
	same_int(cJSON_GetObjectItem(o, "last")->valueint, -42);
	cJSON_Delete(o);
}

static void hostile_values(void **state)
{
	static const struct {
		int line;
		const char *value, *want; /* as a JSON reader gets it */
	} cases[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "a\nb\r{\"level\":\"error\"}", "a\nb\r{\"level\":\"error\"}" },
		{ __LINE__, "\x1B[2J\x07\x7F", "\x1B[2J\x07\x7F" },
		{ __LINE__, "quote\" back\\", "quote\" back\\" },
		{ __LINE__, "\xE2\x80\xAE gnp.exe", "\xE2\x80\xAE gnp.exe" },
		{ __LINE__, "\xC2\x85\xC2\x9B", "\xC2\x85\xC2\x9B" },
		{ __LINE__, "\xE2\x80\xA8", "\xE2\x80\xA8" },
		{ __LINE__, "\xD9\x88\xD9\x87\xD8\xB1\xD8\xA7\xD9\x86", "\xD9\x88\xD9\x87\xD8\xB1\xD8\xA7\xD9\x86" },
		{ __LINE__, "caf\xE9!", "caf\xEF\xBF\xBD!" },
		{ __LINE__, "\xFF\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ __LINE__, "cut\xE2\x80", "cut\xEF\xBF\xBD\xEF\xBF\xBD" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct said s = { "v", cases[i].value, 1 };
		cJSON *o = line_of(cases[i].line, say, &s);

		TEXT_AT(cases[i].line, member(o, "v"), cases[i].want);
		cJSON_Delete(o);
	}
}

/* What reorders text or starts a line in a terminal is escaped in the bytes themselves. */
static void nothing_raw_that_misleads(void **state)
{
	static const char *const marks[] = { "\xE2\x80\xAE", "\xE2\x80\xAA", "\xE2\x81\xA6", "\xE2\x81\xA9",
					     "\xE2\x80\xA8", "\xC2\x85", "\xC2\x9B", "\xE2\x80\x8F" };

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		struct said s = { "v", marks[i], 1 };

		if (strstr(caught(say, &s), marks[i]))
			FAIL_AT(__LINE__, "mark %zu is written raw", i);
	}
}

static void long_values(void **state)
{
	char big[3000];
	struct said s = { "v", big, 1 };
	cJSON *o;

	(void)state;
	memset(big, 'x', sizeof big - 1);
	big[sizeof big - 1] = '\0';
	o = line_of(__LINE__, say, &s);
	same_int(strlen(member(o, "v")), 500);
	cJSON_Delete(o);
	for (size_t i = 0; i + 2 < sizeof big; i += 2)
		memcpy(big + i, "\xC3\xA9", 2);
	big[sizeof big - 1 - (sizeof big - 1) % 2] = '\0';
	o = line_of(__LINE__, say, &s);
	is_true(strlen(member(o, "v")) <= 501);
	cJSON_Delete(o);
	s.value = NULL;
	o = line_of(__LINE__, say, &s);
	is_true(cJSON_GetObjectItem(o, "v") == NULL);
	cJSON_Delete(o);
}

/* More than a line holds, at every length around the end of the buffer: still one JSON object. */
static void full_lines(void **state)
{
	char value[600];

	(void)state;
	for (int times = 1; times < 40; times += 4)
		for (size_t n = 0; n < 540; n += 7) {
			struct said s = { "name", value, times };

			memset(value, n % 2 ? '\n' : 'x', n);
			value[n] = '\0';
			cJSON_Delete(line_of(__LINE__, say, &s));
			arena_reset(arena);
		}
	for (size_t n = 430; n < 500; n++) {
		struct said s = { "nm", value, 9 };

		memset(value, 'x', n);
		value[n] = '\0';
		cJSON_Delete(line_of(__LINE__, say, &s));
		arena_reset(arena);
	}
}

static void one_explanation(void *level)
{
	log_say(*(enum log_level *)level, "redis_away", "%s %d", "a\nb", 7);
}

static void levels(void **state)
{
	enum log_level level = LOG_WARN;
	cJSON *o;

	(void)state;
	log_start("bookings", LOG_WARN);
	o = line_of(__LINE__, one_explanation, &level);
	same_text(member(o, "why"), "a\nb 7");
	same_text(member(o, "level"), "warn");
	cJSON_Delete(o);
	level = LOG_INFO;
	same_text(caught(one_explanation, &level), "");
	same_text(caught(say, &(struct said){ "a", "b", 1 }), "");
	log_start("bookings", LOG_INFO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shape),
		cmocka_unit_test(hostile_values),
		cmocka_unit_test(nothing_raw_that_misleads),
		cmocka_unit_test(long_values),
		cmocka_unit_test(full_lines),
		cmocka_unit_test(levels),
	};

	return unit_run("log", tests);
}
