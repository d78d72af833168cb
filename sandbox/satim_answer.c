/*
 * satim_answer - what the gateway says of an order, in the wire style and with the oddities chosen.
 */
#include "satim.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct answer {
	struct jw j;
	const struct satim_order *o;    /* whose replaced values apply; NULL for errors */
};

/* The face of an order: what a failed attempt looks like differs from report to report. */
struct face {
	int error_code, status;
	bool has_status;
	const struct satim_outcome *outcome;
	const char *resp_code;
};

enum satim_lang satim_lang_of(const char *text)
{
	if (text && !strcasecmp(text, "ar"))
		return SATIM_AR;
	return text && !strcasecmp(text, "en") ? SATIM_EN : SATIM_FR;
}

static void key(struct answer *a, const char *name)
{
	char spelt[40];

	snprintf(spelt, sizeof spelt, "%s", name);
	if (satim.keys == KEYS_LOWER)
		spelt[0] = (char)tolower((unsigned char)spelt[0]);
	else if (satim.keys == KEYS_UPPER)
		spelt[0] = (char)toupper((unsigned char)spelt[0]);
	jw_key(&a->j, spelt);
}

/*
 * Puts the value a test wants said instead, whatever the spelling of the key; null leaves it out.
 */
static bool replaced(struct answer *a, const char *name)
{
	const cJSON *v = a->o && a->o->wire ? cJSON_GetObjectItem(a->o->wire, name) : NULL;
	char *text;

	if (!v)
		return false;
	if (!cJSON_IsNull(v)) {
		text = cJSON_PrintUnformatted(v);
		key(a, name);
		jw_raw(&a->j, text);
		cJSON_free(text);
	}
	return true;
}

static void put_text(struct answer *a, const char *name, const char *text)
{
	if (!replaced(a, name) && text) {
		key(a, name);
		jw_text(&a->j, text);
	}
}

/* The documents show some numbers as strings; the wire style may make them all one or the other. */
static void put_number(struct answer *a, const char *name, int64_t value, bool string_in_documents)
{
	char text[24];

	if (replaced(a, name))
		return;
	key(a, name);
	snprintf(text, sizeof text, "%" PRId64, value);
	if (satim.wire == WIRE_STRINGS || (satim.wire == WIRE_DOCUMENTED && string_in_documents))
		jw_text(&a->j, text);
	else
		jw_raw(&a->j, text);
}

void satim_answer_error(struct buf *out, int code, const char *message, bool capital)
{
	struct answer a = { .j.out = out };

	jw_open(&a.j, '{');
	put_number(&a, capital ? "ErrorCode" : "errorCode", code, capital);
	if (message)
		put_text(&a, capital ? "ErrorMessage" : "errorMessage", message);
	jw_close(&a.j, '}');
}

static struct face face_of(const struct satim_order *o)
{
	int64_t shape = o->decline_shape >= 0 ? o->decline_shape : satim.decline_shape;
	struct face f = {
		.has_status = true, .status = satim_order_status(o),
		.outcome = o->outcome ? o->outcome : &satim_no_attempt,
	};

	f.resp_code = f.outcome->resp_code;
	if (o->state != SATIM_DECLINED && o->state != SATIM_CANCELLED && o->state != SATIM_EXPIRED)
		return f;
	if (shape == DECLINE_STATUS6) {
		f.error_code = (int)satim.decline_code;
	} else if (shape == DECLINE_STATUS3) {
		f.status = 3;
		f.resp_code = "00";
	} else {
		f.has_status = false;
	}
	return f;
}

static const char *mask(const char *pan, size_t head, const char *stars, char out[24])
{
	size_t n = strlen(pan);

	if (n < head + 4)
		return "";
	snprintf(out, 24, "%.*s%s%s", (int)head, pan, stars, pan + n - 4);
	return out;
}

/* The expiry as YYYYMM, from 01/2027. */
static const char *year_first(const char *expiry, char out[8])
{
	snprintf(out, 8, "%.4s%.2s", strlen(expiry) == 7 ? expiry + 3 : "", expiry);
	return out;
}

static const char *or_null(const char *text)
{
	return text && *text ? text : NULL;
}

static void put_params(struct answer *a, const struct face *f, enum satim_lang lang)
{
	char name[] = "udf1";
	size_t i;

	key(a, "params");
	jw_open(&a->j, '{');
	if (a->o->outcome) {
		put_text(a, "respCode", or_null(f->resp_code));
		put_text(a, "respCode_desc", satim.blank_desc ? "" : f->outcome->text[lang]);
	}
	for (i = 0; i < SATIM_UDFS; i++) {
		name[3] = (char)('1' + i);
		put_text(a, name, a->o->udf[i]);
	}
	jw_close(&a->j, '}');
}

void satim_answer_order(struct buf *out, const struct satim_order *o, enum satim_lang lang)
{
	struct answer a = { .j.out = out, .o = o };
	struct face f = face_of(o);
	char expiry[8], pan[24];

	jw_open(&a.j, '{');
	if (*o->pan && o->outcome) {
		put_text(&a, "expiration", year_first(o->expiry, expiry));
		put_text(&a, "cardholderName", o->holder);
	}
	put_number(&a, "depositAmount", satim_order_deposit(o), false);
	put_text(&a, "currency", "012");
	put_text(&a, "authorizationResponseId", or_null(o->approval));
	put_text(&a, "approvalCode", or_null(o->approval));
	put_number(&a, "actionCode", f.outcome->action_code, false);
	put_text(&a, "actionCodeDescription", f.outcome->text[lang]);
	put_number(&a, "ErrorCode", f.error_code, true);
	put_text(&a, "ErrorMessage", f.error_code ? "Payment is declined" : "Success");
	if (f.has_status)
		put_number(&a, "OrderStatus", f.status, false);
	put_text(&a, "OrderNumber", o->number);
	put_text(&a, "Pan", o->outcome ? mask(o->pan, 4, "****", pan) : "");
	put_number(&a, "Amount", o->amount, false);
	put_text(&a, "Ip", or_null(o->ip));
	put_text(&a, "Description", o->description);
	put_params(&a, &f, lang);
	put_text(&a, "SvfeResponse", o->outcome ? or_null(f.resp_code) : NULL);
	jw_close(&a.j, '}');
}

static void put_named(struct jw *j, const char *name, const char *value)
{
	if (!value)
		return;
	jw_open(j, '{');
	jw_put_text(j, "name", name);
	jw_put_text(j, "value", value);
	jw_close(j, '}');
}

/* merchantOrderParams and attributes: lists of name and value. */
static void put_lists(struct answer *a, const struct face *f, enum satim_lang lang)
{
	const struct satim_order *o = a->o;
	char name[] = "udf1";
	size_t i;

	key(a, "merchantOrderParams");
	jw_open(&a->j, '[');
	put_named(&a->j, "force_terminal_id", o->terminal);
	for (i = 0; i < SATIM_UDFS; i++) {
		name[3] = (char)('1' + i);
		put_named(&a->j, name, o->udf[i]);
	}
	if (o->outcome) {
		put_named(&a->j, "respCode", or_null(f->resp_code));
		put_named(&a->j, "respCode_desc", satim.blank_desc ? "" : f->outcome->text[lang]);
	}
	jw_close(&a->j, ']');
	key(a, "attributes");
	jw_open(&a->j, '[');
	put_named(&a->j, "mdOrder", o->id);
	jw_close(&a->j, ']');
}

static void put_card(struct answer *a)
{
	const struct satim_order *o = a->o;
	char expiry[8], pan[24];

	key(a, "cardAuthInfo");
	jw_open(&a->j, '{');
	put_text(a, "pan", mask(o->pan, 6, "**", pan));
	put_text(a, "expiration", year_first(o->expiry, expiry));
	put_text(a, "cardholderName", o->holder);
	put_text(a, "approvalCode", or_null(o->approval));
	put_text(a, "authorizationResponseId", or_null(o->approval));
	jw_close(&a->j, '}');
}

void satim_answer_extended(struct buf *out, const struct satim_order *o, enum satim_lang lang)
{
	struct answer a = { .j.out = out, .o = o };
	struct face f = face_of(o);

	jw_open(&a.j, '{');
	put_number(&a, "errorCode", f.error_code, true);
	put_text(&a, "errorMessage", f.error_code ? "Payment is declined" : "Success");
	put_text(&a, "orderNumber", o->number);
	if (f.has_status)
		put_number(&a, "orderStatus", f.status, false);
	put_number(&a, "actionCode", f.outcome->action_code, false);
	put_text(&a, "actionCodeDescription", f.outcome->text[lang]);
	put_number(&a, "amount", o->amount, false);
	put_number(&a, "depositAmount", satim_order_deposit(o), false);
	put_text(&a, "currency", "012");
	put_number(&a, "date", o->registered_ms, false);
	put_text(&a, "orderDescription", o->description);
	put_text(&a, "ip", or_null(o->ip));
	put_lists(&a, &f, lang);
	if (*o->pan && o->outcome)
		put_card(&a);
	if (o->paid_ms)
		put_number(&a, "authDateTime", o->paid_ms, false);
	put_text(&a, "terminalId", o->terminal);
	put_text(&a, "authRefNum", or_null(o->reference));
	jw_close(&a.j, '}');
}
