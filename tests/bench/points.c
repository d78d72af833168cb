/*
 * points - signed reports ready to be sent, for the benchmark of history: `points N PER FROM` prints N
 * lines "signature body" of PER points each. The points of a device are a millisecond apart, beginning
 * FROM milliseconds before now.
 *
 * DEVICES names the file of devices.
 */
#include <stdio.h>
#include <stdlib.h>

#include "trackers.h"

enum { DEVICES = 1000, POINT = 160 };

static struct tracker trackers[DEVICES];

/* What stands behind the brace that opens a point, and what follows it. */
static int point(char *out, long long ms, const char *then)
{
	return snprintf(out, POINT, "\"timestamp\":%lld,\"location\":{\"latitude\":36.75,\"longitude\":3.05,\"accuracy\":5},"
			"\"motion\":{\"speed\":85.5,\"heading\":45}}%s", ms, then);
}

int main(int argc, char **argv)
{
	int reports = argc == 4 ? atoi(argv[1]) : 0, per = argc == 4 ? atoi(argv[2]) : 0;
	long long from = argc == 4 ? now_ms() - atoll(argv[3]) : 0;
	size_t n = trackers_read(trackers, DEVICES);
	char *text = malloc((size_t)(per + 1) * (POINT + 2) + 100);
	char hex[TRACKER_HEX + 1];

	if (reports < 1 || per < 1 || n == 0 || !text) {
		fprintf(stderr, "usage: points REPORTS POINTS-PER-REPORT MILLISECONDS-AGO (DEVICES: a file)\n");
		return 2;
	}
	for (int i = 0; i < reports; i++) {
		const struct tracker *t = &trackers[(size_t)i % n];
		long long ms = from + (long long)((size_t)i / n) * per;
		size_t at = (size_t)snprintf(text, 100, "{\"deviceId\":\"device_%lld\",%s", (long long)t->id,
					     per > 1 ? "\"points\":[{" : "");

		for (int k = 0; k < per; k++)
			at += (size_t)point(text + at, ms + k, k + 1 < per ? ",{" : "");
		at += (size_t)snprintf(text + at, 4, "%s", per > 1 ? "]}" : "");
		tracker_sign(t, text, at, hex);
		printf("%s %s\n", hex, text);
	}
	free(text);
	return 0;
}
