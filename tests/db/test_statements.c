/*
 * test_statements - every statement of sql/queries against the migrated database of ABRID_TEST_DB:
 * it prepares, its columns and parameters are those its comments state, it reads no large table as a
 * whole, and it runs under the roles it names and, when it writes, under no other.
 */
#include "unit.h"

#include <cjson/cJSON.h>
#include <libpq-fe.h>

#include "base/arena.h"
#include "base/keys.h"
#include "base/str.h"
#include "q.h"

enum { LIST = 128 };

static PGconn *conn;

static const char *const roles[] = { "auth", "routes", "bookings", "payments", "tracking", "partner", "admin",
				     "worker", "fleet", NULL };

/* Tables whose size grows with the business: reading one as a whole is a mistake. */
static const char *const large[] = { "route_schedules", "booking", "payments", "payment_attempts", "refunds", "tickets",
				     "jobs", "job_effects", "ledger_tx", "ledger_line", "idempotency_keys", "notices",
				     "bus_locations", "users", "user_sessions", "captchas", NULL };

static PGresult *run(const char *sql)
{
	return PQexec(conn, sql);
}

static const char *value(const char *sql)
{
	PGresult *res = run(sql);
	const char *out = NULL;

	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK)
		FAIL_AT(__LINE__, "%.500s in %.200s", PQerrorMessage(conn), sql);
	if (PQntuples(res) > 0 && !PQgetisnull(res, 0, 0))
		out = arena_str(arena, PQgetvalue(res, 0, 0));
	PQclear(res);
	return out;
}

/* ---- the comments of a file ---- */

struct typed {
	const char *name, *type;
};

/* "-- in: id bigint, day date" as a list; 0 for none. */
static size_t listed(const char *file, const char *mark, struct typed *out)
{
	const char *line = strstr(file, arena_printf(arena, "\n-- %s:", mark));
	char *copy, *save;
	size_t n = 0;

	if (!line)
		FAIL_AT(__LINE__, "no -- %s: line in %.60s", mark, file);
	line = strchr(line, ':') + 1;
	copy = str_tidy(arena, arena_strn(arena, line, strcspn(line, "\n")));
	if (strcmp(copy, "nothing") == 0)
		return 0;
	for (char *item = strtok_r(copy, ",", &save); item; item = strtok_r(NULL, ",", &save)) {
		char *blank;

		item += *item == ' ';
		blank = strchr(item, ' ');
		if (!blank)
			FAIL_AT(__LINE__, "\"%s\" has no type", item);
		*blank = '\0';
		if (n < LIST)
			out[n++] = (struct typed){ item, blank + 1 };
	}
	return n;
}

static const char *file_of(enum q q)
{
	char *text = keys_file(arena, arena_printf(arena, "sql/queries/%s.sql", q_info[q].name), NULL);

	if (!text)
		FAIL_AT(__LINE__, "sql/queries/%s.sql cannot be read", q_info[q].name);
	return text;
}

static Oid type_of(const char *name)
{
	const char *oid = value(arena_printf(arena, "SELECT to_regtype('%s')::oid", name));

	return oid ? (Oid)strtoul(oid, NULL, 10) : 0;
}

static const char *type_name(Oid oid)
{
	return value(arena_printf(arena, "SELECT format_type(%u, NULL)", oid));
}

static bool names_role(enum q q, const char *role)
{
	const char *list = arena_printf(arena, " %s ", q_info[q].roles);

	return strstr(list, arena_printf(arena, " %s ", role)) != NULL;
}

/* Each test reports all its offences before it fails. */
static int offences;
static bool quiet;

static void offend(enum q q, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void offend(enum q q, const char *fmt, ...)
{
	char what[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	if (!quiet)
		print_error("# sql/queries/%s.sql: %s\n", q_info[q].name, what);
	offences++;
}

static void none_offended(void)
{
	int n = offences;

	offences = 0;
	if (n)
		FAIL_AT(__LINE__, "%d offences", n);
}

/* ---- preparing ---- */

static bool prepared[Q__COUNT]; /* what does not prepare is named once */
static const char *why_not[Q__COUNT];

static int prepare_all(void **state)
{
	(void)state;
	arena_reset(arena);
	PQclear(run("ROLLBACK")); /* of a test that failed half way */
	PQclear(run("DEALLOCATE ALL"));
	for (enum q q = 0; q < Q__COUNT; q++) {
		PGresult *res = PQprepare(conn, q_info[q].name, q_info[q].text, 0, NULL);

		prepared[q] = PQresultStatus(res) == PGRES_COMMAND_OK;
		if (!prepared[q])
			why_not[q] = arena_str(arena, PQerrorMessage(conn));
		PQclear(res);
	}
	return 0;
}

static void every_statement_prepares(void **state)
{
	(void)state;
	is_true(Q__COUNT > 50);
	for (enum q q = 0; q < Q__COUNT; q++)
		if (!prepared[q])
			offend(q, "%s", why_not[q]);
	none_offended();
}

static void check_columns(enum q q, const PGresult *d)
{
	struct typed out[LIST];
	size_t n = listed(file_of(q), "out", out);

	/* "nothing": a function called for its effect */
	if (n == 0 && PQnfields(d) == 1 && PQftype(d, 0) == type_of("void"))
		return;
	if (n != (size_t)PQnfields(d)) {
		offend(q, "%d columns, the comment lists %zu", PQnfields(d), n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (strcmp(PQfname(d, (int)i), out[i].name) != 0)
			offend(q, "column %zu is %s, the comment says %s", i + 1, PQfname(d, (int)i), out[i].name);
		if (PQftype(d, (int)i) != type_of(out[i].type))
			offend(q, "column %s is %s, the comment says %s", out[i].name, type_name(PQftype(d, (int)i)),
			       out[i].type);
	}
}

static void check_parameters(enum q q, const PGresult *d)
{
	struct typed in[LIST];
	size_t n = listed(file_of(q), "in", in);

	if (n != (size_t)PQnparams(d) || q_info[q].n_params != PQnparams(d)) {
		offend(q, "%d parameters, the comment lists %zu", PQnparams(d), n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (PQparamtype(d, (int)i) != type_of(in[i].type))
			offend(q, "parameter $%zu (%s) is %s, the comment says %s", i + 1, in[i].name,
			       type_name(PQparamtype(d, (int)i)), in[i].type);
}

static void comments_tell_the_truth(void **state)
{
	(void)state;
	for (enum q q = 0; q < Q__COUNT; q++) {
		PGresult *d = PQdescribePrepared(conn, q_info[q].name);

		if (PQresultStatus(d) == PGRES_COMMAND_OK) {
			check_columns(q, d);
			check_parameters(q, d);
		}
		PQclear(d);
	}
	none_offended();
}

/* Column names are what rows load by: a name that stands twice would load the wrong one. */
static void columns_are_unique(void **state)
{
	(void)state;
	for (enum q q = 0; q < Q__COUNT; q++) {
		struct typed out[LIST];
		size_t n = listed(file_of(q), "out", out);

		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < i; k++)
				if (strcmp(out[i].name, out[k].name) == 0)
					offend(q, "column %s stands twice", out[i].name);
	}
	none_offended();
}

/* ---- plans ---- */

static const char *explain(const char *name, int n_params)
{
	struct buf b;

	buf_init(&b, arena, 128);
	buf_printf(&b, "EXPLAIN (FORMAT JSON) EXECUTE \"%s\"", name);
	for (int i = 0; i < n_params; i++)
		buf_str(&b, i ? ", NULL" : "(NULL");
	buf_str(&b, n_params ? ")" : "");
	return b.data;
}

static bool is_large(const char *table)
{
	for (int i = 0; large[i]; i++)
		if (str_starts(table, large[i]))
			return true;
	return false;
}

static const char *text_at(const cJSON *node, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(node, name));
}

/* A file may say that it does, and why: "-- reads all: jobs, counted once a day". */
static bool may_read_all(enum q q, const char *table)
{
	const char *line = strstr(file_of(q), "\n-- reads all: ");

	return line && str_starts(line + 15, table);
}

/* Whole tables, and whole indexes that are not partial: both read every row. */
static void check_node(enum q q, const cJSON *node, bool limited)
{
	const char *type = text_at(node, "Node Type"), *table = text_at(node, "Relation Name");
	const char *index = text_at(node, "Index Name");
	const cJSON *child;

	if (table && type && is_large(table) && !may_read_all(q, table)) {
		if (strcmp(type, "Seq Scan") == 0)
			offend(q, "reads all of %s", table);
		if (str_starts(type, "Index") && index && !text_at(node, "Index Cond") && !limited &&
		    !value(arena_printf(arena, "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('doubles.%s') "
					       "AND indpred IS NOT NULL", index)))
			offend(q, "reads all of %s through %s", table, index);
	}
	limited = type && strcmp(type, "Limit") == 0;
	cJSON_ArrayForEach(child, cJSON_GetObjectItemCaseSensitive(node, "Plans"))
		check_node(q, child, limited);
}

/*
 * Empty tables are read any way the planner likes. So each table gets a double in a schema of its own
 * with the same indexes and made-up rows, 8,000 or 100, and the statements are planned against those.
 * All of it is rolled back. $1 is a pattern of the large ones.
 */
static const char doubles[] =
	"DO $do$ DECLARE t record; cols text; vals text; BEGIN "
	"FOR t IN SELECT c.relname, c.oid FROM pg_class c WHERE c.relnamespace = 'abrid'::regnamespace "
	"  AND c.relkind IN ('r', 'p') AND NOT c.relispartition LOOP "
	" EXECUTE format('CREATE TABLE doubles.%I (LIKE abrid.%I INCLUDING DEFAULTS INCLUDING INDEXES)', t.relname, t.relname); "
	" SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum), string_agg(CASE format_type(atttypid, NULL) "
	"  WHEN 'bigint' THEN 'g' WHEN 'integer' THEN 'g' WHEN 'smallint' THEN 'g % 50' WHEN 'text' THEN 'md5(g::text)' "
	"  WHEN 'uuid' THEN 'gen_random_uuid()' WHEN 'bytea' THEN $$decode(md5(g::text), 'hex')$$ "
	"  WHEN 'timestamp with time zone' THEN $$now() + (g - 4000) * interval '6 hours'$$ WHEN 'date' THEN 'current_date + g % 90' "
	"  WHEN 'boolean' THEN 'g % 2 = 0' WHEN 'jsonb' THEN $$'{}'$$ WHEN 'int4range' THEN 'int4range(g % 5, g % 5 + 2)' "
	"  WHEN 'point' THEN 'point(36, 3)' WHEN 'text[]' THEN $$'{}'$$ WHEN 'numeric' THEN 'g % 1000' "
	"  WHEN 'double precision' THEN 'g' WHEN 'real' THEN 'g' ELSE 'NULL' END, ', ' ORDER BY attnum) INTO cols, vals "
	" FROM pg_attribute WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped; "
	" EXECUTE format('INSERT INTO doubles.%I (%s) SELECT %s FROM generate_series(1, %s) g ON CONFLICT DO NOTHING', t.relname, cols, vals, "
	"  CASE WHEN t.relname ~ $1 THEN 8000 ELSE 100 END); "
	" EXECUTE format('ANALYZE doubles.%I', t.relname); "
	"END LOOP; END $do$";

static void make_doubles(void)
{
	struct buf names;
	const char *at = strstr(doubles, "$1");

	buf_init(&names, arena, 256);
	for (int i = 0; large[i]; i++)
		buf_printf(&names, "%s^%s", i ? "|" : "'", large[i]);
	value("BEGIN");
	value("CREATE SCHEMA doubles");
	value("SET LOCAL search_path = doubles, abrid, public");
	value("SET LOCAL random_page_cost = 1.1");
	value("SET LOCAL plan_cache_mode = force_generic_plan");
	value(arena_printf(arena, "%.*s%s'%s", (int)(at - doubles), doubles, names.data, at + 2));
	PQclear(run("DEALLOCATE ALL"));
}

static void plan_and_check(enum q q, const char *name, const char *text)
{
	PGresult *res = PQprepare(conn, name, text, 0, NULL), *d = PQdescribePrepared(conn, name);
	const char *json = NULL;
	cJSON *plan;

	if (PQresultStatus(res) == PGRES_COMMAND_OK)
		json = value(explain(name, PQnparams(d)));
	PQclear(res);
	PQclear(d);
	plan = json ? cJSON_Parse(json) : NULL;
	if (!plan)
		offend(q, "no plan");
	check_node(q, cJSON_GetObjectItem(cJSON_GetArrayItem(plan, 0), "Plan"), false);
	cJSON_Delete(plan);
}

/* The check can fail: statements that no index serves are seen. */
static void whole_reads_are_noticed(void)
{
	static const char *const bad[] = {
		"SELECT id FROM bookings WHERE channel = $1",
		"SELECT id FROM jobs WHERE kind = $1 ORDER BY id",
		"SELECT count(*) FROM payments WHERE amount_c > $1",
		"SELECT i.id FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id WHERE i.fare_c = $1",
	};

	quiet = true;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		offences = 0;
		plan_and_check(0, arena_printf(arena, "bad%zu", i), bad[i]);
		if (offences == 0)
			FAIL_AT(__LINE__, "not noticed: %s", bad[i]);
	}
	offences = 0;
	plan_and_check(0, "good", "SELECT id FROM payments WHERE booking_id = $1");
	same_int(offences, 0);
	quiet = false;
}

static void no_large_table_is_read_whole(void **state)
{
	(void)state;
	make_doubles();
	whole_reads_are_noticed();
	for (enum q q = 0; q < Q__COUNT; q++)
		if (prepared[q])
			plan_and_check(q, q_info[q].name, q_info[q].text);
	value("ROLLBACK");
	none_offended();
}

/* ---- rights ---- */

/* The SQLSTATE of explaining the statement as a role, "" when it may; privileges are checked then. */
static const char *state_as(enum q q, const char *role)
{
	PGresult *res;
	const char *state;

	value(arena_printf(arena, "SET ROLE abrid_%s", role));
	res = run(explain(q_info[q].name, q_info[q].n_params));
	state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	state = arena_str(arena, state ? state : "");
	PQclear(res);
	value("RESET ROLE");
	return state;
}

static void named_roles_may(void **state)
{
	int checked = 0;

	(void)state;
	value("SET plan_cache_mode = force_generic_plan");
	for (enum q q = 0; q < Q__COUNT; q++)
		for (int r = 0; roles[r]; r++) {
			const char *got;

			if (!names_role(q, roles[r]) || !prepared[q])
				continue;
			checked++;
			got = state_as(q, roles[r]);
			if (*got)
				offend(q, "%s may not run it (%s)", roles[r], got);
		}
	is_true(checked >= Q__COUNT);
	none_offended();
}

/* Functions of the owner that the statement calls and that may change rows, as "a b ". */
static const char *writers(enum q q)
{
	return value(arena_printf(arena,
		"SELECT string_agg(DISTINCT p.proname || ' ', '') FROM pg_proc p "
		"WHERE p.pronamespace = 'abrid'::regnamespace AND p.prosecdef AND p.provolatile = 'v' "
		"AND $body$%s$body$ ~ ('\\m' || p.proname || '\\s*\\(')", q_info[q].text));
}

static bool writes_itself(enum q q)
{
	return value(arena_printf(arena, "SELECT 1 WHERE $body$%s$body$ ~* "
		"'\\m(insert into|update [a-z_]+ (as )?([a-z]+ )?set|delete from)\\M'", q_info[q].text)) != NULL;
}

/* True when the headers of all these functions name the role: it may call them by itself. */
static bool are_callers(const char *functions, const char *role)
{
	char *save, *list = arena_str(arena, functions);

	for (char *name = strtok_r(list, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		const char *file = keys_file(arena, arena_printf(arena, "sql/functions/%s.sql", name), NULL);
		const char *line = file ? strstr(file, "-- callers:") : NULL;

		if (!line || !strstr(arena_printf(arena, "%.*s ", (int)strcspn(line, "\n"), line),
				     arena_printf(arena, " %s ", role)))
			return false;
	}
	return true;
}

static void other_roles_may_not_write(void **state)
{
	int n_writes = 0;

	(void)state;
	value("SET plan_cache_mode = force_generic_plan");
	for (enum q q = 0; q < Q__COUNT; q++) {
		const char *functions = prepared[q] ? writers(q) : NULL;

		if (!prepared[q] || (!functions && !writes_itself(q)))
			continue;
		n_writes++;
		for (int r = 0; roles[r]; r++)
			if (!names_role(q, roles[r]) && !(functions && are_callers(functions, roles[r])) &&
			    strcmp(state_as(q, roles[r]), "42501") != 0)
				offend(q, "%s may run it, though no header names it", roles[r]);
	}
	is_true(n_writes > 20);
	none_offended();
}

/* Rows written by hand are a right no program has, whatever the statement. */
static void no_program_writes_by_hand(void **state)
{
	const char *found = value(
		"SELECT string_agg(format('%s may %s %s', r.rolname, p.what, c.relname), ', ') "
		"FROM pg_class c, pg_roles r, (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), "
		"('TRIGGER')) p (what) WHERE c.relnamespace = 'abrid'::regnamespace AND c.relkind IN ('r', 'p') "
		"AND r.rolname LIKE 'abrid\\_%' AND r.rolname <> 'abrid_owner' "
		"AND (has_table_privilege(r.oid, c.oid, p.what) OR (p.what IN ('INSERT', 'UPDATE', 'REFERENCES') "
		"AND has_any_column_privilege(r.oid, c.oid, p.what)))");

	(void)state;
	same_text(found, NULL);
}

/* Callers of the header may call, nobody else may, and a function of the owner names its path. */
static void functions_and_their_callers(void **state)
{
	PGresult *res = run("SELECT p.proname, p.prosecdef, p.proconfig IS NOT NULL AND array_to_string(p.proconfig, ',') "
			    "~ 'search_path', pg_get_userbyid(p.proowner), p.oid FROM pg_proc p "
			    "WHERE p.pronamespace = 'abrid'::regnamespace AND p.prorettype <> 'trigger'::regtype "
			    "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1");

	(void)state;
	is_true(PQntuples(res) > 25);
	for (int i = 0; i < PQntuples(res); i++) {
		const char *name = PQgetvalue(res, i, 0), *oid = PQgetvalue(res, i, 4), *line;
		char *file = keys_file(arena, arena_printf(arena, "sql/functions/%s.sql", name), NULL), *list;

		if (!file) {
			print_error("# function %s has no file\n", name);
			offences++;
			continue;
		}
		line = strstr(file, "-- callers:") + 11;
		list = arena_printf(arena, "%.*s ", (int)strcspn(line, "\n"), line);
		if (PQgetvalue(res, i, 1)[0] == 't' && PQgetvalue(res, i, 2)[0] != 't') {
			print_error("# function %s runs as its owner without a search path\n", name);
			offences++;
		}
		if (strcmp(PQgetvalue(res, i, 3), "abrid_owner") != 0) {
			print_error("# function %s belongs to %s\n", name, PQgetvalue(res, i, 3));
			offences++;
		}
		for (int r = 0; roles[r]; r++) {
			bool may = value(arena_printf(arena, "SELECT 1 WHERE has_function_privilege('abrid_%s', %s, 'EXECUTE')",
						      roles[r], oid)) != NULL;

			if (may != (strstr(list, arena_printf(arena, " %s ", roles[r])) != NULL)) {
				print_error("# function %s: %s %s call it, the header says otherwise\n", name, roles[r],
					    may ? "may" : "may not");
				offences++;
			}
		}
	}
	PQclear(res);
	none_offended();
}

/* Programs are plain users, and what identifies a bank account is out of their reach. */
static void programs_are_plain_users(void **state)
{
	(void)state;
	same_text(value("SELECT string_agg(rolname, ', ') FROM pg_roles WHERE rolname LIKE 'abrid\\_%' "
			"AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)"), NULL);
	same_text(value("SELECT string_agg(r.rolname, ', ') FROM pg_roles r WHERE r.rolname LIKE 'abrid\\_%' "
			"AND r.rolname <> 'abrid_owner' AND pg_has_role(r.oid, 'abrid_owner', 'USAGE')"), NULL);
	same_text(value("SELECT string_agg(r.rolname, ', ') FROM pg_roles r WHERE r.rolname LIKE 'abrid\\_%' "
			"AND r.rolname NOT IN ('abrid_owner', 'abrid_partner') "
			"AND has_column_privilege(r.oid, 'abrid.partners', 'bank_details', 'SELECT')"), NULL);
	same_text(value("SELECT string_agg(r.rolname, ', ') FROM pg_roles r WHERE r.rolname LIKE 'abrid\\_%' "
			"AND r.rolname <> 'abrid_owner' AND has_schema_privilege(r.oid, 'abrid', 'CREATE')"), NULL);
}

/* Passwords are read by the program that checks them. */
static void secrets_have_one_reader(void **state)
{
	(void)state;
	same_text(value("SELECT string_agg(r.rolname, ', ' ORDER BY 1) FROM pg_roles r WHERE r.rolname LIKE 'abrid\\_%' "
			"AND r.rolname NOT IN ('abrid_owner', 'abrid_auth') "
			"AND has_column_privilege(r.oid, 'abrid.users', 'password_hash', 'SELECT')"), NULL);
}

#define DB_TEST(f) cmocka_unit_test_setup(f, prepare_all)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DB_TEST(every_statement_prepares),
		DB_TEST(comments_tell_the_truth),
		DB_TEST(columns_are_unique),
		DB_TEST(no_large_table_is_read_whole),
		DB_TEST(named_roles_may),
		DB_TEST(other_roles_may_not_write),
		DB_TEST(no_program_writes_by_hand),
		DB_TEST(functions_and_their_callers),
		DB_TEST(programs_are_plain_users),
		DB_TEST(secrets_have_one_reader),
	};
	int rc;

	if (!getenv("ABRID_TEST_DB")) {
		fputs("ABRID_TEST_DB is not set: the database to test\n", stderr);
		return 1;
	}
	conn = PQconnectdb(getenv("ABRID_TEST_DB"));
	if (PQstatus(conn) != CONNECTION_OK) {
		fputs(PQerrorMessage(conn), stderr);
		return 1;
	}
	PQclear(run("SET search_path = abrid, public"));
	PQclear(run("SET client_min_messages = error"));
	rc = unit_run("statements", tests);
	PQfinish(conn);
	return rc;
}
