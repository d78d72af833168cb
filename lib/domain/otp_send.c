/* otp_send - the worker's side: codes and word about an account go out. */
#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/str.h"
#include "document/render.h"
#include "domain/message.h"
#include "domain/otp.h"
#include "provider/sendgrid.h"
#include "provider/sms.h"
#include "store/db.h"

enum { VALID_S = 300 };

struct letter {
	const char *id, *purpose, *channel, *address, *lang;
	bool known;
};

static const struct field letter_fields[] = {
	{ "id", F_PUBLIC("code"), AT(letter, id), "public_id" },
	{ "purpose", F_TEXT, AT(letter, purpose), "purpose" },
	{ "channel", F_TEXT, AT(letter, channel), "channel" },
	{ "address", F_TEXT, AT(letter, address), "address" },
	{ "lang", F_TEXT, AT(letter, lang), "lang" },
	{ "known", F_BOOL, AT(letter, known), "known" },
	{ 0 },
};

static const struct field moved_fields[] = {
	{ "channel", F_TEXT, AT(letter, channel), "channel" },
	{ "address", F_TEXT, AT(letter, address), "address" },
	{ "lang", F_TEXT, AT(letter, lang), "lang" },
	{ 0 },
};

/* What may have left is not sent again: the person asks for another code. Nothing of it reaches a log. */
static enum err conclude(struct work *w, enum call_class class, bool held_back, int retry_s, const char *error)
{
	TRY(message_concluded(w, class, held_back, retry_s, error));
	if (class == CALL_INVALID)
		log_say(LOG_WARN, "account_message_refused", "%s", error ? error : "refused");
	return OK;
}

static enum err by_mail(struct work *w, const char *to, const char *key, const struct text_arg *args)
{
	struct view *v = view_new(w->arena, w->lang);
	struct mail m = {
		.to = to,
		.subject = text_format(w->arena, w->lang, arena_printf(w->arena, "mail.%s_subject", key), args),
		.text = text_format(w->arena, w->lang, arena_printf(w->arena, "mail.%s_text", key), args),
		.mail_id = "account",
	};
	struct sendgrid_sent sent;
	struct buf html;

	if (!sendgrid_enabled())
		return OK;
	view_set(v, "Site.name", conf_text(CONF_SITE_NAME));
	view_set(v, "Site.phone", conf_text(CONF_SITE_PHONE));
	view_set(v, "Site.base", conf_text(CONF_SITE_BASE_URL));
	view_set(v, "Fact.title", m.subject);
	view_set(v, "Fact.text", m.text);
	buf_init(&html, w->arena, 4096);
	TRY(view_render(v, NULL, "mail/account.html.cs", &html));
	m.html = html.data;
	sendgrid_send(w->arena, &m, &sent);
	return conclude(w, sent.class, sent.held_back, sent.retry_s, sent.error);
}

static enum err by_sms(struct work *w, const char *to, const char *key, const struct text_arg *args)
{
	struct sms m = { .to = to, .text = text_format(w->arena, w->lang, arena_printf(w->arena, "sms.%s", key), args),
			 .valid_s = VALID_S };
	struct sms_sent sent;

	if (!sms_enabled())
		return OK;
	sms_send(w->arena, &m, &sent);
	return conclude(w, sent.class, sent.held_back, sent.retry_s, sent.error);
}

enum err otp_letter(struct work *w, const char *channel, const char *address, const char *what,
		    const struct text_arg *args)
{
	return strcmp(channel, "email") == 0 ? by_mail(w, address, what, args) : by_sms(w, address, what, args);
}

static enum err out(struct work *w, const struct letter *l, const char *key, const struct text_arg *args)
{
	lang_of(l->lang, &w->lang);
	return otp_letter(w, l->channel, l->address, key, args);
}

enum err otp_send(struct work *w, int64_t otp)
{
	struct letter l = { 0 };
	struct text_arg args[3] = { { 0 } };
	bool open;

	TRY(db_maybe(w, Q_OTP_MESSAGE, (struct param[]){ p_int(otp) }, letter_fields, &l, &open));
	if (!open || !l.known)
		return OK;
	args[0] = (struct text_arg){ "code", otp_code(w, l.id) };
	args[1] = (struct text_arg){ "site", conf_text(CONF_SITE_NAME) };
	return out(w, &l, arena_printf(w->arena, "code_%s", l.purpose), args);
}

enum err otp_tell_moved(struct work *w, int64_t otp)
{
	struct text_arg args[] = { { "phone", conf_text(CONF_SITE_PHONE) }, { "site", conf_text(CONF_SITE_NAME) }, { 0 } };
	struct letter l = { 0 };
	bool open;

	TRY(db_maybe(w, Q_OTP_MOVED, (struct param[]){ p_int(otp) }, moved_fields, &l, &open));
	if (!open)
		return OK;
	TRY(out(w, &l, "account_moved", args));
	return db_run(w, Q_OTP_TOLD, (struct param[]){ p_int(otp) });
}

struct reach {
	const char *email, *phone, *lang;
};

static const struct field reach_fields[] = {
	{ "email", F_TEXT, AT(reach, email), "email" },
	{ "phone", F_TEXT, AT(reach, phone), "phone" },
	{ "lang", F_TEXT, AT(reach, lang), "lang" },
	{ 0 },
};

enum err otp_tell(struct work *w, int64_t user, const char *what)
{
	struct text_arg args[] = { { "phone", conf_text(CONF_SITE_PHONE) }, { "site", conf_text(CONF_SITE_NAME) }, { 0 } };
	struct reach r = { 0 };
	struct letter l = { 0 };
	bool known;

	TRY(db_maybe(w, Q_USER_TOLD, (struct param[]){ p_int(user) }, reach_fields, &r, &known));
	if (!known)
		return OK;
	l = (struct letter){ .channel = r.email ? "email" : "sms", .address = r.email ? r.email : r.phone, .lang = r.lang };
	return out(w, &l, arena_printf(w->arena, "account_%s", what), args);
}
