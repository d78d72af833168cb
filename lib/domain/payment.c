/* payment - paying at the bank. */
#include "domain/payment.h"

#include <string.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/seat.h"
#include "provider/satim.h"
#include "store/db.h"

enum { ORDER_CHARS = 10, UDF1_CHARS = 16, CASH_CHARS = 6, TRIES = 4 };

const struct field payment_fields[] = {
	{ "id", F_PUBLIC("payment"), AT(payment, id), "public_id" },
	{ "bookingId", F_PUBLIC("booking"), AT(payment, booking_id), "booking_id" },
	{ "bookingRef", F_TEXT, AT(payment, booking_ref), "booking_ref" },
	{ "status", F_ENUM("payment_state"), AT(payment, status), "status" },
	{ "method", F_ENUM("payment_method"), AT(payment, method), "method" },
	{ "bookingStatus", F_ENUM("booking_status"), AT(payment, booking_status), "booking_status" },
	{ "amount", F_MONEY, AT(payment, amount_c), "amount_c" },
	{ "createdAt", F_TIME, AT(payment, created_at), "created_at" },
	{ "capturedAt", F_TIME, AT(payment, captured_at), "captured_at" },
	{ "message", F_TEXT, AT(payment, message), "message" },
	{ "orderId", F_TEXT, AT(payment, order_id), "order_id" },
	{ "orderNumber", F_TEXT, AT(payment, order_number), "order_number" },
	{ "approvalCode", F_TEXT, AT(payment, approval_code), "approval_code" },
	{ "card", F_TEXT, AT(payment, card), "card" },
	{ "attemptState", F_ENUM("attempt_state"), AT(payment, attempt_state), "attempt_state" },
	{ "formUrl", F_TEXT, AT(payment, form_url), "form_url" },
	{ "accepted", F_BOOL, AT(payment, green), "green" },
	{ "lang", F_TEXT, AT(payment, lang), "lang", .see = SEE_NONE },
	{ "attemptId", F_INT, AT(payment, attempt_id), "attempt_id", .see = SEE_NONE },
	{ 0 },
};

/* Numbers the bank sees: random, never from a sequence, so that none returns after a restore. */
struct numbers {
	char order[ORDER_CHARS + 1], udf1[UDF1_CHARS + 1], token[ID_CHARS + 1];
	unsigned char token_hash[ID_HASH];
};

static void draw(struct numbers *n)
{
	id_code(n->order, ORDER_CHARS);
	id_code(n->udf1, UDF1_CHARS);
	id_new(n->token);
	id_hash(n->token, ID_CHARS, n->token_hash);
}

static const char *return_url(struct work *w, enum lang lang, const char *token)
{
	return arena_printf(w->arena, "%s/%s/pay/return/%s", conf_text(CONF_SITE_BASE_URL),
			    lang_code(lang), token);
}

/* ---- starting ---- */

struct started {
	const char *payment_id, *order_number, *udf1, *form_url, *state;
	int64_t booking_id, attempt_id, amount_c;
};

static const struct field started_fields[] = {
	{ "bookingId", F_INT, AT(started, booking_id), "booking_id" },
	{ "paymentId", F_PUBLIC("payment"), AT(started, payment_id), "payment_key" },
	{ "attemptId", F_INT, AT(started, attempt_id), "attempt_id" },
	{ "orderNumber", F_TEXT, AT(started, order_number), "order_number" },
	{ "udf1", F_TEXT, AT(started, udf1), "udf1" },
	{ "amount", F_MONEY, AT(started, amount_c), "amount_c" },
	{ "formUrl", F_TEXT, AT(started, form_url), "form_url" },
	{ "state", F_TEXT, AT(started, state), "attempt_state" },
	{ 0 },
};

static enum err write_attempt(struct work *w, const struct pay_steps *steps, const char *booking_id,
			      const struct numbers *n, struct started *out)
{
	char payment[ID_CHARS + 1];

	id_new(payment);
	steps->begin(steps->ctx);
	TRY(db_one(w, Q_PAYMENT_START,
		   (struct param[]){ p_public(booking_id), p_person(w), p_guest(w), p_public(payment),
				     p_text(n->order), p_text(n->udf1), p_bytes(n->token_hash, ID_HASH),
				     p_text(lang_code(w->lang)), p_int(conf_int(CONF_PAY_SESSION_S)),
				     p_int(conf_int(CONF_PAY_MARGIN_S)), p_int(conf_int(CONF_PAY_POLL_S)) },
		   started_fields, out));
	return steps->commit(steps->ctx);
}

/*
 * Sends the order to the bank and records the answer. Without a usable answer the attempt stays
 * initiated and the worker goes on with it: *url is NULL then.
 */
static enum err register_order(struct work *w, int64_t attempt_id, const struct satim_order *order,
			       const char **url)
{
	struct satim_registered answer;

	*url = NULL;
	satim_register(w->arena, order, &answer);
	if (answer.class == CALL_OK) {
		*url = answer.form_url;
		return db_run(w, Q_PAYMENT_REGISTERED,
			      (struct param[]){ p_int(attempt_id), p_text(answer.order_id),
						p_text(answer.form_url) });
	}
	log_say(LOG_WARN, "register", "order %s: %s code %d %s", order->order_number,
		call_class_name(answer.class), answer.code, answer.message ? answer.message : "");
	return OK;
}

enum err payment_card(struct work *w, const struct pay_steps *steps, const char *booking_id,
		      struct pay_start *out)
{
	struct numbers n;
	struct started s;
	struct satim_order order;
	enum err e;

	if (!satim_enabled())
		return fail(ERR_UNAVAILABLE, "card payment is switched off");
	draw(&n);
	TRY(write_attempt(w, steps, booking_id, &n, &s));
	*out = (struct pay_start){ .payment_id = s.payment_id, .form_url = s.form_url };
	if (s.form_url)
		return OK; /* asked again: the same order, the same page */
	out->pending = true;
	if (strcmp(s.order_number, n.order) != 0)
		return OK; /* another request is registering it at this moment */
	order = (struct satim_order){
		.order_number = s.order_number,
		.udf1 = s.udf1,
		.amount_c = s.amount_c,
		.lang = w->lang,
		.return_url = return_url(w, w->lang, n.token),
		.description = "Billet de bus",
	};
	e = register_order(w, s.attempt_id, &order, &out->form_url);
	out->pending = out->form_url == NULL;
	return e;
}

/* ---- asking ---- */

struct attempt {
	int64_t id, amount_c, created_at, schedule_id;
	const char *payment_id, *order_number, *udf1, *lang, *state, *md_order, *ref;
};

static const struct field attempt_fields[] = {
	{ "id", F_INT, AT(attempt, id), "attempt_id" },
	{ "paymentId", F_PUBLIC("payment"), AT(attempt, payment_id), "payment_id" },
	{ "orderNumber", F_TEXT, AT(attempt, order_number), "order_number" },
	{ "udf1", F_TEXT, AT(attempt, udf1), "udf1" },
	{ "amount", F_MONEY, AT(attempt, amount_c), "amount_c" },
	{ "lang", F_TEXT, AT(attempt, lang), "lang" },
	{ "state", F_TEXT, AT(attempt, state), "state" },
	{ "mdOrder", F_TEXT, AT(attempt, md_order), "md_order" },
	{ "createdAt", F_TIME, AT(attempt, created_at), "created_at" },
	{ "scheduleId", F_INT, AT(attempt, schedule_id), "schedule_id" },
	{ "ref", F_TEXT, AT(attempt, ref), "booking_ref" },
	{ 0 },
};

struct moved {
	const char *status;
};

static const struct field moved_fields[] = {
	{ "status", F_TEXT, AT(moved, status), "status" },
	{ 0 },
};

/*
 * A transition by one statement, which is its own transaction: run again after a deadlock or a lost
 * connection, because each of these functions finds its work already done.
 */
static enum err move(struct work *w, enum q q, const struct param *p, struct moved *out)
{
	enum err e = OK;

	for (int i = 0; i < TRIES; i++) {
		e = db_one(w, q, p, moved_fields, out);
		if (e != ERR_RETRY && !(e == ERR_UNAVAILABLE && db_lost(w)))
			break;
		fail_clear();
	}
	return e == ERR_RETRY ? ERR_BUSY_RETRY : e;
}

static enum err capture(struct work *w, const struct attempt *a, const struct satim_status *s)
{
	struct moved m;

	TRY(move(w, Q_PAYMENT_CAPTURED,
		 (struct param[]){ p_int(a->id), p_text(a->md_order), p_text(s->raw) }, &m));
	if (strcmp(m.status, "already") == 0)
		return OK;
	metric_add(METRIC_PAID, 1);
	seat_words_stale(w, a->schedule_id);
	log_say(LOG_INFO, "captured", "order %s of %s: %s", a->order_number, a->ref, m.status);
	return OK;
}

static enum err end(struct work *w, const struct attempt *a, const char *outcome,
		    const struct satim_status *s)
{
	struct moved m;

	TRY(move(w, Q_PAYMENT_ENDED,
		 (struct param[]){ p_int(a->id), p_text(outcome), p_text(s->message), p_text(s->raw) },
		 &m));
	metric_add(METRIC_REFUSED, 1);
	if (strcmp(m.status, "expired") == 0)
		seat_words_stale(w, a->schedule_id);
	log_say(LOG_INFO, "payment_ended", "order %s of %s: %s, booking %s", a->order_number, a->ref,
		outcome, m.status);
	return OK;
}

static enum err review(struct work *w, const struct attempt *a, const char *why,
		       const struct satim_status *s)
{
	struct moved m;

	log_say(LOG_ERROR, "payment_review", "order %s of %s: %s", a->order_number, a->ref, why);
	return move(w, Q_PAYMENT_REVIEW,
		    (struct param[]){ p_int(a->id), p_text(why), p_text(s->raw) }, &m);
}

/* Still open at the bank: nothing to do until its session is over; a bank that never explains itself
 * ends with a person. */
static enum err waiting(struct work *w, const struct attempt *a, const struct satim_status *s)
{
	int64_t age_s = (when_now() - a->created_at) / WHEN_SECOND;

	if (s->outcome == SATIM_PENDING &&
	    age_s > conf_int(CONF_PAY_SESSION_S) + conf_int(CONF_PAY_MARGIN_S))
		return end(w, a, "expired", s);
	if (age_s > conf_int(CONF_PAY_GIVE_UP_S))
		return review(w, a, "the bank gave no answer", s);
	return OK;
}

static enum err act(struct work *w, const struct attempt *a, const struct satim_status *s)
{
	switch (s->outcome) {
	case SATIM_PAID:
		return capture(w, a, s);
	case SATIM_REFUSED:
		return end(w, a, "refused", s);
	case SATIM_CANCELLED:
		return end(w, a, "cancelled", s);
	case SATIM_EXPIRED:
	case SATIM_NO_ORDER:
		return end(w, a, "expired", s);
	case SATIM_MISMATCH:
		return review(w, a, "the answer does not fit the order", s);
	case SATIM_REFUNDED:
		return review(w, a, "given back at the bank before we booked it", s);
	case SATIM_PENDING:
	case SATIM_UNKNOWN:
		break;
	}
	return waiting(w, a, s);
}

struct fresh {
	int64_t id;
};

static const struct field fresh_fields[] = {
	{ "id", F_INT, AT(fresh, id), "attempt_id" },
	{ 0 },
};

/* A registration that got no answer: its number is burnt, the order is made again under another. */
static enum err register_again(struct work *w, const struct attempt *old,
			       const struct satim_order *like)
{
	struct satim_order order = *like;
	struct numbers n;
	struct fresh f;
	const char *url;

	draw(&n);
	TRY(db_one(w, Q_PAYMENT_AGAIN,
		   (struct param[]){ p_int(old->id), p_text(n.order), p_text(n.udf1),
				     p_bytes(n.token_hash, ID_HASH), p_int(conf_int(CONF_PAY_POLL_S)) },
		   fresh_fields, &f));
	if (!f.id)
		return OK;
	order.order_number = n.order;
	order.udf1 = n.udf1;
	order.return_url = return_url(w, order.lang, n.token);
	order.description = "Billet de bus";
	return register_order(w, f.id, &order, &url);
}

enum err payment_ask(struct work *w, int64_t attempt_id, bool returned)
{
	struct attempt a;
	struct satim_order expect;
	struct satim_status s;
	enum lang lang = LANG_FR;

	TRY(db_one(w, Q_PAYMENT_ATTEMPT, (struct param[]){ p_int(attempt_id) }, attempt_fields, &a));
	if (strcmp(a.state, "captured") == 0 || strcmp(a.state, "refund_due") == 0)
		return OK;
	lang_of(a.lang, &lang);
	expect = (struct satim_order){ .order_number = a.order_number, .udf1 = a.udf1,
				       .amount_c = a.amount_c, .lang = lang };
	if (!a.md_order)
		return returned ? OK : register_again(w, &a, &expect);
	/*
	 * The customer who came back is done: close the order. The poller only reads, because closing
	 * an order somebody is still paying would end it; it closes what it finds paid.
	 */
	if (!returned)
		satim_status(w->arena, a.md_order, &expect, &s);
	if (returned || s.outcome == SATIM_PAID)
		satim_confirm(w->arena, a.md_order, &expect, &s);
	return act(w, &a, &s);
}

struct back {
	int64_t attempt_id;
	const char *payment_id;
};

static const struct field back_fields[] = {
	{ "attemptId", F_INT, AT(back, attempt_id), "attempt_id" },
	{ "paymentId", F_PUBLIC("payment"), AT(back, payment_id), "payment_id" },
	{ 0 },
};

enum err payment_returned(struct work *w, const char *token, int64_t *attempt_id,
			  const char **payment_id)
{
	unsigned char hash[ID_HASH];
	struct back b;

	id_hash(token, strlen(token), hash);
	TRY(db_one(w, Q_PAYMENT_RETURNED, (struct param[]){ p_bytes(hash, ID_HASH) }, back_fields, &b));
	*attempt_id = b.attempt_id;
	*payment_id = b.payment_id;
	return OK;
}

enum err payment_queue_due(struct work *w, int n)
{
	return db_run(w, Q_PAYMENT_QUEUE_DUE, (struct param[]){ p_int(n), p_int(conf_int(CONF_PAY_POLL_S)) });
}

enum err payment_find(struct work *w, const char *id, struct payment *out)
{
	return db_one(w, Q_PAYMENT_FIND, (struct param[]){ p_public(id), p_person(w), p_guest(w) },
		      payment_fields, out);
}

enum err payment_of_booking(struct work *w, const char *booking_id, struct payment *out, bool *found)
{
	return db_maybe(w, Q_PAYMENT_OF_BOOKING,
			(struct param[]){ p_public(booking_id), p_person(w), p_guest(w) }, payment_fields, out,
			found);
}

struct question {
	bool fresh;
};

static const struct field question_fields[] = {
	{ "fresh", F_BOOL, AT(question, fresh), "fresh" },
	{ 0 },
};

enum err payment_question_used(struct work *w, const unsigned char id[16], bool *fresh)
{
	struct question q;

	TRY(db_one(w, Q_CAPTCHA_USE, (struct param[]){ p_bytes(id, 16) }, question_fields, &q));
	*fresh = q.fresh;
	return OK;
}

/* ---- cash ---- */

struct named {
	const char *id;
};

static const struct field cash_fields[] = {
	{ "id", F_PUBLIC("payment"), AT(named, id), "payment_id" },
	{ 0 },
};

static const struct field taken_fields[] = {
	{ "id", F_PUBLIC("booking"), AT(named, id), "booking_id" },
	{ 0 },
};

enum err payment_cash(struct work *w, const char *booking_id, const char **payment_id)
{
	char payment[ID_CHARS + 1], code[CASH_CHARS + 1];
	struct named n;

	if (!conf_int(CONF_CASH_ENABLED))
		return fail(ERR_UNAVAILABLE, "cash payment is switched off");
	id_new(payment);
	id_code(code, CASH_CHARS);
	TRY(db_one(w, Q_PAYMENT_CASH_START,
		   (struct param[]){ p_public(booking_id), p_person(w), p_guest(w), p_public(payment),
				     p_text(code), p_text(lang_code(w->lang)),
				     p_int(conf_int(CONF_CASH_HOURS) * 3600),
				     p_int(conf_int(CONF_HOLD_CUTOFF_S)) },
		   cash_fields, &n));
	*payment_id = n.id;
	return OK;
}

enum err payment_cash_taken(struct work *w, const char *ref, const char *code,
			    const char **booking_id)
{
	struct named n;

	TRY(db_one(w, Q_PAYMENT_CASH_TAKE,
		   (struct param[]){ p_int(w->who.org_id), p_int(w->who.user_id), p_text(ref), p_text(code) },
		   taken_fields, &n));
	*booking_id = n.id;
	return OK;
}
