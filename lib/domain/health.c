/* health - state of database, cache and queue. */
#include "domain/health.h"

#include "store/db.h"
#include "store/redis.h"

const struct field health_fields[] = {
	{ "database", F_TEXT, AT(health, database) },
	{ "cache", F_TEXT, AT(health, cache) },
	{ "schema", F_INT, AT(health, schema), "version" },
	{ 0 },
};

const struct field health_queue_fields[] = {
	{ "waiting", F_INT, AT(health, waiting), "waiting" },
	{ "dead", F_INT, AT(health, dead), "dead" },
	{ "oldestSeconds", F_INT, AT(health, oldest_s), "oldest_s" },
	{ 0 },
};

static void finish(struct work *w, struct health *out)
{
	out->database = "ok";
	out->cache = redis_ping(w) ? "ok" : "away";
}

enum err health_ready(struct work *w, struct health *out)
{
	TRY(db_one(w, Q_HEALTH_SCHEMA, NULL, health_fields, out));
	finish(w, out);
	return OK;
}

enum err health_read(struct work *w, struct health *out)
{
	db_later_one(w, Q_HEALTH_SCHEMA, NULL, health_fields, out, NULL);
	db_later_one(w, Q_HEALTH_QUEUE, NULL, health_queue_fields, out, NULL);
	TRY(db_flush(w));
	finish(w, out);
	return OK;
}
