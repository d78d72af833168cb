/* health - state of every part, and the counters. */
#include "admin.h"

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "domain/health.h"
#include "domain/reconcile.h"

const struct answer live_answers[] = {
	{ .status = 200 },
	{ 0 },
};

const struct answer ready_answers[] = {
	{ 200, "Health", health_fields, .how = ANSWER_ONE },
	{ 0 },
};

const struct answer health_answers[] = {
	{ 200, "Health", health_fields, .how = ANSWER_ONE },
	{ 200, "HealthQueue", health_queue_fields, .name = "jobs" },
	{ 0 },
};

enum err live(struct req *r)
{
	return reply(r, 200);
}

enum err ready(struct req *r)
{
	struct health *s = arena_get(r->work.arena, sizeof *s);

	TRY(health_ready(&r->work, s));
	put(r, NULL, health_fields, s);
	return reply(r, 200);
}

enum err health(struct req *r)
{
	struct health *s = arena_get(r->work.arena, sizeof *s);

	TRY(health_read(&r->work, s));
	put(r, NULL, health_fields, s);
	put(r, "jobs", health_queue_fields, s);
	return reply(r, 200);
}

enum err metrics(struct req *r)
{
	struct buf out;

	buf_init(&out, r->work.arena, 65536);
	metric_print(conf_text(CONF_DIR_RUN), &out);
	if (health_jobs(&r->work, &out) != OK || reconcile_metrics(&r->work, &out) != OK) {
		log_say(LOG_WARN, "metrics", "no figures of jobs or of the bank: %s", fail_note()->why);
		fail_clear();
	}
	return reply_bytes(r, out.data, out.len);
}
