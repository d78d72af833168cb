/* platform - bookings, companies, lines of the whole platform. */
#include "domain/platform.h"

#include <string.h>

#include "base/conf.h"
#include "base/when.h"
#include "domain/live.h"
#include "store/db.h"

const struct sale_list platform_sales = {
	.newest = Q_ADMIN_BOOKINGS,
	.by_departure = Q_ADMIN_BOOKINGS_BY_DEPARTURE,
	.all = Q_ADMIN_BOOKINGS_ALL,
	.count = Q_ADMIN_BOOKINGS_COUNT,
	.fields = platform_sale_fields,
};

static const struct sale_parts parts = {
	.booking = Q_ADMIN_BOOKING,
	.items = Q_ADMIN_BOOKING_ITEMS,
	.rules = Q_ADMIN_BOOKING_RULES,
	.history = Q_ADMIN_BOOKING_HISTORY,
	.refunds = Q_ADMIN_BOOKING_REFUNDS,
};

const struct field try_fields[] = {
	{ "paymentId", F_PUBLIC("payment"), AT(try, payment_id), "payment_id" },
	{ "method", F_ENUM("payment_method"), AT(try, method), "method" },
	{ "status", F_ENUM("payment_state"), AT(try, status), "status" },
	{ "amount", F_MONEY, AT(try, amount_c), "amount_c" },
	{ "orderNumber", F_TEXT, AT(try, order_number), "order_number" },
	{ "attemptState", F_ENUM("attempt_state"), AT(try, state), "attempt_state" },
	{ "message", F_TEXT, AT(try, message), "message" },
	{ "createdAt", F_TIME, AT(try, created_at), "created_at" },
	{ "endedAt", F_TIME, AT(try, ended_at), "ended_at" },
	{ 0 },
};

const struct field notice_fields[] = {
	{ "channel", F_ENUM("notice_channel"), AT(notice_line, channel), "channel" },
	{ "template", F_ENUM("notice_template"), AT(notice_line, template), "template" },
	{ "state", F_ENUM("notice_state"), AT(notice_line, state), "state" },
	{ "error", F_TEXT, AT(notice_line, error), "error" },
	{ "createdAt", F_TIME, AT(notice_line, created_at), "created_at" },
	{ "sentAt", F_TIME, AT(notice_line, sent_at), "sent_at" },
	{ 0 },
};

#define COMPANY_COMMON                                                                             \
	{ "id", F_ID("partner"), AT(company, id), "partner_id" },                                  \
	{ "kind", F_ENUM("partner_kind"), AT(company, kind), "kind" },                             \
	{ "name", F_NAMES, AT(company, name), "name" },                                            \
	{ "status", F_ENUM("partner_status"), AT(company, status), "status" },                     \
	{ "phone", F_TEXT, AT(company, phone), "phone" },                                          \
	{ "email", F_TEXT, AT(company, email), "email" },                                          \
	{ "commissionBps", F_COUNT, AT(company, commission_bps), "commission_bps" },               \
	{ "createdAt", F_TIME, AT(company, created_at), "created_at" },                            \
	{ "buses", F_INT, AT(company, buses), "buses" },                                           \
	{ "routes", F_INT, AT(company, routes), "routes" },                                        \
	{ "departuresToday", F_INT, AT(company, departures), "departures" },                       \
	{ "sold30Days", F_INT, AT(company, sold), "sold" },                                        \
	{ "amount30Days", F_MONEY, AT(company, amount_c), "amount_c" }

const struct field company_line_fields[] = {
	COMPANY_COMMON,
	{ 0 },
};

static const struct field staff_fields[] = {
	{ "name", F_TEXT, AT(staff, name), "name" },
	{ "role", F_ENUM("role"), AT(staff, role), "role" },
	{ "login", F_TEXT, AT(staff, login), "login" },
	{ "active", F_BOOL, AT(staff, active), "active" },
	{ "createdAt", F_TIME, AT(staff, created_at), "created_at" },
	{ 0 },
};

const struct field company_fields[] = {
	COMPANY_COMMON,
	{ "legalId", F_TEXT, AT(company, legal_id), "legal_id" },
	{ "taxId", F_TEXT, AT(company, tax_id), "tax_id" },
	{ "address", F_TEXT, AT(company, address), "address" },
	{ "luggageKg", F_COUNT, AT(company, luggage_kg), "luggage_kg" },
	{ "needsIdNumber", F_BOOL, AT(company, needs_id_number), "needs_id_number" },
	{ "rules", F_LIST, AT(company, rules), .sub = cancel_rule_fields, .size = sizeof(struct cancel_rule),
	  .count_at = offsetof(struct company, n_rules) },
	{ "staff", F_LIST, AT(company, staff), .sub = staff_fields, .size = sizeof(struct staff),
	  .count_at = offsetof(struct company, n_staff) },
	{ 0 },
};

const struct field company_name_fields[] = {
	{ "id", F_ID("partner"), AT(company_name, id), "partner_id" },
	{ "name", F_NAMES, AT(company_name, name), "name" },
	{ 0 },
};

const struct field route_line_fields[] = {
	{ "id", F_ID("route"), AT(route_line, id), "route_id" },
	{ "partnerId", F_ID("partner"), AT(route_line, partner_id), "partner_id" },
	{ "partner", F_NAMES, AT(route_line, partner), "partner" },
	{ "from", F_NAMES, AT(route_line, from), "from" },
	{ "to", F_NAMES, AT(route_line, to), "to" },
	{ "distanceKm", F_REAL, AT(route_line, km), "km" },
	{ "minutes", F_MINUTES, AT(route_line, minutes), "minutes" },
	{ "basePrice", F_MONEY, AT(route_line, base_price_c), "base_price_c" },
	{ "busType", F_ENUM("bus_type"), AT(route_line, bus_type), "bus_type" },
	{ "active", F_BOOL, AT(route_line, active), "active" },
	{ "departures7Days", F_INT, AT(route_line, departures), "departures" },
	{ 0 },
};

const struct field route_trip_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(route_trip, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(route_trip, departs_at), "departs_at" },
	{ "plate", F_TEXT, AT(route_trip, plate), "bus_plate" },
	{ "status", F_ENUM("trip_status"), AT(route_trip, status), "status" },
	{ "totalSeats", F_COUNT, AT(route_trip, total_seats), "total_seats" },
	{ "sold", F_INT, AT(route_trip, sold), "sold" },
	{ 0 },
};

const struct field pay_line_fields[] = {
	{ "id", F_PUBLIC("payment"), AT(pay_line, id), "public_id" },
	{ "bookingId", F_PUBLIC("booking"), AT(pay_line, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(pay_line, ref), "booking_ref" },
	{ "method", F_ENUM("payment_method"), AT(pay_line, method), "method" },
	{ "status", F_ENUM("payment_state"), AT(pay_line, status), "status" },
	{ "amount", F_MONEY, AT(pay_line, amount_c), "amount_c" },
	{ "createdAt", F_TIME, AT(pay_line, created_at), "created_at" },
	{ "capturedAt", F_TIME, AT(pay_line, captured_at), "captured_at" },
	{ "orderNumber", F_TEXT, AT(pay_line, order_number), "order_number" },
	{ "message", F_TEXT, AT(pay_line, message), "message" },
	{ 0 },
};

const struct field job_line_fields[] = {
	{ "id", F_ID("job"), AT(job_line, id), "job_id" },
	{ "lane", F_ENUM("lane"), AT(job_line, lane), "lane" },
	{ "kind", F_TEXT, AT(job_line, kind), "kind" },
	{ "state", F_ENUM("job_state"), AT(job_line, state), "state" },
	{ "attempts", F_COUNT, AT(job_line, attempts), "attempts" },
	{ "maxAttempts", F_COUNT, AT(job_line, max_attempts), "max_attempts" },
	{ "runAt", F_TIME, AT(job_line, run_at), "run_at" },
	{ "createdAt", F_TIME, AT(job_line, created_at), "created_at" },
	{ "error", F_TEXT, AT(job_line, error), "error" },
	{ 0 },
};

const struct field rolling_fields[] = {
	{ "busId", F_ID("bus"), AT(rolling, bus_id), "bus_id" },
	{ "plate", F_TEXT, AT(rolling, plate), "bus_plate" },
	{ "partnerId", F_ID("partner"), AT(rolling, partner_id), "partner_id" },
	{ "partner", F_NAMES, AT(rolling, partner), "partner" },
	{ "scheduleId", F_ID("schedule"), AT(rolling, schedule_id), "schedule_id" },
	{ "from", F_NAMES, AT(rolling, from), "from" },
	{ "to", F_NAMES, AT(rolling, to), "to" },
	{ "departsAt", F_TIME, AT(rolling, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(rolling, arrives_at), "arrives_at" },
	{ "status", F_ENUM("trip_status"), AT(rolling, status), "status" },
	{ "state", F_ENUM("fix_state"), AT(rolling, state), "state" },
	{ "latitude", F_REAL, AT(rolling, lat), "lat" },
	{ "longitude", F_REAL, AT(rolling, lon), "lon" },
	{ "speedKmh", F_REAL, AT(rolling, speed_kmh), "speed_kmh" },
	{ "heading", F_COUNT, AT(rolling, heading), "heading" },
	{ "delayMinutes", F_COUNT, AT(rolling, delay_minutes), "delay_minutes" },
	{ "busStatus", F_ENUM("bus_status"), AT(rolling, bus_status) },
	{ "seenAt", F_TIME, AT(rolling, seen_at), "seen_at" },
	{ 0 },
};

const struct field rolling_spot_fields[] = {
	{ "busId", F_ID("bus"), AT(rolling, bus_id) },
	{ "plate", F_TEXT, AT(rolling, plate) },
	{ "partner", F_NAMES, AT(rolling, partner) },
	{ "from", F_NAMES, AT(rolling, from) },
	{ "to", F_NAMES, AT(rolling, to) },
	{ "latitude", F_REAL, AT(rolling, lat) },
	{ "longitude", F_REAL, AT(rolling, lon) },
	{ "speedKmh", F_REAL, AT(rolling, speed_kmh) },
	{ "heading", F_COUNT, AT(rolling, heading) },
	{ "delayMinutes", F_COUNT, AT(rolling, delay_minutes) },
	{ "busStatus", F_ENUM("bus_status"), AT(rolling, bus_status) },
	{ "seenAt", F_TIME, AT(rolling, seen_at) },
	{ 0 },
};

struct total {
	int64_t total;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

static enum err not_found(enum err e)
{
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

/* A page of rows and how many there are: p holds the filters with room for two more. */
static enum err paged(struct work *w, enum q rows, enum q count, struct param *p, int filters,
		      struct page *page, const struct field *fields, size_t size, void *list, size_t *n)
{
	struct total t = { 0 };

	p[filters] = p_int(page->limit);
	p[filters + 1] = p_int((int64_t)(page->number - 1) * page->limit);
	db_later_list(w, rows, p, fields, size, list, n);
	db_later_one(w, count, p, total_fields, &t, NULL);
	TRY(db_flush(w));
	page->total = t.total;
	return OK;
}

static struct param id_or_any(int64_t id)
{
	return id ? p_int(id) : p_null();
}

enum err platform_sale(struct work *w, const char *id, struct platform_sale *out)
{
	struct param p[] = { p_public(id) };

	sale_later(w, &parts, p, &out->sale);
	db_later_list(w, Q_ADMIN_BOOKING_TRIES, p, try_fields, sizeof(struct try), &out->tries, &out->n_tries);
	db_later_list(w, Q_ADMIN_BOOKING_NOTICES, p, notice_fields, sizeof(struct notice_line), &out->notices,
		      &out->n_notices);
	TRY(not_found(db_flush(w)));
	sale_done(&out->sale);
	return OK;
}

enum err platform_companies(struct work *w, const char *status, const char *q, struct page *page,
			    struct company **list, size_t *n)
{
	struct param p[4] = { p_text(status), p_text(q) };

	return paged(w, Q_ADMIN_PARTNERS, Q_ADMIN_PARTNERS_COUNT, p, 2, page, company_line_fields,
		     sizeof(struct company), list, n);
}

enum err platform_company(struct work *w, int64_t id, struct company *out)
{
	struct param p[] = { p_int(id) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_ADMIN_PARTNER, p, company_fields, out, NULL);
	db_later_list(w, Q_ADMIN_PARTNER_RULES, p, cancel_rule_fields, sizeof(struct cancel_rule), &out->rules,
		      &out->n_rules);
	db_later_list(w, Q_ADMIN_PARTNER_STAFF, p, staff_fields, sizeof(struct staff), &out->staff,
		      &out->n_staff);
	return not_found(db_flush(w));
}

enum err platform_company_names(struct work *w, struct company_name **list, size_t *n)
{
	return db_list(w, Q_ADMIN_PARTNER_NAMES, NULL, company_name_fields, sizeof(struct company_name), list,
		       n);
}

enum err platform_routes(struct work *w, int64_t partner_id, const char *place, struct page *page,
			 struct route_line **list, size_t *n)
{
	struct param p[4] = { id_or_any(partner_id), p_text(place) };

	return paged(w, Q_ADMIN_ROUTES, Q_ADMIN_ROUTES_COUNT, p, 2, page, route_line_fields,
		     sizeof(struct route_line), list, n);
}

enum err platform_route(struct work *w, int64_t id, struct route_line *out, struct stop **stops,
			size_t *n_stops, struct route_trip **trips, size_t *n_trips)
{
	struct param p[] = { p_int(id) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_ADMIN_ROUTE, p, route_line_fields, out, NULL);
	db_later_list(w, Q_ADMIN_ROUTE_STOPS, p, stop_fields, sizeof(struct stop), stops, n_stops);
	db_later_list(w, Q_ADMIN_ROUTE_TRIPS, p, route_trip_fields, sizeof(struct route_trip), trips, n_trips);
	TRY(not_found(db_flush(w)));
	for (size_t i = 0; i < *n_stops; i++) /* a line has no day: only departures have instants */
		(*stops)[i].arrives_at = (*stops)[i].departs_at = WHEN_NONE;
	for (size_t i = 0; i < *n_trips; i++)
		(*trips)[i].status = trip_state_by((*trips)[i].status, (*trips)[i].departs_at, w->now,
						   conf_int(CONF_HOLD_CUTOFF_S));
	return OK;
}

enum err platform_payments(struct work *w, int32_t from, int32_t to, const char *status,
			   const char *method, struct page *page, struct pay_line **list, size_t *n)
{
	struct param p[6] = { p_date(from), p_date(to), p_text(status), p_text(method) };

	return paged(w, Q_ADMIN_PAYMENTS, Q_ADMIN_PAYMENTS_COUNT, p, 4, page, pay_line_fields,
		     sizeof(struct pay_line), list, n);
}

enum err platform_jobs(struct work *w, const char *state, const char *lane, struct page *page,
		       struct job_line **list, size_t *n)
{
	struct param p[4] = { p_text(state), p_text(lane) };

	return paged(w, Q_ADMIN_JOBS, Q_ADMIN_JOBS_COUNT, p, 2, page, job_line_fields,
		     sizeof(struct job_line), list, n);
}

enum err platform_fleet(struct work *w, int64_t partner_id, const char *state, struct page *page,
			struct rolling **list, size_t *n)
{
	struct param p[4] = { id_or_any(partner_id), p_text(state) };

	TRY(paged(w, Q_ADMIN_FLEET, Q_ADMIN_FLEET_COUNT, p, 2, page, rolling_fields, sizeof(struct rolling),
		  list, n));
	for (size_t i = 0; i < *n; i++)
		(*list)[i].bus_status = live_status(w->now, (*list)[i].seen_at, (*list)[i].speed_kmh,
						    (*list)[i].delay_minutes);
	return OK;
}
