/*
 * tracking - where the buses are: positions from trackers and phones, the state of a bus.
 */
#include "domain/track.h"
#include "http/app.h"
#include "tracking.h"

static const struct route rows[] = {
/*	  method path                          handler   auth         input         rate          cache            tx        page  summary */
	{ POST, "/api/v1/tracking/locations",  report,   AUTH_DEVICE, report_rules, PER_MIN(600), CACHE_NEVER,     TX_STEPS, NULL, .may = MAY_REPORT, .summary = "Report positions", .max_body = TRACK_BODY, .answers = report_answers },
	{ GET,  "/api/v1/tracking/buses/:id",  show_bus, AUTH_USER,   bus_rules,    PER_MIN(600), CACHE_PRIVATE_0, TX_READ,  NULL, .may = MAY_BUS_TRACK, .summary = "Last known state of a bus", .answers = bus_answers },
	{ GET,  "/api/v1/bookings/:id/position",   follow_show,        AUTH_GUEST, followed_rules, PER_MIN(60), CACHE_NEVER, TX_READ, NULL, .may = MAY_FOLLOW, .summary = "Where the bus of an own booking is", .answers = follow_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,  "/api/v1/bookings/:id/stream",     follow_stream,      AUTH_GUEST, followed_rules, PER_MIN(30), CACHE_NEVER, TX_READ, NULL, .may = MAY_FOLLOW, .summary = "Ticket of the live stream of an own booking", .answers = stream_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ POST, "/api/v1/bookings/:id/share",      follow_share,       AUTH_GUEST, followed_rules, PER_MIN(10), CACHE_NEVER, TX_READ, NULL, .may = MAY_FOLLOW, .summary = "Link to follow the bus without login", .answers = share_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,  "/api/v1/tracking/links/:token",   follow_shared_show, AUTH_OPEN,  shared_rules,   PER_MIN(60), CACHE_NEVER, TX_READ, NULL, .may = MAY_LINK, .summary = "Where the bus of a shared trip is", .answers = follow_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,  "/:lang/track/:id",                follow_show,        AUTH_GUEST, followed_rules, PER_MIN(60), CACHE_NEVER, TX_READ, "site/track.cs", .may = MAY_FOLLOW, .summary = "Follow the bus of an own booking" },
	{ GET,  "/:lang/track/share/:token",       follow_shared_show, AUTH_OPEN,  shared_rules,   PER_MIN(60), CACHE_NEVER, TX_READ, "site/track.cs", .may = MAY_LINK, .summary = "Follow the bus of a shared trip" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "tracking", rows);
}
