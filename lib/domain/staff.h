/*
 * staff - the people of a company: who works there, who was invited, who is suspended, who did what. The
 * company's side goes by w->who, as every statement of its portal does.
 */
#ifndef DOMAIN_STAFF_H
#define DOMAIN_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/user.h"
#include "store/work.h"

/* Roles a company gives, ends with NULL. */
extern const char *const staff_roles[];

struct member {
	const char *id, *first_name, *last_name, *role, *phone, *email;
	bool active;
	int64_t created_at, used_at;
};
extern const struct field member_fields[];

enum err staff_list(struct work *w, int page, int limit, struct member **list, size_t *n, int64_t *total);
/* ERR_NOT_FOUND for people of others, ERR_NOT_ONESELF. */
enum err staff_stop(struct work *w, const char *id, bool stop, const char *why);
enum err staff_give_role(struct work *w, const char *id, const char *role);

struct invitation {
	int64_t id;
	const char *role, *channel, *address, *first_name, *last_name;
	int64_t created_at, expires_at;
	/* For who follows the link. */
	struct names company;
	bool known; /* an account has the address already */
};
extern const struct field invitation_fields[], invited_fields[];

enum err staff_invitations(struct work *w, struct invitation **list, size_t *n);
/* The link goes out by the channel of the address; id comes back. ERR_ALREADY_STAFF. */
enum err staff_invite(struct work *w, struct invitation *i, const char *lang);
enum err staff_uninvite(struct work *w, int64_t id);
/* Worker: sends the link. */
enum err staff_send_invitation(struct work *w, int64_t id);

/* Behind the link: ERR_NOT_FOUND for one that was used, taken back or has expired. */
enum err staff_invited(struct work *w, const char *token, struct invitation *out);
/* password NULL for an account that exists or is entered by codes. In a write transaction. */
enum err staff_join(struct work *w, const char *token, const char *password, const char *first_name, const char *last_name,
		    struct user *out);

struct deed {
	int64_t id, at;
	const char *actor, *person, *name, *action, *object, *was, *became, *reason, *request;
	const char *const *fields;
};
extern const struct field deed_fields[];

/* Newest first; before: the id to go on below, 0 from the top. */
enum err staff_deeds(struct work *w, int64_t before, int limit, struct deed **list, size_t *n);

/* The platform's side. */
enum err staff_stop_anybody(struct work *w, const char *id, bool stop, const char *why);
enum err staff_stop_company(struct work *w, int64_t company, bool stop, const char *why);

#endif
