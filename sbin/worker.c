/*
 * worker - what happens after a commit: jobs of one lane, and the timers of the platform.
 *
 *   worker --lane money|messages|documents|pushes|timers
 *
 * One process per lane and more when needed: jobs are leased, so several workers on several hosts
 * share them. A job that fails waits with back-off; one that kills its worker counts as a try and runs
 * in a process of its own from then on (--job, passed by the lane itself). SIGTERM lets the jobs in
 * flight end.
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
#include "base/otlp.h"
#include "base/when.h"
#include "document/render.h"
#include "domain/account.h"
#include "domain/aftersale.h"
#include "domain/cancel.h"
#include "domain/follow.h"
#include "domain/lane.h"
#include "domain/ledger.h"
#include "domain/manifest.h"
#include "domain/notice.h"
#include "domain/operation.h"
#include "domain/otp.h"
#include "domain/payment.h"
#include "domain/reconcile.h"
#include "domain/refund.h"
#include "domain/seat.h"
#include "domain/settlement.h"
#include "domain/staff.h"
#include "domain/statement.h"
#include "domain/ticket.h"
#include "domain/track.h"
#include "provider/call.h"
#include "store/db.h"
#include "store/jobs.h"
#include "store/objects.h"
#include "store/redis.h"

enum { MEMORY = 64 << 20, TIMER_US = 40000000, EXPIRE_BATCH = 200, EXPIRE_GRACE_S = 0, DUE_BATCH = 200 };

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
	struct notice_about about = { .quote = job_number(j, "quoteId"), .trip = job_number(j, "scheduleId"),
				      .operation = job_number(j, "operationId") };

	return notice_send(w, job_number(j, "bookingId"), job_text(w, j, "channel"), j->kind + strlen("notice."), &about);
}

static enum err send_receipt(struct work *w, const struct job *j)
{
	return notice_receipt(w, job_number(j, "bookingId"), job_number(j, "mailId"));
}

/* What comes of it is in the attempt, and the schedule of questions is there too: no other try. */
static enum err ask_bank(struct work *w, const struct job *j)
{
	if (payment_ask(w, job_number(j, "attemptId"), false) != OK)
		log_say(LOG_WARN, "poll", "attempt %lld: %s", (long long)job_number(j, "attemptId"), fail_note()->why);
	return OK;
}

static enum err compare(struct work *w, const struct job *j)
{
	return reconcile_ask(w, job_number(j, "attemptId"));
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

static enum err draw_statement(struct work *w, const struct job *j)
{
	lang_of(job_text(w, j, "lang"), &w->lang);
	return statement_render(w, job_number(j, "settlementId"), job_text(w, j, "key"));
}

static enum err end_trip(struct work *w, const struct job *j)
{
	return cancel_run(w, job_number(j, "scheduleId"));
}

static enum err end_trips(struct work *w, const struct job *j)
{
	return operation_run(w, job_number(j, "operationId"));
}

static enum err send_code(struct work *w, const struct job *j)
{
	return otp_send(w, job_number(j, "otpId"));
}

static enum err invite(struct work *w, const struct job *j)
{
	return staff_send_invitation(w, job_number(j, "invitationId"));
}

static enum err make_export(struct work *w, const struct job *j)
{
	return account_export_make(w, job_number(j, "exportId"));
}

static enum err tell_moved(struct work *w, const struct job *j)
{
	return otp_tell_moved(w, job_number(j, "otpId"));
}

static enum err tell(struct work *w, const struct job *j)
{
	return otp_tell(w, job_number(j, "userId"), job_text(w, j, "what"));
}

static const struct lane_kind handlers[] = {
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
	{ "notice.retimed", notify },
	{ "notice.retimed_free", notify },
	{ "notice.reseated", notify },
	{ "notice.unseated", notify },
	{ "notice.receipt", send_receipt },
	{ "payment.ask", ask_bank },
	{ "payment.reconcile", compare },
	{ "refund.submit", give_back },
	{ "trip.cancelled", end_trip },
	{ "operation.run", end_trips },
	{ "manifest.render", draw_manifest },
	{ "statement.render", draw_statement },
	{ "push.booking", push },
	{ "push.revoked", end_streams },
	{ "otp.send", send_code },
	{ "export.make", make_export },
	{ "invitation.send", invite },
	{ "account.moved", tell_moved },
	{ "account.told", tell },
	{ 0 },
};

enum { KINDS = sizeof handlers / sizeof handlers[0] - 1 };

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
	return payment_queue_due(w, DUE_BATCH);
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
	{ "payments.reconcile", reconcile_due },
	{ "quotes.expire", quote_expire },
	{ "ledger.watch", ledger_watch },
	{ "trips.advance", aftersale_close_trips },
	{ "settlements.close", settlement_close_due },
	{ "jobs.rescue", jobs_rescue },
	{ "jobs.purge", jobs_purge },
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
	w->deadline = start + TIMER_US;
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

static void do_timers(struct work *w)
{
	struct due *due;
	size_t n = 0;

	fail_clear();
	w->deadline = 0;
	if (db_list(w, Q_TIMER_DUE, NULL, due_fields, sizeof(struct due), &due, &n) != OK) {
		log_say(LOG_WARN, "timers", "%s", fail_note()->why);
		return;
	}
	for (size_t i = 0; i < n && !stopping; i++)
		do_timer(w, due[i].kind);
	if (n)
		jobs_announce(w);
}

/* ---- the process ---- */

static void pause_ms(int64_t ms)
{
	struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static void run_timers(struct work *w)
{
	while (!stopping) {
		do_timers(w);
		arena_reset(w->arena);
		if (!stopping)
			pause_ms(conf_int(CONF_JOB_POLL_MS));
	}
}

static bool boot(struct work *w, const char *lane, char *why, size_t size)
{
	static struct metric_row rows[KINDS];
	const char *name; /* kept for the life of the process */

	if (sodium_init() < 0 || !conf_load(why, size))
		return false;
	name = strdup(arena_printf(w->arena, "worker-%s", lane));
	log_start(name, (enum log_level)conf_int(CONF_LOG_LEVEL));
	if (!text_load(arena_printf(w->arena, "%s/text", conf_text(CONF_DIR_TEMPLATES)), why, size) ||
	    !render_start(conf_text(CONF_DIR_TEMPLATES), why, size) || !otlp_start(name, why, size))
		return false;
	for (size_t i = 0; i < KINDS; i++)
		rows[i] = (struct metric_row){ "JOB", handlers[i].kind, lane };
	metric_start(conf_text(CONF_DIR_RUN), name, rows, KINDS);
	call_start();
	return true;
}

/* How many jobs are in flight at a time: many where they wait for providers. */
static const struct lane lanes[] = {
	{ "money", 32, handlers },
	{ "messages", 100, handlers },
	{ "documents", 1, handlers },
	{ "pushes", 1, handlers },
	{ "timers", 0, handlers },
};

static const struct lane *find_lane(const char *name)
{
	for (size_t i = 0; i < sizeof lanes / sizeof lanes[0]; i++)
		if (strcmp(lanes[i].name, name) == 0)
			return &lanes[i];
	return NULL;
}

static int run(const struct lane *lane, struct work *w, const char *job)
{
	if (job)
		return lane_run_one(lane, w, job);
	if (lane->slots)
		lane_run(lane, w, &stopping);
	else
		run_timers(w);
	return 0;
}

int main(int argc, char **argv)
{
	struct work w = { .who = { .role = ROLE_WORKER }, .request_id = "worker" };
	char why[512] = "libsodium does not start";
	const char *job = argc == 5 && strcmp(argv[3], "--job") == 0 ? argv[4] : NULL;
	const struct lane *lane = (argc == 3 || job) && strcmp(argv[1], "--lane") == 0 ? find_lane(argv[2]) : NULL;
	struct sigaction term = { .sa_handler = job ? SIG_DFL : on_term };
	int rc;

	if (!lane) {
		fprintf(stderr, "usage: worker --lane money|messages|documents|pushes|timers\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGINT, &term, NULL);
	signal(SIGPIPE, SIG_IGN);
	w.arena = arena_new(MEMORY);
	if (!boot(&w, lane->name, why, sizeof why)) {
		fprintf(stderr, "worker: %s\n", why);
		return 1;
	}
	w.db = db_open("worker", 30000);
	w.redis = redis_open();
	rc = run(lane, &w, job);
	db_close(w.db);
	redis_close(w.redis);
	arena_free(w.arena);
	return rc;
}
