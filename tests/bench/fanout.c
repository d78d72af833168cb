/*
 * fanout - messages to many WebSocket subscribers, as fast as they take them: `fanout relay|nchan PORT
 * SECONDS`. Each channel has one message under way; the next one leaves when all who watch it have it.
 * The relay is given its messages through Redis as fleet does, nchan through a publisher's socket.
 * Prints what was delivered a second as "RATE n", and how long messages took.
 *
 * ABRID_CONF (keys of the tickets) and REDIS for the relay.
 */
#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "base/conf.h"
#include "base/when.h"
#include "client.h"
#include "crowd.h"
#include "ws.h"

enum { WATCHERS = 1000, CHANNELS = 40, FIRST_BUS = 910000001, ROOM = 700, LAGS = 4000000, QUIET_S = 5 };

static struct channel {
	struct ws publisher; /* nchan only */
	uint64_t seq;
	size_t missing;      /* watchers that do not have the newest message */
	double sent;
} channels[CHANNELS];

static struct ws *watchers;
static redisContext *redis;
static double *lags;
static size_t delivered;
static int port, poll_fd;

static bool is_relay(void)
{
	return redis != NULL;
}

/* ---- messages ---- */

static int state(char *out, int i)
{
	return snprintf(out, ROOM,
			"{\"busId\":\"bus_%d\",\"routeId\":\"route_1\",\"scheduleId\":\"schedule_1\",\"location\":{\"lat\":36.7538,"
			"\"lng\":3.0588,\"accuracy\":5},\"motion\":{\"speed\":85.5,\"heading\":45,\"altitude\":120},"
			"\"calculated\":{\"distanceTraveled\":145.2,\"distanceRemaining\":287.8,\"estimatedArrival\":1705327800000,"
			"\"onSchedule\":true,\"delayMinutes\":0},\"lastUpdate\":%lld,\"nextStopId\":\"stop_3\","
			"\"nextStopETA\":1705321200000,\"epoch\":1,\"seq\":%llu}",
			FIRST_BUS + i, (long long)when_now() / 1000, (unsigned long long)channels[i].seq);
}

static void publish(int i)
{
	struct channel *ch = &channels[i];
	char doc[ROOM], whole[ROOM + 100];
	int n;

	ch->seq++;
	ch->sent = now_s();
	ch->missing = WATCHERS / CHANNELS;
	n = state(doc, i);
	if (is_relay()) {
		freeReplyObject(redisCommand(redis, "PUBLISH bus:bus_%d %b", FIRST_BUS + i, doc, (size_t)n));
		return;
	}
	/* The same bytes as the relay makes of it. */
	n = snprintf(whole, sizeof whole, "{\"type\":\"position\",\"recovered\":true,\"epoch\":1,\"seq\":%llu,\"data\":%s}",
		     (unsigned long long)ch->seq, doc);
	while (ws_read(&ch->publisher, 0)) /* its answers */
		continue;
	ws_send(&ch->publisher, 0x81, whole, (size_t)n);
}

static void look(size_t at, bool *due)
{
	struct channel *ch = &channels[at % CHANNELS];
	struct ws *w = &watchers[at];
	const char *seq;

	while (ws_read(w, 0)) {
		seq = w->opcode == 1 ? strstr(w->text, "\"seq\":") : NULL;
		if (!seq || strtoull(seq + 6, NULL, 10) != ch->seq)
			continue;
		if (delivered < LAGS)
			lags[delivered] = now_s() - ch->sent;
		delivered++;
		*due = --ch->missing == 0;
	}
}

/* ---- who watches ---- */

static bool open_all(void)
{
	size_t n = 0;

	for (size_t i = 0; i < WATCHERS; i++) {
		struct epoll_event e = { .events = EPOLLIN, .data.u64 = i };
		int64_t bus = FIRST_BUS + (int)(i % CHANNELS);
		char path[64], address[32];

		snprintf(path, sizeof path, "%s%lld", is_relay() ? "/ws/tracking/bus_" : "/sub/", (long long)bus);
		snprintf(address, sizeof address, "10.9.%zu.%zu", i / 250, i % 250);
		n += ws_open(&watchers[i], port, path, is_relay() ? crowd_ticket(&bus, 1) : NULL, NULL, address, 0) == 101;
		epoll_ctl(poll_fd, EPOLL_CTL_ADD, watchers[i].fd, &e);
	}
	for (int i = 0; i < CHANNELS && !is_relay(); i++) {
		char path[64];

		snprintf(path, sizeof path, "/pub/%d", FIRST_BUS + i);
		n += ws_open(&channels[i].publisher, port, path, NULL, NULL, NULL, 0) == 101;
	}
	return n == WATCHERS + (size_t)(is_relay() ? 0 : CHANNELS);
}

static bool turn(double seconds)
{
	double began = now_s(), heard = began;
	struct epoll_event ready[256];

	for (int i = 0; i < CHANNELS; i++)
		publish(i);
	while (now_s() - began < seconds && now_s() - heard < QUIET_S) {
		int n = epoll_wait(poll_fd, ready, 256, 100);

		for (int i = 0; i < n; i++) {
			size_t at = ready[i].data.u64;
			bool due = false;

			look(at, &due);
			if (due)
				publish((int)(at % CHANNELS));
			heard = now_s();
		}
	}
	if (now_s() - heard >= QUIET_S) {
		fprintf(stderr, "fanout: nothing came for %d s\n", QUIET_S);
		return false;
	}
	printf("p50 %.2f ms, p99 %.2f ms\nRATE %.0f\n", percentile(lags, delivered < LAGS ? delivered : LAGS, 0.5) * 1000,
	       percentile(lags, delivered < LAGS ? delivered : LAGS, 0.99) * 1000, (double)delivered / (now_s() - began));
	return true;
}

int main(int argc, char **argv)
{
	char why[512] = "";

	if (argc != 4) {
		fprintf(stderr, "usage: fanout relay|nchan PORT SECONDS\n");
		return 2;
	}
	port = atoi(argv[2]);
	watchers = calloc(WATCHERS, sizeof *watchers);
	lags = calloc(LAGS, sizeof *lags);
	poll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (!watchers || !lags)
		return 2;
	if (strcmp(argv[1], "relay") == 0) {
		if (sodium_init() < 0 || !conf_load(why, sizeof why)) {
			fprintf(stderr, "fanout: %s (ABRID_CONF)\n", why);
			return 2;
		}
		redis = redisConnectUnix(getenv("REDIS"));
		if (!redis || redis->err)
			return 2;
	}
	if (!open_all()) {
		fprintf(stderr, "fanout: not everybody was let in\n");
		return 1;
	}
	return turn(atof(argv[3])) ? 0 : 1;
}
