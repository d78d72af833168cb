/*
 * db - PostgreSQL by named statements (sql/queries, enum q), one connection per process.
 *
 * Statements are queued with db_later* and sent together: db_flush costs one round trip whatever
 * the number queued. db_one, db_maybe, db_list and db_run queue and flush. Rows load through field
 * tables by column name; a column the table names and the statement lacks is an internal error.
 * Texts of rows stay valid until the arena is reset.
 *
 * Errors: SQLSTATE is mapped here and nowhere else. Functions of the schema refuse with
 * `refuse('CODE')`, which arrives as the error of that code. ERR_RETRY: run the transaction again.
 * ERR_UNAVAILABLE: no connection. ERR_LOST_COMMIT: COMMIT was sent, its answer never came.
 *
 * Tenancy: statements under sql/queries/partner take the organisation as $1, and it is set here, from
 * the principal of the work. Callers give the parameters from $2 on: they have no way to name another
 * organisation. A principal without one gets ERR_FORBIDDEN and nothing is sent.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "q.h"
#include "store/work.h"

struct db;

enum param_kind {
	PARAM_NULL,
	PARAM_INT,
	PARAM_TEXT,
	PARAM_BOOL,
	PARAM_TIME,   /* instant */
	PARAM_DATE,
	PARAM_REAL,
	PARAM_BYTES,
	PARAM_PUBLIC, /* 26 base32 characters to uuid */
	PARAM_INTS,   /* bigint[] */
	PARAM_TEXTS,  /* text[], NULL elements allowed */
};

struct param {
	enum param_kind kind;
	int64_t number;
	double real;
	const void *p;
	size_t n;
};

struct param p_null(void);
struct param p_int(int64_t v);
struct param p_text(const char *s);       /* NULL is SQL NULL */
struct param p_bool(bool v);
struct param p_time(int64_t instant);     /* WHEN_NONE is NULL */
struct param p_date(int32_t date);
struct param p_real(double v);
struct param p_bytes(const void *p, size_t n); /* NULL p is NULL */
struct param p_public(const char *id);    /* NULL is NULL */
struct param p_ints(const int64_t *v, size_t n);
/* Ages in years as smallint[]: a negative one is unknown and becomes NULL. */
struct param p_ages(struct arena *a, const int64_t *v, size_t n);
struct param p_texts(const char *const *v, size_t n);

/* Who asks, for ownership in WHERE: the user, NULL for guests; the guest's hash, NULL for none. */
struct param p_person(const struct work *w);
struct param p_guest(const struct work *w);

/*
 * A connection that is made at first use. user is abrid_<program>; statement_ms 0 takes the
 * setting. admin: the conninfo of the superuser instead, for abridctl.
 */
struct db *db_open(const char *program, int64_t statement_ms);
struct db *db_open_admin(const char *conninfo);
void db_close(struct db *db);

void db_later(struct work *w, enum q q, const struct param *p);
void db_later_one(struct work *w, enum q q, const struct param *p, const struct field *fields,
		  void *row, bool *found);
void db_later_list(struct work *w, enum q q, const struct param *p, const struct field *fields,
		   size_t size, void *rows, size_t *n);
enum err db_flush(struct work *w);

enum err db_run(struct work *w, enum q q, const struct param *p);
/* One row; ERR_NOT_FOUND when there is none. */
enum err db_one(struct work *w, enum q q, const struct param *p, const struct field *fields,
		void *row);
/* One row or none. */
enum err db_maybe(struct work *w, enum q q, const struct param *p, const struct field *fields,
		  void *row, bool *found);
/* All rows as an array in the arena: rows points to a pointer, e.g. struct trip **. */
enum err db_list(struct work *w, enum q q, const struct param *p, const struct field *fields,
		 size_t size, void *rows, size_t *n);

/*
 * A long list in pieces: a read-only transaction with one cursor. db_cursor queues its beginning;
 * each db_cursor_next brings up to most rows into the arena, fewer at the end. db_rollback ends it.
 */
void db_cursor(struct work *w, enum q q, const struct param *p);
enum err db_cursor_next(struct work *w, size_t most, const struct field *fields, size_t size,
			void *rows, size_t *n);

/* A list that may be sent as a file: a statement that counts it (column total), one that brings it. */
struct db_sheet {
	enum q count, rows;
	const struct param *count_with, *rows_with;
	const struct field *fields;
	size_t size;
};

/* Queued like a statement, so they cost no round trip of their own. */
void db_begin(struct work *w);
enum err db_commit(struct work *w);
/* Ends an open transaction and empties the queue, also after errors and lost connections. */
void db_rollback(struct work *w);
bool db_in_transaction(const struct work *w);

/* True when the connection broke since the last db_begin or start: nothing was committed. */
bool db_lost(const struct work *w);

/* abridctl and tests only: text of several statements, outside the named ones. */
enum err db_script(struct work *w, const char *sql);

/* Tests: the n-th round trip from now fails as if the connection broke; 0 switches it off. */
void db_fail_after(struct db *db, unsigned n);

#endif
