/* session - principal of a request. */
#include "http/session.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/id.h"
#include "base/ring.h"
#include "http/cors.h"
#include "http/input.h"
#include "http/revoked.h"
#include "http/token.h"
#include "store/db.h"

enum { CSRF_BYTES = 16 };

static const char *cookie_name(struct req *r, const char *name)
{
	return arena_printf(r->work.arena, "%s%s", conf_int(CONF_SITE_SECURE) ? "__Host-" : "", name);
}

static void set_cookie(struct req *r, const char *name, const char *value, int64_t age_s)
{
	reply_header(r, "Set-Cookie",
		     arena_printf(r->work.arena, "%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
				  cookie_name(r, name), value, (long long)age_s,
				  conf_int(CONF_SITE_SECURE) ? "; Secure" : ""));
}

struct found {
	int64_t session_id, user_id, org_id;
	const char *role, *name;
	struct names org_name;
	bool stale;
};

static const struct field found_fields[] = {
	{ "sessionId", F_INT, AT(found, session_id), "session_id" },
	{ "userId", F_INT, AT(found, user_id), "user_id" },
	{ "orgId", F_INT, AT(found, org_id), "partner_id" },
	{ "role", F_TEXT, AT(found, role), "role" },
	{ "name", F_TEXT, AT(found, name), "name" },
	{ "orgName", F_NAMES, AT(found, org_name), "org" },
	{ "stale", F_BOOL, AT(found, stale), "stale" },
	{ 0 },
};

/* A stale or unknown cookie is no error: the visitor is simply not signed in. */
static enum err from_cookie(struct req *r, const char *token)
{
	struct who *who = &r->work.who;
	unsigned char hash[ID_HASH];
	struct found f;
	bool known;

	id_hash(token, strlen(token), hash);
	TRY(db_maybe(&r->work, Q_SESSION_FIND, (struct param[]){ p_bytes(hash, sizeof hash) },
		     found_fields, &f, &known));
	if (!known)
		return OK;
	who->session_id = f.session_id;
	who->user_id = f.user_id;
	who->org_id = f.org_id;
	who->role = who_role(f.role);
	r->user_name = f.name;
	r->org_name = f.org_name;
	r->by_cookie = true;
	if (!f.stale)
		return OK;
	session_cookie(r, token); /* in use: it slides on */
	return db_run(&r->work, Q_SESSION_TOUCH,
		      (struct param[]){ p_int(f.session_id), p_int(conf_int(CONF_SESSION_DAYS)) });
}

static void be_guest(struct req *r, const char *token)
{
	r->guest_token = token;
	r->work.who.has_guest = true;
	id_hash(token, strlen(token), r->work.who.guest_hash);
}

static enum err from_bearer(struct req *r, const char *header)
{
	enum err e;

	if (strncmp(header, "Bearer ", 7) != 0)
		return fail(ERR_UNAUTHORISED, "not a bearer token");
	TRY(token_verify(r->work.arena, header + 7, &r->work.who));
	e = revoked_check(&r->work);
	if (e != OK) { /* nobody, then */
		r->work.who.role = ROLE_ANONYMOUS;
		r->work.who.user_id = r->work.who.org_id = r->work.who.session_id = 0;
	}
	return e;
}

enum err session_identify(struct req *r)
{
	const char *bearer = req_header(r, "Authorization");
	const char *guest = req_header(r, "X-Booking-Token");
	const char *cookie;

	r->work.who.role = ROLE_ANONYMOUS;
	if (r->route->auth == AUTH_OPEN || r->route->auth == AUTH_LOOPBACK)
		return OK;
	if (req_header(r, "X-Device-Signature")) { /* a device is one everywhere, and has few rights */
		r->work.who.role = ROLE_DEVICE;
		return OK;
	}
	if (!guest || r->is_page) {
		guest = req_cookie(r, cookie_name(r, "guest"));
		r->guest_cookie = guest != NULL;
	}
	if (guest && id_ok(guest))
		be_guest(r, guest);
	if (bearer && !r->is_page)
		return from_bearer(r, bearer);
	cookie = session_cookie_token(r);
	return cookie ? from_cookie(r, cookie) : OK;
}

const char *session_guest(struct req *r)
{
	char token[ID_CHARS + 1];

	if (r->guest_token)
		return r->guest_token;
	id_new(token);
	be_guest(r, arena_str(r->work.arena, token));
	r->guest_is_new = true;
	if (r->is_page)
		set_cookie(r, "guest", token, (int64_t)conf_int(CONF_SESSION_DAYS) * 86400);
	return r->guest_token;
}

static const char *csrf_under(struct req *r, const unsigned char *key)
{
	struct arena *a = r->work.arena;
	unsigned char mac[ID_HASH];
	const char *bound;

	if (r->work.who.session_id)
		bound = arena_printf(a, "csrf session %lld", (long long)r->work.who.session_id);
	else
		bound = arena_printf(a, "csrf guest %s", session_guest(r));
	id_mac(key, bound, strlen(bound), mac);
	return str_hex(a, mac, CSRF_BYTES);
}

const char *session_csrf(struct req *r)
{
	return csrf_under(r, ring_key(RING_GUEST));
}

/* A page may be as old as its session. */
static bool csrf_right(struct req *r, const char *proof)
{
	const unsigned char *keys[RING_MOST];
	size_t n = ring_good(RING_GUEST, ring_life_s(RING_GUEST), keys);

	for (size_t i = 0; i < n && strlen(proof) == 2 * CSRF_BYTES; i++)
		if (str_same_secret(proof, csrf_under(r, keys[i]), 2 * CSRF_BYTES))
			return true;
	return false;
}

bool session_same_site(struct req *r)
{
	const char *origin = req_header(r, "Origin"), *fetch = req_header(r, "Sec-Fetch-Site");
	const char *proof;

	if (!r->is_page && !r->by_cookie && cors_listed(origin)) /* it brings tokens, which no other page has */
		return true;
	if (origin && strcmp(origin, conf_text(CONF_SITE_BASE_URL)) != 0)
		return false;
	if (fetch && strcmp(fetch, "same-origin") != 0 && strcmp(fetch, "none") != 0)
		return false;
	/* The API carries tokens in headers, which no foreign page can add; a cookie needs the proof. */
	if (!r->is_page && !r->by_cookie)
		return true;
	proof = r->is_page ? input_text(r, "_csrf") : req_header(r, "X-CSRF-Token");
	if (!proof || (!r->work.who.session_id && !r->guest_token))
		return false;
	return csrf_right(r, proof);
}

void session_cookie(struct req *r, const char *token)
{
	set_cookie(r, "session", token ? token : "",
		   token ? (int64_t)conf_int(CONF_SESSION_DAYS) * 86400 : 0);
}

const char *session_cookie_token(struct req *r)
{
	const char *token = req_cookie(r, cookie_name(r, "session"));

	return token && id_ok(token) ? token : NULL;
}
