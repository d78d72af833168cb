/*
 * worker - what happens after a commit: jobs of one lane, and the timers of the platform.
 *
 *   worker --lane money|messages|documents|pushes|timers
 *
 * One process per lane and more when needed: jobs are leased, so several workers on several hosts
 * share them. A job that fails waits with back-off; one that kills its worker counts as a try.
 * SIGTERM ends the loop between jobs.
 */
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

#include "base/conf.h"
#include "base/field.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/when.h"
#include "document/render.h"
#include "domain/aftersale.h"
#include "domain/cancel.h"
#include "domain/follow.h"
#include "domain/manifest.h"
#include "domain/notice.h"
#include "domain/otp.h"
#include "domain/payment.h"
#include "domain/refund.h"
#include "domain/seat.h"
#include "domain/ticket.h"
#include "domain/track.h"
#include "provider/call.h"
#include "store/db.h"
#include "store/jobs.h"
#include "store/objects.h"
#include "store/redis.h"

enum { MEMORY = 64 << 20, BATCH = 8, JOB_US = 40000000, EXPIRE_BATCH = 200, EXPIRE_GRACE_S = 0 };

static volatile sig_atomic_t stopping;

static void on_term(int sig)
{
	(void)sig;
	stopping = 1;
}

/* ---- jobs ---- */

static enum err issue(struct work *w, const struct job *j)
{
	return ticket_issue(w, job_number(j, "bookingId"));
}

static enum err render(struct work *w, const struct job *j)
{
	return ticket_render(w, job_number(j, "bookingId"), job_text(w, j, "kind"),
			     job_text(w, j, "key"));
}

/* "notice.confirmed" and its sisters: the template is the second word. */
static enum err notify(struct work *w, const struct job *j)
{
	return notice_send(w, job_number(j, "bookingId"), job_text(w, j, "channel"),
			   j->kind + strlen("notice."), job_number(j, "quoteId"));
}

static enum err send_receipt(struct work *w, const struct job *j)
{
	return notice_receipt(w, job_number(j, "bookingId"), job_number(j, "mailId"));
}

static enum err give_back(struct work *w, const struct job *j)
{
	return refund_send(w, job_number(j, "refundId"));
}

static enum err push(struct work *w, const struct job *j)
{
	return follow_push(w, job_number(j, "bookingId"));
}

static enum err end_streams(struct work *w, const struct job *j)
{
	return follow_revoke(w, job_number(j, "sessionId"), job_number(j, "userId"), job_number(j, "partnerId"));
}

static enum err draw_manifest(struct work *w, const struct job *j)
{
	lang_of(job_text(w, j, "lang"), &w->lang);
	return manifest_render(w, job_number(j, "scheduleId"), job_number(j, "phones") == 1,
			       job_text(w, j, "key"));
}

static enum err end_trip(struct work *w, const struct job *j)
{
	return cancel_run(w, job_number(j, "scheduleId"));
}

static enum err send_code(struct work *w, const struct job *j)
{
	return otp_send(w, job_number(j, "otpId"));
}

static enum err tell_moved(struct work *w, const struct job *j)
{
	return otp_tell_moved(w, job_number(j, "otpId"));
}

static enum err tell(struct work *w, const struct job *j)
{
	return otp_tell(w, job_number(j, "userId"), job_text(w, j, "what"));
}

static const struct {
	const char *kind;
	enum err (*run)(struct work *w, const struct job *j);
} handlers[] = {
	{ "ticket.issue", issue },
	{ "document.render", render },
	{ "notice.confirmed", notify },
	{ "notice.cash", notify },
	{ "notice.refund", notify },
	{ "notice.cancelled", notify },
	{ "notice.cancelled_cash", notify },
	{ "notice.cancelled_unpaid", notify },
	{ "notice.cancelled_own", notify },
	{ "notice.exchanged", notify },
	{ "notice.receipt", send_receipt },
	{ "refund.submit", give_back },
	{ "trip.cancelled", end_trip },
	{ "manifest.render", draw_manifest },
	{ "push.booking", push },
	{ "push.revoked", end_streams },
	{ "otp.send", send_code },
	{ "account.moved", tell_moved },
	{ "account.told", tell },
};

static enum err run_job(struct work *w, const struct job *j)
{
	for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++)
		if (strcmp(handlers[i].kind, j->kind) == 0)
			return handlers[i].run(w, j);
	return fail(ERR_INTERNAL, "no handler for %s", j->kind);
}

/* The job's end is written on its own connection state: a failed handler leaves nothing open. */
static void do_job(struct work *w, const struct job *j)
{
	int64_t start = when_ticks();
	enum err e;
	char why[500];
	struct log l;

	fail_clear();
	w->now = when_now();
	w->deadline = start + JOB_US;
	e = run_job(w, j);
	db_rollback(w);
	work_settle(w, e == OK);
	snprintf(why, sizeof why, "%s: %s", err_code(e), fail_note()->why);
	log_open(&l, e == OK ? LOG_INFO : LOG_WARN, "job");
	log_text(&l, "kind", j->kind);
	log_int(&l, "job", j->id);
	log_int(&l, "attempt", j->attempts);
	log_int(&l, "us", when_ticks() - start);
	log_text(&l, "error", e == OK ? NULL : why);
	log_send(&l);
	fail_clear();
	e = e == OK ? jobs_done(w, j)
		    : jobs_failed(w, j, why, !(e == ERR_UNAVAILABLE || e == ERR_TIMEOUT ||
					       e == ERR_BUSY_RETRY || e == ERR_RETRY));
	if (e != OK)
		log_say(LOG_WARN, "job_end_lost", "job %lld: %s", (long long)j->id, fail_note()->why);
}

/* Claims one at a time: a job waits for its worker no longer than the job before it takes. */
static bool do_jobs(struct work *w, const char *lane)
{
	struct job *list;
	size_t n = 0;

	fail_clear();
	w->deadline = 0;
	if (jobs_claim(w, lane, 1, &list, &n) != OK) {
		log_say(LOG_WARN, "claim", "%s", fail_note()->why);
		return false;
	}
	if (n)
		do_job(w, &list[0]);
	return n > 0;
}

/* ---- timers ---- */

struct freed {
	int64_t trip;
};

static const struct field freed_fields[] = {
	{ "trip", F_INT, AT(freed, trip), "trip" },
	{ 0 },
};

static enum err expire(struct work *w)
{
	struct freed *freed;
	size_t n;

	do {
		TRY(db_list(w, Q_BOOKING_EXPIRE,
			    (struct param[]){ p_int(EXPIRE_BATCH), p_int(EXPIRE_GRACE_S) }, freed_fields,
			    sizeof(struct freed), &freed, &n));
		metric_add(METRIC_HOLDS_EXPIRED, n);
		for (size_t i = 0; i < n; i++)
			seat_words_stale(w, freed[i].trip);
	} while (n == EXPIRE_BATCH);
	return OK;
}

static enum err poll(struct work *w)
{
	int64_t *attempts;
	size_t n;

	TRY(payment_due(w, 20, &attempts, &n));
	for (size_t i = 0; i < n; i++) {
		w->deadline = when_ticks() + JOB_US;
		if (payment_ask(w, attempts[i], false) != OK)
			log_say(LOG_WARN, "poll", "attempt %lld: %s", (long long)attempts[i],
				fail_note()->why);
		fail_clear();
	}
	return OK;
}

static enum err partitions(struct work *w)
{
	return db_run(w, Q_PARTITION_KEEP, (struct param[]){ p_int(conf_int(CONF_SALE_DAYS)) });
}

static enum err purge(struct work *w)
{
	return db_run(w, Q_IDEM_PURGE, (struct param[]){ p_int(24) });
}

static enum err sweep(struct work *w)
{
	(void)w;
	objects_sweep(conf_int(CONF_DOCUMENT_KEEP_H) * 3600);
	return OK;
}

static enum err purge_accounts(struct work *w)
{
	return db_run(w, Q_USER_PURGE, NULL);
}

static const struct {
	const char *kind;
	enum err (*run)(struct work *w);
} timers[] = {
	{ "bookings.expire", expire },
	{ "payments.poll", poll },
	{ "quotes.expire", quote_expire },
	{ "trips.advance", aftersale_close_trips },
	{ "jobs.rescue", jobs_rescue },
	{ "partitions.keep", partitions },
	{ "idempotency.purge", purge },
	{ "accounts.purge", purge_accounts },
	{ "documents.sweep", sweep },
	{ "locations.partitions", track_keep_partitions },
	{ "locations.sums", track_keep_sums },
};

struct due {
	const char *kind;
};

static const struct field due_fields[] = {
	{ "kind", F_TEXT, AT(due, kind), "kind" },
	{ 0 },
};

static void do_timer(struct work *w, const char *kind)
{
	int64_t start = when_ticks();
	enum err e = OK;
	const char *why;

	fail_clear();
	w->now = when_now();
	w->deadline = start + JOB_US;
	for (size_t i = 0; i < sizeof timers / sizeof timers[0]; i++)
		if (strcmp(timers[i].kind, kind) == 0)
			e = timers[i].run(w);
	why = e == OK ? NULL : arena_printf(w->arena, "%s: %s", err_code(e), fail_note()->why);
	if (why)
		log_say(LOG_ERROR, "timer", "%s: %s", kind, why);
	fail_clear();
	w->deadline = 0;
	db_run(w, Q_TIMER_RAN,
	       (struct param[]){ p_text(kind), p_int((when_ticks() - start) / 1000), p_text(why) });
}

static bool do_timers(struct work *w)
{
	struct due *due;
	size_t n = 0;

	fail_clear();
	w->deadline = 0;
	if (db_list(w, Q_TIMER_DUE, NULL, due_fields, sizeof(struct due), &due, &n) != OK) {
		log_say(LOG_WARN, "timers", "%s", fail_note()->why);
		return false;
	}
	for (size_t i = 0; i < n && !stopping; i++)
		do_timer(w, due[i].kind);
	return false;
}

/* ---- the loop ---- */

static void pause_ms(int64_t ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static void loop(struct work *w, const char *lane)
{
	bool is_timers = strcmp(lane, "timers") == 0;
	int64_t idle = conf_int(CONF_JOB_POLL_MS);

	while (!stopping) {
		bool busy = is_timers ? do_timers(w) : do_jobs(w, lane);

		arena_reset(w->arena);
		if (!busy && !stopping)
			pause_ms(idle);
	}
}

static bool boot(struct work *w, const char *lane, char *why, size_t size)
{
	static struct metric_row rows[sizeof handlers / sizeof handlers[0]];
	const char *name; /* kept for the life of the process */

	if (sodium_init() < 0 || !conf_load(why, size))
		return false;
	name = strdup(arena_printf(w->arena, "worker-%s", lane));
	log_start(name, (enum log_level)conf_int(CONF_LOG_LEVEL));
	if (!text_load(arena_printf(w->arena, "%s/text", conf_text(CONF_DIR_TEMPLATES)), why, size) ||
	    !render_start(conf_text(CONF_DIR_TEMPLATES), why, size))
		return false;
	for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++)
		rows[i] = (struct metric_row){ "JOB", handlers[i].kind, lane };
	metric_start(conf_text(CONF_DIR_RUN), name, rows, sizeof rows / sizeof rows[0]);
	call_start();
	return true;
}

int main(int argc, char **argv)
{
	static const char *const lanes[] = { "money", "messages", "documents", "pushes", "timers", NULL };
	struct work w = { .who = { .role = ROLE_WORKER }, .request_id = "worker" };
	char why[512] = "libsodium does not start";
	const char *lane = argc == 3 && strcmp(argv[1], "--lane") == 0 ? argv[2] : "";
	struct sigaction term = { .sa_handler = on_term };
	bool known = false;

	for (int i = 0; lanes[i]; i++)
		known = known || strcmp(lanes[i], lane) == 0;
	if (!known) {
		fprintf(stderr, "usage: worker --lane money|messages|documents|pushes|timers\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGINT, &term, NULL);
	signal(SIGPIPE, SIG_IGN);
	w.arena = arena_new(MEMORY);
	if (!boot(&w, lane, why, sizeof why)) {
		fprintf(stderr, "worker: %s\n", why);
		return 1;
	}
	w.db = db_open("worker", 30000);
	w.redis = redis_open();
	loop(&w, lane);
	db_close(w.db);
	redis_close(w.redis);
	arena_free(w.arena);
	return 0;
}
