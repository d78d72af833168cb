/*
 * admin - health and metrics of the platform.
 */
#include "base/conf.h"
#include "base/metric.h"
#include "http/app.h"
#include "http/req.h"
#include "store/db.h"
#include "store/redis.h"

struct part_state {
	const char *database, *cache;
	int64_t schema, waiting, dead, oldest_s;
};

static const struct field part_fields[] = {
	{ "database", F_TEXT, AT(part_state, database) },
	{ "cache", F_TEXT, AT(part_state, cache) },
	{ "schema", F_INT, AT(part_state, schema), "version" },
	{ 0 },
};

static const struct field queue_fields[] = {
	{ "waiting", F_INT, AT(part_state, waiting), "waiting" },
	{ "dead", F_INT, AT(part_state, dead), "dead" },
	{ "oldestSeconds", F_INT, AT(part_state, oldest_s), "oldest_s" },
	{ 0 },
};

static const struct field schema_fields[] = {
	{ "schema", F_INT, AT(part_state, schema), "version" },
	{ 0 },
};

static enum err live(struct req *r)
{
	return reply(r, 200);
}

/* Ready to serve: the database answers with a schema. The cache may be away. */
static enum err ready(struct req *r)
{
	struct part_state *s = arena_get(r->work.arena, sizeof *s);

	TRY(db_one(&r->work, Q_HEALTH_SCHEMA, NULL, schema_fields, s));
	s->database = "ok";
	s->cache = redis_ping(&r->work) ? "ok" : "away";
	put(r, NULL, part_fields, s);
	return reply(r, 200);
}

static enum err health(struct req *r)
{
	struct part_state *s = arena_get(r->work.arena, sizeof *s);

	db_later_one(&r->work, Q_HEALTH_SCHEMA, NULL, schema_fields, s, NULL);
	db_later_one(&r->work, Q_HEALTH_QUEUE, NULL, queue_fields, s, NULL);
	TRY(db_flush(&r->work));
	s->database = "ok";
	s->cache = redis_ping(&r->work) ? "ok" : "away";
	put(r, NULL, part_fields, s);
	put(r, "jobs", queue_fields, s);
	return reply(r, 200);
}

static enum err metrics(struct req *r)
{
	struct buf out;

	buf_init(&out, r->work.arena, 65536);
	metric_print(conf_text(CONF_DIR_RUN), &out);
	return reply_bytes(r, out.data, out.len);
}

static const struct route rows[] = {
/*	  method path             handler  auth           input     rate          cache        tx       page   summary */
	{ GET, "/health",         health,  AUTH_OPEN,     no_rules, PER_MIN(6000), CACHE_NEVER, TX_READ, NULL, .summary = "State of every part" },
	{ GET, "/health/live",    live,    AUTH_OPEN,     no_rules, PER_MIN(6000), CACHE_NEVER, TX_NONE, NULL, .summary = "The program runs" },
	{ GET, "/health/ready",   ready,   AUTH_OPEN,     no_rules, PER_MIN(6000), CACHE_NEVER, TX_READ, NULL, .summary = "Requests can be served" },
	{ GET, "/metrics",        metrics, AUTH_LOOPBACK, no_rules, PER_MIN(600), CACHE_NEVER, TX_NONE, NULL, .summary = "Counters in the Prometheus format", .content = "text/plain; version=0.0.4; charset=utf-8" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "admin", rows);
}
