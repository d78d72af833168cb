/* sql - libpq. */
#include "sql.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "match.h"
#include "script.h"
#include "vars.h"

enum { PARAMS = 32, COLUMNS = 32 };

static PGconn *conn;

static bool connected(char *why, size_t size)
{
	const char *conninfo = getenv("ABRID_TEST_DB");

	if (conn && PQstatus(conn) == CONNECTION_OK)
		return true;
	if (!conninfo) {
		snprintf(why, size, "ABRID_TEST_DB is not set");
		return false;
	}
	PQfinish(conn);
	/* dbname may be a whole conninfo, written as keywords or as an address. */
	conn = PQconnectdbParams((const char *const[]){ "dbname", "application_name", "options", NULL },
				 (const char *const[]){ conninfo, "transcript",
							"-c search_path=abrid,public -c timezone=UTC "
							"-c statement_timeout=10000",
							NULL },
				 1);
	if (PQstatus(conn) != CONNECTION_OK)
		snprintf(why, size, "%s", PQerrorMessage(conn));
	return PQstatus(conn) == CONNECTION_OK;
}

void sql_stop(void)
{
	PQfinish(conn);
	conn = NULL;
}

/* Places become parameters: values of a transcript are never part of the statement's text. */
static const char *with_parameters(const char *text, const char **values, int *n, char *why, size_t size)
{
	struct buf b;

	buf_init(&b, memory, strlen(text) + 64);
	while (*text) {
		const char *open = strstr(text, "{{"), *close = open ? strstr(open, "}}") : NULL;

		if (!close) {
			buf_str(&b, text);
			break;
		}
		if (*n == PARAMS) {
			snprintf(why, size, "more than %d places", PARAMS);
			return NULL;
		}
		buf_put(&b, text, (size_t)(open - text));
		values[*n] = vars_fill(arena_strn(memory, open, (size_t)(close + 2 - open)), why, size);
		if (!values[*n])
			return NULL;
		buf_printf(&b, "$%d", ++*n);
		text = close + 2;
	}
	return b.data;
}

/* The cells of a line "a | b", trimmed. */
static int split(const char *line, size_t len, const char **cells)
{
	const char *end = line + len;
	int n = 0;

	while (n < COLUMNS) {
		const char *bar = memchr(line, '|', (size_t)(end - line)), *stop = bar ? bar : end;

		while (line < stop && *line == ' ')
			line++;
		while (stop > line && stop[-1] == ' ')
			stop--;
		cells[n++] = arena_strn(memory, line, (size_t)(stop - line));
		if (!bar)
			break;
		line = bar + 1;
	}
	return n;
}

static const char *cell(const PGresult *res, int row, int column)
{
	return PQgetisnull(res, row, column) ? "NULL" : PQgetvalue(res, row, column);
}

static const char *all_rows(const PGresult *res)
{
	struct buf b;

	buf_init(&b, memory, 256);
	for (int row = 0; row < PQntuples(res) && row < 8; row++) {
		buf_str(&b, "\n  ");
		for (int c = 0; c < PQnfields(res); c++)
			buf_printf(&b, "%s%s", c ? " | " : "", cell(res, row, c));
	}
	return b.data;
}

static bool check_row(const PGresult *res, int row, const char *line, size_t len, char *why, size_t size)
{
	const char *cells[COLUMNS];
	int n = split(line, len, cells);

	if (n != PQnfields(res)) {
		snprintf(why, size, "the expected row has %d cells: %.*s", n, (int)len, line);
		return false;
	}
	for (int c = 0; c < n; c++) {
		char said[200];
		const char *want = vars_expect(cells[c], said, sizeof said);

		if (!want || !match_text(want, cell(res, row, c), said, sizeof said)) {
			snprintf(why, size, "row %d, %s is \"%s\", want \"%s\" (%s)%s", row + 1, PQfname(res, c),
				 cell(res, row, c), want ? want : cells[c], said, all_rows(res));
			return false;
		}
	}
	return true;
}

/* "=> column | column" and the rows below it. */
static bool check_rows(const struct step *s, const PGresult *res, char *why, size_t size)
{
	const char *names[COLUMNS], *line = s->rows;
	int n = split(s->expect, strlen(s->expect), names), row = 0;

	if (n != PQnfields(res)) {
		snprintf(why, size, "%d columns, want %s", PQnfields(res), s->expect);
		return false;
	}
	for (int c = 0; c < n; c++) {
		if (strcmp(names[c], PQfname(res, c)) != 0) {
			snprintf(why, size, "column %d is %s, want %s", c + 1, PQfname(res, c), names[c]);
			return false;
		}
	}
	for (; *line; line += strcspn(line, "\n") + 1, row++) {
		if (row >= PQntuples(res)) {
			snprintf(why, size, "%d rows, want more%s", PQntuples(res), all_rows(res));
			return false;
		}
		if (!check_row(res, row, line, strcspn(line, "\n"), why, size))
			return false;
	}
	if (row != PQntuples(res))
		snprintf(why, size, "%d rows, want %d%s", PQntuples(res), row, all_rows(res));
	return row == PQntuples(res);
}

static bool check_result(const struct step *s, const PGresult *res, char *why, size_t size)
{
	const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
	ExecStatusType status = PQresultStatus(res);

	if (str_starts(s->expect, "error ")) {
		if (state && strcmp(state, s->expect + 6) == 0)
			return true;
		snprintf(why, size, "want SQLSTATE %s, got %s", s->expect + 6, state ? state : "success");
		return false;
	}
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
		snprintf(why, size, "%s %s", state ? state : "", PQresultErrorMessage(res));
		return false;
	}
	if (strcmp(s->expect, "ok") == 0)
		return true;
	if (status != PGRES_TUPLES_OK) {
		snprintf(why, size, "the statement returns no rows, want %s", s->expect);
		return false;
	}
	return check_rows(s, res, why, size);
}

bool sql_step(const struct step *s, char *why, size_t size)
{
	const char *values[PARAMS], *text;
	int n = 0;
	PGresult *res;
	bool ok;

	if (!s->body || !*s->expect) {
		snprintf(why, size, "a statement and an expectation (=> ok, => column...) are wanted");
		return false;
	}
	if (!connected(why, size) || !(text = with_parameters(s->body, values, &n, why, size)))
		return false;
	res = n ? PQexecParams(conn, text, n, NULL, values, NULL, NULL, 0) : PQexec(conn, text);
	ok = check_result(s, res, why, size);
	PQclear(res);
	return ok;
}
