/* test_text - plurals against CLDR, money, dates, places in sentences, the languages of a header. */
#include "unit.h"

#include "base/text.c"

static void load_words(void)
{
	char why[300];

	if (!text_load("templates/text", why, sizeof why))
		FAIL_AT(__LINE__, "%s", why);
}

/* CLDR 48, common/supplemental/plurals.xml, cardinal rules as ranges of whole numbers. */
static void plural_forms(void **state)
{
	static const struct {
		int line;
		enum lang lang;
		int from, to;
		const char *form;
	} ranges[] = {
		{ __LINE__, LANG_FR, 0, 1, "one" },     { __LINE__, LANG_FR, 2, 200, "other" },
		{ __LINE__, LANG_EN, 0, 0, "other" },   { __LINE__, LANG_EN, 1, 1, "one" },
		{ __LINE__, LANG_EN, 2, 200, "other" }, { __LINE__, LANG_AR, 0, 0, "zero" },
		{ __LINE__, LANG_AR, 1, 1, "one" },     { __LINE__, LANG_AR, 2, 2, "two" },
		{ __LINE__, LANG_AR, 3, 10, "few" },    { __LINE__, LANG_AR, 11, 99, "many" },
		{ __LINE__, LANG_AR, 100, 102, "other" }, { __LINE__, LANG_AR, 103, 110, "few" },
		{ __LINE__, LANG_AR, 111, 199, "many" }, { __LINE__, LANG_AR, 200, 200, "other" },
		{ __LINE__, LANG_AR, 1000, 1002, "other" }, { __LINE__, LANG_AR, 1003, 1010, "few" },
		{ __LINE__, LANG_AR, 1011, 1011, "many" },
	};
	int checked = 0;

	(void)state;
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
		for (int n = ranges[i].from; n <= ranges[i].to; n++, checked++)
			if (strcmp(text_form(ranges[i].lang, n), ranges[i].form) != 0)
				FAIL_AT(ranges[i].line, "%s %d is %s", lang_code(ranges[i].lang), n,
					text_form(ranges[i].lang, n));
	same_int(checked, 3 * 201 + 12);
}

static void plural_sentences(void **state)
{
	struct text_arg more[] = { { "from", "Alger" }, { 0 } };
	char why[300];

	(void)state;
	unit_file("fr.hdf", "seats {\n one = {n} place\n other = {n} places de {from}\n}\nonly.other = {n} x\n");
	unit_file("ar.hdf", "seats {\n zero = Z{n}\n one = O\n two = T\n few = F{n}\n many = M{n}\n other = R{n}\n}\n"
			    "only.other = {n} x\n");
	unit_file("en.hdf", "seats {\n one = {n} seat\n other = {n} seats\n}\nonly.other = {n} x\n");
	if (!text_load(unit_dir(), why, sizeof why))
		FAIL_AT(__LINE__, "%s", why);
	same_text(text_plural(arena, LANG_FR, "seats", 0, NULL), "0 place");
	same_text(text_plural(arena, LANG_FR, "seats", 2, more), "2 places de Alger");
	same_text(text_plural(arena, LANG_EN, "seats", 1, NULL), "1 seat");
	same_text(text_plural(arena, LANG_EN, "seats", 0, NULL), "0 seats");
	same_text(text_plural(arena, LANG_AR, "seats", 0, NULL), "Z0");
	same_text(text_plural(arena, LANG_AR, "seats", 1, NULL), "O");
	same_text(text_plural(arena, LANG_AR, "seats", 2, NULL), "T");
	same_text(text_plural(arena, LANG_AR, "seats", 7, NULL), "F7");
	same_text(text_plural(arena, LANG_AR, "seats", 11, NULL), "M11");
	same_text(text_plural(arena, LANG_AR, "seats", 100, NULL), "R100");
	same_text(text_plural(arena, LANG_AR, "only", 7, NULL), "7 x"); /* no such form: other */
	same_text(text_plural(arena, LANG_FR, "none", 7, NULL), "none.other");
}

static void money(void **state)
{
	static const struct {
		int line;
		enum lang lang;
		int64_t amount;
		bool exact;
		const char *want;
	} cases[] = {
#define NN "\xE2\x80\xAF" /* narrow no-break space */
#define NB "\xC2\xA0"
#define AR "\xD8\xAF.\xD8\xAC."
		{ __LINE__, LANG_FR, 0, false, "0" NB "DA" },
		{ __LINE__, LANG_FR, 77000, false, "770" NB "DA" },
		{ __LINE__, LANG_FR, 77000, true, "770,00" NB "DA" },
		{ __LINE__, LANG_FR, 77050, false, "770,50" NB "DA" },
		{ __LINE__, LANG_FR, 7, false, "0,07" NB "DA" },
		{ __LINE__, LANG_FR, 99900, false, "999" NB "DA" },
		{ __LINE__, LANG_FR, 100000, false, "1" NN "000" NB "DA" },
		{ __LINE__, LANG_FR, 123456700, false, "1" NN "234" NN "567" NB "DA" },
		{ __LINE__, LANG_FR, -185000, false, "-1" NN "850" NB "DA" },
		{ __LINE__, LANG_FR, 123456789012, true, "1" NN "234" NN "567" NN "890,12" NB "DA" },
		{ __LINE__, LANG_EN, 185050, false, "1" NN "850.50" NB "DA" },
		{ __LINE__, LANG_AR, 185000, false, "1.850" NB AR },
		{ __LINE__, LANG_AR, 185000, true, "1.850,00" NB AR },
#undef NN
#undef NB
#undef AR
	};

	(void)state;
	load_words();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, text_money(arena, cases[i].lang, cases[i].amount, cases[i].exact),
			cases[i].want);
}

static void dates_and_hours(void **state)
{
	int32_t d = when_date(2026, 12, 31); /* a Thursday */

	(void)state;
	load_words();
	same_text(text_date(arena, LANG_FR, d, false), "jeu. 31 d\xC3\xA9" "c. 2026");
	same_text(text_date(arena, LANG_FR, d, true), "jeudi 31 d\xC3\xA9" "cembre 2026");
	is_true(strstr(text_date(arena, LANG_EN, d, true), "31") != NULL);
	is_true(strstr(text_date(arena, LANG_EN, d, true), "December") != NULL);
	is_true(strstr(text_date(arena, LANG_EN, d, true), "Thursday") != NULL);
	is_true(strstr(text_date(arena, LANG_AR, d, true),
		       "\xD8\xAF\xD9\x8A\xD8\xB3\xD9\x85\xD8\xA8\xD8\xB1") != NULL);
	same_text(text_clock(arena, when_at(d, 23 * 3600 + 5 * 60 + 59)), "23:05");
	same_text(text_clock(arena, when_at(d, 0)), "00:00");
	same_text(text_minutes(arena, LANG_FR, 0), "0\xC2\xA0min");
	same_text(text_minutes(arena, LANG_FR, 59), "59\xC2\xA0min");
	same_text(text_minutes(arena, LANG_FR, 60), "1\xC2\xA0h");
	same_text(text_minutes(arena, LANG_FR, 325), "5\xC2\xA0h\xC2\xA0" "25");
	same_text(text_minutes(arena, LANG_FR, 605), "10\xC2\xA0h\xC2\xA0" "05");
}

/* All weekdays and months of all languages: a missing word would show its key. */
static void no_calendar_word_is_missing(void **state)
{
	(void)state;
	load_words();
	for (enum lang lang = 0; lang < LANG__COUNT; lang++)
		for (int32_t d = when_date(2026, 1, 1); d <= when_date(2026, 12, 31); d++)
			for (int whole = 0; whole < 2; whole++) {
				const char *s = text_date(arena, lang, d, whole);

				if (strstr(s, "date.") || strchr(s, '{'))
					FAIL_AT(__LINE__, "%s: %s", lang_code(lang), s);
			}
}

static void places(void **state)
{
	struct text_arg args[] = { { "a", "1" }, { "bc", "{a}" }, { "empty", "" }, { 0 } };
	static const struct {
		int line;
		const char *s, *want;
	} cases[] = {
		{ __LINE__, "", "" },
		{ __LINE__, "plain", "plain" },
		{ __LINE__, "{a}", "1" },
		{ __LINE__, "x{a}y{a}z", "x1y1z" },
		{ __LINE__, "{bc}", "{a}" }, /* what is filled in is not looked at again */
		{ __LINE__, "[{empty}]", "[]" },
		{ __LINE__, "{unknown}", "{unknown}" },
		{ __LINE__, "{", "{" },
		{ __LINE__, "{a", "{a" },
		{ __LINE__, "}{a}", "}1" },
		{ __LINE__, "{{a}}", "{1}" },
		{ __LINE__, "{}", "{}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		TEXT_AT(cases[i].line, text_fill(arena, cases[i].s, args), cases[i].want);
	same_text(text_fill(arena, "{a}", NULL), "{a}");
}

static void languages_of_a_header(void **state)
{
	static const struct {
		int line;
		const char *header;
		enum lang want;
	} cases[] = {
		{ __LINE__, NULL, LANG_FR },
		{ __LINE__, "", LANG_FR },
		{ __LINE__, "en", LANG_EN },
		{ __LINE__, "en-US,en;q=0.9", LANG_EN },
		{ __LINE__, "ar-DZ", LANG_AR },
		{ __LINE__, "AR-dz, EN;q=0.5", LANG_AR },
		{ __LINE__, "de,en;q=0.5,ar;q=0.7", LANG_AR },
		{ __LINE__, "fr;q=0.1,en;q=0.2", LANG_EN },
		{ __LINE__, "fr , en", LANG_FR },
		{ __LINE__, "de , ar ; q=0.4 , en ; q=0.3", LANG_AR },
		{ __LINE__, "en;q=0", LANG_FR },
		{ __LINE__, "en;q=nan,ar;q=0.1", LANG_AR },
		{ __LINE__, "en;q=-1", LANG_FR },
		{ __LINE__, "en;q=2", LANG_FR },
		{ __LINE__, "en;q=", LANG_FR },
		{ __LINE__, "*", LANG_FR },
		{ __LINE__, "english", LANG_FR },
		{ __LINE__, ",,;,en", LANG_EN },
		{ __LINE__, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,en", LANG_EN },
		{ __LINE__, "fr-DZ,fr;q=0.9,en;q=0.8", LANG_FR },
	};
	enum lang l = LANG_EN;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		INT_AT(cases[i].line, lang_accepted(cases[i].header), cases[i].want);
	is_true(lang_of("ar", &l) && l == LANG_AR);
	is_false(lang_of("AR", &l) || lang_of("", &l) || lang_of("fra", &l));
}

static void broken_catalogues(void **state)
{
	char why[300];

	(void)state;
	unit_file("fr.hdf", "a = 1\n");
	unit_file("ar.hdf", "a = 1\nb = 2\na = 3\n");
	unit_file("en.hdf", "a = 1\n");
	is_false(text_load(unit_dir(), why, sizeof why));
	is_true(strstr(why, "ar.hdf:3: ") != NULL);
	remove(arena_printf(arena, "%s/ar.hdf", unit_dir()));
	is_false(text_load(unit_dir(), why, sizeof why));
	is_true(strstr(why, "ar.hdf: No such file") != NULL);
}

static bool count(void *n, const char *key, const char *value)
{
	(void)value;
	++*(int *)n;
	return strcmp(key, "c") != 0;
}

static void keys_and_values(void **state)
{
	char why[300];
	int n = 0;

	(void)state;
	unit_file("fr.hdf", "a = un\nb = deux\n");
	unit_file("ar.hdf", "a = 1\n");
	unit_file("en.hdf", "");
	is_true(text_load(unit_dir(), why, sizeof why));
	same_text(text(LANG_FR, "a"), "un");
	same_text(text(LANG_AR, "b"), "b");
	is_true(text_has(LANG_FR, "b"));
	is_false(text_has(LANG_AR, "b"));
	text_each(LANG_FR, count, &n);
	same_int(n, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plural_forms),
		cmocka_unit_test(plural_sentences),
		cmocka_unit_test(money),
		cmocka_unit_test(dates_and_hours),
		cmocka_unit_test(no_calendar_word_is_missing),
		cmocka_unit_test(places),
		cmocka_unit_test(languages_of_a_header),
		cmocka_unit_test(broken_catalogues),
		cmocka_unit_test(keys_and_values),
	};
	int rc = unit_run("text", tests);

	arena_free(kept);
	return rc;
}
