/* operation - operations of offices, and their progress. */
#include "domain/operation.h"

#include <string.h>

#include "base/log.h"
#include "base/metric.h"
#include "domain/cancel.h"
#include "store/db.h"

enum { BATCH = 50, FAILURES = 100 };

const struct field operation_fields[] = {
	{ "id", F_ID("operation"), AT(operation, id), "operation_id" },
	{ "kind", F_ENUM("operation_kind"), AT(operation, kind), "kind" },
	{ "state", F_ENUM("operation_state"), AT(operation, state), "state" },
	{ "scheduleId", F_ID("schedule"), AT(operation, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(operation, departs_at), "departs_at" },
	{ "date", F_DATE, AT(operation, service_date), "service_date" },
	{ "routeId", F_ID("route"), AT(operation, route_id), "route_id" },
	{ "from", F_NAMES, AT(operation, from), "from" },
	{ "to", F_NAMES, AT(operation, to), "to" },
	{ "reason", F_ENUM("cancel_reason"), AT(operation, reason), "reason" },
	{ "by", F_TEXT, AT(operation, person), "person" },
	{ "trips", F_COUNT, AT(operation, trips), "trips" },
	{ "total", F_COUNT, AT(operation, total), "total" },
	{ "done", F_COUNT, AT(operation, done), "done" },
	{ "failed", F_COUNT, AT(operation, failed), "failed" },
	{ "percent", F_COUNT, AT(operation, percent) },
	{ "createdAt", F_TIME, AT(operation, created_at), "created_at" },
	{ "endedAt", F_TIME, AT(operation, ended_at), "ended_at" },
	{ 0 },
};

const struct field operation_outcome_fields[] = {
	{ "outcome", F_ENUM("operation_outcome"), AT(operation_outcome, outcome), "outcome" },
	{ "bookings", F_INT, AT(operation_outcome, n), "n" },
	{ 0 },
};

const struct field operation_failure_fields[] = {
	{ "bookingId", F_PUBLIC("booking"), AT(operation_failure, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(operation_failure, ref), "booking_ref" },
	{ "scheduleId", F_ID("schedule"), AT(operation_failure, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(operation_failure, departs_at), "departs_at" },
	{ "error", F_TEXT, AT(operation_failure, error), "error" },
	{ "tries", F_COUNT, AT(operation_failure, tries), "tries" },
	{ "at", F_TIME, AT(operation_failure, at), "at" },
	{ 0 },
};

const struct field day_route_fields[] = {
	{ "routeId", F_ID("route"), AT(day_route, route_id), "route_id" },
	{ "from", F_NAMES, AT(day_route, from), "from" },
	{ "to", F_NAMES, AT(day_route, to), "to" },
	{ 0 },
};

const struct field day_effects_fields[] = {
	{ "trips", F_INT, AT(day_effects, trips), "trips" },
	{ "paidBookings", F_INT, AT(day_effects, paid_bookings), "paid_bookings" },
	{ "passengers", F_INT, AT(day_effects, passengers), "passengers" },
	{ "unpaidBookings", F_INT, AT(day_effects, unpaid_bookings), "unpaid_bookings" },
	{ "messages", F_INT, AT(day_effects, messages), "messages" },
	{ "card", F_MONEY, AT(day_effects, card_c), "card_c" },
	{ "cash", F_MONEY, AT(day_effects, cash_c), "cash_c" },
	{ 0 },
};

/* ---- the office ---- */

/* An operation without bookings is all there as soon as it is done. */
static void judge(struct operation *o)
{
	o->percent = o->total > 0 ? o->done * 100 / o->total : strcmp(o->state, "done") == 0 ? 100 : 0;
}

static enum err not_found(enum err e)
{
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

struct total {
	int64_t total;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

static struct param some(int64_t id)
{
	return id ? p_int(id) : p_null();
}

enum err operation_list(struct work *w, int64_t schedule_id, int page, int limit, struct operation **list,
			size_t *n, int64_t *total)
{
	struct total t = { 0 };

	db_later_list(w, Q_PARTNER_OPERATIONS,
		      (struct param[]){ some(schedule_id), p_int(limit), p_int((int64_t)(page - 1) * limit) },
		      operation_fields, sizeof(struct operation), list, n);
	db_later_one(w, Q_PARTNER_OPERATIONS_COUNT, (struct param[]){ some(schedule_id) }, total_fields, &t, NULL);
	TRY(db_flush(w));
	*total = t.total;
	for (size_t i = 0; i < *n; i++)
		judge(&(*list)[i]);
	return OK;
}

enum err operation_find(struct work *w, int64_t id, struct operation *out, struct operation_parts *parts)
{
	struct param p[] = { p_int(id), p_int(FAILURES) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_PARTNER_OPERATION, p, operation_fields, out, NULL);
	db_later_list(w, Q_PARTNER_OPERATION_OUTCOMES, p, operation_outcome_fields,
		      sizeof(struct operation_outcome), &parts->outcomes, &parts->n_outcomes);
	db_later_list(w, Q_PARTNER_OPERATION_FAILURES, p, operation_failure_fields,
		      sizeof(struct operation_failure), &parts->failures, &parts->n_failures);
	TRY(not_found(db_flush(w)));
	judge(out);
	return OK;
}

enum err operation_retry(struct work *w, int64_t id)
{
	return not_found(db_run(w, Q_PARTNER_OPERATION_RETRY,
				(struct param[]){ p_int(id), p_int(w->who.user_id), p_text(w->request_id) }));
}

enum err operation_day(struct work *w, int32_t day, int64_t route_id, struct day_effects *effects,
		       struct day_route **routes, size_t *n)
{
	db_later_one(w, Q_PARTNER_DAY_EFFECTS, (struct param[]){ p_date(day), some(route_id) }, day_effects_fields,
		     effects, NULL);
	db_later_list(w, Q_PARTNER_DAY_ROUTES, (struct param[]){ p_date(day) }, day_route_fields,
		      sizeof(struct day_route), routes, n);
	return db_flush(w);
}

struct begun {
	int64_t id;
};

static const struct field begun_fields[] = {
	{ "id", F_INT, AT(begun, id), "operation_id" },
	{ 0 },
};

enum err operation_cancel_day(struct work *w, int32_t day, int64_t route_id, const char *reason, int64_t *id)
{
	struct begun b;

	TRY(db_one(w, Q_PARTNER_DAY_CANCEL,
		   (struct param[]){ p_date(day), some(route_id), p_int(w->who.user_id), p_text(reason),
				     p_text(w->request_id) },
		   begun_fields, &b));
	*id = b.id;
	return OK;
}

/* ---- the job ---- */

struct waiting {
	int64_t schedule_id;
};

static const struct field waiting_fields[] = {
	{ "scheduleId", F_INT, AT(waiting, schedule_id), "schedule_id" },
	{ 0 },
};

struct stopped {
	int64_t schedule_id, departs_at, arrives_at;
	bool stopped;
};

static const struct field stopped_fields[] = {
	{ "scheduleId", F_INT, AT(stopped, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(stopped, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(stopped, arrives_at), "arrives_at" },
	{ "stopped", F_BOOL, AT(stopped, stopped), "stopped" },
	{ 0 },
};

/* One departure is one statement and one transaction. */
static enum err stop(struct work *w, int64_t id, int64_t schedule_id)
{
	struct stopped s;

	TRY(db_one(w, Q_OPERATION_TRIP, (struct param[]){ p_int(id), p_int(schedule_id) }, stopped_fields, &s));
	cancel_forget(w, s.schedule_id, s.departs_at, s.arrives_at);
	work_settle(w, true);
	metric_add(METRIC_TRIPS_CANCELLED, s.stopped);
	return OK;
}

static enum err tally(struct work *w, int64_t id, int64_t schedule_id)
{
	return db_run(w, Q_OPERATION_TALLY, (struct param[]){ some(id), some(schedule_id) });
}

enum err operation_run(struct work *w, int64_t id)
{
	struct waiting *list;
	int64_t after = 0, failed = 0;
	size_t n;

	do {
		TRY(db_list(w, Q_OPERATION_WAITING, (struct param[]){ p_int(id), p_int(after), p_int(BATCH) },
			    waiting_fields, sizeof *list, &list, &n));
		for (size_t i = 0; i < n; i++) {
			after = list[i].schedule_id;
			if (stop(w, id, after) != OK) {
				log_say(LOG_WARN, "operation", "trip %lld: %s", (long long)after, fail_note()->why);
				fail_clear();
				failed++;
			}
		}
	} while (n == BATCH);
	TRY(tally(w, id, 0));
	return failed ? fail(ERR_BUSY_RETRY, "operation %lld: %lld trips are left", (long long)id, (long long)failed) : OK;
}

enum err operation_tally(struct work *w, int64_t schedule_id)
{
	return tally(w, 0, schedule_id);
}

enum err operation_note(struct work *w, int64_t schedule_id, int64_t booking, const char *why)
{
	return db_run(w, Q_OPERATION_NOTE, (struct param[]){ p_int(schedule_id), p_int(booking), p_text(why) });
}
