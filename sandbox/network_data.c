/* network_data - the CSV files become cities, roads, corridors and companies. */
#include "network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "network_csv.h"

enum file { FILE_CITIES, FILE_JUNCTIONS, FILE_ROADS, FILE_CORRIDORS, FILE_OPERATORS };

static const struct network_scale scales[] = {
	{ "demo", 400, { 1, 2, 3 }, 900, 2, 3 },
	{ "national", 5000, { 3, 5, 8 }, 900, 8, 8 },
	{ "stress", 26000, { 6, 9, 12 }, 300, 20, 21 },
};

const struct network_scale *network_scale(const char *name)
{
	for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
		if (strcmp(scales[i].name, name) == 0)
			return &scales[i];
	return NULL;
}

static const char *or_null(const char *s)
{
	return *s ? s : NULL;
}

static void read_cities(struct network *net, const char *dir)
{
	struct network_table *t = &net->files[FILE_CITIES];

	table_load(t, dir, "cities.csv", 14);
	net->n_cities = t->rows;
	net->cities = network_get(t->rows, sizeof *net->cities);
	for (size_t i = 0; i < t->rows; i++) {
		struct network_city *c = &net->cities[i];

		c->code = table_text(t, i, 0);
		c->slug = table_text(t, i, 1);
		c->name = (struct network_names){ table_text(t, i, 2), table_text(t, i, 3),
						  table_text(t, i, 4) };
		c->lat = table_real(t, i, 5);
		c->lon = table_real(t, i, 6);
		c->population = table_int(t, i, 7);
		c->station_slug = or_null(table_text(t, i, 8));
		if (!c->station_slug)
			continue;
		c->station = (struct network_names){ table_text(t, i, 9), table_text(t, i, 10),
						     table_text(t, i, 11) };
		c->station_lat = table_real(t, i, 12);
		c->station_lon = table_real(t, i, 13);
	}
}

void network_stop_at(const struct network_city *c, double *lat, double *lon)
{
	*lat = c->station_slug ? c->station_lat : c->lat;
	*lon = c->station_slug ? c->station_lon : c->lon;
}

static void read_nodes(struct network *net, const char *dir)
{
	struct network_table *t = &net->files[FILE_JUNCTIONS];
	struct network_node *node;

	table_load(t, dir, "junctions.csv", 4);
	net->n_nodes = net->n_cities + t->rows;
	net->nodes = node = network_get(net->n_nodes, sizeof *node);
	for (size_t i = 0; i < net->n_cities; i++, node++) {
		node->slug = net->cities[i].slug;
		network_stop_at(&net->cities[i], &node->lat, &node->lon);
	}
	for (size_t i = 0; i < t->rows; i++, node++) {
		node->slug = table_text(t, i, 0);
		node->lat = table_real(t, i, 2);
		node->lon = table_real(t, i, 3);
	}
}

/* The node of a slug; a city's number is its node's. */
static int find(const struct network *net, const char *slug, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(net->nodes[i].slug, slug) == 0)
			return (int)i;
	network_die("unknown place \"%s\"", slug);
}

/* Great-circle distance. */
double network_km(double lat_a, double lon_a, double lat_b, double lon_b)
{
	const double rad = 3.14159265358979323846 / 180;
	double dp = sin((lat_b - lat_a) * rad / 2), dl = sin((lon_b - lon_a) * rad / 2);
	double h = dp * dp + cos(lat_a * rad) * cos(lat_b * rad) * dl * dl;

	return 2 * 6371.0 * asin(sqrt(h));
}

static void read_roads(struct network *net, const char *dir)
{
	struct network_table *t = &net->files[FILE_ROADS];

	table_load(t, dir, "roads.csv", 3);
	net->n_roads = t->rows;
	net->roads = network_get(t->rows, sizeof *net->roads);
	for (size_t i = 0; i < t->rows; i++) {
		struct network_road *r = &net->roads[i];
		const struct network_node *a, *b;

		r->a = find(net, table_text(t, i, 0), net->n_nodes);
		r->b = find(net, table_text(t, i, 1), net->n_nodes);
		a = &net->nodes[r->a];
		b = &net->nodes[r->b];
		r->cost = network_km(a->lat, a->lon, b->lat, b->lon) * table_real(t, i, 2) / 100;
	}
}

static void read_corridors(struct network *net, const char *dir)
{
	struct network_table *t = &net->files[FILE_CORRIDORS];

	table_load(t, dir, "corridors.csv", 5);
	net->n_corridors = t->rows;
	net->corridors = network_get(t->rows, sizeof *net->corridors);
	for (size_t i = 0; i < t->rows; i++) {
		struct network_corridor *c = &net->corridors[i];

		c->from = find(net, table_text(t, i, 0), net->n_cities);
		c->to = find(net, table_text(t, i, 1), net->n_cities);
		c->km = table_int(t, i, 2);
		c->minutes = table_int(t, i, 3);
		/* Gravity, damped by its root: the capital would take every bus otherwise. */
		c->demand = sqrt((double)net->cities[c->from].population *
				 net->cities[c->to].population / (c->km * sqrt((double)c->km)));
	}
}

static enum network_class class_of(const char *s)
{
	if (strcmp(s, "standard") == 0)
		return CLASS_STANDARD;
	if (strcmp(s, "comfort") == 0)
		return CLASS_COMFORT;
	if (strcmp(s, "mixed") == 0)
		return CLASS_MIXED;
	network_die("unknown class \"%s\"", s);
}

static void read_operators(struct network *net, const char *dir)
{
	struct network_table *t = &net->files[FILE_OPERATORS];

	table_load(t, dir, "operators.csv", 14);
	net->n_operators = t->rows;
	net->operators = network_get(t->rows, sizeof *net->operators);
	for (size_t i = 0; i < t->rows; i++) {
		struct network_operator *o = &net->operators[i];

		o->legal_id = table_text(t, i, 0);
		o->name_fr = table_text(t, i, 1);
		o->name_ar = table_text(t, i, 2);
		o->home = find(net, table_text(t, i, 3), net->n_cities);
		o->class = class_of(table_text(t, i, 4));
		o->minibus = strcmp(table_text(t, i, 5), "minibus") == 0;
		o->reach_min = table_int(t, i, 6);
		o->reach_max = table_int(t, i, 7);
		o->commission_bps = table_int(t, i, 8);
		o->luggage_kg = table_int(t, i, 9);
		o->email = table_text(t, i, 10);
		o->phone = table_text(t, i, 11);
		o->address = table_text(t, i, 12);
		o->cancel = table_text(t, i, 13);
	}
}

void network_data(struct network *net, const char *dir)
{
	read_cities(net, dir);
	read_nodes(net, dir);
	read_roads(net, dir);
	read_corridors(net, dir);
	read_operators(net, dir);
}

void network_aliases(const char *dir, struct network_table *out)
{
	table_load(out, dir, "aliases.csv", 2);
}

void network_free(struct network *net)
{
	for (size_t i = 0; i < net->n_lines; i++)
		free(net->lines[i].polyline);
	for (size_t i = 0; i < net->n_routes; i++)
		free(net->routes[i].slots);
	for (size_t i = 0; i < sizeof net->files / sizeof net->files[0]; i++)
		table_free(&net->files[i]);
	free(net->cities);
	free(net->nodes);
	free(net->roads);
	free(net->corridors);
	free(net->operators);
	free(net->lines);
	free(net->routes);
	free(net->buses);
	free(net->trips);
}
