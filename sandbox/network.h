/*
 * network - the demo network: invented bus companies on the real map of Algeria. It is generated in
 * memory, the same for the same scale, seed and first day, and then loaded into the database.
 *
 *   network_data  reads cities, roads, corridors, companies from CSV files
 *   network_road  finds each corridor's way, its stops, their times and the polyline
 *   network_fare  prices every pair of stops by the regulated scale
 *   network_plan  gives companies their routes and departures by weekday
 *   network_run   runs the days, puts a bus on each departure
 *   network_load, network_people  write it all to PostgreSQL
 *
 * Dates are days since 1970-01-01, kilometres are tenths (dkm), money is centimes.
 */
#ifndef SANDBOX_NETWORK_H
#define SANDBOX_NETWORK_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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

const struct network_scale *network_scale(const char *name);

/* ---- shared by the files ---- */

void network_die(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
void *network_get(size_t n, size_t size); /* zeroed, never NULL */
/* One more element: the array doubles as it grows. */
void *network_grow(void *array, size_t n, size_t size);
/* A number below n out of seed and what it is for: no state, so no order to keep. */
unsigned network_dice(const struct network *net, const char *what, uint64_t a, uint64_t b,
		      unsigned n);

int32_t network_date(int year, int month, int day);
void network_civil(int32_t date, int *year, int *month, int *day);
int network_weekday(int32_t date); /* 0 is Sunday */
bool network_parse_date(const char *s, int32_t *out);

/* ---- the stages ---- */

void network_data(struct network *net, const char *dir);
void network_aliases(const char *dir, struct network_table *out);
void network_roads(struct network *net);
void network_plan(struct network *net);
/* Buses and trips of the span's days. */
void network_run(struct network *net, struct network_span *span);
void network_free(struct network *net);

/* Highest legal price of a standard seat. */
int64_t network_ceiling(int dkm);
/* Prices of a line: at or below the ceiling, multiples of 5 DA, never less for more kilometres. */
void network_fares(struct network_line *line);
int64_t network_comfort(int64_t standard_c);

double network_km(double lat_a, double lon_a, double lat_b, double lon_b);
/* Where buses stop in a city. */
void network_stop_at(const struct network_city *c, double *lat, double *lon);
int network_duration(const struct network_line *line); /* seconds */
/* Minutes between two trips of a bus: cleaning, boarding, the driver's break. */
int64_t network_turnaround(const struct network *net, const struct network_line *line);

/* Seat maps and buses. */
struct network_map {
	const char *name, *kind, *layout;
	int seats;
};

extern const struct network_map network_maps[NETWORK_MAPS];
extern const char *const network_models[];
extern const char *const network_feature_names[];
extern const char *const network_reasons[NETWORK_REASONS];
unsigned network_group_features(enum network_group g);
int network_group_seats(enum network_group g);
/* The bus of this index in the fleet of an operator. */
struct network_bus network_bus(const struct network *net, size_t index, int op,
			       enum network_group g);

/* ---- the database ---- */

struct network_job {
	PGconn *conn;
	const char *dir, *logins, *devices;
	int32_t today;
	int days;
};

/* Writes what the run kept; fresh: all that stands under it first. */
void network_load(struct network *net, const struct network_job *job, bool fresh);
/* People who may sign in, with new passwords, and the accounts money arrives on. */

/* Runs a statement; a refusal ends the program with the server's words. */
PGresult *network_sql(PGconn *conn, const char *sql, int n, const char *const *values);
void network_people(const struct network *net, const struct network_job *job);

/* A tracker for every bus that has none; the file of their keys. */
void network_devices(const struct network *net, const struct network_job *job);

#endif
