/* page - check and pay, the way back from the bank, the result. */
#include "payments.h"

#include <string.h>

#include "base/conf.h"
#include "base/when.h"
#include "domain/aftersale.h"
#include "domain/booking.h"
#include "domain/ticket.h"
#include "http/captcha.h"
#include "http/gate.h"

enum { LOOK_AGAIN_S = 3 };

/* ---- what comes in ---- */

static const char *const methods[] = { "card", "cash", NULL };

struct pay_in {
	const char *id, *method, *answer, *token;
	bool terms;
};

const struct rule pay_form_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(pay_in, id), .need = true },
	{ .size = sizeof(struct pay_in) },
};

const struct rule pay_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(pay_in, id), .need = true },
	{ "terms", V_BOOL, AT(pay_in, terms) },
	{ "answer", V_TEXT, AT(pay_in, answer), .need = true, .min = 1, .max = 12 },
	{ "questionToken", V_TEXT, AT(pay_in, token), .need = true, .min = 1, .max = 120 },
	{ "method", V_ENUM, AT(pay_in, method), .oneof = methods, .dflt = "card" },
	{ .size = sizeof(struct pay_in) },
};

struct return_in {
	const char *token;
};

const struct rule return_rules[] = {
	{ ":token", V_TOKEN, AT(return_in, token), .need = true },
	{ .size = sizeof(struct return_in) },
};

struct result_in {
	const char *id, *email;
	bool sent;
};

const struct rule result_rules[] = {
	{ ":id", V_PUBLIC("payment"), AT(result_in, id), .need = true },
	{ "sent", V_BOOL, AT(result_in, sent) },
	{ .size = sizeof(struct result_in) },
};

const struct rule mail_rules[] = {
	{ ":id", V_PUBLIC("payment"), AT(result_in, id), .need = true },
	{ "email", V_EMAIL, AT(result_in, email), .need = true },
	{ .size = sizeof(struct result_in) },
};

/* ---- check and pay ---- */

static const char *booking_url(struct req *r, const char *id, const char *rest)
{
	return req_page(r, arena_printf(r->work.arena, "/booking/booking_%s%s", id, rest));
}

static const char *result_url(struct req *r, const char *id)
{
	return req_page(r, arena_printf(r->work.arena, "/pay/result/payment_%s", id));
}

/* When a cash booking made now would have to be paid: never beyond the sale's close. */
static void put_cash(struct req *r, const struct booking *b)
{
	int64_t until = r->work.now + conf_int(CONF_CASH_HOURS) * 3600 * WHEN_SECOND;
	int64_t closes = b->from.time - conf_int(CONF_HOLD_CUTOFF_S) * WHEN_SECOND;

	if (!conf_int(CONF_CASH_ENABLED))
		return;
	if (until > closes)
		until = closes;
	put_fact(r, "cash", "1");
	put_fact(r, "cashUntil",
		 arena_printf(r->work.arena, "%s %s",
			      text_date(r->work.arena, r->work.lang, when_local_date(until), false),
			      text_clock(r->work.arena, until)));
}

enum err pay_page(struct req *r)
{
	const struct pay_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	struct quote *q = arena_get(r->work.arena, sizeof *q);
	const char *question, *token;
	enum err e;

	TRY(booking_find(&r->work, in->id, b));
	e = quote_find(&r->work, in->id, NULL, q); /* the difference of an exchange is paid here too */
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	fail_clear();
	if (strcmp(b->status, "held") == 0 && b->live && !b->complete)
		return reply_redirect(r, booking_url(r, b->id, "/passengers"));
	if (e != OK && (!b->live || (strcmp(b->status, "held") != 0 && strcmp(b->status, "paying") != 0)))
		return reply_redirect(r, booking_url(r, b->id, ""));
	captcha_new(r, &question, &token);
	put(r, "booking", booking_fields, b);
	put_words(r, "rules", "feeText", ticket_rules(&r->work, b->rules, b->n_rules));
	put_fact(r, "question", question);
	put_fact(r, "questionToken", token);
	if (e == OK)
		put(r, "quote", quote_fields, q);
	else
		put_cash(r, b);
	return reply(r, 200);
}

/* Terms and question first: nothing is written for a form that will be shown again. */
static enum err check_form(struct req *r, const struct pay_in *in)
{
	unsigned char id[16];
	bool fresh;

	if (!in->terms)
		return input_wrong(r, "terms", ERR_TERMS);
	if (!captcha_right(r, in->token, in->answer, id))
		return input_wrong(r, "answer", ERR_CAPTCHA);
	TRY(payment_question_used(&r->work, id, &fresh));
	return fresh ? OK : input_wrong(r, "answer", ERR_CAPTCHA);
}

enum err pay(struct req *r)
{
	const struct pay_in *in = r->in;
	struct pay_start start = { 0 };

	gate_begin(r); /* the claim first: the same form sent twice is one payment, one question */
	TRY(check_form(r, in));
	TRY(gate_commit(r));
	if (strcmp(in->method, "cash") == 0) {
		gate_begin(r);
		TRY(payment_cash(&r->work, in->id, &start.payment_id));
		TRY(gate_commit(r));
		return reply_redirect(r, result_url(r, start.payment_id));
	}
	TRY(pay_by_card(r, in->id, &start));
	return reply_redirect(r, start.form_url ? start.form_url : result_url(r, start.payment_id));
}

/* ---- back from the bank ---- */

/*
 * Whoever opens this address, however often: it only makes us ask the bank. What else the query
 * says is ignored.
 */
enum err bank_return(struct req *r)
{
	const struct return_in *in = r->in;
	const char *payment_id;
	int64_t attempt;

	TRY(payment_returned(&r->work, in->token, &attempt, &payment_id));
	if (payment_ask(&r->work, attempt, true) != OK)
		fail_clear(); /* the poller goes on; the result page says pending meanwhile */
	return reply_redirect(r, result_url(r, payment_id));
}

enum err result_page(struct req *r)
{
	const struct result_in *in = r->in;
	struct payment *p = arena_get(r->work.arena, sizeof *p);
	struct booking *b = arena_get(r->work.arena, sizeof *b);

	TRY(payment_find(&r->work, in->id, p));
	TRY(booking_find(&r->work, p->booking_id, b));
	put(r, "payment", payment_fields, p);
	put(r, "booking", booking_fields, b);
	if (strcmp(p->status, "pending") == 0 && strcmp(p->method, "card") == 0 &&
	    strcmp(b->status, "paying") == 0)
		r->refresh_s = LOOK_AGAIN_S;
	put_fact(r, "mailed", in->sent ? "1" : NULL);
	put_fact(r, "ticketUrl", booking_url(r, b->id, ""));
	put_fact(r, "pdfUrl", booking_url(r, b->id, "/receipt.pdf"));
	put_fact(r, "payUrl", req_page(r, arena_printf(r->work.arena, "/pay/booking_%s", b->id)));
	put_fact(r, "searchUrl",
		 req_page(r, arena_printf(r->work.arena, "/search?from=%s&to=%s&date=%s&passengers=%d",
					  b->from.slug, b->to.slug,
					  when_iso_date(r->work.arena, when_local_date(b->from.time)),
					  b->passengers)));
	return reply(r, 200);
}

/* The receipt to anybody's address: a certification rule of the bank. */
enum err mail_receipt(struct req *r)
{
	const struct result_in *in = r->in;

	TRY(ticket_receipt_ask(&r->work, in->id, in->email));
	return reply_redirect(r, arena_printf(r->work.arena, "%s?sent=1", result_url(r, in->id)));
}
