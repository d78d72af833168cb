/*
 * jobs - the worker's side of the jobs table: take, renew, end, fail with back-off, rescue; and the
 * word that there may be work, told outside of transactions and never relied on.
 */
#ifndef STORE_JOBS_H
#define STORE_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

struct job {
	int64_t id, fence;
	const char *kind;
	const char *payload;      /* JSON object of ids */
	const char *trace;        /* traceparent of what asked for it; NULL for none */
	int attempts, max_attempts;
};

/* Channel of Redis on which commits are announced. */
#define JOBS_CHANNEL "jobs"

/* Leases up to n jobs of a lane; alone: of those that must not share a process. */
enum err jobs_take(struct work *w, const char *lane, int n, bool alone, struct job **list, size_t *count);
/* A job another process took for this one. ERR_NOT_FOUND when the lease is lost. */
enum err jobs_leased(struct work *w, int64_t id, int64_t fence, struct job *out);
/* Longer leases for n jobs under way. */
enum err jobs_renew(struct work *w, const int64_t *ids, const int64_t *fences, size_t n);

enum err jobs_done(struct work *w, const struct job *j);
/* Waits and tries again: a pause that grows with the fourth power of the attempt; give_up ends it at once. */
enum err jobs_failed(struct work *w, const struct job *j, const char *why, bool give_up);
/* Waits pause_ms without counting the attempt. */
enum err jobs_put_back(struct work *w, const struct job *j, const char *why, int64_t pause_ms);
/* The process it ran in alone died. */
enum err jobs_died(struct work *w, const struct job *j, const char *why);

/* Jobs whose lease ran out wait again; and those held by processes of this host that are gone. */
enum err jobs_rescue(struct work *w);
enum err jobs_rescue_host(struct work *w);
/* Forgets what ended well long ago. */
enum err jobs_purge(struct work *w);

/* After a commit: whoever looks for work may look now. Costs one round trip to Redis, fails silently. */
void jobs_announce(struct work *w);

/* A number or text of the payload; 0 or NULL when absent. */
int64_t job_number(const struct job *j, const char *name);
const char *job_text(struct work *w, const struct job *j, const char *name);

#endif
