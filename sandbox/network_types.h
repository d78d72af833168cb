/*
 * network_types - what the demo network is made of: the rows of its data files, and the lines, routes,
 * buses and trips made from them. Dates are days since 1970-01-01, kilometres are tenths (dkm), money
 * is centimes.
 */
#ifndef SANDBOX_NETWORK_TYPES_H
#define SANDBOX_NETWORK_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	NETWORK_STOPS = 16,
	NETWORK_REASONS = 4,
	NETWORK_MAPS = 7,
	NETWORK_DAY_S = 86400,
};

/* ---- tables of the data folder ---- */

/* A CSV file without quotes: every row has the columns of its header. */
struct network_table {
	char *text;
	char **cells;
	size_t rows, cols;
};

struct network_names {
	const char *fr, *ar, *en;
};

struct network_city {
	const char *code, *slug;
	struct network_names name;
	double lat, lon;
	int population;
	const char *station_slug; /* NULL: buses stop in the city itself */
	struct network_names station;
	double station_lat, station_lon;
};

/* Where roads meet: the cities first, in their order, then junctions. */
struct network_node {
	const char *slug;
	double lat, lon;
};

struct network_road {
	int a, b;
	double cost;
};

enum network_class { CLASS_STANDARD, CLASS_COMFORT, CLASS_MIXED };
enum network_group { GROUP_COACH, GROUP_COMFORT, GROUP_MINIBUS, GROUP__COUNT };

struct network_operator {
	const char *legal_id, *name_fr, *name_ar, *email, *phone, *address, *cancel;
	int home; /* city */
	enum network_class class;
	bool minibus;
	int reach_min, reach_max; /* km */
	int commission_bps, luggage_kg;
};

struct network_corridor {
	int from, to; /* cities */
	int km, minutes;
	double demand;
};

/* ---- made from them ---- */

struct network_stop {
	int city, dkm, arr_s, dep_s;
};

/* A corridor in one direction; express ones pass the small towns. */
struct network_line {
	int corridor;
	bool back, express;
	int n;
	struct network_stop stops[NETWORK_STOPS];
	int64_t fares[NETWORK_STOPS][NETWORK_STOPS]; /* standard class, [board][alight] */
	char *polyline;
};

struct network_slot {
	int departs_s;
	unsigned days; /* bit 0 is Sunday */
};

struct network_route {
	int operator, line;
	enum network_class class;
	enum network_group group;
	size_t n_slots;
	struct network_slot *slots;
};

struct network_bus {
	int operator, home, map, model, year;
	enum network_group group;
	unsigned features;
	char plate[16];
	/* Of the run: where it waits and since which minute. */
	int city;
	int64_t free_at;
};

struct network_trip {
	int route, bus, departs_s;
	int32_t date;
	const char *reason; /* of a cancelled one */
};

struct network {
	const struct network_scale *scale;
	uint64_t seed;
	struct network_table files[6];
	struct network_city *cities;
	struct network_node *nodes;
	struct network_road *roads;
	struct network_corridor *corridors;
	struct network_operator *operators;
	size_t n_cities, n_nodes, n_roads, n_corridors, n_operators;
	struct network_line *lines;
	struct network_route *routes;
	struct network_bus *buses;
	struct network_trip *trips;
	size_t n_lines, n_routes, n_buses, n_trips;
};

struct network_scale {
	const char *name;
	int departures;            /* a day, about */
	int operators[3];          /* per corridor: weak, middling, strong demand */
	int step_s;                /* departures are multiples of this */
	int cancel_min, cancel_more;
};

/* Days to run: all from the very first, for where buses stand depends on it. */
struct network_span {
	int32_t first, last;
	int32_t keep;   /* trips are kept from this day on */
	int32_t loaded; /* the last day already in the database */
	uint64_t sum, sum_loaded; /* checksums up to last and up to loaded */
};

#endif
