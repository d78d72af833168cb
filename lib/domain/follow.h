/*
 * follow - where the bus of a booked trip is, as its passenger (or whoever got a link from him)
 * sees it: last stop passed, expected times, delay, age of the position. No person's data in it.
 *
 * A bus is followed from two hours before the departure of its trip until one hour after arrival.
 */
#ifndef DOMAIN_FOLLOW_H
#define DOMAIN_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/trip.h"
#include "store/work.h"

struct follow_stop {
	int64_t place_id;
	struct names name, city;
	double lat, lon;
	int arr_s, dep_s, seq;
	int64_t arrived_at, departed_at; /* as it was; WHEN_NONE before */
	int64_t planned_at, expected_at; /* the latter WHEN_NONE when nothing is known */
	const char *place;               /* before, board, on, alight, after: the passenger's part */
	bool passed;
};

struct follow_fix {
	double lat, lon, speed, heading;
	int64_t at;
	int age_s;
};

struct follow {
	const char *id, *person;      /* public ids of booking and user; person NULL for guests */
	const char *status_of_booking, *trip_status;
	int64_t schedule_id, route_id, bus_id, partner_id;
	const char *plate, *polyline;
	int64_t departs_at, arrives_at;
	int board, alight;
	struct names from, to;
	struct operator operator;
	bool open;                    /* within the time a bus is followed */
	const char *status;           /* early, over, cancelled, silent, idle, boarding, on_time, late, very_late */
	struct follow_fix *fix;       /* NULL: no position known */
	int delay_minutes;
	int64_t eta_at;               /* at the stop that matters next to the passenger */
	struct follow_stop *eta_stop; /* that stop */
	struct follow_stop *last;     /* last stop passed; NULL before the first */
	struct follow_stop *near;     /* nearest to the position */
	int64_t epoch, seq;
	struct follow_stop *stops;
	size_t n_stops;
	/* Filled by the program: how to go on live. */
	const char *stream_url, *ticket;
	int64_t ticket_expires;
};
extern const struct field follow_fields[];

/* An own booking (26 characters). ERR_NOT_FOUND, ERR_WRONG_STATE for one that is not paid. */
enum err follow_booking(struct work *w, const char *id, struct follow *out);
/* The same for a booking named by a shared link whose signature was checked. */
enum err follow_shared(struct work *w, const char *id, struct follow *out);

/* When the last ticket or link for this trip ends: one hour after its arrival. */
int64_t follow_until(const struct follow *f);

/* Worker: tells watchers of a booking, and its owner, that it changed. */
enum err follow_push(struct work *w, int64_t booking);
/* Worker: ends the live streams of a session, a person or a company; 0 for those not meant. */
enum err follow_revoke(struct work *w, int64_t session, int64_t user, int64_t org);

#endif
