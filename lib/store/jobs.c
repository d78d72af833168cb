/* jobs - claiming and ending jobs. */
#include "store/jobs.h"

#include <cjson/cJSON.h>

#include "base/conf.h"
#include "base/field.h"
#include "base/id.h"
#include "base/metric.h"
#include "store/db.h"

enum { LONGEST_PAUSE_MS = 6 * 3600 * 1000 };

static const struct field job_fields[] = {
	{ "id", F_INT, AT(job, id), "id" },
	{ "kind", F_TEXT, AT(job, kind), "kind" },
	{ "payload", F_TEXT, AT(job, payload), "payload" },
	{ "attempts", F_COUNT, AT(job, attempts), "attempts" },
	{ "maxAttempts", F_COUNT, AT(job, max_attempts), "max_attempts" },
	{ "fence", F_INT, AT(job, fence), "fence" },
	{ 0 },
};

enum err jobs_claim(struct work *w, const char *lane, int n, struct job **list, size_t *count)
{
	return db_list(w, Q_JOB_CLAIM,
		       (struct param[]){ p_text(lane), p_int(n), p_int(conf_int(CONF_JOB_LEASE_S)) },
		       job_fields, sizeof(struct job), list, count);
}

enum err jobs_done(struct work *w, const struct job *j)
{
	metric_add(METRIC_JOBS_DONE, 1);
	return db_run(w, Q_JOB_DONE, (struct param[]){ p_int(j->id), p_int(j->fence) });
}

/* base * 2^(attempt - 1), a quarter more or less, at most six hours. */
static int64_t pause_ms(int attempts)
{
	int64_t ms = conf_int(CONF_JOB_BACKOFF_S) * 1000;
	uint32_t random;

	for (int i = 1; i < attempts && ms < LONGEST_PAUSE_MS; i++)
		ms *= 2;
	if (ms > LONGEST_PAUSE_MS)
		ms = LONGEST_PAUSE_MS;
	id_random(&random, sizeof random);
	return ms * 3 / 4 + (int64_t)(random % 1024) * ms / 2048;
}

enum err jobs_failed(struct work *w, const struct job *j, const char *why, bool give_up)
{
	metric_add(METRIC_JOBS_FAILED, 1);
	metric_add(METRIC_JOBS_DEAD, give_up || j->attempts >= j->max_attempts);
	return db_run(w, Q_JOB_FAILED,
		      (struct param[]){ p_int(j->id), p_int(j->fence), p_text(why),
					p_int(pause_ms(j->attempts)), p_bool(give_up) });
}

enum err jobs_rescue(struct work *w)
{
	return db_run(w, Q_JOB_RESCUE, NULL);
}

int64_t job_number(const struct job *j, const char *name)
{
	cJSON *o = cJSON_Parse(j->payload);
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(o, name);
	int64_t v = cJSON_IsNumber(c) ? (int64_t)c->valuedouble : 0;

	cJSON_Delete(o);
	return v;
}

const char *job_text(struct work *w, const struct job *j, const char *name)
{
	cJSON *o = cJSON_Parse(j->payload);
	const cJSON *c = cJSON_GetObjectItemCaseSensitive(o, name);
	const char *s = cJSON_IsString(c) ? arena_str(w->arena, c->valuestring) : NULL;

	cJSON_Delete(o);
	return s;
}
