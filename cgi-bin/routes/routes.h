/* routes - handlers and inputs of the program that finds places, routes and trips. */
#ifndef CGI_ROUTES_H
#define CGI_ROUTES_H

#include "domain/search.h"
#include "http/req.h"

/* The whole search form, as the API and the results page send it. */
struct search_in {
	const char *origin, *destination;   /* API names */
	const char *from, *to;              /* page names */
	int32_t date;
	int passengers, page, limit;
	const char *sort, *type;
	int64_t operator_id, max_price;     /* max_price: whole dinars per passenger */
	const char *time;
	bool seats_only;
};

/* api.c */
extern const struct rule place_rules[], api_search_rules[], route_rules[], schedule_rules[],
	departure_rules[], popular_rules[];
extern const struct answer places_answers[], search_answers[], popular_answers[], route_answers[], schedules_answers[], trip_answers[], seats_answers[];
handler_fn places, search, route_show, schedules, trip_show, seats_show, popular;

/* page.c */
extern const struct rule page_search_rules[], trip_page_rules[];
handler_fn root, home, results, trip_page;

/* One search: resolves the places, runs it, puts what both views need. */
enum err search_run(struct req *r, const struct search_in *in, const char *origin_field,
		    const char *destination_field, struct trip_query *q, struct trip_result *out);

#endif
