/*
 * aggregator - a local SMS company as small ones are: a key in a header, a JSON document with to, from,
 * text and the sender's own reference, an id back. The same reference is the same message. The number
 * decides like Twilio's: +2135000402xx has no credit left, +2135000400xx is no number.
 */
#include "aggregator.h"

#include "clock.h"
#include "id.h"
#include "jw.h"
#include "mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define KEY "sandbox-aggregator"

enum { ID = 12, TEXT_BYTES = 1600, REF_BYTES = 64 };

struct message {
	char id[ID + 1];
	char *to, *from, *text, *ref;
	int64_t at_ms;
};

static struct message *messages;
static size_t n_messages;

static void reset(void)
{
	size_t i;

	for (i = 0; i < n_messages; i++) {
		free(messages[i].to);
		free(messages[i].from);
		free(messages[i].text);
		free(messages[i].ref);
	}
	free(messages);
	messages = NULL;
	n_messages = 0;
}

static void put_error(struct http_reply *r, int status, const char *why)
{
	struct jw j = { .out = &r->body };

	r->status = status;
	r->type = "application/json";
	jw_open(&j, '{');
	jw_put_text(&j, "error", why);
	jw_close(&j, '}');
}

static void refuse(struct http_reply *r, int status)
{
	put_error(r, status, "refused");
}

static void fail(struct call *c, int status, const char *why)
{
	put_error(c->reply, status, why);
	call_verdict(c, "refused: %s", why);
}

static const char *text_of(const cJSON *body, const char *name, size_t most)
{
	const char *s = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(body, name));

	return s && *s && strlen(s) <= most ? s : NULL;
}

static struct message *find(const char *ref)
{
	size_t i;

	for (i = 0; i < n_messages; i++)
		if (!strcmp(messages[i].ref, ref))
			return &messages[i];
	return NULL;
}

static struct message *add(const cJSON *body)
{
	struct message *m;

	messages = mem_grow(messages, (n_messages + 1) * sizeof *messages);
	m = &messages[n_messages++];
	id_text(m->id, ID, ID_ALNUM);
	m->to = mem_text(text_of(body, "to", 16));
	m->from = mem_text(text_of(body, "from", 11));
	m->text = mem_text(text_of(body, "text", TEXT_BYTES));
	m->ref = mem_text(text_of(body, "ref", REF_BYTES));
	m->at_ms = clock_now();
	return m;
}

static void take(struct call *c, const cJSON *body)
{
	const char *to = text_of(body, "to", 16), *ref = text_of(body, "ref", REF_BYTES);
	struct jw j = { .out = &c->reply->body };
	struct message *m;

	if (!to || to[0] != '+' || strspn(to + 1, "0123456789") < 8 || !strncmp(to, "+2135000400", 11)) {
		fail(c, 422, "to is no number");
	} else if (!text_of(body, "from", 11) || !text_of(body, "text", TEXT_BYTES) || !ref ||
	    cJSON_GetArraySize(body) != 4) {
		fail(c, 422, "to, from, text and ref are needed, nothing else is known");
	} else if (!strncmp(to, "+2135000402", 11)) {
		fail(c, 402, "no credit left");
	} else {
		m = find(ref);
		call_verdict(c, m ? "the same as %s" : "accepted", m ? m->id : "");
		m = m ? m : add(body);
		c->reply->type = "application/json";
		jw_open(&j, '{');
		jw_put_text(&j, "status", "accepted");
		jw_key(&j, "data");
		jw_open(&j, '{');
		jw_put_text(&j, "id", m->id);
		jw_close(&j, '}');
		jw_close(&j, '}');
	}
}

static void send_message(struct call *c)
{
	const char *type = http_header(c->request, "Content-Type");
	const char *key = http_header(c->request, "Authorization");
	cJSON *body;

	if (!key || strcmp(key, "Bearer " KEY)) {
		fail(c, 401, "key");
		return;
	}
	if (!type || strcasecmp(type, "application/json")) {
		fail(c, 415, "media type");
		return;
	}
	body = cJSON_ParseWithLength(c->request->body, c->request->body_len);
	if (cJSON_IsObject(body))
		take(c, body);
	else
		fail(c, 400, "no JSON document");
	cJSON_Delete(body);
}

static void list(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	char at[CLOCK_TEXT];
	size_t i;

	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "messages");
	jw_open(&j, '[');
	for (i = 0; i < n_messages; i++) {
		clock_iso(messages[i].at_ms, at);
		jw_open(&j, '{');
		jw_put_text(&j, "id", messages[i].id);
		jw_put_text(&j, "at", at);
		jw_put_text(&j, "to", messages[i].to);
		jw_put_text(&j, "from", messages[i].from);
		jw_put_text(&j, "text", messages[i].text);
		jw_put_text(&j, "ref", messages[i].ref);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
}

static const struct operation operations[] = {
	{ "POST", "/aggregator/messages", "send", send_message, false },
	{ 0 }
};

static const struct operation controls[] = {
	{ "GET", "/__sim/aggregator/messages", "messages", list, false },
	{ 0 }
};

const struct provider aggregator_provider = {
	.name = "aggregator", .prefix = "/aggregator/", .authorization = true, .ours = true, .operations = operations,
	.controls = controls, .refuse = refuse, .reset = reset, .replay = NULL,
};
