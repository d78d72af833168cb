/* token - ES256 access tokens around libjwt. */
#include "http/token.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <jwt.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/when.h"

enum { KEYS = 8, REMEMBERED = 256, LONGEST = 4096, SKEW_S = 60, KID = 32 };

static const char issuer[] = "abrid";
static const char audience[] = "api";

static struct key {
	char kid[KID + 1];
	unsigned char *pub, *pem;
	size_t pub_n, pem_n;
} keys[KEYS];
static size_t n_keys;

/* Tokens verified by this process: the signature is paid once per token. */
static struct {
	unsigned char hash[ID_HASH];
	struct who who;
	int64_t exp;
} remembered[REMEMBERED];

static unsigned char *read_key(struct arena *a, const char *name, size_t *n)
{
	char *data = keys_file(a, arena_printf(a, "%s/%s", conf_text(CONF_DIR_KEYS), name), n);
	unsigned char *kept = data ? malloc(*n + 1) : NULL;

	if (kept)
		memcpy(kept, data, *n + 1);
	return kept;
}

static int is_public(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 11 && n <= 11 + KID && strncmp(e->d_name, "access-", 7) == 0 &&
	       strcmp(e->d_name + n - 4, ".pub") == 0;
}

bool token_start(char *why, size_t size)
{
	struct arena *a = arena_new((size_t)1 << 20);
	struct dirent **list;
	int n = scandir(conf_text(CONF_DIR_KEYS), &list, is_public, alphasort);

	n_keys = 0;
	for (int i = 0; i < n; i++) {
		struct key *k = &keys[n_keys];
		char *name = list[i]->d_name;

		if (n_keys < KEYS) {
			size_t kid_n = strlen(name) - 11;

			memcpy(k->kid, name + 7, kid_n);
			k->kid[kid_n] = '\0';
			k->pub = read_key(a, name, &k->pub_n);
			k->pem = read_key(a, arena_printf(a, "access-%s.pem", k->kid), &k->pem_n);
			n_keys += k->pub != NULL;
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	arena_free(a);
	if (n_keys == 0)
		snprintf(why, size, "%s: no access-*.pub key (abridctl key init makes one)",
			 conf_text(CONF_DIR_KEYS));
	return n_keys > 0;
}

/* Three segments of base64url, none shorter than 4 characters: libjwt writes past shorter ones. */
static bool shape_ok(const char *t)
{
	size_t segment = 0, n = 0;

	for (size_t i = 0; t[i]; i++) {
		if (i >= LONGEST)
			return false;
		if (t[i] == '.') {
			if (n < 4 || ++segment > 2)
				return false;
			n = 0;
		} else if ((t[i] >= 'A' && t[i] <= 'Z') || (t[i] >= 'a' && t[i] <= 'z') ||
			   (t[i] >= '0' && t[i] <= '9') || t[i] == '-' || t[i] == '_') {
			n++;
		} else {
			return false;
		}
	}
	return segment == 2 && n >= 4;
}

static bool text_is(const cJSON *o, const char *name, const char *value)
{
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(o, name);

	return cJSON_IsString(c) && strcmp(c->valuestring, value) == 0;
}

/* The header must be exactly {alg: ES256, typ: JWT, kid: one of ours}; anything more is refused. */
static const struct key *key_of(const char *token)
{
	char json[512];
	size_t n = 0, segment = strcspn(token, ".");
	const struct key *found = NULL;
	const cJSON *kid;
	cJSON *o;

	if (sodium_base642bin((unsigned char *)json, sizeof json - 1, token, segment, NULL, &n, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return NULL;
	json[n] = '\0';
	o = strlen(json) == n ? cJSON_ParseWithOpts(json, NULL, 1) : NULL;
	kid = cJSON_GetObjectItemCaseSensitive(o, "kid");
	if (cJSON_IsObject(o) && cJSON_GetArraySize(o) == 3 && text_is(o, "alg", "ES256") &&
	    text_is(o, "typ", "JWT") && cJSON_IsString(kid))
		for (size_t i = 0; i < n_keys; i++)
			if (strcmp(keys[i].kid, kid->valuestring) == 0)
				found = &keys[i];
	cJSON_Delete(o);
	return found;
}

static bool claim_int(jwt_t *j, const char *name, int64_t *out)
{
	errno = 0;
	*out = jwt_get_grant_int(j, name);
	return errno == 0;
}

static bool claims_ok(jwt_t *j, struct who *who, int64_t *exp)
{
	int64_t now = when_now() / WHEN_SECOND, iat;
	const char *iss = jwt_get_grant(j, "iss"), *aud = jwt_get_grant(j, "aud");
	const char *use = jwt_get_grant(j, "use"), *role = jwt_get_grant(j, "role");

	if (!str_eq(iss, issuer) || !str_eq(aud, audience) || !str_eq(use, "access") || !role)
		return false;
	if (!claim_int(j, "exp", exp) || !claim_int(j, "iat", &iat) || *exp <= now ||
	    iat > now + SKEW_S || *exp - iat > 86400)
		return false;
	memset(who, 0, sizeof *who);
	who->role = who_role(role);
	if (!claim_int(j, "org", &who->org_id))
		who->org_id = 0;
	return claim_int(j, "uid", &who->user_id) && claim_int(j, "sid", &who->session_id) &&
	       who->user_id > 0 && who->role > ROLE_ANONYMOUS && who->role <= ROLE_ADMIN;
}

static void keep_guest(struct who *to, const struct who *from)
{
	to->has_guest = from->has_guest;
	memcpy(to->guest_hash, from->guest_hash, ID_HASH);
}

enum err token_verify(struct arena *a, const char *token, struct who *who)
{
	unsigned char hash[ID_HASH];
	const struct key *key;
	struct who seen = { 0 };
	jwt_t *j = NULL;
	int64_t exp = 0;
	size_t slot;
	bool good;

	(void)a;
	if (!shape_ok(token))
		return fail(ERR_UNAUTHORISED, "token shape");
	id_hash(token, strlen(token), hash);
	slot = (size_t)hash[0] % REMEMBERED;
	if (memcmp(remembered[slot].hash, hash, ID_HASH) == 0 &&
	    remembered[slot].exp > when_now() / WHEN_SECOND) {
		seen = remembered[slot].who;
		keep_guest(&seen, who);
		*who = seen;
		return OK;
	}
	key = key_of(token);
	good = key && jwt_decode(&j, token, key->pub, (int)key->pub_n) == 0 &&
	       jwt_get_alg(j) == JWT_ALG_ES256 && claims_ok(j, &seen, &exp);
	jwt_free(j);
	if (!good)
		return fail(ERR_UNAUTHORISED, "token refused");
	memcpy(remembered[slot].hash, hash, ID_HASH);
	remembered[slot].who = seen;
	remembered[slot].exp = exp;
	keep_guest(&seen, who);
	*who = seen;
	return OK;
}

const char *token_issue(struct arena *a, const struct who *who, int64_t now)
{
	const struct key *key = NULL;
	const char *out = NULL;
	char *text;
	jwt_t *j;
	long s = (long)(now / WHEN_SECOND);

	for (size_t i = 0; i < n_keys; i++)
		if (keys[i].pem)
			key = &keys[i]; /* names sort by date: the last is the newest */
	if (!key || jwt_new(&j) != 0)
		return NULL;
	jwt_add_header(j, "kid", key->kid);
	jwt_add_grant(j, "iss", issuer);
	jwt_add_grant(j, "aud", audience);
	jwt_add_grant(j, "use", "access");
	jwt_add_grant(j, "role", who_role_name(who->role));
	jwt_add_grant_int(j, "uid", (long)who->user_id);
	jwt_add_grant_int(j, "org", (long)who->org_id);
	jwt_add_grant_int(j, "sid", (long)who->session_id);
	jwt_add_grant_int(j, "iat", s);
	jwt_add_grant_int(j, "exp", s + (long)conf_int(CONF_TOKEN_S));
	if (jwt_set_alg(j, JWT_ALG_ES256, key->pem, (int)key->pem_n) == 0) {
		text = jwt_encode_str(j);
		if (text)
			out = arena_str(a, text);
		free(text);
	}
	jwt_free(j);
	return out;
}
