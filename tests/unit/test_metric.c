/* test_metric - counters of several processes in one file, and their text for Prometheus. */
#include "unit.h"

#include <sys/wait.h>

#include "base/arena.h"
#include "base/metric.c"

static const struct metric_row rows[] = {
	{ "GET", "/api/v1/routes", "fast" },
	{ "POST", "/api/v1/bookings", "slow" },
};

static const struct metric_row other_rows[] = {
	{ "GET", "/api/v1/routes", "fast" },
	{ "PATCH", "/api/v1/bookings", "slow" },
};

static const char *fresh(void)
{
	static int n;
	char *dir = arena_printf(arena, "%s/run%d", unit_dir(), n++);

	mkdir(dir, 0700);
	return dir;
}

static const char *printed(const char *dir)
{
	struct buf out;

	buf_init(&out, arena, 4096);
	metric_print(dir, &out);
	return out.data;
}

static void has(int line, const char *text, const char *want)
{
	const char *at = strstr(text, want);

	if (!at || (at != text && at[-1] != '\n') || at[strlen(want)] != '\n')
		FAIL_AT(line, "no line \"%s\" in:\n%.600s", want, text);
}

static void in_children(int n, void (*fn)(int, const void *), const void *ctx)
{
	for (int i = 0; i < n; i++)
		if (fork() == 0) {
			fn(i, ctx);
			_exit(0);
		}
	for (int i = 0; i < n; i++) {
		int status = 1;

		wait(&status);
		INT_AT(__LINE__, status, 0);
	}
}

static void count(int i, const void *dir)
{
	metric_start(dir, "bookings", rows, 2);
	for (int k = 0; k < 20000; k++) {
		metric_add(METRIC_HOLDS, 1);
		metric_request(1, 201, 1500);
	}
	metric_add(METRIC_PAID, (uint64_t)i);
}

static void processes_add_up(void **state)
{
	const char *dir = fresh(), *text;

	(void)state;
	in_children(2, count, dir);
	in_children(3, count, dir);
	text = printed(dir);
	has(__LINE__, text, "abrid_holds_total{program=\"bookings\"} 100000");
	has(__LINE__, text, "abrid_payments_captured_total{program=\"bookings\"} 4");
	has(__LINE__, text, "abrid_requests_total{program=\"bookings\",method=\"POST\",route=\"/api/v1/bookings\","
			    "status=\"2xx\"} 100000");
	has(__LINE__, text, "abrid_request_seconds_count{program=\"bookings\",method=\"POST\","
			    "route=\"/api/v1/bookings\"} 100000");
	has(__LINE__, text, "abrid_request_seconds_sum{program=\"bookings\",method=\"POST\","
			    "route=\"/api/v1/bookings\"} 150.000000");
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"bookings\",method=\"POST\","
			    "route=\"/api/v1/bookings\",le=\"0.001\"} 0");
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"bookings\",method=\"POST\","
			    "route=\"/api/v1/bookings\",le=\"0.002\"} 100000");
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"bookings\",method=\"POST\","
			    "route=\"/api/v1/bookings\",le=\"+Inf\"} 100000");
}

static void add_one(int i, const void *dir)
{
	(void)i;
	metric_start(dir, "bookings", other_rows, 2);
	metric_add(METRIC_HOLDS, 1);
}

/* Processes of a new release start together over the file of the old one: none counts in the dark. */
static void new_rows_start_again(void **state)
{
	(void)state;
	for (int round = 0; round < 20; round++) {
		const char *dir = fresh(), *text;

		metric_start(dir, "bookings", rows, 2);
		metric_add(METRIC_HOLDS, 99);
		in_children(8, add_one, dir);
		text = printed(dir);
		has(__LINE__, text, "abrid_holds_total{program=\"bookings\"} 8");
	}
}

static void edges_of_buckets(void **state)
{
	const char *dir = fresh(), *text;

	(void)state;
	metric_start(dir, "routes", rows, 2);
	metric_request(0, 200, 500);
	metric_request(0, 304, 501);
	metric_request(0, 404, 5000001);
	metric_request(0, 500, -5);
	metric_request(0, 99, 1);   /* no such class */
	metric_request(0, 600, 1);
	metric_request(2, 200, 1);  /* no such row */
	text = printed(dir);
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"routes\",method=\"GET\","
			    "route=\"/api/v1/routes\",le=\"0.0005\"} 2");
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"routes\",method=\"GET\","
			    "route=\"/api/v1/routes\",le=\"0.001\"} 3");
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"routes\",method=\"GET\","
			    "route=\"/api/v1/routes\",le=\"5\"} 3");
	has(__LINE__, text, "abrid_request_seconds_bucket{program=\"routes\",method=\"GET\","
			    "route=\"/api/v1/routes\",le=\"+Inf\"} 4");
	has(__LINE__, text, "abrid_requests_total{program=\"routes\",method=\"GET\",route=\"/api/v1/routes\","
			    "status=\"3xx\"} 1");
	is_true(strstr(text, "route=\"/api/v1/bookings\"") == NULL);
}

/* Every metric once with help and type, every sample with a known name (format 0.0.4). */
static void prometheus_text(void **state)
{
	const char *dir = fresh(), *text;

	(void)state;
	metric_start(dir, "auth", rows, 2);
	metric_request(0, 200, 1000);
	text = printed(dir);
	for (enum metric m = 0; m < METRIC__COUNT; m++) {
		char *help = arena_printf(arena, "# HELP %s ", metrics[m].name);
		char *type = arena_printf(arena, "# TYPE %s counter\n", metrics[m].name);
		char *once = strstr(text, help);

		if (!once || strstr(once + 1, help) || !strstr(text, type))
			FAIL_AT(__LINE__, "%s", metrics[m].name);
	}
	for (const char *l = text; *l; l = strchr(l, '\n') + 1)
		if (*l != '#' && strncmp(l, "abrid_", 6) != 0)
			FAIL_AT(__LINE__, "stray line %.60s", l);
}

/* Rubbish and files of another layout beside ours are left out, and never run over. */
static void foreign_files(void **state)
{
	const char *dir = fresh(), *text;
	struct stat st;

	(void)state;
	metric_start(dir, "auth", rows, 2);
	metric_add(METRIC_HOLDS, 5);
	stat(arena_printf(arena, "%s/metrics/auth", dir), &st);
	{
		char *big = arena_get(arena, (size_t)st.st_size + 1);
		FILE *f = fopen(arena_printf(arena, "%s/metrics/rubbish", dir), "w");

		memset(big, 'x', (size_t)st.st_size);
		fwrite(big, 1, (size_t)st.st_size, f);
		fclose(f);
		f = fopen(arena_printf(arena, "%s/metrics/zeroes", dir), "w");
		memset(big, 0, (size_t)st.st_size);
		fwrite(big, 1, sizeof(struct file), f);
		fclose(f);
		f = fopen(arena_printf(arena, "%s/metrics/short", dir), "w");
		fwrite("ABRIDM1", 1, 8, f);
		fclose(f);
	}
	text = printed(dir);
	has(__LINE__, text, "abrid_holds_total{program=\"auth\"} 5");
	is_true(strstr(text, "xxx") == NULL);
	is_true(strstr(text, "program=\"\"") == NULL);
}

static int mappings(void)
{
	FILE *f = fopen("/proc/self/maps", "r");
	int c, n = 0;

	while ((c = getc(f)) != EOF)
		n += c == '\n';
	fclose(f);
	return n;
}

static void printing_leaks_nothing(void **state)
{
	const char *dir = fresh();
	int before_n;

	(void)state;
	metric_start(dir, "auth", rows, 2);
	unit_file(arena_printf(arena, "%s/metrics/old", strrchr(dir, '/') + 1), "");
	if (truncate(arena_printf(arena, "%s/metrics/old", dir), 100000) < 0)
		FAIL_AT(__LINE__, "truncate");
	printed(dir);
	before_n = mappings();
	for (int i = 0; i < 50; i++)
		printed(dir);
	is_true(mappings() < before_n + 20);
}

/* A counter file that only may be read (another program's user) is shown all the same. */
static void files_of_other_users(void **state)
{
	const char *dir = fresh();
	int status = 1;

	(void)state;
	metric_start(dir, "payments", rows, 2);
	metric_add(METRIC_PAID, 3);
	chmod(arena_printf(arena, "%s/metrics/payments", dir), 0444);
	chmod(unit_dir(), 0755);
	chmod(dir, 0755);
	chmod(arena_printf(arena, "%s/metrics", dir), 0755);
	if (fork() == 0) {
		if (getuid() == 0 && setuid(65534) < 0)
			_exit(2);
		_exit(strstr(printed(dir), "abrid_payments_captured_total{program=\"payments\"} 3\n") ? 0 : 1);
	}
	wait(&status);
	same_int(WEXITSTATUS(status), 0);
}

static void no_directory(void **state)
{
	(void)state;
	metric_start("/nonexistent/run", "auth", rows, 2);
	metric_add(METRIC_HOLDS, 1);
	metric_request(0, 200, 1);
	is_true(strstr(printed("/nonexistent/run"), "abrid_holds_total{") == NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(processes_add_up),
		cmocka_unit_test(new_rows_start_again),
		cmocka_unit_test(edges_of_buckets),
		cmocka_unit_test(prometheus_text),
		cmocka_unit_test(foreign_files),
		cmocka_unit_test(printing_leaks_nothing),
		cmocka_unit_test(files_of_other_users),
		cmocka_unit_test(no_directory),
	};

	return unit_run("metric", tests);
}
