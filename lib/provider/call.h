/*
 * call - HTTP to providers through libcurl (its only user): https only, http when the base is
 * loopback (the sandbox); a deadline on everything, no redirects, a cap on the answer, certificates
 * always verified. A breaker per provider and operation opens for 30 s after 5 transient failures.
 *
 * A call is described first and run then: alone it holds up its process (a web program); inside a
 * fiber it gives way, and calls_wait carries all of them on together (a worker's lane).
 */
#ifndef PROVIDER_CALL_H
#define PROVIDER_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct arena;

/* What became of a call, for the decision to try again. */
enum call_class {
	CALL_OK,        /* an answer was read: look at status */
	CALL_TRANSIENT, /* nothing happened at the provider: try again */
	CALL_AMBIGUOUS, /* the request left, no usable answer came: ask before trying again */
	CALL_THROTTLED, /* try again after retry_s */
	CALL_AUTH,      /* our credentials: alert, never try again */
	CALL_INVALID,   /* our request is wrong: never try again */
};

enum { CALL_HEADERS = 6 };

struct call {
	const char *provider, *op; /* "satim", "register": names the breaker and the metric */
	const char *method, *url;
	const char *headers[CALL_HEADERS]; /* "Name: value" */
	const char *user, *password;       /* basic authentication */
	const char *body;                  /* NULL for none */
	size_t body_n;
	int timeout_ms;
	size_t cap;                        /* bytes of answer; 0 is 64 KiB */
	bool once;                         /* takes effect each time it arrives: never sent twice */

	/* Filled by the run. */
	enum call_class class;
	int status;
	char *answer;                      /* NUL-terminated, in the arena */
	size_t answer_n;
	const char *message_id;            /* X-Message-Id of the answer, NULL when absent */
	int retry_s;
	const char *error;                 /* libcurl's words when there was no answer */
	bool held_back;                    /* the breaker is open: nothing was tried, retry_s says how long */
};

/* Once per process, before the first call. */
void call_start(void);

/* Runs it and waits; fills the result part. Never fails otherwise: look at class. */
void call_run(struct arena *a, struct call *c);

/*
 * Waits up to ms for calls of fibers, or for input at fd (-1 for none), and resumes the fibers whose
 * calls ended. True when there is input at fd.
 */
bool calls_wait(int fd, int ms);

/* Form bodies: name=value pairs appended with percent encoding. */
struct buf;
void call_form(struct buf *body, const char *name, const char *value);

const char *call_class_name(enum call_class c);

#endif
