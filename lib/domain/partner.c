/* partner - departures, passenger lists, buses of a company. */
#include "domain/partner.h"

#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/ticket.h"
#include "store/db.h"

enum { CANCEL_LATE_S = 6 * 3600 };

const struct field own_trip_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(own_trip, schedule_id), "schedule_id" },
	{ "routeId", F_ID("route"), AT(own_trip, route_id), "route_id" },
	{ "serviceDate", F_DATE, AT(own_trip, service_date), "service_date" },
	{ "departsAt", F_TIME, AT(own_trip, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(own_trip, arrives_at), "arrives_at" },
	{ "from", F_NAMES, AT(own_trip, from), "from" },
	{ "to", F_NAMES, AT(own_trip, to), "to" },
	{ "busId", F_ID("bus"), AT(own_trip, bus_id), "bus_id" },
	{ "bus", F_ONE, AT(own_trip, bus), "bus_", bus_fields },
	{ "status", F_ENUM("trip_status"), AT(own_trip, status), "status" },
	{ "cancelReason", F_ENUM("cancel_reason"), AT(own_trip, cancel_reason), "cancel_reason" },
	{ "totalSeats", F_COUNT, AT(own_trip, total_seats), "total_seats" },
	{ "sold", F_INT, AT(own_trip, sold), "sold" },
	{ "boarded", F_INT, AT(own_trip, boarded), "boarded" },
	{ "held", F_INT, AT(own_trip, held), "held" },
	{ "loadPercent", F_COUNT, AT(own_trip, load) },
	{ "gross", F_MONEY, AT(own_trip, gross_c), "gross_c" },
	{ "card", F_MONEY, AT(own_trip, card_c), "card_c" },
	{ "cash", F_MONEY, AT(own_trip, cash_c), "cash_c" },
	{ "operations", F_INT, AT(own_trip, operations), "operations" },
	{ "sellable", F_BOOL, AT(own_trip, sells) },
	{ "cancellable", F_BOOL, AT(own_trip, cancels) },
	{ 0 },
};

const struct field own_day_fields[] = {
	{ "trips", F_INT, AT(own_day, trips), "total" },
	{ "cancelled", F_INT, AT(own_day, cancelled), "cancelled" },
	{ "seats", F_INT, AT(own_day, seats), "seats" },
	{ "sold", F_INT, AT(own_day, sold), "sold" },
	{ "loadPercent", F_COUNT, AT(own_day, load) },
	{ "gross", F_MONEY, AT(own_day, gross_c), "gross_c" },
	{ "card", F_MONEY, AT(own_day, card_c), "card_c" },
	{ "cash", F_MONEY, AT(own_day, cash_c), "cash_c" },
	{ 0 },
};

const struct field rider_fields[] = {
	{ "seat", F_TEXT, AT(rider, seat), "seat_label" },
	{ "firstName", F_TEXT, AT(rider, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(rider, last_name), "last_name" },
	{ "idNumber", F_TEXT, AT(rider, id_number), "id_number", .see = PARTNER_CONTACTS },
	{ "from", F_NAMES, AT(rider, from), "from" },
	{ "to", F_NAMES, AT(rider, to), "to" },
	{ "boardsAt", F_TIME, AT(rider, boards_at), "boards_at" },
	{ "state", F_ENUM("item_state"), AT(rider, state), "state" },
	{ "fare", F_MONEY, AT(rider, fare_c), "fare_c" },
	{ "bookingId", F_PUBLIC("booking"), AT(rider, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(rider, ref), "booking_ref" },
	{ "phone", F_TEXT, AT(rider, phone), "contact_phone", .see = PARTNER_CONTACTS },
	{ "method", F_ENUM("payment_method"), AT(rider, method), "payment_method" },
	{ "channel", F_ENUM("channel"), AT(rider, channel), "channel" },
	{ "seatNo", F_COUNT, AT(rider, seat_no), "seat_no", .see = SEE_NONE },
	{ 0 },
};

const struct field cancel_effects_fields[] = {
	{ "paidBookings", F_INT, AT(cancel_effects, paid_bookings), "paid_bookings" },
	{ "passengers", F_INT, AT(cancel_effects, passengers), "passengers" },
	{ "unpaidBookings", F_INT, AT(cancel_effects, unpaid_bookings), "unpaid_bookings" },
	{ "messages", F_INT, AT(cancel_effects, messages), "messages" },
	{ "card", F_MONEY, AT(cancel_effects, card_c), "card_c" },
	{ "cash", F_MONEY, AT(cancel_effects, cash_c), "cash_c" },
	{ 0 },
};

const struct field own_bus_fields[] = {
	{ "id", F_ID("bus"), AT(own_bus, id), "bus_id" },
	{ "bus", F_ONE, AT(own_bus, bus), "bus_", bus_fields },
	{ "seats", F_COUNT, AT(own_bus, seats), "total_seats" },
	{ "year", F_COUNT, AT(own_bus, year), "manufacture_year" },
	{ "status", F_ENUM("vehicle_state"), AT(own_bus, status), "status" },
	{ "planKind", F_ENUM("bus_type"), AT(own_bus, plan_kind), "map_kind" },
	{ "departures", F_INT, AT(own_bus, departures), "departures" },
	{ "nextAt", F_TIME, AT(own_bus, next_at), "next_at" },
	{ 0 },
};

static const struct field planned_bus_fields[] = {
	{ "id", F_ID("bus"), AT(own_bus, id), "bus_id" },
	{ "bus", F_ONE, AT(own_bus, bus), "bus_", bus_fields },
	{ "seats", F_COUNT, AT(own_bus, seats), "total_seats" },
	{ "year", F_COUNT, AT(own_bus, year), "manufacture_year" },
	{ "status", F_TEXT, AT(own_bus, status), "status" },
	{ "planKind", F_TEXT, AT(own_bus, plan_kind), "map_kind" },
	{ "departures", F_INT, AT(own_bus, departures), "departures" },
	{ "nextAt", F_TIME, AT(own_bus, next_at), "next_at" },
	{ "layout", F_TEXT, AT(own_bus, layout), "layout" },
	{ 0 },
};

const struct field bus_trip_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(bus_trip, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(bus_trip, departs_at), "departs_at" },
	{ "from", F_NAMES, AT(bus_trip, from), "from" },
	{ "to", F_NAMES, AT(bus_trip, to), "to" },
	{ "status", F_ENUM("trip_status"), AT(bus_trip, status), "status" },
	{ 0 },
};

struct total {
	int64_t total;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

/* ---- departures ---- */

static int percent(int64_t part, int64_t whole)
{
	return whole > 0 ? (int)((part * 100 + whole / 2) / whole) : 0;
}

/* What the office may still do with it now, and the state people see. */
static void judge(const struct work *w, struct own_trip *t)
{
	static const char *const open[] = { "draft", "on_sale", "closed", "boarding", NULL };
	const char *stored = t->status;

	t->bus.seats = t->total_seats;
	t->load = percent(t->sold, t->total_seats);
	t->status = trip_state_by(stored, t->departs_at, w->now, conf_int(CONF_HOLD_CUTOFF_S));
	t->sells = strcmp(trip_state_by(stored, t->arrives_at, w->now, 0), "on_sale") == 0 &&
		   strcmp(trip_state_by(stored, t->departs_at, w->now, conf_int(CONF_COUNTER_CUTOFF_S)),
			  "on_sale") == 0;
	t->cancels = str_in(stored, open) &&
		     t->departs_at + (int64_t)CANCEL_LATE_S * WHEN_SECOND > w->now;
}

enum err partner_trips(struct work *w, const struct own_trip_filter *f, struct own_trip **list,
		       size_t *n, int64_t *total, struct own_day *sum)
{
	struct param p[] = { p_date(f->day), p_text(f->place), p_time(f->after), p_int(f->limit),
			     p_int((int64_t)(f->page - 1) * f->limit) };
	struct total t = { 0 };

	db_later_list(w, Q_PARTNER_TRIPS, p, own_trip_fields, sizeof(struct own_trip), list, n);
	db_later_one(w, Q_PARTNER_TRIPS_COUNT, p, total_fields, &t, NULL);
	db_later_one(w, Q_PARTNER_DAY, p, own_day_fields, sum, NULL);
	TRY(db_flush(w));
	*total = t.total;
	sum->load = percent(sum->sold, sum->seats);
	for (size_t i = 0; i < *n; i++)
		judge(w, &(*list)[i]);
	return OK;
}

static enum err not_found(enum err e)
{
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

enum err partner_trip(struct work *w, int64_t schedule_id, struct own_trip *out)
{
	memset(out, 0, sizeof *out);
	TRY(not_found(db_one(w, Q_PARTNER_TRIP, (struct param[]){ p_int(schedule_id) }, own_trip_fields,
			     out)));
	judge(w, out);
	return OK;
}

enum err partner_riders(struct work *w, int64_t schedule_id, struct rider **list, size_t *n)
{
	return db_list(w, Q_PARTNER_MANIFEST, (struct param[]){ p_int(schedule_id) }, rider_fields,
		       sizeof(struct rider), list, n);
}

void partner_riders_sheet(struct work *w, int64_t schedule_id, struct db_sheet *out)
{
	struct param *p = arena_get(w->arena, sizeof *p);

	*p = p_int(schedule_id);
	*out = (struct db_sheet){ Q_PARTNER_MANIFEST_COUNT, Q_PARTNER_MANIFEST, p, p, rider_fields,
				  sizeof(struct rider) };
}

struct asked {
	const char *key;
};

static const struct field asked_fields[] = {
	{ "key", F_TEXT, AT(asked, key), "object_key" },
	{ 0 },
};

enum err partner_manifest(struct work *w, int64_t schedule_id, int wait_ms, const char **path)
{
	bool phones = (w->who.role & PARTNER_CONTACTS) != 0;
	struct asked a;

	TRY(not_found(db_one(w, Q_PARTNER_MANIFEST_ASK,
			     (struct param[]){ p_int(schedule_id), p_text(lang_code(w->lang)),
					       p_bool(phones) },
			     asked_fields, &a)));
	*path = ticket_await(w, a.key, wait_ms);
	return OK;
}

enum err partner_cancel_effects(struct work *w, int64_t schedule_id, struct cancel_effects *out)
{
	return not_found(db_one(w, Q_PARTNER_CANCEL_EFFECTS, (struct param[]){ p_int(schedule_id) },
				cancel_effects_fields, out));
}

/* ---- buses ---- */

enum err partner_buses(struct work *w, int page, int limit, struct own_bus **list, size_t *n,
		       int64_t *total)
{
	struct total t = { 0 };

	db_later_list(w, Q_PARTNER_BUSES,
		      (struct param[]){ p_int(limit), p_int((int64_t)(page - 1) * limit) },
		      own_bus_fields, sizeof(struct own_bus), list, n);
	db_later_one(w, Q_PARTNER_BUSES_COUNT, NULL, total_fields, &t, NULL);
	TRY(db_flush(w));
	*total = t.total;
	return OK;
}

enum err partner_bus(struct work *w, int64_t id, struct own_bus *out, struct seat_plan *plan,
		     struct bus_trip **trips, size_t *n)
{
	struct param p[] = { p_int(id) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_PARTNER_BUS, p, planned_bus_fields, out, NULL);
	db_later_list(w, Q_PARTNER_BUS_TRIPS, p, bus_trip_fields, sizeof(struct bus_trip), trips, n);
	TRY(not_found(db_flush(w)));
	for (size_t i = 0; i < *n; i++)
		(*trips)[i].status = trip_state_by((*trips)[i].status, (*trips)[i].departs_at, w->now,
						   conf_int(CONF_HOLD_CUTOFF_S));
	return seat_plan_read(w->arena, out->layout, plan);
}
