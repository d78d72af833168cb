/* satim_page - what the card holder sees: the card form, the password step, and the way back. */
#include "satim.h"

#include "form.h"
#include "page.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum word {
	TITLE, SIMULATED, AMOUNT, ORDER, PAN, CVV2, EXPIRY, MONTH, YEAR, HOLDER, PAY, CANCEL, CARDS,
	PROBLEM, BAD_PAN, BAD_CVV2, BAD_EXPIRY, BAD_HOLDER, OTP_TITLE, OTP, OTP_HINT, CONFIRM,
	BAD_OTP, TRIES, OVER, UNKNOWN, BACK, WORDS
};

#define NUMERIC "inputmode=\"numeric\" "

static const char *const lang_codes[] = { "fr", "ar", "en" };

static const char *const words[WORDS][SATIM_LANGS] = {
	[TITLE] = { "Paiement par carte CIB / Edahabia", "الدفع ببطاقة CIB / الذهبية", "Payment by CIB / Edahabia card" },
	[SIMULATED] = { "Banque simulée : aucun argent ne circule.", "بنك محاكى: لا تتم أي حركة أموال.", "Simulated bank: no money moves." },
	[AMOUNT] = { "Montant", "المبلغ", "Amount" },
	[ORDER] = { "Commande", "الطلب", "Order" },
	[PAN] = { "Numéro de carte", "رقم البطاقة", "Card number" },
	[CVV2] = { "Code CVV2 (3 chiffres)", "رمز CVV2 (3 أرقام)", "CVV2 code (3 digits)" },
	[EXPIRY] = { "Date d'expiration", "تاريخ انتهاء الصلاحية", "Expiry date" },
	[MONTH] = { "Mois (MM)", "الشهر (MM)", "Month (MM)" },
	[YEAR] = { "Année (AAAA)", "السنة (YYYY)", "Year (YYYY)" },
	[HOLDER] = { "Nom du porteur", "اسم حامل البطاقة", "Card holder" },
	[PAY] = { "Valider", "تأكيد", "Pay" },
	[CANCEL] = { "Annuler", "إلغاء", "Cancel" },
	[CARDS] = { "Cartes de test", "بطاقات الاختبار", "Test cards" },
	[PROBLEM] = { "À corriger", "يرجى التصحيح", "There is a problem" },
	[BAD_PAN] = { "Le numéro de carte a 16 à 19 chiffres.", "يتكون رقم البطاقة من 16 إلى 19 رقما.", "The card number has 16 to 19 digits." },
	[BAD_CVV2] = { "Le code CVV2 a 3 chiffres.", "يتكون رمز CVV2 من 3 أرقام.", "The CVV2 code has 3 digits." },
	[BAD_EXPIRY] = { "La date d'expiration s'écrit comme 01 et 2027.", "يكتب تاريخ انتهاء الصلاحية مثل 01 و 2027.", "The expiry date is written like 01 and 2027." },
	[BAD_HOLDER] = { "Indiquez le nom du porteur (26 lettres au plus).", "أدخل اسم حامل البطاقة (26 حرفا على الأكثر).", "Enter the card holder (26 letters at most)." },
	[OTP_TITLE] = { "Authentification 3-D Secure", "المصادقة ثلاثية الأبعاد", "3-D Secure authentication" },
	[OTP] = { "Mot de passe", "كلمة السر", "Password" },
	[OTP_HINT] = { "Saisissez le mot de passe de la carte.", "أدخل كلمة سر البطاقة.", "Enter the password of the card." },
	[CONFIRM] = { "Confirmer", "تأكيد", "Confirm" },
	[BAD_OTP] = { "Mot de passe erroné.", "كلمة السر خاطئة.", "Wrong password." },
	[TRIES] = { "Essais restants :", "المحاولات المتبقية:", "Tries left:" },
	[OVER] = { "La session de paiement est terminée.", "انتهت جلسة الدفع.", "The payment session is over." },
	[UNKNOWN] = { "Commande inconnue.", "طلب غير معروف.", "Unknown order." },
	[BACK] = { "Retour au site marchand", "العودة إلى موقع التاجر", "Back to the merchant" },
};

/* A page being written: the reply, its body and the language. */
struct sheet {
	struct call *call;
	struct http_reply *reply;
	struct buf *out;
	enum satim_lang lang;
};

static const char *say(const struct sheet *s, enum word w)
{
	return words[w][s->lang];
}

static void open_sheet(struct sheet *s, int status, enum word title)
{
	page_open(s->reply, status, lang_codes[s->lang], say(s, title), 0);
	buf_printf(s->out, "<p class=\"sim\">%s</p>\n<main class=\"card\">\n<h1>%s</h1>\n",
	    say(s, SIMULATED), say(s, title));
}

static void close_sheet(struct sheet *s)
{
	buf_str(s->out, "</main>\n");
	page_close(s->reply);
}

static void put_summary(struct sheet *s, const struct satim_order *o)
{
	buf_printf(s->out, "<p class=\"muted\">%s <bdi id=\"order\">%s</bdi></p>\n",
	    say(s, ORDER), o->number);
	buf_printf(s->out, "<p>%s</p>\n<p class=\"amount\" id=\"amount\"><bdi>", say(s, AMOUNT));
	page_money(s->out, o->amount);
	buf_str(s->out, "</bdi></p>\n");
}

static void put_hidden(struct sheet *s, const struct satim_order *o)
{
	buf_printf(s->out, "<input type=\"hidden\" name=\"mdOrder\" value=\"%s\">\n"
	    "<input type=\"hidden\" name=\"language\" value=\"%s\">\n", o->id, lang_codes[s->lang]);
}

static void put_field(struct sheet *s, enum word label, const char *id, const char *hints,
    const char *value)
{
	buf_printf(s->out, "<div><label for=\"%s\">%s</label>"
	    "<input id=\"%s\" name=\"%s\" dir=\"ltr\" %s value=\"",
	    id, say(s, label), id, id, hints);
	buf_html(s->out, value ? value : "");
	buf_str(s->out, "\"></div>\n");
}

/* The button that goes on, named by its id, and the one that cancels; then the form ends. */
static void put_buttons(struct sheet *s, const char *id, enum word label)
{
	buf_printf(s->out, "<div class=\"acts\">"
	    "<button class=\"main\" id=\"%s\" name=\"action\" value=\"%s\">%s</button>"
	    "<button id=\"cancel\" name=\"action\" value=\"cancel\">%s</button></div>\n</form>\n",
	    id, id, say(s, label), say(s, CANCEL));
}

static void put_cards(struct sheet *s)
{
	const struct satim_card *card;
	size_t i;

	buf_printf(s->out, "<details><summary>%s</summary><div class=\"scroll\"><table>\n",
	    say(s, CARDS));
	for (i = 0; (card = satim_card_at(i)); i++) {
		buf_printf(s->out, "<tr><td dir=\"ltr\"><span class=\"copy\">%s</span> %s %s</td>"
		    "<td>", card->pan, card->expiry, card->cvv2);
		buf_html(s->out, card->outcome.text[s->lang]);
		buf_str(s->out, "</td></tr>\n");
	}
	buf_str(s->out, "</table></div></details>\n");
}

/* The card form; with errors it keeps what was typed, except the CVV2. */
static void put_card_form(struct sheet *s, const struct satim_order *o, const struct form *typed,
    const enum word *errors, size_t n)
{
	size_t i;

	open_sheet(s, n ? 422 : 200, TITLE);
	put_summary(s, o);
	if (n) {
		buf_printf(s->out, "<div role=\"alert\" id=\"errors\"><strong>%s</strong>",
		    say(s, PROBLEM));
		for (i = 0; i < n; i++)
			buf_printf(s->out, "<p>%s</p>", say(s, errors[i]));
		buf_str(s->out, "</div>\n");
	}
	buf_str(s->out, "<form method=\"post\" action=\"" SATIM_PAGE "\" novalidate>\n");
	put_hidden(s, o);
	put_field(s, PAN, "pan", NUMERIC "autocomplete=\"cc-number\" maxlength=\"24\"",
	    form_get(typed, "pan"));
	buf_printf(s->out, "<fieldset id=\"expiry\"><legend>%s</legend><div class=\"pair\">\n",
	    say(s, EXPIRY));
	put_field(s, MONTH, "month", NUMERIC "autocomplete=\"cc-exp-month\" maxlength=\"2\"",
	    form_get(typed, "month"));
	put_field(s, YEAR, "year", NUMERIC "autocomplete=\"cc-exp-year\" maxlength=\"4\"",
	    form_get(typed, "year"));
	buf_str(s->out, "</div></fieldset>\n");
	put_field(s, CVV2, "cvv2", NUMERIC "autocomplete=\"cc-csc\" maxlength=\"3\"", NULL);
	put_field(s, HOLDER, "holder", "autocomplete=\"cc-name\" maxlength=\"26\"",
	    form_get(typed, "holder"));
	put_buttons(s, "pay", PAY);
	put_cards(s);
	close_sheet(s);
}

static void put_otp_form(struct sheet *s, const struct satim_order *o, bool wrong)
{
	open_sheet(s, wrong ? 422 : 200, OTP_TITLE);
	put_summary(s, o);
	if (wrong)
		buf_printf(s->out, "<p role=\"alert\" id=\"errors\">%s %s %d</p>\n",
		    say(s, BAD_OTP), say(s, TRIES), o->tries_left);
	buf_printf(s->out, "<p>%s</p>\n", say(s, OTP_HINT));
	buf_str(s->out, "<form method=\"post\" action=\"" SATIM_OTP_PAGE "\" novalidate>\n");
	put_hidden(s, o);
	put_field(s, OTP, "otp", NUMERIC "autocomplete=\"one-time-code\" maxlength=\"12\"", NULL);
	put_buttons(s, "confirm", CONFIRM);
	close_sheet(s);
}

/* Sends the browser back; a session that ran out is explained first, as the gateway does. */
static void leave(struct sheet *s, const struct satim_order *o)
{
	char *url = satim_order_exit(o);

	call_verdict(s->call, "order %s is %s, back to the merchant", o->number,
	    satim_order_word(o));
	if (o->state == SATIM_EXPIRED) {
		open_sheet(s, 200, OVER);
		buf_str(s->out, "<p><a id=\"back\" href=\"");
		buf_html(s->out, url);
		buf_printf(s->out, "\">%s</a></p>\n", say(s, BACK));
		close_sheet(s);
	} else {
		http_redirect(s->reply, url);
	}
	free(url);
}

/* Finds the order and the language of the page; NULL after saying that there is no such order. */
static struct satim_order *begin(struct sheet *s, struct call *c, const struct form *f)
{
	const char *id = form_get(f, "mdOrder"), *lang = form_get(f, "language");
	struct satim_order *o = id ? satim_order_find(id) : NULL;

	*s = (struct sheet){ .call = c, .reply = c->reply, .out = &c->reply->body };
	s->lang = lang || !o ? satim_lang_of(lang) : o->lang;
	if (!o) {
		call_verdict(c, "unknown order");
		open_sheet(s, 404, UNKNOWN);
		close_sheet(s);
	}
	return o;
}

void satim_page_show(struct call *c)
{
	const struct satim_order *o;
	struct sheet s;
	struct form f;

	form_parse(&f, c->request->query, strlen(c->request->query));
	o = begin(&s, c, &f);
	if (o && o->state == SATIM_REGISTERED) {
		call_verdict(c, "card form of order %s", o->number);
		put_card_form(&s, o, &(struct form){ 0 }, NULL, 0);
	} else if (o) {
		leave(&s, o);
	}
	form_free(&f);
}

/*
 * Keeps the digits of a card number typed with spaces or dashes; false when it holds anything else.
 */
static bool read_pan(const char *typed, char out[20])
{
	size_t n = 0;

	for (; typed && *typed; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		if (!isdigit((unsigned char)*typed) || n == 19)
			return false;
		out[n++] = *typed;
	}
	out[n] = '\0';
	return n >= 16;
}

static bool digits(const char *s, size_t n)
{
	return s && strlen(s) == n && strspn(s, "0123456789") == n;
}

/* Checks what was typed, remembers it in the order, and asks for the password. */
static void take_card(struct sheet *s, struct satim_order *o, const struct form *f)
{
	const char *month = form_get(f, "month"), *year = form_get(f, "year");
	const char *cvv2 = form_get(f, "cvv2"), *holder = form_get(f, "holder");
	enum word errors[4];
	char pan[20], expiry[8];
	size_t n = 0;

	if (!read_pan(form_get(f, "pan"), pan))
		errors[n++] = BAD_PAN;
	if (!digits(month, 2) || !digits(year, 4))
		errors[n++] = BAD_EXPIRY;
	if (!digits(cvv2, 3))
		errors[n++] = BAD_CVV2;
	if (!holder || !*holder || strlen(holder) >= sizeof o->holder)
		errors[n++] = BAD_HOLDER;
	if (n) {
		call_verdict(s->call, "card form with %zu errors", n);
		put_card_form(s, o, f, errors, n);
		return;
	}
	snprintf(expiry, sizeof expiry, "%.2s/%.4s", month, year);
	satim_card_leg(o, pan, expiry, cvv2);
	snprintf(o->holder, sizeof o->holder, "%s", holder);
	snprintf(o->ip, sizeof o->ip, "%s", s->call->request->peer);
	call_verdict(s->call, "password asked for order %s", o->number);
	put_otp_form(s, o, false);
}

static bool cancelled(const struct form *f)
{
	const char *action = form_get(f, "action");

	return action && !strcmp(action, "cancel");
}

void satim_page_card(struct call *c)
{
	struct satim_order *o;
	struct sheet s;
	struct form f;

	form_parse(&f, c->request->body, c->request->body_len);
	o = begin(&s, c, &f);
	if (o && o->state == SATIM_REGISTERED && !cancelled(&f)) {
		take_card(&s, o, &f);
	} else if (o) {
		if (o->state == SATIM_REGISTERED)
			satim_order_cancel(o);
		leave(&s, o);
	}
	form_free(&f);
}

void satim_page_otp(struct call *c)
{
	struct satim_order *o;
	const char *otp;
	struct sheet s;
	struct form f;

	form_parse(&f, c->request->body, c->request->body_len);
	o = begin(&s, c, &f);
	otp = form_get(&f, "otp");
	if (o && o->state == SATIM_REGISTERED && cancelled(&f)) {
		satim_order_cancel(o);
		leave(&s, o);
	} else if (o && o->state == SATIM_REGISTERED && !o->pending) {
		put_card_form(&s, o, &(struct form){ 0 }, NULL, 0);
	} else if (o && o->state == SATIM_REGISTERED && !satim_password_leg(o, otp ? otp : "")) {
		call_verdict(c, "wrong password for order %s", o->number);
		put_otp_form(&s, o, true);
	} else if (o) {
		leave(&s, o);
	}
	form_free(&f);
}
