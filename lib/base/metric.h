/*
 * metric - counters shared by all processes of a program: one mapped file per program in
 * <dir.run>/metrics, added to with atomic operations, read by whoever prints /metrics. Counters
 * survive a crashed process; they start again at zero when the program's rows change.
 */
#ifndef BASE_METRIC_H
#define BASE_METRIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum metric {
#define METRIC(id, name, help) METRIC_##id,
#include "base/metric.def"
#undef METRIC
	METRIC__COUNT
};

/* A row that is timed: a route of a web program, a kind of job of the worker. */
struct metric_row {
	const char *method, *path, *pool;
};

/*
 * Maps the program's file. On failure counts go to private memory: a missing directory never stops
 * a sale. Rows must stay valid while the process lives.
 */
void metric_start(const char *dir, const char *program, const struct metric_row *rows, size_t n);

void metric_add(enum metric m, uint64_t n);
/* One finished request of row i: HTTP status and duration in microseconds. */
void metric_request(size_t i, int status, int64_t micros);

/* All programs of dir in the Prometheus text format 0.0.4. */
void metric_print(const char *dir, struct buf *out);

#endif
