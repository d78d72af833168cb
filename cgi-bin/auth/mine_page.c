/* mine_page - pages of the account: profile, sign-in and devices, saved things, data. Forms only, no script. */
#include "mine.h"

#include <string.h>

#include "base/str.h"
#include "http/session.h"

static const char *const langs[] = { "fr", "ar", "en", NULL };
static const char *const kinds[] = { "cib", "edahabia", "cash", "wallet", NULL };

struct profile_form_in {
	const char *first_name, *last_name, *lang;
	bool sms, email;
};

const struct rule profile_form_rules[] = {
	{ "firstName", V_TEXT, AT(profile_form_in, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(profile_form_in, last_name), .need = true, .min = 1, .max = 60 },
	{ "language", V_ENUM, AT(profile_form_in, lang), .oneof = langs, .need = true },
	{ "noticesSms", V_BOOL, AT(profile_form_in, sms) },
	{ "noticesEmail", V_BOOL, AT(profile_form_in, email) },
	{ .size = sizeof(struct profile_form_in) },
};

struct moved_in {
	const char *phone, *email, *password;
};

const struct rule contact_form_rules[] = {
	{ "phone", V_PHONE, AT(moved_in, phone) },
	{ "email", V_EMAIL, AT(moved_in, email) },
	{ "contactPassword", V_SECRET, AT(moved_in, password), .min = 1, .max = USER_PASSWORD_MAX },
	{ .size = sizeof(struct moved_in) },
};

struct end_in {
	int64_t id;
};

const struct rule end_rules[] = {
	{ "session", V_ID("session"), AT(end_in, id), .help = "one; without it all but this" },
	{ .size = sizeof(struct end_in) },
};

const struct rule passenger_form_rules[] = {
	{ "firstName", V_TEXT, AT(passenger_in, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(passenger_in, last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(passenger_in, id_number), .max = 30 },
	{ "age", V_COUNT, AT(passenger_in, age), .min = 1, .max = 130 },
	{ .size = sizeof(struct passenger_in) },
};

const struct rule method_form_rules[] = {
	{ "kind", V_ENUM, AT(method_in, kind), .oneof = kinds, .need = true },
	{ "isDefault", V_BOOL, AT(method_in, is_default) },
	{ .size = sizeof(struct method_in) },
};

struct offers_in {
	bool offers, statistics;
};

const struct rule consents_form_rules[] = {
	{ "offers", V_BOOL, AT(offers_in, offers) },
	{ "statistics", V_BOOL, AT(offers_in, statistics) },
	{ .size = sizeof(struct offers_in) },
};

struct erase_page_in {
	const char *challenge;
};

const struct rule erase_page_rules[] = {
	{ "challenge", V_PUBLIC("code"), AT(erase_page_in, challenge) },
	{ .size = sizeof(struct erase_page_in) },
};

const struct rule erase_form_rules[] = {
	{ "currentPassword", V_SECRET, AT(erase_in, password), .min = 1, .max = USER_PASSWORD_MAX },
	{ "challenge", V_PUBLIC("code"), AT(erase_in, challenge) },
	{ "code", V_SECRET, AT(erase_in, code), .min = 1, .max = 24 },
	{ .size = sizeof(struct erase_in) },
};

static enum err put_self(struct req *r)
{
	struct user *u = arena_get(r->work.arena, sizeof *u);

	TRY(user_find(&r->work, r->work.who.user_id, u));
	put(r, "user", user_fields, u);
	return OK;
}

static enum err back(struct req *r, const char *page)
{
	return reply_redirect(r, req_page(r, page));
}

enum err profile_page(struct req *r)
{
	struct choices *c = arena_get(r->work.arena, sizeof *c);

	TRY(put_self(r));
	TRY(account_choices(&r->work, c));
	put(r, "choices", choices_fields, c);
	return reply(r, 200);
}

enum err profile_post(struct req *r)
{
	const struct profile_form_in *in = r->in;

	TRY(account_update(&r->work, in->first_name, in->last_name, in->lang));
	TRY(account_choose(&r->work, "notices_sms", in->sms));
	TRY(account_choose(&r->work, "notices_email", in->email));
	return reply_redirect(r, arena_printf(r->work.arena, "/%s/account/profile", in->lang));
}

enum err security_page(struct req *r)
{
	struct signin *list;
	size_t n;

	TRY(put_self(r));
	TRY(signin_list(&r->work, &list, &n));
	put_list(r, "sessions", signin_fields, sizeof *list, list, n);
	return reply(r, 200);
}

enum err contact_post(struct req *r)
{
	const struct moved_in *in = r->in;
	struct otp_wish wish = { .purpose = "change", .address = in->phone ? in->phone : in->email,
				 .network = network(r), .user_id = r->work.who.user_id };
	struct otp o;
	struct user u;

	if (!wish.address)
		return input_wrong(r, "phone", ERR_MISSING_FIELD);
	TRY(check_own_password(r, "contactPassword", in->password, &u));
	TRY(send_code(r, &wish, &o));
	return reply_redirect(r, arena_printf(r->work.arena, "%s?challenge=code_%s", req_page(r, "/account/confirm"), o.id));
}

static enum err change(struct req *r, void *ctx)
{
	const struct code_in *in = ctx;

	return otp_change(&r->work, in->challenge);
}

enum err confirm_post(struct req *r)
{
	const struct code_in *in = r->in;
	const char *purpose;

	TRY(check_own_code(r, in->challenge, in->code, "change", &purpose));
	TRY(step(r, change, r->in));
	return back(r, "/account/security");
}

enum err password_post(struct req *r)
{
	TRY(password_change(r));
	return back(r, "/account/security");
}

enum err end_post(struct req *r)
{
	const struct end_in *in = r->in;
	int64_t ended;

	TRY(signin_revoke(&r->work, in->id, in->id ? 0 : r->work.who.session_id, &ended));
	return back(r, "/account/security");
}

enum err saved_page(struct req *r)
{
	struct companion *people;
	struct method_of_pay *methods;
	size_t n, k;

	TRY(account_companions(&r->work, &people, &n));
	TRY(account_methods(&r->work, &methods, &k));
	put_list(r, "passengers", companion_fields, sizeof *people, people, n);
	put_list(r, "methods", method_of_pay_fields, sizeof *methods, methods, k);
	return reply(r, 200);
}

enum err passenger_post(struct req *r)
{
	TRY(passenger_add(r));
	return back(r, "/account/saved");
}

enum err passenger_drop_post(struct req *r)
{
	TRY(passenger_drop(r));
	return back(r, "/account/saved");
}

enum err method_post(struct req *r)
{
	TRY(method_add(r));
	return back(r, "/account/saved");
}

enum err method_drop_post(struct req *r)
{
	TRY(method_drop(r));
	return back(r, "/account/saved");
}

/* What holds of a subject now: the newest line about it. */
static bool holds(const struct consent *list, size_t n, const char *subject)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].subject, subject) == 0)
			return list[i].granted;
	return false;
}

enum err data_page(struct req *r)
{
	struct export *e = arena_get(r->work.arena, sizeof *e);
	struct consent *list;
	bool known;
	size_t n;

	TRY(account_consents(&r->work, &list, &n));
	TRY(account_export_newest(&r->work, e, &known));
	put_list(r, "consents", consent_fields, sizeof *list, list, n);
	put_fact(r, "offers", holds(list, n, "offers") ? "1" : "");
	put_fact(r, "statistics", holds(list, n, "statistics") ? "1" : "");
	if (known) {
		put(r, "export", export_fields, e);
		r->refresh_s = strcmp(e->status, "making") == 0 ? 2 : 0;
	}
	return reply(r, 200);
}

/* Only what changes becomes a line of the record. */
enum err consents_post(struct req *r)
{
	const struct offers_in *in = r->in;
	struct consent *list;
	size_t n;

	TRY(account_consents(&r->work, &list, &n));
	if (holds(list, n, "offers") != in->offers)
		TRY(account_consent_put(&r->work, "offers", in->offers));
	if (holds(list, n, "statistics") != in->statistics)
		TRY(account_consent_put(&r->work, "statistics", in->statistics));
	return back(r, "/account/data");
}

enum err export_post(struct req *r)
{
	TRY(export_ask(r));
	return back(r, "/account/data");
}

enum err erase_page(struct req *r)
{
	const struct erase_page_in *in = r->in;

	TRY(put_self(r));
	put_fact(r, "challenge", in->challenge ? arena_printf(r->work.arena, "code_%s", in->challenge) : "");
	return reply(r, 200);
}

enum err erase_code_post(struct req *r)
{
	struct otp_wish wish = { .purpose = "erase", .network = network(r), .user_id = r->work.who.user_id };
	struct user u;
	struct otp o;

	TRY(user_find(&r->work, r->work.who.user_id, &u));
	wish.address = u.phone ? u.phone : u.email;
	TRY(send_code(r, &wish, &o));
	return reply_redirect(r, arena_printf(r->work.arena, "%s?challenge=code_%s", req_page(r, "/account/erase"), o.id));
}

enum err erase_post(struct req *r)
{
	TRY(erase(r));
	session_cookie(r, NULL);
	return back(r, "/");
}
