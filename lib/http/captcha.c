/* captcha - a signed sum. Token: 32 hex of a random id, ".", expiry in seconds, ".", 32 hex of the MAC. */
#include "http/captcha.h"

#include <string.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/ring.h"
#include "base/str.h"
#include "base/text.h"
#include "base/when.h"

enum { ID_BYTES = 16, MAC_BYTES = 16 };

static const char *mac_of(struct req *r, const unsigned char *key, const char *id_hex, int64_t expiry, int64_t answer)
{
	unsigned char mac[ID_HASH];
	const char *text = arena_printf(r->work.arena, "captcha %s %lld %lld", id_hex,
					(long long)expiry, (long long)answer);

	id_mac(key, text, strlen(text), mac);
	return str_hex(r->work.arena, mac, MAC_BYTES);
}

void captcha_new(struct req *r, const char **question, const char **token)
{
	struct arena *a = r->work.arena;
	unsigned char bytes[ID_BYTES + 2];
	int64_t expiry = r->work.now / WHEN_SECOND + RING_CAPTCHA_S;
	const char *id;
	int x, y;

	id_random(bytes, sizeof bytes);
	id = str_hex(a, bytes, ID_BYTES);
	x = 2 + bytes[ID_BYTES] % 8;
	y = 2 + bytes[ID_BYTES + 1] % 8;
	*question = text_format(a, r->work.lang, "fact.question",
				(struct text_arg[]){ { "a", arena_printf(a, "%d", x) },
						     { "b", arena_printf(a, "%d", y) },
						     { 0 } });
	*token = arena_printf(a, "%s.%lld.%s", id, (long long)expiry, mac_of(r, ring_key(RING_CAPTCHA), id, expiry, x + y));
}

bool captcha_right(struct req *r, const char *token, const char *answer, unsigned char id[16])
{
	struct arena *a = r->work.arena;
	const char *dot = strchr(token, '.'), *mac = dot ? strchr(dot + 1, '.') : NULL;
	const unsigned char *keys[RING_MOST];
	int64_t expiry, value;

	if (!mac || dot - token != 2 * ID_BYTES || strlen(mac + 1) != 2 * MAC_BYTES)
		return false;
	if (!str_int(arena_strn(a, dot + 1, (size_t)(mac - dot - 1)), 0, INT64_MAX, &expiry) ||
	    expiry < r->work.now / WHEN_SECOND ||
	    !str_int(str_tidy(a, str_digits(a, answer)), 0, 1000, &value) ||
	    !str_unhex(arena_strn(a, token, 2 * ID_BYTES), id, ID_BYTES))
		return false;
	for (size_t n = ring_good(RING_CAPTCHA, RING_CAPTCHA_S, keys); n-- > 0;)
		if (str_same_secret(mac + 1, mac_of(r, keys[n], arena_strn(a, token, 2 * ID_BYTES), expiry, value),
				    2 * MAC_BYTES))
			return true;
	return false;
}
