/* notice - sending SMS and mail about a booking. */
#include "domain/notice.h"

#include <string.h>

#include "base/conf.h"
#include "base/field.h"
#include "base/log.h"
#include "base/str.h"
#include "base/when.h"
#include "document/render.h"
#include "domain/booking.h"
#include "domain/message.h"
#include "domain/ticket.h"
#include "provider/sendgrid.h"
#include "provider/sms.h"
#include "store/db.h"

enum { VALID_S = 6 * 3600 };

struct begun {
	int64_t id;
	bool sent_before, begun_before;
};

static const struct field begun_fields[] = {
	{ "id", F_INT, AT(begun, id), "notice_id" },
	{ "sentBefore", F_BOOL, AT(begun, sent_before), "sent_before" },
	{ "begunBefore", F_BOOL, AT(begun, begun_before), "begun_before" },
	{ 0 },
};

static const char *named(struct work *w, const struct names *n)
{
	return w->lang == LANG_AR ? n->ar : w->lang == LANG_EN ? n->en : n->fr;
}

static const char *seats(struct work *w, const struct booking *b)
{
	struct buf s;

	buf_init(&s, w->arena, 64);
	for (size_t i = 0; i < b->n_items; i++) {
		if (i)
			buf_char(&s, ' ');
		buf_str(&s, b->items[i].seat);
	}
	return s.data;
}

/* "26/11" and "26/11 14:05": short dates that every language reads, for texts of 160 characters. */
static const char *short_date(struct work *w, int64_t t)
{
	struct civil c = when_local(t);

	return arena_printf(w->arena, "%02d/%02d", c.day, c.month);
}

static const char *short_moment(struct work *w, int64_t t)
{
	return arena_printf(w->arena, "%s %s", short_date(w, t), text_clock(w->arena, t));
}

static const char *link_of(struct work *w, const struct booking *b)
{
	return arena_printf(w->arena, "%s/%s/find?ref=%s", conf_text(CONF_SITE_BASE_URL),
			    lang_code(w->lang), b->ref);
}

/*
 * French letters the alphabet of GSM 03.38 lacks, without their accents: one of them would turn the whole
 * text into parts of 70 characters.
 */
static const char *gsm(struct work *w, const char *s)
{
	static const char *const folds[][2] = {
		{ "â", "a" }, { "ê", "e" }, { "ë", "e" }, { "î", "i" }, { "ï", "i" }, { "ô", "o" }, { "û", "u" },
		{ "ç", "c" }, { "œ", "oe" }, { "Â", "A" }, { "Ê", "E" }, { "Ë", "E" }, { "È", "E" }, { "Î", "I" },
		{ "Ï", "I" }, { "Ô", "O" }, { "Û", "U" }, { "À", "A" }, { "’", "'" }, { " ", " " }, { " ", " " },
	};
	struct buf b;

	buf_init(&b, w->arena, 200);
	while (*s) {
		size_t i = 0, n = sizeof folds / sizeof folds[0];

		while (i < n && !str_starts(s, folds[i][0]))
			i++;
		if (i < n) {
			buf_str(&b, folds[i][1]);
			s += strlen(folds[i][0]);
		} else {
			buf_char(&b, *s++);
		}
	}
	return b.data;
}

/* The no-break space of amounts is no GSM character: it would halve the length of a part. */
static const char *plain_money(struct work *w, int64_t c)
{
	return arena_printf(w->arena, "%lld %s", (long long)c / 100, text(w->lang, "money.unit"));
}

/* back_c: what a quote or a cancelled departure gives back; MONEY_NONE when it is about neither. */
static const char *words_of(struct work *w, const struct booking *b, const char *what, int64_t back_c)
{
	const char *until = b->cash_pay_by == WHEN_NONE ? "" : short_moment(w, b->cash_pay_by);
	struct text_arg args[] = {
		{ "ref", b->ref },
		{ "from", named(w, &b->from.city) },
		{ "to", named(w, &b->to.city) },
		{ "date", short_date(w, b->from.time) },
		{ "time", text_clock(w->arena, b->from.time) },
		{ "seats", seats(w, b) },
		{ "link", link_of(w, b) },
		{ "code", b->cash_code ? b->cash_code : "" },
		{ "until", until },
		{ "amount", plain_money(w, back_c == MONEY_NONE ? b->total_c : back_c) },
		{ "refund", plain_money(w, back_c == MONEY_NONE ? 0 : back_c) },
		{ 0 },
	};

	return text_format(w->arena, w->lang, arena_printf(w->arena, "sms.%s", what), args);
}

static enum err ended(struct work *w, int64_t id, const char *state, const char *provider_id,
		      int segments, const char *error)
{
	return db_run(w, Q_NOTICE_ENDED,
		      (struct param[]){ p_int(id), p_text(state), p_text(provider_id), p_int(segments),
					p_text(error) });
}

/* Refused when the job is another worker's by now: a process that stood still does not send a second one. */
static enum err begin(struct work *w, int64_t booking, const char *channel, const char *what, struct begun *out)
{
	return db_one(w, Q_NOTICE_BEGIN,
		      (struct param[]){ p_int(booking), p_text(channel), p_text(what), p_int(w->job), p_int(w->fence) },
		      begun_fields, out);
}

static enum err conclude(struct work *w, int64_t id, enum call_class class, const char *provider_id,
			 int segments, const char *error)
{
	if (class == CALL_OK)
		return ended(w, id, "sent", provider_id, segments, NULL);
	if (class == CALL_AMBIGUOUS)
		return ended(w, id, "sent", NULL, segments, "no answer: taken as sent");
	TRY(ended(w, id, "failed", NULL, 0, error ? error : "refused"));
	log_say(LOG_WARN, "notice_refused", "notice %lld: %s", (long long)id, error ? error : "");
	return OK;
}

/* A try that ended without our knowing is looked up first, where the gateway can be asked. */
static enum err send_sms(struct work *w, const struct begun *n, const struct booking *b, const char *what, int64_t back_c)
{
	const char *words = words_of(w, b, what, back_c);
	struct sms m = { .to = b->phone, .text = w->lang == LANG_AR ? words : gsm(w, words), .valid_s = VALID_S,
			 .ref = arena_printf(w->arena, "notice_%lld", (long long)n->id) };
	struct sms_sent sent = { 0 };

	if (!b->phone || !sms_enabled())
		return ended(w, n->id, "skipped", NULL, 0, "no phone or no SMS gateway");
	if (!n->begun_before || !sms_find(w->arena, &m, &sent))
		sms_send(w->arena, &m, &sent);
	TRY(message_concluded(w, sent.class, sent.held_back, sent.retry_s, sent.error));
	return conclude(w, n->id, sent.class, sent.id, sent.segments ? sent.segments : sms_segments(m.text), sent.error);
}

/* Mails of their own; all others say in a common one what the SMS says. */
static const char *mail_name(const char *what)
{
	return strcmp(what, "confirmed") == 0 || strcmp(what, "refund") == 0 ? what : "changed";
}

static enum err mail_part(struct work *w, const struct booking *b, const char *what,
			  const char *kind, struct buf *out)
{
	struct view *v = view_new(w->arena, w->lang);

	view_fields(v, "Data", booking_fields, b, ROLE_WORKER);
	view_set(v, "Site.name", conf_text(CONF_SITE_NAME));
	view_set(v, "Site.phone", conf_text(CONF_SITE_PHONE));
	view_set(v, "Site.base", conf_text(CONF_SITE_BASE_URL));
	view_set(v, "Link", link_of(w, b));
	if (strcmp(mail_name(what), what) != 0)
		view_set(v, "Text", words_of(w, b, what, MONEY_NONE));
	buf_init(out, w->arena, 8192);
	return view_render(v, NULL, arena_printf(w->arena, "mail/%s.%s.cs", mail_name(what), kind), out);
}

static enum err send_mail(struct work *w, int64_t id, const struct booking *b, const char *what)
{
	struct text_arg args[] = { { "ref", b->ref }, { 0 } };
	struct buf words, html;
	struct mail m;
	struct sendgrid_sent sent;

	if (!b->email || !sendgrid_enabled())
		return ended(w, id, "skipped", NULL, 0, "no e-mail or no mail gateway");
	TRY(mail_part(w, b, what, "txt", &words));
	TRY(mail_part(w, b, what, "html", &html));
	m = (struct mail){
		.to = b->email,
		.subject = text_format(w->arena, w->lang,
				       arena_printf(w->arena, "mail.%s_subject", mail_name(what)), args),
		.text = words.data,
		.html = html.data,
		.mail_id = arena_printf(w->arena, "notice_%lld", (long long)id),
	};
	sendgrid_send(w->arena, &m, &sent);
	TRY(message_concluded(w, sent.class, sent.held_back, sent.retry_s, sent.error));
	return conclude(w, id, sent.class, sent.message_id, 0, sent.error);
}

struct chosen {
	const char *lang;
	bool sms, email;
};

static const struct field chosen_fields[] = {
	{ "lang", F_TEXT, AT(chosen, lang), "lang" },
	{ "sms", F_BOOL, AT(chosen, sms), "notices_sms" },
	{ "email", F_BOOL, AT(chosen, email), "notices_email" },
	{ 0 },
};

/*
 * What a person may do without: word of what they did themselves and saw done, and the ticket's second copy. A
 * ticket, a code to pay with, a departure or seat that is gone is always told.
 */
static bool may_be_off(const char *channel, const char *what)
{
	return strcmp(what, "cancelled_own") == 0 || (strcmp(what, "confirmed") == 0 && strcmp(channel, "email") == 0);
}

struct given {
	int64_t refund_c;
};

static const struct field given_fields[] = {
	{ "refund", F_MONEY, AT(given, refund_c), "refund_c" },
	{ 0 },
};

/* What a message is about: its name says which, so that each has its own. */
static const char *once(struct work *w, const char *what, const struct notice_about *about)
{
	int64_t id = about->quote ? about->quote : about->trip ? about->trip : about->operation;

	return id ? arena_printf(w->arena, "%s:%lld", what, (long long)id) : what;
}

static enum err given_back(struct work *w, int64_t booking, const struct notice_about *about, int64_t *out)
{
	struct given g = { MONEY_NONE };

	if (about->quote)
		TRY(db_one(w, Q_NOTICE_REFUND, (struct param[]){ p_int(about->quote) }, given_fields, &g));
	else if (about->trip)
		TRY(db_one(w, Q_NOTICE_DISRUPTED, (struct param[]){ p_int(booking), p_int(about->trip) }, given_fields, &g));
	*out = g.refund_c;
	return OK;
}

enum err notice_send(struct work *w, int64_t booking, const char *channel, const char *what, const struct notice_about *about)
{
	struct booking b;
	struct begun begun;
	struct chosen chosen;
	bool mail = strcmp(channel, "email") == 0, account;
	int64_t back_c;

	TRY(begin(w, booking, channel, once(w, what, about), &begun));
	if (begun.sent_before)
		return OK;
	TRY(booking_by_key(w, booking, &b));
	TRY(given_back(w, booking, about, &back_c));
	TRY(db_maybe(w, Q_NOTICE_CHOICES, (struct param[]){ p_int(booking) }, chosen_fields, &chosen, &account));
	if (account && !(mail ? chosen.email : chosen.sms) && may_be_off(channel, what))
		return ended(w, begun.id, "skipped", NULL, 0, "switched off");
	lang_of(account ? chosen.lang : b.lang, &w->lang);
	return mail ? send_mail(w, begun.id, &b, what) : send_sms(w, &begun, &b, what, back_c);
}

struct address {
	const char *email;
};

static const struct field address_fields[] = {
	{ "email", F_TEXT, AT(address, email), "email" },
	{ 0 },
};

enum err notice_receipt(struct work *w, int64_t booking, int64_t mail_id)
{
	struct param id[] = { p_int(mail_id) };
	struct address to;
	struct booking b;
	struct begun begun;
	struct buf pdf;
	struct mail m;
	struct sendgrid_sent sent;
	bool wanted;

	TRY(db_maybe(w, Q_NOTICE_RECEIPT_ADDRESS, id, address_fields, &to, &wanted));
	if (!wanted || !sendgrid_enabled())
		return OK;
	TRY(ticket_receipt(w, booking, &pdf));
	TRY(booking_by_key(w, booking, &b));
	TRY(begin(w, booking, "email", arena_printf(w->arena, "receipt-%lld", (long long)mail_id), &begun));
	m = (struct mail){
		.to = to.email,
		.subject = text_format(w->arena, w->lang, "mail.receipt_subject",
				       (struct text_arg[]){ { "ref", b.ref }, { 0 } }),
		.text = text(w->lang, "mail.receipt_text"),
		.html = arena_printf(w->arena, "%s", text(w->lang, "mail.receipt_text")),
		.mail_id = arena_printf(w->arena, "notice_%lld", (long long)begun.id),
		.file_name = "receipt.pdf",
		.file = pdf.data,
		.file_n = pdf.len,
	};
	if (!begun.sent_before) {
		sendgrid_send(w->arena, &m, &sent);
		TRY(message_concluded(w, sent.class, sent.held_back, sent.retry_s, sent.error));
		TRY(conclude(w, begun.id, sent.class, sent.message_id, 0, sent.error));
	}
	return db_run(w, Q_NOTICE_RECEIPT_SENT, id);
}
