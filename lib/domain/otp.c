/* otp - codes by SMS and mail, asked for and checked. */
#include "domain/otp.h"

#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/ring.h"
#include "base/str.h"
#include "store/db.h"

enum { AGAIN_S = 30 };

const struct field otp_fields[] = {
	{ "challengeId", F_PUBLIC("code"), AT(otp, id) },
	{ "channel", F_ENUM("notice_channel"), AT(otp, channel), "channel" },
	{ "to", F_TEXT, AT(otp, to), .help = "where it went, mostly hidden" },
	{ "expiresAt", F_TIME, AT(otp, expires_at), "expires_at" },
	{ "resendAfter", F_COUNT, AT(otp, again_s), .help = "seconds" },
	{ "address", F_TEXT, AT(otp, address), "address", .see = SEE_NONE },
	{ 0 },
};

/* Columns of a fresh one. */
static const struct field started_fields[] = {
	{ "expiresAt", F_TIME, AT(otp, expires_at), "expires_at" },
	{ 0 },
};

/* Columns of one in place of another, whose address is not known here. */
static const struct field again_fields[] = {
	{ "channel", F_TEXT, AT(otp, channel), "channel" },
	{ "address", F_TEXT, AT(otp, address), "address" },
	{ "expiresAt", F_TIME, AT(otp, expires_at), "expires_at" },
	{ 0 },
};

void otp_hash_under(const unsigned char *key, const char *kind, const char *text, unsigned char out[static ID_HASH])
{
	char line[400];

	snprintf(line, sizeof line, "%s %s", kind, text);
	id_mac(key, line, strlen(line), out);
}

void otp_hash(const char *kind, const char *text, unsigned char out[static ID_HASH])
{
	otp_hash_under(ring_key(RING_OTP), kind, text, out);
}

static const char *code_under(struct work *w, const unsigned char *key, const char *id)
{
	unsigned char mac[ID_HASH];
	uint64_t n = 0;

	otp_hash_under(key, "code", id, mac);
	for (int i = 0; i < 8; i++)
		n = n << 8 | mac[i];
	return arena_printf(w->arena, "%06llu", (unsigned long long)(n % 1000000));
}

const char *otp_code(struct work *w, const char *id)
{
	return code_under(w, ring_key(RING_OTP), id);
}

/* A code may have been sent just before its key was replaced. */
static bool code_right(struct work *w, const char *id, const char *code)
{
	const unsigned char *keys[RING_MOST];
	size_t n = ring_good(RING_OTP, conf_int(CONF_OTP_LIFE_S), keys);

	for (size_t i = 0; i < n && strlen(code) == OTP_DIGITS; i++)
		if (str_same_secret(code, code_under(w, keys[i], id), OTP_DIGITS))
			return true;
	return false;
}

const char *otp_masked(struct arena *a, const char *address)
{
	const char *at = strchr(address, '@');
	size_t n = strlen(address);

	if (at)
		return arena_printf(a, "%.1s•••%s", address, at);
	return n < 9 ? "•••" : arena_printf(a, "%.4s•••••%s", address, address + n - 4);
}

/* SMS cost money and go only where the platform sells: other countries are told so. */
static bool served(const char *phone)
{
	const char *list = conf_text(CONF_OTP_PREFIXES);

	while (*list) {
		size_t n = strcspn(list, " ");

		if (n && strncmp(phone, list, n) == 0)
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}

static void describe(struct work *w, struct otp *o, const char *id)
{
	o->id = arena_str(w->arena, id);
	o->to = otp_masked(w->arena, o->address);
	o->again_s = AGAIN_S;
	metric_add(METRIC_OTP_STARTED, 1);
}

enum err otp_start(struct work *w, const struct otp_wish *wish, struct otp *out)
{
	unsigned char address[ID_HASH], source[ID_HASH];
	char id[ID_CHARS + 1];
	bool mail = strchr(wish->address, '@') != NULL;

	if (!mail && !served(wish->address)) {
		fail(ERR_PHONE_REGION, "no codes to this country");
		fail_field("phone");
		return ERR_PHONE_REGION;
	}
	memset(out, 0, sizeof *out);
	id_new(id);
	otp_hash("address", wish->address, address);
	otp_hash("source", wish->network, source);
	TRY(db_one(w, Q_OTP_START,
		   (struct param[]){ p_public(id), p_text(wish->purpose), p_text(mail ? "email" : "sms"),
				     p_text(wish->address), p_bytes(address, ID_HASH),
				     p_bytes(source, ID_HASH), wish->user_id ? p_int(wish->user_id) : p_null(),
				     p_text(lang_code(w->lang)), p_text(wish->details ? wish->details : "{}"),
				     p_int(conf_int(CONF_OTP_LIFE_S)), p_int(conf_int(CONF_OTP_DAY)) },
		   started_fields, out));
	out->channel = mail ? "email" : "sms";
	out->address = wish->address;
	describe(w, out, id);
	return OK;
}

enum err otp_again(struct work *w, const char *id, const char *network, struct otp *out)
{
	unsigned char source[ID_HASH];
	char fresh[ID_CHARS + 1];

	memset(out, 0, sizeof *out);
	id_new(fresh);
	otp_hash("source", network, source);
	TRY(db_one(w, Q_OTP_AGAIN,
		   (struct param[]){ p_public(id), p_public(fresh), p_bytes(source, ID_HASH),
				     p_int(conf_int(CONF_OTP_LIFE_S)), p_int(conf_int(CONF_OTP_DAY)) },
		   again_fields, out));
	describe(w, out, fresh);
	return OK;
}

struct tried {
	const char *purpose;
	int64_t user_id;
};

static const struct field tried_fields[] = {
	{ "purpose", F_TEXT, AT(tried, purpose), "purpose" },
	{ "userId", F_INT, AT(tried, user_id), "user_id" },
	{ 0 },
};

enum err otp_try(struct work *w, const char *id, const char *code, bool *right, const char **purpose,
		 int64_t *user_id)
{
	struct tried t = { 0 };
	bool open = false;

	*right = false;
	*purpose = "";
	TRY(db_maybe(w, Q_OTP_TRY, (struct param[]){ p_public(id) }, tried_fields, &t, &open));
	if (!open)
		return OK;
	metric_add(METRIC_OTP_TRIED, 1);
	*purpose = t.purpose;
	*user_id = t.user_id;
	*right = code_right(w, id, code);
	return OK;
}

enum err otp_sign_in(struct work *w, const char *id, struct user *out)
{
	char fresh[ID_CHARS + 1];

	id_new(fresh);
	memset(out, 0, sizeof *out);
	return db_one(w, Q_OTP_SIGN_IN, (struct param[]){ p_public(id), p_public(fresh), p_text(w->request_id) },
		      user_fields, out);
}

enum err otp_reset(struct work *w, const char *id, const char *password, struct user *out)
{
	const char *hash;

	TRY(user_hash(w, password, &hash));
	memset(out, 0, sizeof *out);
	return db_one(w, Q_OTP_RESET, (struct param[]){ p_public(id), p_text(hash), p_text(w->request_id) },
		      user_fields, out);
}

enum err otp_change(struct work *w, const char *id)
{
	return db_run(w, Q_OTP_CHANGE,
		      (struct param[]){ p_public(id), p_int(w->who.user_id), p_text(w->request_id) });
}
