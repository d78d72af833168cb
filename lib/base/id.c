/* id - identifiers, random secrets and the two hashes used for tokens. */
#include "base/id.h"

#include <sodium.h>
#include <string.h>
#include <sys/mman.h>

#include "base/str.h"

static const char crockford[] = "0123456789abcdefghjkmnpqrstvwxyz";
static const char reference[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/*
 * A request needs a few dozen bytes and a system call costs more than they do, so they come from a
 * supply of a kilobyte. What was given away is wiped. A child of a fork finds the page empty (madvise(2),
 * MADV_WIPEONFORK) and does not give away what its parent does.
 */
struct supply {
	size_t left;
	unsigned char bytes[1024];
};

static struct supply *supply_open(void)
{
	struct supply *s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (s == MAP_FAILED)
		return NULL;
	if (madvise(s, sizeof *s, MADV_WIPEONFORK) == 0)
		return s;
	munmap(s, sizeof *s);
	return NULL;
}

void id_random(void *out, size_t n)
{
	static struct supply *s;

	if (!s)
		s = supply_open();
	if (!s || n > sizeof s->bytes / 8) {
		randombytes_buf(out, n);
		return;
	}
	if (s->left < n) {
		randombytes_buf(s->bytes, sizeof s->bytes);
		s->left = sizeof s->bytes;
	}
	s->left -= n;
	memcpy(out, s->bytes + s->left, n);
	sodium_memzero(s->bytes + s->left, n);
}

static int value(const char *alphabet, char c)
{
	const char *p = c ? strchr(alphabet, c) : NULL;

	return p ? (int)(p - alphabet) : -1;
}

/* 128 bits are 25 characters of 5 bits after a first one of 3 bits. */
static void encode(const unsigned char bytes[static 16], char out[static ID_CHARS + 1])
{
	unsigned acc = 0;
	int bits = 2, at = 0; /* two leading zero bits make 130 = 26 * 5 */

	for (int i = 0; i < 16; i++) {
		acc = acc << 8 | bytes[i];
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			out[at++] = crockford[acc >> bits & 31];
		}
	}
	out[at] = '\0';
}

static bool decode(const char *s, unsigned char bytes[static 16])
{
	unsigned acc = 0;
	int bits = -2, at = 0;

	if (strlen(s) != ID_CHARS || s[0] > '7')
		return false;
	for (; *s; s++) {
		int v = value(crockford, *s);

		if (v < 0)
			return false;
		acc = acc << 5 | (unsigned)v;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = (unsigned char)(acc >> bits);
		}
	}
	return true;
}

void id_new(char out[static ID_CHARS + 1])
{
	unsigned char bytes[16];

	id_random(bytes, sizeof bytes);
	encode(bytes, out);
}

void id_code(char *out, size_t n)
{
	id_random(out, n);
	for (size_t i = 0; i < n; i++)
		out[i] = reference[(unsigned char)out[i] & 31];
	out[n] = '\0';
}

void id_ref(char out[static ID_REF_CHARS + 1])
{
	id_code(out, ID_REF_CHARS);
}

bool id_ok(const char *s)
{
	unsigned char bytes[16];

	return decode(s, bytes);
}

bool id_ref_ok(const char *s)
{
	if (strlen(s) != ID_REF_CHARS)
		return false;
	for (; *s; s++)
		if (value(reference, *s) < 0)
			return false;
	return true;
}

bool id_to_uuid(const char *id, char out[static ID_UUID_CHARS + 1])
{
	static const char digit[] = "0123456789abcdef";
	unsigned char bytes[16];
	char *p = out;

	if (!decode(id, bytes))
		return false;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		*p++ = digit[bytes[i] >> 4];
		*p++ = digit[bytes[i] & 15];
	}
	*p = '\0';
	return true;
}

bool id_from_uuid(const char *uuid, char out[static ID_CHARS + 1])
{
	unsigned char bytes[16];
	char hex[33], *p = hex;

	if (strlen(uuid) != ID_UUID_CHARS)
		return false;
	for (int i = 0; i < ID_UUID_CHARS; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash != (uuid[i] == '-'))
			return false;
		if (!dash)
			*p++ = uuid[i];
	}
	*p = '\0';
	if (!str_unhex(hex, bytes, sizeof bytes))
		return false;
	encode(bytes, out);
	return true;
}

bool id_number(const char *s, const char *prefix, int64_t *out)
{
	size_t n = strlen(prefix);

	return strncmp(s, prefix, n) == 0 && s[n] == '_' && str_int(s + n + 1, 1, INT64_MAX, out);
}

const char *id_public(const char *s, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(s, prefix, n) == 0 && s[n] == '_' && id_ok(s + n + 1) ? s + n + 1 : NULL;
}

void id_hash(const void *p, size_t n, unsigned char out[static ID_HASH])
{
	crypto_hash_sha256(out, p, n);
}

void id_mac(const unsigned char key[static ID_HASH], const void *p, size_t n,
	    unsigned char out[static ID_HASH])
{
	crypto_auth_hmacsha256(out, p, n, key);
}
