/* page - following the bus of a booking: as a page, as JSON, by a shared link. */
#include "tracking.h"

#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/stream.h"
#include "base/when.h"
#include "domain/follow.h"
#include "http/stream_ticket.h"

enum { RELOAD_S = 30, MINUTE_S = 60 };

/* ---- what comes in ---- */

struct followed_in {
	const char *id;
};

const struct rule followed_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(followed_in, id), .need = true },
	{ .size = sizeof(struct followed_in) },
};

struct shared_in {
	const char *token;
};

const struct rule shared_rules[] = {
	{ ":token", V_TEXT, AT(shared_in, token), .need = true, .min = 40, .max = 120 },
	{ .size = sizeof(struct shared_in) },
};

struct shared_doc {
	const char *url;
	int64_t expires_at;
};

static const struct field shared_fields[] = {
	{ "url", F_TEXT, AT(shared_doc, url) },
	{ "expiresAt", F_TIME, AT(shared_doc, expires_at) },
	{ 0 },
};

const struct answer follow_answers[] = {
	{ 200, "FollowedTrip", follow_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer stream_answers[] = {
	{ 200, "StreamTicket", stream_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer share_answers[] = {
	{ 201, "SharedLink", shared_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* ---- helpers ---- */

static void put_stream(struct follow *f, const struct stream_doc *s)
{
	f->stream_url = s->url;
	f->ticket = s->ticket;
	f->ticket_expires = s->expires_at;
}

static enum err own(struct req *r, struct follow *f)
{
	const struct followed_in *in = r->in;
	struct stream_doc s;

	TRY(follow_booking(&r->work, in->id, f));
	if (!f->open)
		return OK;
	TRY(stream_for_booking(r, f->id, f->bus_id, f->person, follow_until(f), &s));
	put_stream(f, &s);
	return OK;
}

static enum err shared(struct req *r, struct follow *f)
{
	const struct shared_in *in = r->in;
	char booking[ID_CHARS + 1];
	struct stream_doc s;
	int64_t until_s;

	if (!stream_shared(r->work.arena, in->token, r->work.now / WHEN_SECOND, booking, &until_s))
		return fail(ERR_NOT_FOUND, "link");
	TRY(follow_shared(&r->work, arena_str(r->work.arena, booking), f));
	f->id = NULL;
	f->person = NULL;
	if (!f->open)
		return OK;
	TRY(stream_for_shared(r, f->bus_id, until_s * WHEN_SECOND, &s));
	put_stream(f, &s);
	return OK;
}

static const char *link_of(struct req *r, const struct follow *f)
{
	struct arena *a = r->work.arena;

	return arena_printf(a, "%s%s", conf_text(CONF_SITE_BASE_URL),
			    req_page(r, arena_printf(a, "/track/share/%s",
						     stream_share(a, f->id, follow_until(f) / WHEN_SECOND))));
}

static const char *words(struct req *r, const char *key, int n)
{
	struct arena *a = r->work.arena;

	return text_format(a, r->work.lang, key, (struct text_arg[]){ { "n", arena_printf(a, "%d", n) }, { 0 } });
}

/* Sentences a page shows; the script makes the same ones from the same words. */
static void put_sentences(struct req *r, const struct follow *f)
{
	if (f->delay_minutes > 0)
		put_fact(r, "delay", words(r, "track.late_by", f->delay_minutes));
	else
		put_fact(r, "delay", text(r->work.lang, "track.on_schedule"));
	if (f->fix)
		put_fact(r, "age", f->fix->age_s < MINUTE_S ? text(r->work.lang, "track.just_now")
							    : words(r, "track.ago", f->fix->age_s / MINUTE_S));
}

static enum err show(struct req *r, const struct follow *f)
{
	put(r, NULL, follow_fields, f);
	put_sentences(r, f);
	if (r->is_page && f->open)
		r->refresh_s = RELOAD_S;
	return reply(r, 200);
}

/* ---- handlers ---- */

enum err follow_show(struct req *r)
{
	struct follow *f = arena_get(r->work.arena, sizeof *f);

	TRY(own(r, f));
	if (r->is_page) {
		put_fact(r, "shareUrl", link_of(r, f));
		put_fact(r, "pollUrl", arena_printf(r->work.arena, "/api/v1/bookings/booking_%s/position", f->id));
	}
	return show(r, f);
}

enum err follow_shared_show(struct req *r)
{
	const struct shared_in *in = r->in;
	struct follow *f = arena_get(r->work.arena, sizeof *f);

	TRY(shared(r, f));
	put_fact(r, "pollUrl", arena_printf(r->work.arena, "/api/v1/tracking/links/%s", in->token));
	return show(r, f);
}

/* Only the way to the live stream. */
enum err follow_stream(struct req *r)
{
	const struct followed_in *in = r->in;
	struct stream_doc *s = arena_get(r->work.arena, sizeof *s);
	struct follow *f = arena_get(r->work.arena, sizeof *f);

	TRY(follow_booking(&r->work, in->id, f));
	if (!f->open)
		return fail(ERR_WRONG_STATE, "the trip is %s", f->status);
	TRY(stream_for_booking(r, f->id, f->bus_id, f->person, follow_until(f), s));
	put(r, NULL, stream_fields, s);
	return reply(r, 200);
}

enum err follow_share(struct req *r)
{
	const struct followed_in *in = r->in;
	struct shared_doc *doc = arena_get(r->work.arena, sizeof *doc);
	struct follow *f = arena_get(r->work.arena, sizeof *f);

	TRY(follow_booking(&r->work, in->id, f));
	if (strcmp(f->status, "over") == 0 || strcmp(f->status, "cancelled") == 0)
		return fail(ERR_WRONG_STATE, "the trip is %s", f->status);
	doc->url = link_of(r, f);
	doc->expires_at = follow_until(f);
	put(r, NULL, shared_fields, doc);
	return reply(r, 201);
}
