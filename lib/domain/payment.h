/*
 * payment - paying a booking: by card at the bank (SATIM), or in cash at a counter.
 *
 * The attempt's row exists before the bank is called; the bank's page, the customer's return and
 * the poller all lead to the same confirmation, which one of them performs. The browser's return
 * proves nothing: only the bank's own answer moves money.
 */
#ifndef DOMAIN_PAYMENT_H
#define DOMAIN_PAYMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

struct payment {
	const char *id, *booking_id, *booking_ref;
	const char *status;         /* pending, captured, refused, expired, cancelled, review, refunded */
	const char *method;
	const char *booking_status;
	int64_t amount_c;
	int64_t created_at, captured_at;
	/* What the bank said, as the receipt rules ask. */
	const char *message;        /* respCode_desc or actionCodeDescription */
	const char *order_id, *order_number, *approval_code, *card;
	const char *attempt_state;
	const char *form_url;       /* the bank's page of the open attempt */
	const char *lang;
	bool green;                 /* accepted */
	int64_t attempt_id;         /* never shown */
};
extern const struct field payment_fields[];

struct pay_start {
	const char *payment_id, *form_url;
	bool pending;               /* the bank did not answer in time: the worker goes on */
};

/*
 * Card: writes the attempt, registers the order, returns the bank's page. STEPS: makes its own
 * transactions through begin and commit, which the caller binds to its idempotency key.
 */
struct pay_steps {
	void (*begin)(void *ctx);
	enum err (*commit)(void *ctx);
	void *ctx;
};
enum err payment_card(struct work *w, const struct pay_steps *steps, const char *booking_id,
		      struct pay_start *out);

/* Cash: a code to pay at a counter. Needs an open write transaction. */
enum err payment_cash(struct work *w, const char *booking_id, const char **payment_id);
/* A cashier took the money. Needs an open write transaction. Returns the booking's public id. */
enum err payment_cash_taken(struct work *w, const char *ref, const char *code,
			    const char **booking_id);

/*
 * Asks the bank about an attempt and acts on the answer; safe to call at any time by anybody.
 * returned: the customer came back from the bank's page; false for the poller.
 */
enum err payment_ask(struct work *w, int64_t attempt_id, bool returned);
/* Worker: jobs for attempts whose answer is due, each with its next question already planned. */
enum err payment_queue_due(struct work *w, int n);
/* The attempt a return address names; *payment_id for the result page. ERR_NOT_FOUND. */
enum err payment_returned(struct work *w, const char *token, int64_t *attempt_id,
			  const char **payment_id);

/* Takes a text question's id for its one answer: fresh is false when it was answered before. */
enum err payment_question_used(struct work *w, const unsigned char id[16], bool *fresh);

/* One payment of the caller (of his booking). */
enum err payment_find(struct work *w, const char *id, struct payment *out);
/* The newest payment of a booking of the caller; found false when none. */
enum err payment_of_booking(struct work *w, const char *booking_id, struct payment *out,
			    bool *found);

#endif
