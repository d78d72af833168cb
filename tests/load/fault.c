/*
 * fault - the site without its cache: Redis killed, Redis frozen, its socket gone. Search and booking
 * go on, with right answers. Times are printed beside their limits; they decide nothing here.
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "client.h"

enum { SEARCHES = 160, HOLDS = 80, AT_ONCE = 4, TRIPS = 5 };

static struct trip trips[TRIPS];
static struct ask asks[SEARCHES + HOLDS];
static int round_no;

/* The Redis server of our copy says its socket in its title; its pid, 0 for none. */
static pid_t redis_pid(void)
{
	char path[300], line[1024], socket[600];
	DIR *proc = opendir("/proc");
	struct dirent *e;
	pid_t found = 0;

	snprintf(socket, sizeof socket, "%s/run/redis.sock", getenv("VAR"));
	while (proc && !found && (e = readdir(proc)) != NULL) {
		FILE *f;
		size_t n;

		if (e->d_name[0] < '1' || e->d_name[0] > '9')
			continue;
		snprintf(path, sizeof path, "/proc/%s/cmdline", e->d_name);
		f = fopen(path, "r");
		n = f ? fread(line, 1, sizeof line - 1, f) : 0;
		if (f)
			fclose(f);
		line[n] = '\0';
		if (memmem(line, n, "redis-server", 12) && memmem(line, n, socket, strlen(socket)))
			found = (pid_t)atoi(e->d_name);
	}
	if (proc)
		closedir(proc);
	return found;
}

static bool signal_redis(int sig)
{
	pid_t pid = redis_pid();

	return pid > 1 && kill(pid, sig) == 0;
}

struct pace {
	double search, hold; /* p95, seconds */
	size_t bad;
};

/* Searches and holds at once; every answer must be the right one. */
static struct pace drive(void)
{
	static const char *const ways[] = { "oran", "chlef", "setif", "annaba", "constantine" };
	double search[SEARCHES], hold[HOLDS];
	struct pace p = { 0 };

	round_no++;
	for (int i = 0; i < SEARCHES; i++) {
		char path[256], day[16];
		time_t when = time(NULL) + 3600 + (time_t)(2 + i % 20) * 86400;
		struct tm tm;

		gmtime_r(&when, &tm);
		strftime(day, sizeof day, "%Y-%m-%d", &tm);
		snprintf(path, sizeof path, "/api/v1/routes?origin=alger&destination=%s&date=%s", ways[i % 5], day);
		ask_make(&asks[i], "GET", path, 100 + i);
		ask_header(&asks[i], "Cookie", "at=program"); /* past what the web server keeps */
	}
	for (int i = 0; i < HOLDS; i++) {
		struct ask *a = &asks[SEARCHES + i];
		char key[64];

		snprintf(key, sizeof key, "fault-%08x-%d-%06d", (unsigned)getpid(), round_no, i);
		ask_make(a, "POST", "/api/v1/bookings", 20000 + round_no * 100 + i);
		ask_header(a, "Idempotency-Key", key);
		ask_body(a,
			 "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"count\":1}", trips[i % TRIPS].id,
			 trips[i % TRIPS].from, trips[i % TRIPS].to);
	}
	ask_all(asks, SEARCHES + HOLDS, AT_ONCE);
	for (int i = 0; i < SEARCHES; i++) {
		bool bad = asks[i].status != 200 || (!json_at(asks[i].answer, "data.0.scheduleId")[0] &&
			     !json_at(asks[i].answer, "suggestion.nextDate")[0]);

		if (bad)
			printf("# %s: %d %.200s\n", asks[i].url, asks[i].status, asks[i].answer ? asks[i].answer : "");
		p.bad += bad;
		search[i] = asks[i].seconds;
	}
	for (int i = 0; i < HOLDS; i++) {
		const struct ask *a = &asks[SEARCHES + i];

		/* Holds without contact are few by rule: a refusal for that reason is a right answer. */
		p.bad += a->status != 201 &&
			 !(a->status == 409 && strcmp(json_at(a->answer, "error.code"), "HOLD_LIMIT") == 0);
		hold[i] = a->seconds;
	}
	ask_free(asks, SEARCHES + HOLDS);
	p.search = percentile(search, SEARCHES, 0.95);
	p.hold = percentile(hold, HOLDS, 0.95);
	return p;
}

static void compare(const char *what, const struct pace *with, const struct pace *without)
{
	printf("# %s: p95 search %.1f ms (%.2fx of with Redis; limit 3x), hold %.1f ms (%.2fx; limit 3x)\n", what,
	       without->search * 1e3, without->search / with->search, without->hold * 1e3,
	       without->hold / with->hold);
}

static void under(const char *what, const struct pace *with)
{
	struct pace p;

	drive(); /* the first second is for noticing */
	pause_ms(1000);
	p = drive();
	ok(p.bad == 0, "%s: searches and holds go on (%zu wrong answers)", what, p.bad);
	compare(what, with, &p);
}

int main(void)
{
	struct pace with;
	char socket[512], aside[520];

	client_start();
	for (int i = 0; i < TRIPS; i++) {
		if (!trip_pick(&trips[i], 19 + i, 0)) {
			ok(false, "trips to book");
			plan_end();
			return 1;
		}
	}
	drive();
	with = drive();
	ok(with.bad == 0, "with Redis: %zu wrong answers", with.bad);

	ok(signal_redis(SIGSTOP), "Redis is frozen");
	under("Redis frozen", &with);
	ok(signal_redis(SIGCONT), "Redis thaws");

	snprintf(socket, sizeof socket, "%s/run/redis.sock", getenv("VAR"));
	snprintf(aside, sizeof aside, "%s.aside", socket);
	pause_ms(11000); /* longer than the longest absence the breaker imposes */
	ok(rename(socket, aside) == 0, "the socket of Redis is gone");
	ok(signal_redis(SIGKILL), "Redis is killed");
	under("Redis killed", &with);
	unlink(aside);
	plan_end();
	return failures() != 0;
}
