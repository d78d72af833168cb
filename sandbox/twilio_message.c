/* twilio_message - messages on their way, and the callbacks that tell of it. */
#include "twilio.h"

#include "form.h"
#include "id.h"
#include "map.h"
#include "mem.h"
#include "outbound.h"
#include "sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct twilio_message **messages;
static size_t n_messages, cap;
static struct map by_sid;

struct twilio_message *twilio_message_new(void)
{
	struct twilio_message *m = mem_new(sizeof *m);

	snprintf(m->sid, sizeof m->sid, "SM");
	id_text(m->sid + 2, 32, ID_HEX);
	if (n_messages == cap) {
		cap = cap ? cap * 2 : 64;
		messages = mem_grow(messages, cap * sizeof(struct twilio_message *));
	}
	messages[n_messages++] = m;
	map_add(&by_sid, m->sid, m);
	return m;
}

struct twilio_message *twilio_message_find(const char *sid)
{
	return map_find(&by_sid, sid);
}

struct twilio_message *twilio_message_at(size_t i)
{
	return messages[i];
}

size_t twilio_message_count(void)
{
	return n_messages;
}

void twilio_messages_reset(void)
{
	size_t i;

	for (i = 0; i < n_messages; i++) {
		timer_stop(&messages[i]->timer);
		free(messages[i]->body);
		free(messages[i]->callback);
		free(messages[i]);
	}
	free(messages);
	messages = NULL;
	n_messages = cap = 0;
	map_clear(&by_sid);
}

/* The next code point of UTF-8 text that is known to be valid. */
static uint32_t next_point(const char **text)
{
	size_t n = jw_utf8(*text, strlen(*text)), i;
	const unsigned char *u = (const unsigned char *)*text;
	uint32_t point = u[0];

	if (n > 1)
		point = u[0] & (0x7fu >> n);
	for (i = 1; i < n; i++)
		point = point << 6 | (u[i] & 0x3fu);
	*text += n ? n : 1;
	return point;
}

/* Septets of a character in the GSM 03.38 alphabet: 1, 2 through the escape, 0 when not in it. */
static int septets(uint32_t point)
{
	static const char ascii[] = "\n\r !\"#$%&'()*+,-./:;<=>?@_";
	static const uint16_t others[] = {
		0xa3, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0xd8, 0xf8, 0xc5, 0xe5,
		0x394, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e,
		0xc6, 0xe6, 0xdf, 0xc9, 0xa4,
		0xa1, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7, 0xbf, 0xe4, 0xf6, 0xf1, 0xfc, 0xe0,
	};
	size_t i;

	if ((point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') ||
	    (point >= 'a' && point <= 'z') || (point < 0x80 && point && strchr(ascii, (int)point)))
		return 1;
	if (point == 0x20ac || (point < 0x80 && point && strchr("^{}\\[~]|\f", (int)point)))
		return 2;
	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		if (others[i] == point)
			return 1;
	return 0;
}

int twilio_segments(const char *text)
{
	int gsm = 0, ucs2 = 0, n;
	bool plain = true;
	uint32_t point;

	while (*text) {
		point = next_point(&text);
		n = septets(point);
		plain = plain && n;
		gsm += n;
		ucs2 += point > 0xffff ? 2 : 1;
	}
	if (plain)
		return gsm <= 160 ? 1 : (gsm + 152) / 153;
	return ucs2 <= 70 ? 1 : (ucs2 + 66) / 67;
}

/*
 * Posts one status. The parameters are those of a real callback; ErrorCode only when there is one.
 */
static void tell(const struct twilio_message *m, const char *status, bool spoil, int64_t delay_ms)
{
	char done[CLOCK_TEXT], code[12];
	struct pair pairs[] = {
		{ "MessageSid", m->sid }, { "SmsSid", m->sid }, { "AccountSid", twilio.account },
		{ "From", m->from }, { "To", m->to }, { "MessageStatus", status },
		{ "SmsStatus", status }, { "ApiVersion", "2010-04-01" },
		{ NULL, NULL }, { NULL, NULL },
	};
	struct form params = { .pairs = pairs, .n = 8 };
	bool failed = !strcmp(status, "undelivered") || !strcmp(status, "failed");
	time_t now = (time_t)(clock_now() / 1000);
	struct buf body = { 0 };
	struct tm tm;
	char *signature;
	size_t i;

	snprintf(code, sizeof code, "%d", m->error_code);
	strftime(done, sizeof done, "%y%m%d%H%M", gmtime_r(&now, &tm));
	if (failed)
		pairs[params.n++] = (struct pair){ "ErrorCode", code };
	if (failed || !strcmp(status, "delivered"))
		pairs[params.n++] = (struct pair){ "RawDlrDoneDate", done };
	for (i = 0; i < params.n; i++) {
		buf_printf(&body, "%s%s=", i ? "&" : "", pairs[i].name);
		buf_url(&body, pairs[i].value);
	}
	signature = sign_twilio(twilio.token, m->callback, &params);
	if (spoil)
		signature[0] = signature[0] == 'A' ? 'B' : 'A';
	outbound_send(&(struct outbound){
		.provider = "twilio", .op = "callback", .method = "POST", .url = m->callback,
		.headers = (struct http_header[]){
			{ "Content-Type", "application/x-www-form-urlencoded" },
			{ "X-Twilio-Signature", signature },
			{ "User-Agent", "TwilioProxy/1.1" },
		},
		.n_headers = 3, .body = body.data, .body_len = body.len,
		.verdict = spoil ? "spoilt signature" : "sent",
	}, delay_ms);
	free(signature);
	buf_free(&body);
}

/* Tells the steps from 0 to n, forwards or backwards, each as often as wanted. */
static int64_t tell_steps(const struct twilio_message *m, int n, const struct replay *r)
{
	int64_t told = 0, i;
	int step;

	for (step = 0; step < n; step++) {
		for (i = 0; i < r->times; i++, told++)
			tell(m, m->plan[r->reorder ? n - 1 - step : step], r->bad_signature,
			    r->delay_ms);
	}
	return told;
}

static void advance(struct timer *t)
{
	struct twilio_message *m = (struct twilio_message *)t;
	const struct replay all = {
		.times = twilio.duplicate, .reorder = true, .bad_signature = twilio.bad_signature,
	};
	int64_t i;

	m->status = m->plan[m->step++];
	m->updated_ms = clock_now();
	if (!strcmp(m->status, "sent"))
		m->sent_ms = m->updated_ms;
	if (m->plan[m->step])
		timer_start(&m->timer, ON_WORLD, twilio.step_ms, advance);
	if (!m->callback)
		return;
	if (!twilio.reorder)
		for (i = 0; i < twilio.duplicate; i++)
			tell(m, m->status, twilio.bad_signature, 0);
	else if (!m->plan[m->step])
		tell_steps(m, m->step, &all);
}

void twilio_message_start(struct twilio_message *m, const char *status)
{
	m->status = status;
	m->created_ms = m->updated_ms = clock_now();
	if (m->plan[0])
		timer_start(&m->timer, ON_WORLD, twilio.step_ms, advance);
}

int64_t twilio_replay(const struct replay *r)
{
	const struct twilio_message *m = twilio_message_find(r->id);

	if (!m)
		return -1;
	return m->callback ? tell_steps(m, m->step, r) : 0;
}

static void put_date(struct jw *j, const char *key, int64_t ms)
{
	char text[CLOCK_TEXT];

	clock_mail(ms, text);
	jw_put_text(j, key, ms ? text : NULL);
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static void put_uris(const struct twilio_message *m, struct jw *j)
{
	struct buf uri = { 0 };

	buf_printf(&uri, "/2010-04-01/Accounts/%s/Messages/%s", twilio.account, m->sid);
	jw_key(j, "subresource_uris");
	jw_open(j, '{');
	buf_str(&uri, "/Media.json");
	jw_put_text(j, "media", uri.data);
	jw_close(j, '}');
	uri.len -= strlen("/Media.json");
	buf_str(&uri, ".json");
	jw_put_text(j, "uri", uri.data);
	buf_free(&uri);
}

void twilio_message_write(const struct twilio_message *m, struct jw *j)
{
	char segments[12];

	snprintf(segments, sizeof segments, "%d", m->segments);
	jw_open(j, '{');
	jw_put_text(j, "sid", m->sid);
	jw_put_text(j, "account_sid", twilio.account);
	jw_put_text(j, "to", m->to);
	jw_put_text(j, "from", or_null(m->from));
	jw_put_text(j, "messaging_service_sid", or_null(m->service));
	jw_put_text(j, "body", m->body);
	jw_put_text(j, "status", m->status);
	jw_put_text(j, "num_segments", segments);
	jw_put_text(j, "num_media", "0");
	jw_put_text(j, "direction", "outbound-api");
	jw_key(j, "error_code");
	if (m->error_code && !m->plan[m->step])
		jw_int(j, m->error_code);
	else
		jw_text(j, NULL);
	jw_put_text(j, "error_message", NULL);
	jw_put_text(j, "price", NULL);
	jw_put_text(j, "price_unit", "USD");
	jw_put_text(j, "api_version", "2010-04-01");
	put_date(j, "date_created", m->created_ms);
	put_date(j, "date_updated", m->updated_ms);
	put_date(j, "date_sent", m->sent_ms);
	put_uris(m, j);
	jw_close(j, '}');
}
