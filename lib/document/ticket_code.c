/* ticket_code - layout, base45 and ES256 of the ticket's QR text. */
#include "document/ticket_code.h"

/* OpenSSL has a type of this name, base/err an error. */
#define ERR_WRONG_STATE openssl_err_state
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#undef ERR_WRONG_STATE
#include <string.h>

#include "base/arena.h"
#include "base/when.h"

/* The 45 characters of RFC 9285 are those of a QR code's alphanumeric mode, in its order. */
static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/* The alphabet of booking references (base/id), as five-bit digits. */
static const char reference[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

enum {
	AT_VERSION = 0,
	AT_KEY = 1,
	AT_SCHEDULE = 5,
	AT_REF = 11,
	AT_PASSENGER = 15,
	AT_SEAT = 16,
	AT_BOARD = 18,
	AT_ALIGHT = 19,
	AT_FROM = 20,
	AT_TO = 24,
	AT_ISSUE = 28,
	HALF = TICKET_CODE_SIGNATURE / 2,
};

/* out holds 3 characters per 2 bytes, 2 for a last single byte, and a NUL. */
static void base45_encode(const unsigned char *p, size_t n, char *out)
{
	for (; n >= 2; n -= 2, p += 2) {
		unsigned v = (unsigned)p[0] << 8 | p[1];

		*out++ = alphabet[v % 45];
		*out++ = alphabet[v / 45 % 45];
		*out++ = alphabet[v / 2025];
	}
	if (n) {
		*out++ = alphabet[p[0] % 45];
		*out++ = alphabet[p[0] / 45];
	}
	*out = '\0';
}

static int digit(char c)
{
	const char *p = c ? strchr(alphabet, c) : NULL;

	return p ? (int)(p - alphabet) : -1;
}

/* Value of n digits, lowest first; -1 when a character is not one of them. */
static int32_t group(const char *s, size_t n)
{
	int32_t v = 0;

	while (n--) {
		int d = digit(s[n]);

		if (d < 0)
			return -1;
		v = v * 45 + d;
	}
	return v;
}

/* Exactly n bytes out of the whole text; false for anything that encode would not have written. */
static bool base45_decode(const char *s, unsigned char *out, size_t n)
{
	if (strlen(s) != n / 2 * 3 + n % 2 * 2)
		return false;
	for (; n >= 2; n -= 2, s += 3) {
		int32_t v = group(s, 3);

		if (v < 0 || v > 0xFFFF)
			return false;
		*out++ = (unsigned char)(v >> 8);
		*out++ = (unsigned char)v;
	}
	if (n) {
		int32_t v = group(s, 2);

		if (v < 0 || v > 0xFF)
			return false;
		*out = (unsigned char)v;
	}
	return true;
}

static void put(unsigned char *p, size_t n, uint64_t v)
{
	while (n--) {
		p[n] = (unsigned char)v;
		v >>= 8;
	}
}

static uint64_t get(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	while (n--)
		v = v << 8 | *p++;
	return v;
}

static uint32_t ref_bits(const char *ref)
{
	uint32_t v = 0;

	for (; *ref; ref++)
		v = v << 5 | (uint32_t)(strchr(reference, *ref) - reference);
	return v;
}

static void ref_text(uint32_t v, char out[static ID_REF_CHARS + 1])
{
	for (int i = ID_REF_CHARS - 1; i >= 0; i--, v >>= 5)
		out[i] = reference[v & 31];
	out[ID_REF_CHARS] = '\0';
}

static bool within(int64_t v, int64_t min, int64_t max)
{
	return v >= min && v <= max;
}

static bool facts_ok(const struct ticket_code *c)
{
	const int64_t last = (int64_t)UINT32_MAX * WHEN_SECOND + WHEN_SECOND - 1;

	return within(c->schedule_id, 1, ((int64_t)1 << 48) - 1) && id_ref_ok(c->ref) &&
	       within(c->passenger, 1, 255) && within(c->seat_no, 0, 65535) &&
	       within(c->board_seq, 0, 254) && within(c->alight_seq, c->board_seq + 1, 255) &&
	       within(c->issue, 1, 255) && within(c->valid_from, 0, last) &&
	       within(c->valid_to, c->valid_from, last);
}

static void pack(const struct ticket_code *c, uint32_t key_id,
		 unsigned char out[static TICKET_CODE_FACTS])
{
	out[AT_VERSION] = TICKET_CODE_VERSION;
	put(out + AT_KEY, 4, key_id);
	put(out + AT_SCHEDULE, 6, (uint64_t)c->schedule_id);
	put(out + AT_REF, 4, ref_bits(c->ref));
	out[AT_PASSENGER] = (unsigned char)c->passenger;
	put(out + AT_SEAT, 2, (uint64_t)c->seat_no);
	out[AT_BOARD] = (unsigned char)c->board_seq;
	out[AT_ALIGHT] = (unsigned char)c->alight_seq;
	put(out + AT_FROM, 4, (uint64_t)(c->valid_from / WHEN_SECOND));
	put(out + AT_TO, 4, (uint64_t)(c->valid_to / WHEN_SECOND));
	out[AT_ISSUE] = (unsigned char)c->issue;
}

/* False when the bytes are no code of this version that make could have written. */
static bool unpack(const unsigned char in[static TICKET_CODE_FACTS], struct ticket_code *c)
{
	uint64_t ref = get(in + AT_REF, 4);

	memset(c, 0, sizeof *c);
	c->key_id = (uint32_t)get(in + AT_KEY, 4);
	c->schedule_id = (int64_t)get(in + AT_SCHEDULE, 6);
	ref_text((uint32_t)ref, c->ref);
	c->passenger = in[AT_PASSENGER];
	c->seat_no = (int)get(in + AT_SEAT, 2);
	c->board_seq = in[AT_BOARD];
	c->alight_seq = in[AT_ALIGHT];
	c->valid_from = (int64_t)get(in + AT_FROM, 4) * WHEN_SECOND;
	c->valid_to = (int64_t)get(in + AT_TO, 4) * WHEN_SECOND;
	c->issue = in[AT_ISSUE];
	return in[AT_VERSION] == TICKET_CODE_VERSION && ref >> 30 == 0 && facts_ok(c);
}

/* Refuses encrypted keys instead of asking a terminal. */
static int no_password(char *buf, int size, int writing, void *ctx)
{
	(void)buf;
	(void)size;
	(void)writing;
	(void)ctx;
	return -1;
}

static void free_key(void *key)
{
	EVP_PKEY_free(key);
}

static bool key_id(EVP_PKEY *key, uint32_t *id)
{
	unsigned char *der = NULL, hash[ID_HASH];
	int n = i2d_PUBKEY(key, &der);

	if (n <= 0)
		return false;
	id_hash(der, (size_t)n, hash);
	OPENSSL_free(der);
	*id = (uint32_t)get(hash, 4);
	return true;
}

static enum err read_key(struct arena *a, const char *pem, bool is_private, struct ticket_key *out)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	EVP_PKEY *key = NULL;
	char curve[32] = "";
	bool ok;

	if (bio && is_private)
		key = PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL);
	else if (bio)
		key = PEM_read_bio_PUBKEY(bio, NULL, no_password, NULL);
	BIO_free(bio);
	ok = key && EVP_PKEY_get_group_name(key, curve, sizeof curve, NULL) == 1 &&
	     strcmp(curve, "prime256v1") == 0 && key_id(key, &out->id);
	ERR_clear_error();
	if (!ok) {
		EVP_PKEY_free(key);
		return fail(ERR_INPUT, "ticket key: not a plain P-256 %s key in PEM",
			    is_private ? "private" : "public");
	}
	arena_defer(a, free_key, key);
	out->pkey = key;
	out->can_sign = is_private;
	return OK;
}

enum err ticket_key_private(struct arena *a, const char *pem, struct ticket_key *out)
{
	return read_key(a, pem, true, out);
}

enum err ticket_key_public(struct arena *a, const char *pem, struct ticket_key *out)
{
	return read_key(a, pem, false, out);
}

/* OpenSSL speaks DER, WebCrypto and the code r || s. */
static bool raw_of_der(const unsigned char *der, size_t n, unsigned char *raw)
{
	ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, (long)n);
	bool ok = sig && BN_bn2binpad(ECDSA_SIG_get0_r(sig), raw, HALF) == HALF &&
		  BN_bn2binpad(ECDSA_SIG_get0_s(sig), raw + HALF, HALF) == HALF;

	ECDSA_SIG_free(sig);
	return ok;
}

/* DER length, 0 on failure; the caller frees *der. */
static int der_of_raw(const unsigned char *raw, unsigned char **der)
{
	ECDSA_SIG *sig = ECDSA_SIG_new();
	BIGNUM *r = BN_bin2bn(raw, HALF, NULL), *s = BN_bin2bn(raw + HALF, HALF, NULL);
	int n = 0;

	if (sig && r && s && ECDSA_SIG_set0(sig, r, s) == 1) {
		n = i2d_ECDSA_SIG(sig, der);
	} else {
		BN_free(r);
		BN_free(s);
	}
	ECDSA_SIG_free(sig);
	return n > 0 ? n : 0;
}

static bool sign(EVP_PKEY *key, const unsigned char *p, size_t n, unsigned char *raw)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	unsigned char der[80]; /* a P-256 signature takes at most 72 bytes */
	size_t size = sizeof der;
	bool ok = md && EVP_DigestSignInit(md, NULL, EVP_sha256(), NULL, key) == 1 &&
		  EVP_DigestSign(md, der, &size, p, n) == 1 && raw_of_der(der, size, raw);

	EVP_MD_CTX_free(md);
	ERR_clear_error();
	return ok;
}

static bool signed_by(EVP_PKEY *key, const unsigned char *p, size_t n, const unsigned char *raw)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	unsigned char *der = NULL;
	int size = der_of_raw(raw, &der);
	bool ok = md && size && EVP_DigestVerifyInit(md, NULL, EVP_sha256(), NULL, key) == 1 &&
		  EVP_DigestVerify(md, der, (size_t)size, p, n) == 1;

	OPENSSL_free(der);
	EVP_MD_CTX_free(md);
	ERR_clear_error();
	return ok;
}

enum err ticket_code_make(struct arena *a, const struct ticket_key *key,
			  const struct ticket_code *code, char **out)
{
	unsigned char bytes[TICKET_CODE_BYTES];

	if (!key->can_sign)
		return fail(ERR_INTERNAL, "ticket code: key %08x cannot sign", key->id);
	if (!facts_ok(code))
		return fail(ERR_INPUT, "ticket code: a fact of %.6s is out of range", code->ref);
	pack(code, key->id, bytes);
	if (!sign(key->pkey, bytes, TICKET_CODE_FACTS, bytes + TICKET_CODE_FACTS))
		return fail(ERR_INTERNAL, "ticket code: signing with key %08x failed", key->id);
	*out = arena_get(a, TICKET_CODE_CHARS + 1);
	base45_encode(bytes, sizeof bytes, *out);
	return OK;
}

bool ticket_code_verify(const struct ticket_key *keys, size_t n, const char *s,
			struct ticket_code *out)
{
	unsigned char bytes[TICKET_CODE_BYTES] = { 0 };
	const struct ticket_key *key = keys;
	struct ticket_code c;
	bool readable, known = false, genuine;

	if (n == 0)
		return false;
	readable = base45_decode(s, bytes, sizeof bytes);
	readable &= unpack(bytes, &c);
	for (size_t i = 0; i < n; i++) {
		if (keys[i].id == c.key_id) {
			key = &keys[i];
			known = true;
		}
	}
	/* Checked whatever came before, so that a stopwatch does not tell which test failed. */
	genuine = signed_by(key->pkey, bytes, TICKET_CODE_FACTS, bytes + TICKET_CODE_FACTS);
	if (!(readable & known & genuine))
		return false;
	*out = c;
	return true;
}
