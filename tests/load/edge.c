/*
 * edge - answers the web server repeats by itself: who gets them, for how long, and that neither
 * spellings nor errors fill the folder. An answer's meta.requestId is that of the read, so two
 * answers with the same one come from one read.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client.h"

/* The copy runs with edge.files = 500 and four processes, each counting what it sees and adds. */
enum { LIFE_MS = 4000, FLOOD = 4000, FILES_MOST = 4 * 500 + 100 };

static char day[16];

static const char *read_of(const char *path, const char *header, const char *value)
{
	static char ids[8][64];
	static int turn;
	char *id = ids[turn = (turn + 1) % 8];
	struct ask a;

	ask_make(&a, "GET", path, 7);
	if (header)
		ask_header(&a, header, value);
	ask_all(&a, 1, 1);
	snprintf(id, sizeof ids[0], "%s", a.status == 200 ? json_at(a.answer, "meta.requestId") : "");
	ask_free(&a, 1);
	return id;
}

static int files(void)
{
	char path[256];
	DIR *dir;
	const struct dirent *d;
	int n = 0;

	snprintf(path, sizeof path, "%s/edge/routes", getenv("RUN"));
	dir = opendir(path);
	while (dir && (d = readdir(dir)) != NULL)
		n += d->d_name[0] != '.';
	if (dir)
		closedir(dir);
	return n;
}

static const char *search(const char *tail)
{
	static char path[512];

	snprintf(path, sizeof path, "/api/v1/routes?origin=alger&destination=oran&date=%s%s", day, tail);
	return path;
}

static bool fresh(const char *header, const char *value)
{
	const char *kept = read_of(search(""), NULL, NULL);

	return *kept && strcmp(kept, read_of(search(""), header, value)) != 0;
}

static void who(void)
{
	const char *first = read_of(search(""), NULL, NULL);

	ok(*first && strcmp(first, read_of(search(""), NULL, NULL)) == 0, "a second stranger gets the first one's answer");
	ok(strcmp(first, read_of(search("&passengers=2"), NULL, NULL)) != 0, "another question is another answer");
	ok(fresh("Cookie", "a=b"), "whoever sends a cookie is asked about");
	ok(fresh("Authorization", "Bearer x"), "so is whoever sends a token");
	ok(fresh("X-Booking-Token", "x"), "and a guest");
	ok(fresh("If-None-Match", "\"x\""), "and who asks whether something changed");
	pause_ms(LIFE_MS + 1200);
	ok(strcmp(first, read_of(search(""), NULL, NULL)) != 0, "after its life the answer is read anew");
}

/* A reader with a cookie does not write the answer of this second again: a stranger still gets the first. */
static void not_again(void)
{
	bool same = false;

	for (int i = 0; i < 20 && !same; i++) {
		const char *first, *own;

		pause_ms(LIFE_MS / 10);
		first = read_of(search("&passengers=4"), NULL, NULL);
		own = read_of(search("&passengers=4"), "Cookie", "a=b");
		same = *first && strcmp(first, own) != 0 &&
		       strcmp(first, read_of(search("&passengers=4"), NULL, NULL)) == 0;
	}
	ok(same, "an answer that is there already is not written again for a reader with a cookie");
}

static void spellings(void)
{
	static const char *const odd[] = { "&", "&passengers=1&passengers=1", "&pass%65ngers=3", "&unknown=1" };
	char swapped[256];
	int before;

	read_of(search(""), NULL, NULL);
	before = files();
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		read_of(search(odd[i]), NULL, NULL);
	snprintf(swapped, sizeof swapped, "/api/v1/routes?destination=oran&origin=alger&date=%s", day);
	read_of(swapped, NULL, NULL);
	read_of("/api/v1/routes?origin=alger&destination=nowhere-at-all", NULL, NULL);
	ok(before > 0 && files() <= before, "other spellings and errors are not kept: %d files, then %d", before, files());
}

static void flood(void)
{
	static struct ask asks[FLOOD];
	int most;

	for (int i = 0; i < FLOOD; i++) {
		char path[128];

		snprintf(path, sizeof path, "/api/v1/places?q=a%d", i);
		ask_make(&asks[i], "GET", path, i);
	}
	ask_all(asks, FLOOD, 64);
	most = files();
	ask_free(asks, FLOOD);
	ok(most <= FILES_MOST, "%d different questions leave %d files at most", FLOOD, most);
	pause_ms(3 * LIFE_MS);
	read_of(search(""), NULL, NULL);
	ok(files() < 100, "old files are gone at the next look: %d left", files());
}

int main(void)
{
	time_t tomorrow = time(NULL) + 86400;

	client_start();
	strftime(day, sizeof day, "%Y-%m-%d", gmtime(&tomorrow));
	who();
	not_again();
	spellings();
	flood();
	plan_end();
	return failures() ? 1 : 0;
}
