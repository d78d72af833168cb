/*
 * tracking - where the buses are: positions from trackers and phones, the state of a bus.
 */
#include "domain/track.h"
#include "http/app.h"
#include "tracking.h"

static const struct route rows[] = {
/*	  method path                          handler   auth         input         rate          cache            tx        page  summary */
	{ POST, "/api/v1/tracking/locations",  report,   AUTH_DEVICE, report_rules, PER_MIN(600), CACHE_NEVER,     TX_STEPS, NULL, .summary = "Report positions", .max_body = TRACK_BODY },
	{ GET,  "/api/v1/tracking/buses/:id",  show_bus, AUTH_USER,   bus_rules,    PER_MIN(600), CACHE_PRIVATE_0, TX_READ,  NULL, .summary = "Last known state of a bus" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "tracking", rows);
}
