/* account - own profile, choices, passengers, ways to pay, consents, copy and end. */
#include "domain/account.h"

#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/when.h"
#include "store/db.h"
#include "store/objects.h"

/* Of the words a consent is about; a new text gets a new one. */
static const char words_version[] = "1";

const struct field favourite_fields[] = {
	{ "id", F_ID("place"), AT(favourite, id), "id" },
	{ "slug", F_TEXT, AT(favourite, slug), "slug" },
	{ "name", F_NAMES, AT(favourite, name), "name" },
	{ 0 },
};

const struct field choices_fields[] = {
	{ "language", F_TEXT, AT(choices, lang), "lang" },
	{ "noticesSms", F_BOOL, AT(choices, notices_sms), "notices_sms" },
	{ "noticesEmail", F_BOOL, AT(choices, notices_email), "notices_email" },
	{ "favouritePlaces", F_LIST, AT(choices, favourites), .sub = favourite_fields, .size = sizeof(struct favourite),
	  .count_at = offsetof(struct choices, n_favourites) },
	{ 0 },
};

const struct field companion_fields[] = {
	{ "id", F_ID("passenger"), AT(companion, id), "id" },
	{ "firstName", F_TEXT, AT(companion, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(companion, last_name), "last_name" },
	{ "idNumber", F_TEXT, AT(companion, id_number), "id_number" },
	{ "age", F_COUNT, AT(companion, age), "age", .help = "0 when it is not known" },
	{ 0 },
};

const struct field method_of_pay_fields[] = {
	{ "id", F_ID("method"), AT(method_of_pay, id), "id" },
	{ "kind", F_ENUM("pay_kind"), AT(method_of_pay, kind), "kind" },
	{ "label", F_TEXT, AT(method_of_pay, label), "label" },
	{ "isDefault", F_BOOL, AT(method_of_pay, is_default), "is_default" },
	{ 0 },
};

const struct field consent_fields[] = {
	{ "subject", F_ENUM("consent"), AT(consent, subject), "subject" },
	{ "version", F_TEXT, AT(consent, version), "version" },
	{ "granted", F_BOOL, AT(consent, granted), "granted" },
	{ "at", F_TIME, AT(consent, at), "at" },
	{ 0 },
};

const struct field export_fields[] = {
	{ "id", F_PUBLIC("export"), AT(export, id), "public_id" },
	{ "status", F_ENUM("export_state"), AT(export, status) },
	{ "createdAt", F_TIME, AT(export, created_at), "created_at" },
	{ "readyAt", F_TIME, AT(export, ready_at), "ready_at" },
	{ "objectKey", F_TEXT, AT(export, object_key), "object_key", .see = SEE_NONE },
	{ 0 },
};

static const struct field asked_fields[] = {
	{ "id", F_PUBLIC("export"), AT(export, id), "public_id" },
	{ "createdAt", F_TIME, AT(export, created_at), "created_at" },
	{ 0 },
};

struct kept {
	int64_t id;
};

static const struct field kept_fields[] = {
	{ "id", F_INT, AT(kept, id), "id" },
	{ 0 },
};

static struct param self(const struct work *w)
{
	return p_int(w->who.user_id);
}

enum err account_update(struct work *w, const char *first_name, const char *last_name, const char *lang)
{
	return db_run(w, Q_USER_UPDATE, (struct param[]){ self(w), p_text(first_name), p_text(last_name), p_text(lang),
							  p_text(w->request_id) });
}

enum err account_choices(struct work *w, struct choices *out)
{
	static const struct field own[] = {
		{ "language", F_TEXT, AT(choices, lang), "lang" },
		{ "noticesSms", F_BOOL, AT(choices, notices_sms), "notices_sms" },
		{ "noticesEmail", F_BOOL, AT(choices, notices_email), "notices_email" },
		{ 0 },
	};
	struct param p[] = { self(w) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_PREFERENCE_FIND, p, own, out, NULL);
	db_later_list(w, Q_PREFERENCE_PLACES, p, favourite_fields, sizeof(struct favourite), &out->favourites,
		      &out->n_favourites);
	return db_flush(w);
}

enum err account_choose(struct work *w, const char *key, bool yes)
{
	return db_run(w, Q_PREFERENCE_PUT, (struct param[]){ self(w), p_text(key), p_text(yes ? "true" : "false") });
}

enum err account_favour(struct work *w, const int64_t *places, size_t n)
{
	return db_run(w, Q_PREFERENCE_FAVOURITES, (struct param[]){ self(w), p_ints(places, n) });
}

enum err account_companions(struct work *w, struct companion **list, size_t *n)
{
	return db_list(w, Q_PASSENGER_LIST, (struct param[]){ self(w) }, companion_fields, sizeof(struct companion), list, n);
}

enum err account_companion_put(struct work *w, struct companion *c)
{
	struct kept k = { 0 };

	TRY(db_one(w, Q_PASSENGER_PUT,
		   (struct param[]){ self(w), c->id ? p_int(c->id) : p_null(), p_text(c->first_name), p_text(c->last_name),
				     p_text(c->id_number), c->age ? p_int(c->age) : p_null() },
		   kept_fields, &k));
	c->id = k.id;
	return OK;
}

enum err account_companion_drop(struct work *w, int64_t id)
{
	return db_run(w, Q_PASSENGER_DROP, (struct param[]){ self(w), p_int(id) });
}

enum err account_methods(struct work *w, struct method_of_pay **list, size_t *n)
{
	return db_list(w, Q_METHOD_LIST, (struct param[]){ self(w) }, method_of_pay_fields, sizeof(struct method_of_pay), list,
		       n);
}

enum err account_method_put(struct work *w, struct method_of_pay *m)
{
	struct kept k = { 0 };

	TRY(db_one(w, Q_METHOD_PUT, (struct param[]){ self(w), p_text(m->kind), p_text(m->label), p_bool(m->is_default) },
		   kept_fields, &k));
	m->id = k.id;
	return OK;
}

enum err account_method_drop(struct work *w, int64_t id)
{
	return db_run(w, Q_METHOD_DROP, (struct param[]){ self(w), p_int(id) });
}

enum err account_consents(struct work *w, struct consent **list, size_t *n)
{
	return db_list(w, Q_CONSENT_LIST, (struct param[]){ self(w) }, consent_fields, sizeof(struct consent), list, n);
}

enum err account_consent_put(struct work *w, const char *subject, bool granted)
{
	return db_run(w, Q_CONSENT_PUT, (struct param[]){ self(w), p_text(subject), p_text(words_version), p_bool(granted) });
}

enum err account_export_ask(struct work *w, struct export *out)
{
	char id[ID_CHARS + 1];

	id_new(id);
	memset(out, 0, sizeof *out);
	out->status = "making";
	out->ready_at = WHEN_NONE;
	return db_one(w, Q_EXPORT_ASK,
		      (struct param[]){ self(w), p_public(id), p_text(arena_printf(w->arena, "export-%s.json", id)),
					p_text(w->request_id) },
		      asked_fields, out);
}

static const char *file_of(struct work *w, struct export *e)
{
	const char *path = objects_path(w, e->object_key, conf_int(CONF_DOCUMENT_KEEP_H) * 3600);

	e->status = e->ready_at == WHEN_NONE ? "making" : path ? "ready" : "gone";
	return e->ready_at == WHEN_NONE ? NULL : path;
}

enum err account_export_find(struct work *w, const char *id, struct export *out, const char **path)
{
	memset(out, 0, sizeof *out);
	TRY(db_one(w, Q_EXPORT_FIND, (struct param[]){ self(w), p_public(id) }, export_fields, out));
	*path = file_of(w, out);
	return OK;
}

enum err account_export_newest(struct work *w, struct export *out, bool *known)
{
	memset(out, 0, sizeof *out);
	TRY(db_maybe(w, Q_EXPORT_NEWEST, (struct param[]){ self(w) }, export_fields, out, known));
	if (*known)
		file_of(w, out);
	return OK;
}

struct copy {
	const char *key, *data;
};

static const struct field copy_fields[] = {
	{ "key", F_TEXT, AT(copy, key), "object_key" },
	{ "data", F_TEXT, AT(copy, data), "data" },
	{ 0 },
};

enum err account_export_make(struct work *w, int64_t export)
{
	struct param id[] = { p_int(export) };
	struct copy c = { 0 };
	bool wanted;

	TRY(db_maybe(w, Q_EXPORT_DATA, id, copy_fields, &c, &wanted));
	if (!wanted)
		return OK;
	TRY(objects_put(w, c.key, c.data, strlen(c.data)));
	return db_run(w, Q_EXPORT_READY, id);
}

enum err account_erase(struct work *w)
{
	return db_run(w, Q_USER_ERASE, (struct param[]){ self(w), p_text(w->request_id) });
}
