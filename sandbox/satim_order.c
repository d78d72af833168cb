/* satim_order - what the bank remembers of every order, and the money journal made from it. */
#include "satim.h"

#include "clock.h"
#include "id.h"
#include "map.h"
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct satim_order **orders;
static size_t n_orders, cap;
static struct map by_id, by_number;

/* Lets time do what it would have done by now. */
static struct satim_order *aged(struct satim_order *o)
{
	int64_t now = clock_now(), patience = satim.acknowledge_s * 1000;

	if (!o)
		return NULL;
	if (o->state == SATIM_REGISTERED && now >= o->registered_ms + o->session_ms)
		satim_order_expire(o, o->registered_ms + o->session_ms);
	if (o->state == SATIM_PAID && !o->acknowledged_ms && !o->refunded && patience &&
	    now >= o->paid_ms + patience)
		satim_order_reverse(o, o->paid_ms + patience);
	return o;
}

struct satim_order *satim_order_new(const char *number, int64_t amount)
{
	struct satim_order *o = mem_new(sizeof *o);

	do
		id_text(o->id, sizeof o->id - 1, ID_ALNUM);
	while (map_find(&by_id, o->id));
	snprintf(o->number, sizeof o->number, "%s", number);
	o->amount = amount;
	o->registered_ms = clock_now();
	o->session_ms = satim.session_s * 1000;
	o->decline_shape = -1;
	if (n_orders == cap) {
		cap = cap ? cap * 2 : 64;
		orders = mem_grow(orders, cap * sizeof(struct satim_order *));
	}
	orders[n_orders++] = o;
	map_add(&by_id, o->id, o);
	map_add(&by_number, o->number, o);
	return o;
}

struct satim_order *satim_order_find(const char *id)
{
	return aged(map_find(&by_id, id));
}

struct satim_order *satim_order_by_number(const char *number)
{
	return aged(map_find(&by_number, number));
}

struct satim_order *satim_order_at(size_t i)
{
	return aged(orders[i]);
}

size_t satim_order_count(void)
{
	return n_orders;
}

void satim_orders_reset(void)
{
	size_t i, k;

	for (i = 0; i < n_orders; i++) {
		free(orders[i]->return_url);
		free(orders[i]->fail_url);
		free(orders[i]->description);
		for (k = 0; k < SATIM_UDFS; k++)
			free(orders[i]->udf[k]);
		free(orders[i]->refunds);
		cJSON_Delete(orders[i]->wire);
		free(orders[i]);
	}
	free(orders);
	orders = NULL;
	n_orders = cap = 0;
	map_clear(&by_id);
	map_clear(&by_number);
}

static void finish(struct satim_order *o, enum satim_state state,
    const struct satim_outcome *outcome, int64_t at_ms)
{
	o->state = state;
	o->outcome = outcome;
	o->ended_ms = at_ms;
}

void satim_order_settle(struct satim_order *o, const struct satim_outcome *outcome)
{
	if (outcome->action_code != 0) {
		finish(o, SATIM_DECLINED, outcome, clock_now());
		satim_callback(o, "declined", false);
		return;
	}
	finish(o, SATIM_PAID, outcome, 0);
	o->paid_ms = clock_now();
	o->captured = o->amount;
	id_text(o->approval, sizeof o->approval - 1, ID_DIGITS);
	id_text(o->reference, sizeof o->reference - 1, ID_DIGITS);
	satim_callback(o, "deposited", true);
}

void satim_order_cancel(struct satim_order *o)
{
	finish(o, SATIM_CANCELLED, &satim_cancelled, clock_now());
	satim_callback(o, "declined", false);
}

void satim_order_expire(struct satim_order *o, int64_t at_ms)
{
	finish(o, SATIM_EXPIRED, &satim_timed_out, at_ms);
	satim_callback(o, "declinedByTimeout", false);
}

void satim_order_reverse(struct satim_order *o, int64_t at_ms)
{
	o->reversed = satim_order_deposit(o);
	finish(o, SATIM_REVERSED, &satim_reversed, at_ms);
	satim_callback(o, "reversed", true);
}

void satim_order_refund(struct satim_order *o, int64_t amount, bool out_of_band)
{
	o->refunds = mem_grow(o->refunds, (o->n_refunds + 1) * sizeof *o->refunds);
	o->refunds[o->n_refunds++] = (struct satim_refund){ amount, clock_now(), out_of_band };
	o->refunded += amount;
	satim_callback(o, "refunded", true);
}

int64_t satim_order_deposit(const struct satim_order *o)
{
	return o->captured - o->refunded - o->reversed;
}

int satim_order_status(const struct satim_order *o)
{
	switch (o->state) {
	case SATIM_REGISTERED: return 0;
	case SATIM_PAID: return o->refunded ? 4 : 2;
	case SATIM_REVERSED: return 3;
	default: return 6;
	}
}

const char *satim_order_word(const struct satim_order *o)
{
	static const char *const words[] = {
		"registered", "paid", "declined", "cancelled", "expired", "reversed"
	};

	if (o->state == SATIM_PAID && o->refunded)
		return o->refunded == o->captured ? "refunded" : "part_refunded";
	return words[o->state];
}

static void put_time(struct jw *j, const char *key, int64_t ms)
{
	char iso[CLOCK_TEXT];

	clock_iso(ms, iso);
	jw_put_text(j, key, ms ? iso : NULL);
}

void satim_order_write(const struct satim_order *o, struct jw *j)
{
	size_t i;

	jw_open(j, '{');
	jw_put_text(j, "mdOrder", o->id);
	jw_put_text(j, "orderNumber", o->number);
	jw_put_text(j, "udf1", o->udf[0]);
	jw_put_text(j, "terminal", o->terminal);
	jw_put_text(j, "funding", *o->funding ? o->funding : NULL);
	jw_put_int(j, "amount", o->amount);
	jw_put_text(j, "currency", "012");
	jw_put_text(j, "state", satim_order_word(o));
	jw_put_int(j, "orderStatus", satim_order_status(o));
	jw_put_int(j, "actionCode", (o->outcome ? o->outcome : &satim_no_attempt)->action_code);
	jw_put_int(j, "captured", o->captured);
	jw_put_int(j, "refunded", o->refunded);
	jw_put_int(j, "reversed", o->reversed);
	jw_put_int(j, "net", satim_order_deposit(o));
	jw_put_int(j, "confirms", o->confirms);
	put_time(j, "registered_at", o->registered_ms);
	put_time(j, "paid_at", o->paid_ms);
	put_time(j, "acknowledged_at", o->acknowledged_ms);
	put_time(j, "ended_at", o->ended_ms);
	jw_key(j, "refunds");
	jw_open(j, '[');
	for (i = 0; i < o->n_refunds; i++) {
		jw_open(j, '{');
		jw_put_int(j, "amount", o->refunds[i].amount);
		put_time(j, "at", o->refunds[i].at_ms);
		jw_put_bool(j, "out_of_band", o->refunds[i].out_of_band);
		jw_close(j, '}');
	}
	jw_close(j, ']');
	jw_close(j, '}');
}

char *satim_order_exit(const struct satim_order *o)
{
	const char *url = o->state != SATIM_PAID && o->fail_url ? o->fail_url : o->return_url;
	size_t n = strcspn(url, "#");
	const char *question = memchr(url, '?', n);
	struct buf out = { 0 };

	buf_add(&out, url, n);
	if (!question)
		buf_str(&out, "?");
	else if (question + 1 < url + n && url[n - 1] != '&')
		buf_str(&out, "&");
	buf_printf(&out, "orderId=%s%s", o->id, url + n);
	return out.data;
}
