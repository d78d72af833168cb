/* lane - slots with their fibers, the loop around them, and processes for jobs that run alone. */
#include "domain/lane.h"

#include <assert.h>
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/fiber.h"
#include "base/id.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/otlp.h"
#include "base/trace.h"
#include "base/when.h"
#include "provider/call.h"
#include "store/db.h"
#include "store/redis.h"

enum {
	STACK = 1 << 20,
	MEMORY = 64 << 20,
	TAKE = 32,              /* jobs of one lease statement */
	JOB_US = 40000000,
	ALONE = 4,              /* processes for jobs that run alone */
	SOON_US = 5000,         /* pause between two looks when there is more */
	LISTEN_US = 1000000,    /* pause between attempts to hear of commits */
	SPREAD_S = 600,         /* put-back jobs come again within this */
	PUT_BACK_PER_S = 200,
};

extern char **environ;

struct slot {
	const struct lane *lane;
	struct fiber *fiber;
	struct work work;
	struct job job;         /* texts in the slot's arena */
	int64_t start, lease_end;
	bool taken;
};

/* A process that runs one job. */
struct alone {
	pid_t pid;
	struct job job;
	char kind[64];
};

struct loop {
	const struct lane *lane;
	struct work work;       /* of the loop itself */
	struct slot *slots;
	size_t busy;
	struct redis_feed *feed;
	int64_t listen_at, renew_at, look_at, looked, alone_at;
	struct alone alone[ALONE];
};

static int put_back_run; /* jobs put back since the last one that went through */

/* ---- one job ---- */

static int index_of(const struct lane *l, const char *kind)
{
	for (int i = 0; l->kinds[i].kind; i++)
		if (strcmp(l->kinds[i].kind, kind) == 0)
			return i;
	return -1;
}

static bool try_again(enum err e)
{
	return e == ERR_UNAVAILABLE || e == ERR_TIMEOUT || e == ERR_BUSY_RETRY || e == ERR_RETRY;
}

/* After the provider's pause, and later the more jobs wait for it: they do not all come at once. */
static enum err put_back(struct work *w, const struct job *j, const char *why)
{
	int64_t spread_ms = 1000 + (int64_t)++put_back_run * 1000 / PUT_BACK_PER_S;
	uint32_t random;

	if (spread_ms > (int64_t)SPREAD_S * 1000)
		spread_ms = (int64_t)SPREAD_S * 1000;
	id_random(&random, sizeof random);
	return jobs_put_back(w, j, why, (int64_t)w->retry_s * 1000 + (int64_t)(random % (uint32_t)spread_ms));
}

static void write_log(const struct job *j, enum err e, const char *why, int64_t micros)
{
	bool dead = e != OK && e != ERR_AWAY && (!try_again(e) || j->attempts >= j->max_attempts);
	char trace[2 * TRACE_ID + 1];
	struct log l;

	trace_id(trace);

	log_open(&l, e == OK ? LOG_INFO : dead ? LOG_ERROR : LOG_WARN, dead ? "job_dead" : "job");
	log_text(&l, "kind", j->kind);
	log_int(&l, "job", j->id);
	log_int(&l, "attempt", j->attempts);
	log_text(&l, "trace", *trace ? trace : NULL);
	log_int(&l, "us", micros);
	log_text(&l, "error", e == OK ? NULL : why);
	log_send(&l);
}

/* A failed handler leaves nothing open; the end is refused when the lease is another's by now. */
static void end_job(struct work *w, const struct lane *l, const struct job *j, enum err e, int64_t start)
{
	int i = index_of(l, j->kind);
	bool failed = e != OK;
	char why[500];

	db_rollback(w);
	work_settle(w, e == OK);
	snprintf(why, sizeof why, "%s: %s", err_code(e), fail_note()->why);
	write_log(j, e, why, when_ticks() - start);
	metric_request((size_t)i, e == OK ? 200 : 500, when_ticks() - start);
	fail_clear();
	w->deadline = 0;
	if (e == OK) {
		put_back_run = 0;
		e = jobs_done(w, j);
	} else {
		e = e == ERR_AWAY ? put_back(w, j, why) : jobs_failed(w, j, why, !try_again(e));
	}
	if (e != OK)
		log_say(LOG_WARN, "job_end_lost", "job %lld: %s", (long long)j->id, fail_note()->why);
	jobs_announce(w);
	trace_done(TRACE_CONSUMER, "job", NULL, i < 0 ? "-" : l->kinds[i].kind, start, 0, failed);
}

static enum err run_job(struct work *w, const struct lane *l, const struct job *j)
{
	int i = index_of(l, j->kind);
	enum err e;

	fail_clear();
	w->now = when_now();
	w->deadline = when_ticks() + JOB_US;
	w->lang = LANG_FR;
	w->retry_s = 0;
	w->job = j->id;
	w->fence = j->fence;
	if (i < 0)
		return fail(ERR_INTERNAL, "no handler for %s", j->kind);
	e = l->kinds[i].run(w, j);
	return e == OK && arena_overflown(w->arena) ? fail(ERR_MEMORY, "more than %d bytes", MEMORY) : e;
}

/*
 * A process that stood still past its lease (stopped, swapped out) leaves the job to whoever has it
 * now: its own end would be refused, but the message would have left twice.
 */
static void run_slot(void *ctx)
{
	struct slot *s = ctx;

	s->start = when_ticks();
	if (s->start >= s->lease_end) {
		log_say(LOG_WARN, "lease_lost", "job %lld", (long long)s->job.id);
		return;
	}
	trace_begin(s->job.trace);
	end_job(&s->work, s->lane, &s->job, run_job(&s->work, s->lane, &s->job), s->start);
}

/* ---- processes of their own ---- */

/* Its own name in the list of processes tells which job it runs. */
static void start_alone(struct loop *p, const struct job *j)
{
	struct alone *a = p->alone;
	char name[64];
	char *argv[] = { "worker", "--lane", (char *)p->lane->name, "--job", name, NULL };

	while (a->pid)
		a++;
	snprintf(name, sizeof name, "%lld:%lld", (long long)j->id, (long long)j->fence);
	a->job = *j;
	snprintf(a->kind, sizeof a->kind, "%s", j->kind);
	a->job.kind = a->kind;
	a->job.payload = NULL;
	if (posix_spawn(&a->pid, "/proc/self/exe", NULL, NULL, argv, environ) != 0) {
		a->pid = 0;
		jobs_failed(&p->work, j, "no process for it", false);
	}
}

/* What ended well has written its own end. */
static void reap(struct loop *p)
{
	char why[100];
	int status;

	for (struct alone *a = p->alone; a < p->alone + ALONE; a++) {
		if (!a->pid || waitpid(a->pid, &status, WNOHANG) != a->pid)
			continue;
		a->pid = 0;
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
			continue;
		snprintf(why, sizeof why, "its process ended with %s %d", WIFSIGNALED(status) ? "signal" : "code",
			 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
		write_log(&a->job, ERR_UNAVAILABLE, why, 0);
		if (jobs_died(&p->work, &a->job, why) != OK)
			log_say(LOG_WARN, "job_end_lost", "job %lld", (long long)a->job.id);
	}
}

static int room_alone(const struct loop *p)
{
	int n = 0;

	for (int i = 0; i < ALONE; i++)
		n += p->alone[i].pid == 0;
	return n;
}

/* The default action of SIGALRM ends a process whose job does not give way in time. */
static void watch(int seconds)
{
	struct itimerval t = { .it_value.tv_sec = seconds };

	setitimer(ITIMER_REAL, &t, NULL);
}

int lane_run_one(const struct lane *l, const struct work *w, const char *job)
{
	struct work mine = *w;
	long long id, fence;
	struct job j;

	if (sscanf(job, "%lld:%lld", &id, &fence) != 2)
		return 2;
	watch((int)conf_int(CONF_JOB_HANG_S));
	if (jobs_leased(&mine, id, fence, &j) != OK)
		return 0; /* another has it by now */
	trace_begin(j.trace);
	end_job(&mine, l, &j, run_job(&mine, l, &j), when_ticks());
	return 0;
}

/* ---- the loop ---- */

static void start_slot(struct loop *p, const struct job *j, int64_t lease_end)
{
	struct slot *s = p->slots;

	while (s->taken)
		s++;
	s->taken = true;
	s->lease_end = lease_end;
	s->job = *j;
	s->job.kind = arena_str(s->work.arena, j->kind);
	s->job.payload = arena_str(s->work.arena, j->payload);
	s->job.trace = j->trace ? arena_str(s->work.arena, j->trace) : NULL;
	p->busy++;
	fiber_start(s->fiber, run_slot, s);
}

/* Fibers share the connection: whoever gives way with a transaction open would mix it with another's. */
static void at_rest(const struct loop *p)
{
	assert(!db_in_transaction(&p->work));
}

/* True when there may be more. */
static bool take(struct loop *p, int room, bool alone)
{
	int64_t asked = when_ticks();
	struct job *list;
	size_t n = 0;

	if (room > TAKE)
		room = TAKE;
	if (jobs_take(&p->work, p->lane->name, room, alone, &list, &n) != OK) {
		log_say(LOG_WARN, "claim", "%s", fail_note()->why);
		fail_clear();
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (alone)
			start_alone(p, &list[i]);
		else
			start_slot(p, &list[i], asked + conf_int(CONF_JOB_LEASE_S) * WHEN_SECOND);
		at_rest(p);
	}
	return n == (size_t)room;
}

static void free_slots(struct loop *p)
{
	for (struct slot *s = p->slots; s < p->slots + p->lane->slots; s++) {
		if (!s->taken || !fiber_ended(s->fiber))
			continue;
		arena_reset(s->work.arena);
		s->taken = false;
		p->busy--;
	}
}

/* A third of the lease is left for each of two more attempts to renew it. */
static void renew(struct loop *p)
{
	int64_t now = when_ticks(), lease = conf_int(CONF_JOB_LEASE_S) * WHEN_SECOND;
	int64_t *ids = arena_get(p->work.arena, 2 * (size_t)(p->lane->slots + ALONE) * sizeof *ids);
	int64_t *fences = ids + p->lane->slots + ALONE;
	size_t n = 0;

	if (now < p->renew_at)
		return;
	p->renew_at = now + lease / 3;
	for (struct slot *s = p->slots; s < p->slots + p->lane->slots; s++)
		if (s->taken) {
			ids[n] = s->job.id;
			fences[n++] = s->job.fence;
		}
	for (struct alone *a = p->alone; a < p->alone + ALONE; a++)
		if (a->pid) {
			ids[n] = a->job.id;
			fences[n++] = a->job.fence;
		}
	if (n && jobs_renew(&p->work, ids, fences, n) != OK)
		log_say(LOG_WARN, "renew", "%s", fail_note()->why);
	fail_clear();
}

/* Input of the feed is a word that there was a commit; how often does not matter. */
static void hear(struct loop *p)
{
	struct slice word;

	if (redis_feed_read(p->feed))
		while (redis_feed_next(p->feed, &word))
			p->look_at = p->looked + SOON_US;
}

static void listen_again(struct loop *p)
{
	static const char *const channels[] = { JOBS_CHANNEL };
	int64_t now = when_ticks();

	if (redis_feed_fd(p->feed) >= 0 || now < p->listen_at)
		return;
	p->listen_at = now + LISTEN_US;
	redis_feed_listen(p->feed, channels, 1);
}

/* Soon again when there was more than there is room for, else when a commit is announced or at the next poll. */
static void look(struct loop *p)
{
	int64_t now = when_ticks(), idle = conf_int(CONF_JOB_POLL_MS) * 1000;
	int room = p->lane->slots - (int)p->busy, beside = room_alone(p);
	bool more = room == 0 || take(p, room, false);

	if (beside > 0 && now >= p->alone_at) {
		p->alone_at = now + idle;
		take(p, beside, true);
	}
	p->looked = now;
	p->look_at = now + (more ? SOON_US : idle);
}

static void turn(struct loop *p, bool stopping)
{
	int64_t left_ms;

	watch((int)conf_int(CONF_JOB_HANG_S));
	if (!stopping && when_ticks() >= p->look_at)
		look(p);
	free_slots(p);
	listen_again(p);
	left_ms = (p->look_at - when_ticks()) / 1000;
	if (calls_wait(redis_feed_fd(p->feed), left_ms < 0 ? 1 : (int)left_ms + 1))
		hear(p);
	at_rest(p);
	free_slots(p);
	reap(p);
	renew(p);
	otlp_turn(); /* the lane looks for work more often than that asks for */
	arena_reset(p->work.arena);
}

static struct loop *loop_open(const struct lane *l, const struct work *w)
{
	struct loop *p = calloc(1, sizeof *p);

	if (!p || !(p->slots = calloc((size_t)l->slots, sizeof *p->slots)))
		abort();
	p->lane = l;
	p->work = *w;
	p->feed = redis_feed_open();
	for (struct slot *s = p->slots; s < p->slots + l->slots; s++) {
		s->lane = l;
		s->work = *w;
		s->work.arena = arena_new(MEMORY);
		s->fiber = fiber_new(STACK);
	}
	return p;
}

static void loop_close(struct loop *p)
{
	for (struct slot *s = p->slots; s < p->slots + p->lane->slots; s++) {
		arena_free(s->work.arena);
		fiber_free(s->fiber);
	}
	redis_feed_close(p->feed);
	free(p->slots);
	free(p);
}

/* More memory than any job needs: one that asks for it without end fails instead of the machine. */
static void bound_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
	rlim_t most = (rlim_t)conf_int(CONF_JOB_MEMORY_MB) << 20;

	setrlimit(RLIMIT_AS, &(struct rlimit){ most, most });
#endif
}

void lane_run(const struct lane *l, const struct work *w, const volatile sig_atomic_t *stopping)
{
	struct loop *p = loop_open(l, w);

	bound_memory();
	if (jobs_rescue_host(&p->work) != OK)
		log_say(LOG_WARN, "rescue", "%s", fail_note()->why);
	while (!*stopping || p->busy || room_alone(p) < ALONE)
		turn(p, *stopping);
	watch(0);
	loop_close(p);
}
