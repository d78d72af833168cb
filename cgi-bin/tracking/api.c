/* api - positions in, the state of a bus out. */
#include "tracking.h"

#include "domain/live.h"
#include "domain/track.h"

/* A point, or points beside each other; the domain reads both, so that one wrong point does not
 * refuse the others. */
struct report_in {
	int64_t device_id;
	const char *signature;
	const struct cJSON *bus_id, *timestamp, *location, *motion, *status, *seq, *points;
};

const struct rule report_rules[] = {
	{ "deviceId", V_ID("device"), AT(report_in, device_id), .need = true },
	{ "busId", V_JSON, AT(report_in, bus_id), .help = "the bus of the device; wrong ones are refused" },
	{ "timestamp", V_JSON, AT(report_in, timestamp), .help = "Unix milliseconds of the fix; with the device the identity of a point" },
	{ "location", V_JSON, AT(report_in, location), .help = "latitude, longitude in degrees, accuracy in metres" },
	{ "motion", V_JSON, AT(report_in, motion), .help = "speed in km/h, heading in degrees, altitude in metres; -1 for unknown" },
	{ "status", V_JSON, AT(report_in, status), .help = "ignition, doorOpen, passengers, fuel in percent" },
	{ "seq", V_JSON, AT(report_in, seq), .help = "counts up, optional" },
	{ "points", V_JSON, AT(report_in, points), .min = 1, .max = TRACK_BATCH, .help = "instead of one point: a list of them" },
	{ "signature", V_TEXT, AT(report_in, signature), .min = 64, .max = 64, .help = "HMAC-SHA-256 of the body with zeros in its place, unless the header X-Device-Signature holds that of the body" },
	{ .size = sizeof(struct report_in) },
};

struct bus_in {
	int64_t id;
};

const struct rule bus_rules[] = {
	{ ":id", V_ID("bus"), AT(bus_in, id), .need = true },
	{ .size = sizeof(struct bus_in) },
};

struct verdicts {
	int accepted, duplicates, refused;
	struct track_point *points;
	size_t n;
};

static const struct field verdict_fields[] = {
	{ "accepted", F_COUNT, AT(verdicts, accepted) },
	{ "duplicates", F_COUNT, AT(verdicts, duplicates) },
	{ "refused", F_COUNT, AT(verdicts, refused) },
	{ "points", F_LIST, AT(verdicts, points), .sub = track_point_fields, .size = sizeof(struct track_point), .count_at = offsetof(struct verdicts, n), .help = "in the order they came" },
	{ 0 },
};

const struct answer report_answers[] = {
	{ 200, "ReportVerdict", verdict_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer bus_answers[] = {
	{ 200, "LiveBus", live_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* Stored, then answered, then passed on: what is acknowledged is in history. */
enum err report(struct req *r)
{
	const struct who *who = &r->work.who;
	const struct track_device device = { .id = who->device_id, .bus_id = who->bus_id,
					     .org_id = who->org_id, .active = true };
	struct verdicts *v = arena_get(r->work.arena, sizeof *v);

	TRY(track_read(&r->work, r->tree, &device, &v->points, &v->n));
	TRY(track_store(&r->work, v->points, v->n));
	track_publish(&r->work, v->points, v->n);
	for (size_t i = 0; i < v->n; i++) {
		v->accepted += v->points[i].verdict[0] == 'a';
		v->duplicates += v->points[i].verdict[0] == 'd';
		v->refused += v->points[i].verdict[0] == 'r';
	}
	put(r, NULL, verdict_fields, v);
	return reply(r, 200);
}

enum err show_bus(struct req *r)
{
	const struct bus_in *in = r->in;
	struct live *live = arena_get(r->work.arena, sizeof *live);

	TRY(live_find(&r->work, in->id, live));
	put(r, NULL, live_fields, live);
	return reply(r, 200);
}
