/*
 * network - loads the demo network: real towns and roads, invented companies, dated departures.
 *
 *   network --scale demo|national|stress [--seed N] [--days 30] [--today YYYY-MM-DD]
 *           [--logins FILE] [--devices FILE] [--data DIR]
 *
 * Connects by the superuser's conninfo in ABRID_DB_ADMIN. Started again it adds the days that are
 * missing. It refuses a database whose companies it did not make.
 */
#include "network.h"

#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RESET "`make reset` starts afresh"

/* What demo_network says was loaded. */
struct loaded {
	bool any;
	char scale[16], checksum[24];
	uint64_t seed;
	int32_t from, to;
};

static void usage(void)
{
	fputs("usage: network --scale demo|national|stress [--seed N] [--days N] "
	      "[--today YYYY-MM-DD] [--logins FILE] [--devices FILE] [--data DIR]\n",
	      stderr);
	exit(2);
}

static uint64_t number(const char *s, uint64_t max)
{
	char *end;
	unsigned long long v = strtoull(s, &end, 10);

	if (*s < '0' || *s > '9' || *end || v > max)
		network_die("\"%s\" is not a number up to %" PRIu64, s, max);
	return v;
}

static void options(int argc, char **argv, struct network *net, struct network_job *job)
{
	if (argc % 2 == 0)
		usage();
	for (int i = 1; i + 1 < argc; i += 2) {
		const char *name = argv[i], *value = argv[i + 1];

		if (strcmp(name, "--scale") == 0)
			net->scale = network_scale(value);
		else if (strcmp(name, "--seed") == 0)
			net->seed = number(value, INT64_MAX);
		else if (strcmp(name, "--days") == 0)
			job->days = (int)number(value, 400);
		else if (strcmp(name, "--logins") == 0)
			job->logins = value;
		else if (strcmp(name, "--devices") == 0)
			job->devices = value;
		else if (strcmp(name, "--data") == 0)
			job->dir = value;
		else if (strcmp(name, "--today") != 0 || !network_parse_date(value, &job->today))
			usage();
	}
	if (!net->scale || job->days < 1)
		usage();
}

/* The data folder of the project this program was built in: ../../sandbox/data from it. */
static const char *data_dir(void)
{
	static char path[PATH_MAX];
	char exe[PATH_MAX - 32];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (n < 0)
		network_die("where is the data? give --data DIR");
	exe[n] = '\0';
	snprintf(path, sizeof path, "%s/../../sandbox/data", dirname(exe));
	return path;
}

static void quiet(void *ctx, const char *message)
{
	(void)ctx;
	(void)message;
}

static PGconn *open_db(void)
{
	const char *conninfo = getenv("ABRID_DB_ADMIN");
	PGconn *conn;

	/* Empty would mean the machine's own server. */
	if (!conninfo || !*conninfo)
		network_die("ABRID_DB_ADMIN is not set");
	conn = PQconnectdb(conninfo);
	if (PQstatus(conn) != CONNECTION_OK)
		network_die("%s", PQerrorMessage(conn));
	PQsetNoticeProcessor(conn, quiet, NULL);
	PQclear(network_sql(conn, "SET search_path TO abrid, public", 0, NULL));
	PQclear(network_sql(conn, "SET client_encoding TO 'UTF8'", 0, NULL));
	PQclear(network_sql(conn, "SET datestyle TO ISO", 0, NULL));
	return conn;
}

/* One row of one statement. */
static const char *ask(PGconn *conn, const char *sql, char *out, size_t size)
{
	PGresult *res = network_sql(conn, sql, 0, NULL);

	snprintf(out, size, "%s", PQntuples(res) ? PQgetvalue(res, 0, 0) : "");
	PQclear(res);
	return out;
}

static struct loaded read_loaded(PGconn *conn)
{
	struct loaded was = { .any = false };
	PGresult *res;

	PQclear(network_sql(conn,
			    "CREATE TABLE IF NOT EXISTS demo_network (scale text NOT NULL, "
			    "seed bigint NOT NULL, from_date date NOT NULL, to_date date NOT NULL, "
			    "checksum text NOT NULL)",
			    0, NULL));
	res = network_sql(conn,
			  "SELECT scale, seed, from_date, to_date, checksum FROM demo_network", 0,
			  NULL);
	if (PQntuples(res)) {
		was.any = true;
		snprintf(was.scale, sizeof was.scale, "%s", PQgetvalue(res, 0, 0));
		was.seed = strtoull(PQgetvalue(res, 0, 1), NULL, 10);
		snprintf(was.checksum, sizeof was.checksum, "%s", PQgetvalue(res, 0, 4));
		if (!network_parse_date(PQgetvalue(res, 0, 2), &was.from) ||
		    !network_parse_date(PQgetvalue(res, 0, 3), &was.to))
			network_die("demo_network holds no dates; " RESET);
	}
	PQclear(res);
	return was;
}

static void check(const struct network *net, const struct network_job *job,
		  const struct loaded *was)
{
	char n[32];

	if (!was->any) {
		ask(job->conn, "SELECT count(*) FROM partners", n, sizeof n);
		if (strcmp(n, "0") != 0)
			network_die("this database holds %s companies the demo did not make: "
				    "nothing loaded",
				    n);
		return;
	}
	if (strcmp(was->scale, net->scale->name) != 0 || was->seed != net->seed)
		network_die("the demo network loaded is %s with seed %" PRIu64 ", not %s with seed "
			    "%" PRIu64 "; " RESET,
			    was->scale, was->seed, net->scale->name, net->seed);
	if (job->today < was->from)
		network_die("today is before the first day of the loaded network; " RESET);
}

static void record(const struct network *net, const struct network_job *job,
		   const struct network_span *span)
{
	char seed[24], from[16], to[16], sum[24];
	const char *values[] = { net->scale->name, seed, from, to, sum };
	int y, m, d;

	(void)job;
	snprintf(seed, sizeof seed, "%" PRIu64, net->seed);
	network_civil(span->first, &y, &m, &d);
	snprintf(from, sizeof from, "%04d-%02d-%02d", y, m, d);
	network_civil(span->last, &y, &m, &d);
	snprintf(to, sizeof to, "%04d-%02d-%02d", y, m, d);
	snprintf(sum, sizeof sum, "%016" PRIx64, span->sum);
	PQclear(network_sql(job->conn, "DELETE FROM demo_network", 0, NULL));
	PQclear(network_sql(job->conn, "INSERT INTO demo_network VALUES ($1, $2, $3, $4, $5)", 5,
			    values));
}

/* Fills the span's days; false when none is missing. */
static bool fill(struct network *net, const struct network_job *job, const struct loaded *was)
{
	struct network_span span = { .first = job->today,
				     .last = job->today + job->days - 1,
				     .keep = job->today,
				     .loaded = INT32_MIN };
	char sum[24];

	if (was->any) {
		if (was->to >= span.last)
			return false;
		span.first = was->from;
		span.loaded = was->to;
		span.keep = was->to >= job->today ? was->to + 1 : job->today;
	}
	network_run(net, &span);
	snprintf(sum, sizeof sum, "%016" PRIx64, span.sum_loaded);
	if (was->any && strcmp(sum, was->checksum) != 0)
		network_die("the loaded network was made by another version; " RESET);
	network_load(net, job, !was->any);
	record(net, job, &span);
	return true;
}

static void print_number(const char *digits)
{
	for (size_t n = strlen(digits); n; n--, digits++) {
		putchar(*digits);
		if (n % 3 == 1 && n > 1)
			putchar(',');
	}
}

static void summary(const struct network *net, PGconn *conn)
{
	static const struct {
		const char *sql, *word;
	} counts[] = {
		{ "SELECT count(*) FROM routes", " routes, " },
		{ "SELECT count(*) FROM buses", " buses, " },
		{ "SELECT count(*) FROM route_schedules", " departures\n" },
	};
	char n[32];

	printf("%s: ", net->scale->name);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		print_number(ask(conn, counts[i].sql, n, sizeof n));
		fputs(counts[i].word, stdout);
	}
}

int main(int argc, char **argv)
{
	struct network net = { .seed = 1 };
	struct network_job job = { .days = 30 };
	struct loaded was;
	bool filled, people;

	job.today = (int32_t)((time(NULL) + 3600) / NETWORK_DAY_S); /* Algiers is at UTC+1 */
	options(argc, argv, &net, &job);
	if (!job.dir)
		job.dir = data_dir();
	network_data(&net, job.dir);
	network_roads(&net);
	network_plan(&net);
	job.conn = open_db();
	PQclear(network_sql(job.conn, "SELECT pg_advisory_lock(7261849301)", 0, NULL));
	PQclear(network_sql(job.conn, "BEGIN", 0, NULL));
	PQclear(network_sql(job.conn, "SET LOCAL synchronous_commit TO off", 0, NULL));
	was = read_loaded(job.conn);
	check(&net, &job, &was);
	filled = fill(&net, &job, &was);
	/* A lost file of logins is made anew, with new passwords. */
	people = !was.any || (job.logins && faccessat(AT_FDCWD, job.logins, F_OK, AT_EACCESS) != 0);
	if (people)
		network_people(&net, &job);
	network_devices(&net, &job);
	PQclear(network_sql(job.conn, "COMMIT", 0, NULL));
	if (filled)
		PQclear(network_sql(job.conn, "ANALYZE", 0, NULL));
	summary(&net, job.conn);
	PQfinish(job.conn);
	network_free(&net);
	return 0;
}
