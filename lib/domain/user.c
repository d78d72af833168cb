/* user - accounts and sessions. */
#include "domain/user.h"

#include <sodium.h>
#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "store/db.h"

enum { OPS = 2 };

const struct field user_fields[] = {
	{ "id", F_PUBLIC("user"), AT(user, id), "public_id" },
	{ "email", F_TEXT, AT(user, email), "email" },
	{ "phone", F_TEXT, AT(user, phone), "phone" },
	{ "firstName", F_TEXT, AT(user, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(user, last_name), "last_name" },
	{ "role", F_ENUM("role"), AT(user, role), "role" },
	{ "language", F_TEXT, AT(user, lang), "lang" },
	{ "createdAt", F_TIME, AT(user, created_at), "created_at" },
	{ "key", F_INT, AT(user, key), "key", .see = SEE_NONE },
	{ "orgId", F_INT, AT(user, org_id), "partner_id", .see = SEE_NONE },
	{ "passwordHash", F_TEXT, AT(user, password_hash), "password_hash", .see = SEE_NONE },
	{ 0 },
};

static enum err hash_password(struct work *w, const char *password, const char **out)
{
	char hash[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str(hash, password, strlen(password), OPS,
			      (size_t)conf_int(CONF_PASSWORD_MB) << 20) != 0)
		return fail(ERR_UNAVAILABLE, "no memory to hash a password");
	*out = arena_str(w->arena, hash);
	return OK;
}

enum err user_register(struct work *w, const struct sign_up *s, struct user *out)
{
	char id[ID_CHARS + 1];
	const char *hash;

	TRY(hash_password(w, s->password, &hash));
	id_new(id);
	memset(out, 0, sizeof *out);
	return db_one(w, Q_USER_CREATE,
		      (struct param[]){ p_public(id), p_text(s->email), p_text(s->phone), p_text(hash),
					p_text(s->first_name), p_text(s->last_name),
					p_text(lang_code(w->lang)) },
		      user_fields, out);
}

/* A hash nobody's password has, so that unknown accounts cost the same time as known ones. */
static const char *decoy(struct work *w)
{
	static char hash[crypto_pwhash_STRBYTES];
	const char *fresh;

	if (!hash[0] && hash_password(w, "no account has this", &fresh) == OK)
		strncpy(hash, fresh, sizeof hash - 1);
	return hash;
}

enum err user_check(struct work *w, const char *login, const char *password, struct user *out)
{
	bool known, right;

	memset(out, 0, sizeof *out);
	TRY(db_maybe(w, Q_USER_BY_LOGIN, (struct param[]){ p_text(login) }, user_fields, out, &known));
	right = crypto_pwhash_str_verify(known && out->password_hash ? out->password_hash : decoy(w),
					 password, strlen(password)) == 0;
	if (!known || !out->password_hash || !right)
		return fail(ERR_BAD_LOGIN, "login refused");
	return OK;
}

struct session {
	int64_t id;
};

static const struct field session_fields[] = {
	{ "id", F_INT, AT(session, id), "session_id" },
	{ 0 },
};

enum err user_session(struct work *w, struct user *u, const char *kind, const char **token)
{
	unsigned char hash[ID_HASH];
	char fresh[ID_CHARS + 1];
	struct session s;

	id_new(fresh);
	id_hash(fresh, ID_CHARS, hash);
	TRY(db_one(w, Q_SESSION_START,
		   (struct param[]){ p_int(u->key), p_text(kind), p_bytes(hash, ID_HASH),
				     p_int(conf_int(CONF_SESSION_DAYS)) },
		   session_fields, &s));
	u->session_id = s.id;
	*token = arena_str(w->arena, fresh);
	return OK;
}

enum err user_sign_out(struct work *w, const char *token)
{
	unsigned char hash[ID_HASH];

	id_hash(token, strlen(token), hash);
	return db_run(w, Q_SESSION_END, (struct param[]){ p_bytes(hash, ID_HASH) });
}

enum err user_find(struct work *w, int64_t key, struct user *out)
{
	memset(out, 0, sizeof *out);
	return db_one(w, Q_USER_FIND, (struct param[]){ p_int(key) }, user_fields, out);
}
