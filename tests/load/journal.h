/*
 * journal - what devices reported and which points were acknowledged, to be compared with history.
 * The first devices report over HTTP, the last ones over MQTT; what got no answer is sent again.
 */
#ifndef LOAD_JOURNAL_H
#define LOAD_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trackers.h"

enum { JOURNAL_DEVICES = 40, JOURNAL_BY_MQTT = 10, JOURNAL_POINTS = 1000 };

/* A point on the way to Algiers as text; more is added to it, such as ",\"seq\":1". */
size_t journal_point(char *out, size_t room, const struct tracker *t, int64_t ms, const char *more);
/* The same with the signature of a device inside, as it goes to the broker. */
size_t journal_signed(char *out, size_t room, const struct tracker *says, const struct tracker *signs, int64_t ms);

/* Begins with JOURNAL_DEVICES devices; opens and closes the lines of those that use the broker. */
void journal_start(const struct tracker *t);
void journal_open_lines(void);
void journal_close_lines(void);

/* One point of a device at once over HTTP; true when it was acknowledged. */
bool journal_report(size_t device, int64_t ms);
/* A point for the next exchanges. */
void journal_add(size_t device, int64_t ms);
/* Everybody sends what is not acknowledged; the number of reports over HTTP without an answer. */
size_t journal_exchange(void);

size_t journal_unsettled(void);
int64_t journal_newest(size_t device);

struct journal_figures {
	size_t sent, settled;
	size_t again; /* sent to the broker once more */
	size_t lost;  /* of these: confirmed by the broker, stored by nobody */
};
struct journal_figures journal_figures(void);

/* How often a point of a device stands in history. */
int64_t journal_stored(const struct tracker *t, int64_t ms);
/* Writes the journal beside history, for the two below; once. */
void journal_file(void);
/* Acknowledged points that are not in history exactly once. */
int64_t journal_missing(void);
/* Rows of these devices from an instant on that nobody reported. */
int64_t journal_unknown(int64_t from_ms);

#endif
