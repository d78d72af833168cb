/*
 * track - positions of the buses: what a device reports, checked point by point, stored, and only
 * then passed on. HTTP and MQTT share all of it.
 *
 * A report is one point, or {"deviceId", "points": [...]} of up to TRACK_BATCH. A point's identity
 * is (device, timestamp in ms): the same identity again is a duplicate, whatever else it says. A
 * point that cannot be taken is refused with a reason and never stops the others, so that no device
 * is blocked for ever by one of its own points.
 */
#ifndef DOMAIN_TRACK_H
#define DOMAIN_TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/geo.h"
#include "store/work.h"

struct buf;
struct cJSON;

enum { TRACK_BATCH = 1000, TRACK_BODY = 512 * 1024, TRACK_UNKNOWN = -1 };

struct track_point {
	int64_t bus_id, device_id;
	int64_t at, received_at; /* by the clock of the device, by ours */
	struct geo_point where;
	double accuracy_m, speed_kmh, heading, altitude_m; /* NAN: unknown */
	int ignition, door_open, passengers, fuel;         /* TRACK_UNKNOWN */
	int64_t seq;                                       /* TRACK_UNKNOWN */
	const char *verdict; /* accepted, duplicate, refused; NULL until stored */
	const char *reason;  /* of a refusal */
	const char *field;   /* at fault, NULL for none */
};

/* The verdicts of an answer. */
extern const struct field track_point_fields[];

struct track_device {
	int64_t id, bus_id, org_id;
	const unsigned char *key;
	bool active;
};

/* Keys of devices by id, in the order of the ids that exist. */
enum err track_devices(struct work *w, const int64_t *ids, size_t n, struct track_device **devices,
		       size_t *n_devices);

/*
 * The points of a parsed report, those of another device or bus and those that are wrong in
 * themselves refused. ERR_INPUT for a report that is neither a point nor a batch.
 */
enum err track_read(struct work *w, const struct cJSON *report, const struct track_device *device,
		    struct track_point **points, size_t *n);

/* The same from bytes. ERR_MALFORMED when they are not one JSON object. */
enum err track_parse(struct work *w, const char *json, size_t n, const struct track_device *device,
		     struct track_point **points, size_t *n_points);

/*
 * Stores what is not refused in one statement, without waiting for the disk, and writes the
 * verdicts. May be called again with the same points: they are duplicates then.
 */
enum err track_store(struct work *w, struct track_point *points, size_t n);

/* Passes on the accepted ones that are young enough to matter now, to the shards of their buses. */
void track_publish(struct work *w, const struct track_point *points, size_t n);

/* A point as a line of the message on points:{shard}, and back. */
void track_line(struct buf *out, const struct track_point *p);
bool track_unline(const char *line, struct track_point *p);

int track_shard(int64_t bus_id);

/* Points of the buses of some shards by the time they were received, at most max, oldest first. */
enum err track_since(struct work *w, int64_t received_from, const int64_t *shards, size_t n_shards,
		     size_t max, struct track_point **points, size_t *n);

/* Timers of the worker: partitions by day, and sums by hour. */
enum err track_keep_partitions(struct work *w);
enum err track_keep_sums(struct work *w);

#endif
