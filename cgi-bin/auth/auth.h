/* auth - handlers and inputs of the program that signs people in. */
#ifndef CGI_AUTH_H
#define CGI_AUTH_H

#include "domain/user.h"
#include "http/req.h"

struct login_in {
	const char *phone, *email, *login, *password, *next;
};
struct register_in {
	const char *phone, *email, *first_name, *last_name, *password, *next;
};

/* api.c */
extern const struct rule register_rules[], login_rules[], logout_rules[];
extern const struct answer register_answers[], login_answers[], done_answers[], me_answers[];
handler_fn api_register, api_login, api_logout, me;

/* page.c */
extern const struct rule form_rules[], login_form_rules[], register_form_rules[];
handler_fn login_page, login_post, register_page, register_post, logout_post;

/* Phone or e-mail as one text, whichever was typed; NULL when it is neither. */
const char *login_name(struct req *r, const char *typed);
enum err make_account(struct req *r, const struct register_in *in, struct user *u);

#endif
