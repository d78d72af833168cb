/* token - ES256 access tokens around libjwt. */
#include "http/token.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <jwt.h>
#include <math.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/conf.h"
#include "base/id.h"
#include "base/keys.h"
#include "base/log.h"
#include "base/str.h"
#include "base/when.h"
#include "http/strict.h"

enum { KEYS = 8, REMEMBERED = 256, LONGEST = 4096, SIGNATURE = 64, KID = 32 };
enum { SKEW_S = 60, LONGEST_LIFE_S = 86400 };
/* The folder is looked at this often; a new key signs once every process has looked. */
enum { LOOK_US = 2000000, RIPE_S = 5 };

static const char issuer[] = "abrid";
static const char audience[] = "api";

static struct key {
	char kid[KID + 1];
	unsigned char *pub, *pem;
	size_t pub_n, pem_n;
	int64_t made_s; /* when its file was written */
} keys[KEYS];
static size_t n_keys;
static struct timespec folder; /* its last change when the keys were read */
static int64_t looked_at;

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

/* A public key of the one curve that ES256 uses. */
static bool is_p256(const unsigned char *pem, size_t n)
{
	BIO *bio = BIO_new_mem_buf(pem, (int)n);
	EVP_PKEY *key = bio ? PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL) : NULL;
	char curve[32] = "";

	EVP_PKEY_get_group_name(key, curve, sizeof curve, NULL);
	EVP_PKEY_free(key);
	BIO_free(bio);
	return strcmp(curve, "prime256v1") == 0;
}

/* Adds the key of a file name; false with a reason when it is no use. */
static bool add_key(struct arena *a, const char *name, char *why, size_t size)
{
	struct key *k = &keys[n_keys];
	size_t kid_n = strlen(name) - 11;
	struct stat st;

	if (n_keys == KEYS) {
		snprintf(why, size, "%s: more than %d access keys", conf_text(CONF_DIR_KEYS), KEYS);
		return false;
	}
	memcpy(k->kid, name + 7, kid_n);
	k->kid[kid_n] = '\0';
	k->pub = read_key(a, name, &k->pub_n);
	k->pem = read_key(a, arena_printf(a, "access-%s.pem", k->kid), &k->pem_n);
	k->made_s = stat(arena_printf(a, "%s/%s", conf_text(CONF_DIR_KEYS), name), &st) == 0 ? st.st_mtime : 0;
	n_keys++;
	if (k->pub && is_p256(k->pub, k->pub_n))
		return true;
	snprintf(why, size, "%s/%s: not a readable P-256 public key", conf_text(CONF_DIR_KEYS), name);
	return false;
}

static void drop(struct key *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(list[i].pub);
		free(list[i].pem);
	}
	memset(list, 0, n * sizeof *list);
}

static void forget_keys(void)
{
	drop(keys, n_keys);
	n_keys = 0;
	memset(remembered, 0, sizeof remembered);
}

bool token_start(char *why, size_t size)
{
	struct arena *a = arena_new((size_t)1 << 20);
	struct dirent **list;
	int n = scandir(conf_text(CONF_DIR_KEYS), &list, is_public, alphasort);
	bool good = n > 0;
	struct stat st;

	forget_keys();
	looked_at = when_ticks();
	/* Times of files advance in ticks: a change just now may have a second one behind it with the same time. */
	if (stat(conf_text(CONF_DIR_KEYS), &st) == 0)
		folder = time(NULL) - st.st_mtim.tv_sec > 1 ? st.st_mtim : (struct timespec){ 0 };
	if (!good)
		snprintf(why, size, "%s: no access-*.pub key (abridctl key init makes one)",
			 conf_text(CONF_DIR_KEYS));
	for (int i = 0; i < n; i++) {
		good = good && add_key(a, list[i]->d_name, why, size);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	arena_free(a);
	if (!good)
		forget_keys();
	return good;
}

/*
 * Keys come and go while the program runs (abridctl key rotate): they are read again when their folder has
 * changed. Those in use stay when the new ones are no good.
 */
static void look_again(void)
{
	struct key before[KEYS];
	size_t n = n_keys;
	struct stat st;
	char why[300];

	if (when_ticks() - looked_at < LOOK_US)
		return;
	looked_at = when_ticks();
	if (stat(conf_text(CONF_DIR_KEYS), &st) < 0 ||
	    (st.st_mtim.tv_sec == folder.tv_sec && st.st_mtim.tv_nsec == folder.tv_nsec))
		return;
	memcpy(before, keys, sizeof before);
	memset(keys, 0, sizeof keys);
	n_keys = 0;
	if (token_start(why, sizeof why)) {
		drop(before, n);
		return;
	}
	log_say(LOG_ERROR, "keys", "%s", why);
	memcpy(keys, before, sizeof keys);
	n_keys = n;
}

/* The newest private key that everybody knows by now, else the oldest there is. */
static const struct key *signing_key(int64_t now_s)
{
	const struct key *found = NULL;

	for (size_t i = 0; i < n_keys; i++)
		if (keys[i].pem && (!found || keys[i].made_s + RIPE_S <= now_s))
			found = &keys[i]; /* names sort by date: the last is the newest */
	return found;
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

/* The bytes of a segment; negative for a spelling other than the one we write. */
static long decoded(const char *segment, size_t n, void *out, size_t size)
{
	size_t got = 0;

	if (sodium_base642bin(out, size, segment, n, NULL, &got, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return -1;
	return (long)got;
}

/* A name that stands twice means what its reader takes it for. */
static bool twins(const cJSON *o)
{
	for (const cJSON *c = o->child; c; c = c->next)
		for (const cJSON *before = o->child; before != c; before = before->next)
			if (strcmp(before->string, c->string) == 0)
				return true;
	return false;
}

/* The object a segment holds, which the caller deletes; NULL for anything else. */
static cJSON *object(const char *segment, size_t n)
{
	char json[LONGEST];
	long got = decoded(segment, n, json, sizeof json);
	cJSON *o = got > 0 && !strict_json(json, (size_t)got)
			   ? cJSON_ParseWithLength(json, (size_t)got) : NULL;

	if (cJSON_IsObject(o) && !twins(o))
		return o;
	cJSON_Delete(o);
	return NULL;
}

static const char *text_of(const cJSON *o, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, name));
}

/* The header must be exactly {alg: ES256, typ: JWT, kid: one of ours}; anything more is refused. */
static const struct key *key_of(const char *token)
{
	cJSON *o = object(token, strcspn(token, "."));
	const char *kid = text_of(o, "kid");
	const struct key *found = NULL;

	if (cJSON_GetArraySize(o) == 3 && str_eq(text_of(o, "alg"), "ES256") &&
	    str_eq(text_of(o, "typ"), "JWT") && kid)
		for (size_t i = 0; i < n_keys; i++)
			if (strcmp(keys[i].kid, kid) == 0)
				found = &keys[i];
	cJSON_Delete(o);
	return found;
}

/* libjwt reads base64 leniently; a signature has one spelling here. */
static bool signature_spelt(const char *token)
{
	unsigned char raw[SIGNATURE + 1];
	const char *last = strrchr(token, '.') + 1;

	return decoded(last, strlen(last), raw, sizeof raw) == SIGNATURE;
}

static bool claim_int(const cJSON *o, const char *name, int64_t *out)
{
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(o, name);

	if (!cJSON_IsNumber(c) || c->valuedouble != floor(c->valuedouble) ||
	    fabs(c->valuedouble) > 9007199254740992.0)
		return false;
	*out = (int64_t)c->valuedouble;
	return true;
}

/* A claim we do not write ourselves may be absent, but not wrong. */
static bool claim_int_if(const cJSON *o, const char *name, int64_t absent, int64_t *out)
{
	*out = absent;
	return !cJSON_HasObjectItem(o, name) || claim_int(o, name, out);
}

static bool times_ok(const cJSON *o, int64_t *iat, int64_t *exp)
{
	int64_t now = when_now() / WHEN_SECOND, nbf;

	return claim_int(o, "exp", exp) && claim_int(o, "iat", iat) &&
	       claim_int_if(o, "nbf", *iat, &nbf) && *exp > now && *iat <= now + SKEW_S &&
	       nbf <= now + SKEW_S && *exp - *iat <= LONGEST_LIFE_S;
}

static bool claims_ok(const char *token, struct who *who, int64_t *exp)
{
	const char *payload = strchr(token, '.') + 1;
	cJSON *o = object(payload, strcspn(payload, "."));
	bool good;

	memset(who, 0, sizeof *who);
	good = str_eq(text_of(o, "iss"), issuer) && str_eq(text_of(o, "aud"), audience) &&
	       str_eq(text_of(o, "use"), "access") && text_of(o, "role") && times_ok(o, &who->issued_s, exp);
	if (good) {
		who->role = who_role(text_of(o, "role"));
		good = claim_int(o, "uid", &who->user_id) && claim_int(o, "sid", &who->session_id) &&
		       claim_int_if(o, "org", 0, &who->org_id) && who->user_id > 0 &&
		       who->role > ROLE_ANONYMOUS && who->role <= ROLE_ADMIN;
	}
	cJSON_Delete(o);
	return good;
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
	look_again();
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
	good = key && signature_spelt(token) &&
	       jwt_decode(&j, token, key->pub, (int)key->pub_n) == 0 &&
	       jwt_get_alg(j) == JWT_ALG_ES256 && claims_ok(token, &seen, &exp);
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
	const struct key *key;
	const char *out = NULL;
	char *text;
	jwt_t *j;
	long s = (long)(now / WHEN_SECOND);

	look_again();
	key = signing_key(time(NULL)); /* files have the clock of the system */
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
