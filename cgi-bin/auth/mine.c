/* mine - what belongs to the person who is signed in: names, choices, passengers, ways to pay, data. */
#include "mine.h"

#include <stdio.h>

#include "base/id.h"
#include "base/str.h"
#include "http/input.h"

static const char *const langs[] = { "fr", "ar", "en", NULL };
static const char *const kinds[] = { "cib", "edahabia", "cash", "wallet", NULL };
static const char *const subjects[] = { "terms", "offers", "statistics", NULL };

const struct rule profile_rules[] = {
	{ "firstName", V_TEXT, AT(profile_in, first_name), .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(profile_in, last_name), .min = 1, .max = 60 },
	{ "language", V_ENUM, AT(profile_in, lang), .oneof = langs },
	{ .size = sizeof(struct profile_in) },
};

const struct rule choices_rules[] = {
	{ "language", V_ENUM, AT(choices_in, lang), .oneof = langs },
	{ "noticesSms", V_BOOL, AT(choices_in, sms), .given_at = offsetof(struct choices_in, sms_given) },
	{ "noticesEmail", V_BOOL, AT(choices_in, email), .given_at = offsetof(struct choices_in, email_given) },
	{ "favouritePlaces", V_TEXTS, AT(choices_in, places), .max = 20, .count_at = offsetof(struct choices_in, n_places),
	  .given_at = offsetof(struct choices_in, places_given), .help = "ids of places" },
	{ .size = sizeof(struct choices_in) },
};

const struct rule passenger_rules[] = {
	{ "firstName", V_TEXT, AT(passenger_in, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(passenger_in, last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(passenger_in, id_number), .max = 30 },
	{ "age", V_COUNT, AT(passenger_in, age), .min = 1, .max = 130 },
	{ .size = sizeof(struct passenger_in) },
};

const struct rule passenger_change_rules[] = {
	{ ":id", V_ID("passenger"), AT(passenger_in, id), .need = true },
	{ "firstName", V_TEXT, AT(passenger_in, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(passenger_in, last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(passenger_in, id_number), .max = 30 },
	{ "age", V_COUNT, AT(passenger_in, age), .min = 1, .max = 130 },
	{ .size = sizeof(struct passenger_in) },
};

const struct rule passenger_id_rules[] = {
	{ ":id", V_ID("passenger"), AT(passenger_in, id), .need = true },
	{ .size = sizeof(struct passenger_in) },
};

const struct rule method_rules[] = {
	{ "kind", V_ENUM, AT(method_in, kind), .oneof = kinds, .need = true },
	{ "label", V_TEXT, AT(method_in, label), .max = 40, .help = "a name for it; never a card number" },
	{ "isDefault", V_BOOL, AT(method_in, is_default) },
	{ .size = sizeof(struct method_in) },
};

const struct rule method_id_rules[] = {
	{ ":id", V_ID("method"), AT(method_in, id), .need = true },
	{ .size = sizeof(struct method_in) },
};

const struct rule consent_rules[] = {
	{ "subject", V_ENUM, AT(consent_in, subject), .oneof = subjects, .need = true },
	{ "granted", V_BOOL, AT(consent_in, granted), .need = true },
	{ .size = sizeof(struct consent_in) },
};

const struct rule export_rules[] = {
	{ ":id", V_PUBLIC("export"), AT(export_in, id), .need = true },
	{ .size = sizeof(struct export_in) },
};

const struct rule erase_rules[] = {
	{ "currentPassword", V_SECRET, AT(erase_in, password), .min = 1, .max = USER_PASSWORD_MAX,
	  .help = "when the account has one" },
	{ "challengeId", V_PUBLIC("code"), AT(erase_in, challenge), .help = "else a code, see erase/code" },
	{ "code", V_SECRET, AT(erase_in, code), .min = 1, .max = 24 },
	{ .size = sizeof(struct erase_in) },
};

const struct answer choices_answers[] = {
	{ 200, "Preferences", choices_fields, .how = ANSWER_ONE },
	{ 0 },
};
const struct answer passengers_answers[] = {
	{ 200, "SavedPassenger", companion_fields, .how = ANSWER_LIST },
	{ 0 },
};
const struct answer passenger_answers[] = {
	{ 200, "SavedPassenger", companion_fields, .how = ANSWER_ONE },
	{ 0 },
};
const struct answer passenger_made_answers[] = {
	{ 201, "SavedPassenger", companion_fields, .how = ANSWER_ONE },
	{ 0 },
};
const struct answer methods_answers[] = {
	{ 200, "PaymentMethod", method_of_pay_fields, .how = ANSWER_LIST },
	{ 0 },
};
const struct answer method_made_answers[] = {
	{ 201, "PaymentMethod", method_of_pay_fields, .how = ANSWER_ONE },
	{ 0 },
};
const struct answer consents_answers[] = {
	{ 200, "Consent", consent_fields, .how = ANSWER_LIST },
	{ 0 },
};
const struct answer consent_answers[] = {
	{ .status = 201 },
	{ 0 },
};
const struct answer export_answers[] = {
	{ 202, "Export", export_fields, .how = ANSWER_ONE },
	{ 0 },
};
const struct answer export_state_answers[] = {
	{ 200, "Export", export_fields, .how = ANSWER_ONE },
	{ 0 },
};

enum err profile_update(struct req *r)
{
	const struct profile_in *in = r->in;

	TRY(account_update(&r->work, in->first_name, in->last_name, in->lang));
	return r->is_page ? reply(r, 200) : me(r);
}

enum err choices_show(struct req *r)
{
	struct choices *c = arena_get(r->work.arena, sizeof *c);

	TRY(account_choices(&r->work, c));
	put(r, NULL, choices_fields, c);
	return reply(r, 200);
}

/* "place_12" each; anything else is no place. */
static enum err favour(struct req *r, const char *const *places, size_t n)
{
	int64_t *ids = arena_get(r->work.arena, (n + 1) * sizeof *ids);

	for (size_t i = 0; i < n; i++)
		if (!id_number(places[i], "place", &ids[i]))
			return input_wrong(r, "favouritePlaces", ERR_UNKNOWN_PLACE);
	return account_favour(&r->work, ids, n);
}

enum err choices_change(struct req *r)
{
	const struct choices_in *in = r->in;

	if (in->lang)
		TRY(account_update(&r->work, NULL, NULL, in->lang));
	if (in->sms_given)
		TRY(account_choose(&r->work, "notices_sms", in->sms));
	if (in->email_given)
		TRY(account_choose(&r->work, "notices_email", in->email));
	if (in->places_given)
		TRY(favour(r, in->places, in->n_places));
	return choices_show(r);
}

enum err passengers_list(struct req *r)
{
	struct companion *list;
	size_t n;

	TRY(account_companions(&r->work, &list, &n));
	put_list(r, NULL, companion_fields, sizeof *list, list, n);
	return reply(r, 200);
}

static enum err keep_passenger(struct req *r, int status)
{
	const struct passenger_in *in = r->in;
	struct companion *c = arena_get(r->work.arena, sizeof *c);

	*c = (struct companion){ in->id, in->first_name, in->last_name, in->id_number, in->age };
	TRY(account_companion_put(&r->work, c));
	put(r, NULL, companion_fields, c);
	return reply(r, status);
}

enum err passenger_add(struct req *r)
{
	return keep_passenger(r, 201);
}

enum err passenger_change(struct req *r)
{
	return keep_passenger(r, 200);
}

enum err passenger_drop(struct req *r)
{
	const struct passenger_in *in = r->in;

	TRY(account_companion_drop(&r->work, in->id));
	return reply(r, 200);
}

enum err methods_list(struct req *r)
{
	struct method_of_pay *list;
	size_t n;

	TRY(account_methods(&r->work, &list, &n));
	put_list(r, NULL, method_of_pay_fields, sizeof *list, list, n);
	return reply(r, 200);
}

/* Eight digits in a row are on their way to being a card number: none is kept. */
static bool like_a_card(const char *label)
{
	int digits = 0;

	for (; label && *label; label++) {
		if (*label >= '0' && *label <= '9')
			digits++;
		else if (*label != ' ' && *label != '-' && *label != '.')
			digits = 0;
		if (digits >= 8)
			return true;
	}
	return false;
}

enum err method_add(struct req *r)
{
	const struct method_in *in = r->in;
	struct method_of_pay *m = arena_get(r->work.arena, sizeof *m);

	if (like_a_card(in->label ? str_digits(r->work.arena, in->label) : NULL))
		return input_wrong(r, "label", ERR_INPUT);
	*m = (struct method_of_pay){ 0, in->kind, in->label, in->is_default };
	TRY(account_method_put(&r->work, m));
	put(r, NULL, method_of_pay_fields, m);
	return reply(r, 201);
}

enum err method_drop(struct req *r)
{
	const struct method_in *in = r->in;

	TRY(account_method_drop(&r->work, in->id));
	return reply(r, 200);
}

enum err consents_list(struct req *r)
{
	struct consent *list;
	size_t n;

	TRY(account_consents(&r->work, &list, &n));
	put_list(r, NULL, consent_fields, sizeof *list, list, n);
	return reply(r, 200);
}

enum err consent_add(struct req *r)
{
	const struct consent_in *in = r->in;

	TRY(account_consent_put(&r->work, in->subject, in->granted));
	return reply(r, 201);
}

enum err export_ask(struct req *r)
{
	struct export *e = arena_get(r->work.arena, sizeof *e);

	TRY(account_export_ask(&r->work, e));
	put(r, NULL, export_fields, e);
	return reply(r, 202);
}

enum err export_show(struct req *r)
{
	const struct export_in *in = r->in;
	struct export *e = arena_get(r->work.arena, sizeof *e);
	const char *path;

	TRY(account_export_find(&r->work, in->id, e, &path));
	put(r, NULL, export_fields, e);
	return reply(r, 200);
}

enum err export_file(struct req *r)
{
	const struct export_in *in = r->in;
	struct export e;
	const char *path;

	TRY(account_export_find(&r->work, in->id, &e, &path));
	if (!path)
		return fail(ERR_NOT_FOUND, "copy is %s", e.status);
	return reply_file(r, path, "abrid.json");
}

enum err erase_code(struct req *r)
{
	struct otp_wish wish = { .purpose = "erase", .network = network(r), .user_id = r->work.who.user_id };
	struct otp *o = arena_get(r->work.arena, sizeof *o);
	struct user u;

	TRY(user_find(&r->work, r->work.who.user_id, &u));
	wish.address = u.phone ? u.phone : u.email;
	TRY(send_code(r, &wish, o));
	put(r, NULL, otp_fields, o);
	return reply(r, 202);
}

static enum err forget(struct req *r, void *ctx)
{
	(void)ctx;
	return account_erase(&r->work);
}

/* A password, or a code: what proves it is the person, and not somebody at a phone left open. */
enum err erase(struct req *r)
{
	const struct erase_in *in = r->in;
	const char *purpose;
	struct user u;

	if (in->challenge && in->code) {
		TRY(check_own_code(r, in->challenge, in->code, "erase", &purpose));
	} else {
		TRY(check_own_password(r, "currentPassword", in->password, &u));
		if (!u.has_password)
			return input_wrong(r, "code", ERR_MISSING_FIELD);
	}
	TRY(step(r, forget, NULL));
	return reply(r, 200);
}
