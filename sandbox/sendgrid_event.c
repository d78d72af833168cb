/* sendgrid_event - what happens to each recipient's copy, posted as signed events. */
#include "sendgrid.h"

#include "id.h"
#include "jw.h"
#include "mem.h"
#include "outbound.h"
#include "sign.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 6 };

/* The copy of one recipient, from step to step. */
struct delivery {
	struct timer timer;             /* first: a timer is its delivery */
	struct delivery *next;
	struct sendgrid_mail *mail;
	char *email;
	cJSON *args, *categories;
	const char *const *plan;
	int step, attempts;
};

static const struct { const char *name; const char *const plan[STEPS]; } fates[] = {
	{ "bounce",      { "processed", "bounce" } },
	{ "late-bounce", { "processed", "delivered", "bounce" } },
	{ "drop",        { "dropped" } },
	{ "defer",       { "processed", "deferred", "deferred", "deferred", "delivered" } },
	{ "spam",        { "processed", "delivered", "spamreport" } },
	{ "open",        { "processed", "delivered", "open", "click" } },
	{ "",            { "processed", "delivered" } },
};

/* The plan for an address: the fate its name starts with, as a whole word. */
static const char *const *plan_for(const char *email)
{
	size_t i, n;

	for (i = 0; ; i++) {
		n = strlen(fates[i].name);
		if (!n || (!strncmp(email, fates[i].name, n) && !isalpha((unsigned char)email[n])))
			return fates[i].plan;
	}
}

static void put_details(struct jw *j, const struct delivery *d, const char *event)
{
	char attempt[12];

	snprintf(attempt, sizeof attempt, "%d", d->attempts);
	if (!strcmp(event, "bounce")) {
		jw_put_text(j, "type", "bounce");
		jw_put_text(j, "status", "5.1.1");
		jw_put_text(j, "reason", "550 5.1.1 The email account does not exist");
	} else if (!strcmp(event, "dropped")) {
		jw_put_text(j, "reason", "Bounced Address");
		jw_put_text(j, "status", "5.0.0");
	} else if (!strcmp(event, "deferred")) {
		jw_put_text(j, "response", "451 4.7.1 Please try again later");
		jw_put_text(j, "attempt", attempt);
	} else if (!strcmp(event, "delivered")) {
		jw_put_text(j, "response", "250 OK");
	} else if (!strcmp(event, "open") || !strcmp(event, "click")) {
		jw_put_text(j, "useragent", "Mozilla/5.0");
		jw_put_text(j, "ip", "127.0.0.1");
	}
}

/* One event as a JSON object in allocated memory. */
static char *render(const struct delivery *d, const char *event)
{
	struct buf out = { 0 }, message = { 0 };
	struct jw j = { .out = &out };
	char id[23], *categories;
	const cJSON *arg;

	id_text(id, sizeof id - 1, ID_ALNUM);
	buf_printf(&message, "%s.recvd-5f6c9d-1.0", d->mail->id);
	jw_open(&j, '{');
	jw_put_text(&j, "email", d->email);
	jw_put_int(&j, "timestamp", clock_now() / 1000);
	jw_put_text(&j, "event", event);
	jw_put_text(&j, "sg_event_id", id);
	jw_put_text(&j, "sg_message_id", message.data);
	buf_clear(&message);
	buf_printf(&message, "<%s@geopod-ismtpd-1>", d->mail->id);
	jw_put_text(&j, "smtp-id", message.data);
	buf_free(&message);
	put_details(&j, d, event);
	if (d->categories) {
		categories = cJSON_PrintUnformatted(d->categories);
		jw_key(&j, "category");
		jw_raw(&j, categories);
		cJSON_free(categories);
	}
	cJSON_ArrayForEach(arg, d->args)
		jw_put_text(&j, arg->string, arg->valuestring);
	jw_close(&j, '}');
	return out.data;
}

/* The body ends in CRLF, which is signed with the rest: a reader that trims it will notice. */
static void post(char *const *events, size_t n, bool backwards, bool spoil, int64_t delay_ms)
{
	struct buf body = { 0 };
	char timestamp[24], *signature;
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(&body, "%s%s", i ? "," : "[", events[backwards ? n - 1 - i : i]);
	buf_str(&body, "]\r\n");
	snprintf(timestamp, sizeof timestamp, "%" PRId64, (clock_now() + delay_ms) / 1000);
	signature = sign_events(spoil ? "0" : timestamp, body.data, body.len);
	outbound_send(&(struct outbound){
		.provider = "sendgrid", .op = "event", .method = "POST", .url = sendgrid.event_url,
		.headers = (struct http_header[]){
			{ "Content-Type", "application/json" },
			{ "X-Twilio-Email-Event-Webhook-Signature", signature },
			{ "X-Twilio-Email-Event-Webhook-Timestamp", timestamp },
			{ "User-Agent", "SendGrid Event API" },
		},
		.n_headers = 4, .body = body.data, .body_len = body.len,
		.verdict = spoil ? "spoilt signature" : "sent",
	}, delay_ms);
	free(signature);
	buf_free(&body);
}

static void advance(struct timer *t)
{
	struct delivery *d = (struct delivery *)t;
	struct sendgrid_mail *m = d->mail;
	const char *event = d->plan[d->step++];
	int64_t i;

	d->attempts += !strcmp(event, "deferred");
	m->events = mem_grow(m->events, (m->n_events + 1) * sizeof(char *));
	m->events[m->n_events++] = render(d, event);
	if (sendgrid.event_url)
		for (i = 0; i < sendgrid.duplicate; i++)
			post(&m->events[m->n_events - 1], 1, false, sendgrid.bad_signature, 0);
	if (d->plan[d->step])
		timer_start(&d->timer, ON_WORLD, sendgrid.step_ms, advance);
}

static const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* Arguments of the whole request, then those of the recipient's group, which win. */
static cJSON *merge(const cJSON *request, const cJSON *group)
{
	cJSON *args = cJSON_CreateObject();
	const cJSON *from[] = { get(request, "custom_args"), get(group, "custom_args") }, *v;
	size_t i;

	for (i = 0; i < 2; i++) {
		cJSON_ArrayForEach(v, from[i]) {
			cJSON_DeleteItemFromObjectCaseSensitive(args, v->string);
			cJSON_AddStringToObject(args, v->string, v->valuestring);
		}
	}
	return args;
}

static void start(struct sendgrid_mail *m, const char *email, const cJSON *request,
    const cJSON *group)
{
	struct delivery *d = mem_new(sizeof *d);

	d->mail = m;
	d->email = mem_text(email);
	d->args = merge(request, group);
	d->categories = cJSON_Duplicate(get(request, "categories"), true);
	d->plan = plan_for(email);
	d->next = m->deliveries;
	m->deliveries = d;
	timer_start(&d->timer, ON_WORLD, sendgrid.step_ms, advance);
}

void sendgrid_deliver(struct sendgrid_mail *m, const cJSON *request)
{
	static const char *const lists[] = { "to", "cc", "bcc" };
	const cJSON *group, *address;
	size_t i;

	cJSON_ArrayForEach(group, get(request, "personalizations"))
		for (i = 0; i < 3; i++)
			cJSON_ArrayForEach(address, get(group, lists[i]))
				start(m, get(address, "email")->valuestring, request, group);
}

void sendgrid_deliveries_free(struct sendgrid_mail *m)
{
	struct delivery *d;

	while ((d = m->deliveries)) {
		m->deliveries = d->next;
		timer_stop(&d->timer);
		free(d->email);
		cJSON_Delete(d->args);
		cJSON_Delete(d->categories);
		free(d);
	}
}

int64_t sendgrid_replay(const struct replay *r)
{
	const struct sendgrid_mail *m = sendgrid_mail_find(r->id);
	int64_t i;

	if (!m)
		return -1;
	if (!m->n_events || !sendgrid.event_url)
		return 0;
	for (i = 0; i < r->times; i++)
		post(m->events, m->n_events, r->reorder, r->bad_signature, r->delay_ms);
	return r->times;
}
