/*
 * reconcile - the books against the bank. Every order that ended is asked about again, a day later and then ever more
 * rarely; what the bank holds and what is booked agree, or only we have the money, or only they. A refund made in
 * the bank's console is booked as the bank's; what nobody can explain waits for a person.
 */
#ifndef DOMAIN_RECONCILE_H
#define DOMAIN_RECONCILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/platform.h"
#include "store/work.h"

struct buf;

/* Worker: jobs for orders whose comparison is due. */
enum err reconcile_due(struct work *w);
/* Worker: asks the bank about one order and books what it says. */
enum err reconcile_ask(struct work *w, int64_t attempt_id);

struct disagreement {
	int64_t id, ours_c, theirs_c, found_at, closed_at;
	const char *bucket, *reason, *reference, *closed_by, *note, *booking_id, *ref;
};
extern const struct field disagreement_fields[];

/* Orders compared in 30 days, and what is open. */
struct reconcile_sums {
	int64_t matched, ours_only, theirs_only, open, open_c;
};
extern const struct field reconcile_sums_fields[];

/* state: "open", "closed" or NULL. */
enum err reconcile_list(struct work *w, const char *state, struct page *page, struct disagreement **list, size_t *n,
			struct reconcile_sums *sums);
/* A person has seen to it and says what was done. ERR_NOT_FOUND. */
enum err reconcile_seen(struct work *w, int64_t id, const char *note);
/* Appends what is open, in the Prometheus text format. */
enum err reconcile_metrics(struct work *w, struct buf *out);

#endif
