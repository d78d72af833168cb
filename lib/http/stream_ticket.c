/* stream_ticket - grants of the request's principal. */
#include "http/stream_ticket.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/str.h"
#include "base/stream.h"
#include "base/when.h"
#include "http/session.h"

enum { STAFF_S = 12 * 3600 };

const struct field stream_fields[] = {
	{ "url", F_TEXT, AT(stream_doc, url) },
	{ "ticket", F_TEXT, AT(stream_doc, ticket) },
	{ "expiresAt", F_TIME, AT(stream_doc, expires_at) },
	{ 0 },
};

/* Asked for by a program, which has neither our cookies nor an Origin: its ticket needs none. */
static bool is_native(struct req *r)
{
	return !r->is_page && !r->guest_cookie && !session_cookie_token(r) && !req_header(r, "Origin") &&
	       !req_header(r, "Sec-Fetch-Site");
}

static struct stream_grant grant(struct req *r, int64_t until)
{
	int64_t now_s = r->work.now / WHEN_SECOND;

	return (struct stream_grant){
		.issued = now_s,
		.expires = now_s + conf_int(CONF_STREAM_TICKET_S),
		.until = until / WHEN_SECOND,
		.native = is_native(r),
		.role = r->work.who.role,
		.session_id = r->work.who.session_id,
		.user_id = r->work.who.user_id,
		.org_id = r->work.who.org_id,
	};
}

/* "ws://127.0.0.1:8080/ws/..." from the site's own address. */
static const char *url_of(struct req *r, const char *path)
{
	const char *base = conf_text(CONF_SITE_BASE_URL);

	return arena_printf(r->work.arena, "ws%s%s", str_starts(base, "http") ? base + 4 : "://", path);
}

static enum err answer(struct req *r, const struct stream_grant *g, const char *path, struct stream_doc *out)
{
	out->ticket = stream_make(r->work.arena, g);
	if (!out->ticket)
		return fail(ERR_TOO_LARGE, "%zu buses", g->n_buses);
	out->url = url_of(r, path);
	out->expires_at = g->expires * WHEN_SECOND;
	return OK;
}

enum err stream_for_booking(struct req *r, const char *booking, int64_t bus, const char *person,
			    int64_t until, struct stream_doc *out)
{
	struct stream_grant g = grant(r, until);

	snprintf(g.booking, sizeof g.booking, "%s", booking);
	snprintf(g.person, sizeof g.person, "%s", person ? person : "");
	g.buses = &bus;
	g.n_buses = bus > 0;
	return answer(r, &g, arena_printf(r->work.arena, "/ws/booking/booking_%s", booking), out);
}

enum err stream_for_shared(struct req *r, int64_t bus, int64_t until, struct stream_doc *out)
{
	struct stream_grant g = grant(r, until);

	g.buses = &bus;
	g.n_buses = 1;
	return answer(r, &g, arena_printf(r->work.arena, "/ws/tracking/bus_%lld", (long long)bus), out);
}

enum err stream_for_buses(struct req *r, const int64_t *buses, size_t n, struct stream_doc *out)
{
	struct stream_grant g = grant(r, r->work.now + (int64_t)STAFF_S * WHEN_SECOND);

	if (!n && !(r->work.who.role & (ROLE_ADMIN | ROLE_SUPPORT | ROLE_FINANCE)))
		return fail(ERR_FORBIDDEN, "every bus is for staff");
	g.every_bus = !n;
	g.buses = buses;
	g.n_buses = n;
	return answer(r, &g, "/ws/tracking/all", out);
}
