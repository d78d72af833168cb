/* user - accounts and their passwords. */
#include "domain/user.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/str.h"
#include "domain/otp.h"
#include "domain/weak.h"
#include "store/db.h"

enum { OPS = 2 };

const struct field user_fields[] = {
	{ "id", F_PUBLIC("user"), AT(user, id), "public_id" },
	{ "email", F_TEXT, AT(user, email), "email" },
	{ "phone", F_TEXT, AT(user, phone), "phone" },
	{ "emailVerified", F_BOOL, AT(user, email_verified), "email_verified" },
	{ "phoneVerified", F_BOOL, AT(user, phone_verified), "phone_verified" },
	{ "firstName", F_TEXT, AT(user, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(user, last_name), "last_name" },
	{ "role", F_ENUM("role"), AT(user, role), "role" },
	{ "language", F_TEXT, AT(user, lang), "lang" },
	{ "hasPassword", F_BOOL, AT(user, has_password), "has_password" },
	{ "createdAt", F_TIME, AT(user, created_at), "created_at" },
	{ "key", F_INT, AT(user, key), "key", .see = SEE_NONE },
	{ "orgId", F_INT, AT(user, org_id), "partner_id", .see = SEE_NONE },
	{ "passwordHash", F_TEXT, AT(user, password_hash), "password_hash", .see = SEE_NONE },
	{ 0 },
};

enum err user_hash(struct work *w, const char *password, const char **out)
{
	char hash[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str(hash, password, strlen(password), OPS,
			      (size_t)conf_int(CONF_PASSWORD_MB) << 20) != 0)
		return fail(ERR_UNAVAILABLE, "no memory to hash a password");
	*out = arena_str(w->arena, hash);
	return OK;
}

/* The person's own words of four letters and more do not make a password, whatever follows them. */
static bool holds(const char *password, const char *word)
{
	size_t n = word ? strlen(word) : 0;
	const char *at = word ? strchr(word, '@') : NULL;

	if (at)
		n = (size_t)(at - word);
	if (n < 4)
		return false;
	for (const char *p = password; *p; p++)
		if (strncasecmp(p, word, n) == 0)
			return strlen(password) < n + 6;
	return false;
}

enum err user_password_ok(const char *password, const char *const *about)
{
	bool weak = weak_password(password);

	for (size_t i = 0; i < 4 && about[i]; i++) {
		const char *word = about[i];

		if (str_starts(word, "+213")) /* people type their number the short way */
			word += 4;
		weak = weak || holds(password, word);
	}
	if (!weak)
		return OK;
	fail(ERR_PASSWORD_WEAK, "easy password");
	fail_field("password");
	return ERR_PASSWORD_WEAK;
}

/* A hash nobody's password has, so that unknown accounts cost the same time as known ones. */
static const char *decoy(struct work *w)
{
	static char hash[crypto_pwhash_STRBYTES];
	const char *fresh;

	if (!hash[0] && user_hash(w, "no account has this", &fresh) == OK)
		memcpy(hash, fresh, strlen(fresh) + 1);
	return hash;
}

enum err user_by_login(struct work *w, const char *login, struct user *out, bool *known)
{
	memset(out, 0, sizeof *out);
	return db_maybe(w, Q_USER_BY_LOGIN, (struct param[]){ p_text(login) }, user_fields, out, known);
}

bool user_password_is(struct work *w, const struct user *u, bool known, const char *password)
{
	const char *stand_in = decoy(w), *fresh;
	const char *hash = known && u->password_hash ? u->password_hash : stand_in;
	bool right = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;

	if (!known || !u->password_hash || !right)
		return false;
	if (crypto_pwhash_str_needs_rehash(hash, OPS, (size_t)conf_int(CONF_PASSWORD_MB) << 20) == 1 &&
	    (user_hash(w, password, &fresh) != OK ||
	     db_run(w, Q_USER_REHASH, (struct param[]){ p_int(u->key), p_text(hash), p_text(fresh) }) != OK))
		fail_clear(); /* another time */
	return true;
}

struct begun {
	int wait_s;
	int64_t id;
};

static const struct field begun_fields[] = {
	{ "waitS", F_COUNT, AT(begun, wait_s), "wait_s" },
	{ "id", F_INT, AT(begun, id), "try_id" },
	{ 0 },
};

enum err user_try_begin(struct work *w, const char *login, const char *network, int *wait_s, int64_t *try)
{
	unsigned char account[ID_HASH], source[ID_HASH];
	struct begun b = { 0 };

	otp_hash("account", login, account);
	otp_hash("source", network, source);
	TRY(db_one(w, Q_LOGIN_BEGIN, (struct param[]){ p_bytes(account, ID_HASH), p_bytes(source, ID_HASH) },
		   begun_fields, &b));
	*wait_s = b.wait_s;
	*try = b.id;
	return OK;
}

enum err user_try_right(struct work *w, const char *login, const char *network, int64_t try)
{
	unsigned char account[ID_HASH], source[ID_HASH];

	otp_hash("account", login, account);
	otp_hash("source", network, source);
	return db_run(w, Q_LOGIN_RIGHT,
		      (struct param[]){ p_bytes(account, ID_HASH), p_bytes(source, ID_HASH), p_int(try) });
}

enum err user_find(struct work *w, int64_t key, struct user *out)
{
	enum err e;

	memset(out, 0, sizeof *out);
	e = db_one(w, Q_USER_FIND, (struct param[]){ p_int(key) }, user_fields, out);
	if (e == ERR_NOT_FOUND)
		return fail(ERR_UNAUTHORISED, "account %lld is not let in any more", (long long)key);
	return e;
}

enum err user_password_set(struct work *w, const char *password)
{
	const char *hash;

	TRY(user_hash(w, password, &hash));
	return db_run(w, Q_USER_PASSWORD,
		      (struct param[]){ p_int(w->who.user_id), p_text(hash), p_int(w->who.session_id),
					p_text(w->request_id) });
}
