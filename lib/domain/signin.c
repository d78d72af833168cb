/* signin - beginning, renewing and ending sessions. */
#include "domain/signin.h"

#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/ring.h"
#include "base/str.h"
#include "domain/otp.h"
#include "store/db.h"

enum { DEVICE_CHARS = 80 };

const struct field signin_fields[] = {
	{ "id", F_ID("session"), AT(signin, id), "session_id" },
	{ "kind", F_ENUM("session_kind"), AT(signin, kind), "kind" },
	{ "device", F_TEXT, AT(signin, device), "device" },
	{ "createdAt", F_TIME, AT(signin, created_at), "created_at" },
	{ "usedAt", F_TIME, AT(signin, used_at), "used_at" },
	{ "expiresAt", F_TIME, AT(signin, expires_at), "expires_at" },
	{ "current", F_BOOL, AT(signin, current), "current" },
	{ 0 },
};

struct started {
	int64_t id;
};

static const struct field started_fields[] = {
	{ "id", F_INT, AT(started, id), "session_id" },
	{ 0 },
};

/* Printable ASCII of what a client calls itself, cut: names of programs need no more. */
static const char *device_name(struct work *w, const char *raw)
{
	struct buf b;

	if (!raw)
		return NULL;
	buf_init(&b, w->arena, DEVICE_CHARS + 1);
	for (; *raw && b.len < DEVICE_CHARS; raw++)
		if (*raw >= 0x20 && *raw < 0x7F)
			buf_char(&b, *raw);
	return b.len ? b.data : NULL;
}

enum err signin_begin(struct work *w, int64_t user, const char *kind, const char *device, const char *how,
		      int64_t *session, const char **token)
{
	bool family = strcmp(kind, "refresh") == 0;
	unsigned char hash[ID_HASH], shared[ID_HASH];
	char first[ID_CHARS + 1], second[ID_CHARS + 1];
	struct started s = { 0 };

	id_new(first);
	id_new(second);
	*token = arena_printf(w->arena, "%s%s", first, family ? second : "");
	id_hash(*token, strlen(*token), hash);
	id_hash(first, ID_CHARS, shared);
	TRY(db_one(w, Q_SESSION_BEGIN,
		   (struct param[]){ p_int(user), p_text(kind), p_bytes(hash, ID_HASH),
				     family ? p_bytes(shared, ID_HASH) : p_null(), p_text(device_name(w, device)),
				     p_int(conf_int(CONF_SESSION_DAYS)), p_text(how), p_text(w->request_id) },
		   started_fields, &s));
	*session = s.id;
	return OK;
}

static bool refresh_ok(struct work *w, const char *token)
{
	return strlen(token) == SIGNIN_REFRESH_CHARS && id_ok(arena_strn(w->arena, token, ID_CHARS)) &&
	       id_ok(token + ID_CHARS);
}

/* The one token that follows another: 130 bits of a MAC over it, spelt like every id. */
static const char *child_of(struct work *w, const unsigned char *key, const char *token)
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char half[ID_CHARS + 1] = "";
	unsigned char mac[ID_HASH];

	otp_hash_under(key, "refresh", token, mac);
	half[0] = letters[mac[0] & 7]; /* 26 letters hold 130 bits, an id has 128 */
	for (int i = 1; i < ID_CHARS; i++)
		half[i] = letters[mac[i] & 31];
	return arena_printf(w->arena, "%.26s%s", token, half);
}

struct renewed {
	const char *outcome;
	int64_t session_id, user_id;
};

static const struct field renewed_fields[] = {
	{ "outcome", F_TEXT, AT(renewed, outcome), "outcome" },
	{ "sessionId", F_INT, AT(renewed, session_id), "session_id" },
	{ "userId", F_INT, AT(renewed, user_id), "user_id" },
	{ 0 },
};

enum err signin_refresh(struct work *w, const char *token, const char **next, int64_t *session, int64_t *user)
{
	unsigned char family[ID_HASH], hash[ID_HASH], child_hash[ID_HASH], other_hash[ID_HASH];
	const unsigned char *keys[RING_MOST];
	struct renewed n = { 0 };
	const char *child, *other;

	*next = NULL;
	if (!refresh_ok(w, token))
		return OK;
	child = child_of(w, ring_key(RING_OTP), token);
	other = child_of(w, keys[ring_good(RING_OTP, conf_int(CONF_REFRESH_GRACE_S), keys) - 1], token);
	id_hash(token, ID_CHARS, family);
	id_hash(token, SIGNIN_REFRESH_CHARS, hash);
	id_hash(child, SIGNIN_REFRESH_CHARS, child_hash);
	id_hash(other, SIGNIN_REFRESH_CHARS, other_hash);
	TRY(db_one(w, Q_SESSION_REFRESH,
		   (struct param[]){ p_bytes(family, ID_HASH), p_bytes(hash, ID_HASH), p_bytes(child_hash, ID_HASH),
				     p_bytes(other_hash, ID_HASH), p_int(conf_int(CONF_SESSION_DAYS)), p_int(conf_int(CONF_REFRESH_GRACE_S)),
				     p_text(w->request_id) },
		   renewed_fields, &n));
	if (strcmp(n.outcome, "rotated") == 0 || strcmp(n.outcome, "again") == 0 || strcmp(n.outcome, "before") == 0) {
		*next = strcmp(n.outcome, "before") == 0 ? other : child;
		*session = n.session_id;
		*user = n.user_id;
	}
	return OK;
}

enum err signin_end(struct work *w, const char *token)
{
	unsigned char hash[ID_HASH], family[ID_HASH];
	bool refresh = refresh_ok(w, token);

	id_hash(token, strlen(token), hash);
	id_hash(token, refresh ? ID_CHARS : 0, family);
	return db_run(w, Q_SESSION_END,
		      (struct param[]){ p_bytes(hash, ID_HASH), refresh ? p_bytes(family, ID_HASH) : p_null() });
}

struct ended {
	int64_t n;
};

static const struct field ended_fields[] = {
	{ "n", F_INT, AT(ended, n), "ended" },
	{ 0 },
};

enum err signin_revoke(struct work *w, int64_t only, int64_t but, int64_t *ended)
{
	struct ended e = { 0 };

	TRY(db_one(w, Q_SESSION_REVOKE,
		   (struct param[]){ p_int(w->who.user_id), only ? p_int(only) : p_null(), but ? p_int(but) : p_null() },
		   ended_fields, &e));
	*ended = e.n;
	return OK;
}

enum err signin_list(struct work *w, struct signin **list, size_t *n)
{
	return db_list(w, Q_SESSION_LIST, (struct param[]){ p_int(w->who.user_id), p_int(w->who.session_id) },
		       signin_fields, sizeof(struct signin), list, n);
}
