/*
 * jobs - the worker's side of the jobs table: claim, end, fail with back-off, rescue.
 */
#ifndef STORE_JOBS_H
#define STORE_JOBS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

struct job {
	int64_t id, fence;
	const char *kind;
	const char *payload;      /* JSON object of ids */
	int attempts, max_attempts;
};

/* Leases up to n jobs of a lane. */
enum err jobs_claim(struct work *w, const char *lane, int n, struct job **list, size_t *count);
enum err jobs_done(struct work *w, const struct job *j);
/* Waits and tries again: exponential back-off with jitter; give_up ends it at once. */
enum err jobs_failed(struct work *w, const struct job *j, const char *why, bool give_up);
/* Jobs of vanished workers wait again. */
enum err jobs_rescue(struct work *w);

/* A number or text of the payload; 0 or NULL when absent. */
int64_t job_number(const struct job *j, const char *name);
const char *job_text(struct work *w, const struct job *j, const char *name);

#endif
