/*
 * sale - what the database tests share: the superuser's connection, statements with their outcome,
 * and a departure of three legs and four seats to sell.
 */
#ifndef SALE_H
#define SALE_H

#include "unit.h"

#include <libpq-fe.h>

#include "base/arena.h"

static PGconn *boss;

static PGconn *sale_connect(void)
{
	PGconn *c;

	if (!getenv("ABRID_TEST_DB")) {
		fputs("ABRID_TEST_DB is not set: the database to test\n", stderr);
		exit(1);
	}
	c = PQconnectdb(getenv("ABRID_TEST_DB"));
	if (PQstatus(c) != CONNECTION_OK) {
		fputs(PQerrorMessage(c), stderr);
		exit(1);
	}
	PQclear(PQexec(c, "SET search_path = abrid, public; SET timezone = 'UTC'; SET client_min_messages = error"));
	return c;
}

/* The first cell of the result, "" when there is none; anything but success fails the test. */
static const char *sale_ask(int line, const char *sql)
{
	PGresult *res = PQexec(boss, sql);
	const char *out = "";

	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK) {
		const char *why = arena_str(arena, PQerrorMessage(boss));

		PQclear(res);
		FAIL_AT(line, "%.300s in %.300s", why, sql);
	}
	if (PQntuples(res) > 0 && !PQgetisnull(res, 0, 0))
		out = arena_str(arena, PQgetvalue(res, 0, 0));
	PQclear(res);
	return out;
}
#define ask(...) sale_ask(__LINE__, arena_printf(arena, __VA_ARGS__))

/* How a statement ends, undone whatever it did: "" for success, else "SQLSTATE message or constraint". */
static const char *sale_try(const char *sql)
{
	PGresult *res;
	const char *state, *name, *out = "";

	ask("SAVEPOINT trial");
	res = PQexec(boss, sql);
	state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	name = PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME);
	if (state)
		out = arena_printf(arena, "%s %s", state, name ? name : PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY));
	PQclear(res);
	ask("ROLLBACK TO trial");
	return out;
}
#define outcome(...) sale_try(arena_printf(arena, __VA_ARGS__))

/* A departure in ten days, within the open transaction; its id. */
static const char *sale_trip(void)
{
	ask("CREATE TEMP TABLE IF NOT EXISTS ids (name text PRIMARY KEY, id bigint) ON COMMIT DROP");
	ask("WITH p AS (INSERT INTO places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords) "
	    "VALUES ('guard-a', 'city', 16, 'A', 'A', 'A', '(36,3)'), ('guard-b', 'city', 31, 'B', 'B', 'B', '(35,-1)') "
	    "RETURNING slug, id) INSERT INTO ids SELECT slug, id FROM p");
	ask("WITH p AS (INSERT INTO partners (company_name, company_name_ar, legal_id, email, phone, status, commission_bps) "
	    "VALUES ('Guard', 'G', 'guard-1', 'a@b.dz', '+21321000000', 'active', 500) RETURNING id) "
	    "INSERT INTO ids SELECT 'partner', id FROM p");
	ask("WITH m AS (INSERT INTO seat_maps (name, kind, seats, layout) VALUES ('guard', 'custom', 4, E'##|##\\n') RETURNING id) "
	    "INSERT INTO ids SELECT 'map', id FROM m");
	ask("WITH b AS (INSERT INTO buses (partner_id, license_plate, bus_model, total_seats, seat_map_id) "
	    "SELECT (SELECT id FROM ids WHERE name = 'partner'), 'guard-1', 'x', 4, (SELECT id FROM ids WHERE name = 'map') "
	    "RETURNING id) INSERT INTO ids SELECT 'bus', id FROM b");
	ask("WITH r AS (INSERT INTO routes (partner_id, origin, destination, origin_coords, destination_coords, distance_km, "
	    "duration_minutes, base_price_c, total_seats, bus_type) SELECT (SELECT id FROM ids WHERE name = 'partner'), "
	    "(SELECT id FROM ids WHERE name = 'guard-a'), (SELECT id FROM ids WHERE name = 'guard-b'), '(36,3)', '(35,-1)', "
	    "400, 300, 77000, 4, 'standard' RETURNING id) INSERT INTO ids SELECT 'route', id FROM r");
	ask("WITH t AS (INSERT INTO route_patterns (route_id, version, polyline) SELECT id, 1, '' FROM ids WHERE name = 'route' "
	    "RETURNING id) INSERT INTO ids SELECT 'pattern', id FROM t");
	ask("WITH s AS (INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, "
	    "bus_id, seat_map_id, total_seats, class, status, available_seats) SELECT (SELECT id FROM ids WHERE name = 'route'), "
	    "(SELECT id FROM ids WHERE name = 'pattern'), d, 36000, (d + interval '10 hours') AT TIME ZONE 'Africa/Algiers', "
	    "(d + interval '15 hours') AT TIME ZONE 'Africa/Algiers', (SELECT id FROM ids WHERE name = 'bus'), "
	    "(SELECT id FROM ids WHERE name = 'map'), 4, 'standard', 'on_sale', 4 FROM (SELECT current_date + 10 AS d) x "
	    "RETURNING id) INSERT INTO ids SELECT 'trip', id FROM s");
	return ask("SELECT id FROM ids WHERE name = 'trip'");
}

static int sale_begin(void **state)
{
	(void)state;
	arena_reset(arena);
	PQclear(PQexec(boss, "ROLLBACK"));
	ask("BEGIN");
	return 0;
}

static int sale_end(void **state)
{
	(void)state;
	PQclear(PQexec(boss, "ROLLBACK"));
	return 0;
}

#define SALE_TEST(f) cmocka_unit_test_setup_teardown(f, sale_begin, sale_end)

#endif
