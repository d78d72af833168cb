/*
 * geo - places on the earth: distances, encoded polylines, and where on a line somebody is.
 *
 * Coordinates are degrees, distances metres. A line is short of the poles and of the date line, so
 * between neighbouring points it is straight in degrees, and a projection with the cosine of the
 * latitude is exact enough to find the nearest of its points.
 */
#ifndef DOMAIN_GEO_H
#define DOMAIN_GEO_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct geo_point {
	double lat, lon;
};

struct geo_box {
	double south, west, north, east;
};

/* A decoded polyline with the distance of each point from the first one. */
struct geo_line {
	struct geo_point *points;
	double *at_m;
	size_t n;
};

/* Where on a line a point belongs. */
struct geo_snap {
	size_t segment; /* between points segment and segment + 1 */
	double at_m;    /* along the line */
	double off_m;   /* from the line */
	struct geo_point on;
};

/* Where the platform's buses may be. */
extern const struct geo_box geo_algeria;

double geo_metres(struct geo_point a, struct geo_point b);
bool geo_inside(const struct geo_box *box, struct geo_point p);
/* The box around a line; empty (south above north) for a line without points. */
struct geo_box geo_bounds(const struct geo_line *line);

/*
 * Decodes a polyline of precision 5. Points live in the arena. False for text that is not one: a
 * character outside of ?..~, a number that is cut short or too long, a latitude without longitude.
 */
bool geo_decode(struct arena *a, const char *text, struct geo_line *out);
const char *geo_encode(struct arena *a, const struct geo_point *points, size_t n);

/* The place on the line at a distance from its start, ends included. */
struct geo_point geo_along(const struct geo_line *line, double at_m);

/*
 * The nearest place on the part of the line from segment `from` to ahead_m further. A route that
 * passes a place twice is followed in its order this way. The line has at least one point.
 */
struct geo_snap geo_snap(const struct geo_line *line, struct geo_point p, size_t from, double ahead_m);

#endif
