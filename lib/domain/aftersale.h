/*
 * aftersale - what can still be done with a paid booking: cancel passengers, change to other seats or
 * another departure, name somebody else.
 *
 * Money is quoted first: a quote says what goes back or is to be paid, holds for some minutes, and is
 * applied once, as long as the booking is as it was. An exchange holds the new seats before the old ones
 * are touched; one that costs more is made by the capture of its payment. All need a write transaction.
 */
#ifndef DOMAIN_AFTERSALE_H
#define DOMAIN_AFTERSALE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/booking.h"
#include "store/work.h"

/* A passenger in a quote, centimes. */
struct quote_line {
	int position;
	const char *first_name, *last_name, *seat;
	int64_t paid_c, fee_c, refund_c;
	const char *new_seat;       /* exchanges only, as all that follows */
	int64_t new_fare_c, new_schedule_id, new_boards_at, new_alights_at;
};
extern const struct field quote_line_fields[];

struct quote {
	const char *id;
	const char *kind;           /* cancel, exchange */
	const char *state;          /* open, applied, void */
	int64_t pay_c;              /* still to be paid */
	int64_t refund_c, fee_c;    /* goes back; is kept */
	int64_t valid_until;
	struct quote_line *lines;
	size_t n_lines;
};
extern const struct field quote_fields[];

/*
 * What cancelling the passengers on these seats would give back; n 0: everybody.
 * ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_SALE_CLOSED.
 */
enum err quote_cancel(struct work *w, const char *booking, const char *const *seats, size_t n,
		      struct quote *out);
/*
 * Cancels: a hold is given back; a paid booking by the quote, or, without one, by what a quote would say
 * now. ERR_QUOTE when it is no longer good.
 */
enum err quote_cancel_apply(struct work *w, const char *booking, const char *quote,
			    const char *const *seats, size_t n);

/* Holds other seats for everybody on the booking. Errors of booking_hold, ERR_WRONG_STATE. */
enum err quote_exchange(struct work *w, const char *booking, const struct hold *h, struct quote *out);
/* Takes them, when nothing is to be paid. ERR_QUOTE, ERR_WRONG_STATE. */
enum err quote_exchange_apply(struct work *w, const char *booking, const char *quote);

/* One quote of the caller's booking; quote NULL: its open exchange. ERR_NOT_FOUND. */
enum err quote_find(struct work *w, const char *booking, const char *quote, struct quote *out);

/* Names another traveller. ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_SALE_CLOSED, ERR_INCOMPLETE. */
enum err aftersale_rename(struct work *w, const char *booking, const char *seat,
			  const struct passenger *p);

/* Worker: quotes whose time is over; trips that have arrived, and those whose fares are earned. */
enum err quote_expire(struct work *w);
enum err aftersale_close_trips(struct work *w);

#endif
