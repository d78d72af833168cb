/* app - boot and loop of a web program. */
#include "http/app.h"

#include <ctype.h>
#include <malloc.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/otlp.h"
#include "base/str.h"
#include "base/text.h"
#include "document/render.h"
#include "http/edge.h"
#include "http/gate.h"
#include "http/openapi.h"
#include "http/page.h"
#include "http/token.h"
#include "http/transport.h"
#include "store/db.h"
#include "store/redis.h"

enum { MAX_ROUTES = 256 };

struct app {
	const char *name;
	const struct route *routes;
	int siblings;
	struct transport *transport;
	struct arena *arena;
	struct db *db;
	struct redis *redis;
};

const char *app_name(const struct app *app)
{
	return app->name;
}

const struct route *app_routes(const struct app *app)
{
	return app->routes;
}

int app_siblings(const struct app *app)
{
	return app->siblings;
}

const char *req_header(const struct req *r, const char *name)
{
	char env[64] = "HTTP_";
	size_t n = strcmp(name, "Content-Type") == 0 ? 0 : 5;

	for (; *name && n + 1 < sizeof env; name++)
		env[n++] = *name == '-' ? '_' : (char)toupper((unsigned char)*name);
	env[n] = '\0';
	return transport_env(r->transport, env);
}

const char *req_cookie(struct req *r, const char *name)
{
	const char *s = req_header(r, "Cookie");
	size_t n = strlen(name);

	while (s && *s) {
		while (*s == ' ' || *s == ';')
			s++;
		if (strncmp(s, name, n) == 0 && s[n] == '=') {
			s += n + 1;
			return arena_strn(r->work.arena, s, strcspn(s, "; "));
		}
		s += strcspn(s, ";");
	}
	return NULL;
}

const char *req_page(struct req *r, const char *path)
{
	return arena_printf(r->work.arena, "/%s%s", lang_code(r->work.lang), path);
}

/* Everything a request will rely on is proven here, so that a bad installation never serves. */
static bool boot(struct app *app, char *why, size_t size)
{
	if (sodium_init() < 0) {
		snprintf(why, size, "libsodium does not start");
		return false;
	}
	if (!route_check(app->routes, why, size) || !openapi_check(app->routes, why, size) || !conf_load(why, size))
		return false;
	log_start(app->name, (enum log_level)conf_int(CONF_LOG_LEVEL));
	page_start();
	return text_load(arena_printf(app->arena, "%s/text", conf_text(CONF_DIR_TEMPLATES)), why, size) &&
	       render_start(conf_text(CONF_DIR_TEMPLATES), why, size) &&
	       page_check(app->routes, why, size) && token_start(why, size) && otlp_start(app->name, why, size) &&
	       malloc_trim(0) >= 0;
}

static void start_metrics(struct app *app)
{
	static struct metric_row rows[MAX_ROUTES];
	size_t n = 0;

	for (const struct route *r = app->routes; r->path && n < MAX_ROUTES; r++)
		rows[n++] = (struct metric_row){ method_name(r->method), r->path,
						 r->pool == POOL_SLOW ? "slow" : "fast" };
	metric_start(conf_text(CONF_DIR_RUN), app->name, rows, n);
}

static void serve(struct app *app)
{
	while (transport_next(app->transport)) {
		struct req r = {
			.app = app,
			.transport = app->transport,
			.work = { .arena = app->arena, .db = app->db, .redis = app->redis },
		};

		gate_serve(&r);
		transport_done(app->transport);
		arena_reset(app->arena);
	}
}

static int usage(const char *name)
{
	fprintf(stderr, "usage: %s [--routes | --describe | --check]\n"
			"Without an option it serves: FastCGI on descriptor 0, or one plain CGI request.\n",
		name);
	return 2;
}

/* The rows in some form, which they must be fit for. */
static int print_rows(const char *name, const struct route *routes,
		      void (*print)(const char *program, const struct route *routes))
{
	char why[512];

	if (!route_check(routes, why, sizeof why) || !openapi_check(routes, why, sizeof why)) {
		fprintf(stderr, "%s: %s\n", name, why);
		return 1;
	}
	print(name, routes);
	return 0;
}

int app_run(int argc, char **argv, const char *name, const struct route *routes)
{
	static struct app app; /* reachable to the end, with its arena */
	const char *siblings = getenv("ABRID_SIBLINGS");
	int64_t n;
	char why[512];

	app.name = name;
	app.routes = routes;
	if (argc == 2 && (strcmp(argv[1], "--routes") == 0 || strcmp(argv[1], "--describe") == 0))
		return print_rows(name, routes, argv[1][2] == 'r' ? route_print : openapi_print);
	if (argc > 1 && strcmp(argv[1], "--check") != 0)
		return usage(name);
	app.siblings = siblings && str_int(siblings, 1, 1000, &n) ? (int)n : 1;
	/* A supervisor that dies takes its processes along. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	app.arena = arena_new((size_t)16 << 20);
	if (!boot(&app, why, sizeof why)) {
		fprintf(stderr, "%s: %s\n", name, why);
		return 1;
	}
	if (argc > 1)
		return 0;
	arena_free(app.arena);
	app.arena = arena_new((size_t)conf_int(CONF_REQUEST_MEMORY));
	start_metrics(&app);
	edge_start(name);
	app.db = db_open(name, 0);
	app.redis = redis_open();
	app.transport = transport_open();
	serve(&app);
	db_close(app.db);
	redis_close(app.redis);
	arena_free(app.arena);
	return 0;
}
