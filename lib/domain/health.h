/*
 * health - whether the platform can serve, and how much work waits.
 */
#ifndef DOMAIN_HEALTH_H
#define DOMAIN_HEALTH_H

#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

struct health {
	const char *database, *cache; /* ok, away */
	int64_t schema;               /* number of the newest migration */
	int64_t waiting, dead, oldest_s;
};
extern const struct field health_fields[];       /* database, cache, schema */
extern const struct field health_queue_fields[]; /* waiting, dead, oldestSeconds */

/* The database answers with its schema; the cache may be away. ERR_UNAVAILABLE without a database. */
enum err health_ready(struct work *w, struct health *out);
/* The same and the queue. */
enum err health_read(struct work *w, struct health *out);

/* Jobs by lane and kind as gauges of the Prometheus text format, behind the counters. */
struct buf;
enum err health_jobs(struct work *w, struct buf *out);

#endif
