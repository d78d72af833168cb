/* test_route - finding a row, and every way a row can be incomplete. */
#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "http/route.c"

struct id_in {
	int64_t id, other;
};

static const struct rule id_rules[] = {
	{ ":id", V_ID("route"), AT(id_in, id), .need = true },
	{ .size = sizeof(struct id_in) },
};

static const struct rule sizeless[] = { { ":id", V_ID("route"), AT(id_in, id) }, { .size = 0 } };

static enum err show(struct req *r)
{
	(void)r;
	return OK;
}

static enum err other(struct req *r)
{
	(void)r;
	return OK;
}

static enum err seats(struct req *r)
{
	(void)r;
	return OK;
}

static const struct route routes[] = {
	{ GET, "/api/v1/routes", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_PUBLIC_S(4), TX_READ, NULL, "Search", .may = MAY_NETWORK },
	{ GET, "/api/v1/routes/popular", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_READ, NULL, "Popular", .may = MAY_NETWORK },
	{ GET, "/api/v1/routes/:id", show, AUTH_OPEN, id_rules, PER_MIN(60), CACHE_NEVER, TX_READ, NULL, "One", .may = MAY_NETWORK },
	{ PATCH, "/api/v1/routes/:id", show, AUTH_USER, id_rules, PER_MIN(60), CACHE_NEVER, TX_WRITE, NULL, "Change", .may = MAY_PROFILE },
	{ DELETE, "/api/v1/routes/:id", show, AUTH_USER, id_rules, PER_MIN(60), CACHE_NEVER, TX_WRITE, NULL, "Remove", .may = MAY_PROFILE,
	  .pool = POOL_SLOW },
	{ GET, "/:lang", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_READ, "home.cs", "Home", .may = MAY_NETWORK },
	{ GET, "/:lang/", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_READ, "home.cs", "Home", .may = MAY_NETWORK },
	{ GET, "/:lang/trip/:id/seats", seats, AUTH_GUEST, id_rules, PER_MIN(60), CACHE_NEVER, TX_READ, "seats.cs", "Seats", .may = MAY_BOOKING },
	{ POST, "/:lang/trip/:id/seats", other, AUTH_GUEST, id_rules, PER_MIN(60), CACHE_NEVER, TX_WRITE, NULL, "Hold", .may = MAY_BOOKING,
	  .form = seats },
	{ GET, "/", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_NONE, NULL, "Root", .may = MAY_NETWORK },
	{ GET, "/gtfs.zip", show, AUTH_OPEN, no_rules, PER_MIN(60), CACHE_NEVER, TX_NONE, NULL, "Feed", .may = MAY_NETWORK },
	{ 0 },
};

static void finds(void **state)
{
	static const struct {
		int line;
		enum method method;
		const char *path;
		int row; /* -1: none, -2: other methods */
		const char *allow;
	} cases[] = {
		{ __LINE__, GET, "/api/v1/routes", 0, "" },
		{ __LINE__, GET, "/api/v1/routes/popular", 1, "" },
		{ __LINE__, GET, "/api/v1/routes/route_1", 2, "" },
		{ __LINE__, GET, "/api/v1/routes/popular2", 2, "" },
		{ __LINE__, PATCH, "/api/v1/routes/route_1", 3, "" },
		{ __LINE__, DELETE, "/api/v1/routes/route_1", 4, "" },
		{ __LINE__, GET, "/fr", 5, "" },
		{ __LINE__, GET, "/ar/", 6, "" },
		{ __LINE__, GET, "/en/trip/schedule_1/seats", 7, "" },
		{ __LINE__, POST, "/en/trip/schedule_1/seats", 8, "" },
		{ __LINE__, GET, "/", 9, "" },
		{ __LINE__, GET, "/gtfs.zip", 10, "" },
		{ __LINE__, PUT, "/api/v1/routes/route_1", -2, "GET, HEAD, PATCH, DELETE" },
		{ __LINE__, POST, "/api/v1/routes", -2, "GET, HEAD" },
		{ __LINE__, METHOD_UNSET, "/api/v1/routes", -2, "GET, HEAD" },
		{ __LINE__, PATCH, "/fr/trip/schedule_1/seats", -2, "GET, HEAD, POST" },
		{ __LINE__, GET, "", -1, "" },
		{ __LINE__, GET, "api/v1/routes", -1, "" },
		{ __LINE__, GET, "/api/v1/routes/", -1, "" },
		{ __LINE__, GET, "/api/v1//routes", -1, "" },
		{ __LINE__, GET, "//api/v1/routes", -1, "" },
		{ __LINE__, GET, "/api/v1/routes/route_1/", -1, "" },
		{ __LINE__, GET, "/api/v1/routes/route_1/x", -1, "" },
		{ __LINE__, GET, "/API/v1/routes", -1, "" },
		{ __LINE__, GET, "/api/v1/routes?x", -1, "" },
		{ __LINE__, GET, "/FR", -1, "" },
		{ __LINE__, GET, "/de", -1, "" },
		{ __LINE__, GET, "/fra", -1, "" },
		{ __LINE__, GET, "/f", -1, "" },
		{ __LINE__, GET, "/fr/trip//seats", -1, "" },
		{ __LINE__, GET, "/gtfsxzip", -1, "" },
		{ __LINE__, GET, "/../etc/passwd", -1, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct match m;
		bool found = route_find(routes, arena, cases[i].method, cases[i].path, &m);

		INT_AT(cases[i].line, found, cases[i].row >= 0);
		if (found)
			INT_AT(cases[i].line, m.index, cases[i].row);
		else
			INT_AT(cases[i].line, m.other_method, cases[i].row == -2);
		TRUE_AT(cases[i].line, found == (m.route != NULL));
		TEXT_AT(cases[i].line, found ? "" : m.allow, cases[i].allow);
	}
}

static void parameters(void **state)
{
	struct match m;

	(void)state;
	is_true(route_find(routes, arena, GET, "/ar/trip/schedule_12/seats", &m));
	same_text(m.name[0], ":lang");
	same_text(m.value[0], "ar");
	same_text(m.name[1], ":id");
	same_text(m.value[1], "schedule_12");
	same_text(m.name[2], NULL);
	is_true(route_find(routes, arena, GET, "/api/v1/routes/..", &m));
	same_text(m.value[0], "..");
	is_true(route_find(routes, arena, GET, "/api/v1/routes", &m));
	same_text(m.name[0], NULL); /* nothing left from rows that were tried */
}

static void method_names(void **state)
{
	(void)state;
	for (enum method m = GET; m <= DELETE; m++)
		same_int(method_of(method_name(m)), m);
	same_int(method_of("HEAD"), GET);
	same_int(method_of("OPTIONS"), METHOD_UNSET);
	same_int(method_of("get"), METHOD_UNSET);
	same_int(method_of(""), METHOD_UNSET);
	same_int(method_of("GETX"), METHOD_UNSET);
}

static void complete_rows_pass(void **state)
{
	char why[300] = "";

	(void)state;
	if (!route_check(routes, why, sizeof why))
		FAIL_AT(__LINE__, "%s", why);
	is_true(route_form(routes, &routes[8]) == &routes[7]);
}

/* One cell of a good row spoilt at a time. */
static void incomplete_rows_are_named(void **state)
{
	static const struct route good = { GET, "/api/v1/x/:id", show, AUTH_GUEST, id_rules, PER_MIN(60),
					   CACHE_PRIVATE_0, TX_READ, NULL, "Good", .may = MAY_BOOKING };
	static const struct route good_write = { POST, "/api/v1/x/:id", show, AUTH_GUEST, id_rules, PER_MIN(60),
						 CACHE_NEVER, TX_WRITE, NULL, "Good", .may = MAY_BOOKING };
	struct route rows[3] = { { 0 }, { 0 }, { 0 } };
	char why[300] = "";
	int line = 0;

	(void)state;
	rows[0] = good;
	is_true(route_check(rows, why, sizeof why));
	rows[0] = good_write;
	is_true(route_check(rows, why, sizeof why));
#define SPOILT(base, change, want)                                                                 \
	do {                                                                                       \
		line = __LINE__;                                                                   \
		rows[0] = base;                                                                    \
		rows[0].change;                                                                    \
		if (route_check(rows, why, sizeof why))                                            \
			FAIL_AT(line, "passed: " #change);                                         \
		if (!strstr(why, want) || !strstr(why, rows[0].path))                              \
			FAIL_AT(line, "says: %s", why);                                            \
	} while (0)
	SPOILT(good, method = METHOD_UNSET, "method is unset");
	SPOILT(good, handler = NULL, "handler is missing");
	SPOILT(good, auth = AUTH_UNSET, "auth is unset");
	SPOILT(good, input = NULL, "input is missing");
	SPOILT(good, input = sizeless, "input is missing");
	SPOILT(good, rate.n = 0, "rate is zero");
	SPOILT(good, rate.window_s = 0, "rate is zero");
	SPOILT(good, rate.n = -1, "rate is zero");
	SPOILT(good, cache.set = false, "cache is unset");
	SPOILT(good, tx = TX_UNSET, "tx is unset");
	SPOILT(good_write, cache.seconds = 0, "a write is cacheable");
	SPOILT(good_write, cache.seconds = 4, "a write is cacheable");
	SPOILT(good, idempotent = true, "idempotent without a transaction");
	SPOILT(good, summary = NULL, "summary is missing");
	SPOILT(good, cache.shared = true, "shared cache");
	SPOILT(good, may = MAY_UNSET, "names no action");
	SPOILT(good, may = MAY__COUNT, "names no action");
	SPOILT(good, auth = AUTH_OPEN, "open to all, but its action is not");
	SPOILT(good, may = MAY_PROFILE, "open to guests, but its action is not");
	SPOILT(good, auth = AUTH_USER, "roles the row never sees");
	SPOILT(good_write, auth = AUTH_PARTNER, "roles the row never sees");
	SPOILT(good_write, auth = AUTH_ADMIN, "roles the row never sees");
	SPOILT(good_write, auth = AUTH_DEVICE, "roles the row never sees");
	SPOILT(good_write, form = other, "form names no GET page");
	SPOILT(good_write, path = "/:lang/x/:id", "a page write has no form");
	SPOILT(good, path = "/api/v1/x/:other", "a path parameter has no rule");
	SPOILT(good, input = no_rules, "a path parameter has no rule");
	SPOILT(good, path = "/a/:id/:id/:id/:id/:id", "too many parameters");
	SPOILT(good, path = "api/v1/x/:id", "path does not begin with a slash");
#undef SPOILT
}

static void rows_in_each_others_way(void **state)
{
	static const struct {
		int line;
		enum method a_method, b_method;
		const char *a, *b;
		bool ok;
	} cases[] = {
		{ __LINE__, GET, GET, "/x/:id", "/x/:id", false },
		{ __LINE__, GET, GET, "/x/y", "/x/y", false },
		{ __LINE__, GET, GET, "/x/:id", "/x/y", false }, /* the first hides the second */
		{ __LINE__, GET, GET, "/x/y", "/x/:id", true },
		{ __LINE__, GET, PATCH, "/x/:id", "/x/:id", true },
		{ __LINE__, GET, GET, "/x/:id", "/x/:id/y", true },
		{ __LINE__, GET, GET, "/x/:id", "/y/:id", true },
		{ __LINE__, GET, GET, "/:id/a", "/x/a", false },
		{ __LINE__, GET, GET, "/:lang/a", "/x/a", true },
		{ __LINE__, GET, GET, "/:lang/a", "/fr/a", false },
		{ __LINE__, GET, GET, "/:id/a", "/:lang/a", false },
		{ __LINE__, GET, GET, "/:lang/a", "/:id/a", true },
		{ __LINE__, GET, GET, "/x/:id/:id", "/x/y/:id", false },
		{ __LINE__, GET, GET, "/x/y/:id", "/x/:id/z", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct route rows[3] = { routes[2], routes[2], { 0 } };
		char why[300] = "";

		for (int k = 0; k < 2; k++) {
			enum method m = k ? cases[i].b_method : cases[i].a_method;

			rows[k] = m == GET ? routes[2] : routes[3];
			rows[k].path = k ? cases[i].b : cases[i].a;
			rows[k].input = strchr(rows[k].path, ':') ? id_rules : no_rules;
		}
		if (route_check(rows, why, sizeof why) != cases[i].ok)
			FAIL_AT(cases[i].line, "%s %s: %s", cases[i].a, cases[i].b, why);
	}
}

static void prints_for_the_web_server(void **state)
{
	char *text = arena_get(arena, 4096);
	int out = dup(STDOUT_FILENO), ends[2];
	ssize_t n;

	(void)state;
	is_true(pipe(ends) == 0);
	fflush(stdout);
	dup2(ends[1], STDOUT_FILENO);
	route_print("routes", routes);
	fflush(stdout);
	dup2(out, STDOUT_FILENO);
	close(out);
	close(ends[1]);
	n = read(ends[0], text, 4095);
	close(ends[0]);
	is_true(n > 0);
	same_text(arena_strn(arena, text, strcspn(text, "\n")), "routes fast GET ^/api/v1/routes$ /api/v1/routes");
	is_true(strstr(text, "\nroutes slow DELETE ^/api/v1/routes/[^/]+$ /api/v1/routes/:id\n") != NULL);
	is_true(strstr(text, "\nroutes fast GET ^/(?:fr|ar|en)$ /:lang\n") != NULL);
	is_true(strstr(text, "\nroutes fast GET ^/(?:fr|ar|en)/trip/[^/]+/seats$ /:lang/trip/:id/seats\n") != NULL);
	is_true(strstr(text, "\nroutes fast GET ^/$ /\n") != NULL);
	is_true(strstr(text, "\nroutes fast GET ^/gtfs\\.zip$ /gtfs.zip\n") != NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(parameters),
		cmocka_unit_test(method_names),
		cmocka_unit_test(complete_rows_pass),
		cmocka_unit_test(incomplete_rows_are_named),
		cmocka_unit_test(rows_in_each_others_way),
		cmocka_unit_test(prints_for_the_web_server),
	};

	return unit_run("route", tests);
}
