/* auth - handlers and inputs of the program that signs people in. */
#ifndef CGI_AUTH_H
#define CGI_AUTH_H

#include "domain/otp.h"
#include "domain/signin.h"
#include "domain/user.h"
#include "http/req.h"
#include "http/step.h"

struct login_in {
	const char *phone, *email, *login, *password, *next, *way;
};
struct register_in {
	const char *phone, *email, *first_name, *last_name, *password, *next;
};
struct code_in {
	const char *challenge, *code, *password, *next;
};
struct refresh_in {
	const char *refresh;
};
struct logout_in {
	const char *refresh;
	bool everywhere;
};
struct contact_in {
	const char *phone, *email, *password;
};
struct password_in {
	const char *current, *password;
};
struct session_in {
	int64_t id;
};

/* steps.c: what several handlers do, each part in a transaction of its own. */
/* The text of the network a request comes from, for counting. */
const char *network(struct req *r);
/* Counts and checks a password: ERR_BAD_LOGIN, or ERR_RATE with Retry-After. login: what was typed. */
enum err check_password(struct req *r, const char *login, const char *password, struct user *u);
/* Refuses a password everybody tries, and one made of the person's own words (about, ends with NULL). */
enum err check_strength(struct req *r, const char *password, const char *const *about);
/* The same for the person who is signed in, when the account has a password; else nothing is asked. */
enum err check_own_password(struct req *r, const char *field, const char *password, struct user *u);
/* Counts and checks a code; ERR_BAD_CODE for anything but a right one of that purpose ("register login"). */
enum err check_code(struct req *r, const char *challenge, const char *code, const char *purposes,
		    const char **purpose);
/* The same, of a challenge that was made for the person who is signed in. */
enum err check_own_code(struct req *r, const char *challenge, const char *code, const char *purposes,
			const char **purpose);
enum err send_code(struct req *r, const struct otp_wish *wish, struct otp *o);
enum err send_again(struct req *r, const char *challenge, struct otp *o);
/* Begins a session of that kind, in the step that proved who it is. */
struct entry {
	const char *challenge, *password, *kind, *how;
	struct user u;
	int64_t session, try;
	const char *token;
};
enum err enter_by_code(struct req *r, struct entry *e);     /* register, login */
enum err enter_by_reset(struct req *r, struct entry *e);    /* reset, with the new password */
enum err enter_by_password(struct req *r, const char *login, struct entry *e);
/* A new account's code; names, and the hash of the password if there is one, wait in its row. */
enum err ask_account(struct req *r, const struct register_in *in, struct otp *o);

/* api.c */
extern const struct rule register_rules[], login_rules[], logout_rules[], refresh_rules[], verify_rules[],
	again_rules[], forgot_rules[], reset_rules[];
extern const struct answer code_answers[], token_answers[], login_answers[], verify_answers[], done_answers[];
handler_fn api_register, api_login, api_logout, api_refresh, api_verify, api_again, api_forgot, api_reset;

/* The answer of everybody who got in: tokens and the profile. */
enum err grant(struct req *r, const struct user *u, int64_t session, const char *refresh);

/* join.c: behind the link of an invitation. */
extern const struct rule invited_rules[], join_rules[];
extern const struct answer invited_answers[];
handler_fn invited, join;

/* self.c: the person who is signed in. */
extern const struct rule contact_rules[], password_rules[], session_rules[];
extern const struct answer me_answers[], sessions_answers[];
handler_fn me, contact_change, password_change, sessions_list, session_delete, sessions_delete;

/* page.c */
extern const struct rule form_rules[], login_form_rules[], register_form_rules[], code_page_rules[], code_form_rules[],
	again_form_rules[], forgot_form_rules[], reset_form_rules[];
handler_fn login_page, login_post, register_page, register_post, logout_post, code_page, code_post, again_post,
	forgot_page, forgot_post, reset_page, reset_post;

/* Where somebody of this role begins: staff in their portal, others with their bookings. */
const char *home_of(struct req *r, const char *role);
/* Phone or e-mail as one text, whichever was typed; NULL when it is neither. */
const char *login_name(struct req *r, const char *typed);

#endif
