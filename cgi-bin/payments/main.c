/*
 * payments - by card at the bank, in cash at a counter. Rows that call the bank are slow: they have
 * processes of their own, so that they never keep a ticket window waiting.
 */
#include "http/app.h"
#include "payments.h"
#include "provider/call.h"

static const struct route rows[] = {
/*	  method path                               handler       auth          input           rate          cache            tx        page              summary */
	{ POST, "/api/v1/payments/initiate",        initiate,     AUTH_GUEST,   initiate_rules, PER_MIN(20),  CACHE_NEVER,     TX_STEPS, NULL,             .may = MAY_PAY, .summary = "Start a payment", .pool = POOL_SLOW, .idempotent = true, .answers = initiate_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_INCOMPLETE, ERR_HOLD_EXPIRED, ERR_QUOTE, ERR_HOLD_LIMIT, ERR_TRIP_CANCELLED, ERR_WRONG_STATE) },
	{ POST, "/api/v1/payments/confirm",         confirm,      AUTH_GUEST,   confirm_rules,  PER_MIN(20),  CACHE_NEVER,     TX_STEPS, NULL,             .may = MAY_PAY, .summary = "Ask the bank about a payment now", .pool = POOL_SLOW, .answers = payment_answers, .errors = FAILS(ERR_NOT_FOUND) },
	{ POST, "/api/v1/payments/cash",            cash_taken,   AUTH_PARTNER, cash_rules,     PER_MIN(60),  CACHE_NEVER,     TX_WRITE, NULL,             .may = MAY_CASH, .summary = "A counter took the money of a cash booking", .idempotent = true, .answers = cash_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_HOLD_EXPIRED, ERR_TRIP_CANCELLED, ERR_WRONG_STATE) },
	{ GET,  "/api/v1/payments/:id/status",      status,       AUTH_GUEST,   status_rules,   PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,             .may = MAY_PAYMENT, .summary = "State of a payment", .answers = payment_answers },
	{ GET,  "/:lang/pay/return/:token",         bank_return,  AUTH_OPEN,    return_rules,   PER_MIN(60),  CACHE_NEVER,     TX_STEPS, NULL,             .may = MAY_LINK, .summary = "Back from the bank's page", .pool = POOL_SLOW, .lenient = true },
	{ GET,  "/:lang/pay/result/:id",            result_page,  AUTH_GUEST,   result_rules,   PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/result.cs", .may = MAY_PAYMENT, .summary = "What became of a payment" },
	{ POST, "/:lang/pay/result/:id/mail",       mail_receipt, AUTH_GUEST,   mail_rules,     PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,             .may = MAY_PAYMENT, .summary = "Send the receipt by e-mail", .form = result_page },
	{ GET,  "/:lang/pay/:id",                   pay_page,     AUTH_GUEST,   pay_form_rules, PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/pay.cs",    .may = MAY_PAY, .summary = "Check and pay" },
	{ POST, "/:lang/pay/:id",                   pay,          AUTH_GUEST,   pay_rules,      PER_MIN(20),  CACHE_NEVER,     TX_STEPS, NULL,             .may = MAY_PAY, .summary = "Pay by card or choose cash", .pool = POOL_SLOW, .idempotent = true, .form = pay_page },
	{ 0 },
};

int main(int argc, char **argv)
{
	call_start();
	return app_run(argc, argv, "payments", rows);
}
