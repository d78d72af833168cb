/* fleet_trip - matching, stops, delay, estimated times. */
#include "domain/fleet_trip.h"

#include <math.h>
#include <string.h>

#include "base/when.h"

enum {
	NEAR_M = 150,      /* at a stop: the window before and behind it */
	LEAVE_M = 180,     /* behind the first stop: manoeuvres in the yard are no departure */
	START_M = 300,     /* so near to the first stop a bus waits for its trip */
	ON_LINE_M = 500,
	STEP_M = 300,      /* forward between two points that prove the direction */
	FAST_MPS = 50,
	SLACK_M = 1000,
	BEYOND_M = 2000,   /* a departure noticed further on says no time */
	READY_M = 2000,    /* of the first stop: about to begin */
};

#define SECONDS(n) ((int64_t)(n) * WHEN_SECOND)
#define EARLY SECONDS(300)        /* leaving the first stop earlier is no departure */
#define GAP SECONDS(600)          /* longer silence: what was passed in it is unknown */
#define MATCH_EARLY SECONDS(900)
#define MATCH_LATE SECONDS(5400)
#define LATE_FROM SECONDS(900)
#define LATE_UNTIL SECONDS(600)
#define ON_TIME SECONDS(300)
#define SAMPLE SECONDS(60)

void fleet_place_stops(const struct geo_line *line, const struct geo_point *where,
		       struct fleet_stop *stops, int n)
{
	size_t segment = 0;
	double least = 0;

	for (int i = 0; i < n; i++) {
		struct geo_snap s = geo_snap(line, where[i], segment, INFINITY);

		stops[i].at_m = i == 0 ? 0 : fmax(s.at_m, least);
		if (i == n - 1)
			stops[i].at_m = line->at_m[line->n - 1];
		else if (i > 0)
			segment = s.segment;
		least = stops[i].at_m;
	}
}

/* An hour before departure to two hours after arrival. */
static bool in_window(const struct fleet_trip *t, int64_t at)
{
	return at >= t->departs_at - SECONDS(3600) && at <= t->arrives_at + SECONDS(7200);
}

/* At the first stop of a trip that is about to leave. */
static bool stands_ready(const struct fleet_trip *t, const struct fleet_core *c, int64_t at)
{
	return at >= t->departs_at - MATCH_EARLY && c->last.at &&
	       geo_metres(c->last.where, t->line->points[0]) < READY_M;
}

int fleet_choose(const struct fleet_trip *trips, size_t n, const struct fleet_state *s, int64_t at)
{
	const struct fleet_core *c = &s->core;
	int best = -1;

	for (int i = 0; i < (int)n; i++) {
		const struct fleet_trip *t = &trips[i];

		if (!in_window(t, at))
			continue;
		if (best < 0) {
			best = i;
		} else if (trips[best].schedule_id == c->schedule_id) {
			if (c->arrived || stands_ready(t, c, at))
				best = i;
		} else if (t->schedule_id == c->schedule_id || at > trips[best].arrives_at + GAP) {
			best = i; /* the one it is on; or nothing is known of one that should be over */
		}
	}
	return best;
}

/* ---- events ---- */

static struct fleet_event *add(struct fleet_events *out, const struct fleet_core *c,
			       enum fleet_kind kind, int64_t at)
{
	static struct fleet_event lost;
	struct fleet_event *e = out && out->n < FLEET_EVENTS ? &out->list[out->n++] : &lost;

	*e = (struct fleet_event){ .kind = kind, .schedule_id = c->schedule_id, .at = at };
	return e;
}

static void at_stop(struct fleet_events *out, const struct fleet_core *c, enum fleet_kind kind,
		    int64_t at, int seq)
{
	add(out, c, kind, at)->seq = seq;
}

void fleet_begin(struct fleet_events *out, const struct fleet_core *c, const char *alert,
		 struct fleet_spell *spell, struct geo_point where, double amount)
{
	struct fleet_event *e;

	if (spell->told)
		return;
	spell->told = true;
	e = add(out, c, FLEET_BEGAN, WHEN_NONE);
	e->alert = alert;
	e->began_at = spell->since;
	e->where = where;
	e->amount = amount;
}

void fleet_end(struct fleet_events *out, const struct fleet_core *c, const char *alert,
	       struct fleet_spell *spell, int64_t at)
{
	if (spell->told) {
		struct fleet_event *e = add(out, c, FLEET_ENDED, at);

		e->alert = alert;
		e->began_at = spell->since;
		e->where = c->last.where;
	}
	*spell = (struct fleet_spell){ 0 };
}

static void end_all(struct fleet_events *out, struct fleet_core *c, int64_t at)
{
	fleet_end(out, c, "deviation", &c->away, at);
	fleet_end(out, c, "delay", &c->late, at);
	fleet_end(out, c, "stopped", &c->stopped, at);
	fleet_end(out, c, "silent", &c->silent, at);
}

/* Another trip: nothing of the one before holds for it. */
static void board(struct fleet_core *c, int64_t schedule_id, int64_t at, struct fleet_events *out)
{
	end_all(out, c, at);
	memset((char *)c + offsetof(struct fleet_core, schedule_id), 0,
	       sizeof *c - offsetof(struct fleet_core, schedule_id));
	c->schedule_id = schedule_id;
}

/* ---- the timetable ---- */

/* The leg of a place: it is between stops leg and leg + 1. */
static int leg_of(const struct fleet_trip *trip, double at_m)
{
	int i = 0;

	while (i < trip->n_stops - 2 && trip->stops[i + 1].at_m <= at_m)
		i++;
	return i;
}

static double share(const struct fleet_trip *trip, int leg, double at_m)
{
	const struct fleet_stop *s = &trip->stops[leg];
	double length = s[1].at_m - s[0].at_m;
	double t = length > 0 ? (at_m - s[0].at_m) / length : 0;

	return t < 0 ? 0 : t > 1 ? 1 : t;
}

/* When the bus should be at a place of a leg. */
static int64_t due_at(const struct fleet_trip *trip, int leg, double at_m)
{
	const struct fleet_stop *s = &trip->stops[leg];
	double way = share(trip, leg, at_m) * (s[1].arr_s - s[0].dep_s);

	return trip->departs_at + SECONDS(s[0].dep_s) + (int64_t)(way * WHEN_SECOND);
}

static double km_at(const struct fleet_trip *trip, double at_m)
{
	int leg = leg_of(trip, at_m);
	const struct fleet_stop *s = &trip->stops[leg];

	return s[0].km + share(trip, leg, at_m) * (s[1].km - s[0].km);
}

/* The leg the bus is on or about to begin. */
static int current_leg(const struct fleet_trip *trip, const struct fleet_core *c)
{
	int leg = c->next - 1;

	return leg < 0 ? 0 : leg > trip->n_stops - 2 ? trip->n_stops - 2 : leg;
}

/* When a bus that stands at a stop will leave: half of a stay can be caught up, never all of it. */
static int64_t leaves_at(const struct fleet_trip *trip, int stop, int64_t reached, int64_t now)
{
	const struct fleet_stop *s = &trip->stops[stop];
	int64_t due = trip->departs_at + SECONDS(s->dep_s);
	int64_t ready = reached + SECONDS(s->dep_s - s->arr_s) / 2;

	ready = ready > now ? ready : now;
	return ready > due ? ready : due;
}

/* How late: on the road by the place, at a stop by when it will leave. */
static int64_t delay_now(const struct fleet_trip *trip, const struct fleet_core *c)
{
	int leg = current_leg(trip, c);

	if (c->arrived)
		return c->on_at - trip->departs_at - SECONDS(trip->stops[trip->n_stops - 1].arr_s);
	if (c->at_stop)
		return leaves_at(trip, leg, c->reached_at, c->on_at) - trip->departs_at -
		       SECONDS(trip->stops[leg].dep_s);
	return c->on_at - due_at(trip, leg, c->at_m);
}

/* ---- matching ---- */

static struct geo_snap locate(const struct fleet_trip *trip, const struct fleet_core *c,
			      const struct fleet_fix *fix)
{
	size_t from = (size_t)c->segment;
	double ahead;

	if (!c->matched)
		return geo_snap(trip->line, fix->where, 0, INFINITY);
	/* A step back over a corner is noise; further ahead than it could drive it is not. */
	if (from > 0 && c->at_m - trip->line->at_m[from] < SLACK_M)
		from--;
	ahead = c->at_m - trip->line->at_m[from] +
		FAST_MPS * (double)(fix->at - c->on_at) / WHEN_SECOND + SLACK_M;
	return geo_snap(trip->line, fix->where, from, ahead);
}

/*
 * Is it on its trip? At the first stop, or on the line at a time that fits the timetable and going
 * forward: the same road may bring it to the first stop.
 */
static bool match(const struct fleet_trip *trip, struct fleet_core *c, const struct fleet_fix *fix,
		  const struct geo_snap *s)
{
	int leg = leg_of(trip, s->at_m);
	int64_t delay = fix->at - due_at(trip, leg, s->at_m);

	if (s->at_m <= START_M && s->off_m <= START_M) {
		c->next = 0;
		return c->matched = true;
	}
	if (delay < -MATCH_EARLY || delay > MATCH_LATE || !c->sought || s->at_m < c->seek_m) {
		c->sought = true;
		c->seek_m = s->at_m;
		return false;
	}
	if (s->at_m < c->seek_m + STEP_M)
		return false;
	while (c->next < trip->n_stops && trip->stops[c->next].at_m < s->at_m - NEAR_M)
		c->next++;
	c->left = c->next > 0;
	c->segment = (int64_t)s->segment;
	return c->matched = true;
}

/* ---- stops ---- */

/* The way between two points of the line. */
struct way {
	int64_t from_at, at;
	double from_m, at_m;
	bool known;
};

/* When the place was passed, if the way says so. */
static bool passed(const struct way *way, double m, int64_t *when)
{
	double length = way->at_m - way->from_m;

	if (!way->known || way->from_m > m || way->at_m < m || length <= 0)
		return false;
	*when = way->from_at +
		(int64_t)((double)(way->at - way->from_at) * (m - way->from_m) / length);
	return true;
}

/* Has it left the stop it is at? */
static bool leave(const struct way *way, const struct fleet_trip *trip, struct fleet_core *c,
		  struct fleet_events *out)
{
	int stop = c->next - 1;
	double m = trip->stops[stop].at_m + (stop ? NEAR_M : LEAVE_M);
	int64_t when = way->at, least = trip->departs_at - EARLY;

	if (stop == trip->n_stops - 1 || way->at_m <= m || (stop == 0 && way->at < least))
		return false;
	if (passed(way, m, &when) || way->at_m < m + BEYOND_M)
		at_stop(out, c, FLEET_DEPARTED, stop == 0 && when < least ? least : when,
			trip->stops[stop].seq);
	c->at_stop = false;
	c->left = true;
	return true;
}

/* Has it reached the next one? */
static bool reach(const struct way *way, const struct fleet_trip *trip, struct fleet_core *c,
		  struct fleet_events *out)
{
	int64_t when = way->at;
	double m;

	if (c->next == trip->n_stops)
		return false;
	m = trip->stops[c->next].at_m - NEAR_M;
	if (way->at_m < m)
		return false;
	if (passed(way, m, &when) || way->at_m <= m + 2 * NEAR_M)
		at_stop(out, c, FLEET_ARRIVED, when, trip->stops[c->next].seq);
	c->at_stop = true;
	c->reached_at = when;
	c->next++;
	c->arrived = c->next == trip->n_stops;
	return true;
}

static void pass_stops(const struct way *way, const struct fleet_trip *trip, struct fleet_core *c,
		       struct fleet_events *out)
{
	while (c->at_stop ? leave(way, trip, c, out) : reach(way, trip, c, out))
		continue;
}

/* ---- what goes on ---- */

static void watch_away(const struct fleet_rules *rules, struct fleet_core *c,
		       const struct fleet_fix *fix, struct fleet_events *out)
{
	if (!c->matched || c->arrived || c->off_m <= rules->away_m) {
		fleet_end(out, c, "deviation", &c->away, fix->at);
		return;
	}
	if (c->away.n++ == 0)
		c->away.since = fix->at;
	if (c->away.n >= rules->away_n)
		fleet_begin(out, c, "deviation", &c->away, fix->where, round(c->off_m));
}

static void watch_late(struct fleet_core *c, const struct fleet_fix *fix, struct fleet_events *out)
{
	if (c->delay_us >= LATE_FROM) {
		if (c->late.n++ == 0)
			c->late.since = fix->at;
		if (c->late.n > 1)
			fleet_begin(out, c, "delay", &c->late, fix->where,
				    (double)(c->delay_us / SECONDS(60)));
	} else if (c->delay_us < LATE_UNTIL || !c->late.told) {
		fleet_end(out, c, "delay", &c->late, fix->at);
	}
}

static void watch_stopped(const struct fleet_rules *rules, struct fleet_core *c,
			  const struct fleet_fix *fix, struct fleet_events *out)
{
	if (!c->left || c->at_stop || fix->at - c->anchor.at < rules->stopped_us)
		return;
	c->stopped.since = c->anchor.at;
	fleet_begin(out, c, "stopped", &c->stopped, fix->where, 0);
}

static void sample(struct fleet_core *c)
{
	if (c->n_samples && c->on_at - c->samples[0].at < SAMPLE)
		return;
	memmove(&c->samples[1], &c->samples[0], sizeof c->samples - sizeof c->samples[0]);
	c->samples[0] = (struct fleet_sample){ c->on_at, c->at_m };
	if (c->n_samples < FLEET_SAMPLES)
		c->n_samples++;
}

void fleet_advance(const struct fleet_rules *rules, const struct fleet_trip *trip,
		   struct fleet_core *c, const struct fleet_fix *fix, bool jumped,
		   struct fleet_events *out)
{
	struct way way = { .at = fix->at };
	struct geo_snap s;

	if (c->schedule_id != (trip ? trip->schedule_id : 0))
		board(c, trip ? trip->schedule_id : 0, fix->at, out);
	if (!trip || c->arrived)
		return;
	s = locate(trip, c, fix);
	c->off_m = s.off_m;
	watch_away(rules, c, fix, out);
	if (s.off_m > ON_LINE_M) {
		c->off_n++;
		return;
	}
	c->off_n = 0;
	way.known = c->matched && c->on_at && !jumped && fix->at - c->on_at <= GAP;
	way.from_at = c->on_at;
	way.from_m = c->at_m;
	if (!c->matched && !match(trip, c, fix, &s))
		return;
	c->segment = (int64_t)s.segment;
	way.at_m = c->at_m = s.at_m;
	c->on_at = fix->at;
	pass_stops(&way, trip, c, out);
	c->delay_us = delay_now(trip, c);
	sample(c);
	watch_late(c, fix, out);
	watch_stopped(rules, c, fix, out);
	if (c->arrived)
		end_all(out, c, fix->at);
}

/* ---- what is shown ---- */

/* Metres per second over the last five minutes; 0 when they do not say. */
static double recent_speed(const struct fleet_core *c)
{
	const struct fleet_sample *oldest = &c->samples[c->n_samples - 1];
	double s;

	if (!c->n_samples)
		return 0;
	s = (double)(c->on_at - oldest->at) / WHEN_SECOND;
	return s >= 60 && c->at_m > oldest->at_m ? (c->at_m - oldest->at_m) / s : 0;
}

/* The next stop at what is left of the link in the timetable; by speed when that says nothing. */
static int64_t next_arrival(const struct fleet_trip *trip, const struct fleet_core *c)
{
	int leg = current_leg(trip, c);
	const struct fleet_stop *s = &trip->stops[leg];
	double left = 1 - share(trip, leg, c->at_m), speed = recent_speed(c);
	int64_t from = c->last.at;

	if (c->at_stop) {
		left = 1;
		from = leaves_at(trip, leg, c->reached_at, from);
	} else if ((c->delay_us > MATCH_LATE || c->delay_us < -MATCH_EARLY) && speed > 3) {
		return from + (int64_t)((s[1].at_m - c->at_m) / speed * WHEN_SECOND);
	}
	return from + (int64_t)(left * (s[1].arr_s - s[0].dep_s) * WHEN_SECOND);
}

/* From the arrival at a stop to the last one. */
static int64_t last_arrival(const struct fleet_trip *trip, int stop, int64_t at)
{
	for (; stop < trip->n_stops - 1; stop++)
		at = leaves_at(trip, stop, at, at) +
		     SECONDS(trip->stops[stop + 1].arr_s - trip->stops[stop].dep_s);
	return at;
}

static double tenths(double km)
{
	return round(km * 10) / 10;
}

void fleet_progress(const struct fleet_trip *trip, const struct fleet_core *c, struct live *out,
		    struct live_progress *p)
{
	double total = trip->stops[trip->n_stops - 1].km;
	int64_t delay = c->delay_us;

	p->arrives_at = WHEN_NONE;
	p->km_done = c->matched ? tenths(km_at(trip, c->at_m)) : 0;
	if (!c->matched) {
		delay = c->last.at > trip->departs_at ? c->last.at - trip->departs_at : 0;
		out->next_place_id = trip->stops[0].place_id;
	} else if (c->arrived) {
		p->km_done = total;
		p->arrives_at = c->on_at;
	} else {
		int stop = c->next ? c->next : 1;

		out->next_place_id = trip->stops[stop].place_id;
		if (c->off_n < 2) { /* twice beside the line: nobody knows */
			out->next_at = next_arrival(trip, c);
			p->arrives_at = last_arrival(trip, stop, out->next_at);
		}
	}
	p->km_left = tenths(total - p->km_done);
	p->delay_minutes = (int)(delay / SECONDS(60));
	p->on_schedule = delay >= -ON_TIME && delay <= ON_TIME;
}
