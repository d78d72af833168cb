/*
 * search - the departures of a day between two places.
 */
#ifndef DOMAIN_SEARCH_H
#define DOMAIN_SEARCH_H

#include "domain/trip.h"

struct trip_query {
	int64_t origin, destination;  /* places */
	int32_t date;                 /* local date of boarding */
	int passengers;
	const char *sort;             /* departure, price, duration, arrival */
	int64_t operator_id;          /* 0 any */
	const char *type;             /* bus type, NULL any */
	int from_hour, to_hour;       /* boarding within [from, to) local hours; 0, 24 */
	int64_t max_price_c;          /* per passenger; 0 any */
	bool seats_only;
	int page, limit;
};

struct trip_result {
	struct trip *trips;           /* one page */
	size_t n;
	size_t total;                 /* after filters */
	size_t unfiltered;
	int32_t next_date;            /* when total is 0: next day with seats, else WHEN_NO_DATE */
	struct operator *operators;   /* of the whole day, for the filter */
	size_t n_operators;
};
/* Departures of a day between two places, with seats left. */
enum err trip_search(struct work *w, const struct trip_query *q, struct trip_result *out);
/* Searches of the days a trip is on the road show its change once the transaction is committed. */
void trip_search_forget(struct work *w, int64_t departs_at, int64_t arrives_at);

#endif
