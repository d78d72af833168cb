/* follow - the bus of a booking. */
#include "domain/follow.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/metric.h"
#include "base/when.h"
#include "domain/geo.h"
#include "domain/live.h"
#include "store/db.h"
#include "store/redis.h"

enum { BEFORE_S = 7200, AFTER_S = 3600, BOARDING_S = 1800, REVOKED_S = 3900 };

static const struct field stop_row_fields[] = {
	{ "stopId", F_ID("stop"), AT(follow_stop, place_id), "place_id" },
	{ "name", F_NAMES, AT(follow_stop, name), "name" },
	{ "city", F_NAMES, AT(follow_stop, city), "city" },
	{ "lat", F_REAL, AT(follow_stop, lat), "lat" },
	{ "lng", F_REAL, AT(follow_stop, lon), "lon" },
	{ "place", F_TEXT, AT(follow_stop, place), .help = "before, board, on, alight, after: the passenger's part of the trip" },
	{ "passed", F_BOOL, AT(follow_stop, passed) },
	{ "plannedAt", F_TIME, AT(follow_stop, planned_at) },
	{ "expectedAt", F_TIME, AT(follow_stop, expected_at) },
	{ "arrivedAt", F_TIME, AT(follow_stop, arrived_at), "arrived_at" },
	{ "departedAt", F_TIME, AT(follow_stop, departed_at), "departed_at" },
	{ "arrS", F_COUNT, AT(follow_stop, arr_s), "arr_s", .see = SEE_NONE },
	{ "depS", F_COUNT, AT(follow_stop, dep_s), "dep_s", .see = SEE_NONE },
	{ "seq", F_COUNT, AT(follow_stop, seq), "seq", .see = SEE_NONE },
	{ 0 },
};

static const struct field fix_fields[] = {
	{ "lat", F_REAL, AT(follow_fix, lat), "lat" },
	{ "lng", F_REAL, AT(follow_fix, lon), "lon" },
	{ "speed", F_REAL, AT(follow_fix, speed), "speed", .help = "km/h" },
	{ "heading", F_REAL, AT(follow_fix, heading), "heading", .help = "degrees from north" },
	{ "at", F_TIME, AT(follow_fix, at), "recorded_at" },
	{ "ageSeconds", F_COUNT, AT(follow_fix, age_s) },
	{ 0 },
};

const struct field follow_fields[] = {
	{ "bookingId", F_PUBLIC("booking"), AT(follow, id), "public_id" },
	{ "scheduleId", F_ID("schedule"), AT(follow, schedule_id), "schedule_id" },
	{ "routeId", F_ID("route"), AT(follow, route_id), "route_id" },
	{ "busId", F_ID("bus"), AT(follow, bus_id), "bus_id" },
	{ "plate", F_TEXT, AT(follow, plate), "plate" },
	{ "operator", F_ONE, AT(follow, operator), "operator_", operator_fields },
	{ "fromCity", F_NAMES, AT(follow, from), "from_city" },
	{ "toCity", F_NAMES, AT(follow, to), "to_city" },
	{ "departsAt", F_TIME, AT(follow, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(follow, arrives_at), "arrives_at" },
	{ "open", F_BOOL, AT(follow, open), .help = "the bus is followed now" },
	{ "status", F_ENUM("bus_status"), AT(follow, status) },
	{ "fix", F_MAYBE, AT(follow, fix), .sub = fix_fields },
	{ "delayMinutes", F_COUNT, AT(follow, delay_minutes) },
	{ "etaAt", F_TIME, AT(follow, eta_at), .help = "expected at the stop that matters next to the passenger" },
	{ "etaStop", F_MAYBE, AT(follow, eta_stop), .sub = stop_row_fields },
	{ "lastStop", F_MAYBE, AT(follow, last), .sub = stop_row_fields },
	{ "near", F_MAYBE, AT(follow, near), .sub = stop_row_fields },
	{ "epoch", F_INT, AT(follow, epoch) },
	{ "seq", F_INT, AT(follow, seq) },
	{ "line", F_TEXT, AT(follow, polyline), "polyline", .help = "encoded polyline of the route, precision 5" },
	{ "stops", F_LIST, AT(follow, stops), .sub = stop_row_fields, .size = sizeof(struct follow_stop), .count_at = offsetof(struct follow, n_stops) },
	{ "streamUrl", F_TEXT, AT(follow, stream_url) },
	{ "ticket", F_TEXT, AT(follow, ticket) },
	{ "ticketExpiresAt", F_TIME, AT(follow, ticket_expires) },
	{ "person", F_PUBLIC("user"), AT(follow, person), "person", .see = SEE_NONE },
	{ "bookingStatus", F_TEXT, AT(follow, status_of_booking), "status", .see = SEE_NONE },
	{ "tripStatus", F_TEXT, AT(follow, trip_status), "trip_status", .see = SEE_NONE },
	{ "partnerId", F_INT, AT(follow, partner_id), "partner_id", .see = SEE_NONE },
	{ "board", F_COUNT, AT(follow, board), "from_seq", .see = SEE_NONE },
	{ "alight", F_COUNT, AT(follow, alight), "to_seq", .see = SEE_NONE },
	{ 0 },
};

int64_t follow_until(const struct follow *f)
{
	return f->arrives_at + (int64_t)AFTER_S * WHEN_SECOND;
}

static const char *part_of(const struct follow *f, int seq)
{
	return seq < f->board ? "before" : seq == f->board ? "board" : seq < f->alight ? "on"
								    : seq == f->alight ? "alight" : "after";
}

/* A stop is behind the bus when it left it, or is on its way to a later one. */
static void mark_stops(struct follow *f, int next_seq)
{
	for (size_t i = 0; i < f->n_stops; i++) {
		struct follow_stop *s = &f->stops[i];
		bool final = i + 1 == f->n_stops;

		s->place = part_of(f, s->seq);
		s->planned_at = f->departs_at + (int64_t)(s->seq == 0 ? s->dep_s : s->arr_s) * WHEN_SECOND;
		s->expected_at = WHEN_NONE;
		s->passed = s->departed_at != WHEN_NONE || (final && s->arrived_at != WHEN_NONE) ||
			    s->seq < next_seq;
		if (s->passed)
			f->last = s;
	}
}

static void expect(struct follow *f, const struct live *live)
{
	bool known = live && live->progress;

	for (size_t i = 0; i < f->n_stops; i++) {
		struct follow_stop *s = &f->stops[i];
		bool final = i + 1 == f->n_stops;

		if (s->passed)
			continue;
		if (known)
			s->expected_at = s->planned_at + (int64_t)f->delay_minutes * 60 * WHEN_SECOND;
		if (known && s->place_id == live->next_place_id && live->next_at != WHEN_NONE)
			s->expected_at = live->next_at;
		else if (known && final && live->progress->arrives_at != WHEN_NONE)
			s->expected_at = live->progress->arrives_at;
	}
	for (size_t i = 0; i < f->n_stops && !f->eta_stop; i++)
		if (!f->stops[i].passed && (f->stops[i].seq == f->board || f->stops[i].seq == f->alight))
			f->eta_stop = &f->stops[i];
	f->eta_at = f->eta_stop ? f->eta_stop->expected_at : WHEN_NONE;
}

static void place_near(struct follow *f)
{
	double least = INFINITY;

	for (size_t i = 0; f->fix && i < f->n_stops; i++) {
		double m = geo_metres((struct geo_point){ f->fix->lat, f->fix->lon },
				      (struct geo_point){ f->stops[i].lat, f->stops[i].lon });

		if (m < least) {
			least = m;
			f->near = &f->stops[i];
		}
	}
}

static const char *status_of(const struct follow *f, int64_t now)
{
	const char *status;

	if (strcmp(f->trip_status, "cancelled") == 0)
		return "cancelled";
	if (now < f->departs_at - (int64_t)BEFORE_S * WHEN_SECOND)
		return "early";
	if (now > follow_until(f))
		return "over";
	status = live_status(now, f->fix ? f->fix->at : WHEN_NONE, f->fix ? f->fix->speed : 0, f->delay_minutes);
	if (strcmp(status, "silent") != 0 && !f->last &&
	    now < f->departs_at + (int64_t)BOARDING_S * WHEN_SECOND)
		return "boarding";
	return status;
}

static double or_zero(double v)
{
	return isfinite(v) ? v : 0;
}

static int age_s(int64_t now, int64_t at)
{
	int64_t s = (now - at) / WHEN_SECOND;

	return s < 0 ? 0 : s > INT32_MAX ? INT32_MAX : (int)s;
}

/* The state in Redis when it is of this trip; only its position when the bus is on another one. */
static bool read_live(struct work *w, struct follow *f, struct live *live)
{
	struct slice value;

	if (!redis_get(w, live_key(w->arena, f->bus_id), &value) ||
	    !live_read(w->arena, value.data, value.n, live))
		return false;
	f->fix = arena_get(w->arena, sizeof *f->fix);
	*f->fix = (struct follow_fix){ live->location.lat, live->location.lon, or_zero(live->motion.speed),
				       or_zero(live->motion.heading), live->updated_at, 0 };
	f->epoch = live->epoch;
	f->seq = live->seq;
	return live->schedule_id == f->schedule_id;
}

static enum err load(struct work *w, struct follow *f)
{
	struct follow_fix *stored = arena_get(w->arena, sizeof *stored);
	struct live *live = arena_get(w->arena, sizeof *live);
	bool ours, found = false;
	int next_seq = -1;

	if (strcmp(f->status_of_booking, "confirmed") != 0 && strcmp(f->status_of_booking, "completed") != 0 &&
	    strcmp(f->status_of_booking, "partially_cancelled") != 0)
		return fail(ERR_WRONG_STATE, "booking is %s", f->status_of_booking);
	f->open = w->now > f->departs_at - (int64_t)BEFORE_S * WHEN_SECOND && w->now < follow_until(f) &&
		  strcmp(f->trip_status, "cancelled") != 0;
	ours = f->open && read_live(w, f, live);
	db_later_list(w, Q_FOLLOW_STOPS, (struct param[]){ p_int(f->schedule_id) }, stop_row_fields,
		      sizeof(struct follow_stop), &f->stops, &f->n_stops);
	if (f->open && !f->fix)
		db_later_one(w, Q_FOLLOW_LAST_FIX, (struct param[]){ p_int(f->bus_id) }, fix_fields, stored, &found);
	TRY(db_flush(w));
	if (found)
		f->fix = stored;
	if (f->fix)
		f->fix->age_s = age_s(w->now, f->fix->at);
	for (size_t i = 0; ours && i < f->n_stops; i++)
		if (f->stops[i].place_id == live->next_place_id)
			next_seq = f->stops[i].seq;
	f->delay_minutes = ours && live->progress ? live->progress->delay_minutes : 0;
	mark_stops(f, next_seq);
	expect(f, ours ? live : NULL);
	place_near(f);
	f->status = status_of(f, w->now);
	return OK;
}

enum err follow_booking(struct work *w, const char *id, struct follow *out)
{
	memset(out, 0, sizeof *out);
	out->ticket_expires = WHEN_NONE;
	TRY(db_one(w, Q_FOLLOW_BOOKING, (struct param[]){ p_public(id), p_person(w), p_guest(w) }, follow_fields,
		   out));
	return load(w, out);
}

enum err follow_shared(struct work *w, const char *id, struct follow *out)
{
	memset(out, 0, sizeof *out);
	out->ticket_expires = WHEN_NONE;
	TRY(db_one(w, Q_FOLLOW_SHARED, (struct param[]){ p_public(id) }, follow_fields, out));
	return load(w, out);
}

/* ---- pushes ---- */

struct push {
	const char *id, *person, *status;
	int version;
};

static const struct field push_fields[] = {
	{ "id", F_PUBLIC("booking"), AT(push, id), "public_id" },
	{ "version", F_COUNT, AT(push, version), "version" },
	{ "kind", F_TEXT, AT(push, status), "status" },
	{ "person", F_PUBLIC("user"), AT(push, person), "person", .see = SEE_NONE },
	{ 0 },
};

static struct slice words(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

enum err follow_push(struct work *w, int64_t booking)
{
	struct redis_command c[2];
	struct push p;
	struct buf b;
	struct jw j;

	TRY(db_one(w, Q_PUSH_BOOKING, (struct param[]){ p_int(booking) }, push_fields, &p));
	buf_init(&b, w->arena, 128);
	jw_start(&j, &b);
	jw_object(&j);
	field_json(&j, push_fields, &p, ROLE_WORKER);
	jw_end(&j);
	c[0] = (struct redis_command){ 3, { words("PUBLISH"), words(arena_printf(w->arena, "booking:%s", p.id)),
					    { b.data, b.len } } };
	if (p.person)
		c[1] = (struct redis_command){ 3, { words("PUBLISH"),
						    words(arena_printf(w->arena, "user:%s", p.person)),
						    { b.data, b.len } } };
	if (!redis_send(w, c, p.person ? 2 : 1))
		return fail(ERR_UNAVAILABLE, "Redis is away");
	metric_add(METRIC_PUSHES, 1);
	return OK;
}

static void name_of(struct jw *j, const char *name, int64_t id)
{
	if (!id)
		return;
	jw_key(j, name);
	jw_int(j, id);
}

/*
 * Told to the relays that listen, and kept for those that do not at the moment: longer than a ticket to come
 * back with lasts.
 */
enum err follow_revoke(struct work *w, int64_t session, int64_t user, int64_t org)
{
	const char *now = arena_printf(w->arena, "%lld", (long long)w->now / 1000);
	const char *over = arena_printf(w->arena, "%lld", (long long)w->now / 1000 - (int64_t)REVOKED_S * 1000);
	struct redis_command c[4];
	struct buf b;
	struct jw j;

	buf_init(&b, w->arena, 96);
	jw_start(&j, &b);
	jw_object(&j);
	name_of(&j, "sessionId", session);
	name_of(&j, "userId", user);
	name_of(&j, "partnerId", org);
	name_of(&j, "at", w->now / 1000);
	jw_end(&j);
	c[0] = (struct redis_command){ 4, { words("ZADD"), words("revoked:recent"), words(now), { b.data, b.len } } };
	c[1] = (struct redis_command){ 4, { words("ZREMRANGEBYSCORE"), words("revoked:recent"), words("0"), words(over) } };
	c[2] = (struct redis_command){ 3, { words("EXPIRE"), words("revoked:recent"),
					    words(arena_printf(w->arena, "%d", REVOKED_S)) } };
	c[3] = (struct redis_command){ 3, { words("PUBLISH"), words("revoked"), { b.data, b.len } } };
	return redis_send(w, c, 4) ? OK : fail(ERR_UNAVAILABLE, "Redis is away");
}
