/* self - the person who is signed in: profile, password, phone and e-mail, sessions. */
#include "auth.h"

#include "base/str.h"

const struct rule contact_rules[] = {
	{ "phone", V_PHONE, AT(contact_in, phone) },
	{ "email", V_EMAIL, AT(contact_in, email) },
	{ "currentPassword", V_SECRET, AT(contact_in, password), .min = 1, .max = USER_PASSWORD_MAX,
	  .help = "when the account has one" },
	{ .size = sizeof(struct contact_in) },
};

const struct rule password_rules[] = {
	{ "currentPassword", V_SECRET, AT(password_in, current), .min = 1, .max = USER_PASSWORD_MAX,
	  .help = "when the account has one" },
	{ "password", V_SECRET, AT(password_in, password), .need = true, .min = USER_PASSWORD_MIN,
	  .max = USER_PASSWORD_MAX },
	{ .size = sizeof(struct password_in) },
};

const struct rule session_rules[] = {
	{ ":id", V_ID("session"), AT(session_in, id), .need = true },
	{ .size = sizeof(struct session_in) },
};

const struct answer me_answers[] = {
	{ 200, "User", user_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer sessions_answers[] = {
	{ 200, "Session", signin_fields, .how = ANSWER_LIST },
	{ 0 },
};

enum err me(struct req *r)
{
	struct user *u = arena_get(r->work.arena, sizeof *u);

	TRY(user_find(&r->work, r->work.who.user_id, u));
	put(r, NULL, user_fields, u);
	return reply(r, 200);
}

enum err contact_change(struct req *r)
{
	const struct contact_in *in = r->in;
	struct otp_wish wish = { .purpose = "change", .address = in->phone ? in->phone : in->email,
				 .network = network(r), .user_id = r->work.who.user_id };
	struct otp *o = arena_get(r->work.arena, sizeof *o);
	struct user u;

	if (!wish.address)
		return input_wrong(r, "phone", ERR_MISSING_FIELD);
	TRY(check_own_password(r, "currentPassword", in->password, &u));
	TRY(send_code(r, &wish, o));
	put(r, NULL, otp_fields, o);
	return reply(r, 202);
}

static enum err set_password(struct req *r, void *ctx)
{
	const struct password_in *in = ctx;

	return user_password_set(&r->work, in->password);
}

enum err password_change(struct req *r)
{
	const struct password_in *in = r->in;
	const char *about[4];
	struct user u;

	TRY(check_own_password(r, "currentPassword", in->current, &u));
	about[0] = u.phone ? u.phone : u.email;
	about[1] = u.first_name ? u.first_name : "";
	about[2] = u.last_name ? u.last_name : "";
	about[3] = NULL;
	TRY(check_strength(r, in->password, about));
	TRY(step(r, set_password, r->in));
	return reply(r, 200);
}

enum err sessions_list(struct req *r)
{
	struct signin *list;
	size_t n;

	TRY(signin_list(&r->work, &list, &n));
	put_list(r, NULL, signin_fields, sizeof *list, list, n);
	return reply(r, 200);
}

enum err session_delete(struct req *r)
{
	const struct session_in *in = r->in;
	int64_t ended;

	TRY(signin_revoke(&r->work, in->id, 0, &ended));
	if (!ended)
		return fail(ERR_NOT_FOUND, "no such session");
	return reply(r, 200);
}

enum err sessions_delete(struct req *r)
{
	int64_t ended;

	TRY(signin_revoke(&r->work, 0, r->work.who.session_id, &ended));
	return reply(r, 200);
}
