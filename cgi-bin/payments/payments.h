/* payments - handlers and inputs of the program that takes money. */
#ifndef CGI_PAYMENTS_H
#define CGI_PAYMENTS_H

#include "domain/payment.h"
#include "http/req.h"

/* api.c */
extern const struct rule initiate_rules[], confirm_rules[], status_rules[], cash_rules[];
extern const struct answer initiate_answers[], payment_answers[], cash_answers[];
handler_fn initiate, confirm, status, cash_taken;

/* page.c */
extern const struct rule pay_form_rules[], pay_rules[], return_rules[], result_rules[], mail_rules[];
handler_fn pay_page, pay, bank_return, result_page, mail_receipt;

/* payment_card bound to the request's transactions and idempotency key. */
enum err pay_by_card(struct req *r, const char *booking_id, struct pay_start *out);

#endif
