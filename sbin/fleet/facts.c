/* facts - trips of the day and the patterns they run on. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/when.h"
#include "process.h"
#include "store/db.h"

enum { MEMORY = 1 << 30 };

/* Immutable in the database: read once, kept for the life of the process. */
struct pattern {
	int64_t id;
	struct geo_line line;
	struct fleet_stop *stops;
	int n_stops; /* 0: unusable */
};

struct facts {
	struct arena *patterns_arena, *trips_arena;
	struct pattern **patterns; /* ascending */
	size_t n, room;
};

struct trip_row {
	int64_t bus_id, schedule_id, route_id, pattern_id, departs_at, arrives_at;
};

static const struct field trip_fields[] = {
	{ "busId", F_INT, AT(trip_row, bus_id), "bus_id" },
	{ "scheduleId", F_INT, AT(trip_row, schedule_id), "schedule_id" },
	{ "routeId", F_INT, AT(trip_row, route_id), "route_id" },
	{ "patternId", F_INT, AT(trip_row, pattern_id), "pattern_id" },
	{ "departsAt", F_TIME, AT(trip_row, departs_at), "departure_time" },
	{ "arrivesAt", F_TIME, AT(trip_row, arrives_at), "arrival_time" },
	{ 0 },
};

struct line_row {
	int64_t pattern_id;
	const char *polyline;
};

static const struct field line_fields[] = {
	{ "patternId", F_INT, AT(line_row, pattern_id), "pattern_id" },
	{ "polyline", F_TEXT, AT(line_row, polyline), "polyline" },
	{ 0 },
};

struct stop_row {
	int64_t pattern_id, place_id;
	int seq, arr_s, dep_s;
	double km;
	struct geo_point where;
};

static const struct field stop_fields[] = {
	{ "patternId", F_INT, AT(stop_row, pattern_id), "pattern_id" },
	{ "placeId", F_INT, AT(stop_row, place_id), "place_id" },
	{ "seq", F_COUNT, AT(stop_row, seq), "seq" },
	{ "arrives", F_COUNT, AT(stop_row, arr_s), "arr_s" },
	{ "departs", F_COUNT, AT(stop_row, dep_s), "dep_s" },
	{ "km", F_REAL, AT(stop_row, km), "km" },
	{ "lat", F_REAL, AT(stop_row, where.lat), "lat" },
	{ "lon", F_REAL, AT(stop_row, where.lon), "lon" },
	{ 0 },
};

struct facts *facts_new(void)
{
	struct facts *f = calloc(1, sizeof *f);

	if (!f)
		abort();
	f->patterns_arena = arena_new(MEMORY);
	f->trips_arena = arena_new(MEMORY);
	return f;
}

/* ---- patterns ---- */

/* The index of a pattern, or of the place where it belongs. */
static size_t place_of(const struct facts *f, int64_t id)
{
	size_t low = 0, high = f->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (f->patterns[mid]->id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct pattern *known(const struct facts *f, int64_t id)
{
	size_t i = place_of(f, id);

	return i < f->n && f->patterns[i]->id == id ? f->patterns[i] : NULL;
}

static struct pattern *add_pattern(struct facts *f, int64_t id)
{
	size_t i = place_of(f, id);
	struct pattern *pat = arena_get(f->patterns_arena, sizeof *pat);

	if (f->n == f->room) {
		f->room = f->room ? f->room * 2 : 256;
		f->patterns = realloc(f->patterns, f->room * sizeof *f->patterns);
		if (!f->patterns)
			abort();
	}
	memmove(&f->patterns[i + 1], &f->patterns[i], (f->n - i) * sizeof *f->patterns);
	f->patterns[i] = pat;
	f->n++;
	pat->id = id;
	return pat;
}

/* Stops need a line to stand on, and an order. */
static void set_stops(struct facts *f, struct pattern *pat, const struct stop_row *rows, size_t n)
{
	struct geo_point *where = arena_get(f->patterns_arena, n * sizeof *where + 1);

	pat->stops = arena_get(f->patterns_arena, n * sizeof *pat->stops + 1);
	for (size_t i = 0; i < n; i++) {
		pat->stops[i] = (struct fleet_stop){ .place_id = rows[i].place_id, .seq = rows[i].seq,
						     .km = rows[i].km, .arr_s = rows[i].arr_s,
						     .dep_s = rows[i].dep_s };
		where[i] = rows[i].where;
	}
	if (n < 2 || pat->line.n < 2) {
		log_say(LOG_WARN, "pattern", "pattern %lld has %zu stops and %zu points: not followed",
			(long long)pat->id, n, pat->line.n);
		return;
	}
	fleet_place_stops(&pat->line, where, pat->stops, (int)n);
	pat->n_stops = (int)n;
}

static enum err read_patterns(struct process *p, const int64_t *ids, size_t n)
{
	struct facts *f = p->facts;
	struct line_row *lines;
	struct stop_row *stops;
	size_t n_lines, n_stops, at = 0;

	db_later_list(&p->w, Q_FLEET_PATTERNS, (struct param[]){ p_ints(ids, n) }, line_fields,
		      sizeof *lines, &lines, &n_lines);
	db_later_list(&p->w, Q_FLEET_STOPS, (struct param[]){ p_ints(ids, n) }, stop_fields,
		      sizeof *stops, &stops, &n_stops);
	TRY(db_flush(&p->w));
	for (size_t i = 0; i < n_lines; i++) {
		struct pattern *pat = add_pattern(f, lines[i].pattern_id);
		size_t from;

		if (!lines[i].polyline ||
		    !geo_decode(f->patterns_arena, lines[i].polyline, &pat->line))
			pat->line.n = 0;
		while (at < n_stops && stops[at].pattern_id < pat->id)
			at++;
		from = at;
		while (at < n_stops && stops[at].pattern_id == pat->id)
			at++;
		set_stops(f, pat, &stops[from], at - from);
	}
	return OK;
}

static enum err read_missing(struct process *p, const struct trip_row *rows, size_t n)
{
	int64_t *ids = arena_get(p->w.arena, (n + 1) * sizeof *ids);
	size_t missing = 0;

	for (size_t i = 0; i < n; i++) {
		bool wanted = !known(p->facts, rows[i].pattern_id);

		for (size_t k = 0; wanted && k < missing; k++)
			wanted = ids[k] != rows[i].pattern_id;
		if (wanted)
			ids[missing++] = rows[i].pattern_id;
	}
	return missing ? read_patterns(p, ids, missing) : OK;
}

/* ---- trips ---- */

enum err facts_read(struct process *p)
{
	struct facts *f = p->facts;
	struct fleet_trip *trips;
	struct trip_row *rows;
	size_t n, out = 0;

	TRY(db_list(&p->w, Q_FLEET_TRIPS,
		    (struct param[]){ p_ints(p->shards, p->n_shards),
				      p_int(conf_int(CONF_FLEET_SHARDS)) },
		    trip_fields, sizeof *rows, &rows, &n));
	TRY(read_missing(p, rows, n));
	for (size_t i = 0; i < p->room; i++)
		if (p->buses[i])
			p->buses[i]->n_trips = 0;
	arena_reset(f->trips_arena);
	trips = arena_get(f->trips_arena, n * sizeof *trips + 1);
	for (size_t i = 0; i < n; i++) {
		const struct pattern *pat = known(f, rows[i].pattern_id);
		struct bus *b = pat && pat->n_stops ? bus_of(p, rows[i].bus_id) : NULL;

		if (!b)
			continue;
		trips[out] = (struct fleet_trip){
			.schedule_id = rows[i].schedule_id, .route_id = rows[i].route_id,
			.departs_at = rows[i].departs_at, .arrives_at = rows[i].arrives_at,
			.line = &pat->line, .stops = pat->stops, .n_stops = pat->n_stops,
		};
		if (b->n_trips++ == 0)
			b->trips = &trips[out];
		out++;
	}
	return OK;
}
