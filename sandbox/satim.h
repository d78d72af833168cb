/*
 * satim - the card gateway: orders, test cards, the REST calls a merchant makes and the pages a
 * card holder sees. An order ages when it is looked at: a session that nobody paid expires, and a
 * payment that nobody acknowledged is given back.
 */
#ifndef WORLD_SATIM_H
#define WORLD_SATIM_H

#include "jw.h"
#include "provider.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

#define SATIM_PAGE "/satim/payment/epg/merchants/merchantsatim/payment.html"
#define SATIM_OTP_PAGE "/satim/payment/epg/merchants/merchantsatim/acs.html"

enum satim_lang { SATIM_FR, SATIM_AR, SATIM_EN };
enum { SATIM_LANGS = 3, SATIM_UDFS = 5, SATIM_OTP_TRIES = 3 };

/* What an attempt came to, in the words of the gateway. */
struct satim_outcome {
	int action_code;
	char resp_code[4];              /* "" when the gateway sends none */
	const char *text[SATIM_LANGS];
};

struct satim_card {
	char pan[20], expiry[8], cvv2[5], password[12], result[24];
	struct satim_outcome outcome;
};

enum satim_state {
	SATIM_REGISTERED, SATIM_PAID, SATIM_DECLINED, SATIM_CANCELLED, SATIM_EXPIRED, SATIM_REVERSED
};

struct satim_refund {
	int64_t amount, at_ms;
	bool out_of_band;               /* made in the bank's console, not by the merchant's call */
};

struct satim_order {
	char id[21], number[11], terminal[17], funding[4];
	char *return_url, *fail_url, *description, *udf[SATIM_UDFS];
	enum satim_lang lang;
	int64_t amount, captured, refunded, reversed;
	int64_t session_ms, registered_ms, paid_ms, acknowledged_ms, ended_ms;
	enum satim_state state;
	const struct satim_outcome *outcome;    /* NULL before any attempt */
	struct satim_refund *refunds;
	size_t n_refunds;
	int64_t confirms;
	int64_t decline_shape;          /* this order's own, -1 for the setting */
	cJSON *wire;                    /* values that replace what the answers would say */

	/* The card typed on the payment page. */
	const struct satim_outcome *pending;    /* what confirming the password leads to */
	char pan[20], expiry[8], holder[28], password[12], approval[7], reference[13];
	char ip[HTTP_PEER];
	int tries_left;
};

/* Choices of the settings, in the order of the words in satim_control.c. */
enum { WIRE_DOCUMENTED, WIRE_NUMBERS, WIRE_STRINGS };
enum { KEYS_DOCUMENTED, KEYS_LOWER, KEYS_UPPER };
enum { DECLINE_STATUS6, DECLINE_STATUS3, DECLINE_ABSENT };
enum { SECOND_CODE2, SECOND_OK };
enum { UNKNOWN_CODE6, UNKNOWN_LIVE };

struct satim_settings {
	const char *user, *password, *terminal, *public_url;  /* from the command line */
	int64_t wire, keys, decline_shape, decline_code, blank_desc;
	int64_t password_change, second_confirm, unknown_order, whole_dinars, bpc_params;
	int64_t session_s, acknowledge_s;
	char *callback_url, *callback_secret;
};

extern struct satim_settings satim;
extern const struct provider satim_provider;

/* satim_card.c: reads the card file; on failure says why on stderr and returns false. */
bool satim_cards_load(const char *path);
void satim_cards_free(void);
const struct satim_card *satim_card_at(size_t i);               /* NULL past the last */
const struct satim_card *satim_card_find(const char *pan);      /* NULL when not on the sheet */
const struct satim_outcome *satim_outcome_of(const char *result);

/* Outcomes that no card has. */
extern const struct satim_outcome satim_no_attempt, satim_cancelled, satim_timed_out,
    satim_reversed;

/* satim_order.c: orders, aged to the world's clock whenever they are handed out. */
struct satim_order *satim_order_new(const char *number, int64_t amount);
struct satim_order *satim_order_find(const char *id);
struct satim_order *satim_order_by_number(const char *number);
struct satim_order *satim_order_at(size_t i);                   /* in order of registration */
size_t satim_order_count(void);
void satim_orders_reset(void);

/* What happens to an order. Each sets its times and tells the callback. */
void satim_order_settle(struct satim_order *o, const struct satim_outcome *outcome);
void satim_order_cancel(struct satim_order *o);
void satim_order_expire(struct satim_order *o, int64_t at_ms);
void satim_order_reverse(struct satim_order *o, int64_t at_ms);
void satim_order_refund(struct satim_order *o, int64_t amount, bool out_of_band);

/* What is still with the merchant, the gateway's status number, and our word for the state. */
int64_t satim_order_deposit(const struct satim_order *o);
int satim_order_status(const struct satim_order *o);
const char *satim_order_word(const struct satim_order *o);

/* The order as GET /__sim/satim/journal shows it. */
void satim_order_write(const struct satim_order *o, struct jw *j);

/* Where the browser goes when the order is over; allocated memory. */
char *satim_order_exit(const struct satim_order *o);

/* satim_answer.c: wire answers. Capital is the acknowledge/status spelling of keys. */
void satim_answer_error(struct buf *out, int code, const char *message, bool capital);
void satim_answer_order(struct buf *out, const struct satim_order *o, enum satim_lang lang);
void satim_answer_extended(struct buf *out, const struct satim_order *o, enum satim_lang lang);
enum satim_lang satim_lang_of(const char *text);                /* FR unless it names another */

/* satim_rest.c, satim_page.c, satim_control.c */
void satim_register(struct call *c);
void satim_acknowledge(struct call *c);
void satim_confirm(struct call *c);
void satim_status(struct call *c);
void satim_status_extended(struct call *c);
void satim_refund(struct call *c);
void satim_page_show(struct call *c);
void satim_page_card(struct call *c);
void satim_page_otp(struct call *c);

/*
 * The card leg: what the card leads to, then the password. Both return false with the order
 * unchanged.
 */
bool satim_card_leg(struct satim_order *o, const char *pan, const char *expiry, const char *cvv2);
bool satim_password_leg(struct satim_order *o, const char *password);

/* satim_callback.c: the bank's optional push of a state change. */
void satim_callback(const struct satim_order *o, const char *operation, bool success);
int64_t satim_callback_replay(const struct replay *r);

#endif
