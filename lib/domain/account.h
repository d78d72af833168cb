/*
 * account - what belongs to the person who is signed in: names, choices, passengers, ways to pay, consents,
 * a copy of all of it, and its end (law 18-07: access, correction, erasure). Every call is about w->who.
 */
#ifndef DOMAIN_ACCOUNT_H
#define DOMAIN_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

/* Names and language; NULL leaves what is there. */
enum err account_update(struct work *w, const char *first_name, const char *last_name, const char *lang);

struct favourite {
	int64_t id;
	const char *slug;
	struct names name;
};
struct choices {
	const char *lang;
	bool notices_sms, notices_email;
	struct favourite *favourites;
	size_t n_favourites;
};
extern const struct field favourite_fields[], choices_fields[];

enum err account_choices(struct work *w, struct choices *out);
/* key: notices_sms, notices_email. */
enum err account_choose(struct work *w, const char *key, bool yes);
/* ERR_UNKNOWN_PLACE for one that is not on the map. */
enum err account_favour(struct work *w, const int64_t *places, size_t n);

struct companion {
	int64_t id;
	const char *first_name, *last_name, *id_number;
	int age; /* 0 unknown */
};
extern const struct field companion_fields[];

enum err account_companions(struct work *w, struct companion **list, size_t *n);
/* New without an id; the id comes back. ERR_TOO_MANY_SAVED, ERR_NOT_FOUND. */
enum err account_companion_put(struct work *w, struct companion *c);
enum err account_companion_drop(struct work *w, int64_t id);

struct method_of_pay {
	int64_t id;
	const char *kind, *label;
	bool is_default;
};
extern const struct field method_of_pay_fields[];

enum err account_methods(struct work *w, struct method_of_pay **list, size_t *n);
enum err account_method_put(struct work *w, struct method_of_pay *m);
enum err account_method_drop(struct work *w, int64_t id);

struct consent {
	const char *subject, *version;
	bool granted;
	int64_t at;
};
extern const struct field consent_fields[];

enum err account_consents(struct work *w, struct consent **list, size_t *n);
enum err account_consent_put(struct work *w, const char *subject, bool granted);

struct export {
	const char *id, *status, *object_key;
	int64_t created_at, ready_at;
};
extern const struct field export_fields[];

/* Asks for a copy; the same one within an hour. */
enum err account_export_ask(struct work *w, struct export *out);
/* *path is the file while it is kept, else NULL; status becomes making, ready or gone. */
enum err account_export_find(struct work *w, const char *id, struct export *out, const char **path);
/* The newest one; *known false for none. */
enum err account_export_newest(struct work *w, struct export *out, bool *known);
/* Worker: writes the copy. */
enum err account_export_make(struct work *w, int64_t export);

/* Forgets the person: ERR_TRIPS_AHEAD, ERR_LAST_OWNER. */
enum err account_erase(struct work *w);

#endif
