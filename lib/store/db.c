/* db - connection, queue of statements, pipeline, error mapping. */
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/point.h"
#include "base/str.h"
#include "base/trace.h"
#include "base/when.h"
#include "store/row.h"
#include "store/state.h"

enum { QUEUE = 26, PARAMS = 40, RECONNECT_US = 500000 };

static const char begin[] = "BEGIN", begin_read[] = "BEGIN READ ONLY";

enum want { WANT_NOTHING, WANT_ONE, WANT_LIST };

struct queued {
	enum q q;
	const char *sql; /* BEGIN, COMMIT, cursors: not the named statement itself */
	const char *label; /* what a span calls it; NULL takes the statement's name */
	const char *values[PARAMS];
	int n_values;
	enum want want;
	const struct field *fields;
	size_t size;
	void *out;
	bool *found;
	size_t *count;
};

struct db {
	char *conninfo;
	PGconn *conn;
	bool prepared[Q__COUNT];
	struct queued queue[QUEUE];
	size_t n;
	bool in_tx, lost, ever;
	bool refused; /* a statement of an organisation was queued for a principal without one */
	bool sent; /* the latest flush reached the point of sending */
	int64_t next_try; /* monotonic; no reconnect before */
	unsigned fail_in;
};

static struct db *make(char *conninfo)
{
	struct db *db = calloc(1, sizeof *db);

	if (!db || !conninfo)
		abort();
	db->conninfo = conninfo;
	return db;
}

struct db *db_open(const char *program, int64_t statement_ms)
{
	struct arena *a = arena_new(16384);
	struct db *db = make(strdup(arena_printf(
		a,
		"%s user=abrid_%s application_name=%s connect_timeout=3 client_encoding=UTF8 "
		"options='-c statement_timeout=%lld -c lock_timeout=%lld "
		"-c idle_in_transaction_session_timeout=10000 -c timezone=UTC'",
		conf_text(CONF_DB_CONNINFO), program, program,
		(long long)(statement_ms ? statement_ms : conf_int(CONF_DB_STATEMENT_MS)),
		(long long)conf_int(CONF_DB_LOCK_MS))));

	arena_free(a);
	return db;
}

struct db *db_open_admin(const char *conninfo)
{
	return make(strdup(conninfo));
}

static void hang_up(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
	memset(db->prepared, 0, sizeof db->prepared);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	hang_up(db);
	free(db->conninfo);
	free(db);
}

static enum err connect_now(struct db *db)
{
	if (db->conn && PQstatus(db->conn) == CONNECTION_OK)
		return OK;
	hang_up(db);
	if (when_ticks() < db->next_try)
		return fail(ERR_UNAVAILABLE, "database away");
	db->conn = PQconnectdb(db->conninfo);
	if (PQstatus(db->conn) != CONNECTION_OK) {
		fail(ERR_UNAVAILABLE, "%s", PQerrorMessage(db->conn));
		hang_up(db);
		db->next_try = when_ticks() + RECONNECT_US;
		return ERR_UNAVAILABLE;
	}
	if (db->ever)
		metric_add(METRIC_DB_RECONNECTS, 1);
	db->ever = true;
	PQsetnonblocking(db->conn, 1);
	return OK;
}

/* Waits until the socket is ready for what, or the deadline of the work. */
static bool wait_for(struct work *w, short what)
{
	struct pollfd fd = { .fd = PQsocket(w->db->conn), .events = what };
	int64_t left;
	int n;

	do {
		left = w->deadline ? (w->deadline - when_ticks()) / 1000 : 60000;
		n = poll(&fd, 1, left < 0 ? 0 : (int)left);
	} while (n < 0 && errno == EINTR);
	return n > 0;
}

/* Everything queued in libpq goes out; input is read meanwhile so that neither side blocks. */
static bool send_all(struct work *w)
{
	int more;

	while ((more = PQflush(w->db->conn)) == 1)
		if (!wait_for(w, POLLIN | POLLOUT) || !PQconsumeInput(w->db->conn))
			return false;
	return more == 0;
}

/* The next result; *lost when the connection broke or the deadline passed. */
static PGresult *next_result(struct work *w, bool *lost)
{
	while (PQisBusy(w->db->conn)) {
		if (!wait_for(w, POLLIN) || !PQconsumeInput(w->db->conn)) {
			*lost = true;
			return NULL;
		}
	}
	return PQgetResult(w->db->conn);
}

static void clear_result(void *res)
{
	PQclear(res);
}

static bool send_one(struct db *db, struct queued *s)
{
	const struct q_info *info = &q_info[s->q];

	if (s->sql)
		return PQsendQueryParams(db->conn, s->sql, s->n_values, NULL, s->values, NULL, NULL, 0);
	if (!conf_int(CONF_DB_PREPARE))
		return PQsendQueryParams(db->conn, info->text, s->n_values, NULL, s->values, NULL, NULL,
					 0);
	if (!db->prepared[s->q] &&
	    !PQsendPrepare(db->conn, info->name, info->text, s->n_values, NULL))
		return false;
	return PQsendQueryPrepared(db->conn, info->name, s->n_values, s->values, NULL, NULL, 0);
}

static enum err take_rows(struct work *w, struct queued *s, PGresult *res)
{
	if (s->want == WANT_ONE) {
		bool some = PQntuples(res) > 0;

		if (s->found)
			*s->found = some;
		else if (!some)
			return fail(ERR_NOT_FOUND, "%s: no row", q_info[s->q].name);
		return some ? row_load_one(w->arena, res, s->fields, s->out) : OK;
	}
	if (s->want == WANT_LIST)
		return row_load_all(w->arena, res, s->fields, s->size, s->out, s->count);
	return OK;
}

/* Reads the answers of one statement (of its preparation too) up to the NULL that ends it. */
static enum err take_answer(struct work *w, struct queued *s, bool *lost)
{
	PGresult *res = next_result(w, lost);
	enum err e = OK;

	if (!res || *lost)
		return fail(ERR_UNAVAILABLE, "connection lost: %s", PQerrorMessage(w->db->conn));
	switch (PQresultStatus(res)) {
	case PGRES_TUPLES_OK:
		arena_defer(w->arena, clear_result, res);
		if (s)
			e = take_rows(w, s, res);
		res = NULL;
		break;
	case PGRES_COMMAND_OK:
		break;
	case PGRES_PIPELINE_ABORTED:
		e = ERR_INTERNAL; /* echo of an earlier failure, which holds the note */
		break;
	default:
		e = state_error(res);
		*lost = state_stale(res);
	}
	PQclear(res);
	if (*lost)
		return e;
	res = next_result(w, lost);
	PQclear(res);
	return *lost ? fail(ERR_UNAVAILABLE, "connection lost") : e;
}

/* Statements go one after the other: each lasts from the end of the one before. */
static int64_t note_span(const struct queued *s, int64_t began, enum err e)
{
	const char *name = s->label ? s->label : q_info[s->q].name;

	if (!trace_kept())
		return 0;
	if (*name)
		trace_part(0, "postgresql", NULL, name, began, 0, e != OK);
	return when_ticks();
}

/* Reads all answers in order; the first failure is the result. */
static enum err take_answers(struct work *w, const bool *fresh, bool *lost)
{
	struct db *db = w->db;
	enum err first = OK, e;
	int64_t began = trace_kept() ? when_ticks() : 0;
	PGresult *res;

	for (size_t i = 0; i < db->n && !*lost; i++) {
		struct queued *s = &db->queue[i];

		if (fresh[i]) {
			e = take_answer(w, NULL, lost);
			db->prepared[s->q] = e == OK;
			first = first == OK ? e : first;
		}
		if (*lost)
			break;
		e = take_answer(w, s, lost);
		began = note_span(s, began, e);
		first = first == OK ? e : first;
	}
	if (*lost)
		return first;
	res = next_result(w, lost);
	assert(*lost || PQresultStatus(res) == PGRES_PIPELINE_SYNC);
	PQclear(res);
	return first;
}

static enum err exchange(struct work *w, bool *lost)
{
	struct db *db = w->db;
	bool fresh[QUEUE] = { false };
	bool again[Q__COUNT] = { false };

	if (!PQenterPipelineMode(db->conn))
		return fail(ERR_INTERNAL, "pipeline: %s", PQerrorMessage(db->conn));
	for (size_t i = 0; i < db->n; i++) {
		struct queued *s = &db->queue[i];

		fresh[i] = !s->sql && conf_int(CONF_DB_PREPARE) && !db->prepared[s->q];
		if (fresh[i] && again[s->q])
			fresh[i] = false;
		if (!send_one(db, s)) {
			*lost = true;
			return fail(ERR_UNAVAILABLE, "send: %s", PQerrorMessage(db->conn));
		}
		if (fresh[i]) {
			again[s->q] = true;
			db->prepared[s->q] = true; /* taken back when the preparation fails */
		}
	}
	if (!PQpipelineSync(db->conn) || !send_all(w)) {
		*lost = true;
		return fail(ERR_UNAVAILABLE, "send: %s", PQerrorMessage(db->conn));
	}
	return take_answers(w, fresh, lost);
}

/* The rest of a transaction whose connection broke must not run on a new one. */
static bool orphaned(const struct db *db)
{
	const char *first = db->queue[0].sql;

	return db->in_tx && !db->conn && first != begin && first != begin_read;
}

static void points(const struct db *db, const char *side)
{
	for (size_t i = 0; i < db->n; i++)
		if (!db->queue[i].sql)
			point(side, q_info[db->queue[i].q].name);
}

enum err db_flush(struct work *w)
{
	struct db *db = w->db;
	bool lost = false;
	enum err e;

	db->sent = false;
	if (db->n == 0)
		return OK;
	if (db->refused) {
		db->refused = false;
		db->n = 0;
		return fail(ERR_FORBIDDEN, "no organisation");
	}
	metric_add(METRIC_DB_ROUND_TRIPS, 1);
	e = orphaned(db) ? fail(ERR_UNAVAILABLE, "transaction lost") : connect_now(db);
	db->sent = e == OK;
	if (e == OK && db->fail_in && --db->fail_in == 0) {
		lost = true;
		e = fail(ERR_UNAVAILABLE, "failure injected");
	} else if (e == OK) {
		points(db, "before");
		e = exchange(w, &lost);
		if (!lost && !PQexitPipelineMode(db->conn))
			lost = true;
		points(db, "after");
	}
	db->n = 0;
	/* A broken connection, or one whose plans no longer fit the schema, is not used again. */
	if (lost || (db->conn && PQstatus(db->conn) == CONNECTION_BAD)) {
		db->lost = true;
		hang_up(db);
		return e == OK ? fail(ERR_UNAVAILABLE, "connection lost") : e;
	}
	return e;
}

/* ---- queueing ---- */

static struct queued *enqueue(struct work *w)
{
	struct db *db = w->db;
	struct queued *s;

	assert(db->n < QUEUE);
	s = &db->queue[db->n++];
	memset(s, 0, sizeof *s);
	return s;
}

static struct queued *enqueue_words(struct work *w, const char *label, const char *sql)
{
	struct queued *s = enqueue(w);

	s->label = label;
	s->sql = sql;
	return s;
}

/* Jobs of this transaction, also of one that no BEGIN opens, go on with the trace (jobs.trace). */
static void tell_trace(struct work *w)
{
	char at[TRACE_PARENT + 1];
	struct queued *s;

	if (!trace_kept())
		return;
	s = enqueue_words(w, "", NULL);
	s->q = Q_TRACE_TELL;
	trace_parent(0, at);
	s->values[s->n_values++] = arena_str(w->arena, at);
}

static struct queued *add(struct work *w, enum q q, const struct param *p)
{
	const struct param org = p_int(w->who.org_id);
	int own = q_info[q].org;
	struct queued *s;

	if (w->db->n == 0 && !w->db->in_tx)
		tell_trace(w);
	s = enqueue(w);
	s->q = q;
	s->n_values = q_info[q].n_params;
	assert(s->n_values <= PARAMS);
	if (own)
		s->values[0] = row_param(w->arena, &org);
	if (own && !w->who.org_id)
		w->db->refused = true;
	for (int i = own; i < s->n_values; i++)
		s->values[i] = row_param(w->arena, &p[i - own]);
	return s;
}

void db_later(struct work *w, enum q q, const struct param *p)
{
	add(w, q, p);
}

void db_later_one(struct work *w, enum q q, const struct param *p, const struct field *fields,
		  void *row, bool *found)
{
	struct queued *s = add(w, q, p);

	s->want = WANT_ONE;
	s->fields = fields;
	s->out = row;
	s->found = found;
}

void db_later_list(struct work *w, enum q q, const struct param *p, const struct field *fields,
		   size_t size, void *rows, size_t *n)
{
	struct queued *s = add(w, q, p);

	s->want = WANT_LIST;
	s->fields = fields;
	s->size = size;
	s->out = rows;
	s->count = n;
}

enum err db_run(struct work *w, enum q q, const struct param *p)
{
	db_later(w, q, p);
	return db_flush(w);
}

enum err db_one(struct work *w, enum q q, const struct param *p, const struct field *fields,
		void *row)
{
	db_later_one(w, q, p, fields, row, NULL);
	return db_flush(w);
}

enum err db_maybe(struct work *w, enum q q, const struct param *p, const struct field *fields,
		  void *row, bool *found)
{
	db_later_one(w, q, p, fields, row, found);
	return db_flush(w);
}

enum err db_list(struct work *w, enum q q, const struct param *p, const struct field *fields,
		 size_t size, void *rows, size_t *n)
{
	db_later_list(w, q, p, fields, size, rows, n);
	return db_flush(w);
}

/* ---- cursors ---- */

void db_cursor(struct work *w, enum q q, const struct param *p)
{
	struct queued *s;

	w->db->lost = false;
	w->db->in_tx = true;
	enqueue_words(w, begin_read, begin_read);
	s = add(w, q, p);
	s->sql = arena_printf(w->arena, "DECLARE list NO SCROLL CURSOR FOR %s", q_info[q].text);
}

enum err db_cursor_next(struct work *w, size_t most, const struct field *fields, size_t size,
			void *rows, size_t *n)
{
	struct queued *s = enqueue_words(w, "FETCH", arena_printf(w->arena, "FETCH %zu FROM list", most));

	s->want = WANT_LIST;
	s->fields = fields;
	s->size = size;
	s->out = rows;
	s->count = n;
	return db_flush(w);
}

/* ---- transactions ---- */

void db_begin(struct work *w)
{
	w->db->lost = false;
	w->db->in_tx = true;
	enqueue_words(w, begin, begin);
	tell_trace(w);
}

enum err db_commit(struct work *w)
{
	enum err e;

	enqueue_words(w, "COMMIT", "COMMIT");
	e = db_flush(w);
	if (w->db->lost && w->db->sent && e != OK)
		e = ERR_LOST_COMMIT;
	if (e != OK)
		db_rollback(w); /* a COMMIT behind a failed statement was never executed */
	w->db->in_tx = false;
	return e;
}

void db_rollback(struct work *w)
{
	struct db *db = w->db;

	db->n = 0;
	db->refused = false;
	if (!db->conn) {
		db->in_tx = false;
		return;
	}
	if (PQtransactionStatus(db->conn) != PQTRANS_IDLE) {
		enqueue_words(w, "ROLLBACK", "ROLLBACK");
		if (db_flush(w) != OK && db->conn)
			hang_up(db);
	}
	db->in_tx = false;
}

bool db_in_transaction(const struct work *w)
{
	return w->db->in_tx;
}

bool db_lost(const struct work *w)
{
	return w->db->lost;
}

enum err db_script(struct work *w, const char *sql)
{
	PGresult *res;
	enum err e = OK;

	TRY(connect_now(w->db));
	PQsetnonblocking(w->db->conn, 0);
	res = PQexec(w->db->conn, sql); /* the one place: migrations hold several statements */
	if (PQresultStatus(res) != PGRES_COMMAND_OK && PQresultStatus(res) != PGRES_TUPLES_OK)
		e = state_error(res);
	PQclear(res);
	PQsetnonblocking(w->db->conn, 1);
	return e;
}

void db_fail_after(struct db *db, unsigned n)
{
	db->fail_in = n;
}
