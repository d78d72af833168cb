/* staff - people of companies: invited, joined, suspended, watched. */
#include "domain/staff.h"

#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/ring.h"
#include "base/str.h"
#include "domain/otp.h"
#include "store/db.h"

enum { DAYS = RING_INVITATION_S / 86400 };

const char *const staff_roles[] = { "driver", "conductor", "partner_planner", "partner_cashier", "partner_accountant",
				    "partner_viewer", "partner_owner", NULL };

const struct field member_fields[] = {
	{ "id", F_PUBLIC("user"), AT(member, id), "public_id" },
	{ "firstName", F_TEXT, AT(member, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(member, last_name), "last_name" },
	{ "role", F_ENUM("role"), AT(member, role), "role" },
	{ "phone", F_TEXT, AT(member, phone), "phone" },
	{ "email", F_TEXT, AT(member, email), "email" },
	{ "active", F_BOOL, AT(member, active), "active" },
	{ "createdAt", F_TIME, AT(member, created_at), "created_at" },
	{ "usedAt", F_TIME, AT(member, used_at), "used_at", .help = "last use of a session that still runs" },
	{ 0 },
};

const struct field invitation_fields[] = {
	{ "id", F_ID("invitation"), AT(invitation, id), "id" },
	{ "role", F_ENUM("role"), AT(invitation, role), "role" },
	{ "channel", F_ENUM("notice_channel"), AT(invitation, channel), "channel" },
	{ "address", F_TEXT, AT(invitation, address), "address" },
	{ "firstName", F_TEXT, AT(invitation, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(invitation, last_name), "last_name" },
	{ "createdAt", F_TIME, AT(invitation, created_at), "created_at" },
	{ "expiresAt", F_TIME, AT(invitation, expires_at), "expires_at" },
	{ 0 },
};

const struct field invited_fields[] = {
	{ "company", F_NAMES, AT(invitation, company), "company" },
	{ "role", F_ENUM("role"), AT(invitation, role), "role" },
	{ "channel", F_ENUM("notice_channel"), AT(invitation, channel), "channel" },
	{ "firstName", F_TEXT, AT(invitation, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(invitation, last_name), "last_name" },
	{ "hasAccount", F_BOOL, AT(invitation, known), "known" },
	{ 0 },
};

const struct field deed_fields[] = {
	{ "id", F_ID("deed"), AT(deed, id), "id" },
	{ "at", F_TIME, AT(deed, at), "at" },
	{ "actor", F_TEXT, AT(deed, actor), "actor", .help = "person, partner, platform or system" },
	{ "userId", F_PUBLIC("user"), AT(deed, person), "person" },
	{ "name", F_TEXT, AT(deed, name), "name", .help = "null once the person was erased" },
	{ "action", F_ENUM("deed"), AT(deed, action), "action" },
	{ "object", F_TEXT, AT(deed, object), "object" },
	{ "fields", F_WORDS("audit_field"), AT(deed, fields), "fields" },
	{ "before", F_TEXT, AT(deed, was), "was_hash", .help = "keyed hash" },
	{ "after", F_TEXT, AT(deed, became), "became_hash", .help = "keyed hash" },
	{ "reason", F_TEXT, AT(deed, reason), "reason" },
	{ "requestId", F_TEXT, AT(deed, request), "request_id" },
	{ 0 },
};

struct total {
	int64_t total;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

struct made {
	int64_t id;
};

static const struct field made_fields[] = {
	{ "id", F_INT, AT(made, id), "id" },
	{ 0 },
};

enum err staff_list(struct work *w, int page, int limit, struct member **list, size_t *n, int64_t *total)
{
	struct total t = { 0 };

	db_later_list(w, Q_PARTNER_STAFF, (struct param[]){ p_int(limit), p_int((int64_t)(page - 1) * limit) }, member_fields,
		      sizeof(struct member), list, n);
	db_later_one(w, Q_PARTNER_STAFF_COUNT, NULL, total_fields, &t, NULL);
	TRY(db_flush(w));
	*total = t.total;
	return OK;
}

enum err staff_stop(struct work *w, const char *id, bool stop, const char *why)
{
	return db_run(w, Q_PARTNER_STAFF_STOP, (struct param[]){ p_int(w->who.user_id), p_public(id), p_bool(stop), p_text(why),
								 p_text(w->request_id) });
}

enum err staff_give_role(struct work *w, const char *id, const char *role)
{
	return db_run(w, Q_PARTNER_STAFF_ROLE, (struct param[]){ p_int(w->who.user_id), p_public(id), p_text(role),
								 p_text(w->request_id) });
}

enum err staff_invitations(struct work *w, struct invitation **list, size_t *n)
{
	return db_list(w, Q_PARTNER_INVITATIONS, NULL, invitation_fields, sizeof(struct invitation), list, n);
}

/* What the link holds: it follows from the invitation's random id under a key, and is kept as a hash. */
static void token_of(const unsigned char *key, const char *id, char token[static ID_CHARS + 1])
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	unsigned char mac[ID_HASH];

	otp_hash_under(key, "invitation", id, mac);
	token[0] = letters[mac[0] & 7];
	for (int i = 1; i < ID_CHARS; i++)
		token[i] = letters[mac[i] & 31];
	token[ID_CHARS] = '\0';
}

enum err staff_invite(struct work *w, struct invitation *i, const char *lang)
{
	char id[ID_CHARS + 1], token[ID_CHARS + 1];
	unsigned char hash[ID_HASH];
	struct made m = { 0 };

	id_new(id);
	token_of(ring_key(RING_OTP), id, token);
	id_hash(token, ID_CHARS, hash);
	i->channel = strchr(i->address, '@') ? "email" : "sms";
	TRY(db_one(w, Q_PARTNER_INVITE,
		   (struct param[]){ p_int(w->who.user_id), p_public(id), p_text(i->role), p_text(i->channel),
				     p_text(i->address), p_text(i->first_name), p_text(i->last_name), p_text(lang),
				     p_bytes(hash, ID_HASH), p_int(DAYS), p_text(w->request_id) },
		   made_fields, &m));
	i->id = m.id;
	i->created_at = w->now;
	i->expires_at = w->now + (int64_t)DAYS * 86400 * 1000000;
	return OK;
}

enum err staff_uninvite(struct work *w, int64_t id)
{
	return db_run(w, Q_PARTNER_UNINVITE, (struct param[]){ p_int(w->who.user_id), p_int(id), p_text(w->request_id) });
}

/* The token whose hash was kept: its key may have been replaced since. */
static bool token_again(struct work *w, const char *id, const char *hash_hex, char token[static ID_CHARS + 1])
{
	const unsigned char *keys[RING_MOST];
	size_t n = ring_good(RING_OTP, RING_INVITATION_S, keys);
	unsigned char hash[ID_HASH];

	for (size_t i = 0; i < n; i++) {
		token_of(keys[i], id, token);
		id_hash(token, ID_CHARS, hash);
		if (str_eq(str_hex(w->arena, hash, ID_HASH), hash_hex))
			return true;
	}
	return false;
}

struct letter {
	const char *hash, *id, *channel, *address, *lang, *company;
};

static const struct field letter_fields[] = {
	{ "hash", F_TEXT, AT(letter, hash), "token_hash" },
	{ "id", F_PUBLIC("invitation"), AT(letter, id), "public_id" },
	{ "channel", F_TEXT, AT(letter, channel), "channel" },
	{ "address", F_TEXT, AT(letter, address), "address" },
	{ "lang", F_TEXT, AT(letter, lang), "lang" },
	{ "company", F_TEXT, AT(letter, company), "company" },
	{ 0 },
};

enum err staff_send_invitation(struct work *w, int64_t id)
{
	char token[ID_CHARS + 1];
	struct letter l = { 0 };
	struct text_arg args[4] = { { 0 } };
	bool open;

	TRY(db_maybe(w, Q_INVITATION_MESSAGE, (struct param[]){ p_int(id) }, letter_fields, &l, &open));
	if (!open)
		return OK;
	lang_of(l.lang, &w->lang);
	if (!token_again(w, l.id, l.hash, token))
		return fail(ERR_INTERNAL, "the key of invitation %lld is gone", (long long)id);
	args[0] = (struct text_arg){ "company", l.company };
	args[1] = (struct text_arg){ "link", arena_printf(w->arena, "%s/%s/invite/%s", conf_text(CONF_SITE_BASE_URL), l.lang, token) };
	args[2] = (struct text_arg){ "site", conf_text(CONF_SITE_NAME) };
	return otp_letter(w, l.channel, l.address, "invitation", args);
}

enum err staff_invited(struct work *w, const char *token, struct invitation *out)
{
	unsigned char hash[ID_HASH];

	memset(out, 0, sizeof *out);
	id_hash(token, strlen(token), hash);
	return db_one(w, Q_INVITATION_FIND, (struct param[]){ p_bytes(hash, ID_HASH) }, invited_fields, out);
}

enum err staff_join(struct work *w, const char *token, const char *password, const char *first_name, const char *last_name,
		    struct user *out)
{
	unsigned char hash[ID_HASH];
	char fresh[ID_CHARS + 1];
	const char *secret = NULL;

	if (password)
		TRY(user_hash(w, password, &secret));
	id_new(fresh);
	id_hash(token, strlen(token), hash);
	memset(out, 0, sizeof *out);
	return db_one(w, Q_INVITATION_ACCEPT,
		      (struct param[]){ p_bytes(hash, ID_HASH), p_public(fresh), p_text(secret), p_text(first_name),
					p_text(last_name), p_text(w->request_id) },
		      user_fields, out);
}

enum err staff_deeds(struct work *w, int64_t before, int limit, struct deed **list, size_t *n)
{
	return db_list(w, Q_PARTNER_AUDIT, (struct param[]){ p_int(before), p_int(limit) }, deed_fields, sizeof(struct deed), list,
		       n);
}

enum err staff_stop_anybody(struct work *w, const char *id, bool stop, const char *why)
{
	return db_run(w, Q_ADMIN_USER_STOP, (struct param[]){ p_int(w->who.user_id), p_public(id), p_bool(stop), p_text(why),
							      p_text(w->request_id) });
}

enum err staff_stop_company(struct work *w, int64_t company, bool stop, const char *why)
{
	return db_run(w, Q_ADMIN_PARTNER_STOP, (struct param[]){ p_int(w->who.user_id), p_int(company), p_bool(stop), p_text(why),
								 p_text(w->request_id) });
}
