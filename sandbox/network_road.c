/*
 * network_road - the way of each corridor through the road graph (shortest by weighted length),
 * the towns it stops in, the times there, and its polyline.
 */
#include "network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	NODES = 256,
	SMALL_TOWN = 150000, /* below: express coaches pass, others stop 5 minutes instead of 10 */
	REST_S = 1500,
	STEP_S = 300,
};

struct way {
	int n;
	int nodes[NODES];
	double km[NODES]; /* from the start, along straight pieces */
};

/* Dijkstra over at most NODES nodes: 120 nodes and 70 searches need no heap. */
static void search(const struct network *net, int from, int *before)
{
	double best[NODES];
	bool done[NODES] = { false };

	for (size_t i = 0; i < net->n_nodes; i++)
		best[i] = (int)i == from ? 0 : INFINITY;
	for (;;) {
		int at = -1;

		for (size_t i = 0; i < net->n_nodes; i++)
			if (!done[i] && best[i] < INFINITY && (at < 0 || best[i] < best[at]))
				at = (int)i;
		if (at < 0)
			return;
		done[at] = true;
		for (size_t i = 0; i < net->n_roads; i++) {
			const struct network_road *r = &net->roads[i];
			int to = r->a == at ? r->b : r->b == at ? r->a : -1;

			if (to >= 0 && best[at] + r->cost < best[to]) {
				best[to] = best[at] + r->cost;
				before[to] = at;
			}
		}
	}
}

static void find_way(const struct network *net, const struct network_corridor *c, struct way *way)
{
	int before[NODES];

	if (net->n_nodes > NODES)
		network_die("more than %d places and junctions", NODES);
	for (size_t i = 0; i < net->n_nodes; i++)
		before[i] = -1;
	/* From the far end, so that following "before" from the start reads forward. */
	search(net, c->to, before);
	way->n = 0;
	for (int at = c->from; at >= 0; at = at == c->to ? -1 : before[at])
		way->nodes[way->n++] = at;
	if (way->nodes[way->n - 1] != c->to)
		network_die("no road from %s to %s", net->nodes[c->from].slug,
			    net->nodes[c->to].slug);
	way->km[0] = 0;
	for (int i = 1; i < way->n; i++) {
		const struct network_node *a = &net->nodes[way->nodes[i - 1]];
		const struct network_node *b = &net->nodes[way->nodes[i]];

		way->km[i] = way->km[i - 1] + network_km(a->lat, a->lon, b->lat, b->lon);
	}
}

static void turn(struct way *way)
{
	double total = way->km[way->n - 1];

	for (int i = 0, j = way->n - 1; i <= j; i++, j--) {
		int node = way->nodes[i];
		double km = way->km[i];

		way->nodes[i] = way->nodes[j];
		way->nodes[j] = node;
		way->km[i] = total - way->km[j];
		way->km[j] = total - km;
	}
}

/* ---- polyline, precision 5 ---- */

static char *put_number(char *p, long v)
{
	unsigned long u = v < 0 ? ~((unsigned long)v << 1) : (unsigned long)v << 1;

	for (; u >= 0x20; u >>= 5)
		*p++ = (char)((0x20 | (u & 0x1f)) + 63);
	*p++ = (char)(u + 63);
	return p;
}

static char *polyline(const struct network *net, const struct way *way)
{
	char *out = network_get((size_t)way->n * 14 + 1, 1), *p = out;
	long lat = 0, lon = 0;

	for (int i = 0; i < way->n; i++) {
		long y = lround(net->nodes[way->nodes[i]].lat * 1e5);
		long x = lround(net->nodes[way->nodes[i]].lon * 1e5);

		p = put_number(p, y - lat);
		p = put_number(p, x - lon);
		lat = y;
		lon = x;
	}
	*p = '\0';
	return out;
}

/* ---- stops and times ---- */

/* Every capital on the way; lengths are stretched to the corridor's kilometres by road. */
static void set_stops(const struct network *net, const struct way *way, struct network_line *line)
{
	const struct network_corridor *c = &net->corridors[line->corridor];
	double stretch = c->km * 10 / way->km[way->n - 1];

	for (int i = 0; i < way->n; i++) {
		int city = way->nodes[i];
		bool end = i == 0 || i == way->n - 1;

		if ((size_t)city >= net->n_cities)
			continue;
		if (line->express && !end && net->cities[city].population < SMALL_TOWN)
			continue;
		if (line->n == NETWORK_STOPS)
			network_die("more than %d stops", NETWORK_STOPS);
		line->stops[line->n++] = (struct network_stop){
			.city = city,
			.dkm = (int)lround(way->km[i] * stretch),
		};
	}
}

static int near(int s)
{
	return (s + STEP_S / 2) / STEP_S * STEP_S;
}

/*
 * The corridor's minutes hold 20 minutes of rest per 3 h 30 of driving. Rests are taken at the
 * stops nearest to equal parts of the way; where there is none they stay in the driving time.
 */
static int place_rests(const struct network_line *line, int minutes, bool *rest)
{
	int wanted = minutes / 230, placed = 0, total = line->stops[line->n - 1].dkm;

	for (int k = 1; k <= wanted; k++) {
		int ideal = total / (wanted + 1) * k, best = -1;

		for (int i = 1; i < line->n - 1; i++)
			if (!rest[i] && abs(line->stops[i].dkm - ideal) < total / 8 &&
			    (best < 0 || abs(line->stops[i].dkm - ideal) <
						 abs(line->stops[best].dkm - ideal)))
				best = i;
		if (best >= 0) {
			rest[best] = true;
			placed++;
		}
	}
	return placed;
}

static void set_times(const struct network *net, struct network_line *line)
{
	int minutes = net->corridors[line->corridor].minutes;
	bool rest[NETWORK_STOPS] = { false };
	int moving = (minutes - 20 * place_rests(line, minutes, rest)) * 60, waited = 0;
	int total = line->stops[line->n - 1].dkm;

	for (int i = 0; i < line->n; i++) {
		struct network_stop *s = &line->stops[i];
		bool small = net->cities[s->city].population < SMALL_TOWN;

		s->arr_s = near((int)((int64_t)moving * s->dkm / total)) + waited;
		s->dep_s = s->arr_s;
		if (i == 0 || i == line->n - 1)
			continue;
		s->dep_s += rest[i] ? REST_S : small ? 300 : 600;
		waited += s->dep_s - s->arr_s;
	}
}

int network_duration(const struct network_line *line)
{
	return line->stops[line->n - 1].arr_s;
}

/* Four lines a corridor: there and back, all stops and express, in this order. */
void network_roads(struct network *net)
{
	net->n_lines = net->n_corridors * 4;
	net->lines = network_get(net->n_lines, sizeof *net->lines);
	for (size_t i = 0; i < net->n_lines; i++) {
		struct network_line *line = &net->lines[i];
		struct way way = { .n = 0 };

		line->corridor = (int)(i / 4);
		line->back = i % 4 / 2;
		line->express = i % 2;
		find_way(net, &net->corridors[line->corridor], &way);
		if (line->back)
			turn(&way);
		line->polyline = polyline(net, &way);
		set_stops(net, &way, line);
		set_times(net, line);
		network_fares(line);
	}
}
