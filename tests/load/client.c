/* client - libcurl multi, cJSON and libpq behind the few calls the load tests need. */
#include "client.h"

#include <cjson/cJSON.h>
#include <curl/curl.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATIENCE_S = 30 };

static int n_tests, n_failed;
static PGconn *db;

static const char *env(const char *name)
{
	const char *v = getenv(name);

	if (!v || !*v) {
		fprintf(stderr, "%s must be set\n", name);
		exit(2);
	}
	return v;
}

void client_start(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	db = PQconnectdb(env("ABRID_TEST_DB"));
	if (PQstatus(db) != CONNECTION_OK) {
		fprintf(stderr, "%s", PQerrorMessage(db));
		exit(2);
	}
	PQclear(PQexec(db, "SET search_path = abrid, public"));
}

void ask_make(struct ask *a, const char *method, const char *path, int client)
{
	char address[32];

	memset(a, 0, sizeof *a);
	a->method = method;
	snprintf(a->url, sizeof a->url, "%s%s", path[0] == '/' ? env("BASE") : "", path);
	snprintf(address, sizeof address, "10.%d.%d.%d", client >> 16 & 255, client >> 8 & 255,
		 client & 255);
	ask_header(a, "X-Forwarded-For", address);
}

void ask_header(struct ask *a, const char *name, const char *value)
{
	for (int i = 0; i < ASK_HEADERS; i++) {
		if (!a->header[i][0]) {
			snprintf(a->header[i], ASK_TEXT, "%s: %s", name, value);
			return;
		}
	}
}

void ask_body(struct ask *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(a->body, sizeof a->body, fmt, ap);
	va_end(ap);
	ask_header(a, "Content-Type", "application/json");
}

void ask_free(struct ask *a, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(a[i].answer);
		a[i].answer = NULL;
	}
}

static size_t take(char *data, size_t size, size_t n, void *ctx)
{
	struct ask *a = ctx;
	char *more = realloc(a->answer, a->n + size * n + 1);

	if (!more)
		return 0;
	memcpy(more + a->n, data, size * n);
	a->answer = more;
	a->n += size * n;
	a->answer[a->n] = '\0';
	return size * n;
}

static void add(CURLM *multi, struct ask *a)
{
	CURL *c = curl_easy_init();
	struct curl_slist *headers = curl_slist_append(NULL, "Expect:");

	for (int i = 0; i < ASK_HEADERS && a->header[i][0]; i++)
		headers = curl_slist_append(headers, a->header[i]);
	a->n = 0;
	a->status = 0;
	curl_easy_setopt(c, CURLOPT_URL, a->url);
	curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, a->method);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, a);
	curl_easy_setopt(c, CURLOPT_PRIVATE, a);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, 20L);
	if (a->body[0])
		curl_easy_setopt(c, CURLOPT_POSTFIELDS, a->body);
	curl_multi_add_handle(multi, c);
	/* The list must outlive the transfer: these programs are short, it is left to the exit. */
}

static size_t reap(CURLM *multi)
{
	CURLMsg *m;
	int left;
	size_t n = 0;

	while ((m = curl_multi_info_read(multi, &left)) != NULL) {
		CURL *c = m->easy_handle;
		struct ask *a;
		long status = 0;

		curl_easy_getinfo(c, CURLINFO_PRIVATE, (char **)&a);
		curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
		curl_easy_getinfo(c, CURLINFO_TOTAL_TIME, &a->seconds);
		a->status = m->data.result == CURLE_OK ? (int)status : 0;
		curl_multi_remove_handle(multi, c);
		curl_easy_cleanup(c);
		n++;
	}
	return n;
}

double ask_all(struct ask *a, size_t n, size_t at_once)
{
	CURLM *multi = curl_multi_init();
	size_t begun = 0, done = 0;
	double start = now_s();
	int running;

	curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)at_once);
	while (done < n) {
		while (begun < n && begun - done < at_once)
			add(multi, &a[begun++]);
		curl_multi_perform(multi, &running);
		done += reap(multi);
		if (done < n)
			curl_multi_poll(multi, NULL, 0, 100, NULL);
	}
	curl_multi_cleanup(multi);
	return now_s() - start;
}

static bool unclear(const struct ask *a)
{
	return a->status == 0 || a->status >= 500 ||
	       (a->status == 409 && strcmp(json_at(a->answer, "error.code"), "BUSY_RETRY") == 0);
}

size_t ask_insist(struct ask *a, size_t n, size_t at_once)
{
	double until = now_s() + PATIENCE_S;
	size_t left = n;

	ask_all(a, n, at_once);
	while (left && now_s() < until) {
		left = 0;
		for (size_t i = 0; i < n; i++) {
			if (!unclear(&a[i]))
				continue;
			left++;
			ask_free(&a[i], 1);
			pause_ms(20);
			ask_all(&a[i], 1, 1);
			left -= !unclear(&a[i]);
		}
	}
	return left;
}

const char *json_at(const char *json, const char *path)
{
	static char ring[8][512];
	static int at;
	char *out = ring[at++ % 8], name[64];
	cJSON *root = json ? cJSON_Parse(json) : NULL;
	const cJSON *c = root;

	out[0] = '\0';
	while (c && *path) {
		size_t n = strcspn(path, ".");

		snprintf(name, sizeof name, "%.*s", (int)n, path);
		c = cJSON_IsArray(c) ? cJSON_GetArrayItem(c, atoi(name))
				     : cJSON_GetObjectItemCaseSensitive(c, name);
		path += n + (path[n] == '.');
	}
	if (cJSON_IsString(c))
		snprintf(out, 512, "%s", c->valuestring);
	else if (cJSON_IsNumber(c))
		snprintf(out, 512, "%.0f", c->valuedouble);
	cJSON_Delete(root);
	return out;
}

static const char *run_sql(const char *fmt, va_list ap)
{
	static char cell[4096];
	char *text;
	PGresult *res;

	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	res = PQexec(db, text);
	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK) {
		fprintf(stderr, "%s\n%s", text, PQerrorMessage(db));
		exit(2);
	}
	snprintf(cell, sizeof cell, "%s",
		 PQntuples(res) > 0 && PQnfields(res) > 0 ? PQgetvalue(res, 0, 0) : "");
	PQclear(res);
	free(text);
	return cell;
}

const char *sql(const char *fmt, ...)
{
	va_list ap;
	const char *cell;

	va_start(ap, fmt);
	cell = run_sql(fmt, ap);
	va_end(ap);
	return cell;
}

int64_t sql_int(const char *fmt, ...)
{
	va_list ap;
	int64_t v;

	va_start(ap, fmt);
	v = strtoll(run_sql(fmt, ap), NULL, 10);
	va_end(ap);
	return v;
}

bool trip_pick(struct trip *t, int days, int which)
{
	struct ask a;
	char path[200], day[16];
	time_t when = time(NULL) + 3600 + (time_t)days * 86400;
	struct tm tm;

	gmtime_r(&when, &tm);
	strftime(day, sizeof day, "%Y-%m-%d", &tm);
	snprintf(path, sizeof path, "/api/v1/routes?origin=alger&destination=oran&date=%s&seatsOnly=true&limit=50", day);
	ask_make(&a, "GET", path, 1);
	ask_all(&a, 1, 1);
	snprintf(path, sizeof path, "data.%d.scheduleId", which);
	snprintf(t->id, sizeof t->id, "%s", json_at(a.answer, path));
	snprintf(path, sizeof path, "data.%d.from.stopId", which);
	snprintf(t->from, sizeof t->from, "%s", json_at(a.answer, path));
	snprintf(path, sizeof path, "data.%d.to.stopId", which);
	snprintf(t->to, sizeof t->to, "%s", json_at(a.answer, path));
	ask_free(&a, 1);
	if (!t->id[0])
		return false;
	snprintf(t->chlef, sizeof t->chlef, "stop_%s",
		 sql("SELECT p.id FROM route_schedules s JOIN route_stops r ON r.pattern_id = s.pattern_id "
		     "JOIN places p ON p.id = r.place_id WHERE s.id = %s AND p.slug LIKE 'chlef%%'",
		     t->id + strlen("schedule_")));
	return true;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double percentile(double *seconds, size_t n, double p)
{
	qsort(seconds, n, sizeof *seconds, by_value);
	return n ? seconds[(size_t)(p * (double)(n - 1))] : 0;
}

void pause_ms(int ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&t, NULL);
}

double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void ok(bool good, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("%sok %d - ", good ? "" : "not ", ++n_tests);
	vprintf(fmt, ap);
	putchar('\n');
	va_end(ap);
	n_failed += !good;
}

void plan_end(void)
{
	printf("1..%d\n", n_tests);
}

int failures(void)
{
	return n_failed;
}
