/*
 * user - people who sign in. Passwords are Argon2id hashes; refresh and portal tokens are kept as
 * hashes only. Unknown and known accounts look the same to whoever tries.
 */
#ifndef DOMAIN_USER_H
#define DOMAIN_USER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

struct user {
	int64_t key, org_id;
	const char *id, *email, *phone, *first_name, *last_name, *role, *lang;
	int64_t created_at;
	const char *password_hash;  /* never shown */
	int64_t session_id;
};
extern const struct field user_fields[];

struct sign_up {
	const char *phone, *email, *password, *first_name, *last_name;
};

/* Makes an account. ERR_EXISTS when phone or e-mail has one. Needs a write transaction. */
enum err user_register(struct work *w, const struct sign_up *s, struct user *out);
/* Checks login (phone or e-mail) and password: ERR_BAD_LOGIN, at the same cost, for any fault. */
enum err user_check(struct work *w, const char *login, const char *password, struct user *out);
/* Starts a session; *token is the secret, shown once. kind is web or refresh. */
enum err user_session(struct work *w, struct user *u, const char *kind, const char **token);
/* Ends the portal session or refresh family this token belongs to. */
enum err user_sign_out(struct work *w, const char *token);
enum err user_find(struct work *w, int64_t key, struct user *out);

#endif
