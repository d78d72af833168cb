/* idem - idempotency keys. */
#include "http/idem.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/id.h"
#include "base/metric.h"
#include "base/ring.h"
#include "store/db.h"

enum { SHORTEST_ALONE = 16, LONGEST = 255 };

/* What one request's key comes to; lives beside the request in a static, one request at a time. */
static struct {
	unsigned char name[ID_HASH]; /* the row */
	unsigned char body[ID_HASH]; /* fingerprint of operation and input */
	const char *text;            /* what a key of the ring makes the key of the stored reply of */
} now;

static bool key_ok(const char *key)
{
	size_t n = strlen(key);

	if (n < 1 || n > LONGEST)
		return false;
	for (; *key; key++)
		if (*key < 0x21 || *key > 0x7E)
			return false;
	return true;
}

/*
 * A key belongs to the user or guest that sent it. An anonymous caller is known by the key alone
 * when it is long enough to be a secret, else also by address: nobody may read the reply of a
 * stranger who picked the same short key.
 */
static const char *principal(struct req *r)
{
	struct arena *a = r->work.arena;

	if (r->work.who.user_id)
		return arena_printf(a, "u%lld", (long long)r->work.who.user_id);
	if (r->work.who.has_guest && !r->guest_is_new)
		return arena_printf(a, "g%s", str_hex(a, r->work.who.guest_hash, ID_HASH));
	return strlen(r->key) >= SHORTEST_ALONE ? "a" : arena_printf(a, "a%s", r->address);
}

/* The form's own fields are left out: a form shown again carries a new CSRF token. */
static void fingerprint(struct req *r)
{
	struct buf b;

	buf_init(&b, r->work.arena, r->body_n + 128);
	buf_printf(&b, "%s %s\n", method_name(r->method), r->path);
	if (!r->is_page) {
		buf_put(&b, r->body, r->body_n);
	} else {
		const char *s = r->body, *end = s + r->body_n;

		while (s < end) {
			const char *amp = memchr(s, '&', (size_t)(end - s)), *stop = amp ? amp : end;

			if (stop - s < 6 || memcmp(s, "_csrf=", 6) != 0)
				buf_put(&b, s, (size_t)(stop - s));
			buf_char(&b, '&');
			s = stop + (amp != NULL);
		}
	}
	id_hash(b.data, b.len, now.body);
}

/* The key of the stored reply: nobody has it who has only the table, or only the ring. */
static void seal_under(const unsigned char *key, unsigned char out[static ID_HASH])
{
	id_mac(key, now.text, strlen(now.text), out);
}

enum err idem_prepare(struct req *r)
{

	if (!r->key || !key_ok(r->key)) {
		fail(ERR_KEY_MISSING, "no usable idempotency key");
		fail_field(r->is_page ? "_key" : "Idempotency-Key");
		return ERR_KEY_MISSING;
	}
	now.text = arena_printf(r->work.arena, "%s\n%s %s\n%s", principal(r), method_name(r->method),
			    r->path, r->key);
	id_hash(now.text, strlen(now.text), now.name);
	fingerprint(r);
	return OK;
}

void idem_claim(struct req *r)
{
	db_later(&r->work, Q_IDEM_CLAIM,
		 (struct param[]){ p_bytes(now.name, ID_HASH), p_bytes(now.body, ID_HASH),
				   p_int(conf_int(CONF_JOB_LEASE_S)) });
}

/* nonce + box of "Location\nbody"; Location is empty for JSON. */
void idem_store(struct req *r)
{
	struct arena *a = r->work.arena;
	struct buf plain;
	unsigned char *sealed, seal[ID_HASH];
	size_t n;

	buf_init(&plain, a, r->out.len + 64);
	buf_str(&plain, r->redirect ? r->redirect : "");
	buf_char(&plain, '\n');
	buf_put(&plain, r->out.data ? r->out.data : "", r->out.len);
	n = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.len;
	sealed = arena_get(a, n);
	id_random(sealed, crypto_secretbox_NONCEBYTES);
	seal_under(ring_key(RING_REPLY), seal);
	crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (unsigned char *)plain.data,
			      plain.len, sealed, seal);
	db_later(&r->work, Q_IDEM_STORE,
		 (struct param[]){ p_bytes(now.name, ID_HASH), p_int(r->status), p_bytes(sealed, n) });
}

/* With the key that sealed it, if that is still on the ring. */
static bool open_reply(const unsigned char *sealed, size_t n, char *plain)
{
	const unsigned char *keys[RING_MOST];
	size_t n_keys = ring_good(RING_REPLY, RING_REPLY_S, keys);
	unsigned char seal[ID_HASH];

	for (size_t i = 0; i < n_keys; i++) {
		seal_under(keys[i], seal);
		if (crypto_secretbox_open_easy((unsigned char *)plain, sealed + crypto_secretbox_NONCEBYTES,
					       n - crypto_secretbox_NONCEBYTES, sealed, seal) == 0)
			return true;
	}
	return false;
}

struct stored {
	int status;
	const char *hex;
};

static const struct field stored_fields[] = {
	{ "status", F_COUNT, AT(stored, status), "status" },
	{ "hex", F_TEXT, AT(stored, hex), "hex" },
	{ 0 },
};

enum err idem_replay(struct req *r)
{
	struct arena *a = r->work.arena;
	struct stored s;
	unsigned char *sealed;
	char *plain, *body;
	size_t n, overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;

	TRY(db_one(&r->work, Q_IDEM_LOAD, (struct param[]){ p_bytes(now.name, ID_HASH) },
		   stored_fields, &s));
	n = strlen(s.hex) / 2;
	sealed = arena_get(a, n + 1);
	if (n < overhead + 1 || !str_unhex(s.hex, sealed, n))
		return fail(ERR_INTERNAL, "stored reply is damaged");
	plain = arena_get(a, n - overhead + 1);
	if (!open_reply(sealed, n, plain))
		return fail(ERR_INTERNAL, "stored reply does not open");
	body = strchr(plain, '\n');
	if (!body)
		return fail(ERR_INTERNAL, "stored reply is damaged");
	*body++ = '\0';
	r->status = s.status;
	r->redirect = *plain ? plain : NULL;
	r->replayed = true;
	buf_init(&r->out, a, n);
	buf_put(&r->out, body, n - overhead - (size_t)(body - plain));
	metric_add(METRIC_REPLAYS, 1);
	return OK;
}
