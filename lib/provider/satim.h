/*
 * satim - the card gateway of Algeria (CIB, Edahabia): BPC's REST interface as SATIM deploys it.
 *
 * register.do makes an order and gives the bank's page; acknowledgeTransaction.do (also called
 * confirm) closes and reads it; getOrderStatusExtended.do only reads; refund.do gives money back.
 * Forms out, JSON in, HTTP 200 even for refusals. Register and refund answer errorCode, confirm and
 * status ErrorCode or errorCode; numbers come as numbers or texts.
 */
#ifndef PROVIDER_SATIM_H
#define PROVIDER_SATIM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "provider/call.h"

struct arena;

struct satim_order {
	const char *order_number;   /* 10 letters and digits, never used before */
	const char *udf1;           /* our own random reference, at most 20 */
	int64_t amount_c;           /* centimes, at least 5000 */
	enum lang lang;
	const char *return_url;
	const char *description;    /* ASCII */
};

struct satim_registered {
	enum call_class class;      /* CALL_OK: order_id and form_url are there */
	int code;                   /* errorCode, -1 when there was none */
	const char *message;
	const char *order_id, *form_url;
};

enum satim_outcome {
	SATIM_PENDING,   /* the customer has not finished */
	SATIM_PAID,
	SATIM_REFUSED,
	SATIM_CANCELLED, /* by the customer */
	SATIM_EXPIRED,   /* the bank's session ended */
	SATIM_REFUNDED,  /* given back at the bank, wholly or in part */
	SATIM_MISMATCH,  /* paid, but not what we ordered: a person must look */
	SATIM_UNKNOWN,   /* no usable answer: ask again later */
	SATIM_NO_ORDER,  /* the bank does not know it */
};

struct satim_status {
	enum satim_outcome outcome;
	const char *message;        /* respCode_desc, else actionCodeDescription, else ErrorMessage */
	const char *approval_code, *card, *order_id, *order_number;
	int64_t amount_c, deposited_c;
	const char *raw;            /* the answer as JSON text, "null" when none */
};

/* Whether card payment is configured. */
bool satim_enabled(void);

void satim_register(struct arena *a, const struct satim_order *o, struct satim_registered *out);
/* Closes the order at the bank and reads it. expect: what we ordered, for the comparison. */
void satim_confirm(struct arena *a, const char *order_id, const struct satim_order *expect,
		   struct satim_status *out);
/* Reads only; may be repeated freely. */
void satim_status(struct arena *a, const char *order_id, const struct satim_order *expect,
		  struct satim_status *out);

struct satim_refunded {
	enum call_class class;
	int code;                   /* 0 done; 5, 6, 7 refused */
	const char *message;
	const char *raw;
};
/* Not idempotent: an ambiguous answer is resolved by satim_status, never by another try. */
void satim_refund(struct arena *a, const char *order_id, int64_t amount_c,
		  struct satim_refunded *out);

/* For tests: the judgement on one answer of confirm or status. */
void satim_judge(struct arena *a, const char *json, const struct satim_order *expect,
		 struct satim_status *out);

#endif
