/* test_geo - distances, polylines with vectors of other programs, the nearest place of a line. */
#include "unit.h"

#include <math.h>

#include "domain/geo.c"

static void near_at(int line, double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		FAIL_AT(line, "got %.6f, want %.6f", got, want);
}
#define NEAR(got, want, within) near_at(__LINE__, got, want, within)

static struct geo_line decoded(const char *text)
{
	struct geo_line line;

	if (!geo_decode(arena, text, &line))
		FAIL_AT(__LINE__, "%s is not decoded", text);
	return line;
}

static void distances(void **state)
{
	struct geo_point alger = { 36.7538, 3.0588 }, oran = { 35.6971, -0.6308 };

	(void)state;
	NEAR(geo_metres(alger, alger), 0, 0);
	/* A degree of latitude, and of longitude at 60 degrees. */
	NEAR(geo_metres((struct geo_point){ 0, 0 }, (struct geo_point){ 1, 0 }), 111195, 1);
	NEAR(geo_metres((struct geo_point){ 60, 0 }, (struct geo_point){ 60, 1 }), 55597, 5);
	NEAR(geo_metres((struct geo_point){ 0, 0 }, (struct geo_point){ 0, 180 }), 20015115, 2);
	NEAR(geo_metres(alger, oran) / 1000, 352, 1.5);
	NEAR(geo_metres(oran, alger), geo_metres(alger, oran), 1e-6);
}

static void boxes(void **state)
{
	struct geo_line line = decoded("_p~iF~ps|U_ulLnnqC_mqNvxq`@"), none = { .n = 0 };
	struct geo_box box = geo_bounds(&line);

	(void)state;
	NEAR(box.south, 38.5, 1e-9);
	NEAR(box.north, 43.252, 1e-9);
	NEAR(box.west, -126.453, 1e-9);
	NEAR(box.east, -120.2, 1e-9);
	box = geo_bounds(&none);
	is_true(box.south > box.north);
	is_true(geo_inside(&geo_algeria, (struct geo_point){ 36.75, 3.06 }));
	is_true(geo_inside(&geo_algeria, (struct geo_point){ 18.9, -8.8 }));
	is_true(geo_inside(&geo_algeria, (struct geo_point){ 37.2, 12.1 }));
	is_false(geo_inside(&geo_algeria, (struct geo_point){ 37.21, 3 }));
	is_false(geo_inside(&geo_algeria, (struct geo_point){ 18.89, 3 }));
	is_false(geo_inside(&geo_algeria, (struct geo_point){ 30, 12.11 }));
	is_false(geo_inside(&geo_algeria, (struct geo_point){ 30, -8.81 }));
	is_false(geo_inside(&geo_algeria, (struct geo_point){ NAN, 3 }));
}

/* Texts made by @mapbox/polyline. */
static void polylines(void **state)
{
	static const struct {
		int line;
		const char *text;
		size_t n;
		struct geo_point points[3];
	} cases[] = {
		{ __LINE__, "_p~iF~ps|U_ulLnnqC_mqNvxq`@", 3, { { 38.5, -120.2 }, { 40.7, -120.95 }, { 43.252, -126.453 } } },
		{ __LINE__, "gni_FoltQ~|jAkouT", 2, { { 36.7538, 3.0588 }, { 36.365, 6.6147 } } },
		{ __LINE__, "??", 1, { { 0, 0 } } },
		{ __LINE__, "@}fsia@", 1, { { -0.00001, 179.99999 } } },
		{ __LINE__, "", 0, { { 0, 0 } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct geo_line line = decoded(cases[i].text);

		INT_AT(cases[i].line, line.n, cases[i].n);
		for (size_t k = 0; k < line.n; k++) {
			near_at(cases[i].line, line.points[k].lat, cases[i].points[k].lat, 1e-9);
			near_at(cases[i].line, line.points[k].lon, cases[i].points[k].lon, 1e-9);
		}
		TEXT_AT(cases[i].line, geo_encode(arena, cases[i].points, cases[i].n), cases[i].text);
	}
}

static void damaged_polylines(void **state)
{
	static const char *const bad[] = {
		"_p~iF",                    /* a latitude alone */
		"_p~iF~ps|",                /* cut inside a number */
		"_",                        /* and inside the first */
		"gni_FoltQ~|jAkou\x7f",     /* beyond ~ */
		"gni_FoltQ ~|jAkouT",       /* a blank */
		"gni_FoltQ\n",
		"\xc3\xa9""A",
		"~~~~~~~~~~~~~~A?",         /* a number without end */
	};
	struct geo_line line;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (geo_decode(arena, bad[i], &line))
			FAIL_AT(__LINE__, "\"%s\" is decoded", bad[i]);
}

static void lengths(void **state)
{
	struct geo_line line = decoded("gni_FoltQ~|jAkouT");
	struct geo_point middle;

	(void)state;
	NEAR(line.at_m[0], 0, 0);
	NEAR(line.at_m[1], geo_metres(line.points[0], line.points[1]), 1e-6);
	middle = geo_along(&line, line.at_m[1] / 2);
	NEAR(middle.lat, (36.7538 + 36.365) / 2, 1e-9);
	NEAR(middle.lon, (3.0588 + 6.6147) / 2, 1e-9);
	NEAR(geo_along(&line, -5).lat, 36.7538, 1e-9);
	NEAR(geo_along(&line, 1e9).lat, 36.365, 1e-9);
	line = decoded("????"); /* twice the same place */
	NEAR(geo_along(&line, 0).lat, 0, 0);
	NEAR(line.at_m[1], 0, 0);
}

/* Every place of a line is found again, whatever the noise beside it. */
static void snaps(void **state)
{
	static const struct geo_point way[] = { { 36.7, 3.0 }, { 36.5, 2.5 }, { 36.2, 2.0 }, { 36.1, 1.3 }, { 35.7, -0.6 } };
	struct geo_line line = decoded(geo_encode(arena, way, 5));
	double length = line.at_m[4];

	(void)state;
	for (double at = 0; at <= length; at += length / 97) {
		struct geo_point p = geo_along(&line, at);
		struct geo_snap s = geo_snap(&line, p, 0, length);

		NEAR(s.at_m, at, 1);
		NEAR(s.off_m, 0, 1);
		is_true(s.segment < 4 && line.at_m[s.segment] <= at + 1 && at <= line.at_m[s.segment + 1] + 1);
		p.lat += 0.001; /* 111 m north */
		s = geo_snap(&line, p, 0, length);
		is_true(s.off_m > 60 && s.off_m < 112);
		NEAR(s.at_m, at, 95);
	}
	/* Beside the ends. */
	NEAR(geo_snap(&line, (struct geo_point){ 36.8, 3.1 }, 0, length).at_m, 0, 1e-6);
	NEAR(geo_snap(&line, (struct geo_point){ 35.6, -0.9 }, 0, length).at_m, length, 1e-6);
}

/* There and back on the same road: the index says which of the two it is. */
static void follows_the_order(void **state)
{
	static const struct geo_point way[] = { { 36, 3 }, { 36, 4 }, { 36, 3 } };
	struct geo_line line = decoded(geo_encode(arena, way, 3));
	struct geo_point p = { 36.0001, 3.25 };
	struct geo_snap there = geo_snap(&line, p, 0, 1000), back = geo_snap(&line, p, 1, 1000);

	(void)state;
	same_int(there.segment, 0);
	NEAR(there.at_m, line.at_m[1] / 4, 5);
	same_int(back.segment, 1);
	NEAR(back.at_m, line.at_m[1] * 1.75, 5);
	/* An index behind the end is the last segment. */
	same_int(geo_snap(&line, p, 17, 1000).segment, 1);
	/* Only the part ahead is looked at. */
	same_int(geo_snap(&line, (struct geo_point){ 36.5, 3.5 }, 0, 10).segment, 0);
}

static void short_lines(void **state)
{
	struct geo_line one = decoded("gni_FoltQ"), twice = decoded("gni_FoltQ??");
	struct geo_snap s = geo_snap(&one, (struct geo_point){ 36.7538, 3.07 }, 3, 100);

	(void)state;
	same_int(s.segment, 0);
	NEAR(s.off_m, 998, 3);
	NEAR(s.at_m, 0, 0);
	s = geo_snap(&twice, (struct geo_point){ 36.7538, 3.07 }, 0, 100);
	NEAR(s.off_m, 998, 3);
	NEAR(geo_along(&one, 50).lat, 36.7538, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances),
		cmocka_unit_test(boxes),
		cmocka_unit_test(polylines),
		cmocka_unit_test(damaged_polylines),
		cmocka_unit_test(lengths),
		cmocka_unit_test(snaps),
		cmocka_unit_test(follows_the_order),
		cmocka_unit_test(short_lines),
	};

	return unit_run("geo", tests);
}
