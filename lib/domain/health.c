/* health - state of database, cache and queue. */
#include "domain/health.h"

#include "base/str.h"
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

/* ---- jobs by kind ---- */

struct figure {
	const char *lane, *kind;
	int64_t waiting, running, dead, oldest_s;
};

static const struct field figure_fields[] = {
	{ "lane", F_TEXT, AT(figure, lane), "lane" },
	{ "kind", F_TEXT, AT(figure, kind), "kind" },
	{ "waiting", F_INT, AT(figure, waiting), "waiting" },
	{ "running", F_INT, AT(figure, running), "running" },
	{ "dead", F_INT, AT(figure, dead), "dead" },
	{ "oldestSeconds", F_INT, AT(figure, oldest_s), "oldest_s" },
	{ 0 },
};

static const struct {
	const char *name, *help;
	size_t at;
} gauges[] = {
	{ "abrid_jobs_waiting", "Jobs that wait for their turn or their next try", offsetof(struct figure, waiting) },
	{ "abrid_jobs_running", "Jobs leased by a worker", offsetof(struct figure, running) },
	{ "abrid_jobs_dead", "Jobs given up, kept for an operator", offsetof(struct figure, dead) },
	{ "abrid_jobs_oldest_seconds", "How long the oldest job that could run has been waiting", offsetof(struct figure, oldest_s) },
};

enum err health_jobs(struct work *w, struct buf *out)
{
	struct figure *list;
	int64_t dead = 0;
	size_t n;

	TRY(db_list(w, Q_JOB_FIGURES, NULL, figure_fields, sizeof *list, &list, &n));
	for (size_t g = 0; g < sizeof gauges / sizeof gauges[0]; g++) {
		buf_printf(out, "# HELP %s %s\n# TYPE %s gauge\n", gauges[g].name, gauges[g].help, gauges[g].name);
		for (size_t i = 0; i < n; i++)
			buf_printf(out, "%s{lane=\"%s\",kind=\"%s\"} %lld\n", gauges[g].name, list[i].lane, list[i].kind,
				   (long long)*(const int64_t *)((const char *)&list[i] + gauges[g].at));
	}
	for (size_t i = 0; i < n; i++)
		dead += list[i].dead;
	buf_printf(out,
		   "# HELP abrid_alert 1 while something waits for a person\n# TYPE abrid_alert gauge\nabrid_alert{name=\"jobs_dead\"} %d\n",
		   dead > 0);
	return OK;
}
