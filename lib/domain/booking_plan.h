/*
 * booking_plan - what taking seats needs to know, worked out before a transaction touches anything: the
 * trip, the legs, seats chosen or to be chosen, price and commission of each. For holds, counter sales
 * and exchanges; only lib/domain includes it.
 */
#ifndef DOMAIN_BOOKING_PLAN_H
#define DOMAIN_BOOKING_PLAN_H

#include "domain/booking.h"

struct booking_plan {
	const struct hold *hold;
	struct facts facts;
	struct trip line;
	struct seat_plan seats;
	int board, alight;
	size_t n;
	int64_t seat[SEAT_MAX], fare[SEAT_MAX], commission[SEAT_MAX], age[SEAT_MAX];
	const char *label[SEAT_MAX], *first[SEAT_MAX], *last[SEAT_MAX], *number[SEAT_MAX];
	bool complete;
	int64_t cutoff_s;           /* sale ends this long before boarding */
};

/* The errors of booking_hold, about the field at fault. The hold must live as long as the plan. */
enum err booking_plan_make(struct work *w, const struct hold *h, struct booking_plan *out);
/* What a refusal of the database means for the cached facts and seats; ERR_RETRY: plan again. */
enum err booking_plan_refused(struct work *w, const struct booking_plan *p, enum err e);

#endif
