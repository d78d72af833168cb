/* staff - the company's people: invited, given roles, suspended; and the log of what they did. */
#include "partner.h"

#include "base/str.h"
#include "domain/staff.h"

struct staff_in {
	int page, limit;
};

const struct rule staff_rules[] = {
	{ "page", V_COUNT, AT(staff_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(staff_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct staff_in) },
};

struct invite_in {
	int64_t id;
	const char *role, *phone, *email, *first_name, *last_name, *lang;
};

static const char *const langs[] = { "fr", "ar", "en", NULL };

const struct rule invite_rules[] = {
	{ "role", V_ENUM, AT(invite_in, role), .oneof = staff_roles, .need = true },
	{ "phone", V_PHONE, AT(invite_in, phone) },
	{ "email", V_EMAIL, AT(invite_in, email), .help = "when there is no phone: the link goes to one of them" },
	{ "firstName", V_TEXT, AT(invite_in, first_name), .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(invite_in, last_name), .min = 1, .max = 60 },
	{ "language", V_ENUM, AT(invite_in, lang), .oneof = langs },
	{ .size = sizeof(struct invite_in) },
};

const struct rule invitation_rules[] = {
	{ ":id", V_ID("invitation"), AT(invite_in, id), .need = true },
	{ .size = sizeof(struct invite_in) },
};

struct member_in {
	const char *id, *role, *reason;
};

const struct rule member_rules[] = {
	{ ":id", V_PUBLIC("user"), AT(member_in, id), .need = true },
	{ "reason", V_TEXT, AT(member_in, reason), .max = 200 },
	{ .size = sizeof(struct member_in) },
};

const struct rule role_rules[] = {
	{ ":id", V_PUBLIC("user"), AT(member_in, id), .need = true },
	{ "role", V_ENUM, AT(member_in, role), .oneof = staff_roles, .need = true },
	{ .size = sizeof(struct member_in) },
};

struct audit_in {
	int64_t before;
	int limit;
};

const struct rule audit_rules[] = {
	{ "before", V_ID("deed"), AT(audit_in, before), .help = "goes on below this line" },
	{ "limit", V_COUNT, AT(audit_in, limit), .min = 1, .max = 100, .dflt = "50" },
	{ .size = sizeof(struct audit_in) },
};

const struct answer staff_answers[] = {
	{ 200, "StaffMember", member_fields, .how = ANSWER_LIST, .pages = true },
	{ 0 },
};
const struct answer invitations_answers[] = {
	{ 200, "Invitation", invitation_fields, .how = ANSWER_LIST },
	{ 0 },
};
const struct answer invite_answers[] = {
	{ 201, "Invitation", invitation_fields, .how = ANSWER_ONE },
	{ 0 },
};
const struct answer staff_done_answers[] = {
	{ .status = 200 },
	{ 0 },
};
const struct answer audit_answers[] = {
	{ 200, "Deed", deed_fields, .how = ANSWER_LIST },
	{ 0 },
};

enum err staff(struct req *r)
{
	const struct staff_in *in = r->in;
	struct invitation *open;
	struct member *list;
	int64_t total;
	size_t n, waiting;

	TRY(staff_list(&r->work, in->page, in->limit, &list, &n, &total));
	put_list(r, r->is_page ? "staff" : NULL, member_fields, sizeof *list, list, n);
	put_pagination(r, in->page, in->limit, total);
	if (!r->is_page)
		return reply(r, 200);
	TRY(staff_invitations(&r->work, &open, &waiting));
	put_list(r, "invitations", invitation_fields, sizeof *open, open, waiting);
	return reply(r, 200);
}

enum err invitations(struct req *r)
{
	struct invitation *list;
	size_t n;

	TRY(staff_invitations(&r->work, &list, &n));
	put_list(r, NULL, invitation_fields, sizeof *list, list, n);
	return reply(r, 200);
}

enum err invite_page(struct req *r)
{
	return reply(r, 200);
}

static enum err back(struct req *r)
{
	return reply_redirect(r, req_page(r, "/partner/staff"));
}

enum err invite(struct req *r)
{
	const struct invite_in *in = r->in;
	struct invitation *i = arena_get(r->work.arena, sizeof *i);

	*i = (struct invitation){ .role = in->role, .address = in->phone ? in->phone : in->email,
				  .first_name = in->first_name, .last_name = in->last_name };
	if (!i->address)
		return input_wrong(r, "phone", ERR_MISSING_FIELD);
	TRY(staff_invite(&r->work, i, in->lang ? in->lang : lang_code(r->work.lang)));
	if (r->is_page)
		return back(r);
	put(r, NULL, invitation_fields, i);
	return reply(r, 201);
}

enum err uninvite(struct req *r)
{
	const struct invite_in *in = r->in;

	TRY(staff_uninvite(&r->work, in->id));
	return r->is_page ? back(r) : reply(r, 200);
}

static enum err stop(struct req *r, bool yes)
{
	const struct member_in *in = r->in;

	TRY(staff_stop(&r->work, in->id, yes, in->reason));
	return r->is_page ? back(r) : reply(r, 200);
}

enum err suspend(struct req *r)
{
	return stop(r, true);
}

enum err reinstate(struct req *r)
{
	return stop(r, false);
}

enum err give_role(struct req *r)
{
	const struct member_in *in = r->in;

	TRY(staff_give_role(&r->work, in->id, in->role));
	return r->is_page ? back(r) : reply(r, 200);
}

enum err audit(struct req *r)
{
	const struct audit_in *in = r->in;
	struct deed *list;
	size_t n;

	TRY(staff_deeds(&r->work, in->before, in->limit, &list, &n));
	put_list(r, r->is_page ? "deeds" : NULL, deed_fields, sizeof *list, list, n);
	if (r->is_page && n == (size_t)in->limit)
		put_fact(r, "older", arena_printf(r->work.arena, "deed_%lld", (long long)list[n - 1].id));
	return reply(r, 200);
}
