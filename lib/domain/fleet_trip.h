/*
 * fleet_trip - the part of fleet that knows stops and timetable: where on its trip a bus is, what it
 * passes, how late it is and when it will arrive. Used by fleet.c only.
 */
#ifndef DOMAIN_FLEET_TRIP_H
#define DOMAIN_FLEET_TRIP_H

#include "domain/fleet.h"

/* Moves along the trip with an accepted point; jumped: its way from the one before is unknown. */
void fleet_advance(const struct fleet_rules *rules, const struct fleet_trip *trip,
		   struct fleet_core *c, const struct fleet_fix *fix, bool jumped,
		   struct fleet_events *out);

/* Progress and next stop as they are shown. */
void fleet_progress(const struct fleet_trip *trip, const struct fleet_core *c, struct live *out,
		    struct live_progress *progress);

/* Begins and ends what goes on; out NULL notices without telling. */
void fleet_begin(struct fleet_events *out, const struct fleet_core *c, const char *alert,
		 struct fleet_spell *spell, struct geo_point where, double amount);
void fleet_end(struct fleet_events *out, const struct fleet_core *c, const char *alert,
	       struct fleet_spell *spell, int64_t at);

#endif
