/*
 * crowd - a thousand watchers of buses over WebSocket: each notes what it saw and whether the order
 * was kept, and comes back by itself when its stream ends.
 */
#ifndef LOAD_CROWD_H
#define LOAD_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "ws.h"

enum { CROWD = 1000 };

struct watcher {
	struct ws ws;
	int64_t bus;
	uint64_t epoch, seq;  /* of the newest state */
	int64_t at;           /* its lastUpdate */
	size_t positions, snapshots;
	bool fresh;           /* nothing seen since the stream was opened */
	bool wrong;           /* order broken, or a gap not announced as a snapshot */
	bool refused;         /* the ticket it was given for coming back was not taken */
	size_t returns;
	double retry;         /* when it comes back; 0: it is there */
	char resume[700];
};

struct crowd {
	int port;
	int poll_fd;
	/* Between the instant a position bears and its arrival; kept for positions that follow one another. */
	double *lags;
	size_t n_lags;
	volatile bool ready;
	size_t let_in;
	struct watcher list[CROWD];
};

/* A crowd in memory that children share; buses[i % n] is watched by the i-th. */
struct crowd *crowd_new(int port, const int64_t *buses, size_t n);
/* Opens every stream; how many were let in. */
size_t crowd_open(struct crowd *c);
void crowd_close(struct crowd *c);
/* Takes what there is, waiting at most this long for something. */
void crowd_listen(struct crowd *c, int wait_ms);

/*
 * Both in a child of its own, which also opens again what was cut, until it is stopped. Returns once
 * every stream was tried; `let_in` were opened.
 */
pid_t crowd_start(struct crowd *c);
void crowd_stop(pid_t child);

/* One message as a watcher takes it; false when it bears no position and no snapshot. */
bool watcher_look(struct watcher *w, const char *text);

/* Watchers without a broken order whose newest state is that of newest[i % n]. */
size_t crowd_right(const struct crowd *c, const int64_t *newest, size_t n);
size_t crowd_wrong(const struct crowd *c);
/* Prints how long positions took, with the limit beside; forgets them. */
void crowd_report(struct crowd *c, const char *what);

/* A ticket for those buses, in a static buffer that the next call reuses. */
const char *crowd_ticket(const int64_t *buses, size_t n);

#endif
