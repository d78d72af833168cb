/*
 * test_network - the demo network as generated in memory: the fare scale at its edges, the same
 * network for the same seed, buses in one place at a time, times and prices that hold together.
 * Linked with sandbox/network_{csv,data,road,fare,plan,run,bus}.c; run from the project's folder.
 */
#include "unit.h"

#include "../../sandbox/network.h"

static int32_t day; /* a Tuesday */

static struct network make(const char *scale, uint64_t seed)
{
	struct network net = { .seed = seed, .scale = network_scale(scale) };

	network_data(&net, "sandbox/data");
	network_roads(&net);
	network_plan(&net);
	return net;
}

static struct network_span span(int days)
{
	return (struct network_span){ .first = day, .last = day + days - 1, .keep = day,
				      .loaded = INT32_MIN };
}

static void scale_edges(void **state)
{
	static const struct {
		int line, dkm;
		int64_t want;
	} cases[] = {
		{ __LINE__, 10, 2000 },      { __LINE__, 50, 2000 },     { __LINE__, 51, 2500 },
		{ __LINE__, 100, 2500 },     { __LINE__, 101, 3500 },    { __LINE__, 200, 3500 },
		{ __LINE__, 201, 4500 },     { __LINE__, 300, 4500 },    { __LINE__, 310, 4805 },
		{ __LINE__, 1000, 15500 },   { __LINE__, 1001, 19019 },  { __LINE__, 1010, 19190 },
		{ __LINE__, 2000, 38000 },   { __LINE__, 2001, 37018 },  { __LINE__, 2010, 37185 },
		{ __LINE__, 6000, 111000 },  { __LINE__, 6010, 105175 }, { __LINE__, 9000, 157500 },
		{ __LINE__, 9010, 153170 },  { __LINE__, 19300, 328100 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		INT_AT(cases[i].line, network_ceiling(cases[i].dkm), cases[i].want);
	same_int(network_comfort(76500), 103000);
	same_int(network_comfort(500), 500);
}

static void line_fares(const struct network_line *line)
{
	for (int i = 0; i < line->n; i++) {
		for (int j = i + 1; j < line->n; j++) {
			int dkm = line->stops[j].dkm - line->stops[i].dkm;
			int64_t c = line->fares[i][j];

			is_true(c > 0 && c % 500 == 0 && c <= network_ceiling(dkm));
			for (int k = 0; k < line->n; k++)
				for (int l = k + 1; l < line->n; l++)
					is_true(line->stops[l].dkm - line->stops[k].dkm < dkm ||
						line->fares[k][l] >= c);
		}
	}
}

static void lines(void **state)
{
	struct network net = make("demo", 1);

	(void)state;
	for (size_t i = 0; i < net.n_lines; i++) {
		const struct network_line *line = &net.lines[i];
		const struct network_corridor *c = &net.corridors[line->corridor];

		is_true(line->n >= 2);
		same_int(line->stops[0].city, line->back ? c->to : c->from);
		same_int(line->stops[line->n - 1].city, line->back ? c->from : c->to);
		same_int(line->stops[0].dkm, 0);
		same_int(line->stops[line->n - 1].dkm, c->km * 10);
		for (int k = 1; k < line->n; k++) {
			is_true(line->stops[k].dkm > line->stops[k - 1].dkm);
			is_true(line->stops[k].arr_s > line->stops[k - 1].dep_s);
			is_true(line->stops[k].dep_s >= line->stops[k].arr_s);
		}
		/* Stops take time, but not more than an hour and a half of it. */
		is_true(network_duration(line) / 60 >= c->minutes - 3);
		is_true(network_duration(line) / 60 <= c->minutes + 90);
		line_fares(line);
	}
	network_free(&net);
}

/* The towns of a line, for a person to read. */
static const char *towns(const struct network *net, const char *from, const char *to)
{
	static char out[512];

	for (size_t i = 0; i < net->n_lines; i++) {
		const struct network_line *line = &net->lines[i];
		size_t n = 0;

		if (line->express || line->back ||
		    strcmp(net->cities[line->stops[0].city].slug, from) != 0 ||
		    strcmp(net->cities[line->stops[line->n - 1].city].slug, to) != 0)
			continue;
		for (int k = 0; k < line->n; k++)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%s", k ? " " : "",
					      net->cities[line->stops[k].city].slug);
		return out;
	}
	return "no such line";
}

static void known_ways(void **state)
{
	struct network net = make("demo", 1);

	(void)state;
	same_text(towns(&net, "alger", "oran"), "alger blida ain-defla chlef relizane oran");
	same_text(towns(&net, "alger", "constantine"),
		  "alger bouira bordj-bou-arreridj setif constantine");
	same_text(towns(&net, "alger", "tizi-ouzou"), "alger boumerdes tizi-ouzou");
	same_text(towns(&net, "alger", "ghardaia"), "alger blida medea djelfa laghouat ghardaia");
	same_text(towns(&net, "oran", "tlemcen"), "oran ain-temouchent tlemcen");
	same_text(towns(&net, "biskra", "touggourt"), "biskra el-mghair touggourt");
	network_free(&net);
}

static void buses(const struct network *net)
{
	int64_t *free_at = calloc(net->n_buses, sizeof *free_at);

	for (size_t i = 0; i < net->n_trips; i++) {
		const struct network_trip *t = &net->trips[i];
		const struct network_route *r = &net->routes[t->route];
		const struct network_bus *b = &net->buses[t->bus];
		int64_t leaves = (int64_t)t->date * NETWORK_DAY_S + t->departs_s;

		is_true(t->departs_s >= 0 && t->departs_s < NETWORK_DAY_S);
		is_true(leaves > free_at[t->bus]);
		same_int(b->operator, r->operator);
		same_int(b->group, r->group);
		free_at[t->bus] = leaves + network_duration(&net->lines[r->line]);
	}
	free(free_at);
}

static void plates(const struct network *net)
{
	for (size_t i = 0; i < net->n_buses; i++)
		for (size_t k = i + 1; k < net->n_buses; k++)
			is_true(strcmp(net->buses[i].plate, net->buses[k].plate) != 0);
}

static void a_month(void **state)
{
	struct network net = make("demo", 1);
	struct network_span s = span(30);
	int a_day[30] = { 0 }, cancelled[30] = { 0 };

	(void)state;
	network_run(&net, &s);
	buses(&net);
	plates(&net);
	for (size_t i = 0; i < net.n_trips; i++) {
		a_day[net.trips[i].date - day]++;
		cancelled[net.trips[i].date - day] += net.trips[i].reason != NULL;
	}
	for (int i = 0; i < 30; i++) {
		int weekday = network_weekday(day + i), other = a_day[0]; /* Tuesday */

		is_true(cancelled[i] >= 1 && cancelled[i] <= 4);
		if (weekday == 5)
			is_true(a_day[i] < other);
		else if (weekday == 4 || weekday == 6)
			is_true(a_day[i] > other);
		else
			same_int(a_day[i], other);
	}
	is_true(net.n_trips > 11000 && net.n_trips < 13000);
	network_free(&net);
}

static void night_coaches(void **state)
{
	struct network net = make("demo", 1);
	struct network_span s = span(7);
	int night = 0, morning = 0;

	(void)state;
	network_run(&net, &s);
	for (size_t i = 0; i < net.n_trips; i++) {
		const struct network_trip *t = &net.trips[i];
		const struct network_line *line = &net.lines[net.routes[t->route].line];

		if (net.corridors[line->corridor].km <= 600)
			continue;
		if (t->departs_s >= 20 * 3600) {
			is_true(t->departs_s <= 23 * 3600 + 1800);
			is_true(t->departs_s + network_duration(line) > NETWORK_DAY_S);
			night++;
		} else {
			morning++;
		}
	}
	is_true(night > 3 * morning);
	network_free(&net);
}

static uint64_t sum_of(const char *scale, uint64_t seed, int days)
{
	struct network net = make(scale, seed);
	struct network_span s = span(days);

	network_run(&net, &s);
	network_free(&net);
	return s.sum;
}

static void same_seed_same_network(void **state)
{
	uint64_t sum = sum_of("demo", 1, 10);

	(void)state;
	is_true(sum == sum_of("demo", 1, 10));
	is_true(sum != sum_of("demo", 2, 10));
	is_true(sum != sum_of("demo", 1, 11));
	is_true(sum != sum_of("national", 1, 10));
}

/* Ten days and later ten more are the same trips and buses as twenty at once. */
static void more_days(void **state)
{
	struct network once = make("demo", 1), later = make("demo", 1);
	struct network_span all = span(20), rest = span(20);
	size_t skipped;

	(void)state;
	network_run(&once, &all);
	rest.keep = day + 10;
	rest.loaded = day + 9;
	network_run(&later, &rest);
	is_true(all.sum == rest.sum);
	is_true(rest.sum_loaded == sum_of("demo", 1, 10));
	same_int(once.n_buses, later.n_buses);
	skipped = once.n_trips - later.n_trips;
	same_int(later.trips[0].date, day + 10);
	for (size_t i = 0; i < later.n_trips; i++) {
		same_int(once.trips[skipped + i].bus, later.trips[i].bus);
		same_int(once.trips[skipped + i].route, later.trips[i].route);
		same_int(once.trips[skipped + i].departs_s, later.trips[i].departs_s);
	}
	network_free(&once);
	network_free(&later);
}

static void seat_maps(void **state)
{
	(void)state;
	for (int i = 0; i < NETWORK_MAPS; i++) {
		const struct network_map *m = &network_maps[i];
		int seats = 0, width = (int)strcspn(m->layout, "\n");

		for (const char *s = m->layout; *s; s += strcspn(s, "\n") + 1) {
			int n = (int)strcspn(s, "\n");

			same_int(s[n], '\n');
			is_true(n == width || strncmp(s, "--", 2) == 0);
			for (int k = 0; k < n; k++) {
				is_true(strchr("#.|DWTS-", s[k]) != NULL);
				seats += s[k] == '#';
			}
		}
		same_int(seats, m->seats);
		is_true(seats <= 64);
	}
}

static void dates(void **state)
{
	int y, m, d;
	int32_t date;

	(void)state;
	same_int(network_date(1970, 1, 1), 0);
	same_int(network_date(2026, 11, 24), 20781);
	same_int(network_weekday(network_date(2026, 11, 27)), 5);
	for (int32_t i = 0; i < 60000; i += 7) {
		network_civil(i, &y, &m, &d);
		same_int(network_date(y, m, d), i);
	}
	is_true(network_parse_date("2028-02-29", &date));
	is_false(network_parse_date("2027-02-29", &date));
	is_false(network_parse_date("2027-02-2x", &date));
	is_false(network_parse_date("27-02-02", &date));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates),
		cmocka_unit_test(scale_edges),
		cmocka_unit_test(seat_maps),
		cmocka_unit_test(lines),
		cmocka_unit_test(known_ways),
		cmocka_unit_test(a_month),
		cmocka_unit_test(night_coaches),
		cmocka_unit_test(same_seed_same_network),
		cmocka_unit_test(more_days),
	};

	day = network_date(2026, 11, 24);
	return unit_run("network", tests);
}
