/* satim_kit - calls of a merchant and a card holder that several tests make. */
#ifndef TEST_WORLD_SATIM_KIT_H
#define TEST_WORLD_SATIM_KIT_H

#include "kit.h"

#define REST "/satim/payment/rest/"
#define CARD_OK "6280581110007215"
#define CARD_POOR "6280580610061110"

/* A register body in good order, with one parameter replaced, or left out when value is NULL. */
const char *satim_form(const char *number, const char *name, const char *value);

/* The bodies of a confirm or status call, which names its order by that key, and of a refund. */
const char *satim_named(const char *key, const char *id);
const char *satim_refund_form(const char *id, const char *amount);

/* Registers an order of 2500 DA and returns its id, kept until eight more are registered. */
const char *satim_register(const char *number);

/* Pays through the control route; confirms, reads and refunds as a merchant. The answer's body. */
const char *satim_pay(const char *id, const char *pan);
const char *satim_confirm(const char *id);
const char *satim_status(const char *id);
const char *satim_extended(const char *id);
const char *satim_refund(const char *id, const char *amount);

/* POSTs to /__sim/satim/order: the changes as JSON. */
void satim_set(const char *id, const char *changes);

#endif
