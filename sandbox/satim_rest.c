/*
 * satim_rest - the calls a merchant's server makes. Business errors travel at HTTP 200. What the
 * real gateway would ignore (a repeated or unknown parameter, credentials in a URL) is refused
 * here.
 */
#include "satim.h"

#include "clock.h"
#include "form.h"
#include "mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MISSING = 4, WRONG = 5, UNKNOWN_CURRENCY = 3, UNKNOWN_ORDER = 6, SYSTEM = 7 };

/* One parameter of a call: how long, what it looks like, and the code when it looks otherwise. */
struct rule {
	const char *name;
	size_t most;
	bool needed;
	bool (*fits)(const char *);
	int code;
	const char *complaint;
};

struct ask {
	struct call *call;
	struct form form;
	bool capital;                   /* ErrorCode rather than errorCode */
	int missing;                    /* the code for a missing parameter */
};

static bool is_alnum(const char *s)
{
	while (isalnum((unsigned char)*s))
		s++;
	return !*s;
}

static bool is_digits(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

static bool is_dinar(const char *s)
{
	return !strcmp(s, "012");
}

static bool is_lang(const char *s)
{
	return !strcasecmp(s, "fr") || !strcasecmp(s, "ar") || !strcasecmp(s, "en");
}

static bool is_url(const char *s)
{
	size_t scheme = strncmp(s, "https://", 8) ? 7 : 8;

	if (strncmp(s, "http://", 7) && scheme == 7)
		return false;
	for (const char *c = s; *c; c++)
		if (*c <= ' ' || *c == 0x7f || *c == '<' || *c == '>' || *c == '"')
			return false;
	return isalnum((unsigned char)s[scheme]) || s[scheme] == '[';
}

static bool is_plain(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f || *s == '<' || *s == '>')
			return false;
	return true;
}

static bool is_session(const char *s)
{
	return is_digits(s) && strlen(s) <= 5 && atoi(s) >= 600 && atoi(s) <= 86400;
}

/* 50 DA at least; whole dinars as far as two clients of the gateway know. */
static bool is_amount(const char *s)
{
	int64_t value;

	if (!is_digits(s) || strlen(s) > 15)
		return false;
	value = strtoll(s, NULL, 10);
	return value >= 5000 && (!satim.whole_dinars || value % 100 == 0);
}

static const struct rule register_rules[] = {
	{ "userName", 30, true, NULL, WRONG, NULL },
	{ "password", 30, true, NULL, WRONG, NULL },
	{ "orderNumber", 10, true, is_alnum, WRONG, "Order number must be letters and digits" },
	{ "amount", 20, true, is_amount, WRONG, "Incorrect amount" },
	{ "currency", 3, true, is_dinar, UNKNOWN_CURRENCY, "Unknown currency" },
	{ "returnUrl", 512, true, is_url, WRONG, "Incorrect return URL" },
	{ "failUrl", 512, false, is_url, WRONG, "Incorrect fail URL" },
	{ "description", 512, false, is_plain, WRONG, "Incorrect description" },
	{ "language", 2, true, is_lang, WRONG, "Incorrect language" },
	{ "jsonParams", 1024, true, NULL, WRONG, "Invalid jsonParams" },
	{ "sessionTimeoutSecs", 5, false, is_session, WRONG, "Incorrect sessionTimeoutSecs" },
	{ 0 }
};

static const struct rule acknowledge_rules[] = {
	{ "userName", 30, true, NULL, WRONG, NULL },
	{ "password", 30, true, NULL, WRONG, NULL },
	{ "mdOrder", 20, true, is_alnum, WRONG, "Incorrect order id" },
	{ "language", 2, false, is_lang, WRONG, "Incorrect language" },
	{ 0 }
};

static const struct rule status_rules[] = {
	{ "userName", 30, true, NULL, WRONG, NULL },
	{ "password", 30, true, NULL, WRONG, NULL },
	{ "orderId", 20, true, is_alnum, WRONG, "Incorrect order id" },
	{ "language", 2, false, is_lang, WRONG, "Incorrect language" },
	{ 0 }
};

static const struct rule refund_rules[] = {
	{ "userName", 30, true, NULL, WRONG, NULL },
	{ "password", 30, true, NULL, WRONG, NULL },
	{ "orderId", 20, true, is_alnum, WRONG, "Incorrect order id" },
	{ "amount", 20, true, is_amount, WRONG, "Incorrect refund amount" },
	{ 0 }
};

static bool refuse(struct ask *a, int code, const char *message)
{
	a->call->reply->type = "application/json;charset=UTF-8";
	satim_answer_error(&a->call->reply->body, code, message, a->capital);
	call_verdict(a->call, "errorCode %d: %s", code, message);
	return false;
}

static bool refuse_named(struct ask *a, int code, const char *message, const char *name)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s: %s", message, name);
	refuse(a, code, text.data);
	buf_free(&text);
	return false;
}

/* The gateway reads a form and nothing else: of a JSON body it sees no parameter at all. */
static bool read_form(struct ask *a)
{
	const struct http_request *rq = a->call->request;

	if (*rq->query)
		return refuse(a, WRONG, "Parameters belong into the body");
	if (!http_is(rq, "application/x-www-form-urlencoded"))
		return refuse(a, MISSING, "Missing required parameters: the body is not a form");
	form_parse(&a->form, rq->body, rq->body_len);
	if (a->form.bad)
		return refuse(a, WRONG, "Incorrect form encoding");
	return true;
}

static bool check_credentials(struct ask *a)
{
	if (strcmp(form_get(&a->form, "userName"), satim.user) ||
	    strcmp(form_get(&a->form, "password"), satim.password))
		return refuse(a, WRONG, "Access denied");
	if (satim.password_change)
		return refuse(a, WRONG, "Access denied: password change required");
	return true;
}

static bool check_known(struct ask *a, const struct rule *rules)
{
	const char *repeated = form_repeated(&a->form);
	const struct rule *r;
	size_t i;

	if (repeated)
		return refuse_named(a, WRONG, "Repeated parameter", repeated);
	for (i = 0; i < a->form.n; i++) {
		for (r = rules; r->name && strcmp(r->name, a->form.pairs[i].name); r++)
			continue;
		if (!r->name || (!strcmp(r->name, "sessionTimeoutSecs") && !satim.bpc_params))
			return refuse_named(a, WRONG, "Incorrect request parameter",
			    a->form.pairs[i].name);
	}
	return true;
}

/* Reads the form and holds it against the rules, in the order the gateway would notice things. */
static bool accept(struct ask *a, const struct rule *rules)
{
	const struct rule *r;
	const char *value;

	if (!read_form(a))
		return false;
	for (r = rules; r->name; r++) {
		value = form_get(&a->form, r->name);
		if (r->needed && (!value || !*value))
			return refuse_named(a, a->missing, "Missing required parameter", r->name);
	}
	if (!check_credentials(a) || !check_known(a, rules))
		return false;
	for (r = rules; r->name; r++) {
		value = form_get(&a->form, r->name);
		if (value && strlen(value) > r->most)
			return refuse_named(a, WRONG, "Parameter too long", r->name);
		if (value && r->fits && !r->fits(value))
			return refuse(a, r->code, r->complaint);
	}
	return true;
}

static bool param_fits(const cJSON *v)
{
	static const char *const names[] = {
		"force_terminal_id", "udf1", "udf2", "udf3", "udf4", "udf5", "fundingTypeIndicator"
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0] && strcmp(names[i], v->string); i++)
		continue;
	if (i == sizeof names / sizeof names[0] || !cJSON_IsString(v) || !is_alnum(v->valuestring))
		return false;
	if (i == 6)
		return !strcmp(v->valuestring, "CP") || !strcmp(v->valuestring, "698");
	return *v->valuestring && strlen(v->valuestring) <= (i ? 20 : 16);
}

/* jsonParams: an object of known short texts, among them the terminal and udf1. */
static bool check_params(struct ask *a, const cJSON *params)
{
	const cJSON *terminal = cJSON_GetObjectItemCaseSensitive(params, "force_terminal_id"), *v;

	if (!cJSON_IsObject(params))
		return refuse(a, WRONG, "Invalid jsonParams");
	cJSON_ArrayForEach(v, params)
		if (!param_fits(v))
			return refuse_named(a, WRONG, "Invalid jsonParams", v->string);
	if (!cJSON_GetObjectItemCaseSensitive(params, "udf1"))
		return refuse_named(a, WRONG, "Invalid jsonParams", "udf1 is missing");
	if (!terminal || strcmp(terminal->valuestring, satim.terminal))
		return refuse_named(a, WRONG, "Invalid jsonParams", "force_terminal_id");
	return true;
}

static void copy(char *to, size_t room, const char *from)
{
	size_t n = from ? strlen(from) : 0;

	if (n >= room)
		n = room - 1;
	memcpy(to, from ? from : "", n);
	to[n] = '\0';
}

static void fill(struct satim_order *o, const struct form *f, const cJSON *params)
{
	const char *session = form_get(f, "sessionTimeoutSecs");
	const cJSON *udf;
	char name[] = "udf1";
	size_t i;

	o->return_url = mem_text(form_get(f, "returnUrl"));
	o->fail_url = mem_text(form_get(f, "failUrl"));
	o->description = mem_text(form_get(f, "description"));
	o->lang = satim_lang_of(form_get(f, "language"));
	if (session)
		o->session_ms = atoi(session) * 1000LL;
	copy(o->terminal, sizeof o->terminal, satim.terminal);
	copy(o->funding, sizeof o->funding,
	    cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(params, "fundingTypeIndicator")));
	for (i = 0; i < SATIM_UDFS; i++) {
		name[3] = (char)('1' + i);
		udf = cJSON_GetObjectItemCaseSensitive(params, name);
		o->udf[i] = mem_text(cJSON_GetStringValue(udf));
	}
}

static void answer_registered(struct ask *a, const struct satim_order *o)
{
	static const char *const langs[] = { "fr", "ar", "en" };
	struct jw j = { .out = &a->call->reply->body };
	struct buf url = { 0 };

	buf_printf(&url, "%s%s?mdOrder=%s&language=%s", satim.public_url, SATIM_PAGE, o->id,
	    langs[o->lang]);
	a->call->reply->type = "application/json;charset=UTF-8";
	jw_open(&j, '{');
	jw_key(&j, satim.keys == KEYS_UPPER ? "ErrorCode" : "errorCode");
	jw_raw(&j, satim.wire == WIRE_STRINGS ? "\"0\"" : "0");
	jw_put_text(&j, satim.keys == KEYS_UPPER ? "OrderId" : "orderId", o->id);
	jw_put_text(&j, satim.keys == KEYS_UPPER ? "FormUrl" : "formUrl", url.data);
	jw_close(&j, '}');
	buf_free(&url);
	call_verdict(a->call, "order %s, %lld centimes", o->number, (long long)o->amount);
}

static void register_order(struct ask *a)
{
	cJSON *params = cJSON_ParseWithOpts(form_get(&a->form, "jsonParams"), NULL, true);
	const char *number = form_get(&a->form, "orderNumber");
	struct satim_order *o = satim_order_by_number(number);

	if (!check_params(a, params)) {
		cJSON_Delete(params);
		return;
	}
	if (o && o->state == SATIM_REGISTERED) {
		refuse(a, 1, "Order with this number was registered, but was not paid off");
	} else if (o) {
		refuse(a, 1, "Order with this number has already been processed");
	} else {
		o = satim_order_new(number, strtoll(form_get(&a->form, "amount"), NULL, 10));
		fill(o, &a->form, params);
		answer_registered(a, o);
	}
	cJSON_Delete(params);
}

void satim_register(struct call *c)
{
	struct ask a = { .call = c, .missing = MISSING };

	if (accept(&a, register_rules))
		register_order(&a);
	form_free(&a.form);
}

/* The order a call names; NULL after answering that there is none. */
static struct satim_order *named_order(struct ask *a, const char *key)
{
	struct satim_order *o = satim_order_find(form_get(&a->form, key));

	if (o)
		return o;
	if (satim.unknown_order == UNKNOWN_LIVE && a->capital) {
		a->call->reply->status = 401;
		a->call->reply->type = "application/json;charset=UTF-8";
		buf_str(&a->call->reply->body, "\"Transaction is not found\"");
		call_verdict(a->call, "unknown order, said as the live gateway does");
	} else {
		refuse(a, UNKNOWN_ORDER, "Unregistered order id");
	}
	return NULL;
}

static enum satim_lang lang_of(const struct ask *a, const struct satim_order *o)
{
	const char *lang = form_get(&a->form, "language");

	return lang ? satim_lang_of(lang) : o->lang;
}

static void confirm(struct call *c, const struct rule *rules, const char *key)
{
	struct ask a = { .call = c, .capital = true, .missing = WRONG };
	struct satim_order *o;

	if (accept(&a, rules) && (o = named_order(&a, key))) {
		o->confirms++;
		if (o->acknowledged_ms && satim.second_confirm == SECOND_CODE2) {
			refuse(&a, 2, "Order is already confirmed");
		} else {
			if (o->state == SATIM_PAID && !o->acknowledged_ms)
				o->acknowledged_ms = clock_now();
			c->reply->type = "application/json;charset=UTF-8";
			satim_answer_order(&c->reply->body, o, lang_of(&a, o));
			call_verdict(c, "order %s is %s", o->number, satim_order_word(o));
		}
	}
	form_free(&a.form);
}

void satim_acknowledge(struct call *c)
{
	confirm(c, acknowledge_rules, "mdOrder");
}

void satim_confirm(struct call *c)
{
	confirm(c, status_rules, "orderId");
}

static void status(struct call *c, bool extended)
{
	struct ask a = { .call = c, .capital = !extended, .missing = WRONG };
	const struct satim_order *o;

	if (accept(&a, status_rules) && (o = named_order(&a, "orderId"))) {
		c->reply->type = "application/json;charset=UTF-8";
		if (extended)
			satim_answer_extended(&c->reply->body, o, lang_of(&a, o));
		else
			satim_answer_order(&c->reply->body, o, lang_of(&a, o));
		call_verdict(c, "order %s is %s", o->number, satim_order_word(o));
	}
	form_free(&a.form);
}

void satim_status(struct call *c)
{
	status(c, false);
}

void satim_status_extended(struct call *c)
{
	status(c, true);
}

void satim_refund(struct call *c)
{
	struct ask a = { .call = c, .missing = WRONG };
	struct satim_order *o;
	int64_t amount;

	if (accept(&a, refund_rules) && (o = named_order(&a, "orderId"))) {
		amount = strtoll(form_get(&a.form, "amount"), NULL, 10);
		if (o->state != SATIM_PAID) {
			refuse(&a, SYSTEM, "Payment is not in a refundable state");
		} else if (amount > satim_order_deposit(o)) {
			refuse(&a, WRONG, "Refund amount exceeds the deposited amount");
		} else {
			satim_order_refund(o, amount, false);
			c->reply->type = "application/json;charset=UTF-8";
			satim_answer_error(&c->reply->body, 0, NULL, false);
			call_verdict(c, "order %s: %lld centimes refunded", o->number,
			    (long long)amount);
		}
	}
	form_free(&a.form);
}
