/* aftersale - quotes and what they lead to. */
#include "domain/aftersale.h"

#include <string.h>

#include "base/conf.h"
#include "base/metric.h"
#include "domain/booking_plan.h"
#include "domain/seat.h"
#include "store/db.h"

enum { EXPIRE_BATCH = 100, ARRIVE_BATCH = 200, CLOSE_BATCH = 20 };

const struct field quote_line_fields[] = {
	{ "position", F_COUNT, AT(quote_line, position), "position" },
	{ "firstName", F_TEXT, AT(quote_line, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(quote_line, last_name), "last_name" },
	{ "seat", F_TEXT, AT(quote_line, seat), "seat" },
	{ "paid", F_MONEY, AT(quote_line, paid_c), "paid_c" },
	{ "fee", F_MONEY, AT(quote_line, fee_c), "fee_c" },
	{ "refund", F_MONEY, AT(quote_line, refund_c), "refund_c" },
	{ "newSeat", F_TEXT, AT(quote_line, new_seat), "new_seat" },
	{ "newFare", F_MONEY, AT(quote_line, new_fare_c), "new_fare_c" },
	{ "newScheduleId", F_ID("schedule"), AT(quote_line, new_schedule_id), "new_schedule_id" },
	{ "newDepartsAt", F_TIME, AT(quote_line, new_boards_at), "new_boards_at" },
	{ "newArrivesAt", F_TIME, AT(quote_line, new_alights_at), "new_alights_at" },
	{ 0 },
};

const struct field quote_fields[] = {
	{ "id", F_PUBLIC("quote"), AT(quote, id), "public_id" },
	{ "kind", F_ENUM("quote_kind"), AT(quote, kind), "kind" },
	{ "state", F_ENUM("quote_state"), AT(quote, state), "state" },
	{ "pay", F_MONEY, AT(quote, pay_c), "pay_c" },
	{ "refund", F_MONEY, AT(quote, refund_c), "refund_c" },
	{ "fee", F_MONEY, AT(quote, fee_c), "fee_c" },
	{ "validUntil", F_TIME, AT(quote, valid_until), "valid_until" },
	{ "lines", F_LIST, AT(quote, lines), .sub = quote_line_fields, .size = sizeof(struct quote_line),
	  .count_at = offsetof(struct quote, n_lines) },
	{ 0 },
};

static enum err load_lines(struct work *w, const char *booking, const char *quote, struct quote *out)
{
	return db_list(w, Q_QUOTE_LINES,
		       (struct param[]){ p_public(booking), p_person(w), p_guest(w), p_public(quote) },
		       quote_line_fields, sizeof *out->lines, &out->lines, &out->n_lines);
}

enum err quote_find(struct work *w, const char *booking, const char *quote, struct quote *out)
{
	memset(out, 0, sizeof *out);
	TRY(db_one(w, Q_QUOTE_FIND,
		   (struct param[]){ p_public(booking), p_person(w), p_guest(w), p_public(quote) },
		   quote_fields, out));
	return load_lines(w, booking, out->id, out);
}

/* ---- cancelling ---- */

struct freed {
	int64_t schedule_id;
};

static const struct field freed_fields[] = {
	{ "scheduleId", F_INT, AT(freed, schedule_id), "schedule_id" },
	{ 0 },
};

enum err quote_cancel(struct work *w, const char *booking, const char *const *seats, size_t n,
		      struct quote *out)
{
	memset(out, 0, sizeof *out);
	TRY(db_one(w, Q_QUOTE_CANCEL,
		   (struct param[]){ p_public(booking), p_person(w), p_guest(w),
				     n ? p_texts(seats, n) : p_null(), p_int(conf_int(CONF_QUOTE_S)) },
		   quote_fields, out));
	return load_lines(w, booking, out->id, out);
}

enum err quote_cancel_apply(struct work *w, const char *booking, const char *quote,
			    const char *const *seats, size_t n)
{
	struct freed f;

	TRY(db_one(w, Q_QUOTE_CANCEL_APPLY,
		   (struct param[]){ p_public(booking), p_person(w), p_guest(w), p_public(quote),
				     n ? p_texts(seats, n) : p_null(), p_int(conf_int(CONF_QUOTE_S)) },
		   freed_fields, &f));
	seat_words_forget(w, f.schedule_id);
	metric_add(METRIC_CANCELLATIONS, 1);
	return OK;
}

/* ---- exchanging ---- */

enum err quote_exchange(struct work *w, const char *booking, const struct hold *h, struct quote *out)
{
	struct booking_plan *p = arena_get(w->arena, sizeof *p);
	size_t n;
	enum err e;

	memset(out, 0, sizeof *out);
	TRY(booking_plan_make(w, h, p));
	n = p->n;
	e = db_one(w, Q_QUOTE_EXCHANGE,
		   (struct param[]){ p_public(booking), p_person(w), p_guest(w), p_int(h->schedule_id),
				     p_int(p->facts.version), p_int(p->board), p_int(p->alight),
				     p_int(p->line.from.stop_id), p_int(p->line.to.stop_id),
				     p_time(p->line.from.time), p_time(p->line.to.time),
				     p_ints(p->seat, n), p_texts(p->label, n), p_ints(p->fare, n),
				     p_ints(p->commission, n), p_int(conf_int(CONF_HOLD_CONTACT_S)),
				     p_int(p->cutoff_s) },
		   quote_fields, out);
	if (e != OK)
		return booking_plan_refused(w, p, e);
	seat_words_forget(w, h->schedule_id);
	return load_lines(w, booking, out->id, out);
}

struct moved {
	int64_t old_trip, new_trip;
};

static const struct field moved_fields[] = {
	{ "oldTrip", F_INT, AT(moved, old_trip), "old_trip" },
	{ "newTrip", F_INT, AT(moved, new_trip), "new_trip" },
	{ 0 },
};

enum err quote_exchange_apply(struct work *w, const char *booking, const char *quote)
{
	struct moved m;

	TRY(db_one(w, Q_QUOTE_EXCHANGE_APPLY,
		   (struct param[]){ p_public(booking), p_person(w), p_guest(w), p_public(quote) },
		   moved_fields, &m));
	seat_words_forget(w, m.old_trip);
	seat_words_forget(w, m.new_trip);
	metric_add(METRIC_EXCHANGES, 1);
	return OK;
}

/* ---- names ---- */

enum err aftersale_rename(struct work *w, const char *booking, const char *seat,
			  const struct passenger *p)
{
	struct freed trip;

	return db_one(w, Q_BOOKING_RENAME,
		      (struct param[]){ p_public(booking), p_person(w), p_guest(w), p_text(seat),
					p_text(p->first_name), p_text(p->last_name), p_text(p->id_number),
					p_int(conf_int(CONF_HOLD_CUTOFF_S)) },
		      freed_fields, &trip);
}

/* ---- timers ---- */

struct ended {
	int64_t trip;
};

static const struct field ended_fields[] = {
	{ "trip", F_INT, AT(ended, trip), "trip" },
	{ 0 },
};

enum err quote_expire(struct work *w)
{
	struct ended *list;
	size_t n;

	TRY(db_list(w, Q_QUOTE_EXPIRE, (struct param[]){ p_int(EXPIRE_BATCH) }, ended_fields,
		    sizeof *list, &list, &n));
	for (size_t i = 0; i < n; i++)
		seat_words_stale(w, list[i].trip);
	return OK;
}

enum err aftersale_close_trips(struct work *w)
{
	struct freed closed = { 1 };

	TRY(db_run(w, Q_TRIP_ARRIVED, (struct param[]){ p_int(ARRIVE_BATCH) }));
	for (int i = 0; i < CLOSE_BATCH && closed.schedule_id; i++) {
		closed.schedule_id = 0;
		TRY(db_one(w, Q_TRIP_CLOSE_OUT, NULL, freed_fields, &closed));
	}
	return OK;
}
