/*
 * test_token - access tokens: what is issued verifies; everything forged, stale or odd is refused
 * with one and the same error. Header and claim attacks carry a valid signature of our own key
 * where that makes them stronger.
 */
#include "unit.h"

#include <openssl/evp.h>
#include <openssl/ec.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include "base/when.h"

/* The tests move this clock. */
static int64_t wall = 1795516200000000;
#define when_now() wall

#include "http/token.c"

enum { NOW = 1795516200 };

static EVP_PKEY *old_key, *new_key, *stranger, *long_key;
static char *new_pub_pem;

static void write_key(const char *kid, EVP_PKEY *key, bool with_private)
{
	FILE *f = fopen(unit_file(arena_printf(arena, "keys/access-%s.pub", kid), ""), "w");

	PEM_write_PUBKEY(f, key);
	fclose(f);
	if (!with_private)
		return;
	f = fopen(unit_file(arena_printf(arena, "keys/access-%s.pem", kid), ""), "w");
	PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL);
	fclose(f);
}

static void make_keys(void)
{
	old_key = EVP_EC_gen("P-256");
	new_key = EVP_EC_gen("P-256");
	stranger = EVP_EC_gen("P-256");
	long_key = EVP_EC_gen("P-384");
	mkdir(arena_printf(arena, "%s/keys", unit_dir()), 0700);
	write_key("2026-01", old_key, false);
	write_key("2026-11", new_key, true);
	unit_file("keys/access-broken.txt", "x");
	unit_file("keys/ticket-2026.pub", "x");
	new_pub_pem = keys_file(arena, arena_printf(arena, "%s/keys/access-2026-11.pub", unit_dir()), NULL);
	new_pub_pem = strdup(new_pub_pem);
	unit_settings(arena_printf(arena, "dir.keys = %s/keys\n", unit_dir()));
}

static char *base64(const void *p, size_t n)
{
	size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = arena_get(arena, room);

	return sodium_bin2base64(out, room, p, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* JOSE form of an ECDSA signature: r and s side by side, half bytes each. */
static size_t jose(const unsigned char *der, size_t der_n, int half, unsigned char *out)
{
	ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, (long)der_n);

	BN_bn2binpad(ECDSA_SIG_get0_r(sig), out, half);
	BN_bn2binpad(ECDSA_SIG_get0_s(sig), out + half, half);
	ECDSA_SIG_free(sig);
	return 2 * (size_t)half;
}

static char *signed_by(EVP_PKEY *key, const EVP_MD *md, int half, const char *input)
{
	unsigned char der[200], raw[200];
	size_t der_n = sizeof der;
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	if (EVP_DigestSignInit(ctx, NULL, md, NULL, key) != 1 ||
	    EVP_DigestSign(ctx, der, &der_n, (const unsigned char *)input, strlen(input)) != 1)
		FAIL_AT(__LINE__, "cannot sign");
	EVP_MD_CTX_free(ctx);
	return arena_printf(arena, "%s.%s", input, base64(raw, jose(der, der_n, half, raw)));
}

static char *unsigned_part(const char *header, const char *payload)
{
	return arena_printf(arena, "%s.%s", base64(header, strlen(header)), base64(payload, strlen(payload)));
}

/* A token with this header and payload under our newest key: its signature is good. */
static char *forged(const char *header, const char *payload)
{
	return signed_by(new_key, EVP_sha256(), 32, unsigned_part(header, payload));
}

static char *hmac_forged(const char *header, const char *payload, const EVP_MD *md, const char *key, size_t n)
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	unsigned mac_n = 0;
	char *input = unsigned_part(header, payload);

	HMAC(md, key, (int)n, (const unsigned char *)input, strlen(input), mac, &mac_n);
	return arena_printf(arena, "%s.%s", input, base64(mac, mac_n));
}

#define HEADER "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\"}"
#define CLAIMS "\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"org\":0,\"sid\":9"
#define TIMES "\"iat\":1795516200,\"exp\":1795517100"
#define PAYLOAD "{" CLAIMS "," TIMES "}"

static int n_refused;

static void refused(int line, const char *token)
{
	struct who who = { .role = ROLE_ANONYMOUS };
	int64_t began = when_ticks();
	enum err e;

	fail_clear();
	e = token_verify(arena, token, &who);
	if (e != ERR_UNAUTHORISED)
		FAIL_AT(line, "%s for %.300s", err_code(e), token);
	INT_AT(line, who.role, ROLE_ANONYMOUS);
	INT_AT(line, who.user_id, 0);
	TEXT_AT(line, fail_note()->field, "");
	if (when_ticks() - began > 100000) /* generous: the sanitizers are slow */
		FAIL_AT(line, "took %lld us", (long long)(when_ticks() - began));
	n_refused++;
}

static void taken(int line, const char *token)
{
	struct who who = { 0 };
	enum err e;

	fail_clear();
	e = token_verify(arena, token, &who);
	if (e != OK)
		FAIL_AT(line, "refused: %s", fail_note()->why);
}

static const struct who someone = { .role = ROLE_PARTNER_OWNER, .user_id = 77, .org_id = 5, .session_id = 99 };

static void issued_and_verified(void **state)
{
	const char *token = token_issue(arena, &someone, wall);
	struct who who = { .has_guest = true, .guest_hash = { 1, 2, 3 } };

	(void)state;
	is_true(token != NULL);
	for (int i = 0; i < 2; i++) { /* the second time from memory */
		same_int(token_verify(arena, token, &who), OK);
		same_int(who.role, ROLE_PARTNER_OWNER);
		same_int(who.user_id, 77);
		same_int(who.org_id, 5);
		same_int(who.session_id, 99);
		is_true(who.has_guest && who.guest_hash[2] == 3); /* the guest stays who it is */
	}
	is_true(strlen(token) < 1000);
}

static void every_role(void **state)
{
	(void)state;
	for (enum role role = ROLE_ANONYMOUS; role <= ROLE_WORKER; role <<= 1) {
		struct who in = { .role = role, .user_id = 1, .session_id = 1 };
		const char *token = token_issue(arena, &in, wall);

		if (role > ROLE_ANONYMOUS && role <= ROLE_ADMIN)
			taken(__LINE__, token);
		else
			refused(__LINE__, token);
	}
}

/* The forge itself works: without a fault its tokens are taken, under either of our keys. */
static void forge_is_sound(void **state)
{
	(void)state;
	taken(__LINE__, forged(HEADER, PAYLOAD));
	taken(__LINE__, forged("{\"kid\":\"2026-11\",\"typ\":\"JWT\",\"alg\":\"ES256\"}", PAYLOAD));
	taken(__LINE__, signed_by(old_key, EVP_sha256(), 32,
				  unsigned_part("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-01\"}", PAYLOAD)));
}

static void algorithms(void **state)
{
	static const char *const nones[] = { "none", "None", "NONE", "nOnE", "", " none", "null" };
	static const char *const others[] = { "ES384", "ES512", "RS256", "PS256", "EdDSA", "es256", "ES256 ", "HS256" };
	const char *kid = "\"typ\":\"JWT\",\"kid\":\"2026-11\"}";

	(void)state;
	for (size_t i = 0; i < sizeof nones / sizeof nones[0]; i++) {
		const char *header = arena_printf(arena, "{\"alg\":\"%s\",%s", nones[i], kid);

		refused(__LINE__, arena_printf(arena, "%s.", unsigned_part(header, PAYLOAD)));
		refused(__LINE__, unsigned_part(header, PAYLOAD));
		refused(__LINE__, arena_printf(arena, "%s.AAAA", unsigned_part(header, PAYLOAD)));
		refused(__LINE__, forged(header, PAYLOAD));
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		refused(__LINE__, forged(arena_printf(arena, "{\"alg\":\"%s\",%s", others[i], kid), PAYLOAD));
	for (int i = 0; i < 3; i++) { /* the public key as a shared secret */
		static const char *const names[] = { "HS256", "HS384", "HS512" };
		const EVP_MD *const mds[] = { EVP_sha256(), EVP_sha384(), EVP_sha512() };
		const char *header = arena_printf(arena, "{\"alg\":\"%s\",%s", names[i], kid);

		refused(__LINE__, hmac_forged(header, PAYLOAD, mds[i], new_pub_pem, strlen(new_pub_pem)));
		refused(__LINE__, hmac_forged(header, PAYLOAD, mds[i], new_pub_pem, strlen(new_pub_pem) - 1));
		refused(__LINE__, hmac_forged(header, PAYLOAD, mds[i], "", 0));
		refused(__LINE__, hmac_forged(HEADER, PAYLOAD, mds[i], new_pub_pem, strlen(new_pub_pem)));
	}
}

static void headers(void **state)
{
	static const char *const bad[] = {
		/* another set of members than exactly alg, typ, kid */
		"{}", "{\"alg\":\"ES256\"}", "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
		"{\"alg\":\"ES256\",\"kid\":\"2026-11\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"jku\":\"https://evil.test/jwks\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"x5u\":\"https://evil.test/c\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"jwk\":{\"kty\":\"EC\"}}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"x5c\":[]}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"crit\":[\"exp\"]}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"cty\":\"JWT\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"zip\":\"DEF\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\",\"b64\":false}",
		/* twins */
		"{\"alg\":\"ES256\",\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"{\"alg\":\"none\",\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"{\"alg\":\"ES256\",\"alg\":\"ES256\",\"kid\":\"2026-11\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"typ\":\"JWT\"}",
		"{\"alg\":\"ES256\",\"kid\":\"x\",\"kid\":\"2026-11\"}",
		/* spelling and types */
		"{\"ALG\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"{\"alg\":\"ES256\",\"typ\":\"jwt\",\"kid\":\"2026-11\"}",
		"{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"2026-11\"}",
		"{\"alg\":[\"ES256\"],\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"{\"alg\":256,\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"{\"alg\":null,\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"{\"alg\":true,\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		"[\"ES256\",\"JWT\",\"2026-11\"]", "\"ES256\"", "null",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\"}{}", "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\"",
		"\xEF\xBB\xBF{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\"}",
		/* kid */
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-12\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11 \"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-1\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"../../../../dev/null\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"/dev/null\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"access-2026-11.pub\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-11\\u0000x\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"x' OR '1'='1\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"https://evil.test/key\"}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":[\"2026-11\"]}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":{\"x\":\"2026-11\"}}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":202611}",
		"{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":null}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		refused(__LINE__, forged(bad[i], PAYLOAD));
	refused(__LINE__, forged(arena_printf(arena, "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%0*d\"}", 10240, 0),
				 PAYLOAD));
	refused(__LINE__, forged(arena_printf(arena, "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%0*d\"}", 400, 0),
				 PAYLOAD));
}

static const char *const bad_claims[] = {
	/* time */
	"{" CLAIMS ",\"iat\":1795515000,\"exp\":1795516200}",
	"{" CLAIMS ",\"iat\":1795515000,\"exp\":1795516199}",
	"{" CLAIMS ",\"iat\":1795516200}",
	"{" CLAIMS ",\"exp\":1795517100}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":\"1795517100\"}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":1795517100.5}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":9223372036854775807}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":9223372036854775808}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":18446744073709551615}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":-1}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":0}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":null}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":true}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":[1795517100]}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":{}}",
	"{" CLAIMS ",\"iat\":\"1795516200\",\"exp\":1795517100}",
	"{" CLAIMS ",\"iat\":1795516300,\"exp\":1795517100}",
	"{" CLAIMS ",\"iat\":1795516200,\"exp\":1795602601}",
	"{" CLAIMS ",\"iat\":-9223372036854775808,\"exp\":9223372036854775807}",
	"{" CLAIMS "," TIMES ",\"nbf\":1795516900}",
	"{" CLAIMS "," TIMES ",\"nbf\":\"1795516200\"}",
	"{" CLAIMS "," TIMES ",\"nbf\":9223372036854775807}",
	"{" CLAIMS "," TIMES ",\"nbf\":null}",
	"{" CLAIMS "," TIMES ",\"nbf\":1795516100.5}",
	/* for whom and what */
	"{\"iss\":\"Abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"https://evil.test\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":[\"abrid\"],\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"admin\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":[\"api\"],\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"refresh\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"stream\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"role\":\"customer\",\"uid\":7,\"sid\":9," TIMES "}",
	/* who */
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"root\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"anonymous\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"worker\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"device\",\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":2048,\"uid\":7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":0,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":-7,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":\"7\",\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7.5,\"sid\":9," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":\"9\"," TIMES "}",
	"{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\",\"role\":\"customer\",\"uid\":7,\"sid\":9,\"org\":\"5\"," TIMES "}",
	/* a claim that stands twice */
	"{" CLAIMS "," TIMES ",\"role\":\"admin\"}",
	"{" CLAIMS "," TIMES ",\"exp\":1795517101}",
	/* not an object of claims at all */
	"{}", "[]", "null", "\"x\"", "7 77", "{" CLAIMS "," TIMES, "{" CLAIMS "," TIMES "}}",
};

static void claims(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad_claims / sizeof bad_claims[0]; i++)
		refused(__LINE__, forged(HEADER, bad_claims[i]));
	taken(__LINE__, forged(HEADER, "{" CLAIMS ",\"iat\":1795516259,\"exp\":1795517100}")); /* within the skew */
	taken(__LINE__, forged(HEADER, "{" CLAIMS "," TIMES ",\"nbf\":1795516200}"));
	taken(__LINE__, forged(HEADER, "{" CLAIMS ",\"iat\":1795516200,\"exp\":1795516201}"));
}

static void signatures(void **state)
{
	char *good = forged(HEADER, PAYLOAD), *copy;
	char *dot = strrchr(good, '.'), *first = strchr(good, '.');
	size_t n = strlen(good);
	unsigned char zeros[200] = { 0 };

	(void)state;
	taken(__LINE__, good);
	refused(__LINE__, signed_by(stranger, EVP_sha256(), 32, unsigned_part(HEADER, PAYLOAD)));
	refused(__LINE__, signed_by(old_key, EVP_sha256(), 32, unsigned_part(HEADER, PAYLOAD)));
	refused(__LINE__, signed_by(new_key, EVP_sha384(), 32, unsigned_part(HEADER, PAYLOAD)));
	refused(__LINE__, signed_by(long_key, EVP_sha384(), 48, unsigned_part(HEADER, PAYLOAD)));
	refused(__LINE__, arena_strn(arena, good, (size_t)(dot - good)));        /* stripped */
	refused(__LINE__, arena_strn(arena, good, (size_t)(dot - good) + 1));
	refused(__LINE__, arena_strn(arena, good, n - 1));                       /* cut */
	refused(__LINE__, arena_strn(arena, good, n - 43));
	refused(__LINE__, arena_printf(arena, "%sAAAA", good));                  /* grown */
	refused(__LINE__, arena_printf(arena, "%.*s%s", (int)(dot - good + 1), good, base64(zeros, 64)));
	refused(__LINE__, arena_printf(arena, "%.*s%s", (int)(dot - good + 1), good, base64(zeros, 63)));
	refused(__LINE__, arena_printf(arena, "%.*s%s", (int)(dot - good + 1), good, base64(zeros, 96)));
	for (size_t at = 0; at < n; at += 5) { /* one character changed, all over the token */
		if (good[at] == '.')
			continue;
		copy = arena_str(arena, good);
		copy[at] = copy[at] == 'A' ? 'B' : 'A';
		if (strcmp(copy, good) != 0)
			refused(__LINE__, copy);
	}
	/* another payload or header in front of a good signature */
	refused(__LINE__, arena_printf(arena, "%s%s",
				       unsigned_part(HEADER, "{" CLAIMS ",\"iat\":1795516200,\"exp\":1795517101}"), dot));
	refused(__LINE__, arena_printf(arena, "%s%s", base64("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"2026-01\"}", 46),
				       first));
}

/* The same bytes in another spelling are another token: none of them is taken. */
static void spellings(void **state)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	char *good = forged(HEADER, PAYLOAD), *dot = strrchr(good, '.'), *first = strchr(good, '.'), *copy;
	size_t n = strlen(good);

	(void)state;
	taken(__LINE__, good);
	refused(__LINE__, arena_printf(arena, "%s=", good));
	refused(__LINE__, arena_printf(arena, "%s==", good));
	refused(__LINE__, arena_printf(arena, " %s", good));
	refused(__LINE__, arena_printf(arena, "%s ", good));
	refused(__LINE__, arena_printf(arena, "%s\n", good));
	refused(__LINE__, arena_printf(arena, "Bearer %s", good));
	refused(__LINE__, arena_printf(arena, "%.*s\n%s", (int)(dot - good), good, dot));
	refused(__LINE__, arena_printf(arena, "%.*s=%s", (int)(first - good), good, first));
	for (char *p = copy = arena_str(arena, good); *p; p++)
		*p = *p == '-' ? '+' : *p == '_' ? '/' : *p;
	if (strcmp(copy, good) != 0)
		refused(__LINE__, copy);
	/* The last character of the signature holds four bits that decode to nothing. */
	for (int i = 1; i < 16; i++) {
		copy = arena_str(arena, good);
		copy[n - 1] = alphabet[((size_t)(strchr(alphabet, good[n - 1]) - alphabet)) ^ (size_t)i];
		refused(__LINE__, copy);
	}
}

static void shapes(void **state)
{
	static const char *const bad[] = {
		"", ".", "..", "...", "....", "a", "a.b", "a.b.c", "a..c", "..c", "a..", ".b.", "AAAA", "AAAA.AAAA",
		"AAAA.AAAA.", "AAAA..AAAA", ".AAAA.AAAA", "AAAA.AAAA.AAAA", "AAAA.AAAA.AAAA.AAAA",
		"AAAA.AAAA.AAAA.AAAA.AAAA", "AAA.AAA.AAA", "\xFF\xFF\xFF\xFF.AAAA.AAAA", "e30.e30.e30", "e30A.e30A.e30A",
		"null", "undefined", "{\"protected\":\"AAAA\",\"payload\":\"AAAA\",\"signature\":\"AAAA\"}",
		"AAAA%2eAAAA%2eAAAA", "%00", "AAAA.AA\tAA.AAAA",
	};
	size_t n = (size_t)1 << 20;
	char *big = malloc(n + 1);

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		refused(__LINE__, bad[i]);
	memset(big, 'A', n);
	big[n] = '\0';
	refused(__LINE__, big);
	big[1000] = big[2000] = '.';
	refused(__LINE__, big);
	memset(big, '.', n);
	refused(__LINE__, big);
	memset(big, 'A', n);
	big[4097] = '\0';
	big[10] = big[20] = '.';
	refused(__LINE__, big);
	free(big);
	refused(__LINE__, forged(HEADER, arena_printf(arena, "{" CLAIMS "," TIMES ",\"x\":\"%0*d\"}", 3500, 0)));
}

/* What was verified is remembered only until it expires. */
static void memory_obeys_the_clock(void **state)
{
	char *token = forged(HEADER, PAYLOAD);
	int64_t then = wall;

	(void)state;
	taken(__LINE__, token);
	taken(__LINE__, token);
	wall = 1795517100LL * WHEN_SECOND - 1;
	taken(__LINE__, token);
	wall = 1795517100LL * WHEN_SECOND;
	refused(__LINE__, token);
	wall = then;
	for (int i = 0; i < 2000; i++) { /* far more tokens than there are places to remember them */
		char *other;

		if (i % 10)
			continue;
		other = forged(HEADER, arena_printf(arena, "{\"iss\":\"abrid\",\"aud\":\"api\",\"use\":\"access\","
							   "\"role\":\"customer\",\"uid\":%d,\"sid\":9," TIMES "}", i + 1));
		for (int k = 0; k < 2; k++) {
			struct who who = { 0 };

			same_int(token_verify(arena, other, &who), OK);
			same_int(who.user_id, i + 1);
		}
	}
}

static void life_of_an_issued_token(void **state)
{
	int64_t then = wall;
	const char *token = token_issue(arena, &someone, wall);
	struct who who = { 0 };

	(void)state;
	wall = then + 899LL * WHEN_SECOND;
	same_int(token_verify(arena, token, &who), OK);
	wall = then + 900LL * WHEN_SECOND;
	refused(__LINE__, token);
	wall = then;
}

static void keys_of_a_directory(void **state)
{
	char why[300] = "";

	(void)state;
	same_int(n_keys, 2);
	unit_settings("dir.keys = /nonexistent\n");
	is_false(token_start(why, sizeof why));
	is_true(strstr(why, "/nonexistent") != NULL);
	is_true(token_issue(arena, &someone, wall) == NULL);
	refused(__LINE__, forged(HEADER, PAYLOAD)); /* no key, no token, nothing remembered */
	unit_settings(arena_printf(arena, "dir.keys = %s/keys\n", unit_dir()));
	is_true(token_start(why, sizeof why));
	taken(__LINE__, forged(HEADER, PAYLOAD));
	unit_file("keys/access-weak.pub", "");
	is_false(token_start(why, sizeof why));
	is_true(strstr(why, "access-weak.pub") != NULL);
	unit_file("keys/access-weak.pub", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
	is_false(token_start(why, sizeof why));
	remove(arena_printf(arena, "%s/keys/access-weak.pub", unit_dir()));
	write_key("2026-12", long_key, false); /* not of the curve that ES256 needs */
	is_false(token_start(why, sizeof why));
	remove(arena_printf(arena, "%s/keys/access-2026-12.pub", unit_dir()));
	is_true(token_start(why, sizeof why));
}

static void enough_were_tried(void **state)
{
	(void)state;
	is_true(n_refused >= 250);
	print_message("# %d forged, stale or malformed tokens refused\n", n_refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(issued_and_verified),
		cmocka_unit_test(every_role),
		cmocka_unit_test(forge_is_sound),
		cmocka_unit_test(algorithms),
		cmocka_unit_test(headers),
		cmocka_unit_test(claims),
		cmocka_unit_test(signatures),
		cmocka_unit_test(spellings),
		cmocka_unit_test(shapes),
		cmocka_unit_test(memory_obeys_the_clock),
		cmocka_unit_test(life_of_an_issued_token),
		cmocka_unit_test(keys_of_a_directory),
		cmocka_unit_test(enough_were_tried),
	};
	char why[300];
	int rc;

	if (sodium_init() < 0)
		return 1;
	unit_start();
	make_keys();
	if (!token_start(why, sizeof why)) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	rc = unit_run("token", tests);
	EVP_PKEY_free(old_key);
	EVP_PKEY_free(new_key);
	EVP_PKEY_free(stranger);
	EVP_PKEY_free(long_key);
	free(new_pub_pem);
	return rc;
}
