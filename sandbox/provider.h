/*
 * provider - what the imitated companies have in common. Each is a table of operations under a path
 * prefix; from the table come the 404 and 405 answers, the names faults are queued under, the
 * journal, and the control routes below /__sim.
 */
#ifndef WORLD_PROVIDER_H
#define WORLD_PROVIDER_H

#include "http.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

struct call {
	const struct http_request *request;
	struct http_reply *reply;
	char verdict[200];
};

struct operation {
	const char *method;
	const char *path;               /* a segment of "*" matches any one segment */
	const char *name;               /* what faults and the journal call it */
	void (*run)(struct call *);
	bool browser;                   /* a page for people: any header is welcome */
};

/* How a callback replay is wanted: POST /__sim/callback/replay. */
struct replay {
	const char *id;
	int64_t times, delay_ms;
	bool reorder, bad_signature;
};

struct provider {
	const char *name, *prefix;
	bool authorization;             /* its API takes an Authorization header */
	bool ours;                      /* may stand on a host of our own: takes a traceparent */
	const struct operation *operations, *controls;  /* each ends in a row without method */

	/* Its own words for an HTTP error. */
	void (*refuse)(struct http_reply *, int status);

	/* Forgets orders or messages, and settings too. */
	void (*reset)(void);

	/*
	 * Sends callbacks of that id again: how many, or -1 when the id is not its own. NULL when
	 * it has none.
	 */
	int64_t (*replay)(const struct replay *);
};

/* Every imitated provider, NULL last (world.c). */
extern const struct provider *const providers[];

/* The provider of that name, NULL when there is none. */
const struct provider *provider_find(const char *name);

/* Whether it has an operation of that name. */
bool provider_has(const struct provider *p, const char *op);

/* Serves one request under the provider's prefix, faults and journal included. */
void provider_serve(const struct provider *p, const struct http_request *rq, struct http_reply *rp);

/*
 * The row that serves a request. With NULL, *other tells whether the path exists for another
 * method.
 */
const struct operation *operation_find(const struct operation *list, const struct http_request *rq,
    bool *other);

/* The n-th segment of a path counted from 0, in allocated memory; NULL when there are fewer. */
char *path_segment(const char *path, int n);

/* Sets the verdict that the journal and the home page show. */
void call_verdict(struct call *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
