/* track_read - a report as JSON, and everything that can be wrong with its points. */
#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/track.h"

enum { MS = WHEN_SECOND / 1000, MEMBERS = 16 };

#define WHOLE 9007199254740992.0 /* 2^53: beyond it, numbers of JSON are not exact */

enum kind { TIMESTAMP, WHOLE_NUMBER, REAL, FLAG, COUNT, BUS, DEVICE, GROUP };

/* A member of a report. Below low or above high it is out of range. */
struct member {
	const char *name;
	enum kind kind;
	size_t at;
	double low, high;
	bool need;
	const struct member *sub;
};

#define AT_POINT(member) offsetof(struct track_point, member)

/* Devices say -1 for what they do not know. */
static const struct member location[] = {
	{ "latitude", REAL, AT_POINT(where.lat), -90, 90, true, NULL },
	{ "longitude", REAL, AT_POINT(where.lon), -180, 180, true, NULL },
	{ "accuracy", REAL, AT_POINT(accuracy_m), -1, 100000, false, NULL },
	{ 0 },
};

static const struct member motion[] = {
	{ "speed", REAL, AT_POINT(speed_kmh), -1, 300, false, NULL },
	{ "heading", REAL, AT_POINT(heading), -1, 360, false, NULL },
	{ "altitude", REAL, AT_POINT(altitude_m), -1000, 9000, false, NULL },
	{ 0 },
};

static const struct member status[] = {
	{ "ignition", FLAG, AT_POINT(ignition), 0, 0, false, NULL },
	{ "doorOpen", FLAG, AT_POINT(door_open), 0, 0, false, NULL },
	{ "passengers", COUNT, AT_POINT(passengers), -1, 300, false, NULL },
	{ "fuel", COUNT, AT_POINT(fuel), -1, 100, false, NULL },
	{ 0 },
};

static const struct member point[] = {
	{ "busId", BUS, AT_POINT(bus_id), 0, 0, false, NULL },
	{ "deviceId", DEVICE, AT_POINT(device_id), 0, 0, false, NULL },
	{ "timestamp", TIMESTAMP, AT_POINT(at), 0, WHOLE / MS, true, NULL },
	{ "location", GROUP, 0, 0, 0, true, location },
	{ "motion", GROUP, 0, 0, 0, false, motion },
	{ "status", GROUP, 0, 0, 0, false, status },
	{ "seq", WHOLE_NUMBER, AT_POINT(seq), 0, WHOLE, false, NULL },
	{ 0 },
};

static bool refuse(struct track_point *p, const char *reason, const char *field)
{
	if (!p->reason) {
		p->reason = reason;
		p->field = field;
	}
	return false;
}

static bool whole(double v)
{
	return v == floor(v);
}

static bool read_number(struct track_point *p, const struct member *m, const cJSON *node,
			const char *path)
{
	void *at = (char *)p + m->at;
	double v = node->valuedouble;

	if (!cJSON_IsNumber(node) || !isfinite(v))
		return refuse(p, "malformed", path);
	if (m->kind != REAL && !whole(v))
		return refuse(p, "malformed", path);
	if (v < m->low || v > m->high)
		return refuse(p, "out_of_range", path);
	switch (m->kind) {
	case REAL: /* seven decimals are a centimetre */
		*(double *)at = m->low == -1 && v < 0 ? NAN : round(v * 1e7) / 1e7;
		break;
	case COUNT:
		*(int *)at = (int)v;
		break;
	case TIMESTAMP:
		*(int64_t *)at = (int64_t)v * MS;
		break;
	default:
		*(int64_t *)at = (int64_t)v;
	}
	return true;
}

static bool read_id(struct track_point *p, const struct member *m, const cJSON *node,
		    const char *path)
{
	return (cJSON_IsString(node) && id_number(node->valuestring,
						  m->kind == BUS ? "bus" : "device",
						  (int64_t *)((char *)p + m->at))) ||
	       refuse(p, "malformed", path);
}

static bool read_members(struct work *w, struct track_point *p, const struct member *members,
			 const cJSON *node, const char *prefix);

static bool read_member(struct work *w, struct track_point *p, const struct member *m,
			const cJSON *node, const char *prefix)
{
	const char *path = *prefix ? arena_printf(w->arena, "%s.%s", prefix, m->name) : m->name;

	switch (m->kind) {
	case GROUP:
		return cJSON_IsObject(node) ? read_members(w, p, m->sub, node, path)
					    : refuse(p, "malformed", path);
	case FLAG:
		*(int *)((char *)p + m->at) = cJSON_IsTrue(node);
		return cJSON_IsBool(node) || refuse(p, "malformed", path);
	case BUS:
	case DEVICE:
		return read_id(p, m, node, path);
	default:
		return read_number(p, m, node, path);
	}
}

/* Members in the order they stand, each looked up in the table; then those that have to be there. */
static bool read_members(struct work *w, struct track_point *p, const struct member *members,
			 const cJSON *node, const char *prefix)
{
	bool seen[MEMBERS] = { false };

	for (const cJSON *c = node->child; c; c = c->next) {
		const struct member *m = members;

		if (members == point && strcmp(c->string, "signature") == 0)
			continue;
		while (m->name && strcmp(m->name, c->string) != 0)
			m++;
		if (!m->name)
			return refuse(p, "unknown_field", arena_printf(w->arena, "%.40s", c->string));
		if (seen[m - members])
			return refuse(p, "malformed", m->name);
		seen[m - members] = !cJSON_IsNull(c);
		if (!cJSON_IsNull(c) && !read_member(w, p, m, c, prefix))
			return false;
	}
	for (const struct member *m = members; m->name; m++)
		if (m->need && !seen[m - members])
			return refuse(p, "missing_field", m->name);
	return true;
}

/* What a point says must fit its device, Algeria and the clock. */
static void check(struct work *w, struct track_point *p, const struct track_device *device)
{
	int64_t age = conf_int(CONF_TRACK_AGE_S) * WHEN_SECOND;
	int64_t ahead = conf_int(CONF_TRACK_AHEAD_S) * WHEN_SECOND;

	if (p->device_id && p->device_id != device->id)
		refuse(p, "wrong_device", "deviceId");
	if (!device->bus_id)
		refuse(p, "no_bus", NULL);
	if (p->bus_id && p->bus_id != device->bus_id)
		refuse(p, "wrong_bus", "busId");
	if (fabs(p->where.lat) < 1e-6 && fabs(p->where.lon) < 1e-6)
		refuse(p, "no_fix", "location");
	if (!geo_inside(&geo_algeria, p->where))
		refuse(p, "outside_area", "location");
	if (p->at > w->now + ahead)
		refuse(p, "in_future", "timestamp");
	if (p->at < w->now - age)
		refuse(p, "too_old", "timestamp");
	p->device_id = device->id;
	p->bus_id = device->bus_id;
}

static void read_point(struct work *w, const cJSON *node, const struct track_device *device,
		       struct track_point *p)
{
	*p = (struct track_point){
		.at = WHEN_NONE,
		.accuracy_m = NAN, .speed_kmh = NAN, .heading = NAN, .altitude_m = NAN,
		.ignition = TRACK_UNKNOWN, .door_open = TRACK_UNKNOWN,
		.passengers = TRACK_UNKNOWN, .fuel = TRACK_UNKNOWN, .seq = TRACK_UNKNOWN,
	};
	if (!cJSON_IsObject(node))
		refuse(p, "malformed", NULL);
	else if (read_members(w, p, point, node, ""))
		check(w, p, device);
}

/* Beside its points a batch may only repeat whose they are. */
static bool is_batch(const cJSON *report)
{
	static const char *const names[] = { "deviceId", "busId", "points", "signature", NULL };

	for (const cJSON *c = report->child; c; c = c->next)
		if (!str_in(c->string, names))
			return false;
	return true;
}

/* The bus a batch names for all its points. */
static void check_bus(const cJSON *report, const struct track_device *device,
		      struct track_point *points, size_t n)
{
	const cJSON *bus = cJSON_GetObjectItemCaseSensitive(report, "busId");
	int64_t id = 0;

	if (!bus || (cJSON_IsString(bus) && id_number(bus->valuestring, "bus", &id) &&
		     id == device->bus_id))
		return;
	for (size_t i = 0; i < n; i++)
		refuse(&points[i], "wrong_bus", "busId");
}

enum err track_read(struct work *w, const cJSON *report, const struct track_device *device,
		    struct track_point **points, size_t *n)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(report, "points"), *e;
	size_t count = cJSON_IsArray(list) ? (size_t)cJSON_GetArraySize(list) : 1;
	size_t i = 0;

	if (list && (!cJSON_IsArray(list) || !is_batch(report) || count < 1 || count > TRACK_BATCH)) {
		fail(ERR_INPUT, "neither a point nor a batch");
		fail_field("points");
		return ERR_INPUT;
	}
	*points = arena_get(w->arena, count * sizeof **points);
	*n = count;
	if (!list) {
		read_point(w, report, device, *points);
		return OK;
	}
	cJSON_ArrayForEach(e, list) read_point(w, e, device, &(*points)[i++]);
	check_bus(report, device, *points, count);
	return OK;
}

static void forget(void *tree)
{
	cJSON_Delete(tree);
}

enum err track_parse(struct work *w, const char *json, size_t n, const struct track_device *device,
		     struct track_point **points, size_t *n_points)
{
	const char *text = arena_strn(w->arena, json, n), *end = NULL;
	cJSON *tree = cJSON_ParseWithOpts(text, &end, true);

	if (!tree)
		return fail(ERR_MALFORMED, "not JSON");
	arena_defer(w->arena, forget, tree);
	if (!cJSON_IsObject(tree) || end != text + n)
		return fail(ERR_MALFORMED, "not one object");
	return track_read(w, tree, device, points, n_points);
}
