/* track - storing positions and passing them on. */
#include "domain/track.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/metric.h"
#include "base/str.h"
#include "base/when.h"
#include "store/db.h"
#include "store/redis.h"

enum { MS = WHEN_SECOND / 1000, COLUMNS = 14 };

const struct field track_point_fields[] = {
	{ "timestamp", F_MS, AT(track_point, at) },
	{ "verdict", F_TEXT, AT(track_point, verdict) },
	{ "reason", F_TEXT, AT(track_point, reason) },
	{ "field", F_TEXT, AT(track_point, field) },
	{ 0 },
};

static const struct field device_fields[] = {
	{ "id", F_INT, AT(track_device, id), "id" },
	{ "busId", F_INT, AT(track_device, bus_id), "bus_id" },
	{ "orgId", F_INT, AT(track_device, org_id), "partner_id" },
	{ "key", F_BYTES, AT(track_device, key), "hmac_key" },
	{ "active", F_BOOL, AT(track_device, active), "active" },
	{ 0 },
};

enum err track_devices(struct work *w, const int64_t *ids, size_t n, struct track_device **devices,
		       size_t *n_devices)
{
	return db_list(w, Q_DEVICE_LIST, (struct param[]){ p_ints(ids, n) }, device_fields,
		       sizeof **devices, devices, n_devices);
}

int track_shard(int64_t bus_id)
{
	return (int)(bus_id % conf_int(CONF_FLEET_SHARDS));
}

/* ---- storing ---- */

/* The columns of the points as array literals. */
struct columns {
	struct buf text[COLUMNS];
	size_t n;
};

static struct buf *cell(struct columns *c, int i)
{
	buf_char(&c->text[i], c->n ? ',' : '{');
	return &c->text[i];
}

static void put_real(struct columns *c, int i, double v)
{
	if (isfinite(v))
		buf_printf(cell(c, i), "%.7f", v);
	else
		buf_str(cell(c, i), "NULL");
}

static void put_count(struct columns *c, int i, int64_t v)
{
	if (v == TRACK_UNKNOWN)
		buf_str(cell(c, i), "NULL");
	else
		buf_int(cell(c, i), v);
}

static void put_flag(struct columns *c, int i, int v)
{
	buf_str(cell(c, i), v == TRACK_UNKNOWN ? "NULL" : v ? "t" : "f");
}

static void put_point(struct columns *c, const struct track_point *p)
{
	buf_int(cell(c, 0), p->bus_id);
	buf_int(cell(c, 1), p->device_id);
	buf_int(cell(c, 2), p->at / MS);
	put_real(c, 3, p->where.lat);
	put_real(c, 4, p->where.lon);
	put_real(c, 5, p->speed_kmh);
	if (isfinite(p->heading))
		buf_int(cell(c, 6), lround(p->heading) % 360);
	else
		buf_str(cell(c, 6), "NULL");
	put_real(c, 7, p->accuracy_m);
	put_real(c, 8, p->altitude_m);
	put_flag(c, 9, p->ignition);
	put_flag(c, 10, p->door_open);
	put_count(c, 11, p->passengers);
	put_count(c, 12, p->fuel);
	put_count(c, 13, p->seq);
	c->n++;
}

struct stored {
	int64_t bus_id, device_id, at, received_at;
};

static const struct field stored_fields[] = {
	{ "busId", F_INT, AT(stored, bus_id), "bus_id" },
	{ "deviceId", F_INT, AT(stored, device_id), "device_id" },
	{ "at", F_TIME, AT(stored, at), "recorded_at" },
	{ "receivedAt", F_TIME, AT(stored, received_at), "received_at" },
	{ 0 },
};

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_identity(const void *a, const void *b)
{
	const struct track_point *x = *(struct track_point *const *)a;
	const struct track_point *y = *(struct track_point *const *)b;
	int k = order(x->bus_id, y->bus_id);

	k = k ? k : order(x->at, y->at);
	k = k ? k : order(x->device_id, y->device_id);
	return k ? k : (x > y) - (x < y); /* the first of a batch is the one that counts */
}

static bool is_row(const struct track_point *p, const struct stored *s)
{
	return p->bus_id == s->bus_id && p->at == s->at && p->device_id == s->device_id;
}

/* The rows the database made are the accepted points; all others were there before. */
static void judge(struct work *w, struct track_point *points, size_t n, struct stored *rows,
		  size_t n_rows)
{
	struct track_point **sorted = arena_get(w->arena, (n + 1) * sizeof *sorted);
	size_t accepted = 0, stored = 0;

	for (size_t i = 0; i < n; i++)
		if (!points[i].reason)
			sorted[stored++] = &points[i];
	qsort(sorted, stored, sizeof *sorted, by_identity);
	for (size_t i = 0; i < stored; i++)
		sorted[i]->verdict = "duplicate";
	for (size_t k = 0; k < n_rows; k++) {
		struct track_point wanted = { .bus_id = rows[k].bus_id, .at = rows[k].at,
					      .device_id = rows[k].device_id };
		size_t low = 0, high = stored;

		while (low < high) { /* the first that is not below the row */
			size_t mid = (low + high) / 2;
			const struct track_point *p = sorted[mid];
			int o = order(p->bus_id, wanted.bus_id);

			o = o ? o : order(p->at, wanted.at);
			o = o ? o : order(p->device_id, wanted.device_id);
			if (o < 0)
				low = mid + 1;
			else
				high = mid;
		}
		if (low < stored && is_row(sorted[low], &rows[k])) {
			sorted[low]->verdict = "accepted";
			sorted[low]->received_at = rows[k].received_at;
			accepted++;
		}
	}
	metric_add(METRIC_POINTS, accepted);
	metric_add(METRIC_POINTS_AGAIN, stored - accepted);
	metric_add(METRIC_POINTS_REFUSED, n - stored);
}

enum err track_store(struct work *w, struct track_point *points, size_t n)
{
	struct param p[COLUMNS];
	struct columns c = { .n = 0 };
	struct stored *rows = NULL;
	size_t n_rows = 0;
	enum err e = OK;

	for (int i = 0; i < COLUMNS; i++)
		buf_init(&c.text[i], w->arena, n * 8 + 16);
	for (size_t i = 0; i < n; i++) {
		if (points[i].reason)
			points[i].verdict = "refused";
		else
			put_point(&c, &points[i]);
	}
	for (int i = 0; i < COLUMNS; i++) {
		buf_char(&c.text[i], '}');
		p[i] = p_text(c.text[i].data);
	}
	/* A connection found stale, or lost on the way: the same again stores nothing twice. */
	for (int try = 0; c.n && try < 2; try++) {
		fail_clear();
		e = db_list(w, Q_TRACK_STORE, p, stored_fields, sizeof *rows, &rows, &n_rows);
		if (e != ERR_UNAVAILABLE || !db_lost(w))
			break;
	}
	if (e == OK)
		judge(w, points, n, rows, n_rows);
	return e;
}

/* ---- passing on ---- */

void track_line(struct buf *out, const struct track_point *p)
{
	buf_printf(out, "%lld %lld %lld %lld %.7f %.7f %.1f %.1f %.1f %.1f %d %d %d %d %lld\n",
		   (long long)p->bus_id, (long long)p->device_id, (long long)p->at,
		   (long long)p->received_at, p->where.lat, p->where.lon, p->accuracy_m,
		   p->speed_kmh, p->heading, p->altitude_m, p->ignition, p->door_open,
		   p->passengers, p->fuel, (long long)p->seq);
}

bool track_unline(const char *line, struct track_point *p)
{
	long long bus, device, at, received, seq;

	memset(p, 0, sizeof *p);
	if (sscanf(line, "%lld %lld %lld %lld %lf %lf %lf %lf %lf %lf %d %d %d %d %lld", &bus,
		   &device, &at, &received, &p->where.lat, &p->where.lon, &p->accuracy_m,
		   &p->speed_kmh, &p->heading, &p->altitude_m, &p->ignition, &p->door_open,
		   &p->passengers, &p->fuel, &seq) != 15)
		return false;
	p->bus_id = bus;
	p->device_id = device;
	p->at = at;
	p->received_at = received;
	p->seq = seq;
	return bus > 0 && at > 0 && received > 0 && isfinite(p->where.lat) && isfinite(p->where.lon);
}

void track_publish(struct work *w, const struct track_point *points, size_t n)
{
	int64_t live_us = conf_int(CONF_TRACK_LIVE_S) * WHEN_SECOND;
	struct buf message;

	for (int shard = 0; shard < conf_int(CONF_FLEET_SHARDS); shard++) {
		buf_init(&message, w->arena, 256);
		for (size_t i = 0; i < n; i++)
			if (str_eq(points[i].verdict, "accepted") &&
			    track_shard(points[i].bus_id) == shard &&
			    points[i].received_at - points[i].at <= live_us)
				track_line(&message, &points[i]);
		if (message.len)
			redis_publish(w, arena_printf(w->arena, "points:%d", shard), message.data,
				      message.len);
	}
}

static const struct field since_fields[] = {
	{ "busId", F_INT, AT(track_point, bus_id), "bus_id" },
	{ "deviceId", F_INT, AT(track_point, device_id), "device_id" },
	{ "at", F_TIME, AT(track_point, at), "recorded_at" },
	{ "receivedAt", F_TIME, AT(track_point, received_at), "received_at" },
	{ "lat", F_REAL, AT(track_point, where.lat), "lat" },
	{ "lon", F_REAL, AT(track_point, where.lon), "lon" },
	{ "accuracy", F_REAL, AT(track_point, accuracy_m), "accuracy" },
	{ "speed", F_REAL, AT(track_point, speed_kmh), "speed" },
	{ "heading", F_REAL, AT(track_point, heading), "heading" },
	{ "altitude", F_REAL, AT(track_point, altitude_m), "altitude" },
	{ 0 },
};

enum err track_since(struct work *w, int64_t received_from, const int64_t *shards, size_t n_shards,
		     size_t max, struct track_point **points, size_t *n)
{
	return db_list(w, Q_TRACK_SINCE,
		       (struct param[]){ p_time(received_from), p_ints(shards, n_shards),
					 p_int(conf_int(CONF_FLEET_SHARDS)), p_int((int64_t)max),
					 p_int(conf_int(CONF_TRACK_LIVE_S)) },
		       since_fields, sizeof **points, points, n);
}
