/* buses_plan - today's trips from the database, and where they have their buses. */
#include <ctype.h>
#include <libpq-fe.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "buses.h"

#define DEGREE (M_PI / 180)

enum { DETOUR_RAMP_S = 240 };

static const char rides_sql[] =
	"SELECT s.bus_id, s.id, extract(epoch FROM s.departure_time)::bigint, "
	"extract(epoch FROM s.arrival_time)::bigint, p.polyline, "
	"(SELECT string_agg(concat_ws(' ', t.arr_s, t.dep_s, c.coords[0], c.coords[1]), ' ' ORDER BY t.seq) "
	" FROM route_stops t JOIN places c ON c.id = t.place_id WHERE t.pattern_id = s.pattern_id) "
	"FROM route_schedules s JOIN route_patterns p ON p.id = s.pattern_id "
	"WHERE s.is_active AND s.status NOT IN ('draft', 'cancelled') "
	"AND s.arrival_time > now() - interval '1 hour' AND s.departure_time < now() + interval '8 hours' "
	"ORDER BY s.departure_time, s.id";

unsigned plan_dice(const char *what, uint64_t a, uint64_t b, unsigned n)
{
	uint64_t h = 0xcbf29ce484222325u ^ a * 0x9E3779B97F4A7C15u;

	for (; *what; what++)
		h = (h ^ (unsigned char)*what) * 0x100000001b3u;
	h = (h ^ b) * 0xff51afd7ed558ccdu;
	h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
	return (unsigned)((h ^ h >> 33) % n);
}

struct device *plan_devices(const char *path, size_t *n)
{
	FILE *f = fopen(path, "r");
	struct device *list = NULL;
	long long id, bus;
	char hex[65];

	*n = 0;
	if (!f)
		buses_die("cannot read %s", path);
	while (fscanf(f, "device_%lld,bus_%lld,%64[0-9a-f]\n", &id, &bus, hex) == 3) {
		if (*n % 256 == 0)
			list = realloc(list, (*n + 256) * sizeof *list);
		if (!list)
			buses_die("out of memory");
		list[*n].id = id;
		list[*n].bus_id = bus;
		for (size_t i = 0; i < BUSES_KEY; i++) {
			char two[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

			list[*n].key[i] = (unsigned char)strtoul(two, NULL, 16);
		}
		++*n;
	}
	if (!feof(f) || *n == 0)
		buses_die("%s: line %zu is no device", path, *n + 1);
	fclose(f);
	return list;
}

/* ---- the way ---- */

static double metres(double lat_a, double lon_a, double lat_b, double lon_b)
{
	double y = sin((lat_b - lat_a) * DEGREE / 2), x = sin((lon_b - lon_a) * DEGREE / 2);

	return 2 * 6371008.8 * asin(sqrt(y * y + cos(lat_a * DEGREE) * cos(lat_b * DEGREE) * x * x));
}

static long take(const char **s)
{
	unsigned long v = 0;
	int shift = 0, c;

	do {
		c = **s ? *(*s)++ - 63 : 0;
		v |= (unsigned long)(c & 31) << shift;
		shift += 5;
	} while (c & 32 && shift < 40);
	return v & 1 ? ~(long)(v >> 1) : (long)(v >> 1);
}

static void read_line(struct ride *r, const char *polyline)
{
	size_t room = strlen(polyline) / 2 + 1;
	long lat = 0, lon = 0;

	r->lat = buses_get(room, sizeof *r->lat);
	r->lon = buses_get(room, sizeof *r->lon);
	r->m = buses_get(room, sizeof *r->m);
	while (*polyline) {
		lat += take(&polyline);
		lon += take(&polyline);
		r->lat[r->n] = (double)lat / 1e5;
		r->lon[r->n] = (double)lon / 1e5;
		if (r->n)
			r->m[r->n] = r->m[r->n - 1] + metres(r->lat[r->n - 1], r->lon[r->n - 1],
							     r->lat[r->n], r->lon[r->n]);
		r->n++;
	}
}

/* The point of the line nearest to a stop, not before the stop before: between points, in 20 steps. */
static double along(const struct ride *r, double lat, double lon, double from)
{
	double best = from, off = INFINITY;

	for (size_t i = 0; i + 1 < r->n; i++) {
		for (int k = 0; k <= 20; k++) {
			double t = k / 20.0, m = r->m[i] + t * (r->m[i + 1] - r->m[i]);
			double d = metres(r->lat[i] + t * (r->lat[i + 1] - r->lat[i]),
					  r->lon[i] + t * (r->lon[i + 1] - r->lon[i]), lat, lon);

			if (m >= from && d < off) {
				off = d;
				best = m;
			}
		}
	}
	return best;
}

static void read_stops(struct ride *r, const char *text)
{
	double lat, lon, from = 0;
	int used;

	for (; r->n_stops < BUSES_STOPS &&
	       sscanf(text, "%d %d %lf %lf%n", &r->arr_s[r->n_stops], &r->dep_s[r->n_stops], &lat,
		      &lon, &used) == 4;
	     text += used) {
		from = r->n_stops ? along(r, lat, lon, from) : 0;
		r->stop_m[r->n_stops++] = from;
	}
	if (r->n_stops)
		r->stop_m[r->n_stops - 1] = r->m[r->n - 1];
}

/* Most are on time, some late, few very; one in twelve leaves its way for a quarter of an hour. */
static void set_habits(struct ride *r)
{
	uint64_t id = (uint64_t)r->schedule_id;
	unsigned dice = plan_dice("late", id, 0, 100);
	int whole = r->arr_s[r->n_stops - 1];

	r->late_s = dice < 60	? (int)plan_dice("few", id, 0, 240)
		    : dice < 85 ? 300 + (int)plan_dice("some", id, 0, 540)
				: 900 + (int)plan_dice("many", id, 0, 1500);
	if (plan_dice("away", id, 0, 12) == 0 && whole > 5400) {
		r->away_from_s = whole / 4 + (int)plan_dice("where", id, 0, (unsigned)whole / 3);
		r->away_to_s = r->away_from_s + 900;
		r->away_m = 3000 + plan_dice("far", id, 0, 2000);
	}
}

/* ---- where it is ---- */

/* Seconds of the timetable that the bus has behind it: it loses its delay in the first half. */
static double driven(const struct ride *r, double s)
{
	double whole = r->arr_s[r->n_stops - 1], half = whole / 2;

	if (s <= 0)
		return s;
	return s < half + r->late_s ? s * half / (half + r->late_s) : s - r->late_s;
}

static double metres_at(const struct ride *r, double s)
{
	for (int i = 0; i + 1 < r->n_stops; i++) {
		if (s <= r->dep_s[i])
			return r->stop_m[i];
		if (s <= r->arr_s[i + 1])
			return r->stop_m[i] + (s - r->dep_s[i]) / (r->arr_s[i + 1] - r->dep_s[i]) *
						      (r->stop_m[i + 1] - r->stop_m[i]);
	}
	return r->stop_m[r->n_stops - 1];
}

static size_t segment_of(const struct ride *r, double m)
{
	size_t i = 0;

	while (i + 2 < r->n && r->m[i + 1] <= m)
		i++;
	return i;
}

/* How far beside its way: out and back in minutes, not at once. */
static double beside(const struct ride *r, double s)
{
	double in = s - r->away_from_s, left = r->away_to_s - s;

	if (r->away_m <= 0 || in <= 0 || left <= 0)
		return 0;
	return r->away_m * fmin(1, fmin(in, left) / DETOUR_RAMP_S);
}

struct position plan_position(const struct ride *r, int64_t ms)
{
	double s = driven(r, (double)(ms - r->departs_s * 1000) / 1000);
	double m = metres_at(r, s), before = metres_at(r, s - 5), t, off;
	size_t i = segment_of(r, m);
	double k = cos(r->lat[i] * DEGREE), x = (r->lon[i + 1] - r->lon[i]) * k;
	double y = r->lat[i + 1] - r->lat[i], length = r->m[i + 1] - r->m[i];
	uint64_t id = (uint64_t)r->bus_id, when = (uint64_t)ms;
	struct position p = { .ms = ms };

	t = length > 0 ? (m - r->m[i]) / length : 0;
	off = beside(r, s) / 111195 / (hypot(x, y) > 0 ? hypot(x, y) : 1);
	p.lat = r->lat[i] + t * y + off * x + ((int)plan_dice("north", id, when, 21) - 10) * 1e-5;
	p.lon = r->lon[i] + t * (r->lon[i + 1] - r->lon[i]) - off * y / k +
		((int)plan_dice("east", id, when, 21) - 10) * 1e-5;
	p.speed = fmin((m - before) / 5 * 3.6, 120);
	p.heading = fmod(atan2(x, y) / DEGREE + 360, 360);
	return p;
}

/* ---- the plan ---- */

static void free_rides(struct ride *rides, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(rides[i].lat);
		free(rides[i].lon);
		free(rides[i].m);
	}
	free(rides);
}

static PGresult *ask(const char *sql)
{
	const char *conninfo = getenv("ABRID_DB_ADMIN");
	PGconn *conn = PQconnectdb(conninfo && *conninfo ? conninfo : "host=/nowhere");
	PGresult *res = NULL;

	if (PQstatus(conn) == CONNECTION_OK) {
		PQclear(PQexec(conn, "SET search_path TO abrid, public"));
		res = PQexec(conn, sql);
	}
	if (!res || PQresultStatus(res) != PGRES_TUPLES_OK) {
		fprintf(stderr, "buses: %s", PQerrorMessage(conn));
		PQclear(res);
		res = NULL;
	}
	PQfinish(conn);
	return res;
}

static bool has_device(const struct device *devices, size_t n, int64_t bus)
{
	for (size_t i = 0; i < n; i++)
		if (devices[i].bus_id == bus)
			return true;
	return false;
}

/* The first ride of a bus that is not over; a bus has one at a time. */
static bool wanted(const struct ride *r, const struct ride *rides, size_t n)
{
	if (r->n_stops < 2 || r->n < 2 || time(NULL) > r->arrives_s + r->late_s + 120)
		return false;
	for (size_t i = 0; i < n; i++)
		if (rides[i].bus_id == r->bus_id)
			return false;
	return true;
}

struct ride *plan_rides(const struct device *devices, size_t n_devices, size_t *n)
{
	static struct ride *kept;
	static size_t n_kept;
	PGresult *res = ask(rides_sql);
	size_t most = *n;

	if (!res) { /* the database is away: they go on as planned */
		*n = n_kept;
		return kept;
	}
	free_rides(kept, n_kept);
	kept = buses_get(most, sizeof *kept);
	n_kept = 0;
	for (int i = 0; i < PQntuples(res) && n_kept < most; i++) {
		struct ride r = { .bus_id = atoll(PQgetvalue(res, i, 0)) };

		if (!has_device(devices, n_devices, r.bus_id))
			continue;
		r.schedule_id = atoll(PQgetvalue(res, i, 1));
		r.departs_s = atoll(PQgetvalue(res, i, 2));
		r.arrives_s = atoll(PQgetvalue(res, i, 3));
		read_line(&r, PQgetvalue(res, i, 4));
		read_stops(&r, PQgetvalue(res, i, 5));
		if (r.n_stops > 1)
			set_habits(&r);
		if (wanted(&r, kept, n_kept)) {
			kept[n_kept++] = r;
		} else {
			free(r.lat);
			free(r.lon);
			free(r.m);
		}
	}
	PQclear(res);
	*n = n_kept;
	return kept;
}
