/*
 * buses - drives the buses of the demo.
 *
 *   buses --devices FILE --http PORT --mqtt PORT [--n 60] [--every 5]
 *
 * Trips come from the database named by ABRID_DB_ADMIN, keys from the file network wrote. Each bus
 * reports every few seconds; now and then one is out of reach for minutes and sends what it kept
 * when it is back. One line a minute says how it goes.
 */
#include "buses.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

enum { PLAN_MS = 60000, SAY_MS = 60000, PAUSE_MS = 20, GAP_EVERY_S = 3600 };

struct options {
	const char *devices;
	int http, mqtt, n, every_s;
};

static volatile sig_atomic_t stopping;

static void on_term(int sig)
{
	(void)sig;
	stopping = 1;
}

void buses_die(const char *fmt, ...)
{
	va_list ap;

	fputs("buses: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

void *buses_get(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		buses_die("out of memory");
	return p;
}

static int64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- drivers ---- */

static const struct device *device_of(const struct device *devices, size_t n, int64_t bus)
{
	size_t i = 0;

	while (i < n && devices[i].bus_id != bus)
		i++;
	return &devices[i < n ? i : 0];
}

static bool has_ride(const struct driver *d, const struct ride *rides, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rides[i].bus_id == d->device->bus_id)
			return true;
	return false;
}

/* Buses of the plan drive on with what they had kept; others take the places of those that left. */
static void assign(struct driver *drivers, size_t n, const struct device *devices,
		   size_t n_devices, const struct ride *rides, size_t n_rides)
{
	for (size_t i = 0; i < n; i++) {
		if (drivers[i].device && !has_ride(&drivers[i], rides, n_rides)) {
			send_stop(&drivers[i]);
			drivers[i].device = NULL;
			drivers[i].n_kept = 0;
		}
	}
	for (size_t r = 0; r < n_rides; r++) {
		struct driver *d = NULL;

		for (size_t i = 0; i < n && !d; i++)
			if (drivers[i].device && drivers[i].device->bus_id == rides[r].bus_id)
				d = &drivers[i];
		for (size_t i = 0; i < n && !d; i++)
			if (!drivers[i].device)
				d = &drivers[i];
		if (!d)
			continue;
		if (!d->device)
			d->device = device_of(devices, n_devices, rides[r].bus_id);
		d->ride = rides[r];
	}
}

/* One hour in four a bus is out of reach for three to ten minutes. */
static bool out_of_reach(const struct driver *d, int64_t ms)
{
	uint64_t hour = (uint64_t)(ms / 1000 / GAP_EVERY_S), bus = (uint64_t)d->device->bus_id;
	int64_t in = ms / 1000 % GAP_EVERY_S;
	int64_t from = plan_dice("from", bus, hour, GAP_EVERY_S - 700);

	return plan_dice("gap", bus, hour, 4) == 0 && in >= from &&
	       in < from + 180 + plan_dice("long", bus, hour, 420);
}

static void report(struct driver *d, int64_t ms)
{
	if (d->n_kept == BUSES_KEPT) /* the oldest is lost: six hours are what a device keeps */
		memmove(d->kept, d->kept + 1, --d->n_kept * sizeof *d->kept);
	d->kept[d->n_kept++] = plan_position(&d->ride, ms);
	counts.points++;
	if (!out_of_reach(d, ms))
		send_due(d, ms);
}

/* ---- the loop ---- */

static void say(const struct driver *drivers, size_t n)
{
	size_t driving = 0, kept = 0;

	for (size_t i = 0; i < n; i++) {
		driving += drivers[i].device != NULL;
		kept += drivers[i].n_kept;
	}
	printf("%zu buses, %ld positions, %ld acknowledged, %ld refused, %ld failures, %zu kept\n",
	       driving, counts.points, counts.acknowledged, counts.refused, counts.failures, kept);
	fflush(stdout);
}

static void drive(const struct options *o)
{
	size_t n = (size_t)o->n, n_devices;
	struct device *devices = plan_devices(o->devices, &n_devices);
	struct driver *drivers = buses_get(n, sizeof *drivers);
	int64_t *due = buses_get(n, sizeof *due), plan_at = 0, say_at = now() + SAY_MS;

	for (size_t i = 0; i < n; i++) {
		drivers[i].kept = buses_get(BUSES_KEPT, sizeof *drivers[i].kept);
		drivers[i].by_mqtt = i % 2;
		due[i] = now() + (int64_t)i * o->every_s * 1000 / (int64_t)n;
	}
	while (!stopping) {
		struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };
		int64_t ms = now();

		if (ms >= plan_at) {
			size_t n_rides = n;
			struct ride *rides = plan_rides(devices, n_devices, &n_rides);

			assign(drivers, n, devices, n_devices, rides, n_rides);
			plan_at = ms + PLAN_MS;
		}
		for (size_t i = 0; i < n; i++) {
			if (drivers[i].device && ms >= due[i])
				report(&drivers[i], ms);
			while (ms >= due[i])
				due[i] += o->every_s * 1000;
			send_poll(&drivers[i]);
		}
		if (ms >= say_at) {
			say(drivers, n);
			say_at = ms + SAY_MS;
		}
		nanosleep(&pause, NULL);
	}
	say(drivers, n);
}

static int number(const char *s, int most)
{
	char *end;
	long v = strtol(s, &end, 10);

	if (*end || v < 1 || v > most)
		buses_die("\"%s\" is not a number from 1 to %d", s, most);
	return (int)v;
}

int main(int argc, char **argv)
{
	struct options o = { .n = 60, .every_s = 5 };
	struct sigaction term = { .sa_handler = on_term };

	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--devices") == 0)
			o.devices = argv[i + 1];
		else if (strcmp(argv[i], "--http") == 0)
			o.http = number(argv[i + 1], 65535);
		else if (strcmp(argv[i], "--mqtt") == 0)
			o.mqtt = number(argv[i + 1], 65535);
		else if (strcmp(argv[i], "--n") == 0)
			o.n = number(argv[i + 1], 1000);
		else if (strcmp(argv[i], "--every") == 0)
			o.every_s = number(argv[i + 1], 3600);
		else
			o.http = 0, i = argc;
	}
	if (argc % 2 == 0 || !o.devices || !o.http || !o.mqtt) {
		fputs("usage: buses --devices FILE --http PORT --mqtt PORT [--n 60] [--every 5]\n", stderr);
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGINT, &term, NULL);
	signal(SIGPIPE, SIG_IGN);
	send_start("127.0.0.1", o.http, o.mqtt);
	drive(&o);
	return 0;
}
