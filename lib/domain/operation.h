/*
 * operation - what an office does to its departures: one, or all of a day. The wish is one row; a job of
 * the money lane goes through departures and bookings one by one, each in a transaction of its own, so
 * that it goes on where a crash stopped it and does nothing twice. The row says how far it is, and which
 * bookings failed.
 */
#ifndef DOMAIN_OPERATION_H
#define DOMAIN_OPERATION_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

struct operation {
	int64_t id, schedule_id, route_id; /* schedule_id 0: a day; route_id 0: of the company */
	int32_t service_date;
	const char *kind, *reason, *state, *person;
	int trips, total, done, failed, percent;
	int64_t created_at, ended_at, departs_at;
	struct names from, to;
};
extern const struct field operation_fields[];

/* What was done, for how many bookings. */
struct operation_outcome {
	const char *outcome;
	int64_t n;
};
extern const struct field operation_outcome_fields[];

struct operation_failure {
	const char *booking_id, *ref, *error;
	int64_t schedule_id, departs_at, at;
	int tries;
};
extern const struct field operation_failure_fields[];

struct operation_parts {
	struct operation_outcome *outcomes;
	size_t n_outcomes;
	struct operation_failure *failures; /* the first hundred */
	size_t n_failures;
};

/* Of the session's organisation, newest first; of one departure when schedule_id is not 0. */
enum err operation_list(struct work *w, int64_t schedule_id, int page, int limit, struct operation **list,
			size_t *n, int64_t *total);
/* ERR_NOT_FOUND. */
enum err operation_find(struct work *w, int64_t id, struct operation *out, struct operation_parts *parts);
/* What failed is tried again now. Needs a write transaction. ERR_NOT_FOUND. */
enum err operation_retry(struct work *w, int64_t id);

/* A route with departures on a day. */
struct day_route {
	int64_t route_id;
	struct names from, to;
};
extern const struct field day_route_fields[];

/* What cancelling the departures of a day that have not left would do. */
struct day_effects {
	int64_t trips, paid_bookings, passengers, unpaid_bookings, messages, card_c, cash_c;
};
extern const struct field day_effects_fields[];

/* route_id 0: all of the company. */
enum err operation_day(struct work *w, int32_t day, int64_t route_id, struct day_effects *effects,
		       struct day_route **routes, size_t *n);
/* Needs a write transaction. ERR_NOT_FOUND, ERR_WRONG_STATE when nothing is left to cancel. */
enum err operation_cancel_day(struct work *w, int32_t day, int64_t route_id, const char *reason, int64_t *id);

/* Worker: stops the departures of an operation; ERR_BUSY_RETRY asks to be called again. */
enum err operation_run(struct work *w, int64_t id);
/* Worker: counts how far the operations of a departure are; notes a booking that failed, and why. */
enum err operation_tally(struct work *w, int64_t schedule_id);
enum err operation_note(struct work *w, int64_t schedule_id, int64_t booking, const char *why);

#endif
