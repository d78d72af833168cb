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
#include "network_types.h"

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
/* Runs a statement; a refusal ends the program with the server's words. */
PGresult *network_sql(PGconn *conn, const char *sql, int n, const char *const *values);
/* People who may sign in, with new passwords, and the accounts money arrives on. */
void network_people(const struct network *net, const struct network_job *job);

/* A tracker for every bus that has none; the file of their keys. */
void network_devices(const struct network *net, const struct network_job *job);

#endif
