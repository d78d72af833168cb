/* people - suspends persons and companies, and lets them in again. */
#include "admin.h"

#include "domain/staff.h"

struct person_in {
	const char *id, *reason;
};

const struct rule person_rules[] = {
	{ ":id", V_PUBLIC("user"), AT(person_in, id), .need = true },
	{ "reason", V_TEXT, AT(person_in, reason), .need = true, .min = 3, .max = 200 },
	{ .size = sizeof(struct person_in) },
};

struct company_in {
	int64_t id;
	const char *reason;
};

const struct rule company_rules[] = {
	{ ":id", V_ID("partner"), AT(company_in, id), .need = true },
	{ "reason", V_TEXT, AT(company_in, reason), .need = true, .min = 3, .max = 200 },
	{ .size = sizeof(struct company_in) },
};

const struct answer stopped_answers[] = {
	{ .status = 200 },
	{ 0 },
};

static enum err person(struct req *r, bool stop)
{
	const struct person_in *in = r->in;

	TRY(staff_stop_anybody(&r->work, in->id, stop, in->reason));
	return reply(r, 200);
}

enum err person_suspend(struct req *r)
{
	return person(r, true);
}

enum err person_reinstate(struct req *r)
{
	return person(r, false);
}

static enum err company(struct req *r, bool stop)
{
	const struct company_in *in = r->in;

	TRY(staff_stop_company(&r->work, in->id, stop, in->reason));
	return reply(r, 200);
}

enum err company_suspend(struct req *r)
{
	return company(r, true);
}

enum err company_reinstate(struct req *r)
{
	return company(r, false);
}
