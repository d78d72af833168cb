/* keep - lease, checkpoints, events, and the way back from history. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/when.h"
#include "process.h"
#include "store/db.h"

enum { SAVE_CHUNK = 500, OVERLAP_S = 30, FURTHEST_S = 3600 };

/* ---- states in ---- */

struct state_row {
	int64_t bus_id, seq, received_upto;
	const char *core;
};

static const struct field state_fields[] = {
	{ "busId", F_INT, AT(state_row, bus_id), "bus_id" },
	{ "seq", F_INT, AT(state_row, seq), "seq" },
	{ "core", F_TEXT, AT(state_row, core), "core" },
	{ "receivedUpto", F_TIME, AT(state_row, received_upto), "received_upto" },
	{ 0 },
};

/* Where the owner before us stood; *upto is the newest position any of them had seen. */
static enum err load_states(struct process *p, const int64_t *shards, size_t n_shards,
			    int64_t *upto)
{
	struct state_row *rows;
	size_t n;

	TRY(db_list(&p->w, Q_FLEET_STATES,
		    (struct param[]){ p_ints(shards, n_shards), p_int(conf_int(CONF_FLEET_SHARDS)) },
		    state_fields, sizeof *rows, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct bus *b = bus_of(p, rows[i].bus_id);
		struct fleet_state s;

		if (!b)
			continue;
		b->seq = rows[i].seq;
		/* A state of another version of the program: the bus begins anew. */
		if (rows[i].core && fleet_load(p->w.arena, rows[i].core, &s) &&
		    s.bus_id == rows[i].bus_id) {
			b->state = s;
			b->moved = s.core.last.at > p->w.now - (int64_t)LIVE_TTL_S * WHEN_SECOND;
		}
		if (rows[i].received_upto > *upto)
			*upto = rows[i].received_upto;
	}
	return OK;
}

/* ---- lease ---- */

struct lease_row {
	int64_t shard, epoch;
	bool fresh;
};

static const struct field lease_fields[] = {
	{ "shard", F_INT, AT(lease_row, shard), "shard" },
	{ "epoch", F_INT, AT(lease_row, epoch), "epoch" },
	{ "fresh", F_BOOL, AT(lease_row, fresh), "fresh" },
	{ 0 },
};

static void drop(struct process *p, size_t k)
{
	log_say(LOG_WARN, "shard_lost", "shard %lld", (long long)p->shards[k]);
	buses_forget(p, p->shards[k]);
	p->n_shards--;
	p->shards[k] = p->shards[p->n_shards];
	p->epochs[k] = p->epochs[p->n_shards];
}

static void drop_lost(struct process *p, const struct lease_row *rows, size_t n, bool *changed)
{
	for (size_t k = 0; k < p->n_shards;) {
		bool ours = false;

		for (size_t i = 0; i < n; i++)
			ours = ours || (rows[i].shard == p->shards[k] && rows[i].epoch == p->epochs[k]);
		if (ours) {
			k++;
			continue;
		}
		drop(p, k);
		*changed = true;
	}
}

static enum err take_fresh(struct process *p, const struct lease_row *rows, size_t n)
{
	int64_t fresh[PROCESS_SHARDS], upto = INT64_MIN;
	int64_t furthest = p->w.now - FURTHEST_S * (int64_t)WHEN_SECOND;
	size_t n_fresh = 0;

	for (size_t i = 0; i < n; i++) {
		if (!rows[i].fresh || p->n_shards == PROCESS_SHARDS)
			continue;
		p->shards[p->n_shards] = rows[i].shard;
		p->epochs[p->n_shards++] = rows[i].epoch;
		fresh[n_fresh++] = rows[i].shard;
		log_say(LOG_INFO, "shard_taken", "shard %lld epoch %lld", (long long)rows[i].shard,
			(long long)rows[i].epoch);
	}
	if (!n_fresh)
		return OK;
	TRY(load_states(p, fresh, n_fresh, &upto));
	if (upto == INT64_MIN || upto > p->w.now)
		upto = p->w.now;
	upto -= OVERLAP_S * (int64_t)WHEN_SECOND;
	if (upto < furthest)
		upto = furthest;
	if (!p->cursor || upto < p->cursor)
		p->cursor = upto;
	p->behind = true;
	return facts_read(p);
}

enum err keep_lease(struct process *p, bool *changed)
{
	int64_t asked = when_ticks(), lease_us = conf_int(CONF_FLEET_LEASE_S) * WHEN_SECOND;
	struct lease_row *rows;
	size_t n;
	enum err e;

	e = db_list(&p->w, Q_FLEET_LEASE,
		    (struct param[]){ p_text(conf_text(CONF_FLEET_NAME)),
				      p_int(conf_int(CONF_FLEET_LEASE_S)),
				      p_int(conf_int(CONF_FLEET_SHARDS)),
				      p_ints(p->shards, p->n_shards),
				      p_ints(p->epochs, p->n_shards) },
		    lease_fields, sizeof *rows, &rows, &n);
	if (e == OK) {
		p->lease_until = asked + lease_us;
		drop_lost(p, rows, n, changed);
		for (size_t i = 0; i < n; i++)
			*changed = *changed || rows[i].fresh;
		e = take_fresh(p, rows, n);
	}
	/* Nobody may go on once another may have begun. */
	if (when_ticks() >= p->lease_until || (e != OK && *changed)) {
		*changed = *changed || p->n_shards;
		while (p->n_shards)
			drop(p, 0);
	}
	return e;
}

void keep_release(struct process *p)
{
	if (p->n_shards)
		db_run(&p->w, Q_FLEET_RELEASE,
		       (struct param[]){ p_text(conf_text(CONF_FLEET_NAME)),
					 p_ints(p->shards, p->n_shards),
					 p_ints(p->epochs, p->n_shards) });
}

/* ---- events out ---- */

/* An instant as the database functions take it. */
static int64_t micros(int64_t at)
{
	return at == WHEN_NONE ? 0 : at;
}

static const char *real(struct work *w, double v)
{
	return arena_printf(w->arena, "%.6f", v);
}

static void write_times(struct process *p)
{
	size_t n = 0;
	int64_t *col[4];

	for (int i = 0; i < 4; i++)
		col[i] = arena_get(p->w.arena, (p->n_events + 1) * sizeof **col);
	for (size_t i = 0; i < p->n_events; i++) {
		const struct fleet_event *e = &p->events[i].event;

		if (e->kind > FLEET_DEPARTED)
			continue;
		col[0][n] = e->schedule_id;
		col[1][n] = e->seq;
		col[2][n] = e->kind == FLEET_ARRIVED ? e->at : 0;
		col[3][n++] = e->kind == FLEET_DEPARTED ? e->at : 0;
	}
	if (n)
		db_later(&p->w, Q_FLEET_TIMES,
			 (struct param[]){ p_ints(col[0], n), p_ints(col[1], n), p_ints(col[2], n),
					   p_ints(col[3], n) });
}

static void write_alerts(struct process *p)
{
	size_t n = 0;
	int64_t *col[4];
	const char **text[4];

	for (int i = 0; i < 4; i++) {
		col[i] = arena_get(p->w.arena, (p->n_events + 1) * sizeof **col);
		text[i] = arena_get(p->w.arena, (p->n_events + 1) * sizeof **text);
	}
	for (size_t i = 0; i < p->n_events; i++) {
		const struct fleet_event *e = &p->events[i].event;

		if (e->kind <= FLEET_DEPARTED)
			continue;
		col[0][n] = p->events[i].bus_id;
		col[1][n] = e->schedule_id;
		col[2][n] = e->began_at;
		col[3][n] = micros(e->at);
		text[0][n] = e->alert;
		text[1][n] = real(&p->w, e->where.lat);
		text[2][n] = real(&p->w, e->where.lon);
		text[3][n++] = real(&p->w, e->amount);
	}
	if (n)
		db_later(&p->w, Q_FLEET_ALERTS,
			 (struct param[]){ p_ints(col[0], n), p_ints(col[1], n), p_texts(text[0], n),
					   p_ints(col[2], n), p_ints(col[3], n), p_texts(text[1], n),
					   p_texts(text[2], n), p_texts(text[3], n) });
}

/* ---- states out ---- */

static const char *state_text(struct work *w, const struct bus *b)
{
	struct buf out;
	struct jw jw;

	buf_init(&out, w->arena, 4096);
	jw_start(&jw, &out);
	jw_object(&jw);
	jw_key(&jw, "core");
	jw_text(&jw, fleet_save(w->arena, &b->state));
	jw_key(&jw, "live");
	if (b->shown)
		jw_raw(&jw, b->shown);
	else
		jw_null(&jw);
	jw_end(&jw);
	return out.data;
}

static enum err save_some(struct process *p, struct bus *const *buses, size_t n)
{
	int64_t *col[5];
	const char **states = arena_get(p->w.arena, (n + 1) * sizeof *states);

	for (int i = 0; i < 5; i++)
		col[i] = arena_get(p->w.arena, (n + 1) * sizeof **col);
	for (size_t i = 0; i < n; i++) {
		const struct bus *b = buses[i];

		col[0][i] = b->state.bus_id;
		col[1][i] = b->state.core.schedule_id;
		col[2][i] = b->epoch;
		col[3][i] = b->seq;
		col[4][i] = b->state.received_upto;
		states[i] = state_text(&p->w, b);
	}
	TRY(db_run(&p->w, Q_FLEET_SAVE,
		   (struct param[]){ p_ints(col[0], n), p_ints(col[1], n), p_ints(col[2], n),
				     p_ints(col[3], n), p_texts(states, n), p_ints(col[4], n) }));
	for (size_t i = 0; i < n; i++)
		buses[i]->dirty = false;
	return OK;
}

enum err keep_save(struct process *p)
{
	struct bus *some[SAVE_CHUNK];
	size_t n = 0;

	write_times(p);
	write_alerts(p);
	TRY(db_flush(&p->w));
	p->n_events = 0;
	for (size_t i = 0; i < p->room; i++) {
		if (p->buses[i] && p->buses[i]->dirty)
			some[n++] = p->buses[i];
		if (n == SAVE_CHUNK) {
			TRY(save_some(p, some, n));
			n = 0;
		}
	}
	return n ? save_some(p, some, n) : OK;
}

/* ---- history ---- */

enum err keep_catch_up(struct process *p)
{
	struct track_point *points;
	size_t n, taken = 0;

	p->behind = p->n_shards > 0;
	if (!p->n_shards)
		return OK;
	TRY(track_since(&p->w, p->cursor, p->shards, p->n_shards, PROCESS_CHUNK, &points, &n));
	for (size_t i = 0; i < n; i++)
		taken += bus_put(p, &points[i]);
	if (n) {
		int64_t last = points[n - 1].received_at;

		p->cursor = last > p->cursor ? last : p->cursor + 1;
	}
	p->behind = n == PROCESS_CHUNK;
	metric_add(METRIC_FLEET_CAUGHT_UP, taken);
	return OK;
}
