/*
 * booking - a purchase: hold, passengers and contact, what its owner sees.
 *
 * States: held -> paying -> confirmed; held -> held_cash -> confirmed; expired, cancelled, review,
 * refund_due, refunded beside. Ownership is decided in SQL by user or guest token: somebody else's
 * booking is a plain not found.
 */
#ifndef DOMAIN_BOOKING_H
#define DOMAIN_BOOKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/seat.h"
#include "domain/trip.h"
#include "store/work.h"

struct passenger {
	const char *first_name, *last_name, *id_number;
	int age;                    /* -1 unknown */
};

struct contact {
	const char *phone, *email;
};

struct hold {
	int64_t schedule_id, from_place, to_place;
	const char *const *seats;   /* labels; NULL: choose count seats */
	size_t n_seats;
	int count;
	const struct passenger *passengers; /* as many as seats, or none */
	size_t n_passengers;
	struct contact contact;
	const char *channel;        /* web, api, counter */
};

struct item {
	const char *first_name, *last_name;
	const char *id_number;
	int age, position;
	const char *seat;
	int64_t fare_c;
	const char *state;
	const char *ticket_id;      /* public id of the issued ticket, NULL before */
	const char *ticket_code;    /* QR text */
	int seat_no;
};
extern const struct field item_fields[];

struct booking {
	const char *id, *ref;
	int64_t key;                /* internal number, never shown */
	int64_t schedule_id;
	struct stop_time from, to;
	int board, alight;
	struct operator operator;
	struct bus bus;
	int luggage_kg;
	bool needs_id_number;
	const char *status, *payment_status, *payment_method;
	int64_t total_c;
	int passengers;
	int64_t expires_at, created_at, departs_at;
	const char *phone, *email;
	const char *lang;
	bool complete;              /* names and phone are there: it can be paid */
	bool reseated;
	const char *cash_code;
	int64_t cash_pay_by;
	int64_t cancel_by_minutes;
	struct item *items;
	size_t n_items;
	struct cancel_rule *rules;
	size_t n_rules;
	const char *access_token;   /* only in the reply that created it */
	int version;
	bool live;                  /* held and not expired yet */
};
extern const struct field booking_fields[];
extern const struct field booking_line_fields[]; /* in lists: without items and rules */

/* Takes seats. Chosen seats that are gone: ERR_SEAT_TAKEN with details.seats. */
enum err booking_hold(struct work *w, const struct hold *h, struct booking *out);
/* Sells seats of an own trip at a counter, for cash, at once. Names are needed, a phone is not. */
enum err booking_sell(struct work *w, const struct hold *h, struct booking *out);
/* Names, phone, e-mail of a held booking; NULL parts stay as they are. */
enum err booking_complete(struct work *w, const char *id, const struct passenger *passengers,
			  size_t n, const struct contact *contact);
/* One booking of the caller. */
enum err booking_find(struct work *w, const char *id, struct booking *out);
/* By reference and phone, for people without account or cookie. Issues a view of it: *token. */
enum err booking_lookup(struct work *w, const char *ref, const char *phone, struct booking *out);
/* By its internal number: jobs only. */
enum err booking_by_key(struct work *w, int64_t key, struct booking *out);
/* Seats of a trip the caller holds without names yet: they may be chosen again. */
enum err booking_own_seats(struct work *w, int64_t schedule_id, uint64_t *mine);
/* The caller's bookings, newest first: a page of them, or those behind one of them. */
struct booking_page {
	int page, limit;
	const char *behind;    /* its id; NULL counts pages */
	struct booking *list;
	size_t n;
	int64_t total;
	bool more;
};
enum err booking_list(struct work *w, struct booking_page *p);
/* Gives an unpaid hold back. */
enum err booking_give_back(struct work *w, const char *id);

#endif
