/*
 * test_db - the connection as programs use it, against the migrated database of ABRID_TEST_DB (a
 * superuser's conninfo): transactions on fresh and broken connections, errors, time-outs.
 */
#include "unit.h"

#include <libpq-fe.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/id.h"
#include "base/when.h"
#include "store/db.h"

static PGconn *boss; /* the superuser, beside the program */
static struct work w;

struct version {
	int version;
};

static const struct field version_fields[] = {
	{ "version", F_COUNT, AT(version, version), "version" },
	{ 0 },
};

static const char *admin(const char *sql)
{
	PGresult *res = PQexec(boss, sql);
	const char *out = "";

	if (PQresultStatus(res) != PGRES_COMMAND_OK && PQresultStatus(res) != PGRES_TUPLES_OK)
		FAIL_AT(__LINE__, "%s: %s", sql, PQerrorMessage(boss));
	if (PQntuples(res) > 0)
		out = arena_str(arena, PQgetvalue(res, 0, 0));
	PQclear(res);
	return out;
}

static void settings(const char *more)
{
	unit_settings(arena_printf(arena, "db.conninfo = %s\ndb.lock_ms = 300\ndb.statement_ms = 1000\n%s",
				   getenv("ABRID_TEST_DB"), more));
}

static int open_db(void **state)
{
	(void)state;
	arena_reset(arena);
	fail_clear();
	settings("");
	admin("DELETE FROM abrid.idempotency_keys");
	w = (struct work){ .arena = arena, .db = db_open("bookings", 0) };
	return 0;
}

static int close_db(void **state)
{
	(void)state;
	db_close(w.db);
	return 0;
}

static unsigned char key_of(int n)
{
	return (unsigned char)n;
}

/* A write that can be counted afterwards: a claimed idempotency key. */
static void claim_later(int n)
{
	unsigned char *key = arena_get(arena, ID_HASH);

	key[0] = key_of(n);
	db_later(&w, Q_IDEM_CLAIM, (struct param[]){ p_bytes(key, ID_HASH), p_bytes(key, ID_HASH),
						      p_int(60) });
}

static enum err write_once(int n)
{
	db_begin(&w);
	claim_later(n);
	return db_commit(&w);
}

static int keys(void)
{
	return atoi(admin("SELECT count(*) FROM abrid.idempotency_keys"));
}

static void cut_connections(void)
{
	admin("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'abrid_bookings'");
}

static enum err read_version(void)
{
	struct version v = { 0 };
	enum err e = db_one(&w, Q_HEALTH_SCHEMA, NULL, version_fields, &v);

	if (e == OK && v.version < 1)
		FAIL_AT(__LINE__, "version %d", v.version);
	return e;
}

static void first_statement_is_a_write(void **state)
{
	(void)state;
	same_int(write_once(1), OK);
	same_int(keys(), 1);
	is_false(db_in_transaction(&w));
}

static void first_write_spans_round_trips(void **state)
{
	(void)state;
	db_begin(&w);
	claim_later(1);
	same_int(db_flush(&w), OK);
	is_true(db_in_transaction(&w));
	claim_later(2);
	same_int(db_flush(&w), OK);
	same_int(keys(), 0);
	same_int(db_commit(&w), OK);
	same_int(keys(), 2);
}

static void rolled_back(void **state)
{
	(void)state;
	db_begin(&w);
	claim_later(1);
	same_int(db_flush(&w), OK);
	db_rollback(&w);
	is_false(db_in_transaction(&w));
	same_int(keys(), 0);
	db_begin(&w);
	claim_later(1); /* never sent */
	db_rollback(&w);
	same_int(write_once(2), OK);
	same_int(keys(), 1);
}

/* A connection that died while idle costs one failed try, which says so. */
static void stale_connection(void **state)
{
	(void)state;
	same_int(read_version(), OK);
	cut_connections();
	same_int(write_once(1), ERR_LOST_COMMIT);
	is_true(db_lost(&w));
	db_rollback(&w);
	fail_clear();
	same_int(write_once(1), OK);
	same_int(keys(), 1);

	cut_connections();
	same_int(read_version(), ERR_UNAVAILABLE);
	is_true(db_lost(&w));
	fail_clear();
	same_int(read_version(), OK);
}

/* The connection dies between the round trips of a transaction: the rest must not run alone. */
static void lost_in_the_middle(void **state)
{
	(void)state;
	db_begin(&w);
	claim_later(1);
	same_int(db_flush(&w), OK);
	cut_connections();
	claim_later(2);
	same_int(db_flush(&w), ERR_UNAVAILABLE);
	is_true(db_lost(&w));
	claim_later(3);
	same_int(db_flush(&w), ERR_UNAVAILABLE);
	same_int(db_commit(&w), ERR_UNAVAILABLE); /* it was never sent: nothing is in doubt */
	is_true(db_lost(&w));
	db_rollback(&w);
	same_int(keys(), 0);
	fail_clear();
	same_int(write_once(4), OK);
	same_int(keys(), 1);
}

/* Each round trip of a transaction of three, failing in turn. */
static void failure_at_each_round_trip(void **state)
{
	(void)state;
	for (unsigned at = 1; at <= 4; at++) {
		enum err e, f, g;

		admin("DELETE FROM abrid.idempotency_keys");
		fail_clear();
		db_fail_after(w.db, at);
		db_begin(&w);
		claim_later(1);
		e = db_flush(&w);
		claim_later(2);
		f = db_flush(&w);
		g = db_commit(&w);
		INT_AT(__LINE__, e, at == 1 ? ERR_UNAVAILABLE : OK);
		INT_AT(__LINE__, f, at <= 2 ? ERR_UNAVAILABLE : OK);
		INT_AT(__LINE__, g, at <= 2 ? ERR_UNAVAILABLE : at == 3 ? ERR_LOST_COMMIT : OK);
		INT_AT(__LINE__, keys(), at <= 3 ? 0 : 2);
		db_rollback(&w);
		db_fail_after(w.db, 0);
		fail_clear();
		same_int(write_once(9), OK);
	}
}

static void refusals_of_the_schema(void **state)
{
	unsigned char key[ID_HASH] = { 7 }, other[ID_HASH] = { 8 };

	(void)state;
	same_int(db_run(&w, Q_IDEM_CLAIM, (struct param[]){ p_bytes(key, 32), p_bytes(key, 32), p_int(60) }),
		 OK);
	same_int(db_run(&w, Q_IDEM_CLAIM, (struct param[]){ p_bytes(key, 32), p_bytes(other, 32), p_int(60) }),
		 ERR_KEY_REUSED);
	fail_clear();
	same_int(db_run(&w, Q_IDEM_CLAIM, (struct param[]){ p_bytes(key, 32), p_bytes(key, 32), p_int(60) }),
		 ERR_BUSY_RETRY);
	fail_clear();
	same_int(db_run(&w, Q_IDEM_STORE, (struct param[]){ p_bytes(key, 32), p_int(201), p_bytes("x", 1) }),
		 OK);
	same_int(db_run(&w, Q_IDEM_CLAIM, (struct param[]){ p_bytes(key, 32), p_bytes(key, 32), p_int(60) }),
		 ERR_REPLAY);
	same_int(fail_note()->err, ERR_REPLAY);
	/* A failed statement outside a transaction leaves the connection usable. */
	fail_clear();
	same_int(read_version(), OK);
	is_false(db_lost(&w));
}

/* What the server says about rows and bad data holds these: the note, which goes to a log, names only what failed. */
static void refusals_quote_nobody(void **state)
{
	(void)state;
	same_int(db_script(&w, "SELECT 'Canari'::uuid"), ERR_INTERNAL);
	is_true(strstr(fail_note()->why, "22P02 invalid input syntax for type uuid") != NULL);
	is_true(strstr(fail_note()->why, "Canari") == NULL);
	fail_clear();
	same_int(db_script(&w, "CREATE TEMP TABLE guests (name text CONSTRAINT guests_name PRIMARY KEY); "
			       "INSERT INTO guests VALUES ('Canari'), ('Canari')"), ERR_EXISTS);
	is_true(strstr(fail_note()->why, "guests_name") != NULL);
	is_true(strstr(fail_note()->why, "Canari") == NULL);
}

static void one_maybe_none(void **state)
{
	struct row {
		int status;
	} row = { 0 };
	static const struct field fields[] = { { "status", F_COUNT, .at = 0, "status" }, { 0 } };
	static const struct field wrong[] = { { "no", F_COUNT, .at = 0, "no_such_column" }, { 0 } };
	unsigned char key[ID_HASH] = { 1 };
	struct param p[] = { p_bytes(key, 32) };
	struct row *rows;
	size_t n = 99;
	bool found = true;

	(void)state;
	same_int(db_one(&w, Q_IDEM_LOAD, p, fields, &row), ERR_NOT_FOUND);
	fail_clear();
	same_int(db_maybe(&w, Q_IDEM_LOAD, p, fields, &row, &found), OK);
	is_false(found);
	same_int(db_list(&w, Q_IDEM_LOAD, p, fields, sizeof row, &rows, &n), OK);
	same_int(n, 0);
	admin("INSERT INTO abrid.idempotency_keys (key_hash, body_hash, status, reply) "
	      "VALUES (decode('01' || repeat('00', 31), 'hex'), '\\x00', 201, '\\x00')");
	same_int(db_maybe(&w, Q_IDEM_LOAD, p, fields, &row, &found), OK);
	is_true(found);
	same_int(row.status, 201);
	same_int(db_list(&w, Q_IDEM_LOAD, p, fields, sizeof row, &rows, &n), OK);
	same_int(n, 1);
	same_int(rows[0].status, 201);
	same_int(db_one(&w, Q_IDEM_LOAD, p, wrong, &row), ERR_INTERNAL);
}

static void many_statements_in_one_round_trip(void **state)
{
	struct version v[20];
	bool found[20];

	(void)state;
	for (int i = 0; i < 20; i++) {
		v[i].version = -1;
		db_later_one(&w, Q_HEALTH_SCHEMA, NULL, version_fields, &v[i], &found[i]);
	}
	same_int(db_flush(&w), OK);
	for (int i = 0; i < 20; i++)
		is_true(found[i] && v[i].version > 0);
	same_int(db_flush(&w), OK); /* nothing queued */
}

/* The COMMIT behind a failed statement is skipped: the transaction must be ended all the same. */
static void failed_with_its_commit(void **state)
{
	unsigned char key[ID_HASH] = { 3 }, other[ID_HASH] = { 4 };

	(void)state;
	same_int(write_once(3), OK);
	for (int i = 0; i < 3; i++) {
		fail_clear();
		db_begin(&w);
		db_later(&w, Q_IDEM_CLAIM, (struct param[]){ p_bytes(key, 32), p_bytes(other, 32), p_int(60) });
		same_int(db_commit(&w), ERR_KEY_REUSED);
		is_false(db_in_transaction(&w));
		same_int(read_version(), OK);
	}
	same_int(keys(), 1);
}

/* Another session holds the row: lock_timeout, and the transaction is not poisoned for the next. */
static void waits_end(void **state)
{
	(void)state;
	admin("INSERT INTO abrid.idempotency_keys (key_hash, body_hash) "
	      "VALUES (decode('05' || repeat('00', 31), 'hex'), '\\x00')");
	admin("BEGIN");
	admin("SELECT 1 FROM abrid.idempotency_keys FOR UPDATE");
	same_int(write_once(5), ERR_BUSY_RETRY);
	db_rollback(&w);
	admin("ROLLBACK");
	fail_clear();
	same_int(write_once(6), OK);
	same_int(db_script(&w, "SELECT pg_sleep(3)"), ERR_TIMEOUT);
	fail_clear();
	same_int(read_version(), OK);
}

/* The handler's deadline passes before the statement's: the connection is given up. */
static void deadline_of_the_work(void **state)
{
	(void)state;
	same_int(read_version(), OK);
	admin("INSERT INTO abrid.idempotency_keys (key_hash, body_hash) "
	      "VALUES (decode('05' || repeat('00', 31), 'hex'), '\\x00')");
	admin("BEGIN");
	admin("SELECT 1 FROM abrid.idempotency_keys FOR UPDATE");
	w.deadline = when_ticks() + 50000;
	same_int(write_once(5), ERR_LOST_COMMIT);
	db_rollback(&w);
	admin("ROLLBACK");
	w.deadline = 0;
	fail_clear();
	same_int(write_once(6), OK);
}

/* A migration changed what a prepared statement returns: one try is lost, not the request. */
static void plans_of_an_older_schema(void **state)
{
	(void)state;
	admin("ALTER TABLE abrid.schema_migrations ALTER version TYPE integer");
	same_int(read_version(), OK);
	admin("ALTER TABLE abrid.schema_migrations ALTER version TYPE bigint");
	same_int(read_version(), ERR_UNAVAILABLE);
	is_true(db_lost(&w));
	fail_clear();
	same_int(read_version(), OK);
	admin("ALTER TABLE abrid.schema_migrations ALTER version TYPE integer");
}

static void unprepared(void **state)
{
	(void)state;
	settings("db.prepare = 0\n");
	for (int i = 0; i < 3; i++) {
		same_int(read_version(), OK);
		same_int(write_once(i), OK);
	}
	same_int(keys(), 3);
	same_text(admin("SELECT count(*) FROM pg_stat_activity WHERE usename = 'abrid_bookings' "
			"AND query LIKE '%EXECUTE%'"), "0");
}

static void no_server(void **state)
{
	(void)state;
	db_close(w.db);
	unit_settings("db.conninfo = host=/nonexistent port=1 dbname=x\n");
	w.db = db_open("bookings", 0);
	same_int(read_version(), ERR_UNAVAILABLE);
	is_true(strstr(fail_note()->why, "/nonexistent") != NULL);
	fail_clear();
	same_int(write_once(1), ERR_UNAVAILABLE);
	same_text(fail_note()->why, "database away");
	db_rollback(&w);
}

/* Least privilege: the program's role cannot touch a guarded table by hand. */
static void no_hand_on_guarded_tables(void **state)
{
	static const char *const tables[] = { "booking_seats", "bookings", "payments", "ledger_line",
					      "idempotency_keys", "jobs" };

	(void)state;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		fail_clear();
		same_int(db_script(&w, arena_printf(arena, "DELETE FROM abrid.%s", tables[i])),
			 ERR_INTERNAL);
		is_true(strstr(fail_note()->why, "42501") != NULL);
	}
}

#define DB_TEST(f) cmocka_unit_test_setup_teardown(f, open_db, close_db)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DB_TEST(first_statement_is_a_write),
		DB_TEST(first_write_spans_round_trips),
		DB_TEST(rolled_back),
		DB_TEST(stale_connection),
		DB_TEST(lost_in_the_middle),
		DB_TEST(failure_at_each_round_trip),
		DB_TEST(refusals_of_the_schema),
		DB_TEST(refusals_quote_nobody),
		DB_TEST(one_maybe_none),
		DB_TEST(many_statements_in_one_round_trip),
		DB_TEST(failed_with_its_commit),
		DB_TEST(waits_end),
		DB_TEST(deadline_of_the_work),
		DB_TEST(plans_of_an_older_schema),
		DB_TEST(unprepared),
		DB_TEST(no_server),
		DB_TEST(no_hand_on_guarded_tables),
	};
	int rc;

	if (!getenv("ABRID_TEST_DB")) {
		fputs("ABRID_TEST_DB is not set: the database to test\n", stderr);
		return 1;
	}
	boss = PQconnectdb(getenv("ABRID_TEST_DB"));
	if (PQstatus(boss) != CONNECTION_OK) {
		fputs(PQerrorMessage(boss), stderr);
		return 1;
	}
	rc = unit_run("db", tests);
	PQfinish(boss);
	return rc;
}
