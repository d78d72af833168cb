/* geo - haversine, polylines, nearest point of a line. */
#include "domain/geo.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

#define RADIUS_M 6371008.8 /* mean radius, IUGG */
#define DEGREE (M_PI / 180)

enum { LAST_SHIFT = 30 };

const struct geo_box geo_algeria = { .south = 18.9, .west = -8.8, .north = 37.2, .east = 12.1 };

double geo_metres(struct geo_point a, struct geo_point b)
{
	double lat = sin((b.lat - a.lat) * DEGREE / 2), lon = sin((b.lon - a.lon) * DEGREE / 2);
	double h = lat * lat + cos(a.lat * DEGREE) * cos(b.lat * DEGREE) * lon * lon;

	return 2 * RADIUS_M * asin(sqrt(h > 1 ? 1 : h));
}

bool geo_inside(const struct geo_box *box, struct geo_point p)
{
	return p.lat >= box->south && p.lat <= box->north && p.lon >= box->west && p.lon <= box->east;
}

struct geo_box geo_bounds(const struct geo_line *line)
{
	struct geo_box box = { .south = 90, .west = 180, .north = -90, .east = -180 };

	for (size_t i = 0; i < line->n; i++) {
		box.south = fmin(box.south, line->points[i].lat);
		box.north = fmax(box.north, line->points[i].lat);
		box.west = fmin(box.west, line->points[i].lon);
		box.east = fmax(box.east, line->points[i].lon);
	}
	return box;
}

/* ---- polylines ---- */

/* The next number of the text; false when it is malformed. */
static bool take_number(const char **s, int64_t *out)
{
	uint64_t v = 0;
	int shift = 0, c;

	do {
		c = (unsigned char)**s - 63;
		if (c < 0 || c > 63 || shift > LAST_SHIFT)
			return false;
		(*s)++;
		v |= (uint64_t)(c & 0x1f) << shift;
		shift += 5;
	} while (c & 0x20);
	*out = v & 1 ? ~(int64_t)(v >> 1) : (int64_t)(v >> 1);
	return true;
}

bool geo_decode(struct arena *a, const char *text, struct geo_line *out)
{
	size_t room = strlen(text) / 2; /* a number takes one character at least */
	int64_t lat = 0, lon = 0, d;

	out->points = arena_get(a, (room + 1) * sizeof *out->points);
	out->at_m = arena_get(a, (room + 1) * sizeof *out->at_m);
	out->n = 0;
	while (*text) {
		if (!take_number(&text, &d))
			return false;
		lat += d;
		if (!take_number(&text, &d))
			return false;
		lon += d;
		out->points[out->n] = (struct geo_point){ (double)lat / 1e5, (double)lon / 1e5 };
		out->at_m[out->n] = out->n ? out->at_m[out->n - 1] + geo_metres(out->points[out->n - 1],
										out->points[out->n])
					   : 0;
		out->n++;
	}
	return true;
}

static void put_number(struct buf *b, int64_t v)
{
	uint64_t u = v < 0 ? ~((uint64_t)v << 1) : (uint64_t)v << 1;

	for (; u >= 0x20; u >>= 5)
		buf_char(b, (char)((0x20 | (u & 0x1f)) + 63));
	buf_char(b, (char)(u + 63));
}

const char *geo_encode(struct arena *a, const struct geo_point *points, size_t n)
{
	int64_t lat = 0, lon = 0;
	struct buf b;

	buf_init(&b, a, n * 8 + 1);
	for (size_t i = 0; i < n; i++) {
		int64_t y = llround(points[i].lat * 1e5), x = llround(points[i].lon * 1e5);

		put_number(&b, y - lat);
		put_number(&b, x - lon);
		lat = y;
		lon = x;
	}
	buf_put(&b, "", 0);
	return b.data;
}

/* ---- along a line ---- */

static struct geo_point between(struct geo_point a, struct geo_point b, double t)
{
	return (struct geo_point){ a.lat + (b.lat - a.lat) * t, a.lon + (b.lon - a.lon) * t };
}

struct geo_point geo_along(const struct geo_line *line, double at_m)
{
	size_t low = 0, high = line->n - 1;
	double length;

	if (at_m <= 0 || line->n == 1)
		return line->points[0];
	if (at_m >= line->at_m[high])
		return line->points[high];
	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (line->at_m[mid] <= at_m)
			low = mid;
		else
			high = mid;
	}
	length = line->at_m[high] - line->at_m[low];
	return between(line->points[low], line->points[high],
		       length > 0 ? (at_m - line->at_m[low]) / length : 0);
}

/* Share of the way from a to b where p is nearest, 0..1. */
static double nearest(struct geo_point a, struct geo_point b, struct geo_point p)
{
	double k = cos(p.lat * DEGREE);
	double x = (b.lon - a.lon) * k, y = b.lat - a.lat;
	double length = x * x + y * y;
	double t = length > 0 ? ((p.lon - a.lon) * k * x + (p.lat - a.lat) * y) / length : 0;

	return t < 0 ? 0 : t > 1 ? 1 : t;
}

struct geo_snap geo_snap(const struct geo_line *line, struct geo_point p, size_t from, double ahead_m)
{
	struct geo_snap best = { .off_m = INFINITY };
	double until;

	if (line->n == 1)
		return (struct geo_snap){ 0, 0, geo_metres(line->points[0], p), line->points[0] };
	if (from > line->n - 2)
		from = line->n - 2;
	until = line->at_m[from] + ahead_m;
	for (size_t i = from; i + 1 < line->n && (i == from || line->at_m[i] <= until); i++) {
		double t = nearest(line->points[i], line->points[i + 1], p);
		struct geo_point on = between(line->points[i], line->points[i + 1], t);
		double off = geo_metres(on, p);

		if (off < best.off_m)
			best = (struct geo_snap){
				i, line->at_m[i] + t * (line->at_m[i + 1] - line->at_m[i]), off, on
			};
	}
	return best;
}
