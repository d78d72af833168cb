/*
 * fleet - where the buses are and when they will arrive.
 *
 *   fleet               follows the buses: order, route, stops, delay, alerts; writes the live view
 *   fleet --mqtt        takes positions from the broker, stores them, acknowledges them
 *   fleet --passwords   prints the password file of the broker
 *
 * The gateway is a process of its own: what is acknowledged never waits for what is computed, and
 * either dies alone. SIGTERM ends both between two rounds.
 */
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/when.h"
#include "process.h"
#include "store/db.h"
#include "store/redis.h"

enum { MEMORY = 256 << 20 };

static volatile int stopping;

static void on_term(int sig)
{
	(void)sig;
	stopping = 1;
}

static struct fleet_rules rules(void)
{
	return (struct fleet_rules){
		.reorder_us = conf_int(CONF_FLEET_REORDER_MS) * 1000,
		.live_us = conf_int(CONF_TRACK_LIVE_S) * WHEN_SECOND,
		.stopped_us = conf_int(CONF_FLEET_STOPPED_S) * WHEN_SECOND,
		.silent_us = conf_int(CONF_FLEET_SILENT_S) * WHEN_SECOND,
		.away_m = (double)conf_int(CONF_FLEET_AWAY_M),
		.away_n = (int)conf_int(CONF_FLEET_AWAY_N),
	};
}

static bool boot(const char *name, char *why, size_t size)
{
	if (sodium_init() < 0 || !conf_load(why, size))
		return false;
	log_start(name, (enum log_level)conf_int(CONF_LOG_LEVEL));
	metric_start(conf_text(CONF_DIR_RUN), name, NULL, 0);
	return true;
}

int main(int argc, char **argv)
{
	static struct process p;
	const char *mode = argc == 2 ? argv[1] : "";
	bool mqtt = strcmp(mode, "--mqtt") == 0, passwords = strcmp(mode, "--passwords") == 0;
	struct sigaction term = { .sa_handler = on_term };
	char why[512] = "libsodium does not start";
	int status;

	if (argc > 2 || (argc == 2 && !mqtt && !passwords)) {
		fprintf(stderr, "usage: fleet [--mqtt | --passwords]\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGINT, &term, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (!boot(mqtt ? "fleet-mqtt" : "fleet", why, sizeof why)) {
		fprintf(stderr, "fleet: %s\n", why);
		return 1;
	}
	p.rules = rules();
	p.w = (struct work){ .arena = arena_new(MEMORY), .who = { .role = ROLE_WORKER },
			     .request_id = "fleet", .db = db_open("fleet", 0),
			     .redis = redis_open() };
	status = passwords ? passwords_print(&p.w)
		 : mqtt	   ? mqtt_run(&p.w, &stopping)
			   : loop_run(&p, &stopping);
	db_close(p.w.db);
	redis_close(p.w.redis);
	arena_free(p.w.arena);
	return status;
}
