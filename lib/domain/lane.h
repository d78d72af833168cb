/*
 * lane - a process that runs the jobs of one lane, many at a time: each in a fiber, so that a job that
 * waits for a provider does not keep the others from going on. Only as many jobs are leased as there
 * are free slots, and leases are renewed while their jobs are under way.
 *
 * A job whose worker was lost with it, or whose kind killed a process lately, runs in a process of its
 * own: a job that crashes, hangs or eats memory harms the others once and is given up in the end. A job
 * that keeps the processor for job.hang_s ends its process.
 */
#ifndef DOMAIN_LANE_H
#define DOMAIN_LANE_H

#include <signal.h>
#include <stddef.h>

#include "store/jobs.h"
#include "store/work.h"

/*
 * A handler has no transaction open while it calls the outside. ERR_UNAVAILABLE, ERR_TIMEOUT,
 * ERR_BUSY_RETRY and ERR_RETRY ask for another try, ERR_AWAY for one that does not count; other errors
 * are final.
 */
struct lane_kind {
	const char *kind;
	enum err (*run)(struct work *w, const struct job *j);
};

struct lane {
	const char *name;
	int slots;                     /* jobs in flight */
	const struct lane_kind *kinds; /* ends with an empty row; their order is that of the metric rows */
};

/* Runs until *stopping, then lets the jobs in flight end. w holds database, Redis and principal. */
void lane_run(const struct lane *l, const struct work *w, const volatile sig_atomic_t *stopping);

/* A process of its own for one leased job; "id:fence" as the lane passes it behind --job. */
int lane_run_one(const struct lane *l, const struct work *w, const char *job);

#endif
