/*
 * test_words - the word catalogues: the three languages say the same things with the same places,
 * templates use keys that exist, nothing is left unused, codes have words, SMS fit.
 * Run at the top of the project.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail /* base/err has its own */

#include <ctype.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/text.h"

enum { KEYS = 2048, SMS_CHARS = 160, SMS_WIDE_CHARS = 70 };

static struct arena *arena;
static int wrong;

static struct known {
	const char *key, *value;
	bool used;
} keys[KEYS]; /* of French */
static size_t n_keys;

static const char *const forms[] = { "zero", "one", "two", "few", "many", "other", NULL };

/*
 * Words no template names: codes that tables turn into keys, sentences the programs fill, and the
 * printed documents, whose tests look at them.
 */
static const char *const spoken[] = { "error",
				     "rule",
				     "wrong",
				     "fact",
				     "policy",
				     "sms",
				     "mail",
				     "session_kind",
				     "pay_kind",
				     "consent",
				     "export_state",
				     "deed",
				     "audit_field",
				     "trip_status",
				     "booking_status",
				     "item_state",
				     "payment_status",
				     "payment_method",
				     "payment_state",
				     "attempt_state",
				     "role",
				     "bus_type",
				     "amenity",
				     "cancel_reason",
				     "place_kind",
				     "date",
				     "duration",
				     "money",
				     "ticket",
				     "receipt",
				     "ics",
				     "manifest",
				     "settlement_state",
				     "disagreement",
				     "bucket",
				     "settlement_line",
				     "statement.number",
				     "statement.period",
				     "statement.less_commission",
				     "statement.day",
				     "statement.way",
				     "statement.seats",
				     "statement.fares",
				     "statement.issued",
				     "column",
				     "mail.confirmed_subject",
				     "mail.refund_subject",
				     "mail.changed_subject",
				     "mail.receipt_subject",
				     "mail.receipt_text",
				     NULL };

#define WRONG(...)                                                                                 \
	do {                                                                                       \
		print_error(__VA_ARGS__);                                                          \
		wrong++;                                                                           \
	} while (0)

static bool keep(void *ctx, const char *key, const char *value)
{
	(void)ctx;
	assert_true(n_keys < KEYS);
	keys[n_keys++] = (struct known){ key, value, false };
	return true;
}

static int setup(void **state)
{
	char why[300];

	(void)state;
	arena = arena_new((size_t)32 << 20);
	if (!text_load("templates/text", why, sizeof why)) {
		print_error("%s\n", why);
		return 1;
	}
	text_each(LANG_FR, keep, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int begin(void **state)
{
	(void)state;
	wrong = 0;
	return 0;
}

/* "fact.trips.few" -> "fact.trips" when it is a form of a plural sentence, else NULL. */
static char *plural_of(const char *key)
{
	const char *dot = strrchr(key, '.');
	char *parent =
	    dot && str_in(dot + 1, forms) ? arena_strn(arena, key, (size_t)(dot - key)) : NULL;

	return parent && text_has(LANG_FR, arena_printf(arena, "%s.one", parent)) &&
		       text_has(LANG_FR, arena_printf(arena, "%s.other", parent))
		   ? parent
		   : NULL;
}

static bool needs(enum lang lang, const char *form)
{
	static const char *const two[] = { "one", "other", NULL };

	return lang == LANG_AR || str_in(form, two);
}

/* Every key, and of plural sentences every form the language has and no other. */
static bool check_key(void *ctx, const char *key, const char *value)
{
	(void)value;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		char *plural = plural_of(key);

		if (plural) {
			for (int i = 0; forms[i]; i++)
				if (text_has(lang, arena_printf(arena, "%s.%s", plural,
								forms[i])) != needs(lang, forms[i]))
					WRONG("%s: form %s of %s\n", lang_code(lang), forms[i],
					      plural);
		} else if (!text_has(lang, key)) {
			WRONG("%s has no %s, %s has\n", lang_code(lang), key,
			      lang_code(*(const enum lang *)ctx));
		}
	}
	return true;
}

static void same_keys(void **state)
{
	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++)
		text_each(lang, check_key, &lang);
	assert_int_equal(wrong, 0);
}

/* True when every {place} of s stands in other. */
static bool places_in(const char *s, const char *other)
{
	for (const char *p = s; (p = strchr(p, '{')) != NULL; p++) {
		const char *end = strchr(p, '}');

		if (!end || !strstr(other, arena_strn(arena, p, (size_t)(end - p + 1))))
			return false;
	}
	return true;
}

/* A form of a plural may leave {n} out ("two seats"), a short message in Arabic what does not fit.
 */
static void same_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_keys; i++) {
		const char *fr = keys[i].value, *key = keys[i].key;

		if (plural_of(key))
			fr = text(LANG_FR, arena_printf(arena, "%s.other", plural_of(key)));
		for (enum lang lang = LANG_AR; lang < LANG__COUNT; lang++) {
			const char *there = text(lang, key);
			bool less = plural_of(key) || (lang == LANG_AR && str_starts(key, "sms."));

			if (!text_has(lang, key))
				continue;
			if (!places_in(there, fr) || (!less && !places_in(fr, there)))
				WRONG("%s: places of %s: \"%s\" and \"%s\"\n", lang_code(lang), key,
				      fr, there);
		}
	}
	assert_int_equal(wrong, 0);
}

static bool check_text(void *ctx, const char *key, const char *value)
{
	const enum lang lang = *(const enum lang *)ctx;

	if (!*value || !str_utf8(value, strlen(value)) || strstr(value, "  "))
		WRONG("%s: %s is empty or untidy\n", lang_code(lang), key);
	if (strcmp(value, str_digits(arena, value)) != 0)
		WRONG("%s: %s has digits other than 0-9\n", lang_code(lang), key);
	if (strchr(value, '<') || strchr(value, '>') || strchr(value, '&'))
		WRONG("%s: %s holds markup\n", lang_code(lang), key);
	return true;
}

static void tidy_texts(void **state)
{
	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++)
		text_each(lang, check_text, &lang);
	assert_int_equal(wrong, 0);
}

/* ---- what templates use ---- */

static struct known *find_key(const char *key)
{
	for (size_t i = 0; i < n_keys; i++)
		if (strcmp(keys[i].key, key) == 0)
			return &keys[i];
	return NULL;
}

static bool is_group(const char *name, size_t n)
{
	for (size_t i = 0; i < n_keys; i++)
		if (strncmp(keys[i].key, name, n) == 0 && keys[i].key[n] == '.')
			return true;
	return false;
}

static void use_group(const char *name, size_t n)
{
	for (size_t i = 0; i < n_keys; i++)
		if (strncmp(keys[i].key, name, n) == 0 && keys[i].key[n] == '.')
			keys[i].used = true;
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* One tag: every name that starts with a group of the catalogue is a key, or names the group[...].
 */
static void read_tag(const char *path, const char *p, const char *end)
{
	while (p < end) {
		const char *start = p, *key;
		size_t n = 0;

		if (*p == '"') { /* a string */
			for (p++; p < end && *p != '"'; p++)
				;
			p++;
			continue;
		}
		while (p < end && is_name(*p))
			p++;
		n = (size_t)(p - start);
		if (n == 0) {
			p++;
			continue;
		}
		if (p < end && *p == '[' && is_group(start, n)) {
			use_group(start, n);
			continue;
		}
		while (p < end && (is_name(*p) || *p == '.')) /* the whole dotted name */
			p++;
		if ((size_t)(p - start) == n || !is_group(start, n))
			continue;
		key = arena_strn(arena, start, (size_t)(p - start));
		if (find_key(key))
			find_key(key)->used = true;
		else
			WRONG("%s: there is no key %s\n", path, key);
	}
}

static int read_template(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	char *text_of = kind == FTW_F && strstr(path, ".cs") ? keys_file(arena, path, NULL) : NULL;

	(void)st;
	(void)where;
	for (char *p = text_of; p && (p = strstr(p, "<?cs")) != NULL;) {
		char *end = strstr(p, "?>");

		assert_non_null(end);
		p += 4 + strspn(p + 4, " \t\n");
		if (*p != '#')
			read_tag(path, p, end);
		p = end;
	}
	return 0;
}

static bool is_spoken(const char *key)
{
	for (int i = 0; spoken[i]; i++) {
		size_t n = strlen(spoken[i]);

		if (strncmp(key, spoken[i], n) == 0 && (key[n] == '.' || key[n] == '\0'))
			return true;
	}
	return false;
}

/* Fields of kind ENUM show words of their group. */
static int read_source(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	char *source = kind == FTW_F && strstr(path, ".c") ? keys_file(arena, path, NULL) : NULL;

	(void)st;
	(void)where;
	for (const char *p = source; p && (p = strstr(p, "F_ENUM(\"")) != NULL;) {
		p += strlen("F_ENUM(\"");
		if (!is_group(p, strcspn(p, "\"")))
			WRONG("%s: no words of group %.*s\n", path, (int)strcspn(p, "\""), p);
		use_group(p, strcspn(p, "\""));
	}
	return 0;
}

static void keys_exist_and_are_used(void **state)
{
	size_t used = 0;

	(void)state;
	assert_int_equal(nftw("templates", read_template, 16, FTW_PHYS), 0);
	assert_int_equal(nftw("lib", read_source, 16, FTW_PHYS), 0);
	assert_int_equal(nftw("cgi-bin", read_source, 16, FTW_PHYS), 0);
	for (size_t i = 0; i < n_keys; i++) {
		used += keys[i].used;
		if (!keys[i].used && !is_spoken(keys[i].key))
			WRONG("nothing uses %s\n", keys[i].key);
	}
	assert_true(used > 200);
	assert_int_equal(wrong, 0);
	read_tag("(meant to fail)", "var:home.headline + home.nothing",
		 "var:home.headline + home.nothing" + 32);
	assert_int_equal(wrong, 1);
}

/* ---- codes ---- */

static void errors_have_words(void **state)
{
	(void)state;
	for (enum err e = OK + 1; e < ERR__COUNT; e++) {
		char *key = arena_printf(arena, "error.%s", err_code(e));

		for (char *p = key; *p; p++)
			*p = (char)tolower((unsigned char)*p);
		if (!find_key(key))
			WRONG("no words for %s\n", key);
	}
	assert_int_equal(wrong, 0);
}

/* The codes of CHECK (column IN (...)) in a table of a migration must be words of group. */
static void check_codes(const char *file, const char *table, const char *column, const char *group)
{
	char *sql = keys_file(arena, arena_printf(arena, "sql/migrations/%s", file), NULL), *p,
	     *end;

	assert_non_null(sql);
	p = strstr(sql, arena_printf(arena, "CREATE TABLE %s (", table));
	assert_non_null(p);
	p = strstr(p, arena_printf(arena, "CHECK (%s IN (", column));
	assert_non_null(p);
	end = strstr(p, "))");
	assert_non_null(end);
	for (p = strchr(p, '\''); p && p < end; p = strchr(p, '\'')) {
		size_t n = strcspn(++p, "'");
		char *key = arena_printf(arena, "%s.%.*s", group, (int)n, p);

		if (!find_key(key))
			WRONG("no words for %s\n", key);
		p += n + 1;
	}
}

static void codes_have_words(void **state)
{
	(void)state;
	check_codes("0002_timetable.sql", "route_schedules", "status", "trip_status");
	check_codes("0002_timetable.sql", "buses", "class", "bus_type");
	check_codes("0003_bookings.sql", "bookings", "status", "booking_status");
	check_codes("0003_bookings.sql", "bookings", "payment_status", "payment_status");
	check_codes("0003_bookings.sql", "bookings", "payment_method", "payment_method");
	check_codes("0003_bookings.sql", "booking_items", "state", "item_state");
	check_codes("0004_money.sql", "payments", "status", "payment_status");
	check_codes("0004_money.sql", "payments", "status", "payment_state");
	check_codes("0004_money.sql", "payment_attempts", "state", "attempt_state");
	check_codes("0001_people_and_places.sql", "users", "role", "role");
	assert_int_equal(wrong, 0);
}

/* ---- short messages ---- */

/* What the longest trip of the country, a full booking and the longest link put into the places. */
static struct text_arg *worst_case(enum lang lang)
{
	char *file = keys_file(arena, "sandbox/data/cities.csv", NULL), *line, *save = NULL;
	const char *longest = "", *second = "";
	static struct text_arg args[14];

	assert_non_null(file);
	for (line = strtok_r(file, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char *name = line;

		for (int column = lang == LANG_AR   ? 3
				  : lang == LANG_EN ? 4
						    : 2;
		     column > 0; column--)
			name = strchr(name, ',') + 1;
		name[strcspn(name, ",")] = '\0';
		if (str_chars(name) > str_chars(longest)) {
			second = longest;
			longest = name;
		} else if (str_chars(name) > str_chars(second)) {
			second = name;
		}
	}
	args[0] = (struct text_arg){ "from", longest };
	args[1] = (struct text_arg){ "to", second };
	args[2] = (struct text_arg){ "ref", "K7P2MX" };
	args[3] = (struct text_arg){ "date", "03/12" };
	args[4] = (struct text_arg){ "time", "07:00" };
	args[5] = (struct text_arg){ "seats", "12A 12B 12C 12D 13A 13B" };
	args[6] = (struct text_arg){ "link", "https://abrid.example/fr/b/K7P2MX-6kq2m8r4t0v" };
	args[7] = (struct text_arg){ "code", "48215930" };
	args[8] = (struct text_arg){ "until", "02/12 14:00" };
	args[9] = (struct text_arg){ "amount", lang == LANG_AR ? "12.500 د.ج." : "12500 DA" };
	args[10] = (struct text_arg){ "site", "Abrid" };
	args[11] = (struct text_arg){ "phone", "+213 21 00 00 00" };
	args[12] = (struct text_arg){ "refund", args[9].value };
	args[13] = (struct text_arg){ 0 };
	assert_int_equal(strlen(args[6].value), 45);
	return args;
}

/* The letters of GSM 03.38 that French and English need; one outside them halves the room. */
static bool is_gsm(const char *s)
{
	static const char *const letters[] = { "é", "è", "à", "ù",
						       "É", "Ç", "ò", "ì", NULL };

	for (; *s; s++) {
		bool found = (unsigned char)*s < 0x80 && !strchr("`^~[]\\|", *s);

		for (int i = 0; letters[i] && !found; i++)
			if (str_starts(s, letters[i])) {
				found = true;
				s++;
			}
		if (!found)
			return false;
	}
	return true;
}

static void messages_fit(void **state)
{
	static const char *const messages[] = {
		"sms.confirmed",	"sms.cash",	       "sms.refund",	    "sms.code_register",  "sms.code_login",
		"sms.code_reset",	"sms.code_change",     "sms.code_erase",    "sms.account_moved",  "sms.account_password",
		"sms.cancelled",	"sms.cancelled_cash",  "sms.cancelled_unpaid", "sms.cancelled_own", "sms.exchanged",
	};

	(void)state;
	for (enum lang lang = 0; lang < LANG__COUNT; lang++) {
		size_t room = lang == LANG_AR ? SMS_WIDE_CHARS : SMS_CHARS;

		for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
			char *full = text_format(arena, lang, messages[i], worst_case(lang));

			if (str_chars(full) > room)
				WRONG("%s %s: %zu characters: %s\n", lang_code(lang), messages[i],
				      str_chars(full), full);
			if (strchr(full, '{'))
				WRONG("%s %s: a place nobody fills: %s\n", lang_code(lang),
				      messages[i], full);
			if (lang != LANG_AR &&
			    !is_gsm(text(lang, messages[i]))) /* names are the caller's */
				WRONG("%s %s: a letter outside GSM 7-bit\n", lang_code(lang),
				      messages[i]);
		}
	}
	assert_int_equal(wrong, 0);
	assert_false(is_gsm("reçu"));
	assert_true(is_gsm("siège réservé"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(same_keys, begin),
	    cmocka_unit_test_setup(same_places, begin),
	    cmocka_unit_test_setup(tidy_texts, begin),
	    cmocka_unit_test_setup(keys_exist_and_are_used, begin),
	    cmocka_unit_test_setup(errors_have_words, begin),
	    cmocka_unit_test_setup(codes_have_words, begin),
	    cmocka_unit_test_setup(messages_fit, begin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
