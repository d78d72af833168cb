/* jobs - leases on the rows of the jobs table. */
#include "store/jobs.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/field.h"
#include "base/id.h"
#include "base/metric.h"
#include "base/str.h"
#include "store/db.h"
#include "store/redis.h"

enum { LONGEST_PAUSE_MS = 6 * 3600 * 1000, PURGE_MOST = 20000 };

static const struct field job_fields[] = {
	{ "id", F_INT, AT(job, id), "id" },
	{ "kind", F_TEXT, AT(job, kind), "kind" },
	{ "payload", F_TEXT, AT(job, payload), "payload" },
	{ "attempts", F_COUNT, AT(job, attempts), "attempts" },
	{ "maxAttempts", F_COUNT, AT(job, max_attempts), "max_attempts" },
	{ "fence", F_INT, AT(job, fence), "fence" },
	{ "trace", F_TEXT, AT(job, trace), "trace" },
	{ 0 },
};

/* ---- who holds a lease ---- */

/* When a process began, in clock ticks since boot; 0 when there is none. Tells a reused id apart. */
static long long began(long long pid)
{
	char path[64], line[1024], *at;
	long long ticks = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%lld/stat", pid);
	f = fopen(path, "re");
	if (!f)
		return 0;
	at = fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
	if (!at || sscanf(at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %lld",
			  &ticks) != 1)
		ticks = 0;
	fclose(f);
	return ticks;
}

/* "host:": what the names of this host's processes begin with. */
static const char *host(struct work *w)
{
	char name[65] = "host";

	gethostname(name, sizeof name - 1);
	return arena_printf(w->arena, "%s:", name);
}

static const char *holder(struct work *w)
{
	static long long mine;

	if (!mine)
		mine = began(getpid());
	return arena_printf(w->arena, "%s%d:%lld", host(w), (int)getpid(), mine);
}

/* "host:pid:ticks" of a process that is gone. */
static bool gone(const char *owner, size_t host_n)
{
	long long pid, ticks;

	return sscanf(owner + host_n, "%lld:%lld", &pid, &ticks) == 2 && began(pid) != ticks;
}

struct owner {
	const char *name;
};

static const struct field owner_fields[] = {
	{ "name", F_TEXT, AT(owner, name), "owner" },
	{ 0 },
};

enum err jobs_rescue_host(struct work *w)
{
	const char *here = host(w);
	struct owner *list;
	size_t n;

	TRY(db_list(w, Q_JOB_HOLDERS, (struct param[]){ p_text(here) }, owner_fields, sizeof *list, &list, &n));
	for (size_t i = 0; i < n; i++)
		if (gone(list[i].name, strlen(here)))
			TRY(db_run(w, Q_JOB_RESCUE, (struct param[]){ p_text(list[i].name) }));
	return OK;
}

enum err jobs_rescue(struct work *w)
{
	TRY(db_run(w, Q_JOB_RESCUE, (struct param[]){ p_null() }));
	return jobs_rescue_host(w);
}

/* ---- taking and ending ---- */

enum err jobs_take(struct work *w, const char *lane, int n, bool alone, struct job **list, size_t *count)
{
	return db_list(w, Q_JOB_TAKE,
		       (struct param[]){ p_text(lane), p_int(n), p_int(conf_int(CONF_JOB_LEASE_S)), p_text(holder(w)),
					 p_bool(alone) },
		       job_fields, sizeof(struct job), list, count);
}

enum err jobs_leased(struct work *w, int64_t id, int64_t fence, struct job *out)
{
	return db_one(w, Q_JOB_LEASED, (struct param[]){ p_int(id), p_int(fence) }, job_fields, out);
}

enum err jobs_renew(struct work *w, const int64_t *ids, const int64_t *fences, size_t n)
{
	return db_run(w, Q_JOB_RENEW,
		      (struct param[]){ p_ints(ids, n), p_ints(fences, n), p_int(conf_int(CONF_JOB_LEASE_S)) });
}

enum err jobs_done(struct work *w, const struct job *j)
{
	metric_add(METRIC_JOBS_DONE, 1);
	return db_run(w, Q_JOB_DONE, (struct param[]){ p_int(j->id), p_int(j->fence) });
}

/* first * attempt^4, a tenth more or less, at most six hours: ten attempts span four hours. */
static int64_t pause_ms(int attempts)
{
	int64_t ms = conf_int(CONF_JOB_BACKOFF_MS), n = attempts < 100 ? attempts : 100;
	uint32_t random;

	ms = ms * n * n * n * n;
	if (ms > LONGEST_PAUSE_MS)
		ms = LONGEST_PAUSE_MS;
	id_random(&random, sizeof random);
	return ms * 9 / 10 + (int64_t)(random % 1024) * ms / 5120;
}

enum err jobs_failed(struct work *w, const struct job *j, const char *why, bool give_up)
{
	int64_t pause = pause_ms(j->attempts);

	metric_add(METRIC_JOBS_FAILED, 1);
	metric_add(METRIC_JOBS_DEAD, give_up || j->attempts >= j->max_attempts);
	if (pause < (int64_t)w->retry_s * 1000)
		pause = (int64_t)w->retry_s * 1000;
	return db_run(w, Q_JOB_FAILED,
		      (struct param[]){ p_int(j->id), p_int(j->fence), p_text(why), p_int(pause), p_bool(give_up) });
}

enum err jobs_put_back(struct work *w, const struct job *j, const char *why, int64_t pause)
{
	return db_run(w, Q_JOB_PUT_BACK,
		      (struct param[]){ p_int(j->id), p_int(j->fence), p_text(why), p_int(pause) });
}

enum err jobs_died(struct work *w, const struct job *j, const char *why)
{
	metric_add(METRIC_JOBS_FAILED, 1);
	metric_add(METRIC_JOBS_DEAD, j->attempts >= j->max_attempts);
	return db_run(w, Q_JOB_DIED,
		      (struct param[]){ p_int(j->id), p_int(j->fence), p_text(why), p_int(pause_ms(j->attempts)) });
}

enum err jobs_purge(struct work *w)
{
	return db_run(w, Q_JOB_PURGE, (struct param[]){ p_int(conf_int(CONF_JOB_KEEP_H)), p_int(PURGE_MOST) });
}

void jobs_announce(struct work *w)
{
	redis_publish(w, JOBS_CHANNEL, "1", 1);
}

/* ---- payloads ---- */

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
