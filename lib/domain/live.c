/* live - the document, and where to find it. */
#include "domain/live.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "base/when.h"
#include "store/db.h"
#include "store/redis.h"

static const struct field location_fields[] = {
	{ "lat", F_REAL, AT(live_location, lat), "lat" },
	{ "lng", F_REAL, AT(live_location, lon), "lon" },
	{ "accuracy", F_REAL, AT(live_location, accuracy), "accuracy", .help = "metres" },
	{ 0 },
};

static const struct field motion_fields[] = {
	{ "speed", F_REAL, AT(live_motion, speed), "speed", .help = "km/h" },
	{ "heading", F_REAL, AT(live_motion, heading), "heading", .help = "degrees from north" },
	{ "altitude", F_REAL, AT(live_motion, altitude), "altitude", .help = "metres" },
	{ 0 },
};

static const struct field progress_fields[] = {
	{ "distanceTraveled", F_REAL, AT(live_progress, km_done), .help = "km from the origin" },
	{ "distanceRemaining", F_REAL, AT(live_progress, km_left), .help = "km to the destination" },
	{ "estimatedArrival", F_MS, AT(live_progress, arrives_at) },
	{ "onSchedule", F_BOOL, AT(live_progress, on_schedule) },
	{ "delayMinutes", F_COUNT, AT(live_progress, delay_minutes), .help = "negative when early" },
	{ 0 },
};

const struct field live_fields[] = {
	{ "busId", F_ID("bus"), AT(live, bus_id), "bus_id" },
	{ "routeId", F_ID("route"), AT(live, route_id) },
	{ "scheduleId", F_ID("schedule"), AT(live, schedule_id) },
	{ "location", F_ONE, AT(live, location), "", location_fields },
	{ "motion", F_ONE, AT(live, motion), "", motion_fields },
	{ "calculated", F_MAYBE, AT(live, progress), .sub = progress_fields },
	{ "lastUpdate", F_MS, AT(live, updated_at), "recorded_at" },
	{ "nextStopId", F_ID("stop"), AT(live, next_place_id) },
	{ "nextStopETA", F_MS, AT(live, next_at) },
	{ "epoch", F_INT, AT(live, epoch) },
	{ "seq", F_INT, AT(live, seq) },
	{ 0 },
};

enum { SILENT_S = 300, IDLE_KMH = 3, LATE_MIN = 5, VERY_LATE_MIN = 15 };

const char *live_status(int64_t now, int64_t seen_at, double speed_kmh, int delay_minutes)
{
	if (seen_at == WHEN_NONE || now - seen_at > (int64_t)SILENT_S * WHEN_SECOND)
		return "silent";
	if (delay_minutes > VERY_LATE_MIN)
		return "very_late";
	if (delay_minutes >= LATE_MIN)
		return "late";
	return speed_kmh < IDLE_KMH ? "idle" : "on_time";
}

const char *live_key(struct arena *a, int64_t bus_id)
{
	return arena_printf(a, "bus:location:bus_%lld", (long long)bus_id);
}

const char *live_channel(struct arena *a, int64_t bus_id)
{
	return arena_printf(a, "bus:bus_%lld", (long long)bus_id);
}

void live_write(struct buf *out, const struct live *live)
{
	struct jw w;

	jw_start(&w, out);
	jw_object(&w);
	field_json(&w, live_fields, live, ROLE_WORKER);
	jw_end(&w);
}

/* ---- reading ---- */

static void read_struct(struct arena *a, const cJSON *node, const struct field *fields, void *row);

static void read_value(struct arena *a, const cJSON *node, const struct field *f, void *at)
{
	double number = cJSON_IsNumber(node) ? node->valuedouble : NAN;
	bool known = isfinite(number) && fabs(number) < 9e15;

	switch (f->kind) {
	case FIELD_REAL:
		*(double *)at = number;
		break;
	case FIELD_COUNT:
		*(int *)at = known && fabs(number) < INT32_MAX ? (int)number : 0;
		break;
	case FIELD_INT:
		*(int64_t *)at = known ? (int64_t)number : 0;
		break;
	case FIELD_MS:
		*(int64_t *)at = known ? (int64_t)number * (WHEN_SECOND / 1000) : WHEN_NONE;
		break;
	case FIELD_BOOL:
		*(bool *)at = cJSON_IsTrue(node);
		break;
	case FIELD_ID:
		*(int64_t *)at = 0;
		if (cJSON_IsString(node))
			id_number(node->valuestring, f->prefix, at);
		break;
	case FIELD_ONE:
		read_struct(a, node, f->sub, at);
		break;
	case FIELD_MAYBE: /* the progress is the only one */
		if (cJSON_IsObject(node))
			read_struct(a, node, f->sub,
				    *(void **)at = arena_get(a, sizeof(struct live_progress)));
		break;
	default:
		break;
	}
}

static void read_struct(struct arena *a, const cJSON *node, const struct field *fields, void *row)
{
	for (const struct field *f = fields; f->name; f++)
		read_value(a, cJSON_GetObjectItemCaseSensitive(node, f->name), f,
			   (char *)row + f->at);
}

bool live_read(struct arena *a, const char *json, size_t n, struct live *out)
{
	cJSON *tree = cJSON_ParseWithLength(json, n);

	memset(out, 0, sizeof *out);
	if (cJSON_IsObject(tree))
		read_struct(a, tree, live_fields, out);
	cJSON_Delete(tree);
	return out->bus_id && isfinite(out->location.lat) && isfinite(out->location.lon);
}

/* ---- finding ---- */

struct last {
	const char *saved;
	bool reported;
	struct live live;
};

static const struct field last_fields[] = {
	{ "saved", F_TEXT, AT(last, saved), "saved" },
	{ "reported", F_BOOL, AT(last, reported), "reported" },
	{ "live", F_ONE, AT(last, live), "", live_fields },
	{ 0 },
};

/* The saved state, unless fleet has not seen newer positions. */
static enum err find_stored(struct work *w, int64_t bus_id, struct live *out)
{
	struct last last = { .saved = NULL };

	TRY(db_one(w, Q_LIVE_LAST, (struct param[]){ p_int(bus_id) }, last_fields, &last));
	if (last.saved && live_read(w->arena, last.saved, strlen(last.saved), out) &&
	    (!last.reported || out->updated_at >= last.live.updated_at))
		return OK;
	if (!last.reported)
		return fail(ERR_NOT_FOUND, "bus %lld never reported", (long long)bus_id);
	*out = last.live;
	out->next_at = WHEN_NONE;
	return OK;
}

enum err live_find(struct work *w, int64_t bus_id, struct live *out)
{
	bool staff = w->who.role & (ROLE_ADMIN | ROLE_SUPPORT | ROLE_FINANCE);
	struct slice found;

	TRY(db_one(w, Q_LIVE_BUS,
		   (struct param[]){ p_int(bus_id), p_int(w->who.org_id), p_bool(staff) },
		   (const struct field[]){ { 0 } }, out));
	if (redis_get(w, live_key(w->arena, bus_id), &found) &&
	    live_read(w->arena, found.data, found.n, out) && out->bus_id == bus_id)
		return OK;
	return find_stored(w, bus_id, out);
}
