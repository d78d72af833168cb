/* buses - the table of buses, points into their states, states into documents. */
#include "process.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "base/when.h"
#include "store/redis.h"

enum { FIRST_ROOM = 256, COMMANDS = 3 };

static size_t slot_of(const struct process *p, int64_t id)
{
	uint64_t h = (uint64_t)id * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(h >> 20) & (p->room - 1);

	while (p->buses[i] && p->buses[i]->state.bus_id != id)
		i = (i + 1) & (p->room - 1);
	return i;
}

/* At most half full, so that a search ends soon. */
static void make_room(struct process *p)
{
	struct bus **old = p->buses;
	size_t n = p->room;

	if (p->n_buses * 2 < p->room)
		return;
	p->room = p->room ? p->room * 2 : FIRST_ROOM;
	p->buses = calloc(p->room, sizeof *p->buses);
	if (!p->buses)
		abort();
	for (size_t i = 0; i < n; i++)
		if (old[i])
			p->buses[slot_of(p, old[i]->state.bus_id)] = old[i];
	free(old);
}

struct bus *bus_of(struct process *p, int64_t id)
{
	int shard = track_shard(id);
	struct bus *b;
	size_t i;

	make_room(p);
	i = slot_of(p, id);
	if (p->buses[i])
		return p->buses[i];
	for (size_t k = 0; k < p->n_shards; k++) {
		if (p->shards[k] != shard)
			continue;
		b = p->buses[i] = calloc(1, sizeof *b);
		if (!b)
			abort();
		b->state.bus_id = id;
		b->epoch = p->epochs[k];
		p->n_buses++;
		return b;
	}
	return NULL;
}

void buses_forget(struct process *p, int64_t shard)
{
	struct bus **old = p->buses;
	size_t n = p->room;

	p->buses = calloc(n ? n : 1, sizeof *p->buses);
	if (!p->buses)
		abort();
	p->n_buses = 0;
	for (size_t i = 0; i < n; i++) {
		if (old[i] && track_shard(old[i]->state.bus_id) == shard) {
			free(old[i]->shown);
			free(old[i]);
		} else if (old[i]) {
			p->buses[slot_of(p, old[i]->state.bus_id)] = old[i];
			p->n_buses++;
		}
	}
	free(old);
}

/* ---- points in ---- */

static const struct fleet_trip *trip_of(const struct bus *b, int64_t at)
{
	int i = fleet_choose(b->trips, b->n_trips, &b->state, at);

	return i < 0 ? NULL : &b->trips[i];
}

static void keep_events(struct process *p, const struct bus *b, const struct fleet_events *e)
{
	for (size_t i = 0; i < e->n; i++) {
		if (p->n_events == PROCESS_EVENTS) {
			log_say(LOG_ERROR, "events", "too many wait for the database");
			return;
		}
		p->events[p->n_events++] = (struct bus_event){ b->state.bus_id, e->list[i] };
	}
	metric_add(METRIC_FLEET_EVENTS, e->n);
}

bool bus_put(struct process *p, const struct track_point *point)
{
	struct bus *b = bus_of(p, point->bus_id);
	struct fleet_events e = { .n = 0 };
	bool taken;

	if (!b)
		return false;
	taken = fleet_put(&p->rules, trip_of(b, point->at), &b->state, point, &e) == FLEET_TAKEN;
	b->moved = b->moved || taken;
	b->dirty = b->dirty || taken || e.n;
	keep_events(p, b, &e);
	return taken;
}

void bus_tick(struct process *p, struct bus *b, int64_t now)
{
	struct fleet_events e = { .n = 0 };
	size_t held = b->state.n_held;

	fleet_tick(&p->rules, trip_of(b, held ? b->state.held[0].at : now), &b->state, now, &e);
	b->dirty = b->dirty || e.n || b->state.n_held != held;
	keep_events(p, b, &e);
}

/* ---- documents out ---- */

static struct slice word(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

/* Never one that is older than the one before: the marker does not go back. */
static bool show(struct process *p, struct bus *b, struct redis_command *out)
{
	struct arena *a = p->w.arena;
	const char *ttl = arena_printf(a, "%d", LIVE_TTL_S);
	const char *name = arena_printf(a, "bus_%lld", (long long)b->state.bus_id);
	const struct fleet_fix *newest = b->state.n_held ? &b->state.held[b->state.n_held - 1]
							 : &b->state.core.last;
	struct live live;
	struct slice json;
	struct buf doc;

	b->moved = false;
	if (!fleet_view(a, &p->rules, trip_of(b, newest->at), &b->state, &live) ||
	    live.updated_at < b->shown_at)
		return false;
	live.epoch = b->epoch;
	live.seq = ++b->seq;
	b->shown_at = live.updated_at;
	b->listed = true;
	buf_init(&doc, a, 512);
	live_write(&doc, &live);
	free(b->shown);
	b->shown = strdup(doc.data);
	json = (struct slice){ doc.data, doc.len };
	out[0] = (struct redis_command){ 5, { word("SET"), word(live_key(a, live.bus_id)), json,
					      word("EX"), word(ttl) } };
	out[1] = (struct redis_command){ 5, { word("GEOADD"), word("bus:locations"),
					      word(arena_printf(a, "%.6f", live.location.lon)),
					      word(arena_printf(a, "%.6f", live.location.lat)),
					      word(name) } };
	out[2] = (struct redis_command){ 3, { word("PUBLISH"),
					      word(live_channel(a, live.bus_id)), json } };
	metric_add(METRIC_FLEET_POINTS, 1);
	return true;
}

void buses_show(struct process *p)
{
	struct redis_command *commands;
	size_t moved = 0, n = 0;

	for (size_t i = 0; i < p->room; i++)
		moved += p->buses[i] && p->buses[i]->moved;
	if (!moved)
		return;
	commands = arena_get(p->w.arena, moved * COMMANDS * sizeof *commands);
	for (size_t i = 0; i < p->room; i++)
		if (p->buses[i] && p->buses[i]->moved && show(p, p->buses[i], &commands[n]))
			n += COMMANDS;
	redis_send(&p->w, commands, n);
}

void buses_expire(struct process *p)
{
	int64_t before = p->w.now - (int64_t)LIVE_TTL_S * WHEN_SECOND;
	struct arena *a = p->w.arena;

	for (size_t i = 0; i < p->room; i++) {
		struct bus *b = p->buses[i];
		struct redis_command gone = { 3, { word("ZREM"), word("bus:locations") } };

		if (!b || !b->listed || b->state.core.last.at >= before || b->state.n_held)
			continue;
		gone.words[2] = word(arena_printf(a, "bus_%lld", (long long)b->state.bus_id));
		b->listed = !redis_send(&p->w, &gone, 1);
	}
}
