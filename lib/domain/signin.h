/*
 * signin - sessions: a portal cookie, or a family of refresh tokens. A refresh token is 52 characters:
 * the half its family shares and the half that is new at each use. The next one follows from the last
 * under a key, so that a client whose answer was lost gets the same one again for a few seconds, and
 * nobody another. Only hashes are kept.
 */
#ifndef DOMAIN_SIGNIN_H
#define DOMAIN_SIGNIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

enum { SIGNIN_REFRESH_CHARS = 52 };

struct signin {
	int64_t id, created_at, used_at, expires_at;
	const char *kind, *device;
	bool current;
};
extern const struct field signin_fields[];

/* Starts a session of a person; *token is the secret, shown once. device: how a client names itself. */
enum err signin_begin(struct work *w, int64_t user, const char *kind, const char *device, const char *how,
		      int64_t *session, const char **token);
/*
 * Exchanges a refresh token; the caller commits before it answers, also when *next is NULL: then the token
 * was over, unknown or replayed, and a replay has just ended its family.
 */
enum err signin_refresh(struct work *w, const char *token, const char **next, int64_t *session, int64_t *user);
/* Ends the portal session or the family this token belongs to; unknown ones are no error. */
enum err signin_end(struct work *w, const char *token);
/* Ends sessions of the person asking: one, or (0) all, or all but one. */
enum err signin_revoke(struct work *w, int64_t only, int64_t but, int64_t *ended);
enum err signin_list(struct work *w, struct signin **list, size_t *n);

#endif
