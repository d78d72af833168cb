/*
 * network_run - plays the days one after another and puts a bus on each departure: the one that has
 * waited longest in the town, else one that can come empty from elsewhere in time, else a new one.
 * The days before the first wanted one are played too: where a bus stands depends on them.
 */
#include "network.h"

#include <stdlib.h>
#include <string.h>

enum {
	WARM_UP = 4,      /* days in which a missing bus is bought, not sent for */
	EMPTY_KMH = 60,
	EMPTY_DETOUR = 130, /* percent of the straight line */
};

/* The buses waiting in one town, of one company and group. */
struct pool {
	int *buses;
	size_t n, room;
};

struct run {
	struct network *net;
	struct pool *pools; /* [operator][group][city] */
	int32_t first;
	struct network_trip *day;
	size_t n_day;
	uint64_t sum;
};

/* ---- checksum: FNV-1a over numbers and words, in an order of our own ---- */

static void sum_bytes(struct run *run, const void *p, size_t n)
{
	const unsigned char *s = p;

	while (n--)
		run->sum = (run->sum ^ *s++) * 0x100000001b3u;
}

static void sum_number(struct run *run, int64_t v)
{
	sum_bytes(run, &v, sizeof v);
}

static void sum_text(struct run *run, const char *s)
{
	sum_bytes(run, s, strlen(s) + 1);
}

static void sum_line(struct run *run, const struct network_line *line)
{
	sum_text(run, line->polyline);
	for (int i = 0; i < line->n; i++) {
		const struct network_stop *s = &line->stops[i];

		sum_text(run, run->net->cities[s->city].slug);
		sum_number(run, s->dkm);
		sum_number(run, s->arr_s);
		sum_number(run, s->dep_s);
		for (int j = i + 1; j < line->n; j++)
			sum_number(run, line->fares[i][j]);
	}
}

static void sum_routes(struct run *run)
{
	const struct network *net = run->net;

	for (size_t i = 0; i < net->n_routes; i++) {
		const struct network_route *r = &net->routes[i];

		sum_text(run, net->operators[r->operator].legal_id);
		sum_number(run, r->class);
		sum_number(run, r->group);
		sum_line(run, &net->lines[r->line]);
	}
}

/* ---- buses ---- */

static struct pool *pool(struct run *run, int op, enum network_group g, int city)
{
	size_t at = ((size_t)op * GROUP__COUNT + g) * run->net->n_cities + (size_t)city;

	return &run->pools[at];
}

static void park(struct run *run, int bus)
{
	const struct network_bus *b = &run->net->buses[bus];
	struct pool *p = pool(run, b->operator, b->group, b->city);

	if (p->n == p->room) {
		p->room = p->room ? p->room * 2 : 4;
		p->buses = realloc(p->buses, p->room * sizeof *p->buses);
		if (!p->buses)
			network_die("out of memory");
	}
	p->buses[p->n++] = bus;
}

/* Takes the longest waiting bus of the pool that is free by then; -1 when there is none. */
static int take(const struct run *run, struct pool *p, int64_t by)
{
	const struct network_bus *all = run->net->buses;
	size_t best = p->n;
	int bus;

	for (size_t i = 0; i < p->n; i++) {
		int64_t t = all[p->buses[i]].free_at;

		if (t <= by && (best == p->n || t < all[p->buses[best]].free_at))
			best = i;
	}
	if (best == p->n)
		return -1;
	bus = p->buses[best];
	p->buses[best] = p->buses[--p->n];
	return bus;
}

static int buy(struct run *run, int op, enum network_group g)
{
	struct network *net = run->net;
	size_t i = net->n_buses;

	net->buses = network_grow(net->buses, i, sizeof *net->buses);
	net->buses[i] = network_bus(net, i, op, g);
	sum_text(run, net->buses[i].plate);
	sum_number(run, net->buses[i].map);
	sum_number(run, net->buses[i].features);
	net->n_buses++;
	return (int)i;
}

/* Minutes a bus needs to come empty from another town. */
static int64_t empty_run(const struct network *net, int from, int to)
{
	const struct network_city *a = &net->cities[from], *b = &net->cities[to];

	return 30 + (int64_t)(network_km(a->lat, a->lon, b->lat, b->lon) * EMPTY_DETOUR / 100 * 60 /
			      EMPTY_KMH);
}

static int send_for(struct run *run, const struct network_route *r, int city, int64_t by)
{
	int64_t best = INT64_MAX;
	int from = -1;

	for (size_t i = 0; i < run->net->n_cities; i++) {
		struct pool *p = pool(run, r->operator, r->group, (int)i);
		int64_t need = (int)i == city || !p->n ? INT64_MAX
						       : empty_run(run->net, (int)i, city);

		if (need >= best)
			continue;
		for (size_t k = 0; k < p->n; k++) {
			if (run->net->buses[p->buses[k]].free_at <= by - need) {
				best = need;
				from = (int)i;
				break;
			}
		}
	}
	return from < 0 ? -1 : take(run, pool(run, r->operator, r->group, from), by - best);
}

int64_t network_turnaround(const struct network *net, const struct network_line *line)
{
	return net->corridors[line->corridor].km < 150 ? 30 : 60;
}

static void assign(struct run *run, struct network_trip *t)
{
	struct network *net = run->net;
	const struct network_route *r = &net->routes[t->route];
	const struct network_line *line = &net->lines[r->line];
	int from = line->stops[0].city;
	int64_t leaves = (int64_t)(t->date - run->first) * 1440 + t->departs_s / 60;
	struct network_bus *b;

	t->bus = take(run, pool(run, r->operator, r->group, from), leaves);
	if (t->bus < 0 && t->date >= run->first + WARM_UP)
		t->bus = send_for(run, r, from, leaves);
	if (t->bus < 0)
		t->bus = buy(run, r->operator, r->group);
	b = &net->buses[t->bus];
	b->city = line->stops[line->n - 1].city;
	b->free_at = leaves + network_duration(line) / 60 + network_turnaround(net, line);
	park(run, t->bus);
}

/* ---- a day ---- */

static int by_departure(const void *a, const void *b)
{
	const struct network_trip *x = a, *y = b;

	return x->departs_s != y->departs_s ? x->departs_s - y->departs_s : x->route - y->route;
}

static void list_day(struct run *run, int32_t date)
{
	const struct network *net = run->net;
	unsigned today = 1u << network_weekday(date);

	run->n_day = 0;
	for (size_t i = 0; i < net->n_routes; i++) {
		for (size_t k = 0; k < net->routes[i].n_slots; k++) {
			const struct network_slot *s = &net->routes[i].slots[k];

			if (s->days & today)
				run->day[run->n_day++] = (struct network_trip){
					.route = (int)i, .date = date, .departs_s = s->departs_s
				};
		}
	}
	qsort(run->day, run->n_day, sizeof *run->day, by_departure);
}

static void cancel_some(struct run *run, int32_t date)
{
	const struct network *net = run->net;
	uint64_t d = (uint64_t)date;
	int n = net->scale->cancel_min +
		(int)network_dice(net, "cancel", d, 0, (unsigned)net->scale->cancel_more);

	for (int k = 0; k < n; k++) {
		unsigned at = network_dice(net, "cancelled", d, (uint64_t)k, (unsigned)run->n_day);
		unsigned why = network_dice(net, "reason", d, (uint64_t)k, NETWORK_REASONS);

		run->day[at].reason = network_reasons[why];
	}
}

static void play_day(struct run *run, int32_t date, int32_t keep)
{
	struct network *net = run->net;

	list_day(run, date);
	cancel_some(run, date);
	for (size_t i = 0; i < run->n_day; i++) {
		struct network_trip *t = &run->day[i];

		assign(run, t);
		sum_number(run, t->route);
		sum_number(run, t->date);
		sum_number(run, t->departs_s);
		sum_number(run, t->bus);
		sum_text(run, t->reason ? t->reason : "");
		if (date < keep)
			continue;
		net->trips = network_grow(net->trips, net->n_trips, sizeof *net->trips);
		net->trips[net->n_trips++] = *t;
	}
}

void network_run(struct network *net, struct network_span *span)
{
	size_t n_pools = net->n_operators * GROUP__COUNT * net->n_cities, most = 0;
	struct run run = { .net = net, .first = span->first, .sum = 0xcbf29ce484222325u };

	for (size_t i = 0; i < net->n_routes; i++)
		most += net->routes[i].n_slots;
	run.day = network_get(most, sizeof *run.day);
	run.pools = network_get(n_pools, sizeof *run.pools);
	sum_routes(&run);
	for (int32_t date = span->first; date <= span->last; date++) {
		play_day(&run, date, span->keep);
		if (date == span->loaded)
			span->sum_loaded = run.sum;
	}
	span->sum = run.sum;
	for (size_t i = 0; i < n_pools; i++)
		free(run.pools[i].buses);
	free(run.pools);
	free(run.day);
}
