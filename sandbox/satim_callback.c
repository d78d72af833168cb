/*
 * satim_callback - the gateway engine's push of a state change. SATIM's guide has none, so it is
 * off until callback_url is set. A failed call is not repeated: the merchant must read the status
 * anyway.
 */
#include "satim.h"

#include "form.h"
#include "mem.h"
#include "outbound.h"
#include "sign.h"

#include <stdlib.h>
#include <string.h>

static void push(const struct satim_order *o, const char *operation, bool success, bool spoil,
    int64_t delay_ms)
{
	struct pair pairs[] = {
		{ "mdOrder", o->id },
		{ "orderNumber", o->number },
		{ "operation", operation },
		{ "status", success ? "1" : "0" },
	};
	struct form params = { .pairs = pairs, .n = sizeof pairs / sizeof pairs[0] };
	struct buf url = { 0 };
	char *checksum;
	size_t i;

	buf_str(&url, satim.callback_url);
	for (i = 0; i < params.n; i++)
		buf_printf(&url, "%c%s=%s", i || strchr(satim.callback_url, '?') ? '&' : '?',
		    pairs[i].name, pairs[i].value);
	if (satim.callback_secret) {
		checksum = sign_bank(satim.callback_secret, &params);
		if (spoil)
			checksum[0] = checksum[0] == '0' ? '1' : '0';
		buf_printf(&url, "&checksum=%s", checksum);
		free(checksum);
	}
	outbound_send(&(struct outbound){
		.provider = "satim", .op = "callback", .method = "GET", .url = url.data,
		.verdict = spoil ? "spoilt checksum" : "sent",
	}, delay_ms);
	buf_free(&url);
}

void satim_callback(const struct satim_order *o, const char *operation, bool success)
{
	if (satim.callback_url)
		push(o, operation, success, false, 0);
}

/* The order's last event; there is one, so reorder has nothing to turn round. */
int64_t satim_callback_replay(const struct replay *r)
{
	static const char *const operations[] = {
		NULL, "deposited", "declined", "declined", "declinedByTimeout", "reversed"
	};
	const struct satim_order *o = satim_order_find(r->id);
	const char *operation;
	int64_t i;

	if (!o)
		return -1;
	operation = o->state == SATIM_PAID && o->refunded ? "refunded" : operations[o->state];
	if (!operation || !satim.callback_url)
		return 0;
	for (i = 0; i < r->times; i++)
		push(o, operation, o->state == SATIM_PAID || o->state == SATIM_REVERSED,
		    r->bad_signature, r->delay_ms);
	return r->times;
}
