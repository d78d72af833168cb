/*
 * network_plan - which company serves which corridor, how often, at what time, on which weekdays.
 *
 * A service is a company on a corridor: it makes two routes, there and back, with as many
 * departures each way on every weekday, so that buses end the week where they began it.
 */
#include "network.h"

#include <stdlib.h>
#include <string.h>

enum { SUN, MON, TUE, WED, THU, FRI, SAT, DAILY = 0x7f };
enum {
	LONG_KM = 600,          /* beyond: most coaches leave between 20:00 and 23:00 */
	FIRST_S = 5 * 3600 + 1800,
	LAST_S = 18 * 3600 + 1800,
	HOME_BY_S = 22 * 3600 + 1800,
	NOON_S = 13 * 3600,
	PRAYER_S = 14 * 3600,   /* Friday is quiet before */
	EVENING_S = 20 * 3600,
};

struct service {
	int corridor, operator;
	enum network_class class;
	bool express;
	double weight;
	int n; /* departures each way on a plain day */
	double rest;
};

struct rank {
	int operator, score;
};

enum { OUT_OF_REACH = 1000 };

static int by_score(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;

	return y->score != x->score ? y->score - x->score : x->operator - y->operator;
}

static double away(const struct network *net, int a, int b)
{
	const struct network_city *x = &net->cities[a], *y = &net->cities[b];

	return network_km(x->lat, x->lon, y->lat, y->lon);
}

/* How well a corridor suits a company: near its home, and of its usual length. */
static int score(const struct network *net, int corridor, int op)
{
	const struct network_corridor *c = &net->corridors[corridor];
	const struct network_operator *o = &net->operators[op];
	double from = away(net, o->home, c->from), to = away(net, o->home, c->to);
	int s = (int)network_dice(net, "suits", (uint64_t)corridor, (uint64_t)op, 30);

	s -= (int)(from < to ? from : to) / 5;
	if (c->km < o->reach_min || c->km > o->reach_max)
		s -= OUT_OF_REACH;
	return s;
}

static int by_demand(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Corridors in three parts of equal number by demand. */
static int part_of(const struct network *net, double demand)
{
	double *all = network_get(net->n_corridors, sizeof *all);
	int part;

	for (size_t i = 0; i < net->n_corridors; i++)
		all[i] = net->corridors[i].demand;
	qsort(all, net->n_corridors, sizeof *all, by_demand);
	part = (demand >= all[net->n_corridors / 3]) + (demand >= all[net->n_corridors * 2 / 3]);
	free(all);
	return part;
}

static enum network_class pick_class(const struct network *net, int corridor, int op)
{
	const struct network_operator *o = &net->operators[op];

	if (o->class != CLASS_MIXED)
		return o->class;
	if (net->corridors[corridor].km < 250 || !part_of(net, net->corridors[corridor].demand))
		return CLASS_STANDARD;
	if (network_dice(net, "class", (uint64_t)corridor, (uint64_t)op, 100) < 30)
		return CLASS_COMFORT;
	return CLASS_STANDARD;
}

static size_t add_services(const struct network *net, int corridor, struct service **list, size_t n)
{
	struct rank rank[32];
	double demand = net->corridors[corridor].demand;
	int want = net->scale->operators[part_of(net, demand)];

	if (net->n_operators > 32)
		network_die("more than 32 companies");
	for (size_t i = 0; i < net->n_operators; i++)
		rank[i] = (struct rank){ (int)i, score(net, corridor, (int)i) };
	qsort(rank, net->n_operators, sizeof *rank, by_score);
	for (int k = 0; k < want && k < (int)net->n_operators; k++) {
		int op = rank[k].operator;
		enum network_class class = pick_class(net, corridor, op);

		/* Out of their range companies go only where nobody else does. */
		if (k > 0 && rank[k].score < -OUT_OF_REACH / 2)
			break;
		*list = network_grow(*list, n, sizeof **list);
		(*list)[n++] = (struct service){
			.corridor = corridor,
			.operator = op,
			.class = class,
			.express = class == CLASS_COMFORT || (k > 1 && rank[k].score % 3 == 0),
			.weight = demand / (k + 2),
		};
	}
	return n;
}

static int by_rest(const void *a, const void *b)
{
	const struct service *x = *(struct service *const *)a, *y = *(struct service *const *)b;

	if (x->rest != y->rest)
		return x->rest > y->rest ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Shares the day's departures by weight, largest remainders first, one at least for each. */
static void share(struct service *list, size_t n, int total)
{
	struct service **order = network_get(n, sizeof *order);
	double sum = 0;
	int left = total - (int)n;

	for (size_t i = 0; i < n; i++)
		sum += list[i].weight;
	for (size_t i = 0; i < n; i++) {
		double part = left > 0 ? list[i].weight / sum * (total - (int)n) : 0;

		list[i].n = 1 + (int)part;
		list[i].rest = part - (int)part;
		order[i] = &list[i];
	}
	for (size_t i = 0; i < n; i++)
		left -= list[i].n - 1;
	qsort(order, n, sizeof(struct service *), by_rest);
	for (size_t i = 0; i < n && left > 0; i++, left--)
		order[i]->n++;
	free(order);
}

/* ---- departures of a service ---- */

struct pair {
	int there, back;
	unsigned days;
};

/* Evenly over a stretch of the day, the k-th of n, shifted a little. */
static int spread(int from, int to, int k, int n, int shift)
{
	return from + (int)((int64_t)(to - from) * (100 * k + shift) / (100 * n));
}

static int round_up(int s, int step)
{
	return (s + step - 1) / step * step;
}

/*
 * Night coaches leave both ends between 20:00 and 23:00, one in three leaves in the morning. By day
 * the same coach comes back after its rest where it can be home by half past ten; one pair starts
 * at one end, the next at the other. Longer ways are driven from both ends at the same hours.
 */
static struct pair pair_of(const struct network *net, const struct network_line *line, uint64_t id,
			   int k, int n)
{
	int duration = network_duration(line), step = net->scale->step_s;
	int turn = (int)network_turnaround(net, line) * 60;
	int shift = 20 + (int)network_dice(net, "shift", id, (uint64_t)k, 60);
	int first = FIRST_S, last = HOME_BY_S - 2 * duration - turn, lead, second;
	bool swap = (k + (int)network_dice(net, "end", id, 0, 2)) % 2;

	if (net->corridors[line->corridor].km > LONG_KM) {
		bool morning = k % 3 == 2;
		int others = (n + 1) / 3;

		first = morning ? FIRST_S : EVENING_S;
		lead = spread(first, first + 3 * 3600, morning ? k / 3 : k - (k + 1) / 3,
			      morning ? others : n - others, shift);
		second = lead;
	} else if (last >= first + 3600) {
		lead = spread(first, last > LAST_S ? LAST_S : last, k, n, shift);
		second = lead + duration + turn;
	} else {
		lead = spread(first, HOME_BY_S - duration > NOON_S ? HOME_BY_S - duration : NOON_S,
			      k, n, shift);
		second = lead;
	}
	lead = round_up(lead, step);
	second = round_up(second, step);
	return (struct pair){ swap ? second : lead, swap ? lead : second, DAILY };
}

/* Thursday and Saturday afternoons, some Fridays: the week's travellers go home and come back. */
static struct pair more_of(const struct network *net, uint64_t id, int k, int n)
{
	int shift = 20 + (int)network_dice(net, "shift more", id, (uint64_t)k, 60);
	int t = round_up(spread(NOON_S, NOON_S + 4 * 3600, k, n, shift), net->scale->step_s);
	unsigned days = 1u << THU | 1u << SAT;

	if (t >= PRAYER_S && network_dice(net, "friday more", id, (uint64_t)k, 2) == 0)
		days |= 1u << FRI;
	return (struct pair){ t, t, days };
}

static int by_time(const void *a, const void *b)
{
	const struct network_slot *x = a, *y = b;

	return x->departs_s - y->departs_s;
}

static void add_slot(struct network_route *r, int departs_s, unsigned days)
{
	r->slots = network_grow(r->slots, r->n_slots, sizeof *r->slots);
	r->slots[r->n_slots++] = (struct network_slot){ departs_s, days };
}

static void sort_slots(struct network_route *r, int step)
{
	qsort(r->slots, r->n_slots, sizeof *r->slots, by_time);
	for (size_t k = 1; k < r->n_slots; k++) /* two at the same minute help nobody */
		if (r->slots[k].departs_s <= r->slots[k - 1].departs_s)
			r->slots[k].departs_s = r->slots[k - 1].departs_s + step;
}

static void set_slots(const struct network *net, uint64_t id, int n, struct network_route *there,
		      struct network_route *back)
{
	const struct network_line *line = &net->lines[there->line];
	int more = (n + (int)network_dice(net, "more", id, 0, 8)) / 8;

	for (int k = 0; k < n; k++) {
		struct pair p = pair_of(net, line, id, k, n);
		int lead = p.there < p.back ? p.there : p.back;

		/* Friday morning is quiet: what starts before the prayer is halved. */
		if (lead < PRAYER_S && network_dice(net, "friday", id, (uint64_t)k, 2) == 0)
			p.days &= ~(1u << FRI);
		add_slot(there, p.there, p.days);
		add_slot(back, p.back, p.days);
	}
	for (int k = 0; k < more; k++) {
		struct pair p = more_of(net, id, k, more);

		add_slot(there, p.there, p.days);
		add_slot(back, p.back, p.days);
	}
	sort_slots(there, net->scale->step_s);
	sort_slots(back, net->scale->step_s);
}

static struct network_route *add_route(struct network *net, const struct service *s, bool back)
{
	const struct network_operator *o = &net->operators[s->operator];
	struct network_route *r = &net->routes[net->n_routes++];

	r->operator = s->operator;
	r->line = s->corridor * 4 + back * 2 + s->express;
	r->class = s->class;
	r->group = o->minibus ? GROUP_MINIBUS : GROUP_COACH;
	if (s->class == CLASS_COMFORT)
		r->group = GROUP_COMFORT;
	return r;
}

void network_plan(struct network *net)
{
	struct service *list = NULL;
	size_t n = 0;

	for (size_t i = 0; i < net->n_corridors; i++)
		n = add_services(net, (int)i, &list, n);
	share(list, n, net->scale->departures / 2);
	net->routes = network_get(n * 2, sizeof *net->routes);
	for (size_t i = 0; i < n; i++) {
		struct network_route *there = add_route(net, &list[i], false);

		set_slots(net, i, list[i].n, there, add_route(net, &list[i], true));
	}
	free(list);
}
