/* test_conf - settings: every row sound, every mistake named with file and line. */
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/conf.c"

#define KEY32 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char *load_text(const char *text)
{
	char *why = arena_get(arena, 512);

	setenv("ABRID_CONF", unit_file("abrid.hdf", text), 1);
	return conf_load(why, 512) ? NULL : why;
}

/* With all that must be given before it. */
static const char *load_more(const char *text)
{
	return load_text(arena_printf(arena, "%s%s", unit_required(), text));
}

/* Defaults obey their own bounds, names are unique, help says something. */
static void rows_are_sound(void **state)
{
	(void)state;
	same_text(load_more(""), NULL);
	for (enum conf c = 0; c < CONF__COUNT; c++) {
		const struct setting *s = &settings[c];

		if (!s->name || !s->help || strlen(s->help) < 4)
			FAIL_AT(__LINE__, "row %d lacks name or help", c);
		for (enum conf o = 0; o < c; o++)
			if (strcmp(settings[o].name, s->name) == 0)
				FAIL_AT(__LINE__, "%s stands twice", s->name);
		if (s->kind == CONF_INT && s->min >= s->max)
			FAIL_AT(__LINE__, "%s has no range", s->name);
		if (s->dflt && !values[c].text)
			FAIL_AT(__LINE__, "%s: its default breaks its bounds", s->name);
	}
}

static void values_arrive(void **state)
{
	static const unsigned char want[8] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef };

	(void)state;
	same_text(load_more("key.guest = " KEY32 "\nhold {\n max_seats = 4\n}\nsite.name = Une gare\nredis.timeout_ms = 10\n"),
		  NULL);
	same_int(conf_int(CONF_HOLD_SEATS), 4);
	same_int(conf_int(CONF_REDIS_MS), 10);
	same_int(conf_int(CONF_DB_LOCK_MS), 3000);
	same_text(conf_text(CONF_SITE_NAME), "Une gare");
	same_text(conf_text(CONF_TWILIO_FROM), "ABRID");
	is_true(memcmp(conf_key(CONF_KEY_GUEST), want, 8) == 0);
	same_text(load_more(""), NULL);
	same_int(conf_int(CONF_HOLD_SEATS), 6); /* nothing stays from an earlier load */
}

static void mistakes_are_named(void **state)
{
	static const struct {
		int line;
		const char *text;
		const char *want; /* after the path of the file */
	} cases[] = {
		{ __LINE__, "hold.max_seats = 0\n", ":1: hold.max_seats must be a number from 1 to 50" },
		{ __LINE__, "\n\nhold.max_seats = 51\n", ":3: hold.max_seats must be a number from 1 to 50" },
		{ __LINE__, "hold.max_seats = six\n", ":1: hold.max_seats must be a number from 1 to 50" },
		{ __LINE__, "hold.max_seats =\n", ":1: hold.max_seats must be a number from 1 to 50" },
		{ __LINE__, "hold.max_seats = 6 \n#\nhold.max_seat = 6\n", ":3: unknown setting hold.max_seat" },
		{ __LINE__, "hold {\nmax_seats = 6\nname = x\n}\n", ":3: unknown setting hold.name" },
		{ __LINE__, "Site.name = x\n", ":1: unknown setting Site.name" },
		{ __LINE__, "key.guest = short\n", ":1: key.guest must be 64 hexadecimal digits" },
		{ __LINE__, "key.guest =\n", ":1: key.guest must be 64 hexadecimal digits" },
		{ __LINE__, "key.guest = " KEY32 "0\n", ":1: key.guest must be 64 hexadecimal digits" },
		{ __LINE__, "key.guest = " KEY32 "\n", ": key.captcha is missing (text questions before payment)" },
		{ __LINE__, "site.phone = 1\nsite.name\n", ":2: not understood" },
		{ __LINE__, "site {\nname = x\n", ":2: not understood" },
		{ __LINE__, "", ": key.guest is missing (guest tokens and CSRF tokens)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *why = load_text(cases[i].text);

		if (!why)
			FAIL_AT(cases[i].line, "was taken");
		TEXT_AT(cases[i].line, why, arena_printf(arena, "%s%s", getenv("ABRID_CONF"), cases[i].want));
		if (strstr(why, KEY32))
			FAIL_AT(cases[i].line, "shows a secret");
	}
}

static void no_file(void **state)
{
	char why[512];

	(void)state;
	setenv("ABRID_CONF", "/nonexistent/abrid.hdf", 1);
	is_false(conf_load(why, sizeof why));
	same_text(why, "/nonexistent/abrid.hdf: No such file or directory");
	setenv("ABRID_CONF", unit_dir(), 1);
	is_false(conf_load(why, sizeof why));
}

static void later_files_win(void **state)
{
	const char *dir = arena_printf(arena, "%s/conf.d", unit_dir());
	const char *why;

	(void)state;
	mkdir(dir, 0700);
	unit_file("conf.d/10-a.conf", "hold.max_seats = 10\nsite.name = ten\n");
	unit_file("conf.d/20-b.conf", "hold.max_seats = 20\n");
	unit_file("conf.d/30-c.txt", "hold.max_seats = 30\n");
	unit_file("conf.d/.40.conf", "hold.max_seats = 40\n");
	same_text(load_more("hold.max_seats = 5\nsite.phone = 5\n"), NULL);
	same_int(conf_int(CONF_HOLD_SEATS), 20);
	same_text(conf_text(CONF_SITE_NAME), "ten");
	same_text(conf_text(CONF_SITE_PHONE), "5");
	unit_file("conf.d/20-b.conf", "\nhold.max_seats = 99\n");
	why = load_more("");
	same_text(why, arena_printf(arena, "%s/20-b.conf:2: hold.max_seats must be a number from 1 to 50", dir));
	unlink(arena_printf(arena, "%s/10-a.conf", dir));
	unlink(arena_printf(arena, "%s/20-b.conf", dir));
}

static char *printed(void (*fn)(FILE *))
{
	char *text = NULL, *copy;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	fn(f);
	fclose(f);
	copy = arena_str(arena, text);
	free(text);
	return copy;
}

static void shows_no_secret(void **state)
{
	char *text;

	(void)state;
	same_text(load_more("satim.password = hush-hush\ndb.conninfo = password=hush-hush\n"), NULL);
	text = printed(conf_show);
	is_true(strstr(text, "hush") == NULL);
	is_true(strstr(text, "01234567") == NULL);
	is_true(strstr(text, "satim.password") != NULL);
	is_true(strstr(text, "unset") != NULL);
	for (enum conf c = 0; c < CONF__COUNT; c++)
		if (!strstr(text, settings[c].name))
			FAIL_AT(__LINE__, "%s is not shown", settings[c].name);
}

/* The printed reference is itself a settings file once its three keys are filled in. */
static void reference_loads(void **state)
{
	char *text = printed(conf_print), *p;
	struct buf b;

	(void)state;
	buf_init(&b, arena, 65536);
	while ((p = strchr(text, '\n')) != NULL) {
		*p = '\0';
		if (str_starts(text, "key."))
			buf_printf(&b, "%s%s\n", text, KEY32);
		else if (str_starts(text, "# ") && strchr(text, '=') && strchr(text, '.') < strchr(text, '=') &&
			 !strchr(text + 2, ',') && strcspn(text + 2, " ") == strcspn(text + 2, " ="))
			buf_printf(&b, "%s\n", strstr(text + 2, " = ") ? text + 2 : text);
		else
			buf_printf(&b, "%s\n", text);
		text = p + 1;
	}
	same_text(load_text(b.data), NULL);
	same_int(conf_int(CONF_PAY_POLL_S), 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_sound),
		cmocka_unit_test(values_arrive),
		cmocka_unit_test(mistakes_are_named),
		cmocka_unit_test(no_file),
		cmocka_unit_test(later_files_win),
		cmocka_unit_test(shows_no_secret),
		cmocka_unit_test(reference_loads),
	};
	int rc = unit_run("conf", tests);

	arena_free(kept);
	return rc;
}
