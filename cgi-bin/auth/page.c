/* page - signing in and out, making an account. */
#include "auth.h"

#include <string.h>

#include "base/str.h"
#include "http/session.h"
#include "http/value.h"

const struct rule form_rules[] = {
	{ "next", V_TEXT, AT(login_in, next), .max = 300 },
	{ .size = sizeof(struct login_in) },
};

const struct rule login_form_rules[] = {
	{ "login", V_TEXT, AT(login_in, login), .need = true, .min = 1, .max = 254 },
	{ "password", V_SECRET, AT(login_in, password), .need = true, .min = 1, .max = 128 },
	{ "next", V_TEXT, AT(login_in, next), .max = 300 },
	{ .size = sizeof(struct login_in) },
};

const struct rule register_form_rules[] = {
	{ "phone", V_PHONE, AT(register_in, phone), .need = true },
	{ "email", V_EMAIL, AT(register_in, email) },
	{ "firstName", V_TEXT, AT(register_in, first_name), .max = 60 },
	{ "lastName", V_TEXT, AT(register_in, last_name), .max = 60 },
	{ "password", V_SECRET, AT(register_in, password), .need = true, .min = 8, .max = 128 },
	{ "next", V_TEXT, AT(register_in, next), .max = 300 },
	{ .size = sizeof(struct register_in) },
};

/* Where somebody of this role begins: staff in their portal, others with their bookings. */
static const char *home_of(struct req *r, const char *role)
{
	enum role is = who_role(role);

	return req_page(r, is & WHO_PARTNER ? "/partner/" : is & WHO_PLATFORM ? "/admin/" : "/account");
}

/* Only a path of this site: one slash, then a plain character, no backslash, no controls. */
static const char *safe_next(struct req *r, const char *next, const char *role)
{
	if (!next || next[0] != '/' || next[1] == '/' || strchr(next, '\\') || strstr(next, ":/"))
		return home_of(r, role);
	for (const char *p = next; *p; p++)
		if ((unsigned char)*p <= 0x20 || (unsigned char)*p >= 0x7F)
			return home_of(r, role);
	return str_eq(next, req_page(r, "/account")) ? home_of(r, role) : next;
}

const char *login_name(struct req *r, const char *typed)
{
	const char *phone = value_phone(r->work.arena, typed);

	return phone ? phone : value_email(r->work.arena, typed);
}

static enum err open_session(struct req *r, struct user *u, const char *next)
{
	const char *token;

	TRY(user_session(&r->work, u, "web", &token));
	session_cookie(r, token);
	return reply_redirect(r, safe_next(r, next, u->role));
}

enum err login_page(struct req *r)
{
	const struct login_in *in = r->in;

	put_fact(r, "next", in->next ? in->next : "");
	return reply(r, 200);
}

enum err login_post(struct req *r)
{
	const struct login_in *in = r->in;
	const char *name = login_name(r, in->login);
	struct user u;

	/* Something that is neither is checked like an unknown account: same words, same time. */
	if (user_check(&r->work, name ? name : "", in->password, &u) != OK) {
		if (fail_note()->err != ERR_BAD_LOGIN)
			return fail_note()->err;
		fail_clear();
		return input_wrong(r, "login", ERR_BAD_LOGIN);
	}
	return open_session(r, &u, in->next);
}

enum err register_page(struct req *r)
{
	return login_page(r);
}

enum err register_post(struct req *r)
{
	const struct register_in *in = r->in;
	struct user u;

	TRY(make_account(r, in, &u));
	return open_session(r, &u, in->next);
}

enum err logout_post(struct req *r)
{
	const char *token = session_cookie_token(r);

	if (token)
		TRY(user_sign_out(&r->work, token));
	session_cookie(r, NULL);
	return reply_redirect(r, req_page(r, "/"));
}
