/* api - accounts and tokens as JSON. */
#include "auth.h"

#include "base/conf.h"

#include "base/str.h"
#include "http/token.h"

enum { SHORTEST = 8, LONGEST = 128 };

const struct rule register_rules[] = {
	{ "phone", V_PHONE, AT(register_in, phone) },
	{ "email", V_EMAIL, AT(register_in, email) },
	{ "firstName", V_TEXT, AT(register_in, first_name), .max = 60 },
	{ "lastName", V_TEXT, AT(register_in, last_name), .max = 60 },
	{ "password", V_SECRET, AT(register_in, password), .need = true, .min = SHORTEST, .max = LONGEST },
	{ .size = sizeof(struct register_in) },
};

const struct rule login_rules[] = {
	{ "phone", V_PHONE, AT(login_in, phone) },
	{ "email", V_EMAIL, AT(login_in, email) },
	{ "password", V_SECRET, AT(login_in, password), .need = true, .min = 1, .max = LONGEST },
	{ .size = sizeof(struct login_in) },
};

struct logout_in {
	const char *refresh;
};

const struct rule logout_rules[] = {
	{ "refreshToken", V_TOKEN, AT(logout_in, refresh), .need = true },
	{ .size = sizeof(struct logout_in) },
};

struct tokens {
	const char *access, *refresh, *type;
	int expires_s;
};

static const struct field token_fields[] = {
	{ "accessToken", F_TEXT, AT(tokens, access) },
	{ "refreshToken", F_TEXT, AT(tokens, refresh) },
	{ "tokenType", F_TEXT, AT(tokens, type) },
	{ "expiresIn", F_COUNT, AT(tokens, expires_s) },
	{ 0 },
};

const struct answer register_answers[] = {
	{ 201, "Tokens", token_fields, .how = ANSWER_ONE },
	{ 201, "User", user_fields, .name = "user" },
	{ 0 },
};

const struct answer login_answers[] = {
	{ 200, "Tokens", token_fields, .how = ANSWER_ONE },
	{ 200, "User", user_fields, .name = "user" },
	{ 0 },
};

const struct answer done_answers[] = {
	{ .status = 200 },
	{ 0 },
};

const struct answer me_answers[] = {
	{ 200, "User", user_fields, .how = ANSWER_ONE },
	{ 0 },
};

static enum err grant(struct req *r, struct user *u, int code)
{
	struct tokens *t = arena_get(r->work.arena, sizeof *t);
	struct user *shown = arena_get(r->work.arena, sizeof *shown);
	struct who who = { 0 };

	TRY(user_session(&r->work, u, "refresh", &t->refresh));
	who.role = who_role(u->role);
	who.user_id = u->key;
	who.org_id = u->org_id;
	who.session_id = u->session_id;
	t->access = token_issue(r->work.arena, &who, r->work.now);
	if (!t->access)
		return fail(ERR_INTERNAL, "no key to sign tokens with");
	t->type = "Bearer";
	t->expires_s = (int)conf_int(CONF_TOKEN_S);
	*shown = *u;
	put(r, NULL, token_fields, t);
	put(r, "user", user_fields, shown);
	return reply(r, code);
}

enum err make_account(struct req *r, const struct register_in *in, struct user *u)
{
	struct sign_up s = { in->phone, in->email, in->password, in->first_name, in->last_name };
	enum err e;

	if (!in->phone && !in->email)
		return input_wrong(r, "phone", ERR_MISSING_FIELD);
	e = user_register(&r->work, &s, u);
	if (e == ERR_EXISTS)
		fail_field(in->phone ? "phone" : "email");
	return e;
}

enum err api_register(struct req *r)
{
	struct user u;

	TRY(make_account(r, r->in, &u));
	return grant(r, &u, 201);
}

enum err api_login(struct req *r)
{
	const struct login_in *in = r->in;
	struct user u;

	if (!in->phone && !in->email)
		return input_wrong(r, "phone", ERR_MISSING_FIELD);
	TRY(user_check(&r->work, in->phone ? in->phone : in->email, in->password, &u));
	return grant(r, &u, 200);
}

enum err api_logout(struct req *r)
{
	const struct logout_in *in = r->in;

	TRY(user_sign_out(&r->work, in->refresh));
	return reply(r, 200);
}

enum err me(struct req *r)
{
	struct user *u = arena_get(r->work.arena, sizeof *u);

	TRY(user_find(&r->work, r->work.who.user_id, u));
	put(r, NULL, user_fields, u);
	return reply(r, 200);
}
