/* twilio - SMS through Twilio's Messages resource (API 2010-04-01), as a driver of sms. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "provider/sms.h"

enum { TIMEOUT_MS = 10000 };

static bool enabled(void)
{
	return *conf_text(CONF_TWILIO_BASE) != '\0';
}

/* 21610 opted out, 21211/21614 no such mobile: these people are not reached by trying again. */
static void read_answer(struct arena *a, const struct call *c, struct sms_sent *out)
{
	cJSON *o = c->answer && c->answer_n ? cJSON_ParseWithOpts(c->answer, NULL, 1) : NULL;
	const cJSON *sid = cJSON_GetObjectItemCaseSensitive(o, "sid");
	const cJSON *parts = cJSON_GetObjectItemCaseSensitive(o, "num_segments");
	const cJSON *message = cJSON_GetObjectItemCaseSensitive(o, "message");
	int64_t n;

	if (cJSON_IsString(sid))
		out->id = arena_str(a, sid->valuestring);
	if (cJSON_IsString(parts) && str_int(parts->valuestring, 0, 100, &n))
		out->segments = (int)n;
	if (cJSON_IsString(message))
		out->error = arena_str(a, message->valuestring);
	cJSON_Delete(o);
	if (out->class == CALL_OK && !out->id)
		out->class = CALL_AMBIGUOUS;
	if (c->status >= 500) /* an answer, though a poor one: nothing was taken */
		out->class = CALL_TRANSIENT;
}

static const char *messages_url(struct arena *a)
{
	return arena_printf(a, "%s/2010-04-01/Accounts/%s/Messages.json", conf_text(CONF_TWILIO_BASE),
			    conf_text(CONF_TWILIO_SID));
}

/* The create call has no idempotency key: an ambiguous answer means the message may have left. */
static void send(struct arena *a, const struct sms *m, struct sms_sent *out)
{
	struct buf body;
	struct call c = {
		.provider = "twilio",
		.op = "send",
		.method = "POST",
		.url = messages_url(a),
		.headers = { "Content-Type: application/x-www-form-urlencoded" },
		.user = conf_text(CONF_TWILIO_SID),
		.password = conf_text(CONF_TWILIO_TOKEN),
		.timeout_ms = TIMEOUT_MS,
		.once = true,
	};

	buf_init(&body, a, 512);
	call_form(&body, "To", m->to);
	call_form(&body, "From", conf_text(CONF_TWILIO_FROM));
	call_form(&body, "Body", m->text);
	call_form(&body, "ValidityPeriod", arena_printf(a, "%d", m->valid_s));
	c.body = body.data;
	c.body_n = body.len;
	call_run(a, &c);
	*out = (struct sms_sent){ .class = c.class, .error = c.error, .held_back = c.held_back, .retry_s = c.retry_s };
	read_answer(a, &c, out);
}

/* The same text to the same number lately; what failed there does not count as sent. */
static bool same_message(const cJSON *message, const struct sms *m)
{
	const char *body = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(message, "body"));
	const char *status = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(message, "status"));

	return str_eq(body, m->text) && status && strcmp(status, "failed") != 0 && strcmp(status, "canceled") != 0;
}

static bool find(struct arena *a, const struct sms *m, struct sms_sent *out)
{
	struct civil day = when_local(when_now() - 24 * (int64_t)3600 * WHEN_SECOND);
	struct buf query;
	struct call c = { .provider = "twilio", .op = "find", .method = "GET", .user = conf_text(CONF_TWILIO_SID),
			  .password = conf_text(CONF_TWILIO_TOKEN), .timeout_ms = TIMEOUT_MS };
	const cJSON *message;
	cJSON *o;
	bool found = false;

	buf_init(&query, a, 128);
	call_form(&query, "To", m->to);
	call_form(&query, "DateSent>", arena_printf(a, "%04d-%02d-%02d", day.year, day.month, day.day));
	c.url = arena_printf(a, "%s?%s", messages_url(a), query.data);
	call_run(a, &c);
	o = c.class == CALL_OK ? cJSON_Parse(c.answer) : NULL;
	cJSON_ArrayForEach(message, cJSON_GetObjectItemCaseSensitive(o, "messages")) {
		if (found || !same_message(message, m))
			continue;
		*out = (struct sms_sent){ .class = CALL_OK };
		found = true;
		out->id = arena_str(a, cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(message, "sid")));
	}
	cJSON_Delete(o);
	return found;
}

const struct sms_driver sms_twilio = { "twilio", enabled, send, find };
