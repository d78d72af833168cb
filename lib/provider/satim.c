/* satim - wire format of the card gateway. */
#include "provider/satim.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/json.h"
#include "base/str.h"

static const char currency[] = "012"; /* ISO 4217 numeric of DZD; the leading zero matters */

bool satim_enabled(void)
{
	return *conf_text(CONF_SATIM_BASE) != '\0';
}

/* ---- lenient reading: either spelling, text or number ---- */

static const cJSON *member(const cJSON *o, const char *name)
{
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(o, name);
	char other[40];

	if (c)
		return c;
	strncpy(other, name, sizeof other - 1);
	other[sizeof other - 1] = '\0';
	other[0] = (char)(other[0] ^ 0x20); /* ErrorCode or errorCode */
	return cJSON_GetObjectItemCaseSensitive(o, other);
}

static bool number_of(const cJSON *o, const char *name, int64_t *out)
{
	const cJSON *c = member(o, name);

	if (cJSON_IsNumber(c)) {
		*out = (int64_t)c->valuedouble;
		return (double)*out == c->valuedouble;
	}
	return cJSON_IsString(c) && str_int(c->valuestring, -1000000000000, 1000000000000, out);
}

static const char *text_of(struct arena *a, const cJSON *o, const char *name)
{
	const cJSON *c = member(o, name);

	if (cJSON_IsString(c) && *c->valuestring)
		return arena_str(a, c->valuestring);
	if (cJSON_IsNumber(c))
		return arena_printf(a, "%.0f", c->valuedouble);
	return NULL;
}

/* ---- requests ---- */

static void begin(struct arena *a, struct call *c, struct buf *body, const char *op,
		  const char *path)
{
	buf_init(body, a, 512);
	call_form(body, "userName", conf_text(CONF_SATIM_USER));
	call_form(body, "password", conf_text(CONF_SATIM_PASSWORD));
	*c = (struct call){
		.provider = "satim",
		.op = op,
		.method = "POST",
		.url = arena_printf(a, "%s%s", conf_text(CONF_SATIM_BASE), path),
		.headers = { "Content-Type: application/x-www-form-urlencoded",
			     "Accept: application/json" },
		.timeout_ms = (int)conf_int(CONF_PAY_CALL_MS),
	};
}

/* The parsed answer; NULL, with class corrected, when it is not a JSON object. */
static cJSON *run(struct arena *a, struct call *c, const struct buf *body)
{
	cJSON *o;

	c->body = body->data;
	c->body_n = body->len;
	call_run(a, c);
	if (c->class != CALL_OK)
		return NULL;
	o = c->answer_n && str_utf8(c->answer, c->answer_n) ? cJSON_ParseWithOpts(c->answer, NULL, 1)
							     : NULL;
	if (cJSON_IsObject(o))
		return o;
	cJSON_Delete(o);
	c->class = CALL_AMBIGUOUS; /* HTTP 200 with rubbish says nothing about what happened */
	return NULL;
}

static const char *lang_param(enum lang lang)
{
	static const char *const codes[LANG__COUNT] = { "FR", "AR", "EN" };

	return codes[lang];
}

static const char *json_params(struct arena *a, const struct satim_order *o)
{
	struct buf b;
	struct jw w;

	buf_init(&b, a, 128);
	jw_start(&w, &b);
	jw_object(&w);
	jw_key(&w, "force_terminal_id");
	jw_text(&w, conf_text(CONF_SATIM_TERMINAL));
	jw_key(&w, "udf1");
	jw_text(&w, o->udf1);
	jw_end(&w);
	return b.data;
}

void satim_register(struct arena *a, const struct satim_order *o, struct satim_registered *out)
{
	struct call c;
	struct buf body;
	cJSON *answer;
	int64_t code;

	begin(a, &c, &body, "register", "/register.do");
	call_form(&body, "orderNumber", o->order_number);
	call_form(&body, "amount", arena_printf(a, "%lld", (long long)o->amount_c));
	call_form(&body, "currency", currency);
	call_form(&body, "returnUrl", o->return_url);
	call_form(&body, "failUrl", o->return_url);
	call_form(&body, "description", o->description);
	call_form(&body, "language", lang_param(o->lang));
	call_form(&body, "jsonParams", json_params(a, o));
	answer = run(a, &c, &body);
	*out = (struct satim_registered){ .class = c.class, .code = -1 };
	if (!answer)
		return;
	out->code = number_of(answer, "errorCode", &code) ? (int)code : 0;
	out->message = text_of(a, answer, "errorMessage");
	out->order_id = text_of(a, answer, "orderId");
	out->form_url = text_of(a, answer, "formUrl");
	cJSON_Delete(answer);
	if (out->code == 0 && !(out->order_id && out->form_url))
		out->class = CALL_AMBIGUOUS;
	else if (out->code == 5)
		out->class = CALL_AUTH;
	else if (out->code == 7)
		out->class = CALL_TRANSIENT;
	else if (out->code != 0)
		out->class = CALL_INVALID;
}

/* ---- judging an answer ---- */

static bool agrees(const cJSON *o, const struct satim_order *expect, const struct satim_status *s,
		   const cJSON *params, struct arena *a)
{
	const char *money = text_of(a, o, "currency"), *udf1 = text_of(a, params, "udf1");

	if (s->amount_c != expect->amount_c)
		return false;
	if (money && strcmp(money, currency) != 0 && strcmp(money, "12") != 0)
		return false;
	if (!s->order_number || strcmp(s->order_number, expect->order_number) != 0)
		return false;
	return !udf1 || strcmp(udf1, expect->udf1) == 0;
}

/* merchantOrderParams: [{name, value}] of the extended status, as an object like params. */
static cJSON *named_params(const cJSON *o)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(o, "merchantOrderParams"), *e;
	cJSON *out = cJSON_CreateObject();

	cJSON_ArrayForEach(e, list) {
		const cJSON *name = cJSON_GetObjectItemCaseSensitive(e, "name");
		const cJSON *value = cJSON_GetObjectItemCaseSensitive(e, "value");

		if (cJSON_IsString(name) && cJSON_IsString(value))
			cJSON_AddStringToObject(out, name->valuestring, value->valuestring);
	}
	return out;
}

static enum satim_outcome unpaid(int64_t action, bool has_action)
{
	if (!has_action || action == 0 || action == -100)
		return SATIM_PENDING;
	if (action == 10)
		return SATIM_CANCELLED;
	return action == -2007 ? SATIM_EXPIRED : SATIM_REFUSED;
}

static void read_facts(struct arena *a, const cJSON *o, const cJSON *params, struct satim_status *s)
{
	const cJSON *card = cJSON_GetObjectItemCaseSensitive(o, "cardAuthInfo");

	s->message = text_of(a, params, "respCode_desc");
	if (!s->message)
		s->message = text_of(a, o, "actionCodeDescription");
	if (!s->message)
		s->message = text_of(a, o, "errorMessage");
	s->approval_code = text_of(a, o, "approvalCode");
	if (!s->approval_code)
		s->approval_code = text_of(a, card, "approvalCode");
	s->card = text_of(a, o, "Pan");
	if (!s->card)
		s->card = text_of(a, card, "pan");
	s->order_number = text_of(a, o, "orderNumber");
	if (!number_of(o, "amount", &s->amount_c))
		s->amount_c = 0;
	if (!number_of(o, "depositAmount", &s->deposited_c))
		s->deposited_c = 0;
}

/*
 * Paid if and only if the order is deposited, the response code is 00, and amount, currency, number
 * and our own reference are what we ordered. Everything else is not paid.
 */
static enum satim_outcome judge(struct arena *a, const cJSON *o, const cJSON *params,
				const struct satim_order *expect, const struct satim_status *s)
{
	int64_t code = 0, status = 0, action = 0;
	bool has_status = number_of(o, "orderStatus", &status);
	bool has_action = number_of(o, "actionCode", &action);
	const char *resp = text_of(a, params, "respCode");

	number_of(o, "errorCode", &code);
	if (code == 6)
		return SATIM_NO_ORDER;
	if (code != 0 && code != 2)
		return SATIM_UNKNOWN;
	if (!has_status)
		return unpaid(action, has_action);
	switch (status) {
	case 0:
		return unpaid(action, has_action);
	case 1:
		return SATIM_PENDING;
	case 2:
		if (code != 0 || (resp && strcmp(resp, "00") != 0))
			return SATIM_MISMATCH;
		return agrees(o, expect, s, params, a) ? SATIM_PAID : SATIM_MISMATCH;
	case 4:
		return SATIM_REFUNDED;
	case 3:
	case 6:
	case -1:
		return action == 10 ? SATIM_CANCELLED : action == -2007 ? SATIM_EXPIRED : SATIM_REFUSED;
	default:
		return SATIM_MISMATCH;
	}
}

/* The answer as it may be kept: names of card holders and addresses are nobody's business here. */
static const char *without_persons(struct arena *a, cJSON *o)
{
	static const char *const private[] = { "cardholderName", "Ip", "ip", "cardHolderName" };
	cJSON *card = cJSON_GetObjectItemCaseSensitive(o, "cardAuthInfo");
	const char *kept = "null";
	char *text;

	for (size_t i = 0; i < sizeof private / sizeof private[0]; i++) {
		cJSON_DeleteItemFromObjectCaseSensitive(o, private[i]);
		cJSON_DeleteItemFromObjectCaseSensitive(card, private[i]);
	}
	text = cJSON_PrintUnformatted(o);
	if (text)
		kept = arena_str(a, text);
	free(text);
	return kept;
}

void satim_judge(struct arena *a, const char *json, const struct satim_order *expect,
		 struct satim_status *out)
{
	cJSON *o = cJSON_ParseWithOpts(json, NULL, 1), *named = NULL;
	const cJSON *params;

	*out = (struct satim_status){ .outcome = SATIM_UNKNOWN, .raw = "null" };
	if (!cJSON_IsObject(o)) {
		cJSON_Delete(o);
		return;
	}
	params = cJSON_GetObjectItemCaseSensitive(o, "params");
	if (!params)
		params = named = named_params(o);
	read_facts(a, o, params, out);
	out->outcome = judge(a, o, params, expect, out);
	out->raw = without_persons(a, o);
	cJSON_Delete(named);
	cJSON_Delete(o);
}

static void ask(struct arena *a, const char *op, const char *path, const char *id_name,
		const char *order_id, const struct satim_order *expect, struct satim_status *out)
{
	struct call c;
	struct buf body;
	cJSON *answer;

	begin(a, &c, &body, op, path);
	call_form(&body, id_name, order_id);
	call_form(&body, "language", lang_param(expect->lang));
	answer = run(a, &c, &body);
	*out = (struct satim_status){ .outcome = SATIM_UNKNOWN, .raw = "null" };
	if (answer) {
		cJSON_Delete(answer);
		satim_judge(a, c.answer, expect, out);
	}
	out->order_id = order_id;
}

void satim_confirm(struct arena *a, const char *order_id, const struct satim_order *expect,
		   struct satim_status *out)
{
	int64_t code = 0;
	cJSON *o;

	ask(a, "confirm", "/public/acknowledgeTransaction.do", "mdOrder", order_id, expect, out);
	o = cJSON_Parse(out->raw);
	number_of(o, "errorCode", &code);
	cJSON_Delete(o);
	if (code == 2) /* declined, or confirmed before: the status tells which */
		satim_status(a, order_id, expect, out);
}

void satim_status(struct arena *a, const char *order_id, const struct satim_order *expect,
		  struct satim_status *out)
{
	ask(a, "status", "/getOrderStatusExtended.do", "orderId", order_id, expect, out);
}

void satim_refund(struct arena *a, const char *order_id, int64_t amount_c,
		  struct satim_refunded *out)
{
	struct call c;
	struct buf body;
	cJSON *answer;
	int64_t code;

	begin(a, &c, &body, "refund", "/refund.do");
	c.once = true;
	call_form(&body, "orderId", order_id);
	call_form(&body, "amount", arena_printf(a, "%lld", (long long)amount_c));
	answer = run(a, &c, &body);
	*out = (struct satim_refunded){ .class = c.class, .code = -1, .raw = "null" };
	if (!answer)
		return;
	out->code = number_of(answer, "errorCode", &code) ? (int)code : -1;
	out->message = text_of(a, answer, "errorMessage");
	out->raw = arena_str(a, c.answer);
	cJSON_Delete(answer);
	if (out->code < 0)
		out->class = CALL_AMBIGUOUS;
}
