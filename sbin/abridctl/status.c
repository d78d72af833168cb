/* status - settings and state for people. */
#include <stdio.h>

#include "abridctl.h"
#include "base/conf.h"
#include "base/field.h"
#include "base/permit.h"
#include "store/db.h"
#include "store/redis.h"

int config_print(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	conf_print(stdout);
	return EXIT_OK;
}

int config_show(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	if (!ctl_conf())
		return EXIT_FAILED;
	conf_show(stdout);
	return EXIT_OK;
}

int permissions_print(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	permit_print(stdout);
	return EXIT_OK;
}

int permissions_list(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	permit_list(stdout);
	return EXIT_OK;
}

struct counts {
	int64_t migrations, routes, buses, departures;
};

static const struct field count_fields[] = {
	{ "migrations", F_INT, AT(counts, migrations), "migrations" },
	{ "routes", F_INT, AT(counts, routes), "routes" },
	{ "buses", F_INT, AT(counts, buses), "buses" },
	{ "departures", F_INT, AT(counts, departures), "departures" },
	{ 0 },
};

int status_line(int argc, char **argv)
{
	struct work w = { 0 };
	struct counts c = { 0 };
	enum err e;

	(void)argv;
	if (argc != 0 || !ctl_conf())
		return EXIT_USAGE;
	w.arena = arena_new((size_t)1 << 20);
	w.db = db_open("worker", 0);
	w.redis = redis_open();
	e = db_one(&w, Q_HEALTH_COUNTS, NULL, count_fields, &c);
	if (e != OK)
		return ctl_fail("database", e);
	printf("db ok (%lld migrations)   redis %s   %lld routes, %lld buses, %lld departures\n",
	       (long long)c.migrations, redis_ping(&w) ? "ok" : "away", (long long)c.routes,
	       (long long)c.buses, (long long)c.departures);
	db_close(w.db);
	redis_close(w.redis);
	arena_free(w.arena);
	return EXIT_OK;
}
