/* operations - what the office did to its departures, how far that is; cancelling a whole day. */
#include "partner.h"

#include <string.h>

#include "base/when.h"
#include "domain/cancel.h"
#include "domain/operation.h"

enum { REFRESH_S = 2 };

struct operations_in {
	int64_t schedule_id;
	int page, limit;
};

const struct rule operations_rules[] = {
	{ "trip", V_ID("schedule"), AT(operations_in, schedule_id), .help = "those of one departure" },
	{ "page", V_COUNT, AT(operations_in, page), .min = 1, .max = 500, .dflt = "1" },
	{ "limit", V_COUNT, AT(operations_in, limit), .min = 1, .max = 100, .dflt = "20" },
	{ .size = sizeof(struct operations_in) },
};

struct operation_in {
	int64_t id;
};

const struct rule operation_rules[] = {
	{ ":id", V_ID("operation"), AT(operation_in, id), .need = true },
	{ .size = sizeof(struct operation_in) },
};

struct day_in {
	int32_t date;
	int64_t route_id;
	const char *reason;
};

const struct rule day_page_rules[] = {
	{ "date", V_DATE, AT(day_in, date) },
	{ "routeId", V_ID("route"), AT(day_in, route_id) },
	{ .size = sizeof(struct day_in) },
};

const struct rule day_rules[] = {
	{ "date", V_DATE, AT(day_in, date), .need = true, .help = "service date" },
	{ "routeId", V_ID("route"), AT(day_in, route_id), .help = "only departures of this route" },
	{ "reason", V_ENUM, AT(day_in, reason), .need = true, .oneof = cancel_reasons },
	{ .size = sizeof(struct day_in) },
};

const struct answer operations_answers[] = {
	{ 200, "Operation", operation_fields, .how = ANSWER_LIST, .pages = true },
	{ 0 },
};

const struct answer operation_answers[] = {
	{ 200, "Operation", operation_fields, .how = ANSWER_ONE },
	{ 200, "OperationOutcome", operation_outcome_fields, .name = "outcomes", .how = ANSWER_LIST },
	{ 200, "OperationFailure", operation_failure_fields, .name = "failures", .how = ANSWER_LIST },
	{ 0 },
};

const struct answer day_answers[] = {
	{ 202, "Operation", operation_fields, .how = ANSWER_ONE },
	{ 202, "OperationOutcome", operation_outcome_fields, .name = "outcomes", .how = ANSWER_LIST },
	{ 202, "OperationFailure", operation_failure_fields, .name = "failures", .how = ANSWER_LIST },
	{ 0 },
};

enum err operations(struct req *r)
{
	const struct operations_in *in = r->in;
	struct operation *list;
	int64_t total;
	size_t n;

	TRY(operation_list(&r->work, in->schedule_id, in->page, in->limit, &list, &n, &total));
	put_list(r, r->is_page ? "operations" : NULL, operation_fields, sizeof *list, list, n);
	put_pagination(r, in->page, in->limit, total);
	if (r->is_page)
		put_rights(r);
	return reply(r, 200);
}

static enum err answer_operation(struct req *r, int64_t id, int status)
{
	struct operation *o = arena_get(r->work.arena, sizeof *o);
	struct operation_parts *parts = arena_get(r->work.arena, sizeof *parts);

	TRY(operation_find(&r->work, id, o, parts));
	put(r, NULL, operation_fields, o);
	put_list(r, "outcomes", operation_outcome_fields, sizeof(struct operation_outcome), parts->outcomes,
		 parts->n_outcomes);
	put_list(r, "failures", operation_failure_fields, sizeof(struct operation_failure), parts->failures,
		 parts->n_failures);
	if (r->is_page)
		put_rights(r);
	if (strcmp(o->state, "done") != 0)
		r->refresh_s = REFRESH_S;
	return reply(r, status);
}

/* Comes back by itself until it is done. */
enum err operation(struct req *r)
{
	const struct operation_in *in = r->in;

	return answer_operation(r, in->id, 200);
}

static enum err to_operation(struct req *r, int64_t id)
{
	return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/operations/operation_%lld", (long long)id)));
}

enum err operation_again(struct req *r)
{
	const struct operation_in *in = r->in;

	TRY(operation_retry(&r->work, in->id));
	return r->is_page ? to_operation(r, in->id) : answer_operation(r, in->id, 200);
}

/* ---- a day ---- */

struct day_query {
	int32_t date;
	int64_t route_id;
};

static const struct field day_query_fields[] = {
	{ "date", F_DATE, AT(day_query, date) },
	{ "routeId", F_ID("route"), AT(day_query, route_id) },
	{ 0 },
};

/* What would happen, before it does. */
enum err day_page(struct req *r)
{
	const struct day_in *in = r->in;
	struct day_query *q = arena_get(r->work.arena, sizeof *q);
	struct day_effects *effects = arena_get(r->work.arena, sizeof *effects);
	struct day_route *routes;
	size_t n;

	q->date = in->date == WHEN_NO_DATE ? when_local_date(r->work.now) : in->date;
	q->route_id = in->route_id;
	TRY(operation_day(&r->work, q->date, q->route_id, effects, &routes, &n));
	put(r, "query", day_query_fields, q);
	put(r, "effects", day_effects_fields, effects);
	put_list(r, "routes", day_route_fields, sizeof *routes, routes, n);
	put_reasons(r);
	return reply(r, 200);
}

enum err cancel_day(struct req *r)
{
	const struct day_in *in = r->in;
	int64_t id;

	TRY(operation_cancel_day(&r->work, in->date, in->route_id, in->reason, &id));
	return r->is_page ? to_operation(r, id) : answer_operation(r, id, 202);
}
