/*
 * migrate - the schema, forward only: each migration once, in the order of their numbers, then all
 * functions (create or replace) and the grants. One advisory lock keeps two migrators apart;
 * lock_timeout keeps a migration from stopping the sale.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abridctl.h"
#include "base/conf.h"
#include "base/field.h"
#include "base/keys.h"
#include "base/str.h"
#include "store/db.h"

/* One login role per program; sql/roles.sql grants each what its statements touch. */
static const char *const programs[] = { "auth", "routes", "bookings", "payments", "tracking",
					"partner", "admin", "worker", "fleet", NULL };

static const char prepare[] =
	"SET client_min_messages = warning;"
	"SET lock_timeout = '1s';"
	"SELECT pg_advisory_lock(7240011);"
	"DO $$ BEGIN "
	"IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'abrid_owner') THEN CREATE ROLE abrid_owner NOLOGIN; END IF; "
	"END $$;"
	"CREATE SCHEMA IF NOT EXISTS abrid AUTHORIZATION abrid_owner;"
	"CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public;"
	"CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;"
	"CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;"
	"REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
	"SET search_path = abrid, public;"
	"SET ROLE abrid_owner;"
	"CREATE TABLE IF NOT EXISTS schema_migrations ("
	" version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());"
	"COMMENT ON TABLE schema_migrations IS 'Migrations applied, by number';"
	"RESET ROLE;";

static char *program_role(struct arena *a, const char *program)
{
	return arena_printf(a,
			    "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'abrid_%s') "
			    "THEN CREATE ROLE abrid_%s LOGIN; END IF; END $$;"
			    "GRANT USAGE ON SCHEMA abrid TO abrid_%s;"
			    "ALTER ROLE abrid_%s SET search_path = abrid, public;",
			    program, program, program, program);
}

struct version {
	int64_t version;
};

static const struct field version_fields[] = {
	{ "version", F_INT, AT(version, version), "version" },
	{ 0 },
};

static int is_sql(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 4 && strcmp(e->d_name + n - 4, ".sql") == 0;
}

static enum err run_file(struct work *w, const char *path, const char *before, const char *after)
{
	char *text = keys_file(w->arena, path, NULL);

	if (!text)
		return fail(ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
	return db_script(w, arena_printf(w->arena, "BEGIN; %s %s; %s COMMIT;", before, text, after));
}

/* "0003_bookings.sql": number 3; 0 when the name has none. */
static int64_t number_of(struct arena *a, const char *name)
{
	const char *digits = arena_strn(a, name, strspn(name, "0123456789"));
	int64_t v = 0;

	while (*digits == '0')
		digits++;
	return str_int(digits, 1, 9999, &v) ? v : 0;
}

/* A number below the newest one may still be missing: two lines of work landed in another order. */
static bool applied(const struct version *done, size_t n, int64_t number)
{
	for (size_t i = 0; i < n; i++)
		if (done[i].version == number)
			return true;
	return false;
}

static enum err migrations(struct work *w, const struct version *done, size_t done_n, int *count)
{
	const char *dir = arena_printf(w->arena, "%s/migrations", conf_text(CONF_DIR_SQL));
	struct dirent **list;
	int n = scandir(dir, &list, is_sql, alphasort);
	enum err e = n < 0 ? fail(ERR_NOT_FOUND, "%s: %s", dir, strerror(errno)) : OK;

	for (int i = 0; i < n; i++) {
		int64_t number = number_of(w->arena, list[i]->d_name);

		if (e == OK && number > 0 && !applied(done, done_n, number)) {
			e = run_file(w, arena_printf(w->arena, "%s/%s", dir, list[i]->d_name),
				     "SET LOCAL ROLE abrid_owner;",
				     arena_printf(w->arena,
						  "INSERT INTO schema_migrations (version, name) VALUES (%lld, '%.*s');",
						  (long long)number, (int)strcspn(list[i]->d_name, "."),
						  list[i]->d_name));
			if (e != OK)
				fprintf(stderr, "abridctl: %s\n", list[i]->d_name);
			*count += e == OK;
		}
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	return e;
}

/* Functions may name one another: bodies are not checked before all are there. */
static enum err functions(struct work *w)
{
	const char *dir = arena_printf(w->arena, "%s/functions", conf_text(CONF_DIR_SQL));
	struct dirent **list;
	int n = scandir(dir, &list, is_sql, alphasort);
	struct buf all;
	enum err e = OK;

	buf_init(&all, w->arena, 131072);
	for (int i = 0; i < n; i++) {
		char *text = keys_file(w->arena, arena_printf(w->arena, "%s/%s", dir, list[i]->d_name), NULL);

		if (text)
			buf_str(&all, text);
		buf_str(&all, "\n;");
		free(list[i]);
	}
	if (n < 0)
		e = fail(ERR_NOT_FOUND, "%s: %s", dir, strerror(errno));
	else
		free(list);
	if (e == OK)
		e = db_script(w, arena_printf(w->arena,
					      "BEGIN; SET LOCAL ROLE abrid_owner; SET LOCAL check_function_bodies = off;"
					      "%s COMMIT;",
					      all.data));
	return e;
}

static enum err migrate(struct work *w, int *count)
{
	struct version *done;
	size_t n;

	TRY(db_script(w, prepare));
	for (int i = 0; programs[i]; i++)
		TRY(db_script(w, program_role(w->arena, programs[i])));
	TRY(db_list(w, Q_HEALTH_APPLIED, NULL, version_fields, sizeof *done, &done, &n));
	TRY(migrations(w, done, n, count));
	TRY(functions(w));
	TRY(run_file(w, arena_printf(w->arena, "%s/roles.sql", conf_text(CONF_DIR_SQL)), "", ""));
	TRY(db_script(w, arena_printf(w->arena, "SET ROLE abrid_owner; SELECT partitions_keep(%lld), locations_keep(); RESET ROLE;",
				      (long long)conf_int(CONF_SALE_DAYS))));
	return *count ? db_script(w, "ANALYZE") : OK;
}

int migrate_run(int argc, char **argv)
{
	struct work *w;
	int count = 0;
	enum err e;

	(void)argv;
	if (argc != 0 || !ctl_conf())
		return EXIT_USAGE;
	w = ctl_admin();
	if (!w)
		return EXIT_USAGE;
	e = migrate(w, &count);
	if (e != OK)
		return ctl_fail("migration", e);
	printf("schema up to date, %d migration%s applied\n", count, count == 1 ? "" : "s");
	db_close(w->db);
	arena_free(w->arena);
	return EXIT_OK;
}

int migrate_check(int argc, char **argv)
{
	struct work w = { 0 };
	struct version v = { 0 };
	enum err e;

	(void)argv;
	if (argc != 0 || !ctl_conf())
		return EXIT_USAGE;
	w.arena = arena_new((size_t)1 << 20);
	w.db = db_open("worker", 0);
	e = db_one(&w, Q_HEALTH_SCHEMA, NULL, version_fields, &v);
	if (e != OK)
		return ctl_fail("database", e);
	printf("schema %lld\n", (long long)v.version);
	return EXIT_OK;
}
