/*
 * token - access tokens of strangers. The first byte says what the rest is: a token as it is, or its header, a
 * line feed and its claims, signed by our key or by another one. A token that is taken is one we could have
 * written: our signature, exactly our header, claims within their bounds.
 */
#include "fuzz.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/when.h"

enum { NOW_S = 1795516200 };
#define when_now() ((int64_t)NOW_S * WHEN_SECOND)

#include "http/token.c"

enum { ROOM = 16384 };

static EVP_PKEY *ours, *theirs;
static struct arena *space;

static void start(void)
{
	struct key *k = &keys[0];
	BIO *bio = BIO_new(BIO_s_mem());
	char *pem;

	ours = EVP_EC_gen("P-256");
	theirs = EVP_EC_gen("P-256");
	space = arena_new((size_t)1 << 20);
	PROMISE(bio && ours && theirs && PEM_write_bio_PUBKEY(bio, ours) == 1);
	snprintf(k->kid, sizeof k->kid, "2026-11");
	k->pub_n = (size_t)BIO_get_mem_data(bio, &pem);
	k->pub = malloc(k->pub_n + 1);
	PROMISE(k->pub);
	memcpy(k->pub, pem, k->pub_n);
	k->pub[k->pub_n] = '\0';
	n_keys = 1;
	looked_at = INT64_MAX; /* the folder is not looked at */
	BIO_free(bio);
}

static size_t base64(char *out, const void *p, size_t n)
{
	sodium_bin2base64(out, ROOM, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return strlen(out);
}

/* header.claims.signature of the two texts in data, by this key. */
static void sign(EVP_PKEY *key, const uint8_t *data, size_t size, char *out)
{
	const uint8_t *feed = memchr(data, '\n', size);
	size_t head_n = feed ? (size_t)(feed - data) : size, n, der_n = 200;
	unsigned char der[200], raw[SIGNATURE];
	const unsigned char *p = der;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	ECDSA_SIG *sig;

	n = base64(out, data, head_n);
	out[n++] = '.';
	n += base64(out + n, feed ? feed + 1 : data, feed ? size - head_n - 1 : 0);
	PROMISE(EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
		EVP_DigestSign(ctx, der, &der_n, (unsigned char *)out, n) == 1);
	sig = d2i_ECDSA_SIG(NULL, &p, (long)der_n);
	BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, SIGNATURE / 2);
	BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + SIGNATURE / 2, SIGNATURE / 2);
	ECDSA_SIG_free(sig);
	EVP_MD_CTX_free(ctx);
	out[n++] = '.';
	base64(out + n, raw, sizeof raw);
}

static bool says(const cJSON *o, const char *name, const char *text)
{
	return str_eq(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(o, name)), text);
}

static double number(const cJSON *o, const char *name)
{
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(o, name);

	PROMISE(cJSON_IsNumber(c));
	return c->valuedouble;
}

/* What was taken, read once more by the lenient parser alone. */
static void could_be_ours(const uint8_t *data, size_t size, const struct who *who)
{
	const uint8_t *feed = memchr(data, '\n', size);
	cJSON *head, *claims;

	PROMISE(feed);
	head = cJSON_ParseWithLength((const char *)data, (size_t)(feed - data));
	claims = cJSON_ParseWithLength((const char *)feed + 1, size - (size_t)(feed - data) - 1);
	PROMISE(cJSON_GetArraySize(head) == 3 && says(head, "alg", "ES256") && says(head, "typ", "JWT") && says(head, "kid", "2026-11"));
	PROMISE(says(claims, "iss", "abrid") && says(claims, "aud", "api") && says(claims, "use", "access"));
	PROMISE(number(claims, "exp") > NOW_S && number(claims, "iat") <= NOW_S + SKEW_S);
	PROMISE(number(claims, "exp") - number(claims, "iat") <= LONGEST_LIFE_S);
	PROMISE(number(claims, "uid") == (double)who->user_id && number(claims, "sid") == (double)who->session_id);
	PROMISE(who->user_id > 0 && who->role > ROLE_ANONYMOUS && who->role <= ROLE_ADMIN);
	PROMISE(says(claims, "role", who_role_name(who->role)));
	cJSON_Delete(head);
	cJSON_Delete(claims);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char token[3 * ROOM];
	struct who who = { .role = ROLE_ANONYMOUS };
	int how;

	if (!space)
		start();
	arena_reset(space);
	if (size < 1 || size > 4096)
		return 0;
	how = *data++ % 3;
	size--;
	if (how == 0) {
		memcpy(token, data, size);
		token[size] = '\0';
	} else {
		sign(how == 1 ? ours : theirs, data, size, token);
	}
	if (token_verify(space, token, &who) == OK) {
		PROMISE(how == 1);
		could_be_ours(data, size, &who);
	} else {
		PROMISE(who.role == ROLE_ANONYMOUS && who.user_id == 0 && who.org_id == 0);
	}
	memset(remembered, 0, sizeof remembered); /* so that an input alone repeats what it did */
	return 0;
}
