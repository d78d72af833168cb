/*
 * insight - the platform in numbers: sales, payment success, holds that ran out, work that waits,
 * freshness of positions. Counted from the tables at each look; each number has a list behind it.
 */
#ifndef DOMAIN_INSIGHT_H
#define DOMAIN_INSIGHT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

enum { INSIGHT_DAYS = 90 };

struct sold {
	int64_t bookings, seats, amount_c;
};

/* One day of the curves. */
struct insight_day {
	int32_t day;
	int64_t sales, amount_c, captured, tried;
	int success;                /* percent; -1: nobody tried */
};

struct lane {
	const char *lane;
	int64_t waiting, running, dead, oldest_s;
};

/* Work that was given up: somebody has to look at it. */
struct dead_work {
	const char *lane, *kind, *error;
	int64_t n, since;
};

struct insight {
	int days;                   /* of the rates */
	struct sold today, week, month;
	struct {
		int64_t tried, captured, refused, given_up, open;
		int success;
	} payments;
	struct {
		int64_t made, expired, paid, open;
		int expiry;
	} holds;
	struct {
		int64_t waiting, dead, oldest_s;
	} queue;
	struct {
		int64_t on_road, fresh, late, silent, newest_s; /* newest: -1 for none */
		int freshness;
	} gps;
	struct lane *lanes;
	size_t n_lanes;
	struct dead_work *dead;
	size_t n_dead;
	struct insight_day *curve;  /* INSIGHT_DAYS, oldest first */
	size_t n_curve;
};
extern const struct field insight_fields[];

/* Rates over the last 1, 7 or 30 days. Percents are -1 where there is nothing to divide. */
enum err insight_read(struct work *w, int days, struct insight *out);

#endif
