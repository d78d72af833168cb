/*
 * partner - what a company's office sees and does: its departures with seats and money, passenger
 * lists, bookings, buses. Every statement behind it is bound to the organisation of the session by
 * store/db; somebody else's row is a plain not found.
 */
#ifndef DOMAIN_PARTNER_H
#define DOMAIN_PARTNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/sale.h"
#include "domain/seat.h"
#include "domain/trip.h"
#include "store/work.h"

/* MAY_COMPANY_CONTACTS of the table of permissions as a mask, for cells of field tables. */
enum {
	PARTNER_CONTACTS = ROLE_PARTNER_OWNER | ROLE_PARTNER_PLANNER | ROLE_PARTNER_CASHIER,
};

/* A departure as its company sees it. */
struct own_trip {
	int64_t schedule_id, route_id, bus_id;
	int32_t service_date;
	int64_t departs_at, arrives_at;
	struct names from, to;
	struct bus bus;
	const char *status, *cancel_reason;
	int total_seats, load;      /* load: sold seats in percent */
	int64_t sold, boarded, held;
	int64_t gross_c, card_c, cash_c;
	int64_t operations;         /* what was done to it: how often */
	bool sells, cancels;        /* a counter may still sell it; it may still be cancelled */
};
extern const struct field own_trip_fields[];

struct own_day {
	int64_t trips, cancelled, seats, sold, gross_c, card_c, cash_c;
	int load;
};
extern const struct field own_day_fields[];

struct own_trip_filter {
	int32_t day;
	const char *place;          /* from or to it; NULL any */
	int64_t after;              /* leaves later than this; WHEN_NONE any */
	int page, limit;
};

/* sum is of the whole day, total of what the filter lets through. */
enum err partner_trips(struct work *w, const struct own_trip_filter *f, struct own_trip **list,
		       size_t *n, int64_t *total, struct own_day *sum);
enum err partner_trip(struct work *w, int64_t schedule_id, struct own_trip *out);

/* A passenger on the list of a departure. */
struct rider {
	int seat_no;
	const char *seat, *first_name, *last_name, *id_number;
	struct names from, to;
	int64_t boards_at, fare_c;
	const char *state, *booking_id, *ref, *phone, *method, *channel;
};
extern const struct field rider_fields[];

enum err partner_riders(struct work *w, int64_t schedule_id, struct rider **list, size_t *n);
void partner_riders_sheet(struct work *w, int64_t schedule_id, struct db_sheet *out);
/* The drawn list; *path NULL while the worker is at it. ERR_NOT_FOUND. */
enum err partner_manifest(struct work *w, int64_t schedule_id, int wait_ms, const char **path);

struct cancel_effects {
	int64_t paid_bookings, passengers, unpaid_bookings, messages, card_c, cash_c;
};
extern const struct field cancel_effects_fields[];
/* What cancelling would do, to be shown before it is done. */
enum err partner_cancel_effects(struct work *w, int64_t schedule_id, struct cancel_effects *out);

/* ---- bookings ---- */

extern const struct sale_list partner_sales;
/* A booking of any of its departures. ERR_NOT_FOUND. */
enum err partner_sale(struct work *w, const char *id, struct sale_detail *out);
enum err partner_document(struct work *w, const char *id, const char *kind, int wait_ms,
			  const char **path);

/* What cancelling a passenger gives back: by the rules, and everything. Centimes. */
struct cancel_line {
	const char *first_name, *last_name, *seat;
	int64_t paid_c, refund_c, full_c;
};
extern const struct field cancel_line_fields[];

/* Codes of reasons, ends with NULL: group override_reason of the catalogues. */
extern const char *const override_reasons[];

/* Those who can still be cancelled; none for a booking of somebody else. */
enum err partner_cancel_lines(struct work *w, const char *id, struct cancel_line **list, size_t *n);
/*
 * Cancels the passengers on these seats (n 0: everybody), by the rules or with everything given back.
 * Needs a write transaction. ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_SALE_CLOSED, ERR_INPUT (field seats).
 */
enum err partner_booking_cancel(struct work *w, const char *id, const char *const *seats, size_t n,
				const char *reason, bool everything);
/* The counter gave a cash refund back. Needs a write transaction. */
enum err partner_refund_paid(struct work *w, const char *id);

/* ---- buses ---- */

struct own_bus {
	int64_t id, departures, next_at;
	struct bus bus;
	int seats, year;
	const char *status, *plan_kind, *layout;
};
extern const struct field own_bus_fields[];

struct bus_trip {
	int64_t schedule_id, departs_at;
	struct names from, to;
	const char *status;
};
extern const struct field bus_trip_fields[];

enum err partner_buses(struct work *w, int page, int limit, struct own_bus **list, size_t *n,
		       int64_t *total);
enum err partner_bus(struct work *w, int64_t id, struct own_bus *out, struct seat_plan *plan,
		     struct bus_trip **trips, size_t *n);

#endif
