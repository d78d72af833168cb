/*
 * notice - messages to the people of a booking: SMS and mail, in the booking's language, from the
 * word catalogues and templates/mail. Addresses are read when sending, never kept in jobs.
 */
#ifndef DOMAIN_NOTICE_H
#define DOMAIN_NOTICE_H

#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/*
 * Worker: sends what ("confirmed", "cash", "refund", "cancelled", ...) through channel ("sms", "email") once;
 * quote: the quote it is about, once for each, or 0.
 * ERR_UNAVAILABLE asks to be called again; other errors are final.
 */
enum err notice_send(struct work *w, int64_t booking, const char *channel, const char *what, int64_t quote);

/* Worker: the receipt as PDF to the address of that request; nothing when it was sent already. */
enum err notice_receipt(struct work *w, int64_t booking, int64_t mail_id);

#endif
