/* sign - the providers' signatures, on OpenSSL's primitives. */
#include "sign.h"

#include "buf.h"
#include "mem.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

static EVP_PKEY *event_key;

char *sign_base64(const void *bytes, size_t n)
{
	char *out = mem_new(4 * ((n + 2) / 3) + 1);

	EVP_EncodeBlock((unsigned char *)out, bytes, (int)n);
	return out;
}

unsigned char *sign_unbase64(const char *text, size_t *n)
{
	size_t len = strlen(text), body = strcspn(text, "=");
	unsigned char *out;
	int got;

	if (len % 4 || len - body > 2 || body + strspn(text + body, "=") != len)
		return NULL;
	out = mem_new(len / 4 * 3 + 1);
	got = EVP_DecodeBlock(out, (const unsigned char *)text, (int)len);
	if (got < 0) {
		free(out);
		return NULL;
	}
	*n = (size_t)got - (len - body);
	return out;
}

static int by_name(const void *a, const void *b)
{
	const struct pair *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static const struct pair **sorted(const struct form *f)
{
	const struct pair **list = mem_new((f->n + 1) * sizeof(struct pair *));
	size_t i;

	for (i = 0; i < f->n; i++)
		list[i] = &f->pairs[i];
	qsort(list, f->n, sizeof *list, by_name);
	return list;
}

char *sign_twilio(const char *token, const char *url, const struct form *params)
{
	const struct pair **list = sorted(params), **p;
	unsigned char mac[EVP_MAX_MD_SIZE];
	struct buf text = { 0 };
	unsigned int n;

	buf_str(&text, url);
	for (p = list; *p; p++)
		buf_printf(&text, "%s%s", (*p)->name, (*p)->value);
	HMAC(EVP_sha1(), token, (int)strlen(token), (unsigned char *)text.data, text.len, mac, &n);
	buf_free(&text);
	free(list);
	return sign_base64(mac, n);
}

char *sign_bank(const char *key, const struct form *params)
{
	const struct pair **list = sorted(params), **p;
	unsigned char mac[EVP_MAX_MD_SIZE];
	struct buf text = { 0 }, out = { 0 };
	unsigned int n, i;

	for (p = list; *p; p++)
		if (strcmp((*p)->name, "checksum") && strcmp((*p)->name, "sign_alias"))
			buf_printf(&text, "%s;%s;", (*p)->name, (*p)->value);
	HMAC(EVP_sha256(), key, (int)strlen(key), (unsigned char *)text.data, text.len, mac, &n);
	for (i = 0; i < n; i++)
		buf_printf(&out, "%02X", mac[i]);
	buf_free(&text);
	free(list);
	return out.data;
}

bool sign_key_new(void)
{
	event_key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	return event_key != NULL;
}

void sign_key_free(void)
{
	EVP_PKEY_free(event_key);
	event_key = NULL;
}

char *sign_key_public(void)
{
	unsigned char *der = NULL;
	int n = i2d_PUBKEY(event_key, &der);
	char *out;

	if (n < 0)
		return mem_text("");
	out = sign_base64(der, (size_t)n);
	OPENSSL_free(der);
	return out;
}

char *sign_events(const char *timestamp, const char *body, size_t n)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char signature[128];
	struct buf text = { 0 };
	size_t len = sizeof signature;
	bool ok;

	buf_str(&text, timestamp);
	buf_add(&text, body, n);
	ok = ctx && EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, event_key) == 1 &&
	    EVP_DigestSign(ctx, signature, &len, (unsigned char *)text.data, text.len) == 1;
	EVP_MD_CTX_free(ctx);
	buf_free(&text);
	return ok ? sign_base64(signature, len) : mem_text("");
}
