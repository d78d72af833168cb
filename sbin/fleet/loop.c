/*
 * loop - points from Redis as they come, the same points from history a little later: whatever Redis
 * did not bring is found there. PostgreSQL is waited for: without it there are no points.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/when.h"
#include "process.h"
#include "store/db.h"
#include "store/redis.h"

enum {
	TICK_US = 250000,
	LISTEN_US = 1000000,
	FACTS_US = 30000000,
	QUIET_US = 10000000,   /* buses nobody hears of are looked at this often */
	STATEMENT_US = 4000000,
	BEHIND_S = 5,          /* a statement may commit this long after its time was taken */
	GAP_S = 30,
};

struct timers {
	int64_t tick, listen, lease, save, facts, quiet;
	bool others; /* the shards are others than those listened to */
};

static bool due(int64_t *next, int64_t now, int64_t every)
{
	if (now < *next)
		return false;
	*next = now + every;
	return true;
}

static void complain(const char *what, enum err e)
{
	if (e != OK)
		log_say(LOG_WARN, what, "%s: %s", err_code(e), fail_note()->why);
	fail_clear();
}

/* Each call gets its time; the memory of the one before is given back. */
static void begin(struct process *p)
{
	p->w.now = when_now();
	p->w.deadline = when_ticks() + STATEMENT_US;
}

/* What was published between two connections is in history. */
static void listen_anew(struct process *p, struct timers *t)
{
	const char *names[PROCESS_SHARDS];

	for (size_t i = 0; i < p->n_shards; i++)
		names[i] = arena_printf(p->w.arena, "points:%lld", (long long)p->shards[i]);
	if (!p->n_shards || !redis_feed_listen(p->feed, names, p->n_shards))
		return;
	t->others = false;
	p->cursor -= GAP_S * (int64_t)WHEN_SECOND;
	p->behind = true;
}

static void take_lines(struct process *p, const struct slice *message)
{
	const char *at = message->data, *end = at + message->n;

	while (at < end) {
		const char *nl = memchr(at, '\n', (size_t)(end - at)), *stop = nl ? nl : end;
		struct track_point point;

		if (track_unline(arena_strn(p->w.arena, at, (size_t)(stop - at)), &point) &&
		    !bus_put(p, &point))
			metric_add(METRIC_FLEET_LATE, 1);
		at = stop + 1;
	}
}

static void take_messages(struct process *p)
{
	struct slice message;

	if (!redis_feed_read(p->feed)) {
		log_say(LOG_WARN, "feed_lost", "positions come from history until Redis is back");
		return;
	}
	while (redis_feed_next(p->feed, &message))
		take_lines(p, &message);
}

static void tick(struct process *p, bool all)
{
	for (size_t i = 0; i < p->room; i++)
		if (p->buses[i] && (all || p->buses[i]->state.n_held))
			bus_tick(p, p->buses[i], p->w.now);
	if (all)
		buses_expire(p);
}

/* The feed tells sooner, history tells all; what stands in both is taken once. */
static void sweep(struct process *p)
{
	int64_t margin = BEHIND_S * (int64_t)WHEN_SECOND;

	if (p->behind)
		return;
	p->cursor -= margin;
	if (p->cursor < p->w.now - 3 * margin)
		p->cursor = p->w.now - 3 * margin;
	p->behind = true;
}

static void run_timers(struct process *p, struct timers *t)
{
	int64_t now = when_ticks(), save_us = conf_int(CONF_FLEET_SAVE_S) * WHEN_SECOND;

	begin(p);
	if (due(&t->lease, now, conf_int(CONF_FLEET_LEASE_S) * WHEN_SECOND / 3))
		complain("lease", keep_lease(p, &t->others));
	if (!p->behind && (t->others || redis_feed_fd(p->feed) < 0) && due(&t->listen, now, LISTEN_US))
		listen_anew(p, t);
	if (due(&t->facts, now, FACTS_US))
		complain("facts", p->n_shards ? facts_read(p) : OK);
	if (due(&t->tick, now, TICK_US) && !p->behind)
		tick(p, due(&t->quiet, now, QUIET_US));
	if (due(&t->save, now, save_us)) {
		sweep(p);
		complain("save", keep_save(p));
	}
}

/*
 * One round. While history is read the feed waits: a newer point would make the older ones late.
 * False when the next round has to wait for better times.
 */
static bool go_round(struct process *p, struct timers *t, bool ready)
{
	enum err e = OK;

	begin(p);
	if (ready)
		take_messages(p);
	run_timers(p, t);
	if (p->behind)
		e = keep_catch_up(p);
	complain("catch_up", e);
	if (!p->behind)
		buses_show(p);
	arena_reset(p->w.arena);
	return e == OK;
}

int loop_run(struct process *p, volatile const int *stopping)
{
	struct timers t = { 0 };
	bool good = true;

	p->feed = redis_feed_open();
	p->facts = facts_new();
	p->events = calloc(PROCESS_EVENTS, sizeof *p->events);
	if (!p->events)
		abort();
	while (!*stopping) {
		struct pollfd fd = { .fd = p->behind ? -1 : redis_feed_fd(p->feed), .events = POLLIN };
		int n = poll(&fd, 1, p->behind && good ? 0 : TICK_US / 1000);

		if (n < 0 && errno != EINTR)
			log_say(LOG_ERROR, "poll", "%s", strerror(errno));
		good = go_round(p, &t, n > 0);
	}
	begin(p);
	complain("save", keep_save(p));
	keep_release(p);
	redis_feed_close(p->feed);
	return 0;
}
