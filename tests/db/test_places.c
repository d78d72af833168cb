/*
 * test_places - place search and resolution against a database with the demo network, conninfo of
 * its superuser in ABRID_TEST_DB. places.tsv holds queries and the place each must find first.
 */
#include "unit.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "domain/place.c"

enum { WANTED_PERCENT = 95, LEAST_QUERIES = 120 };

static struct work work;

static int fresh(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	work.arena = arena;
	return 0;
}

/* A session of its own per test: what one leaves open the next does not inherit. */
static int open_db(void **state)
{
	fresh(state);
	work.db = db_open_admin(getenv("ABRID_TEST_DB"));
	return db_script(&work, "SET search_path TO abrid, public") == OK ? 0 : -1;
}

static int close_db(void **state)
{
	(void)state;
	db_close(work.db);
	return 0;
}

/* The first place found; "" when none is. */
static const char *first(const char *q)
{
	struct place *list;
	size_t n;

	same_int(place_search(&work, q, 5, &list, &n), OK);
	return n ? list[0].slug : "";
}

static void golden_set(void **state)
{
	char line[256];
	int asked = 0, right = 0;
	const char *path = getenv("PLACES_TSV"); /* another set of queries */
	FILE *f = fopen(path ? path : "tests/db/places.tsv", "r");

	is_true(f != NULL);
	while (fgets(line, sizeof line, f)) {
		char *slug = strchr(line, '\t');
		const char *got;

		if (*line == '#' || !slug)
			continue;
		*slug++ = '\0';
		slug[strcspn(slug, "\n")] = '\0';
		fresh(state);
		got = first(line);
		asked++;
		right += str_eq(got, slug);
		if (!str_eq(got, slug))
			print_message("missed: %s: wanted %s, got %s\n", line, slug, got);
	}
	fclose(f);
	print_message("place search: %d of %d right first (%.1f %%)\n", right, asked,
		      100.0 * right / asked);
	is_true(asked >= LEAST_QUERIES);
	is_true(right * 100 >= asked * WANTED_PERCENT);
}

static void nothing_found(void **state)
{
	static const char *const queries[] = { "", " ", "...", "xqzw", "?!", "99", "zzzzzzzz",
					       "%", "_", "'; drop table places; --" };

	(void)state;
	for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++)
		same_text(first(queries[i]), "");
}

static void long_query(void **state)
{
	char q[4001];

	(void)state;
	memset(q, 'z', sizeof q - 1);
	q[sizeof q - 1] = '\0';
	same_text(first(q), "");
}

static void limit_and_order(void **state)
{
	struct place *list;
	size_t n;

	(void)state;
	same_int(place_search(&work, "alg", 2, &list, &n), OK);
	same_int(n, 2);
	same_text(list[0].kind, "city");
	same_text(list[1].slug, "alger-kharrouba");
	same_int(list[1].city_id, list[0].id);
	same_int(list[0].city_id, list[0].id);
	same_text(list[1].city.en, "Algiers");
	same_int(list[1].wilaya, 16);
	is_true(list[0].lat > 36.7 && list[0].lat < 36.8 && list[0].lon > 3.0);
}

/* ---- resolve ---- */

static void assert_resolves(const char *name, const char *slug)
{
	struct place p;

	fresh(NULL);
	same_int(place_resolve(&work, name, "origin", &p), OK);
	same_text(p.slug, slug);
}

static void resolved(void **state)
{
	struct place p;
	char id[32];

	(void)state;
	assert_resolves("alger", "alger");
	assert_resolves("Algiers", "alger");
	assert_resolves("  الجزائر ", "alger");
	assert_resolves("Wahran", "oran");
	assert_resolves("sidi-bel-abbes", "sidi-bel-abbes");
	assert_resolves("alger-kharrouba", "alger-kharrouba");
	assert_resolves("Kharrouba", "alger-kharrouba");
	assert_resolves("bayadh", "el-bayadh");
	assert_resolves("3annaba", "annaba");
	same_int(place_resolve(&work, "setif-gare", "origin", &p), OK);
	snprintf(id, sizeof id, "place_%lld", (long long)p.id);
	assert_resolves(id, "setif-gare");
	snprintf(id, sizeof id, "stop_%lld", (long long)p.id);
	assert_resolves(id, "setif-gare");
}

static void resolved_together(void **state)
{
	static const char *const names[] = { "وهران", "bgayet", "16" };
	static const char *const fields[] = { "origin", "destination", "via" };
	struct place p[3];

	(void)state;
	same_int(place_resolve_all(&work, names, fields, 3, p), OK);
	same_text(p[0].slug, "oran");
	same_text(p[1].slug, "bejaia");
	same_text(p[2].slug, "alger");
}

/* error.details as the client sees it. */
static const char *details(void)
{
	const struct failure *note = fail_note();
	struct buf b;
	struct jw w;

	is_true(note->detail_fields != NULL);
	buf_init(&b, arena, 256);
	jw_start(&w, &b);
	jw_object(&w);
	field_json(&w, note->detail_fields, note->detail, 1);
	jw_end(&w);
	return b.data;
}

static void unknown_names(void **state)
{
	static const char *const names[] = { "oran", "constentine" };
	static const char *const fields[] = { "origin", "destination" };
	struct place p[2];

	(void)state;
	same_int(place_resolve_all(&work, names, fields, 2, p), ERR_UNKNOWN_PLACE);
	same_text(fail_note()->field, "destination");
	is_true(strstr(details(), "\"slug\":\"constantine\"") != NULL);
	fresh(state);
	same_int(place_resolve(&work, "place_999999999", "origin", p), ERR_UNKNOWN_PLACE);
	fresh(state);
	same_int(place_resolve(&work, "", "origin", p), ERR_UNKNOWN_PLACE);
	same_text(details(), "{\"candidates\":[]}");
	fresh(state);
	same_int(place_resolve(&work, "place_12x", "origin", p), ERR_UNKNOWN_PLACE);
}

static void ambiguous_names(void **state)
{
	struct place p;

	(void)state;
	same_int(db_script(&work, "BEGIN; INSERT INTO place_aliases (place_id, alias, fold) "
					  "SELECT id, 'Twin', 'twin' FROM places "
					  "WHERE slug IN ('oran', 'mila', 'setif-gare', 'setif')"),
			 OK);
	same_int(place_resolve(&work, "TWIN", "origin", &p), ERR_AMBIGUOUS);
	same_text(fail_note()->field, "origin");
	is_true(strstr(details(), "\"slug\":\"mila\"") != NULL);
	is_true(strstr(details(), "\"slug\":\"oran\"") != NULL);
	fresh(state);
	same_int(db_script(&work, "DELETE FROM place_aliases WHERE fold = 'twin' AND "
					  "place_id IN (SELECT id FROM places "
					  "WHERE slug IN ('oran', 'mila'))"),
			 OK);
	assert_resolves("twin", "setif"); /* city and its station: the city */
	same_int(db_script(&work, "ROLLBACK"), OK);
}

/* ---- the demo network the searches run on ---- */

static void assert_none(const char *what, const char *sql)
{
	char *check = arena_printf(arena,
				   "DO $do$ BEGIN IF EXISTS (%s) THEN RAISE 'found one'; END IF; "
				   "END $do$",
				   sql);

	if (db_script(&work, check) != OK)
		print_error("%s: %s\n", what, fail_note()->why);
	same_int(fail_note()->err, OK);
}

static void folded_spellings(void **state)
{
	(void)state;
	assert_none("stale fold",
		    "SELECT FROM place_aliases WHERE fold <> fold(alias) OR fold = ''");
	assert_none("fold is not stable", "SELECT FROM place_aliases WHERE fold <> fold(fold)");
	assert_none("a name is no alias",
		    "SELECT FROM places p, LATERAL (VALUES (name_fr), (name_ar), (name_en)) AS "
		    "n (t) WHERE NOT EXISTS (SELECT FROM place_aliases a WHERE a.place_id = p.id "
		    "AND a.fold = fold(n.t))");
	assert_none("a spelling of two cities",
		    "SELECT FROM place_aliases a JOIN places p ON p.id = a.place_id GROUP BY fold "
		    "HAVING count(DISTINCT coalesce(city_id, id)) > 1");
}

static void demo_network(void **state)
{
	(void)state;
	assert_none("a bus on two trips",
		    "SELECT FROM (SELECT departure_time, lag(arrival_time) OVER (PARTITION BY "
		    "bus_id ORDER BY departure_time) AS busy FROM route_schedules) t "
		    "WHERE departure_time < busy");
	assert_none("a fare above the ceiling",
		    "SELECT FROM fares f JOIN route_stops a ON a.pattern_id = f.pattern_id AND "
		    "a.seq = board_seq JOIN route_stops b ON b.pattern_id = f.pattern_id AND "
		    "b.seq = alight_seq, LATERAL (SELECT b.km - a.km AS n) AS d "
		    "WHERE class = 'standard' AND amount_c > CASE WHEN n <= 30 THEN 4500 "
		    "WHEN n <= 100 THEN n * 155 WHEN n <= 200 THEN n * 190 "
		    "WHEN n <= 600 THEN n * 185 WHEN n <= 900 THEN n * 175 ELSE n * 170 END");
	assert_none("a fare that is no multiple of 5 DA",
		    "SELECT FROM fares WHERE amount_c % 500 <> 0");
	assert_none("a pair of stops without fare",
		    "SELECT FROM route_stops a JOIN route_stops b ON b.pattern_id = a.pattern_id "
		    "AND b.seq > a.seq, (VALUES ('standard'), ('comfort')) AS c (class) "
		    "WHERE NOT EXISTS (SELECT FROM fares f WHERE f.pattern_id = a.pattern_id "
		    "AND f.class = c.class AND board_seq = a.seq AND alight_seq = b.seq)");
	assert_none("a seat map that disagrees with its number of seats",
		    "SELECT FROM seat_maps WHERE seats <> length(regexp_replace(layout, '[^#]', '',"
		    " 'g')) OR seats <> cardinality(seat_labels(layout))");
	assert_none("a day of the next four weeks without departures",
		    "SELECT FROM demo_network, generate_series(from_date, to_date, '1 day') d "
		    "WHERE NOT EXISTS (SELECT FROM route_schedules WHERE service_date = d "
		    "AND status = 'on_sale') OR NOT EXISTS (SELECT FROM route_schedules "
		    "WHERE service_date = d AND status = 'cancelled' AND cancel_reason <> '')");
	assert_none("a city no bus serves",
		    "SELECT FROM places p WHERE kind = 'city' AND NOT EXISTS "
		    "(SELECT FROM route_stops s JOIN places q ON q.id = s.place_id "
		    "WHERE coalesce(q.city_id, q.id) = p.id)");
}

#define DB_TEST(f) cmocka_unit_test_setup_teardown(f, open_db, close_db)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DB_TEST(golden_set),
		DB_TEST(nothing_found),
		DB_TEST(long_query),
		DB_TEST(limit_and_order),
		DB_TEST(resolved),
		DB_TEST(resolved_together),
		DB_TEST(unknown_names),
		DB_TEST(ambiguous_names),
		DB_TEST(folded_spellings),
		DB_TEST(demo_network),
	};

	if (!getenv("ABRID_TEST_DB")) {
		fputs("ABRID_TEST_DB is not set: a database with the demo network\n", stderr);
		return 1;
	}
	return unit_run("places", tests);
}
