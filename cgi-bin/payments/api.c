/* api - starting, confirming and reading payments as JSON. */
#include "payments.h"

#include <string.h>

#include "http/gate.h"

static const char *const methods[] = { "card", "cash", NULL };

struct initiate_in {
	const char *booking_id, *method;
};

const struct rule initiate_rules[] = {
	{ "bookingId", V_PUBLIC("booking"), AT(initiate_in, booking_id), .need = true },
	{ "method", V_ENUM, AT(initiate_in, method), .oneof = methods, .dflt = "card" },
	{ .size = sizeof(struct initiate_in) },
};

struct payment_in {
	const char *id;
};

const struct rule confirm_rules[] = {
	{ "paymentId", V_PUBLIC("payment"), AT(payment_in, id), .need = true },
	{ .size = sizeof(struct payment_in) },
};

const struct rule status_rules[] = {
	{ ":id", V_PUBLIC("payment"), AT(payment_in, id), .need = true },
	{ .size = sizeof(struct payment_in) },
};

struct cash_in {
	const char *ref, *code;
};

const struct rule cash_rules[] = {
	{ "bookingRef", V_REF, AT(cash_in, ref), .need = true },
	{ "code", V_REF, AT(cash_in, code), .need = true },
	{ .size = sizeof(struct cash_in) },
};

struct started {
	const char *payment_id, *form_url, *status_url, *status;
};

static const struct field started_fields[] = {
	{ "paymentId", F_PUBLIC("payment"), AT(started, payment_id) },
	{ "status", F_TEXT, AT(started, status) },
	{ "formUrl", F_TEXT, AT(started, form_url) },
	{ "statusUrl", F_TEXT, AT(started, status_url) },
	{ 0 },
};

struct booking_ref {
	const char *id;
};

static const struct field booking_ref_fields[] = {
	{ "bookingId", F_PUBLIC("booking"), AT(booking_ref, id) },
	{ 0 },
};

const struct answer initiate_answers[] = {
	{ 201, "PaymentStarted", started_fields, .how = ANSWER_ONE },
	{ 202, "PaymentStarted", started_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer payment_answers[] = {
	{ 200, "Payment", payment_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer cash_answers[] = {
	{ 200, "BookingRef", booking_ref_fields, .how = ANSWER_ONE },
	{ 0 },
};

static void begin(void *ctx)
{
	gate_begin(ctx);
}

static enum err commit(void *ctx)
{
	return gate_commit(ctx);
}

enum err pay_by_card(struct req *r, const char *booking_id, struct pay_start *out)
{
	const struct pay_steps steps = { begin, commit, r };

	return payment_card(&r->work, &steps, booking_id, out);
}

enum err initiate(struct req *r)
{
	const struct initiate_in *in = r->in;
	struct started *doc = arena_get(r->work.arena, sizeof *doc);
	struct pay_start start = { 0 };

	if (strcmp(in->method, "cash") == 0) {
		gate_begin(r);
		TRY(payment_cash(&r->work, in->booking_id, &start.payment_id));
		TRY(gate_commit(r));
		doc->status = "waiting_for_cash";
	} else {
		TRY(pay_by_card(r, in->booking_id, &start));
		doc->status = start.pending ? "pending" : "registered";
	}
	doc->payment_id = start.payment_id;
	doc->form_url = start.form_url;
	doc->status_url = arena_printf(r->work.arena, "/api/v1/payments/payment_%s/status",
				       start.payment_id);
	put(r, NULL, started_fields, doc);
	return reply(r, start.pending ? 202 : 201);
}

static enum err answer(struct req *r, const char *id)
{
	struct payment *p = arena_get(r->work.arena, sizeof *p);

	TRY(payment_find(&r->work, id, p));
	put(r, NULL, payment_fields, p);
	return reply(r, 200);
}

/* Asks the bank now, for a client whose customer came back; the answer is the payment as it is. */
enum err confirm(struct req *r)
{
	const struct payment_in *in = r->in;
	struct payment p;

	TRY(payment_find(&r->work, in->id, &p));
	if (p.attempt_id && strcmp(p.status, "pending") == 0)
		TRY(payment_ask(&r->work, p.attempt_id, true));
	return answer(r, in->id);
}

enum err status(struct req *r)
{
	const struct payment_in *in = r->in;

	return answer(r, in->id);
}

/* A cashier took the money for a cash booking. */
enum err cash_taken(struct req *r)
{
	const struct cash_in *in = r->in;
	struct booking_ref *doc = arena_get(r->work.arena, sizeof *doc);

	TRY(payment_cash_taken(&r->work, in->ref, in->code, &doc->id));
	put(r, NULL, booking_ref_fields, doc);
	return reply(r, 200);
}
