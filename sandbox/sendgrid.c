/*
 * sendgrid - the API: accepting mails, keeping them for tests and people, serving the public key.
 */
#include "sendgrid.h"

#include "control.h"
#include "form.h"
#include "id.h"
#include "jw.h"
#include "map.h"
#include "mem.h"
#include "settings.h"
#include "sign.h"

#include <stdlib.h>
#include <string.h>

enum { MAIL_BYTES = 30 * 1024 * 1024 };

struct sendgrid_settings sendgrid;

static struct sendgrid_mail **mails;
static size_t n_mails, cap;
static struct map by_id;

static struct setting settings[] = {
	{ "event_url",     SET_TEXT, &sendgrid.event_url, 0, 0, 0, NULL, NULL },
	{ "step_ms",       SET_INT,  &sendgrid.step_ms, 200, 0, 86400000, NULL, NULL },
	{ "duplicate",     SET_INT,  &sendgrid.duplicate, 1, 1, 100, NULL, NULL },
	{ "bad_signature", SET_BOOL, &sendgrid.bad_signature, 0, 0, 0, NULL, NULL },
	{ 0 }
};

void sendgrid_event_url(const char *url)
{
	settings[0].usual_text = url;
}

const struct sendgrid_mail *sendgrid_mail_at(size_t i)
{
	return mails[i];
}

const struct sendgrid_mail *sendgrid_mail_find(const char *id)
{
	return map_find(&by_id, id);
}

size_t sendgrid_mail_count(void)
{
	return n_mails;
}

static const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *text_of(const cJSON *object, const char *key)
{
	return cJSON_GetStringValue(get(object, key));
}

/* Addresses as "Name <a@b.dz>, c@d.dz". */
static void put_address(struct buf *out, const cJSON *address)
{
	const char *name = text_of(address, "name");

	if (out->len)
		buf_str(out, ", ");
	if (name && *name)
		buf_printf(out, "%s <%s>", name, text_of(address, "email"));
	else
		buf_str(out, text_of(address, "email"));
}

static char *recipients(const cJSON *request)
{
	static const char *const lists[] = { "to", "cc", "bcc" };
	const cJSON *group, *address;
	struct buf out = { 0 };
	size_t i;

	cJSON_ArrayForEach(group, get(request, "personalizations"))
		for (i = 0; i < 3; i++)
			cJSON_ArrayForEach(address, get(group, lists[i]))
				put_address(&out, address);
	return out.data;
}

static void keep_attachments(struct sendgrid_mail *m, const cJSON *list)
{
	struct sendgrid_attachment *a;
	const char *type;
	const cJSON *v;

	m->attachments = mem_new((size_t)cJSON_GetArraySize(list) * sizeof *m->attachments);
	cJSON_ArrayForEach(v, list) {
		type = text_of(v, "type");
		a = &m->attachments[m->n_attachments++];
		a->name = mem_text(text_of(v, "filename"));
		a->type = mem_text(type ? type : "application/octet-stream");
		a->content = mem_text(text_of(v, "content"));
	}
}

static void keep_content(struct sendgrid_mail *m, const cJSON *list)
{
	const cJSON *v;

	cJSON_ArrayForEach(v, list) {
		if (!strcmp(text_of(v, "type"), "text/plain"))
			m->text = mem_text(text_of(v, "value"));
		else if (!strcmp(text_of(v, "type"), "text/html"))
			m->html = mem_text(text_of(v, "value"));
	}
}

static struct sendgrid_mail *keep(const cJSON *request)
{
	struct sendgrid_mail *m = mem_new(sizeof *m);
	const cJSON *first = cJSON_GetArrayItem(get(request, "personalizations"), 0);
	const char *subject = text_of(request, "subject");
	struct buf from = { 0 };

	if (!subject)
		subject = text_of(first, "subject");
	put_address(&from, get(request, "from"));
	m->from = from.data;
	m->to = recipients(request);
	m->subject = mem_text(subject ? subject : "");
	m->at_ms = clock_now();
	keep_content(m, get(request, "content"));
	keep_attachments(m, get(request, "attachments"));
	id_text(m->id, sizeof m->id - 1, ID_ALNUM);
	if (n_mails == cap) {
		cap = cap ? cap * 2 : 64;
		mails = mem_grow(mails, cap * sizeof(struct sendgrid_mail *));
	}
	mails[n_mails++] = m;
	map_add(&by_id, m->id, m);
	return m;
}

static void discard(struct sendgrid_mail *m)
{
	size_t i;

	sendgrid_deliveries_free(m);
	for (i = 0; i < m->n_attachments; i++) {
		free(m->attachments[i].name);
		free(m->attachments[i].type);
		free(m->attachments[i].content);
	}
	for (i = 0; i < m->n_events; i++)
		free(m->events[i]);
	free(m->attachments);
	free(m->events);
	free(m->from);
	free(m->to);
	free(m->subject);
	free(m->text);
	free(m->html);
	free(m);
}

static void refuse(struct http_reply *r, int status)
{
	static const char grant[] =
	    "The provided authorization grant is invalid, expired, or revoked";

	sendgrid_error(r, status, NULL, status == 401 ? grant : http_reason(status));
	if (status == 429)
		buf_str(&r->head, "X-RateLimit-Limit: 600\r\n"
		    "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1\r\n");
}

static bool may_send(struct call *c)
{
	const char *header = http_header(c->request, "Authorization");
	int status = 0;

	if (!header || strncmp(header, "Bearer ", 7) || strcmp(header + 7, sendgrid.key))
		status = 401;
	else if (c->request->body_len > MAIL_BYTES)
		status = 413;
	else if (!http_is(c->request, "application/json"))
		status = 415;
	if (!status)
		return true;
	refuse(c->reply, status);
	call_verdict(c, "refused: %s", http_reason(status));
	return false;
}

static void accept_mail(struct call *c, const cJSON *request)
{
	const cJSON *mode = get(get(request, "mail_settings"), "sandbox_mode");
	struct sendgrid_mail *m;

	if (cJSON_IsTrue(get(mode, "enable"))) {
		call_verdict(c, "valid; not sent (sandbox_mode)");
		return;
	}
	m = keep(request);
	sendgrid_deliver(m, request);
	c->reply->status = 202;
	buf_printf(&c->reply->head, "X-Message-Id: %s\r\n", m->id);
	call_verdict(c, "%s to %.100s", m->id, m->to);
}

static void send_mail(struct call *c)
{
	cJSON *request;

	if (!may_send(c))
		return;
	request = cJSON_ParseWithLengthOpts(c->request->body, c->request->body_len + 1, NULL, true);
	if (!cJSON_IsObject(request)) {
		sendgrid_error(c->reply, 400, NULL, "Bad Request");
		call_verdict(c, "refused: not a JSON object");
	} else if (sendgrid_check(c, request)) {
		accept_mail(c, request);
	}
	cJSON_Delete(request);
}

static void reset(void)
{
	size_t i;

	for (i = 0; i < n_mails; i++)
		discard(mails[i]);
	free(mails);
	mails = NULL;
	n_mails = cap = 0;
	map_clear(&by_id);
	settings_reset(settings);
}

static void serve_settings(struct call *c)
{
	settings_serve(settings, c);
}

static void public_key(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	char *key = sign_key_public();

	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_put_text(&j, "public_key", key);
	jw_close(&j, '}');
	free(key);
}

static void put_mail(struct jw *j, const struct sendgrid_mail *m)
{
	char at[CLOCK_TEXT];
	size_t i;

	clock_iso(m->at_ms, at);
	jw_open(j, '{');
	jw_put_text(j, "id", m->id);
	jw_put_text(j, "at", at);
	jw_put_text(j, "from", m->from);
	jw_put_text(j, "to", m->to);
	jw_put_text(j, "subject", m->subject);
	jw_put_text(j, "text", m->text);
	jw_put_text(j, "html", m->html);
	jw_key(j, "attachments");
	jw_open(j, '[');
	for (i = 0; i < m->n_attachments; i++) {
		jw_open(j, '{');
		jw_put_text(j, "filename", m->attachments[i].name);
		jw_put_text(j, "type", m->attachments[i].type);
		jw_put_text(j, "content", m->attachments[i].content);
		jw_close(j, '}');
	}
	jw_close(j, ']');
	jw_close(j, '}');
}

/* Mails, oldest first; ?to= keeps those whose recipients contain that text. */
static void list_mails(struct call *c)
{
	struct jw j = { .out = &c->reply->body };
	const char *to;
	struct form f;
	size_t i;

	form_parse(&f, c->request->query, strlen(c->request->query));
	to = form_get(&f, "to");
	c->reply->type = "application/json";
	jw_open(&j, '{');
	jw_key(&j, "mails");
	jw_open(&j, '[');
	for (i = 0; i < n_mails; i++)
		if (!to || strstr(mails[i]->to, to))
			put_mail(&j, mails[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
	form_free(&f);
}

static const struct operation operations[] = {
	{ "POST", "/sendgrid/v3/mail/send", "send", send_mail, false },
	{ 0 }
};

static const struct operation controls[] = {
	{ "GET",  "/__sim/sendgrid/key",      "key",      public_key, false },
	{ "GET",  "/__sim/sendgrid/mails",    "mails",    list_mails, false },
	{ "GET",  "/__sim/sendgrid/settings", "settings", serve_settings, false },
	{ "POST", "/__sim/sendgrid/settings", "settings", serve_settings, false },
	{ 0 }
};

const struct provider sendgrid_provider = {
	.name = "sendgrid", .prefix = "/sendgrid/", .authorization = true, .operations = operations,
	.controls = controls, .refuse = refuse, .reset = reset, .replay = sendgrid_replay,
};
