/*
 * sale - bookings as the offices of companies and platform list and search them: one line each, and
 * one with everything that happened to it.
 */
#ifndef DOMAIN_SALE_H
#define DOMAIN_SALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/booking.h"
#include "store/db.h"

struct sale {
	const char *id, *ref, *status, *payment_status, *method, *channel, *passenger, *phone;
	int64_t total_c, created_at, schedule_id, boards_at;
	int passengers;
	struct names from, to;
	int64_t partner_id;         /* lists of the platform only */
	struct names partner;
};
extern const struct field sale_fields[];          /* of one company */
extern const struct field platform_sale_fields[]; /* of all */

struct sale_filter {
	int32_t from, to;           /* days of departure; WHEN_NO_DATE: any */
	const char *status, *method, *q, *sort;
	int64_t schedule_id, partner_id; /* 0 any */
	int page, limit;
};

/* The statements of an audience. */
struct sale_list {
	enum q newest, by_departure, all, count;
	bool own;                   /* filtered by trip instead of company */
	const struct field *fields;
};

/*
 * q is a reference, a phone number or its end, or part of a name. Without something exact to look for
 * the days are bounded: 30 back, 90 ahead; the filter says so afterwards. total is counted to 10,001.
 */
enum err sale_search(struct work *w, const struct sale_list *l, struct sale_filter *f,
		     struct sale **list, size_t *n, int64_t *total);
enum err sale_sheet(struct work *w, const struct sale_list *l, struct sale_filter *f,
		    struct db_sheet *out);

/* A change of state. */
struct event {
	const char *was, *became, *actor, *reason;
	const char *why, *cancel_reason; /* the reason as a code, where it is one of ours */
	int64_t at;
};
extern const struct field event_fields[];

/* Money going back. */
struct back {
	const char *id, *state, *method;
	int64_t amount_c, created_at, updated_at;
};
extern const struct field back_fields[];

struct sale_detail {
	struct booking booking;
	struct event *events;
	size_t n_events;
	struct back *backs;
	size_t n_backs;
	bool owes_cash;             /* a counter has to give money back */
};

/* The statements of one booking, each with its public id as only parameter. */
struct sale_parts {
	enum q booking, items, rules, history, refunds;
};
void sale_later(struct work *w, const struct sale_parts *q, const struct param *id,
		struct sale_detail *out);
/* After the flush. */
void sale_done(struct sale_detail *out);

#endif
