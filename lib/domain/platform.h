/*
 * platform - what the staff of the platform reads: bookings with all that happened to them, companies,
 * lines, payments, jobs, buses on the road.
 */
#ifndef DOMAIN_PLATFORM_H
#define DOMAIN_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/sale.h"
#include "domain/trip.h"
#include "store/work.h"

/* ---- bookings ---- */

extern const struct sale_list platform_sales;

/* A try to pay, or a cash payment. */
struct try {
	const char *payment_id, *method, *status, *order_number, *state, *message;
	int64_t amount_c, created_at, ended_at;
};
extern const struct field try_fields[];

struct notice_line {
	const char *channel, *template, *state, *error;
	int64_t created_at, sent_at;
};
extern const struct field notice_fields[];

struct platform_sale {
	struct sale_detail sale;
	struct try *tries;
	size_t n_tries;
	struct notice_line *notices;
	size_t n_notices;
};
enum err platform_sale(struct work *w, const char *id, struct platform_sale *out);

/* ---- companies ---- */

struct company {
	int64_t id, created_at, buses, routes, departures, sold, amount_c;
	struct names name;
	const char *kind, *status, *phone, *email;
	int commission_bps;
	/* One company only: */
	const char *legal_id, *tax_id, *address;
	int luggage_kg;
	bool needs_id_number;
	struct cancel_rule *rules;
	size_t n_rules;
	struct staff *staff;
	size_t n_staff;
};
extern const struct field company_fields[];      /* one */
extern const struct field company_line_fields[]; /* in lists */

struct staff {
	const char *name, *role, *login;
	bool active;
	int64_t created_at;
};

struct page {
	int number, limit;
	int64_t total;              /* filled */
};

enum err platform_companies(struct work *w, const char *status, const char *q, struct page *page,
			    struct company **list, size_t *n);
enum err platform_company(struct work *w, int64_t id, struct company *out);

/* For choices in filters. */
struct company_name {
	int64_t id;
	struct names name;
};
extern const struct field company_name_fields[];
enum err platform_company_names(struct work *w, struct company_name **list, size_t *n);

/* ---- lines ---- */

struct route_line {
	int64_t id, partner_id, base_price_c, departures;
	struct names partner, from, to;
	double km;
	int minutes;
	const char *bus_type;
	bool active;
};
extern const struct field route_line_fields[];

struct route_trip {
	int64_t schedule_id, departs_at, sold;
	const char *plate, *status;
	int total_seats;
};
extern const struct field route_trip_fields[];

enum err platform_routes(struct work *w, int64_t partner_id, const char *place, struct page *page,
			 struct route_line **list, size_t *n);
enum err platform_route(struct work *w, int64_t id, struct route_line *out, struct stop **stops,
			size_t *n_stops, struct route_trip **trips, size_t *n_trips);

/* ---- payments, jobs, buses on the road ---- */

struct pay_line {
	const char *id, *booking_id, *ref, *method, *status, *order_number, *message;
	int64_t amount_c, created_at, captured_at;
};
extern const struct field pay_line_fields[];
enum err platform_payments(struct work *w, int32_t from, int32_t to, const char *status,
			   const char *method, struct page *page, struct pay_line **list, size_t *n);

struct job_line {
	int64_t id, run_at, created_at;
	const char *lane, *kind, *state, *error;
	int attempts, max_attempts;
};
extern const struct field job_line_fields[];
enum err platform_jobs(struct work *w, const char *state, const char *lane, struct page *page,
		       struct job_line **list, size_t *n);

struct rolling {
	int64_t bus_id, partner_id, schedule_id, departs_at, arrives_at, seen_at;
	struct names partner, from, to;
	const char *plate, *status, *state; /* state: fresh, late, silent */
	const char *bus_status;             /* as live_status says */
	double lat, lon, speed_kmh;
	int heading, delay_minutes;
};
extern const struct field rolling_fields[];
extern const struct field rolling_spot_fields[]; /* what a map needs of it */
enum err platform_fleet(struct work *w, int64_t partner_id, const char *state, struct page *page,
			struct rolling **list, size_t *n);

#endif
