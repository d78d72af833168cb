/*
 * mqtt - reports from the broker: collected for a moment, checked, stored in one statement, then
 * acknowledged one by one.
 *
 *   v1/t/{deviceId}/loc   a report, one point or a batch; the broker lets only that device write it
 *   v1/t/{deviceId}/ack   {"upto":T,"accepted":n,"duplicates":n,"refused":[...]}: every point of the
 *                         report whose newest one is T is settled; {"error":code}: nothing of it is
 *
 * The broker's own acknowledgement only says that the broker has the message. A device keeps a
 * report until ours comes and sends it again when it does not: after a kill of this process, of the
 * broker or of the database, nothing acknowledged is missing and nothing is there twice.
 */
#include <errno.h>
#include <mosquitto.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/signed.h"
#include "base/str.h"
#include "base/when.h"
#include "process.h"
#include "store/db.h"

enum {
	REPORTS = 1000,        /* collected at most */
	POINTS = 4000,         /* and about so many points, told from the bytes */
	POINT_BYTES = 120,     /* of a point at least */
	WAIT_MS = 20,
	KEEPALIVE_S = 30,
	AGAIN_US = 1000000,
	STATEMENT_US = 4000000,
	TOPIC = 64,
};

struct report {
	int64_t device_id;
	const char *json;
	size_t n;
	struct track_point *points; /* part of all points */
	size_t n_points;
	const char *error;
};

struct gateway {
	struct work *w;
	struct mosquitto *link;
	bool up;
	struct report reports[REPORTS];
	size_t n, bytes;
};

/* ---- from the broker ---- */

static void on_connect(struct mosquitto *link, void *ctx, int code)
{
	struct gateway *g = ctx;

	g->up = code == 0;
	if (code == 0)
		mosquitto_subscribe(link, NULL, "v1/t/+/loc", 1);
	log_say(code ? LOG_ERROR : LOG_INFO, "broker", "%s", mosquitto_connack_string(code));
}

static void on_disconnect(struct mosquitto *link, void *ctx, int code)
{
	(void)link;
	((struct gateway *)ctx)->up = false;
	log_say(LOG_WARN, "broker_lost", "%s", mosquitto_strerror(code));
}

/* "v1/t/device_9/loc" to 9; 0 for anything else. */
static int64_t device_of(const char *topic)
{
	char id[TOPIC];
	size_t n = strlen(topic);
	int64_t device = 0;

	if (n >= sizeof id || n < 10 || !str_starts(topic, "v1/t/") ||
	    strcmp(topic + n - 4, "/loc") != 0)
		return 0;
	memcpy(id, topic + 5, n - 9);
	id[n - 9] = '\0';
	return id_number(id, "device", &device) ? device : 0;
}

static void on_message(struct mosquitto *link, void *ctx, const struct mosquitto_message *m)
{
	struct gateway *g = ctx;
	int64_t device = device_of(m->topic);

	(void)link;
	metric_add(METRIC_MQTT_MESSAGES, 1);
	if (!device || g->n == REPORTS || m->payloadlen <= 0 || m->payloadlen > TRACK_BODY) {
		metric_add(METRIC_MQTT_REFUSED, 1);
		return;
	}
	g->reports[g->n++] = (struct report){
		.device_id = device,
		.json = arena_copy(g->w->arena, m->payload, (size_t)m->payloadlen),
		.n = (size_t)m->payloadlen,
	};
	g->bytes += (size_t)m->payloadlen;
}

/* ---- checking ---- */

static const struct track_device *device_with(const struct track_device *list, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].id == id)
			return &list[i];
	return NULL;
}

/* The topic says who may have sent it, the body who did: both the same, and signed with its key. */
static void check(struct gateway *g, struct report *r, const struct track_device *device)
{
	int64_t named = 0;

	if (!device || !device->active)
		r->error = "unknown_device";
	else if (!signed_device(r->json, r->n, &named) || named != r->device_id)
		r->error = "wrong_device";
	else if (!device->key || !signed_with(device->key, r->json, r->n, NULL))
		r->error = "bad_signature";
	else if (track_parse(g->w, r->json, r->n, device, &r->points, &r->n_points) != OK)
		r->error = "malformed";
	fail_clear();
	metric_add(METRIC_MQTT_REFUSED, r->error != NULL);
}

static enum err check_all(struct gateway *g)
{
	int64_t *ids = arena_get(g->w->arena, g->n * sizeof *ids);
	struct track_device *devices;
	size_t n;

	for (size_t i = 0; i < g->n; i++)
		ids[i] = g->reports[i].device_id;
	TRY(track_devices(g->w, ids, g->n, &devices, &n));
	for (size_t i = 0; i < g->n; i++)
		check(g, &g->reports[i], device_with(devices, n, g->reports[i].device_id));
	return OK;
}

/* All points side by side; each report keeps its part. */
static struct track_point *join(struct gateway *g, size_t *n)
{
	struct track_point *all;

	*n = 0;
	for (size_t i = 0; i < g->n; i++)
		*n += g->reports[i].n_points;
	all = arena_get(g->w->arena, (*n + 1) * sizeof *all);
	*n = 0;
	for (size_t i = 0; i < g->n; i++) {
		struct report *r = &g->reports[i];

		if (r->error)
			continue;
		memcpy(&all[*n], r->points, r->n_points * sizeof *all);
		r->points = &all[*n];
		*n += r->n_points;
	}
	return all;
}

/* ---- acknowledging ---- */

static void put_refused(struct jw *jw, const struct track_point *p)
{
	jw_object(jw);
	jw_key(jw, "timestamp");
	if (p->at == WHEN_NONE)
		jw_null(jw);
	else
		jw_int(jw, p->at / (WHEN_SECOND / 1000));
	jw_key(jw, "reason");
	jw_text(jw, p->reason);
	jw_end(jw);
}

static const char *ack_text(struct work *w, const struct report *r)
{
	int64_t upto = WHEN_NONE, accepted = 0, refused = 0;
	struct buf b;
	struct jw jw;

	buf_init(&b, w->arena, 128);
	if (r->error) {
		buf_printf(&b, "{\"error\":\"%s\"}", r->error);
		return b.data;
	}
	for (size_t i = 0; i < r->n_points; i++) {
		if (r->points[i].at > upto)
			upto = r->points[i].at;
		accepted += r->points[i].verdict[0] == 'a';
		refused += r->points[i].verdict[0] == 'r';
	}
	jw_start(&jw, &b);
	jw_object(&jw);
	jw_key(&jw, "upto");
	if (upto == WHEN_NONE)
		jw_null(&jw);
	else
		jw_int(&jw, upto / (WHEN_SECOND / 1000));
	jw_key(&jw, "accepted");
	jw_int(&jw, accepted);
	jw_key(&jw, "duplicates");
	jw_int(&jw, (int64_t)r->n_points - accepted - refused);
	jw_key(&jw, "refused");
	jw_array(&jw);
	for (size_t i = 0; i < r->n_points; i++)
		if (r->points[i].verdict[0] == 'r')
			put_refused(&jw, &r->points[i]);
	jw_end(&jw);
	jw_end(&jw);
	return b.data;
}

static void acknowledge(struct gateway *g)
{
	for (size_t i = 0; i < g->n; i++) {
		const char *topic = arena_printf(g->w->arena, "v1/t/device_%lld/ack",
						 (long long)g->reports[i].device_id);
		const char *text = ack_text(g->w, &g->reports[i]);

		mosquitto_publish(g->link, NULL, topic, (int)strlen(text), text, 0, false);
	}
}

/* Without the database nothing is acknowledged, and the devices send again. */
static void settle(struct gateway *g)
{
	struct track_point *points;
	enum err e;
	size_t n;

	g->w->now = when_now();
	g->w->deadline = when_ticks() + STATEMENT_US;
	fail_clear();
	e = check_all(g);
	if (e == ERR_UNAVAILABLE && db_lost(g->w)) { /* the connection was stale */
		fail_clear();
		e = check_all(g);
	}
	points = join(g, &n);
	if (e == OK)
		e = track_store(g->w, points, n);
	if (e == OK) {
		acknowledge(g);
		track_publish(g->w, points, n);
	} else {
		log_say(LOG_WARN, "store", "%zu reports not acknowledged: %s", g->n,
			fail_note()->why);
	}
	g->n = g->bytes = 0;
	arena_reset(g->w->arena);
}

/* ---- the loop ---- */

static bool open_link(struct gateway *g)
{
	/* The broker keeps for us what comes while we are away, as long as it lives itself. */
	g->link = mosquitto_new("ingest", false, g);
	if (!g->link ||
	    mosquitto_username_pw_set(g->link, "ingest", conf_text(CONF_MQTT_PASSWORD)) != 0)
		return false;
	mosquitto_connect_callback_set(g->link, on_connect);
	mosquitto_disconnect_callback_set(g->link, on_disconnect);
	mosquitto_message_callback_set(g->link, on_message);
	return true;
}

static bool full(const struct gateway *g)
{
	return g->n == REPORTS || g->bytes >= (size_t)POINTS * POINT_BYTES;
}

/* Waits for the broker, at most WAIT_MS when reports wait to be stored; false when it is gone. */
static bool listen_once(struct gateway *g)
{
	struct pollfd fd = { .fd = mosquitto_socket(g->link), .events = POLLIN };
	int n;

	if (fd.fd < 0)
		return false;
	if (mosquitto_want_write(g->link))
		fd.events |= POLLOUT;
	n = poll(&fd, 1, g->n ? WAIT_MS : 1000);
	if (n > 0 && (fd.revents & (POLLIN | POLLERR | POLLHUP)) &&
	    mosquitto_loop_read(g->link, 1) != MOSQ_ERR_SUCCESS)
		return false;
	if (mosquitto_want_write(g->link) && mosquitto_loop_write(g->link, 1) != MOSQ_ERR_SUCCESS)
		return false;
	return mosquitto_loop_misc(g->link) == MOSQ_ERR_SUCCESS;
}

int mqtt_run(struct work *w, volatile const int *stopping)
{
	static struct gateway g;
	int64_t again = 0, began = 0;

	if (!*conf_text(CONF_MQTT_HOST)) {
		log_say(LOG_ERROR, "mqtt", "mqtt.host is empty");
		return 1;
	}
	g.w = w;
	mosquitto_lib_init();
	if (!open_link(&g))
		return 1;
	while (!*stopping) {
		bool waiting = g.n > 0;

		if (mosquitto_socket(g.link) < 0 && when_ticks() >= again) {
			again = when_ticks() + AGAIN_US;
			if (mosquitto_connect(g.link, conf_text(CONF_MQTT_HOST),
					      (int)conf_int(CONF_MQTT_PORT), KEEPALIVE_S) != 0)
				log_say(LOG_WARN, "broker_away", "%s", strerror(errno));
		}
		if (!listen_once(&g))
			poll(NULL, 0, 100);
		if (!waiting && g.n)
			began = when_ticks();
		if (g.n && (full(&g) || when_ticks() - began >= WAIT_MS * 1000))
			settle(&g);
	}
	if (g.n)
		settle(&g);
	mosquitto_disconnect(g.link);
	mosquitto_destroy(g.link);
	mosquitto_lib_cleanup();
	return 0;
}
