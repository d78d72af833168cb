/*
 * test_lane - jobs in real worker processes against the database of ABRID_TEST_DB: many in flight,
 * poison among good ones, workers killed, stopped and woken, leases fenced. The lane is that of the
 * timers, which no worker takes jobs from.
 *
 * Handlers leave a line in a file, so that the test sees what was done and not only what was written
 * down as done.
 */
#include "unit.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/err.h"
#include "base/log.h"
#include "base/when.h"
#include "domain/lane.h"
#include "provider/call.h"
#include "store/db.h"
#include "store/redis.h"

enum { SLOTS = 16, PATIENCE_S = 120 };

static PGconn *boss;
static volatile sig_atomic_t stopping;

/* ---- the worker's side ---- */

static void leave_line(const struct job *j)
{
	char line[100];
	int n = snprintf(line, sizeof line, "%s %d\n", j->payload, j->attempts);
	int fd = open(getenv("LANE_LINES"), O_WRONLY | O_APPEND | O_CREAT, 0600);

	if (fd < 0 || write(fd, line, (size_t)n) != n)
		abort();
	close(fd);
}

static enum err good(struct work *w, const struct job *j)
{
	(void)w;
	leave_line(j);
	return OK;
}

static enum err crash(struct work *w, const struct job *j)
{
	(void)w;
	(void)j;
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
	return OK;
}

static enum err hang(struct work *w, const struct job *j)
{
	(void)w;
	(void)j;
	while (!stopping || stopping)
		;
	return OK;
}

static enum err refuse(struct work *w, const struct job *j)
{
	(void)w;
	(void)j;
	return fail(ERR_UNAVAILABLE, "never works");
}

static enum err eat(struct work *w, const struct job *j)
{
	(void)j;
	while (!arena_overflown(w->arena))
		memset(arena_get(w->arena, 1 << 16), 1, 1 << 16);
	return OK;
}

static enum err away(struct work *w, const struct job *j)
{
	(void)j;
	w->retry_s = 1;
	return fail(ERR_AWAY, "breaker open");
}

/* A provider that takes its time. */
static enum err ask_slow(struct work *w, const struct job *j)
{
	struct call c = { .provider = "slow", .op = "ask", .method = "GET", .url = getenv("LANE_SLOW"),
			  .timeout_ms = 20000 };

	call_run(w->arena, &c);
	leave_line(j);
	return c.class == CALL_OK ? OK : fail(ERR_UNAVAILABLE, "%s", c.error ? c.error : "status");
}

static const struct lane_kind kinds[] = {
	{ "test.good", good },
	{ "test.crash", crash },
	{ "test.hang", hang },
	{ "test.refuse", refuse },
	{ "test.eat", eat },
	{ "test.away", away },
	{ "test.slow", ask_slow },
	{ 0 },
};

static void on_term(int sig)
{
	(void)sig;
	stopping = 1;
}

/* The program itself, as the lane starts it: worker --lane timers [--job id:fence]. */
static int work(int argc, char **argv)
{
	struct lane l = { "timers", getenv("LANE_SLOTS") ? atoi(getenv("LANE_SLOTS")) : SLOTS, kinds };
	struct work w = { .arena = arena_new(64 << 20), .who = { .role = ROLE_WORKER } };
	char why[512];
	int rc = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (!conf_load(why, sizeof why)) {
		fputs(why, stderr);
		return 1;
	}
	log_start("worker", LOG_ERROR + 1);
	call_start();
	w.db = db_open("worker", 30000);
	w.redis = redis_open();
	if (argc > 4) {
		rc = lane_run_one(&l, &w, argv[4]);
	} else {
		signal(SIGTERM, on_term);
		lane_run(&l, &w, &stopping);
	}
	db_close(w.db);
	redis_close(w.redis);
	arena_free(w.arena);
	return rc;
}

/* ---- the test's side ---- */

static const char *ask_at(int line, const char *sql)
{
	PGresult *res = PQexec(boss, sql);
	const char *out = "";

	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK)
		FAIL_AT(line, "%.200s: %.300s", sql, PQerrorMessage(boss));
	if (PQntuples(res) > 0)
		out = arena_str(arena, PQgetvalue(res, 0, 0));
	PQclear(res);
	return out;
}
#define ask(...) ask_at(__LINE__, arena_printf(arena, __VA_ARGS__))

static pid_t start_worker(void)
{
	char *argv[] = { (char *)"worker", (char *)"--lane", (char *)"timers", NULL };
	pid_t pid = fork();

	if (pid == 0) {
		execv("/proc/self/exe", argv);
		_exit(127);
	}
	return pid;
}

static void stop_worker(pid_t pid)
{
	int status;

	kill(pid, SIGTERM);
	same_int(waitpid(pid, &status, 0), pid);
	same_int(status, 0);
}

static int64_t lines(const char *what)
{
	FILE *f = fopen(getenv("LANE_LINES"), "r");
	char line[200];
	int64_t n = 0;

	while (f && fgets(line, sizeof line, f))
		n += strstr(line, what) != NULL;
	if (f)
		fclose(f);
	return n;
}

static void await(int line, const char *sql, const char *want)
{
	int64_t until = when_ticks() + PATIENCE_S * WHEN_SECOND;

	while (strcmp(ask_at(line, sql), want) != 0) {
		if (when_ticks() > until)
			FAIL_AT(line, "%s stays %s", sql, ask_at(line, sql));
		usleep(20000);
	}
}

static void add(const char *kind, int n, int tries)
{
	ask("SELECT job_add('timers', '%s', NULL, to_jsonb(%s || g), 100, '0', %d) FROM generate_series(1, %d) g", kind,
	    arena_printf(arena, "'%s-'", kind), tries, n);
}

static const char *left = "SELECT count(*) FROM jobs WHERE lane = 'timers' AND state IN ('waiting', 'running')";

static int fresh(void **state)
{
	(void)state;
	unit_settings(arena_printf(arena, "db.conninfo = %s\nredis.socket = %s\njob.lease_s = 2\njob.hang_s = 4\njob.backoff_ms = 100\njob.poll_ms = 50\n",
				   getenv("ABRID_TEST_DB"), getenv("REDIS") ? getenv("REDIS") : "/nowhere"));
	unlink(getenv("LANE_LINES"));
	unlink(getenv("LANE_GO"));
	unsetenv("LANE_SLOTS");
	ask("DELETE FROM jobs WHERE lane = 'timers'");
	ask("DELETE FROM job_suspects");
	return 0;
}

/* A provider that answers nobody before the file says so. */
static void let_answer(void)
{
	close(open(getenv("LANE_GO"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static void serve_slowly(void)
{
	int on = 1, s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;
	char url[64];

	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(s, (struct sockaddr *)&at, sizeof at) < 0 || listen(s, 64) < 0 || getsockname(s, (struct sockaddr *)&at, &n) < 0)
		exit(1);
	snprintf(url, sizeof url, "http://127.0.0.1:%d/", ntohs(at.sin_port));
	setenv("LANE_SLOW", url, 1);
	if (fork() == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGCHLD, SIG_IGN);
		for (;;) {
			int c = accept(s, NULL, NULL);

			if (fork() == 0) {
				char buf[2000];

				if (read(c, buf, sizeof buf) < 0)
					_exit(1);
				while (access(getenv("LANE_GO"), F_OK) != 0)
					usleep(10000);
				if (write(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 38) < 0)
					_exit(1);
				_exit(0);
			}
			close(c);
		}
	}
	close(s);
}

/* ---- tests ---- */

static void each_once_by_two_workers(void **state)
{
	pid_t a, b;

	(void)state;
	add("test.good", 400, 3);
	a = start_worker();
	b = start_worker();
	await(__LINE__, left, "0");
	stop_worker(a);
	stop_worker(b);
	same_int(lines("test.good"), 400);
	same_text(ask("SELECT count(*) || ' ' || sum(attempts) FROM jobs WHERE lane = 'timers' AND state = 'done'"), "400 400");
}

static const char *good_done = "SELECT count(*) FROM jobs WHERE lane = 'timers' AND kind = 'test.good' AND state = 'done'";

/* Ten jobs wait for their provider; what came behind them is done all the same. */
static void a_slow_provider_holds_nobody_up(void **state)
{
	pid_t a;

	(void)state;
	add("test.slow", 10, 3);
	add("test.good", 50, 3);
	a = start_worker();
	await(__LINE__, good_done, "50");
	same_int(lines("test.slow"), 0);
	let_answer();
	await(__LINE__, left, "0");
	stop_worker(a);
	same_int(lines("test.slow"), 10);
}

/* The control: with one slot it holds everybody up. */
static void with_one_slot_it_does(void **state)
{
	pid_t a;

	(void)state;
	setenv("LANE_SLOTS", "1", 1);
	add("test.slow", 1, 3);
	add("test.good", 10, 3);
	a = start_worker();
	await(__LINE__, "SELECT count(*) FROM jobs WHERE kind = 'test.slow' AND state = 'running'", "1");
	usleep(500000);
	same_text(ask("%s", good_done), "0");
	let_answer();
	await(__LINE__, left, "0");
	stop_worker(a);
	same_int(lines("test.good"), 10);
}

/* Started again whenever it dies, as its keeper does; how often is returned. */
static int keep_until_done(void)
{
	int64_t until = when_ticks() + PATIENCE_S * WHEN_SECOND;
	pid_t pid = start_worker();
	int deaths = 0, status;

	while (strcmp(ask("%s", left), "0") != 0) {
		if (when_ticks() > until)
			FAIL_AT(__LINE__, "left: %s", ask("SELECT string_agg(kind || ' ' || attempts || ' ' || error, ', ') FROM jobs "
							  "WHERE lane = 'timers' AND state IN ('waiting', 'running')"));
		if (waitpid(pid, &status, WNOHANG) == pid) {
			deaths++;
			pid = start_worker();
		}
		usleep(50000);
	}
	stop_worker(pid);
	return deaths;
}

static void poison_among_good_ones(void **state)
{
	int deaths;

	(void)state;
	add("test.crash", 3, 2);
	add("test.good", 100, 5);
	add("test.hang", 2, 2);
	add("test.good", 100, 5);
	add("test.refuse", 3, 2);
	add("test.eat", 2, 5);
	add("test.good", 100, 5);
	deaths = keep_until_done();
	print_message("# the worker died %d times of 5 jobs that kill\n", deaths);
	is_true(deaths > 0 && deaths <= 5);
	same_text(ask("SELECT count(*) FROM jobs WHERE lane = 'timers' AND kind = 'test.good' AND state = 'done'"), "300");
	is_true(lines("test.good") >= 300);
	same_text(ask("SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind) FROM (SELECT kind, count(*) n FROM jobs "
		      "WHERE lane = 'timers' AND state = 'dead' AND attempts = max_attempts AND error <> '' GROUP BY 1) x "
		      "WHERE kind <> 'test.eat'"), "test.crash 3, test.hang 2, test.refuse 3");
	/* Too much memory is an error that no second try cures. */
	same_text(ask("SELECT count(*) FROM jobs WHERE kind = 'test.eat' AND state = 'dead' AND error LIKE 'REQUEST_TOO_COMPLEX%%'"), "2");
	is_true(atoi(ask("SELECT count(*) FROM job_suspects")) > 0);
}

/* A worker killed with jobs in flight: its successor takes them up at once, long before the lease ends. */
static void a_killed_worker_loses_nothing(void **state)
{
	pid_t a;

	(void)state;
	unit_settings(arena_printf(arena, "db.conninfo = %s\nredis.socket = /nowhere\njob.lease_s = 3600\njob.poll_ms = 50\n",
				   getenv("ABRID_TEST_DB")));
	add("test.slow", 8, 5);
	a = start_worker();
	await(__LINE__, "SELECT count(*) FROM jobs WHERE lane = 'timers' AND state = 'running'", "8");
	kill(a, SIGKILL);
	waitpid(a, NULL, 0);
	same_text(ask("%s", left), "8");
	let_answer();
	a = start_worker();
	await(__LINE__, left, "0");
	stop_worker(a);
	same_text(ask("SELECT count(*) || ' ' || min(attempts) || ' ' || min(lost) FROM jobs WHERE lane = 'timers' AND state = 'done'"),
		  "8 2 1");
}

/*
 * A worker that stands still past its leases, while another does its jobs, must not end them when it
 * wakes up: the fence has moved on.
 */
static void a_woken_worker_is_refused(void **state)
{
	struct job old = { 0 };
	struct work w = { .arena = arena };
	struct job *list;
	size_t n;
	pid_t a, b;

	(void)state;
	unit_settings(arena_printf(arena, "db.conninfo = %s\nredis.socket = /nowhere\njob.lease_s = 2\njob.poll_ms = 50\n",
				   getenv("ABRID_TEST_DB")));
	add("test.slow", 4, 5);
	a = start_worker();
	await(__LINE__, "SELECT count(*) FROM jobs WHERE lane = 'timers' AND state = 'running'", "4");
	kill(a, SIGSTOP);
	await(__LINE__, "SELECT count(*) FROM jobs WHERE lane = 'timers' AND lease_until < now()", "4");
	ask("SELECT jobs_rescue()");
	let_answer();
	b = start_worker();
	await(__LINE__, left, "0");
	same_text(ask("SELECT count(*) FROM jobs WHERE lane = 'timers' AND state = 'done' AND fence = 2 AND attempts = 2"), "4");
	ask("CREATE TEMP TABLE before AS SELECT id, done_at FROM jobs WHERE lane = 'timers'");
	kill(a, SIGCONT);
	usleep(1500000);
	stop_worker(a);
	stop_worker(b);
	same_text(ask("SELECT count(*) FROM jobs j JOIN before USING (id) WHERE j.done_at = before.done_at AND fence = 2"), "4");
	ask("DROP TABLE before");

	/* The same without processes: an end with the old fence does nothing, with the new one it does. */
	add("test.good", 1, 5);
	w.db = db_open("worker", 0);
	same_int(jobs_take(&w, "timers", 1, false, &list, &n), OK);
	same_int(n, 1);
	old = list[0];
	ask("UPDATE jobs SET lease_until = now() - interval '1 second' WHERE id = %lld", (long long)old.id);
	ask("SELECT jobs_rescue()");
	same_int(jobs_take(&w, "timers", 1, true, &list, &n), OK);
	same_int(n, 1);
	same_int(jobs_done(&w, &old), OK);
	same_int(jobs_failed(&w, &old, "late", true), OK);
	same_int(jobs_put_back(&w, &old, "late", 0), OK);
	same_int(jobs_renew(&w, &old.id, &old.fence, 1), OK);
	same_text(ask("SELECT state || ' ' || fence FROM jobs WHERE id = %lld", (long long)old.id), "running 2");
	same_int(jobs_done(&w, &list[0]), OK);
	same_text(ask("SELECT state FROM jobs WHERE id = %lld", (long long)old.id), "done");
	db_close(w.db);
}

/* Work longer than a lease stays with its worker, because leases are renewed. */
static void leases_are_renewed(void **state)
{
	pid_t a;

	(void)state;
	unit_settings(arena_printf(arena, "db.conninfo = %s\nredis.socket = /nowhere\njob.lease_s = 2\njob.poll_ms = 50\n",
				   getenv("ABRID_TEST_DB")));
	setenv("LANE_SLOTS", "2", 1);
	ask("SELECT job_add('timers', 'test.slow', NULL, '\"long\"')");
	a = start_worker();
	await(__LINE__, "SELECT count(*) FROM jobs WHERE lane = 'timers' AND state = 'running'", "1");
	for (int i = 0; i < 50; i++) {
		ask("SELECT jobs_rescue()");
		usleep(100000);
	}
	let_answer();
	await(__LINE__, left, "0");
	stop_worker(a);
	same_text(ask("SELECT attempts || ' ' || lost FROM jobs WHERE lane = 'timers'"), "1 0");
}

static void an_absent_provider_costs_no_attempt(void **state)
{
	pid_t a;

	(void)state;
	add("test.away", 1, 3);
	a = start_worker();
	await(__LINE__, "SELECT count(*) FROM jobs WHERE lane = 'timers' AND fence >= 2", "1");
	stop_worker(a);
	same_text(ask("SELECT state || ' ' || attempts || ' ' || lost FROM jobs WHERE lane = 'timers'"), "waiting 0 0");
}

/* A commit that is announced is looked for at once: with a poll of ten seconds, much sooner than that. */
static void an_announcement_wakes_the_lane(void **state)
{
	struct work w = { .arena = arena };
	int64_t start;
	pid_t a;

	(void)state;
	if (!getenv("REDIS"))
		FAIL_AT(__LINE__, "REDIS is not set: the socket of the copy's Redis");
	unit_settings(arena_printf(arena, "db.conninfo = %s\nredis.socket = %s\njob.poll_ms = 30000\n", getenv("ABRID_TEST_DB"),
				   getenv("REDIS")));
	w.redis = redis_open();
	a = start_worker();
	usleep(1000000); /* its first look is over */
	add("test.good", 1, 3);
	start = when_ticks();
	while (lines("test.good") == 0 && when_ticks() - start < 20 * WHEN_SECOND) {
		jobs_announce(&w);
		usleep(50000);
	}
	print_message("# woken after %lld ms\n", (long long)(when_ticks() - start) / 1000);
	same_int(lines("test.good"), 1);
	await(__LINE__, left, "0");
	stop_worker(a);
	redis_close(w.redis);
}

/* What an operator's command prints, and how it ends. */
static const char *command(const char *words, int *status)
{
	FILE *f = popen(arena_printf(arena, "ABRID_DB_ADMIN=\"$ABRID_TEST_DB\" \"$ABRID_BUILD/sbin/abridctl\" job %s 2>&1", words), "r");
	char *out = arena_get(arena, 4096);

	out[fread(out, 1, 4095, f)] = '\0';
	*status = WEXITSTATUS(pclose(f));
	return out;
}

static void an_operator_sees_and_decides(void **state)
{
	const char *id, *out;
	int status;
	pid_t a;

	(void)state;
	add("test.refuse", 1, 1);
	add("test.eat", 1, 1);
	a = start_worker();
	await(__LINE__, left, "0");
	stop_worker(a);
	id = ask("SELECT id FROM jobs WHERE lane = 'timers' AND kind = 'test.refuse'");
	out = command("list dead test.refuse", &status);
	same_int(status, 0);
	is_true(strncmp(out, id, strlen(id)) == 0 && strstr(out, "dead     1/1") && strstr(out, "never works"));
	is_true(strchr(out, '\n') == strrchr(out, '\n'));
	same_text(command("list waiting test.refuse", &status), "");
	same_text(command(arena_printf(arena, "retry %s", id), &status), "1 job\n");
	same_text(ask("SELECT state || ' ' || attempts FROM jobs WHERE id = %s", id), "waiting 0");
	same_text(command("drop test.refuse", &status), "0 jobs\n"); /* a word names dead ones only */
	same_int(status, 3);
	same_text(command(arena_printf(arena, "drop %s", id), &status), "1 job\n");
	same_text(command("drop test.eat", &status), "1 job\n");
	same_text(ask("SELECT count(*) FROM jobs WHERE lane = 'timers'"), "0");
	out = command("retry nonsense", &status);
	is_true(status == 2 && strstr(out, "usage: abridctl job retry ID|KIND"));
	out = command("list somewhere", &status);
	is_true(status == 2 && strstr(out, "usage: abridctl job list"));
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_once_by_two_workers, fresh),
		cmocka_unit_test_setup(a_slow_provider_holds_nobody_up, fresh),
		cmocka_unit_test_setup(with_one_slot_it_does, fresh),
		cmocka_unit_test_setup(poison_among_good_ones, fresh),
		cmocka_unit_test_setup(a_killed_worker_loses_nothing, fresh),
		cmocka_unit_test_setup(a_woken_worker_is_refused, fresh),
		cmocka_unit_test_setup(leases_are_renewed, fresh),
		cmocka_unit_test_setup(an_absent_provider_costs_no_attempt, fresh),
		cmocka_unit_test_setup(an_announcement_wakes_the_lane, fresh),
		cmocka_unit_test_setup(an_operator_sees_and_decides, fresh),
	};
	int rc;

	if (argc > 2 && strcmp(argv[1], "--lane") == 0)
		return work(argc, argv);
	unit_start();
	boss = PQconnectdb(getenv("ABRID_TEST_DB") ? getenv("ABRID_TEST_DB") : "");
	if (PQstatus(boss) != CONNECTION_OK) {
		fputs("ABRID_TEST_DB is not set: the database to test\n", stderr);
		return 1;
	}
	PQclear(PQexec(boss, "SET search_path = abrid, public"));
	setenv("LANE_GO", arena_printf(arena, "%s/go", unit_dir()), 1);
	setenv("LANE_LINES", arena_printf(arena, "%s/lines", unit_dir()), 1);
	serve_slowly();
	rc = unit_run("lane", tests);
	PQclear(PQexec(boss, "DELETE FROM jobs WHERE lane = 'timers'"));
	PQclear(PQexec(boss, "DELETE FROM job_suspects"));
	PQfinish(boss);
	return rc;
}
