/*
 * client - many HTTP requests at once against the running site, and small looks into JSON answers
 * and the database, for tests of races and faults.
 *
 * Environment: BASE (address of the site), WORLD (of the sandbox), ABRID_TEST_DB (superuser conninfo).
 */
#ifndef LOAD_CLIENT_H
#define LOAD_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ASK_HEADERS = 6, ASK_TEXT = 768 };

struct ask {
	const char *method;
	char url[512];
	char header[ASK_HEADERS][ASK_TEXT];
	char body[1024]; /* "" for none */
	/* Filled: */
	int status;      /* 0: no answer */
	double seconds;
	char *answer;    /* malloc'ed, NUL-terminated */
	size_t n;
};

void client_start(void);

/* Prepares a request of a client of its own (own address through the trusted proxy header). */
void ask_make(struct ask *a, const char *method, const char *path, int client);
void ask_header(struct ask *a, const char *name, const char *value);
void ask_body(struct ask *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ask_free(struct ask *a, size_t n);

/* Runs all of them, at most `at_once` in flight; returns the seconds it took. */
double ask_all(struct ask *a, size_t n, size_t at_once);

/* Text of a JSON path "data.items.0.seat" in an answer, in a static ring; "" when absent. */
const char *json_at(const char *json, const char *path);

/* First cell of a statement's result as text in a static buffer; "" for none. Aborts on errors. */
const char *sql(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int64_t sql_int(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A trip from Alger to Oran `days` ahead, the which-th of that day. */
struct trip {
	char id[40], from[24], to[24], chlef[24];
};
bool trip_pick(struct trip *t, int days, int which);

double percentile(double *seconds, size_t n, double p);
void pause_ms(int ms);
double now_s(void);

/* TAP. */
void plan_end(void);
void ok(bool good, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int failures(void);

#endif
