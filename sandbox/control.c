/* control - the routes below /__sim that concern every provider; each provider adds its own. */
#include "control.h"

#include "clock.h"
#include "fault.h"
#include "form.h"
#include "id.h"
#include "journal.h"
#include "jw.h"
#include "outbound.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void control_fail(struct call *c, int status, const char *format, ...)
{
	struct jw j = { .out = &c->reply->body };
	char text[300];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_clear(&c->reply->body);
	c->reply->status = status;
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_put_text(&j, "error", text);
	jw_close(&j, '}');
}

void control_ok(struct call *c)
{
	c->reply->type = "application/json";
	buf_str(&c->reply->body, "{\"ok\":true}");
}

cJSON *control_body(struct call *c)
{
	cJSON *body = cJSON_ParseWithLength(c->request->body, c->request->body_len);

	if (cJSON_IsObject(body))
		return body;
	cJSON_Delete(body);
	control_fail(c, 400, "the body is not a JSON object");
	return NULL;
}

bool control_only(struct call *c, const cJSON *body, const char *const *keys)
{
	const cJSON *v;
	size_t i;

	cJSON_ArrayForEach(v, body) {
		for (i = 0; keys[i] && strcmp(keys[i], v->string); i++)
			continue;
		if (!keys[i]) {
			control_fail(c, 400, "unknown key: %s", v->string);
			return false;
		}
	}
	return true;
}

const char *control_text(const cJSON *body, const char *key, const char *fallback)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(body, key);

	return cJSON_IsString(v) ? v->valuestring : fallback;
}

int64_t control_int(const cJSON *body, const char *key, int64_t fallback)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(body, key);

	if (!cJSON_IsNumber(v) || v->valuedouble > 9e15 || v->valuedouble < -9e15)
		return fallback;
	return (int64_t)v->valuedouble;
}

bool control_true(const cJSON *body, const char *key)
{
	return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(body, key));
}

static void reset(struct call *c)
{
	const struct provider *const *p;

	outbound_reset();
	for (p = providers; *p; p++)
		(*p)->reset();
	fault_reset();
	journal_reset();
	clock_reset();
	control_ok(c);
}

static uint64_t number_of(const struct form *f, const char *name, uint64_t fallback)
{
	const char *text = form_get(f, name);

	return text ? strtoull(text, NULL, 10) : fallback;
}

static void journal(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	const struct journal_entry *e;
	const char *provider, *op;
	uint64_t seq, left;
	struct form f;

	form_parse(&f, c->request->query, strlen(c->request->query));
	provider = form_get(&f, "provider");
	op = form_get(&f, "op");
	seq = number_of(&f, "since", 0);
	left = number_of(&f, "limit", 1000);
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "entries");
	jw_open(&j, '[');
	while (left && (e = journal_after(seq))) {
		seq = e->seq;
		if ((provider && strcmp(provider, e->provider)) || (op && strcmp(op, e->op)))
			continue;
		jw_raw(&j, e->json);
		left--;
	}
	jw_close(&j, ']');
	jw_put_int(&j, "next", (int64_t)seq);
	jw_put_bool(&j, "more", journal_after(seq) != NULL);
	jw_put_int(&j, "dropped", (int64_t)journal_dropped());
	jw_close(&j, '}');
	form_free(&f);
}

static void list_faults(struct call *c)
{
	struct jw j = { .out = &c->reply->body };

	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "queues");
	fault_list(&j);
	jw_close(&j, '}');
}

/* All words are read before the first is queued: a typing error queues nothing. */
static bool queue_faults(struct call *c, const cJSON *body)
{
	const char *provider = control_text(body, "provider", "");
	const char *op = control_text(body, "op", "*");
	const cJSON *queue = cJSON_GetObjectItemCaseSensitive(body, "queue"), *word;
	const struct provider *p = provider_find(provider);
	int64_t times = control_int(body, "times", 1);
	struct fault f;

	if (!p || (strcmp(op, "*") && !provider_has(p, op))) {
		control_fail(c, 400, p ? "no such operation: %s" : "no such provider: %s",
		    p ? op : provider);
		return false;
	}
	if (!cJSON_IsArray(queue) || times < 1) {
		control_fail(c, 400, "queue is a list of faults, times is at least 1");
		return false;
	}
	cJSON_ArrayForEach(word, queue) {
		if (!cJSON_IsString(word) || !fault_parse(word->valuestring, &f)) {
			control_fail(c, 400, "no such fault: %s",
			    cJSON_IsString(word) ? word->valuestring : "?");
			return false;
		}
	}
	if (!cJSON_GetArraySize(queue))
		fault_clear(provider, op);
	cJSON_ArrayForEach(word, queue) {
		fault_parse(word->valuestring, &f);
		fault_queue(provider, op, &f, times);
	}
	return true;
}

static void add_faults(struct call *c)
{
	static const char *const keys[] = { "provider", "op", "queue", "times", NULL };
	cJSON *body = control_body(c);

	if (body && control_only(c, body, keys) && queue_faults(c, body))
		list_faults(c);
	cJSON_Delete(body);
}

static void show_clock(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	int64_t now = clock_now();
	char iso[CLOCK_TEXT];

	clock_iso(now, iso);
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_put_text(&j, "now", iso);
	jw_put_int(&j, "now_ms", now);
	jw_close(&j, '}');
}

static void advance_clock(struct call *c)
{
	static const char *const keys[] = { "advance_s", "advance_ms", NULL };
	cJSON *body = control_body(c);
	int64_t s = control_int(body, "advance_s", 0), ms = control_int(body, "advance_ms", 0);
	const int64_t most_s = 10LL * 366 * 86400;

	if (body && control_only(c, body, keys)) {
		if (s < 0 || s > most_s || ms < 0 || ms > most_s * 1000 || s + ms == 0) {
			control_fail(c, 400, "advance_s or advance_ms: forward, at most ten years");
		} else {
			clock_advance(s * 1000 + ms);
			show_clock(c);
		}
	}
	cJSON_Delete(body);
}

static void seed(struct call *c)
{
	static const char *const keys[] = { "seed", NULL };
	cJSON *body = control_body(c);
	int64_t value = control_int(body, "seed", -1);

	if (body && control_only(c, body, keys)) {
		if (value < 0) {
			control_fail(c, 400, "seed: a whole number");
		} else {
			id_seed((uint64_t)value);
			control_ok(c);
		}
	}
	cJSON_Delete(body);
}

static void replay_body(struct call *c, const cJSON *body)
{
	struct jw j = { .out = &c->reply->body };
	struct replay r = {
		.id = control_text(body, "id", ""),
		.times = control_int(body, "times", 1),
		.delay_ms = control_int(body, "delay_ms", 0),
		.reorder = control_true(body, "reorder"),
		.bad_signature = control_true(body, "bad_signature"),
	};
	const struct provider *const *p;
	int64_t n = -1;

	if (r.times < 1 || r.times > 1000 || r.delay_ms < 0) {
		control_fail(c, 400, "times is 1..1000, delay_ms is not negative");
		return;
	}
	for (p = providers; *p && n < 0; p++)
		if ((*p)->replay)
			n = (*p)->replay(&r);
	if (n < 0) {
		control_fail(c, 404, "nothing called back under the id %s", r.id);
		return;
	}
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_put_int(&j, "queued", n);
	jw_close(&j, '}');
}

static void replay(struct call *c)
{
	static const char *const keys[] = {
		"id", "times", "reorder", "bad_signature", "delay_ms", NULL
	};
	cJSON *body = control_body(c);

	if (body && control_only(c, body, keys))
		replay_body(c, body);
	cJSON_Delete(body);
}

static const struct operation general[] = {
	{ "POST", "/__sim/reset",           "reset",   reset, false },
	{ "GET",  "/__sim/journal",         "journal", journal, false },
	{ "GET",  "/__sim/faults",          "faults",  list_faults, false },
	{ "POST", "/__sim/faults",          "faults",  add_faults, false },
	{ "GET",  "/__sim/clock",           "clock",   show_clock, false },
	{ "POST", "/__sim/clock",           "clock",   advance_clock, false },
	{ "POST", "/__sim/seed",            "seed",    seed, false },
	{ "POST", "/__sim/callback/replay", "replay",  replay, false },
	{ 0 }
};

void control_serve(const struct http_request *rq, struct http_reply *rp)
{
	struct call c = { .request = rq, .reply = rp };
	const struct provider *const *p;
	const struct operation *op;
	bool other, any_other = false;

	op = operation_find(general, rq, &any_other);
	for (p = providers; !op && *p; p++) {
		op = operation_find((*p)->controls, rq, &other);
		any_other |= other;
	}
	if (op)
		op->run(&c);
	else
		control_fail(&c, any_other ? 405 : 404, "no such control route");
}
