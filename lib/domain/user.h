/*
 * user - people who sign in. Passwords are Argon2id hashes. Unknown and known accounts look the same to
 * whoever tries: same answers, same work.
 */
#ifndef DOMAIN_USER_H
#define DOMAIN_USER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

enum { USER_PASSWORD_MIN = 8, USER_PASSWORD_MAX = 128 };

struct user {
	int64_t key, org_id;
	const char *id, *email, *phone, *first_name, *last_name, *role, *lang;
	int64_t created_at;
	bool phone_verified, email_verified, has_password;
	const char *password_hash;  /* never shown */
};
extern const struct field user_fields[];

/* Argon2id in the arena; takes the time and memory of the settings. */
enum err user_hash(struct work *w, const char *password, const char **out);

/*
 * A password that is too easy: known from leaks, or made of the person's own phone, mail or name.
 * ERR_PASSWORD_WEAK with the field password. about holds texts of the person, NULL ends it.
 */
enum err user_password_ok(const char *password, const char *const *about);

/* The account of a login (phone or e-mail), whose password_hash may be looked at; *known false for none. */
enum err user_by_login(struct work *w, const char *login, struct user *out, bool *known);
/*
 * True when it is the password of the account; a hash is computed in any case, so that an unknown account
 * costs the same. The hash is renewed when the settings ask for more than it was made with.
 */
bool user_password_is(struct work *w, const struct user *u, bool known, const char *password);

/*
 * Throttle of passwords, by what was typed and by network; begin counts the try before it is looked at,
 * in a transaction the caller commits. *wait_s > 0: not now, whoever it is.
 */
enum err user_try_begin(struct work *w, const char *login, const char *network, int *wait_s, int64_t *try);
enum err user_try_right(struct work *w, const char *login, const char *network, int64_t try);

/* Somebody who is signed in; ERR_UNAUTHORISED when person or company was suspended or erased meanwhile. */
enum err user_find(struct work *w, int64_t key, struct user *out);
/* Sets the password of the person asking and ends every other session. In a write transaction. */
enum err user_password_set(struct work *w, const char *password);

#endif
