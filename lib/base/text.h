/*
 * text - the words people see, in French, Arabic and English, from templates/text/{fr,ar,en}.hdf,
 * and the way each language writes plurals, money, dates and durations.
 *
 * Sentences hold {name} places filled from arguments. Plural sentences are groups with the CLDR
 * forms the language has: fr and en one/other, ar zero/one/two/few/many/other.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum lang { LANG_FR, LANG_AR, LANG_EN, LANG__COUNT };

struct text_arg {
	const char *name, *value;
};

/* Reads the three catalogues of a directory; false with a reason when one is missing or broken. */
bool text_load(const char *dir, char *why, size_t size);

const char *lang_code(enum lang lang); /* "fr" */
bool lang_of(const char *code, enum lang *out);
/* Best language of an Accept-Language header (RFC 9110 12.5.4), French when none fits. */
enum lang lang_accepted(const char *header);

/* The words of a key; a missing key gives the key itself, so that tests and eyes find it. */
const char *text(enum lang lang, const char *key);
bool text_has(enum lang lang, const char *key);
/* Every key of a language, for the completeness test; false stops. */
void text_each(enum lang lang, bool (*fn)(void *ctx, const char *key, const char *value), void *ctx);

/* Words with their places filled; args end with a NULL name. */
char *text_format(struct arena *a, enum lang lang, const char *key, const struct text_arg *args);
/* The same for a text that is no key. */
char *text_fill(struct arena *a, const char *s, const struct text_arg *args);
/* The plural form of key for n, with {n} filled. */
char *text_plural(struct arena *a, enum lang lang, const char *key, int64_t n,
		  const struct text_arg *args);
/* "zero" "one" "two" "few" "many" "other" by the CLDR rules of the language. */
const char *text_form(enum lang lang, int64_t n);

/* "1 200 DA", "1.200 د.ج."; exact always shows two decimals, as payments and receipts must. */
char *text_money(struct arena *a, enum lang lang, int64_t amount_c, bool exact);
/* "jeu. 31 déc. 2026"; long: "jeudi 31 décembre 2026". */
char *text_date(struct arena *a, enum lang lang, int32_t date, bool whole);
/* "23:05", 24 hours in every language, time of Algiers. */
char *text_clock(struct arena *a, int64_t instant);
/* "5 h 25", "5 س 25 د". */
char *text_minutes(struct arena *a, enum lang lang, int minutes);

#endif
