/* network_copy - COPY in text format, and the way back from our keys to the server's numbers. */
#include "network_copy.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 4096 };

PGresult *network_sql(PGconn *conn, const char *sql, int n, const char *const *values)
{
	PGresult *res = n ? PQexecParams(conn, sql, n, NULL, values, NULL, NULL, 0)
			  : PQexec(conn, sql);
	ExecStatusType s = PQresultStatus(res);

	if (s != PGRES_COMMAND_OK && s != PGRES_TUPLES_OK && s != PGRES_COPY_IN)
		network_die("%s", PQerrorMessage(conn));
	return res;
}

static void send_data(struct copy *c)
{
	if (c->len && PQputCopyData(c->conn, c->data, (int)c->len) != 1)
		network_die("%s", PQerrorMessage(c->conn));
	c->len = 0;
}

void copy_start(struct copy *c, PGconn *conn, const char *sql)
{
	c->conn = conn;
	c->len = 0;
	c->begun = false;
	PQclear(network_sql(conn, sql, 0, NULL));
}

/* Room for a cell, after the tab that separates it from the one before. */
static char *cell(struct copy *c)
{
	if (c->len + CELL > sizeof c->data)
		send_data(c);
	if (c->begun)
		c->data[c->len++] = '\t';
	c->begun = true;
	return c->data + c->len;
}

void copy_text(struct copy *c, const char *s)
{
	char *p = cell(c);

	if (!s) {
		memcpy(p, "\\N", 2);
		c->len += 2;
		return;
	}
	if (strlen(s) * 2 + 2 > CELL)
		network_die("a text of %zu bytes is too long", strlen(s));
	for (; *s; s++) {
		const char *special = strchr("\t\n\\", *s);

		if (special)
			*p++ = '\\';
		*p++ = special ? "tn\\"[special - "\t\n\\"] : *s;
	}
	c->len = (size_t)(p - c->data);
}

void copy_int(struct copy *c, int64_t v)
{
	char *p = cell(c);

	c->len += (size_t)snprintf(p, 24, "%lld", (long long)v);
}

void copy_format(struct copy *c, const char *fmt, ...)
{
	char *p = cell(c);
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(p, 512, fmt, ap);
	va_end(ap);
	if (n < 0 || n >= 512)
		network_die("a cell is too long");
	c->len += (size_t)n;
}

void copy_row(struct copy *c)
{
	if (c->len == sizeof c->data)
		send_data(c);
	c->data[c->len++] = '\n';
	c->begun = false;
}

void copy_end(struct copy *c)
{
	PGresult *res;

	send_data(c);
	if (PQputCopyEnd(c->conn, NULL) != 1)
		network_die("%s", PQerrorMessage(c->conn));
	while ((res = PQgetResult(c->conn))) {
		if (PQresultStatus(res) != PGRES_COMMAND_OK)
			network_die("%s", PQerrorMessage(c->conn));
		PQclear(res);
	}
}

/* ---- ids ---- */

void idmap_load(struct idmap *m, PGconn *conn, const char *sql)
{
	char ordered[512];

	snprintf(ordered, sizeof ordered,
		 "SELECT id, key::text FROM (%s) AS t (id, key) ORDER BY key::text COLLATE \"C\"",
		 sql);
	m->res = network_sql(conn, ordered, 0, NULL);
}

static int seek(const struct idmap *m, const char *key)
{
	int low = 0, high = PQntuples(m->res) - 1;

	while (low <= high) {
		int middle = (low + high) / 2;
		int d = strcmp(key, PQgetvalue(m->res, middle, 1));

		if (d == 0)
			return middle;
		if (d < 0)
			high = middle - 1;
		else
			low = middle + 1;
	}
	return -1;
}

bool idmap_has(const struct idmap *m, const char *key)
{
	return seek(m, key) >= 0;
}

int64_t idmap_find(const struct idmap *m, const char *fmt, ...)
{
	char key[256];
	va_list ap;
	int row;

	va_start(ap, fmt);
	vsnprintf(key, sizeof key, fmt, ap);
	va_end(ap);
	row = seek(m, key);
	if (row < 0)
		network_die("the database holds no \"%s\"; `make reset` starts afresh", key);
	return strtoll(PQgetvalue(m->res, row, 0), NULL, 10);
}

void idmap_free(struct idmap *m)
{
	PQclear(m->res);
}
