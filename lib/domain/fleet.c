/* fleet - order, filters, motion, what is shown, and the state as text. */
#include "domain/fleet.h"

#include <math.h>
#include <string.h>

#include "base/pack.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/fleet_trip.h"

enum {
	VAGUE_M = 500,     /* a point that says so little about its place is no place */
	TOP_MPS = 50,      /* 180 km/h, computed, whatever the device says of its speed */
	JITTER_M = 100,
	STAND_M = 200,     /* within this the bus stands */
	BELIEVED = 3,      /* so many points that agree with each other outdo the one before */
};

/* ---- one point ---- */

static double seconds(int64_t from, int64_t to)
{
	return (double)(to - from) / WHEN_SECOND;
}

static bool reachable(const struct fleet_fix *from, const struct fleet_fix *to)
{
	double m = geo_metres(from->where, to->where);

	return m <= JITTER_M || m <= TOP_MPS * seconds(from->at, to->at);
}

/*
 * Could the bus have come here? A place too far away is doubted until points that fit together say
 * so too: then it was the place before that was wrong.
 */
static bool believe(struct fleet_core *c, const struct fleet_fix *fix, bool *jumped)
{
	*jumped = c->last.at == 0;
	if (*jumped || reachable(&c->last, fix)) {
		c->odd_n = 0;
		return true;
	}
	c->odd_n = c->odd_n && reachable(&c->odd, fix) ? c->odd_n + 1 : 1;
	c->odd = *fix;
	if (c->odd_n < BELIEVED)
		return false;
	c->odd_n = 0;
	return *jumped = true;
}

static void stand_or_move(struct fleet_core *c, const struct fleet_fix *fix,
			  struct fleet_events *out)
{
	if (c->anchor.at && geo_metres(c->anchor.where, fix->where) < STAND_M)
		return;
	fleet_end(out, c, "stopped", &c->stopped, fix->at);
	c->anchor = *fix;
}

/* Points come in the order of their clock. */
static void process(const struct fleet_rules *rules, const struct fleet_trip *trip,
		    struct fleet_core *c, const struct fleet_fix *fix, struct fleet_events *out)
{
	bool jumped;

	if (fix->accuracy_m > VAGUE_M || !believe(c, fix, &jumped))
		return;
	fleet_end(out, c, "silent", &c->silent, fix->at);
	stand_or_move(c, fix, out);
	c->last = *fix;
	fleet_advance(rules, trip, c, fix, jumped, out);
}

/* ---- order ---- */

/* Processes the first n that wait. */
static void release(const struct fleet_rules *rules, const struct fleet_trip *trip,
		    struct fleet_state *s, size_t n, struct fleet_events *out)
{
	for (size_t i = 0; i < n; i++) {
		s->held[i].received_at = 0; /* in which order points came is no part of the state */
		process(rules, trip, &s->core, &s->held[i], out);
	}
	s->n_held -= n;
	memmove(s->held, s->held + n, s->n_held * sizeof s->held[0]);
}

/* Up to the last one that has waited long enough: those before it have their place for certain. */
static size_t ripe(const struct fleet_rules *rules, const struct fleet_state *s, int64_t now)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_held; i++)
		if (s->held[i].received_at + rules->reorder_us <= now)
			n = i + 1;
	return n;
}

static void hold(struct fleet_state *s, size_t at, const struct track_point *p)
{
	memmove(&s->held[at + 1], &s->held[at], (s->n_held - at) * sizeof s->held[0]);
	s->held[at] = (struct fleet_fix){
		.at = p->at, .received_at = p->received_at, .where = p->where,
		.accuracy_m = p->accuracy_m, .speed_kmh = p->speed_kmh,
		.heading = p->heading, .altitude_m = p->altitude_m,
	};
	s->n_held++;
}

/* The newest point processed, accepted or doubted. */
static int64_t newest(const struct fleet_core *c)
{
	return c->odd.at > c->last.at ? c->odd.at : c->last.at;
}

enum fleet_taken fleet_put(const struct fleet_rules *rules, const struct fleet_trip *trip,
			   struct fleet_state *s, const struct track_point *p,
			   struct fleet_events *out)
{
	size_t at = s->n_held;

	if (p->received_at > s->received_upto)
		s->received_upto = p->received_at;
	release(rules, trip, s, ripe(rules, s, p->received_at), out);
	if (p->received_at - p->at > rules->live_us || p->at <= newest(&s->core))
		return FLEET_LATE;
	if (s->n_held == FLEET_HELD)
		release(rules, trip, s, 1, out);
	for (at = s->n_held; at > 0 && s->held[at - 1].at > p->at; at--)
		continue;
	if (at > 0 && s->held[at - 1].at == p->at)
		return FLEET_LATE; /* another device of the bus, at the same moment */
	hold(s, at, p);
	return FLEET_TAKEN;
}

void fleet_tick(const struct fleet_rules *rules, const struct fleet_trip *trip,
		struct fleet_state *s, int64_t now, struct fleet_events *out)
{
	struct fleet_core *c = &s->core;

	release(rules, trip, s, ripe(rules, s, now), out);
	if (trip && c->schedule_id == trip->schedule_id && c->left && !c->arrived && !s->n_held &&
	    now - c->last.at >= rules->silent_us) {
		c->silent.since = c->last.at;
		fleet_begin(out, c, "silent", &c->silent, c->last.where, 0);
	}
}

/* ---- what is shown ---- */

bool fleet_view(struct arena *a, const struct fleet_rules *rules, const struct fleet_trip *trip,
		const struct fleet_state *s, struct live *out)
{
	struct fleet_core c = s->core;

	for (size_t i = 0; i < s->n_held; i++)
		process(rules, trip, &c, &s->held[i], NULL);
	if (!c.last.at)
		return false;
	*out = (struct live){
		.bus_id = s->bus_id,
		.location = { c.last.where.lat, c.last.where.lon, c.last.accuracy_m },
		.motion = { c.last.speed_kmh, c.last.heading, c.last.altitude_m },
		.updated_at = c.last.at,
		.next_at = WHEN_NONE,
	};
	if (!trip || c.schedule_id != trip->schedule_id)
		return true;
	out->route_id = trip->route_id;
	out->schedule_id = trip->schedule_id;
	out->progress = arena_get(a, sizeof *out->progress);
	fleet_progress(trip, &c, out, out->progress);
	return true;
}

/* ---- the state as text ---- */

static const struct field fix_fields[] = {
	{ "at", F_INT, AT(fleet_fix, at) },
	{ "received", F_INT, AT(fleet_fix, received_at) },
	{ "lat", F_REAL, AT(fleet_fix, where.lat) },
	{ "lon", F_REAL, AT(fleet_fix, where.lon) },
	{ "accuracy", F_REAL, AT(fleet_fix, accuracy_m) },
	{ "speed", F_REAL, AT(fleet_fix, speed_kmh) },
	{ "heading", F_REAL, AT(fleet_fix, heading) },
	{ "altitude", F_REAL, AT(fleet_fix, altitude_m) },
	{ 0 },
};

static const struct field spell_fields[] = {
	{ "since", F_INT, AT(fleet_spell, since) },
	{ "n", F_COUNT, AT(fleet_spell, n) },
	{ "told", F_BOOL, AT(fleet_spell, told) },
	{ 0 },
};

static const struct field sample_fields[] = {
	{ "at", F_INT, AT(fleet_sample, at) },
	{ "m", F_REAL, AT(fleet_sample, at_m) },
	{ 0 },
};

#define SUB(name, member, table) { name, F_ONE, AT(fleet_core, member), .sub = table }

static const struct field core_fields[] = {
	SUB("last", last, fix_fields),
	SUB("anchor", anchor, fix_fields),
	SUB("odd", odd, fix_fields),
	{ "oddN", F_COUNT, AT(fleet_core, odd_n) },
	{ "scheduleId", F_INT, AT(fleet_core, schedule_id) },
	{ "matched", F_BOOL, AT(fleet_core, matched) },
	{ "left", F_BOOL, AT(fleet_core, left) },
	{ "arrived", F_BOOL, AT(fleet_core, arrived) },
	{ "atStop", F_BOOL, AT(fleet_core, at_stop) },
	{ "reachedAt", F_INT, AT(fleet_core, reached_at) },
	{ "next", F_COUNT, AT(fleet_core, next) },
	{ "sought", F_BOOL, AT(fleet_core, sought) },
	{ "seek", F_REAL, AT(fleet_core, seek_m) },
	{ "segment", F_INT, AT(fleet_core, segment) },
	{ "m", F_REAL, AT(fleet_core, at_m) },
	{ "off", F_REAL, AT(fleet_core, off_m) },
	{ "onAt", F_INT, AT(fleet_core, on_at) },
	{ "delay", F_INT, AT(fleet_core, delay_us) },
	SUB("sample0", samples[0], sample_fields),
	SUB("sample1", samples[1], sample_fields),
	SUB("sample2", samples[2], sample_fields),
	SUB("sample3", samples[3], sample_fields),
	SUB("sample4", samples[4], sample_fields),
	SUB("sample5", samples[5], sample_fields),
	{ "samples", F_COUNT, AT(fleet_core, n_samples) },
	{ "offN", F_COUNT, AT(fleet_core, off_n) },
	SUB("away", away, spell_fields),
	SUB("late", late, spell_fields),
	SUB("stopped", stopped, spell_fields),
	SUB("silent", silent, spell_fields),
	{ 0 },
};

static const struct field state_fields[] = {
	{ "busId", F_INT, AT(fleet_state, bus_id) },
	{ "core", F_ONE, AT(fleet_state, core), .sub = core_fields },
	{ "receivedUpto", F_INT, AT(fleet_state, received_upto) },
	{ 0 },
};

/* Two packs, each behind its length. */
const char *fleet_save(struct arena *a, const struct fleet_state *s)
{
	struct buf state, held;

	buf_init(&state, a, 1024);
	buf_init(&held, a, 1024);
	pack(&state, state_fields, s);
	pack_list(&held, fix_fields, sizeof s->held[0], s->held, s->n_held);
	return arena_printf(a, "%s.%s", str_hex(a, state.data, state.len),
			    str_hex(a, held.data, held.len));
}

static const char *unhex(struct arena *a, const char *hex, size_t n)
{
	char *out = arena_get(a, n / 2 + 1);

	return n % 2 == 0 && str_unhex(arena_strn(a, hex, n), out, n / 2) ? out : NULL;
}

bool fleet_load(struct arena *a, const char *text, struct fleet_state *s)
{
	size_t n = strcspn(text, "."), n_held = 0, rest = strlen(text + n);
	const struct fleet_fix *held;
	const char *bytes = unhex(a, text, n);

	memset(s, 0, sizeof *s);
	if (!bytes || !rest-- || !unpack(a, state_fields, bytes, n / 2, s))
		return false;
	bytes = unhex(a, text + n + 1, rest);
	if (!bytes || !unpack_list(a, fix_fields, sizeof *held, bytes, rest / 2, &held, &n_held) ||
	    n_held > FLEET_HELD)
		return false;
	memcpy(s->held, held, n_held * sizeof *held);
	s->n_held = n_held;
	return true;
}
