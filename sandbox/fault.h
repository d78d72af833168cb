/*
 * fault - misfortunes queued per provider and operation, consumed one per call in order.
 *
 *   timeout              the answer never comes        nothing happened at the provider
 *   reset                TCP reset after the request   nothing happened
 *   http503, http429:5   that status (:seconds gives Retry-After)
 *   html200, empty200, malformed, scalar               status 200 with rubbish, nothing happened
 *   slow:2500            the answer comes late         it happened
 *   truncated            the answer is cut short       it happened
 *   accepted_then_X      any of the above              it happened
 */
#ifndef WORLD_FAULT_H
#define WORLD_FAULT_H

#include "jw.h"

#include <stdbool.h>
#include <stdint.h>

enum fault_kind {
	FAULT_NONE, FAULT_TIMEOUT, FAULT_RESET, FAULT_TRUNCATED, FAULT_SLOW, FAULT_HTTP,
	FAULT_HTML, FAULT_EMPTY, FAULT_MALFORMED, FAULT_SCALAR
};

struct fault {
	enum fault_kind kind;
	bool accepted;          /* the provider does its work before the misfortune */
	int status;
	int64_t value;          /* milliseconds of slow, seconds of Retry-After (-1: none) */
	char text[40];          /* as it was asked for */
};

/* Reads one word of the vocabulary; false when it is not in it. */
bool fault_parse(const char *text, struct fault *f);

/* Adds a fault n times for an operation, or for every operation when op is "*". */
void fault_queue(const char *provider, const char *op, const struct fault *f, int64_t n);

/* Takes the next fault for a call; kind is FAULT_NONE when none waits. */
struct fault fault_take(const char *provider, const char *op);

/* Empties one queue, or all of them. */
void fault_clear(const char *provider, const char *op);
void fault_reset(void);

/* Lists what waits and how many were injected. */
void fault_list(struct jw *j);

#endif
