/*
 * till - shifts of cashiers: opened with a count, cash sales and cash given back belong to the open one, closed
 * with a count whose difference is booked; and the cash an organisation holds for the platform.
 */
#ifndef DOMAIN_TILL_H
#define DOMAIN_TILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/platform.h"
#include "store/work.h"

struct shift {
	const char *id, *cashier, *note;
	int64_t opened_at, closed_at;
	int64_t opening_c, sold, sold_c, back_c;
	int64_t expected_c;         /* what has to be in the drawer, now or at the end */
	int64_t counted_c, difference_c; /* MONEY_NONE while it is open */
};
extern const struct field shift_fields[];

/* Cash held for the platform, and how much may be. */
struct till_float {
	int64_t held_c, limit_c;
};
extern const struct field till_float_fields[];

enum err till_shifts(struct work *w, struct page *page, struct shift **list, size_t *n, struct till_float *held);
/* The caller's open shift, *open false when there is none. */
enum err till_mine(struct work *w, struct shift *out, bool *open, struct till_float *held);
/* One's own; owner and accountant see everybody's. ERR_NOT_FOUND. */
enum err till_shift(struct work *w, const char *id, struct shift *out);
/* ERR_SHIFT_OPEN when the caller has one. */
enum err till_open(struct work *w, int64_t counted_c, struct shift *out);
/* One's own shift; the owner's of anybody. ERR_NOT_FOUND. */
enum err till_close(struct work *w, const char *id, int64_t counted_c, const char *note, struct shift *out);

/* The platform: a company handed cash in at the bank. ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_EXISTS. */
enum err till_deposit(struct work *w, int64_t partner_id, int64_t amount_c, const char *slip);

#endif
