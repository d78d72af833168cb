/* signed - members of the outermost object by their bytes, and the HMAC over all of them. */
#include "base/signed.h"

#include <sodium.h>
#include <string.h>

#include "base/str.h"

struct scan {
	const char *at, *end;
};

static void blanks(struct scan *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
		s->at++;
}

static bool take(struct scan *s, char c)
{
	blanks(s);
	if (s->at == s->end || *s->at != c)
		return false;
	s->at++;
	return true;
}

/* A string with its quotes; what stands between them, escapes as they are. */
static bool string(struct scan *s, const char **text, size_t *n)
{
	if (!take(s, '"'))
		return false;
	*text = s->at;
	for (; s->at < s->end && *s->at != '"'; s->at++)
		if (*s->at == '\\' && ++s->at == s->end)
			return false;
	*n = (size_t)(s->at - *text);
	return take(s, '"');
}

/* Passes a value that is not a string, up to the comma or brace behind it. */
static bool pass(struct scan *s)
{
	const char *text;
	size_t n;
	int depth = 0;

	while (s->at < s->end) {
		char c = *s->at;

		if (depth == 0 && (c == ',' || c == '}'))
			return true;
		if (c == '"') {
			if (!string(s, &text, &n))
				return false;
			continue;
		}
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		s->at++;
	}
	return false;
}

bool signed_text(const char *json, size_t n, const char *name, const char **value, size_t *len)
{
	struct scan s = { json, json + n };
	const char *found;
	size_t found_n;

	if (!take(&s, '{'))
		return false;
	do {
		bool wanted;

		if (!string(&s, &found, &found_n) || !take(&s, ':'))
			return false;
		wanted = found_n == strlen(name) && strncmp(found, name, found_n) == 0;
		blanks(&s);
		if (s.at < s.end && *s.at == '"') {
			if (!string(&s, value, len))
				return false;
			if (wanted)
				return true;
		} else if (wanted || !pass(&s)) {
			return false;
		}
	} while (take(&s, ','));
	return false;
}

bool signed_device(const char *json, size_t n, int64_t *device)
{
	char id[32];
	const char *text;
	size_t len;

	if (!signed_text(json, n, "deviceId", &text, &len) || len >= sizeof id)
		return false;
	memcpy(id, text, len);
	id[len] = '\0';
	return id_number(id, "device", device);
}

/* The bytes, with the digits at hole replaced by zeros when there is one. */
static void sum(const unsigned char key[static ID_HASH], const char *json, size_t n,
		const char *hole, unsigned char out[static ID_HASH])
{
	crypto_auth_hmacsha256_state state;
	char zeros[SIGNED_HEX];

	memset(zeros, '0', sizeof zeros);
	crypto_auth_hmacsha256_init(&state, key, ID_HASH);
	if (hole) {
		size_t before = (size_t)(hole - json);

		crypto_auth_hmacsha256_update(&state, (const unsigned char *)json, before);
		crypto_auth_hmacsha256_update(&state, (const unsigned char *)zeros, sizeof zeros);
		json = hole + SIGNED_HEX;
		n -= before + SIGNED_HEX;
	}
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)json, n);
	crypto_auth_hmacsha256_final(&state, out);
}

bool signed_with(const unsigned char key[static ID_HASH], const char *json, size_t n,
		 const char *beside)
{
	unsigned char given[ID_HASH], right[ID_HASH];
	char hex[SIGNED_HEX + 1];
	const char *inside = NULL;
	size_t len;

	if (!beside) {
		if (!signed_text(json, n, "signature", &inside, &len) || len != SIGNED_HEX)
			return false;
		memcpy(hex, inside, SIGNED_HEX);
		hex[SIGNED_HEX] = '\0';
		beside = hex;
	}
	if (strlen(beside) != SIGNED_HEX || !str_unhex(beside, given, sizeof given))
		return false;
	sum(key, json, n, inside, right);
	return str_same_secret(given, right, sizeof right);
}
