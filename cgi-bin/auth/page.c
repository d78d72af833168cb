/* page - signing in and out, making an account, codes, a forgotten password. */
#include "auth.h"

#include <string.h>

#include "base/str.h"
#include "http/session.h"
#include "http/value.h"

const struct rule form_rules[] = {
	{ "next", V_TEXT, AT(login_in, next), .max = 300 },
	{ .size = sizeof(struct login_in) },
};

static const char *const ways[] = { "password", "code", NULL };

const struct rule login_form_rules[] = {
	{ "login", V_TEXT, AT(login_in, login), .need = true, .min = 1, .max = 254 },
	{ "password", V_SECRET, AT(login_in, password), .min = 1, .max = USER_PASSWORD_MAX },
	{ "way", V_ENUM, AT(login_in, way), .oneof = ways, .dflt = "password" },
	{ "next", V_TEXT, AT(login_in, next), .max = 300 },
	{ .size = sizeof(struct login_in) },
};

const struct rule register_form_rules[] = {
	{ "phone", V_PHONE, AT(register_in, phone) },
	{ "email", V_EMAIL, AT(register_in, email) },
	{ "firstName", V_TEXT, AT(register_in, first_name), .max = 60 },
	{ "lastName", V_TEXT, AT(register_in, last_name), .max = 60 },
	{ "password", V_SECRET, AT(register_in, password), .min = USER_PASSWORD_MIN, .max = USER_PASSWORD_MAX },
	{ "next", V_TEXT, AT(register_in, next), .max = 300 },
	{ .size = sizeof(struct register_in) },
};

const struct rule code_page_rules[] = {
	{ "challenge", V_PUBLIC("code"), AT(code_in, challenge), .need = true },
	{ "next", V_TEXT, AT(code_in, next), .max = 300 },
	{ .size = sizeof(struct code_in) },
};

const struct rule code_form_rules[] = {
	{ "challenge", V_PUBLIC("code"), AT(code_in, challenge), .need = true },
	{ "code", V_SECRET, AT(code_in, code), .need = true, .min = 1, .max = 24 },
	{ "next", V_TEXT, AT(code_in, next), .max = 300 },
	{ .size = sizeof(struct code_in) },
};

const struct rule forgot_form_rules[] = {
	{ "login", V_TEXT, AT(login_in, login), .need = true, .min = 1, .max = 254 },
	{ .size = sizeof(struct login_in) },
};

const struct rule reset_form_rules[] = {
	{ "challenge", V_PUBLIC("code"), AT(code_in, challenge), .need = true },
	{ "code", V_SECRET, AT(code_in, code), .need = true, .min = 1, .max = 24 },
	{ "password", V_SECRET, AT(code_in, password), .need = true, .min = USER_PASSWORD_MIN, .max = USER_PASSWORD_MAX },
	{ .size = sizeof(struct code_in) },
};

const char *home_of(struct req *r, const char *role)
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

/* A page of the account with the challenge, and where to go afterwards, in its address. */
static enum err to_challenge(struct req *r, const char *page, const char *id, const char *next)
{
	struct buf b;

	buf_init(&b, r->work.arena, 200);
	buf_printf(&b, "%s?challenge=code_%s", req_page(r, page), id);
	if (next && *next) {
		buf_str(&b, "&next=");
		buf_url(&b, next);
	}
	return reply_redirect(r, b.data);
}

static enum err entered(struct req *r, const struct entry *e, const char *next)
{
	session_cookie(r, e->token);
	return reply_redirect(r, safe_next(r, next, e->u.role));
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
	struct otp_wish wish = { .purpose = "login", .address = name, .network = network(r) };
	struct entry e = { .password = in->password, .kind = "web" };
	struct otp o;
	enum err wrong;

	if (str_eq(in->way, "code")) {
		if (!name)
			return input_wrong(r, "login", ERR_INPUT);
		TRY(send_code(r, &wish, &o));
		return to_challenge(r, "/account/code", o.id, in->next);
	}
	if (!in->password)
		return input_wrong(r, "password", ERR_MISSING_FIELD);
	/* Something that is neither is checked like an unknown account: same words, same time. */
	wrong = enter_by_password(r, name ? name : in->login, &e);
	if (wrong == ERR_BAD_LOGIN) {
		fail_clear();
		return input_wrong(r, "login", ERR_BAD_LOGIN);
	}
	return wrong == OK ? entered(r, &e, in->next) : wrong;
}

enum err register_page(struct req *r)
{
	return login_page(r);
}

enum err register_post(struct req *r)
{
	const struct register_in *in = r->in;
	struct otp o;

	if (!in->phone && !in->email)
		return input_wrong(r, "phone", ERR_MISSING_FIELD);
	TRY(ask_account(r, in, &o));
	return to_challenge(r, "/account/code", o.id, in->next);
}

enum err code_page(struct req *r)
{
	const struct code_in *in = r->in;

	put_fact(r, "challenge", arena_printf(r->work.arena, "code_%s", in->challenge));
	put_fact(r, "next", in->next ? in->next : "");
	return reply(r, 200);
}

enum err code_post(struct req *r)
{
	const struct code_in *in = r->in;
	struct entry e = { .challenge = in->challenge, .kind = "web" };
	const char *purpose;

	TRY(check_code(r, in->challenge, in->code, "register login", &purpose));
	TRY(enter_by_code(r, &e));
	return entered(r, &e, in->next);
}

enum err again_post(struct req *r)
{
	const struct code_in *in = r->in;
	struct otp o;

	TRY(send_again(r, in->challenge, &o));
	return to_challenge(r, "/account/code", o.id, in->next);
}

enum err forgot_page(struct req *r)
{
	return reply(r, 200);
}

enum err forgot_post(struct req *r)
{
	const struct login_in *in = r->in;
	const char *name = login_name(r, in->login);
	struct otp_wish wish = { .purpose = "reset", .address = name, .network = network(r) };
	struct otp o;

	if (!name)
		return input_wrong(r, "login", ERR_INPUT);
	TRY(send_code(r, &wish, &o));
	return to_challenge(r, "/account/reset", o.id, NULL);
}

enum err reset_page(struct req *r)
{
	return code_page(r);
}

enum err reset_post(struct req *r)
{
	const struct code_in *in = r->in;
	const char *const about[] = { NULL };
	struct entry e = { .challenge = in->challenge, .password = in->password, .kind = "web" };
	const char *purpose;

	TRY(check_strength(r, in->password, about));
	TRY(check_code(r, in->challenge, in->code, "reset", &purpose));
	TRY(enter_by_reset(r, &e));
	return entered(r, &e, NULL);
}

enum err logout_post(struct req *r)
{
	const char *token = session_cookie_token(r);

	if (token)
		TRY(signin_end(&r->work, token));
	session_cookie(r, NULL);
	return reply_redirect(r, req_page(r, "/"));
}
