/*
 * trace - where the work at hand stands in a trace (W3C Trace Context), and the spans of it that are
 * exported. Every request and job has a trace; spans are kept only after trace_start, in a ring that
 * base/otlp empties, and are dropped and counted when it is full.
 *
 * Names are texts that live as long as the process (routes, statements, commands, operations): a
 * span has no place for a value.
 *
 * One piece of work at a time: a fiber that gives way takes its place along (trace_leave) and brings
 * it back (trace_return).
 */
#ifndef BASE_TRACE_H
#define BASE_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRACE_ID = 16, TRACE_PARENT = 55 };

/* The numbers OTLP gives them. */
enum trace_kind { TRACE_SERVER = 2, TRACE_CLIENT = 3, TRACE_CONSUMER = 5 };

struct trace_at {
	unsigned char id[TRACE_ID];
	uint64_t span, parent; /* the span of this work, and the caller's; 0 for none */
	bool kept;             /* its spans are exported */
};

struct span {
	unsigned char trace[TRACE_ID];
	uint64_t id, parent;
	enum trace_kind kind;
	const char *system, *verb, *name; /* "postgresql" NULL "booking/hold"; "http" "GET" "/api/v1/places/:id" */
	int64_t start, end;    /* monotonic microseconds */
	int status;            /* of HTTP; 0 for none */
	bool failed;
};

/* From here on spans are kept, of so many traces in a thousand: the id decides, for every program alike. */
void trace_start(int share);

/* Goes on with a caller's traceparent; anything but a correct one begins a new trace. */
void trace_begin(const char *traceparent);
/* The end of what trace_begin began: its span, from start until now. */
void trace_done(enum trace_kind kind, const char *system, const char *verb, const char *name, int64_t start,
		int status, bool failed);

/* Is the work at hand exported? Whoever measures only for a span asks first. */
bool trace_kept(void);
/* A part of the work at hand, from start until now. id: of trace_fresh, 0 when nobody was told it. */
void trace_part(uint64_t id, const char *system, const char *verb, const char *name, int64_t start, int status,
		bool failed);
uint64_t trace_fresh(void);

/* 32 hex digits of the trace at hand; "" outside of one. */
void trace_id(char out[static 2 * TRACE_ID + 1]);
/* The traceparent that names span as the caller, 0 for the work at hand; "" outside of a trace. */
void trace_parent(uint64_t span, char out[static TRACE_PARENT + 1]);

struct trace_at trace_leave(void);
void trace_return(struct trace_at at);

/* For base/otlp: how many spans wait, the i-th of them, and that n are gone. */
size_t trace_waiting(void);
const struct span *trace_get(size_t i);
void trace_drop(size_t n);

#endif
