/* join - behind the link of an invitation: who invites, as what, and the account that joins. */
#include "auth.h"

#include "base/id.h"
#include "domain/staff.h"
#include "http/session.h"

struct join_in {
	const char *token, *password, *first_name, *last_name;
};

const struct rule invited_rules[] = {
	{ ":token", V_TOKEN, AT(join_in, token), .need = true },
	{ .size = sizeof(struct join_in) },
};

const struct rule join_rules[] = {
	{ ":token", V_TOKEN, AT(join_in, token), .need = true },
	{ "firstName", V_TEXT, AT(join_in, first_name), .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(join_in, last_name), .min = 1, .max = 60 },
	{ "password", V_SECRET, AT(join_in, password), .min = USER_PASSWORD_MIN, .max = USER_PASSWORD_MAX,
	  .help = "for a new account; without one it is entered by codes" },
	{ .size = sizeof(struct join_in) },
};

const struct answer invited_answers[] = {
	{ 200, "Invited", invited_fields, .how = ANSWER_ONE },
	{ 0 },
};

enum err invited(struct req *r)
{
	const struct join_in *in = r->in;
	struct invitation *i = arena_get(r->work.arena, sizeof *i);

	TRY(staff_invited(&r->work, in->token, i));
	put(r, NULL, invited_fields, i);
	return reply(r, 200);
}

struct joining {
	const struct join_in *in;
	struct entry entry;
};

static enum err join_now(struct req *r, void *ctx)
{
	struct joining *j = ctx;
	struct entry *e = &j->entry;

	TRY(staff_join(&r->work, j->in->token, j->in->password, j->in->first_name, j->in->last_name, &e->u));
	return signin_begin(&r->work, e->u.key, e->kind, req_header(r, "User-Agent"), "invitation", &e->session, &e->token);
}

enum err join(struct req *r)
{
	const struct join_in *in = r->in;
	const char *const about[] = { in->first_name ? in->first_name : "", in->last_name ? in->last_name : "", NULL };
	struct joining j = { in, { .kind = r->is_page ? "web" : "refresh" } };
	struct invitation i;

	TRY(staff_invited(&r->work, in->token, &i));
	if (in->password)
		TRY(check_strength(r, in->password, about));
	TRY(step(r, join_now, &j));
	if (!r->is_page)
		return grant(r, &j.entry.u, j.entry.session, j.entry.token);
	session_cookie(r, j.entry.token);
	return reply_redirect(r, home_of(r, j.entry.u.role));
}
