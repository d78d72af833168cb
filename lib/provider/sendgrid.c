/* sendgrid - wire format of mail sending. */
#include "provider/sendgrid.h"

#include <sodium.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/json.h"
#include "base/str.h"

bool sendgrid_enabled(void)
{
	return *conf_text(CONF_SENDGRID_BASE) != '\0';
}

static void pair(struct jw *w, const char *name, const char *value)
{
	jw_key(w, name);
	jw_text(w, value);
}

static void content(struct jw *w, const char *type, const char *value)
{
	jw_object(w);
	pair(w, "type", type);
	pair(w, "value", value);
	jw_end(w);
}

static void attachment(struct arena *a, struct jw *w, const struct mail *m)
{
	size_t room = sodium_base64_ENCODED_LEN(m->file_n, sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_get(a, room);

	sodium_bin2base64(text, room, m->file, m->file_n, sodium_base64_VARIANT_ORIGINAL);
	jw_key(w, "attachments");
	jw_array(w);
	jw_object(w);
	pair(w, "content", text);
	pair(w, "type", "application/pdf");
	pair(w, "filename", m->file_name);
	pair(w, "disposition", "attachment");
	jw_end(w);
	jw_end(w);
}

static void write_body(struct buf *b, const struct mail *m)
{
	struct jw w;

	jw_start(&w, b);
	jw_object(&w);
	jw_key(&w, "personalizations");
	jw_array(&w);
	jw_object(&w);
	jw_key(&w, "to");
	jw_array(&w);
	jw_object(&w);
	pair(&w, "email", m->to);
	jw_end(&w);
	jw_end(&w);
	jw_key(&w, "custom_args");
	jw_object(&w);
	pair(&w, "mail_id", m->mail_id);
	jw_end(&w);
	jw_end(&w);
	jw_end(&w);
	jw_key(&w, "from");
	jw_object(&w);
	pair(&w, "email", conf_text(CONF_MAIL_FROM));
	pair(&w, "name", conf_text(CONF_SITE_NAME));
	jw_end(&w);
	pair(&w, "subject", m->subject);
	jw_key(&w, "content"); /* text first: the API refuses the other order */
	jw_array(&w);
	content(&w, "text/plain", m->text);
	content(&w, "text/html", m->html);
	jw_end(&w);
	if (m->file_name)
		attachment(b->arena, &w, m);
	jw_end(&w);
}

void sendgrid_send(struct arena *a, const struct mail *m, struct sendgrid_sent *out)
{
	struct buf body;
	struct call c = {
		.provider = "sendgrid",
		.op = "send",
		.method = "POST",
		.url = arena_printf(a, "%s/v3/mail/send", conf_text(CONF_SENDGRID_BASE)),
		.headers = { "Content-Type: application/json",
			     arena_printf(a, "Authorization: Bearer %s", conf_text(CONF_SENDGRID_KEY)) },
		.timeout_ms = 10000,
		.once = true,
	};

	buf_init(&body, a, 8192);
	write_body(&body, m);
	c.body = body.data;
	c.body_n = body.len;
	call_run(a, &c);
	*out = (struct sendgrid_sent){ c.class, c.message_id, c.error, c.held_back, c.retry_s };
	if (c.class == CALL_OK && c.status != 202)
		out->class = CALL_AMBIGUOUS;
	if (c.status >= 500) /* an answer, though a poor one: nothing was taken */
		out->class = CALL_TRANSIENT;
}
