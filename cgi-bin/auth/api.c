/* api - accounts and tokens as JSON. */
#include "auth.h"

#include <string.h>

#include "base/conf.h"
#include "base/metric.h"
#include "base/str.h"
#include "http/token.h"

const struct rule register_rules[] = {
	{ "phone", V_PHONE, AT(register_in, phone) },
	{ "email", V_EMAIL, AT(register_in, email), .help = "when there is no phone: one of them is proven by a code" },
	{ "firstName", V_TEXT, AT(register_in, first_name), .max = 60 },
	{ "lastName", V_TEXT, AT(register_in, last_name), .max = 60 },
	{ "password", V_SECRET, AT(register_in, password), .min = USER_PASSWORD_MIN, .max = USER_PASSWORD_MAX,
	  .help = "without one the account is entered by codes" },
	{ .size = sizeof(struct register_in) },
};

const struct rule login_rules[] = {
	{ "phone", V_PHONE, AT(login_in, phone) },
	{ "email", V_EMAIL, AT(login_in, email) },
	{ "password", V_SECRET, AT(login_in, password), .min = 1, .max = USER_PASSWORD_MAX,
	  .help = "without it a code is sent" },
	{ .size = sizeof(struct login_in) },
};

const struct rule verify_rules[] = {
	{ "challengeId", V_PUBLIC("code"), AT(code_in, challenge), .need = true },
	{ "code", V_SECRET, AT(code_in, code), .need = true, .min = 1, .max = 24 },
	{ .size = sizeof(struct code_in) },
};

const struct rule again_rules[] = {
	{ "challengeId", V_PUBLIC("code"), AT(code_in, challenge), .need = true },
	{ .size = sizeof(struct code_in) },
};

const struct rule forgot_rules[] = {
	{ "phone", V_PHONE, AT(login_in, phone) },
	{ "email", V_EMAIL, AT(login_in, email) },
	{ .size = sizeof(struct login_in) },
};

const struct rule reset_rules[] = {
	{ "challengeId", V_PUBLIC("code"), AT(code_in, challenge), .need = true },
	{ "code", V_SECRET, AT(code_in, code), .need = true, .min = 1, .max = 24 },
	{ "password", V_SECRET, AT(code_in, password), .need = true, .min = USER_PASSWORD_MIN, .max = USER_PASSWORD_MAX },
	{ .size = sizeof(struct code_in) },
};

const struct rule refresh_rules[] = {
	{ "refreshToken", V_SECRET, AT(refresh_in, refresh), .need = true, .min = 1, .max = 200 },
	{ .size = sizeof(struct refresh_in) },
};

const struct rule logout_rules[] = {
	{ "refreshToken", V_SECRET, AT(logout_in, refresh), .min = 1, .max = 200 },
	{ "everywhere", V_BOOL, AT(logout_in, everywhere), .help = "ends every session of the person" },
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

const struct answer code_answers[] = {
	{ 202, "Challenge", otp_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer token_answers[] = {
	{ 200, "Tokens", token_fields, .how = ANSWER_ONE },
	{ 200, "User", user_fields, .name = "user" },
	{ 0 },
};

/* A password brings tokens, a login without one brings a code. */
const struct answer login_answers[] = {
	{ 200, "Tokens", token_fields, .how = ANSWER_ONE },
	{ 200, "User", user_fields, .name = "user" },
	{ 202, "Challenge", otp_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* A changed phone or e-mail brings the profile alone. */
const struct answer verify_answers[] = {
	{ 200, "Tokens", token_fields, .how = ANSWER_ONE, .sometimes = true },
	{ 200, "User", user_fields, .name = "user" },
	{ 0 },
};

const struct answer done_answers[] = {
	{ .status = 200 },
	{ 0 },
};

enum err grant(struct req *r, const struct user *u, int64_t session, const char *refresh)
{
	struct tokens *t = arena_get(r->work.arena, sizeof *t);
	struct user *shown = arena_get(r->work.arena, sizeof *shown);
	struct who who = { 0 };

	who.role = who_role(u->role);
	who.user_id = u->key;
	who.org_id = u->org_id;
	who.session_id = session;
	t->access = token_issue(r->work.arena, &who, r->work.now);
	if (!t->access)
		return fail(ERR_INTERNAL, "no key to sign tokens with");
	t->refresh = refresh;
	t->type = "Bearer";
	t->expires_s = (int)conf_int(CONF_TOKEN_S);
	*shown = *u;
	put(r, NULL, token_fields, t);
	put(r, "user", user_fields, shown);
	return reply(r, 200);
}

static enum err challenge(struct req *r, struct otp *o)
{
	put(r, NULL, otp_fields, o);
	return reply(r, 202);
}

/* The address of a body that names one; NULL with the error noted when there is none. */
static const char *address_of(struct req *r, const char *phone, const char *email)
{
	if (!phone && !email)
		input_wrong(r, "phone", ERR_MISSING_FIELD);
	return phone ? phone : email;
}

enum err api_register(struct req *r)
{
	const struct register_in *in = r->in;
	struct otp *o = arena_get(r->work.arena, sizeof *o);

	if (!address_of(r, in->phone, in->email))
		return fail_note()->err;
	TRY(ask_account(r, in, o));
	return challenge(r, o);
}

enum err api_login(struct req *r)
{
	const struct login_in *in = r->in;
	const char *login = address_of(r, in->phone, in->email);
	struct otp *o = arena_get(r->work.arena, sizeof *o);
	struct otp_wish wish = { .purpose = "login", .address = login, .network = network(r) };
	struct entry e = { .password = in->password, .kind = "refresh" };

	if (!login)
		return fail_note()->err;
	if (!in->password) {
		TRY(send_code(r, &wish, o));
		return challenge(r, o);
	}
	TRY(enter_by_password(r, login, &e));
	return grant(r, &e.u, e.session, e.token);
}

static enum err change(struct req *r, void *ctx)
{
	const struct code_in *in = ctx;

	return otp_change(&r->work, in->challenge);
}

enum err api_verify(struct req *r)
{
	const struct code_in *in = r->in;
	struct entry e = { .challenge = in->challenge, .kind = "refresh" };
	struct user *u = arena_get(r->work.arena, sizeof *u);
	const char *purpose;

	TRY(check_code(r, in->challenge, in->code, r->work.who.user_id ? "register login change" : "register login",
		       &purpose));
	if (strcmp(purpose, "change") != 0) {
		TRY(enter_by_code(r, &e));
		return grant(r, &e.u, e.session, e.token);
	}
	TRY(step(r, change, r->in));
	TRY(user_find(&r->work, r->work.who.user_id, u));
	put(r, "user", user_fields, u);
	return reply(r, 200);
}

enum err api_again(struct req *r)
{
	const struct code_in *in = r->in;
	struct otp *o = arena_get(r->work.arena, sizeof *o);

	TRY(send_again(r, in->challenge, o));
	return challenge(r, o);
}

enum err api_forgot(struct req *r)
{
	const struct login_in *in = r->in;
	const char *login = address_of(r, in->phone, in->email);
	struct otp_wish wish = { .purpose = "reset", .address = login, .network = network(r) };
	struct otp *o = arena_get(r->work.arena, sizeof *o);

	if (!login)
		return fail_note()->err;
	TRY(send_code(r, &wish, o));
	return challenge(r, o);
}

enum err api_reset(struct req *r)
{
	const struct code_in *in = r->in;
	const char *const about[] = { NULL };
	struct entry e = { .challenge = in->challenge, .password = in->password, .kind = "refresh" };
	const char *purpose;

	TRY(check_strength(r, in->password, about));
	TRY(check_code(r, in->challenge, in->code, "reset", &purpose));
	TRY(enter_by_reset(r, &e));
	return grant(r, &e.u, e.session, e.token);
}

struct renewal {
	const char *token, *next;
	int64_t session, user;
};

static enum err renew(struct req *r, void *ctx)
{
	struct renewal *x = ctx;

	return signin_refresh(&r->work, x->token, &x->next, &x->session, &x->user);
}

enum err api_refresh(struct req *r)
{
	const struct refresh_in *in = r->in;
	struct renewal x = { .token = in->refresh };
	struct user u;

	TRY(step(r, renew, &x)); /* committed also when it ended the family */
	if (!x.next) {
		metric_add(METRIC_REFRESH_REFUSED, 1);
		return fail(ERR_UNAUTHORISED, "refresh token");
	}
	TRY(user_find(&r->work, x.user, &u));
	return grant(r, &u, x.session, x.next);
}

enum err api_logout(struct req *r)
{
	const struct logout_in *in = r->in;
	const struct who *who = &r->work.who;
	int64_t ended;

	if (!in->refresh && !who->user_id)
		return fail(ERR_UNAUTHORISED, "no session to end");
	if (in->everywhere && !who->user_id)
		return fail(ERR_UNAUTHORISED, "whose sessions");
	if (in->refresh)
		TRY(signin_end(&r->work, in->refresh));
	if (who->user_id && (in->everywhere || !in->refresh))
		TRY(signin_revoke(&r->work, in->everywhere ? 0 : who->session_id, 0, &ended));
	return reply(r, 200);
}
