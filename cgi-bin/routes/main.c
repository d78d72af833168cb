/*
 * routes - places, search, routes and trips; also the program that answers paths nobody has.
 */
#include "http/app.h"
#include "routes.h"

static const struct route rows[] = {
/*	  method path                              handler      auth       input                rate           cache              tx       page               summary */
	{ GET, "/api/v1/places",                   places,      AUTH_OPEN, place_rules,         PER_MIN(300),  CACHE_PUBLIC_S(60), TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "Find cities and stations by any spelling", .answers = places_answers },
	{ GET, "/api/v1/routes",                   search,      AUTH_OPEN, api_search_rules,    PER_MIN(300),  CACHE_PUBLIC_S(4),  TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "Search departures between two places on a day", .answers = search_answers, .errors = FAILS(ERR_AMBIGUOUS, ERR_UNKNOWN_PLACE, ERR_SAME_PLACE, ERR_PAST_DATE) },
	{ GET, "/api/v1/routes/popular",           popular,     AUTH_OPEN, popular_rules,       PER_MIN(120),  CACHE_PUBLIC_S(60), TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "Pairs of cities most travelled", .answers = popular_answers },
	{ GET, "/api/v1/routes/:id",               route_show,  AUTH_OPEN, route_rules,         PER_MIN(300),  CACHE_PUBLIC_S(60), TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "One route with its stops", .answers = route_answers },
	{ GET, "/api/v1/routes/:id/schedules",     schedules,   AUTH_OPEN, schedule_rules,      PER_MIN(300),  CACHE_PUBLIC_S(4),  TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "Departures of a route", .answers = schedules_answers },
	{ GET, "/api/v1/schedules/:id",            trip_show,   AUTH_OPEN, departure_rules,     PER_MIN(300),  CACHE_PUBLIC_S(4),  TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "One departure with stops, price and rules", .answers = trip_answers },
	{ GET, "/api/v1/schedules/:id/seats",      seats_show,  AUTH_OPEN, departure_rules,     PER_MIN(300),  CACHE_PUBLIC_S(2),  TX_READ, NULL,              .may = MAY_NETWORK, .edge = true, .summary = "Seat map of a departure on some legs", .answers = seats_answers, .errors = FAILS(ERR_TRIP_CANCELLED) },
	{ GET, "/",                                root,        AUTH_OPEN, no_rules,            PER_MIN(120),  CACHE_NEVER,        TX_NONE, NULL,              .may = MAY_SITE, .summary = "To the home page in the visitor's language" },
	{ GET, "/:lang",                           root,        AUTH_OPEN, no_rules,            PER_MIN(120),  CACHE_NEVER,        TX_NONE, NULL,              .may = MAY_SITE, .summary = "To the home page" },
	{ GET, "/:lang/",                          home,        AUTH_OPEN, no_rules,            PER_MIN(300),  CACHE_PRIVATE_0,    TX_READ, "site/home.cs",    .may = MAY_SITE, .edge = true, .summary = "Home: search form and popular routes" },
	{ GET, "/:lang/search",                    results,     AUTH_OPEN, page_search_rules,   PER_MIN(300),  CACHE_PRIVATE_0,    TX_READ, "site/results.cs", .may = MAY_NETWORK, .edge = true, .summary = "Departures found" },
	{ GET, "/:lang/trip/:id",                  trip_page,   AUTH_OPEN, trip_page_rules,     PER_MIN(300),  CACHE_PRIVATE_0,    TX_READ, "site/trip.cs",    .may = MAY_NETWORK, .edge = true, .summary = "One departure" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "routes", rows);
}
