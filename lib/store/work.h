/*
 * work - what one request or one job works with: memory, database, cache, principal, language.
 * The gate (or the worker) makes one per request and passes it to every domain call.
 */
#ifndef STORE_WORK_H
#define STORE_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/who.h"

struct db;
struct redis;

enum { WORK_FORGET = 32 };

struct work {
	struct arena *arena;
	struct db *db;
	struct redis *redis;
	struct who who;
	enum lang lang;
	int64_t now;            /* instant the work began */
	int64_t deadline;       /* monotonic microseconds; waits end there */
	const char *request_id;
	int64_t job, fence;     /* jobs: the lease this work acts under; 0 for requests */
	int retry_s;            /* jobs: the outside asked for this pause before the next try; 0 none */
	/* Cache keys that lie once the transaction is committed; dropped then, not before. */
	const char *forget[WORK_FORGET];
	size_t n_forget;
};

/* Drops the key from the cache after commit; nothing happens on rollback. */
void work_forget(struct work *w, const char *key);

/* Called after commit (drop) or rollback (false). */
void work_settle(struct work *w, bool committed);

#endif
