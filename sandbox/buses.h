/*
 * buses - what the buses of the demo do: they drive today's trips, more or less on time, and report
 * where they are, half of them over HTTP, half over MQTT.
 */
#ifndef SANDBOX_BUSES_H
#define SANDBOX_BUSES_H

#include <mosquitto.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BUSES_KEPT = 4320, BUSES_BATCH = 1000, BUSES_STOPS = 64, BUSES_KEY = 32 };

struct device {
	int64_t id, bus_id;
	unsigned char key[BUSES_KEY];
};

/* Where a bus is, as it reports it. */
struct position {
	int64_t ms;
	double lat, lon, speed, heading;
};

/* A trip with its way, and how this bus drives it. */
struct ride {
	int64_t bus_id, schedule_id, departs_s, arrives_s;
	double *lat, *lon, *m; /* the line and metres along it */
	size_t n;
	int n_stops, arr_s[BUSES_STOPS], dep_s[BUSES_STOPS];
	double stop_m[BUSES_STOPS];
	int late_s;            /* when it arrives */
	int away_from_s, away_to_s;
	double away_m;         /* beside its way between those moments of driving */
};

struct driver {
	const struct device *device;
	struct ride ride;
	bool by_mqtt;
	struct position *kept; /* not acknowledged, oldest first */
	size_t n_kept;
	struct position last;
	int64_t silent_until, batch_upto, batch_sent_ms;
	struct mosquitto *link;
	bool up;
};

struct counts {
	long points, requests, acknowledged, refused, failures;
};

/* ---- buses_plan.c ---- */

struct device *plan_devices(const char *path, size_t *n);
/* The n rides that are under way or next; memory of the answer before is given back. */
struct ride *plan_rides(const struct device *devices, size_t n_devices, size_t *n);
/* Where the ride has its bus at a moment; noise included. */
struct position plan_position(const struct ride *r, int64_t ms);
/* A number below n out of what it is for. */
unsigned plan_dice(const char *what, uint64_t a, uint64_t b, unsigned n);

/* ---- buses_send.c ---- */

extern struct counts counts;

void send_start(const char *host, int http_port, int mqtt_port);
/* What is kept and due: the newest position alone, what has waited as a batch. */
void send_due(struct driver *d, int64_t now_ms);
/* Answers that have arrived. */
void send_poll(struct driver *d);
void send_stop(struct driver *d);

void buses_die(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
void *buses_get(size_t n, size_t size);

#endif
