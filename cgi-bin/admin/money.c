/* money - payments, and the jobs behind them and everything else. */
#include "admin.h"

#include "base/when.h"

enum { DAYS_BACK = 30 };

static const char *const states[] = { "pending", "captured", "refused", "expired", "cancelled", "review",
				      "partly_refunded", "refunded", NULL };
static const char *const methods[] = { "card", "cash", NULL };
static const char *const job_states[] = { "waiting", "running", "dead", NULL };
static const char *const lanes[] = { "money", "messages", "documents", NULL };

struct payments_in {
	int32_t from, to;
	const char *status, *method;
	int page, limit;
};

const struct rule payments_rules[] = {
	{ "from", V_DATE, AT(payments_in, from) },
	{ "to", V_DATE, AT(payments_in, to) },
	{ "status", V_ENUM, AT(payments_in, status), .oneof = states },
	{ "method", V_ENUM, AT(payments_in, method), .oneof = methods },
	{ "page", V_COUNT, AT(payments_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(payments_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct payments_in) },
};

struct jobs_in {
	const char *state, *lane;
	int page, limit;
};

const struct rule jobs_rules[] = {
	{ "state", V_ENUM, AT(jobs_in, state), .oneof = job_states },
	{ "lane", V_ENUM, AT(jobs_in, lane), .oneof = lanes },
	{ "page", V_COUNT, AT(jobs_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(jobs_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct jobs_in) },
};

static const struct field payments_query_fields[] = {
	{ "from", F_DATE, AT(payments_in, from) },
	{ "to", F_DATE, AT(payments_in, to) },
	{ "status", F_ENUM("payment_state"), AT(payments_in, status) },
	{ "method", F_ENUM("payment_method"), AT(payments_in, method) },
	{ 0 },
};

static const struct field jobs_query_fields[] = {
	{ "state", F_ENUM("job_state"), AT(jobs_in, state) },
	{ "lane", F_ENUM("lane"), AT(jobs_in, lane) },
	{ 0 },
};

const struct answer payments_answers[] = {
	{ 200, "PaymentLine", pay_line_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "PaymentQuery", payments_query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

const struct answer jobs_answers[] = {
	{ 200, "JobLine", job_line_fields, .how = ANSWER_LIST, .pages = true },
	{ 200, "JobQuery", jobs_query_fields, .name = "query", .how = ANSWER_BESIDE },
	{ 0 },
};

struct choice {
	const char *code;
};

static const struct field choice_fields[] = {
	{ "code", F_ENUM("payment_state"), AT(choice, code) },
	{ 0 },
};

enum err payments(struct req *r)
{
	struct payments_in *in = r->in;
	const size_t n_states = sizeof states / sizeof states[0] - 1;
	struct choice *choices = arena_get(r->work.arena, n_states * sizeof *choices);
	struct page page = { .number = in->page, .limit = in->limit };
	struct pay_line *list;
	size_t n;

	if (in->to == WHEN_NO_DATE)
		in->to = when_local_date(r->work.now);
	if (in->from == WHEN_NO_DATE)
		in->from = in->to - DAYS_BACK;
	TRY(platform_payments(&r->work, in->from, in->to, in->status, in->method, &page, &list, &n));
	put_list(r, r->is_page ? "payments" : NULL, pay_line_fields, sizeof *list, list, n);
	put_beside(r, "query", payments_query_fields, in);
	put_counted(r, &page);
	for (size_t i = 0; i < n_states; i++)
		choices[i].code = states[i];
	if (r->is_page)
		put_list(r, "states", choice_fields, sizeof *choices, choices, n_states);
	return reply(r, 200);
}

enum err jobs(struct req *r)
{
	const struct jobs_in *in = r->in;
	struct page page = { .number = in->page, .limit = in->limit };
	struct job_line *list;
	size_t n;

	TRY(platform_jobs(&r->work, in->state, in->lane, &page, &list, &n));
	put_list(r, r->is_page ? "jobs" : NULL, job_line_fields, sizeof *list, list, n);
	put_beside(r, "query", jobs_query_fields, in);
	put_counted(r, &page);
	return reply(r, 200);
}
