/*
 * notice - messages to the people of a booking: SMS and mail, in the booking's language, from the
 * word catalogues and templates/mail. Addresses are read when sending, never kept in jobs.
 */
#ifndef DOMAIN_NOTICE_H
#define DOMAIN_NOTICE_H

#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* What it is about, each with a message of its own; 0: not about one. */
struct notice_about {
	int64_t quote; /* a cancellation or exchange: says what that gives back */
	int64_t trip;  /* a cancelled departure: says what its places give back */
	int64_t operation; /* a change of a departure */
};

/*
 * Worker: sends what ("confirmed", "cash", "refund", "cancelled", ...) through channel ("sms", "email") once.
 * ERR_UNAVAILABLE asks to be called again; other errors are final.
 */
enum err notice_send(struct work *w, int64_t booking, const char *channel, const char *what, const struct notice_about *about);

/* Worker: the receipt as PDF to the address of that request; nothing when it was sent already. */
enum err notice_receipt(struct work *w, int64_t booking, int64_t mail_id);

#endif
