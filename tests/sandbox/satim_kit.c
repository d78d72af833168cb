/* satim_kit - calls of a merchant and a card holder that several tests make. */
#include "satim_kit.h"

#include <stdio.h>
#include <string.h>

const char *satim_form(const char *number, const char *name, const char *value)
{
	const char *params[][2] = {
		{ "userName", "SIMUSER" }, { "password", "SIMPASS" }, { "orderNumber", number },
		{ "amount", "250000" }, { "currency", "012" },
		{ "returnUrl", "https://bus.example.dz/pay/return?x=1" },
		{ "failUrl", "https://bus.example.dz/pay/fail#top" }, { "language", "FR" },
		{ "jsonParams", "{\"force_terminal_id\":\"E0123456789\",\"udf1\":\"P7F3K2M9Q1\"}" },
		{ "", "" },
	};
	static char out[4096];
	size_t i, len = 0, n = sizeof params / sizeof params[0] - 1;

	for (i = 0; name && i < n && strcmp(params[i][0], name); i++)
		continue;
	if (name) {
		params[i][0] = name;
		params[i][1] = value;
		n += i == n;
	}
	out[0] = '\0';
	for (i = 0; i < n; i++)
		if (params[i][1])
			len += (size_t)snprintf(out + len, sizeof out - len, "%s%s", len ? "&" : "",
			    kit_form(params[i][0], params[i][1], NULL));
	return out;
}

const char *satim_register(const char *number)
{
	const struct answer *a = kit_call("POST", REST "register.do", FORM, NULL,
	    satim_form(number, NULL, NULL));
	static char ids[8][21];
	static size_t at;

	assert_int_equal(a->status, 200);
	assert_int_equal(kit_int(a->body, "errorCode"), 0);
	assert_int_equal(strlen(kit_str(a->body, "orderId")), 20);
	at = (at + 1) % 8;
	memcpy(ids[at], kit_str(a->body, "orderId"), 21);
	return ids[at];
}

const char *satim_pay(const char *id, const char *pan)
{
	char json[200];

	snprintf(json, sizeof json, "{\"mdOrder\":\"%s\",\"pan\":\"%s\"}", id, pan);
	return kit_control("/__sim/satim/pay", json)->body;
}

const char *satim_named(const char *key, const char *id)
{
	return kit_form("userName", "SIMUSER", "password", "SIMPASS", key, id, "language", "EN",
	    NULL);
}

static const char *merchant(const char *path, const char *key, const char *id)
{
	return kit_call("POST", path, FORM, NULL, satim_named(key, id))->body;
}

const char *satim_confirm(const char *id)
{
	return merchant(REST "public/acknowledgeTransaction.do", "mdOrder", id);
}

const char *satim_status(const char *id)
{
	return merchant(REST "getOrderStatus.do", "orderId", id);
}

const char *satim_extended(const char *id)
{
	return merchant(REST "getOrderStatusExtended.do", "orderId", id);
}

const char *satim_refund_form(const char *id, const char *amount)
{
	return kit_form("userName", "SIMUSER", "password", "SIMPASS", "orderId", id,
	    "amount", amount, NULL);
}

const char *satim_refund(const char *id, const char *amount)
{
	return kit_call("POST", REST "refund.do", FORM, NULL, satim_refund_form(id, amount))->body;
}

void satim_set(const char *id, const char *changes)
{
	char json[512];

	snprintf(json, sizeof json, "{\"mdOrder\":\"%s\",\"set\":%s}", id, changes);
	kit_control("/__sim/satim/order", json);
}
