/*
 * live - the last known state of a bus: the document the fleet process writes to Redis and
 * publishes, the API answers with, and clients of the live stream receive. One field table writes
 * them all.
 *
 *   bus:location:{busId}   the document, for an hour          {busId} is "bus_12"
 *   bus:locations          geographic index of the buses
 *   bus:{busId}            channel of the documents as they come
 */
#ifndef DOMAIN_LIVE_H
#define DOMAIN_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

struct buf;

enum { LIVE_TTL_S = 3600 };

/* Unknown numbers are NAN, unknown instants WHEN_NONE, unknown ids 0: null in JSON. */
struct live_location {
	double lat, lon, accuracy;
};

struct live_motion {
	double speed, heading, altitude;
};

/* What is computed for a bus on a trip. */
struct live_progress {
	double km_done, km_left;
	int64_t arrives_at;
	bool on_schedule;
	int delay_minutes;
};

struct live {
	int64_t bus_id, route_id, schedule_id;
	struct live_location location;
	struct live_motion motion;
	struct live_progress *progress; /* NULL: on no trip */
	int64_t updated_at;             /* by the clock of the device */
	int64_t next_place_id, next_at;
	int64_t epoch, seq;             /* each document of a bus is above the one before */
};

extern const struct field live_fields[];

const char *live_key(struct arena *a, int64_t bus_id);
const char *live_channel(struct arena *a, int64_t bus_id);
void live_write(struct buf *out, const struct live *live);
/* False for bytes that are not such a document. progress lives in the arena. */
bool live_read(struct arena *a, const char *json, size_t n, struct live *out);

/*
 * What a bus on the road does, as pages say it: silent, very_late, late, idle, on_time. Browsers have
 * the same rule (static/map.js).
 */
const char *live_status(int64_t now, int64_t seen_at, double speed_kmh, int delay_minutes);

/*
 * The last known state of a bus of this person's company, or of any for staff: from Redis, else as
 * the fleet process last saved it, else its newest position. ERR_NOT_FOUND for others' buses, and
 * for one that never reported.
 */
enum err live_find(struct work *w, int64_t bus_id, struct live *out);

#endif
