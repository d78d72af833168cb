/*
 * money - integer centimes of Algerian dinars (DZD, ISO 4217 numeric 012, two decimals).
 * No floating point; every rounding is named.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stddef.h>
#include <stdint.h>

enum { MONEY_DINAR = 100, MONEY_FIVE_DINARS = 500 };

/* amount * bps / 10000, rounded half up (away from zero for negative amounts). */
int64_t money_bps(int64_t amount_c, int bps);

/* Down to a multiple of step centimes. */
int64_t money_floor(int64_t amount_c, int64_t step_c);

/*
 * Splits total into n parts in proportion to weights by the largest remainder method: the parts
 * sum to total exactly, ties go to the earlier part. Weights are not negative; all zero means equal.
 */
void money_split(int64_t total_c, const int64_t *weights, size_t n, int64_t *parts);

#endif
