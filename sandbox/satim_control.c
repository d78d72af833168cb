/* satim_control - the gateway as a provider: its operations, settings and control routes. */
#include "satim.h"

#include "clock.h"
#include "control.h"
#include "form.h"
#include "outbound.h"
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct satim_settings satim;

static const char *const wires[] = { "documented", "numbers", "strings", NULL };
static const char *const spellings[] = { "documented", "lower", "upper", NULL };
static const char *const shapes[] = { "status6", "status3", "absent", NULL };
static const char *const seconds[] = { "code2", "ok", NULL };
static const char *const unknowns[] = { "code6", "live", NULL };

static const struct setting settings[] = {
	{ "wire",            SET_WORD, &satim.wire, WIRE_DOCUMENTED, 0, 0, wires, NULL },
	{ "keys",            SET_WORD, &satim.keys, KEYS_DOCUMENTED, 0, 0, spellings, NULL },
	{ "decline_shape",   SET_WORD, &satim.decline_shape, DECLINE_STATUS6, 0, 0, shapes, NULL },
	{ "decline_code",    SET_INT,  &satim.decline_code, 2, 0, 9, NULL, NULL },
	{ "blank_desc",      SET_BOOL, &satim.blank_desc, 0, 0, 0, NULL, NULL },
	{ "password_change", SET_BOOL, &satim.password_change, 0, 0, 0, NULL, NULL },
	{ "second_confirm",  SET_WORD, &satim.second_confirm, SECOND_CODE2, 0, 0, seconds, NULL },
	{ "unknown_order",   SET_WORD, &satim.unknown_order, UNKNOWN_CODE6, 0, 0, unknowns, NULL },
	{ "whole_dinars",    SET_BOOL, &satim.whole_dinars, 1, 0, 0, NULL, NULL },
	{ "bpc_params",      SET_BOOL, &satim.bpc_params, 0, 0, 0, NULL, NULL },
	{ "session_s",       SET_INT,  &satim.session_s, 1200, 1, 86400, NULL, NULL },
	{ "acknowledge_s",   SET_INT,  &satim.acknowledge_s, 1200, 0, 86400, NULL, NULL },
	{ "callback_url",    SET_TEXT, &satim.callback_url, 0, 0, 0, NULL, NULL },
	{ "callback_secret", SET_TEXT, &satim.callback_secret, 0, 0, 0, NULL, NULL },
	{ 0 }
};

static void serve_settings(struct call *c)
{
	settings_serve(settings, c);
}

static void show_order(struct call *c, const struct satim_order *o)
{
	struct jw j = { .out = &c->reply->body };

	c->reply->type = "application/json";
	satim_order_write(o, &j);
}

static void journal(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	size_t i, from = 0;
	struct form f;

	form_parse(&f, c->request->query, strlen(c->request->query));
	if (form_get(&f, "since"))
		from = strtoul(form_get(&f, "since"), NULL, 10);
	form_free(&f);
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "orders");
	jw_open(&j, '[');
	for (i = from; i < satim_order_count(); i++)
		satim_order_write(satim_order_at(i), &j);
	jw_close(&j, ']');
	jw_put_int(&j, "next", (int64_t)satim_order_count());
	jw_close(&j, '}');
}

/* The order a control body names by mdOrder or orderNumber; NULL after answering 404. */
static struct satim_order *named(struct call *c, const cJSON *body)
{
	const char *id = control_text(body, "mdOrder", NULL);
	const char *number = control_text(body, "orderNumber", NULL);
	struct satim_order *o = NULL;

	if (id)
		o = satim_order_find(id);
	else if (number)
		o = satim_order_by_number(number);
	if (!o)
		control_fail(c, 404, "no such order: give mdOrder or orderNumber");
	return o;
}

/* The card leg without a browser: what is not given comes from the card sheet. */
static void card_leg(struct satim_order *o, const cJSON *body, const struct satim_card *card)
{
	const char *password = control_text(body, "password", card ? card->password : "123456");
	int tries;

	satim_card_leg(o, control_text(body, "pan", ""),
	    control_text(body, "expiry", card ? card->expiry : "01/2027"),
	    control_text(body, "cvv2", card ? card->cvv2 : "000"));
	snprintf(o->holder, sizeof o->holder, "%s",
	    control_text(body, "holder", "TEST CARDHOLDER"));
	snprintf(o->ip, sizeof o->ip, "127.0.0.1");
	for (tries = 0; tries < SATIM_OTP_TRIES && o->state == SATIM_REGISTERED; tries++)
		satim_password_leg(o, password);
}

static void answer_paid(struct call *c, const struct satim_order *o)
{
	struct jw j = { .out = &c->reply->body };
	char *url = satim_order_exit(o);

	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_put_text(&j, "redirect", url);
	jw_put_text(&j, "state", satim_order_word(o));
	jw_close(&j, '}');
	free(url);
}

static void pay(struct call *c)
{
	static const char *const keys[] = {
		"mdOrder", "orderNumber", "pan", "expiry", "cvv2", "password", "holder", "cancel",
		"late", NULL
	};
	cJSON *body = control_body(c);
	const char *pan = control_text(body, "pan", "");
	struct satim_order *o;

	if (body && control_only(c, body, keys) && (o = named(c, body))) {
		if (o->state == SATIM_EXPIRED && control_true(body, "late"))
			o->state = SATIM_REGISTERED;
		if (o->state != SATIM_REGISTERED) {
			control_fail(c, 409, "the order is already %s", satim_order_word(o));
		} else if (control_true(body, "cancel")) {
			satim_order_cancel(o);
			answer_paid(c, o);
		} else if (!*pan) {
			control_fail(c, 400, "pan: a card number, or cancel: true");
		} else {
			card_leg(o, body, satim_card_find(pan));
			answer_paid(c, o);
		}
	}
	cJSON_Delete(body);
}

/* Money moves once: an order that was captured can only be reversed or refunded. */
static bool set_state(struct call *c, struct satim_order *o, const char *word)
{
	const struct satim_outcome *poor = satim_outcome_of("balance");

	if (!strcmp(word, "paid") && !o->captured)
		satim_order_settle(o, satim_outcome_of("accepted"));
	else if (!strcmp(word, "declined") && !o->captured)
		satim_order_settle(o, poor ? poor : satim_outcome_of("unknown"));
	else if (!strcmp(word, "cancelled") && !o->captured)
		satim_order_cancel(o);
	else if (!strcmp(word, "expired") && !o->captured)
		satim_order_expire(o, clock_now());
	else if (!strcmp(word, "reversed") && o->state == SATIM_PAID)
		satim_order_reverse(o, clock_now());
	else if (!strcmp(word, "refunded") && satim_order_deposit(o) > 0)
		satim_order_refund(o, satim_order_deposit(o), true);
	else {
		control_fail(c, 400, "state cannot become %s from %s", word, satim_order_word(o));
		return false;
	}
	return true;
}

static bool set_shape(struct call *c, struct satim_order *o, const char *word)
{
	int64_t i;

	for (i = 0; shapes[i] && strcmp(shapes[i], word); i++)
		continue;
	if (!shapes[i]) {
		control_fail(c, 400, "no such decline_shape: %s", word);
		return false;
	}
	o->decline_shape = i;
	return true;
}

/* Changes from outside: the bank's console, or answers that say other than what is true. */
static bool set(struct call *c, struct satim_order *o, const cJSON *changes)
{
	static const char *const keys[] = { "state", "refund", "decline_shape", "wire", NULL };
	const char *state = control_text(changes, "state", NULL);
	const char *shape = control_text(changes, "decline_shape", NULL);
	cJSON *wire = cJSON_GetObjectItemCaseSensitive(changes, "wire");
	int64_t refund = control_int(changes, "refund", 0);

	if (!cJSON_IsObject(changes)) {
		control_fail(c, 400, "set: an object of changes");
		return false;
	}
	if (!control_only(c, changes, keys) || (state && !set_state(c, o, state)) ||
	    (shape && !set_shape(c, o, shape)))
		return false;
	if (refund < 0 || refund > satim_order_deposit(o)) {
		control_fail(c, 400, "refund: more than the deposit");
		return false;
	}
	if (refund)
		satim_order_refund(o, refund, true);
	if (wire) {
		cJSON_Delete(o->wire);
		o->wire = cJSON_IsObject(wire) ? cJSON_Duplicate(wire, true) : NULL;
	}
	return true;
}

static void change_order(struct call *c)
{
	static const char *const keys[] = { "mdOrder", "orderNumber", "set", NULL };
	cJSON *body = control_body(c);
	struct satim_order *o;

	if (body && control_only(c, body, keys) && (o = named(c, body)) &&
	    set(c, o, cJSON_GetObjectItemCaseSensitive(body, "set")))
		show_order(c, o);
	cJSON_Delete(body);
}

static void refuse(struct http_reply *r, int status)
{
	r->type = "text/html; charset=utf-8";
	buf_printf(&r->body, "<!doctype html><title>%d %s</title><h1>%d %s</h1>\n", status,
	    http_reason(status), status, http_reason(status));
}

static void reset(void)
{
	satim_orders_reset();
	settings_reset(settings);
}

static const struct operation operations[] = {
	{ "POST", "/satim/payment/rest/register.do",                      "register", satim_register, false },
	{ "POST", "/satim/payment/rest/public/acknowledgeTransaction.do", "confirm",  satim_acknowledge, false },
	{ "POST", "/satim/payment/rest/confirmOrder.do",                  "confirm",  satim_confirm, false },
	{ "POST", "/satim/payment/rest/getOrderStatus.do",                "status",   satim_status, false },
	{ "POST", "/satim/payment/rest/getOrderStatusExtended.do",        "status",   satim_status_extended, false },
	{ "POST", "/satim/payment/rest/refund.do",                        "refund",   satim_refund, false },
	{ "GET",  SATIM_PAGE,                                             "page",     satim_page_show, true },
	{ "POST", SATIM_PAGE,                                             "card",     satim_page_card, true },
	{ "POST", SATIM_OTP_PAGE,                                         "otp",      satim_page_otp, true },
	{ 0 }
};

static const struct operation controls[] = {
	{ "GET",  "/__sim/satim/journal",  "journal",  journal, false },
	{ "GET",  "/__sim/satim/settings", "settings", serve_settings, false },
	{ "POST", "/__sim/satim/settings", "settings", serve_settings, false },
	{ "POST", "/__sim/satim/pay",      "pay",      pay, false },
	{ "POST", "/__sim/satim/order",    "order",    change_order, false },
	{ 0 }
};

const struct provider satim_provider = {
	.name = "satim", .prefix = "/satim/", .operations = operations, .controls = controls,
	.refuse = refuse, .reset = reset, .replay = satim_callback_replay,
};
