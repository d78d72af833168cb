/*
 * memory - one process of a release build answers thousands of requests of every kind (FULL=1: ten
 * thousand): what it holds stays small and does not grow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "client.h"
#include "fcgi.h"

enum { SHORT = 3000, FULL = 10000, DIRTY_KB = 6 * 1024, RSS_KB = 20 * 1024, FLAT_KB = 256 };

static char day[16];
static int requests = SHORT;

static int ask_routes(const struct fcgi *f, int i)
{
	static const char *const to[] = { "oran", "chlef", "annaba", "constantine", "setif", "batna" };
	static const char *const langs[] = { "fr", "ar", "en" };
	char path[64], query[200];

	switch (i % 6) {
	case 0:
		snprintf(query, sizeof query, "origin=alger&destination=%s&date=%s", to[i / 6 % 6], day);
		return fcgi_ask(f, "GET", "/api/v1/routes", query, NULL, NULL);
	case 1:
		snprintf(path, sizeof path, "/%s/search", langs[i / 6 % 3]);
		snprintf(query, sizeof query, "from=alger&to=%s&date=%s&passengers=2", to[i / 6 % 6], day);
		return fcgi_ask(f, "GET", path, query, NULL, NULL);
	case 2:
		snprintf(path, sizeof path, "/%s/", langs[i / 6 % 3]);
		return fcgi_ask(f, "GET", path, "", NULL, NULL);
	case 3:
		snprintf(path, sizeof path, "/api/v1/schedules/schedule_%d/seats", 1 + i % 300);
		return fcgi_ask(f, "GET", path, "", NULL, NULL);
	case 4:
		return fcgi_ask(f, "GET", "/api/v1/places", "q=%D9%88%D9%87%D8%B1%D8%A7%D9%86", NULL, NULL);
	default:
		return fcgi_ask(f, "GET", "/api/v1/routes", "origin=nowhere&destination=oran&date=x", NULL, NULL);
	}
}

static int ask_bookings(const struct fcgi *f, int i, const struct trip *t)
{
	char path[128], query[128], key[80], body[400];
	const char *headers[] = { key, "HTTP_X_BOOKING_TOKEN=0123456789abcdefghjkmnpqrs", NULL };

	snprintf(key, sizeof key, "HTTP_IDEMPOTENCY_KEY=memory-%08x-%08d", (unsigned)getpid(), i);
	switch (i % 4) {
	case 0:
		snprintf(path, sizeof path, "/fr/trip/%s/seats", t->id);
		snprintf(query, sizeof query, "from=%s&to=%s&passengers=2", t->from, t->to);
		return fcgi_ask(f, "GET", path, query, NULL, NULL);
	case 1:
		snprintf(body, sizeof body,
			 "{\"scheduleId\":\"%s\",\"fromStopId\":\"%s\",\"toStopId\":\"%s\",\"count\":1}", t->id, t->from, t->to);
		return fcgi_ask(f, "POST", "/api/v1/bookings", "", headers, body);
	case 2:
		return fcgi_ask(f, "POST", "/api/v1/bookings", "", headers, "{\"scheduleId\":1}");
	default:
		return fcgi_ask(f, "GET", "/api/v1/bookings/booking_0123456789abcdefghjkmnpqrs", "", headers, NULL);
	}
}

static void watch(const char *program, const struct trip *t)
{
	struct fcgi f;
	char binary[256], socket_path[108];
	long dirty = 0, rss = 0;
	int broken = 0;

	snprintf(binary, sizeof binary, "%s/cgi-bin/%s", getenv("ABRID_BUILD"), program);
	snprintf(socket_path, sizeof socket_path, "/tmp/abrid-memory-%d.sock", (int)getpid());
	fcgi_start(&f, binary, socket_path);
	for (int i = 0; i < requests; i++) {
		int status = strcmp(program, "routes") == 0 ? ask_routes(&f, i) : ask_bookings(&f, i, t);

		broken += status == 0 || status >= 500;
		if (i == requests / 2)
			dirty = fcgi_memory(&f, "Private_Dirty"), rss = fcgi_memory(&f, "Rss");
	}
	ok(broken == 0, "%s: %d requests, %d without a good answer", program, requests, broken);
	printf("# %s: private dirty %ld KiB, RSS %ld KiB after %d; %ld and %ld after %d\n", program, dirty, rss, requests / 2,
	       fcgi_memory(&f, "Private_Dirty"), fcgi_memory(&f, "Rss"), requests);
	ok(fcgi_memory(&f, "Private_Dirty") < DIRTY_KB, "%s: private dirty memory below 6 MiB", program);
	ok(fcgi_memory(&f, "Rss") < RSS_KB, "%s: resident below 20 MiB", program);
	ok(fcgi_memory(&f, "Private_Dirty") - dirty < FLAT_KB && fcgi_memory(&f, "Rss") - rss < FLAT_KB,
	   "%s: flat between the %dth and the %dth", program, requests / 2, requests);
	fcgi_stop(&f);
}

int main(void)
{
	time_t when = time(NULL) + 3 * 86400;
	struct trip t;
	struct tm tm;

	client_start();
	if (getenv("FULL") && *getenv("FULL"))
		requests = FULL;
	gmtime_r(&when, &tm);
	strftime(day, sizeof day, "%Y-%m-%d", &tm);
	if (!trip_pick(&t, 20, 0)) {
		ok(false, "a trip");
		plan_end();
		return 1;
	}
	watch("routes", &t);
	watch("bookings", &t);
	plan_end();
	return failures() != 0;
}
