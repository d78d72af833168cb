/*
 * ticket - signed tickets and the printed documents of a booking. Only the worker signs: it alone
 * reads the private ticket key. A document is a pure function of the booking's version; it is
 * rendered when first asked for and may be lost at any time.
 */
#ifndef DOMAIN_TICKET_H
#define DOMAIN_TICKET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* Worker: signs a ticket for every confirmed item that has none. */
enum err ticket_issue(struct work *w, int64_t booking);
/* Worker: renders "ticket" or "receipt" of a booking into the object of that key. */
enum err ticket_render(struct work *w, int64_t booking, const char *kind, const char *key);

/*
 * Web: asks for a document of an own booking. *path is the rendered file, NULL while the worker is
 * at it. Waits up to wait_ms. ERR_NOT_FOUND, ERR_WRONG_STATE when the booking has none.
 */
enum err ticket_document(struct work *w, const char *booking_id, const char *kind, int wait_ms,
			 const char **path);

/* Web: the rendered object of that key, waiting up to wait_ms; NULL while the worker is at it. */
const char *ticket_await(struct work *w, const char *key, int wait_ms);

/* Web: the receipt of an own captured payment goes to this address. Needs a write transaction. */
enum err ticket_receipt_ask(struct work *w, const char *payment_id, const char *email);
/* Worker: draws the receipt of a booking. */
struct buf;
enum err ticket_receipt(struct work *w, int64_t booking, struct buf *out);

/* A cancellation rule as a sentence in the language of the work. */
struct cancel_rule;
const char *ticket_rule_text(struct work *w, const struct cancel_rule *rule);
/* All rules of a booking or trip as sentences, ends with NULL. */
const char *const *ticket_rules(struct work *w, const struct cancel_rule *rules, size_t n);

#endif
