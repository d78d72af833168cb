/*
 * network_copy - one table filled by COPY, row by row; a failure ends the program with the server's
 * words. idmap finds the numbers the server gave to rows by a key of ours.
 */
#ifndef SANDBOX_NETWORK_COPY_H
#define SANDBOX_NETWORK_COPY_H

#include "network.h"

struct copy {
	PGconn *conn;
	size_t len;
	bool begun; /* a cell of the row is written */
	char data[65536];
};

void copy_start(struct copy *c, PGconn *conn, const char *sql);
void copy_text(struct copy *c, const char *s); /* NULL is SQL NULL */
void copy_int(struct copy *c, int64_t v);
void copy_format(struct copy *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void copy_row(struct copy *c); /* ends the row */
void copy_end(struct copy *c);

struct idmap {
	PGresult *res; /* in the order of keys, byte by byte */
};

/* The statement gives id and key. */
void idmap_load(struct idmap *m, PGconn *conn, const char *sql);
bool idmap_has(const struct idmap *m, const char *key);
/* Ends the program when the key is unknown. */
int64_t idmap_find(const struct idmap *m, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void idmap_free(struct idmap *m);

#endif
