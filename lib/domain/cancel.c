/* cancel - departures that will not run. */
#include "domain/cancel.h"

#include "base/field.h"
#include "base/log.h"
#include "base/metric.h"
#include "domain/operation.h"
#include "domain/seat.h"
#include "domain/search.h"
#include "store/db.h"

enum { BATCH = 50, TRIES = 4 };

const char *const cancel_reasons[] = { "breakdown", "low_demand", "road_closed", "weather", "crew",
				       "other", NULL };

struct cancelled {
	int64_t schedule_id, departs_at, arrives_at;
	bool already;
};

static const struct field cancelled_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(cancelled, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(cancelled, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(cancelled, arrives_at), "arrives_at" },
	{ "already", F_BOOL, AT(cancelled, already), "already" },
	{ 0 },
};

static const struct field times_fields[] = {
	{ "departsAt", F_TIME, AT(cancelled, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(cancelled, arrives_at), "arrives_at" },
	{ 0 },
};

void cancel_forget(struct work *w, int64_t schedule_id, int64_t departs_at, int64_t arrives_at)
{
	trip_facts_forget(w, schedule_id);
	seat_words_forget(w, schedule_id);
	trip_search_forget(w, departs_at, arrives_at);
}

enum err cancel_trip(struct work *w, int64_t schedule_id, const char *reason)
{
	struct cancelled c;
	enum err e = db_one(w, Q_PARTNER_TRIP_CANCEL,
			    (struct param[]){ p_int(schedule_id), p_int(w->who.user_id), p_text(reason),
					      p_text(w->request_id) },
			    cancelled_fields, &c);

	if (e == ERR_NOT_FOUND)
		fail_field("id");
	TRY(e);
	metric_add(METRIC_TRIPS_CANCELLED, !c.already);
	cancel_forget(w, c.schedule_id, c.departs_at, c.arrives_at);
	return OK;
}

/* ---- the job ---- */

struct open_booking {
	int64_t id;
};

static const struct field open_fields[] = {
	{ "id", F_INT, AT(open_booking, id), "booking_id" },
	{ 0 },
};

struct outcome {
	const char *done;
};

static const struct field outcome_fields[] = {
	{ "done", F_TEXT, AT(outcome, done), "done" },
	{ 0 },
};

/* One booking is one statement and one transaction; again after a deadlock or a lost connection. */
static enum err one(struct work *w, int64_t schedule_id, int64_t booking)
{
	struct outcome o;
	enum err e = OK;

	for (int i = 0; i < TRIES; i++) {
		e = db_one(w, Q_TRIP_CANCEL_BOOKING, (struct param[]){ p_int(schedule_id), p_int(booking) },
			   outcome_fields, &o);
		if (e != ERR_RETRY && !(e == ERR_UNAVAILABLE && db_lost(w)))
			break;
		fail_clear();
	}
	if (e == OK)
		log_say(LOG_INFO, "trip_cancelled", "trip %lld booking %lld: %s", (long long)schedule_id,
			(long long)booking, o.done);
	else
		log_say(LOG_WARN, "trip_cancelled", "trip %lld booking %lld: %s", (long long)schedule_id,
			(long long)booking, fail_note()->why);
	return e;
}

/* The operation's page names what failed; when even that fails the log has it. */
static void note(struct work *w, int64_t schedule_id, int64_t booking)
{
	const char *why = arena_str(w->arena, fail_note()->why);

	fail_clear();
	if (operation_note(w, schedule_id, booking, why) != OK)
		fail_clear();
}

/* Once more what the commit did, in case the cache was away at that moment or a reader was slow. */
static enum err forget_again(struct work *w, int64_t schedule_id)
{
	struct cancelled c = { .schedule_id = schedule_id };

	TRY(db_one(w, Q_TRIP_TIMES, (struct param[]){ p_int(schedule_id) }, times_fields, &c));
	cancel_forget(w, schedule_id, c.departs_at, c.arrives_at);
	work_settle(w, true);
	return OK;
}

enum err cancel_run(struct work *w, int64_t schedule_id)
{
	struct open_booking *open;
	int64_t after = 0, failed = 0;
	size_t n;

	TRY(forget_again(w, schedule_id));
	do {
		TRY(db_list(w, Q_TRIP_OPEN_BOOKINGS,
			    (struct param[]){ p_int(schedule_id), p_int(after), p_int(BATCH) }, open_fields,
			    sizeof(struct open_booking), &open, &n));
		for (size_t i = 0; i < n; i++) {
			after = open[i].id;
			if (one(w, schedule_id, after) != OK) {
				note(w, schedule_id, after);
				failed++;
			}
		}
		TRY(operation_tally(w, schedule_id));
	} while (n == BATCH);
	if (failed)
		return fail(ERR_BUSY_RETRY, "trip %lld: %lld bookings are left", (long long)schedule_id,
			    (long long)failed);
	return OK;
}
