/* refund - sending refunds to the bank. */
#include "domain/refund.h"

#include <string.h>

#include "base/field.h"
#include "base/log.h"
#include "provider/satim.h"
#include "store/db.h"

struct refund {
	int64_t id, amount_c, paid_c, given_back_c;
	const char *state, *md_order, *order_number, *udf1, *lang;
};

static const struct field refund_fields[] = {
	{ "id", F_INT, AT(refund, id), "refund_id" },
	{ "amount", F_MONEY, AT(refund, amount_c), "amount_c" },
	{ "state", F_TEXT, AT(refund, state), "state" },
	{ "mdOrder", F_TEXT, AT(refund, md_order), "md_order" },
	{ "orderNumber", F_TEXT, AT(refund, order_number), "order_number" },
	{ "udf1", F_TEXT, AT(refund, udf1), "udf1" },
	{ "paid", F_MONEY, AT(refund, paid_c), "paid_c" },
	{ "lang", F_TEXT, AT(refund, lang), "lang" },
	{ "givenBack", F_MONEY, AT(refund, given_back_c), "given_back_c" },
	{ 0 },
};

struct mine {
	bool mine;
};

static const struct field mine_fields[] = {
	{ "mine", F_BOOL, AT(mine, mine), "mine" },
	{ 0 },
};

static enum err done(struct work *w, const struct refund *r, const char *raw)
{
	log_say(LOG_INFO, "refunded", "refund %lld of order %s", (long long)r->id, r->order_number);
	return db_run(w, Q_PAYMENT_REFUND_DONE, (struct param[]){ p_int(r->id), p_text(raw) });
}

static enum err set(struct work *w, const struct refund *r, const char *state, const char *raw)
{
	return db_run(w, Q_PAYMENT_REFUND_UNCLEAR,
		      (struct param[]){ p_int(r->id), p_text(state), p_text(raw) });
}

/* Sent once without a clear answer: the order itself tells. What the bank holds of the payment must
 * be what it held before, less this refund. */
static enum err find_out(struct work *w, const struct refund *r)
{
	struct satim_order expect = { .order_number = r->order_number, .udf1 = r->udf1,
				      .amount_c = r->paid_c };
	struct satim_status s;

	satim_status(w->arena, r->md_order, &expect, &s);
	if (s.outcome == SATIM_REFUNDED &&
	    s.deposited_c <= r->paid_c - r->given_back_c - r->amount_c)
		return done(w, r, s.raw);
	if (s.outcome == SATIM_PAID && s.deposited_c == r->paid_c - r->given_back_c) {
		TRY(set(w, r, "approved", s.raw)); /* it never arrived: send it again */
		return fail(ERR_UNAVAILABLE, "refund %lld is sent again", (long long)r->id);
	}
	return fail(ERR_UNAVAILABLE, "refund %lld is not clear yet", (long long)r->id);
}

static enum err send(struct work *w, const struct refund *r)
{
	struct satim_refunded answer;
	struct mine m;

	TRY(db_one(w, Q_PAYMENT_REFUND_SUBMIT, (struct param[]){ p_int(r->id) }, mine_fields, &m));
	if (!m.mine)
		return OK;
	satim_refund(w->arena, r->md_order, r->amount_c, &answer);
	if (answer.class == CALL_OK && answer.code == 0)
		return done(w, r, answer.raw);
	if (answer.class == CALL_TRANSIENT) {
		TRY(set(w, r, "approved", answer.raw)); /* the request never left */
		return fail(ERR_UNAVAILABLE, "the bank cannot be reached");
	}
	if (answer.class == CALL_OK && (answer.code == 5 || answer.code == 6)) {
		log_say(LOG_ERROR, "refund_manual", "refund %lld: the bank says %d %s", (long long)r->id,
			answer.code, answer.message ? answer.message : "");
		return set(w, r, "manual", answer.raw);
	}
	return fail(ERR_UNAVAILABLE, "refund %lld: no clear answer", (long long)r->id);
}

enum err refund_send(struct work *w, int64_t refund_id)
{
	struct refund r;

	TRY(db_one(w, Q_PAYMENT_REFUND, (struct param[]){ p_int(refund_id) }, refund_fields, &r));
	if (strcmp(r.state, "approved") == 0)
		return send(w, &r);
	return strcmp(r.state, "submitted") == 0 ? find_out(w, &r) : OK;
}
