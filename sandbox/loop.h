/* loop - waits for sockets and timers, one thread, and calls back. */
#ifndef WORLD_LOOP_H
#define WORLD_LOOP_H

#include <stdint.h>

/* Lives inside its owner, as the first member or found through offsetof. */
struct watch {
	void (*ready)(struct watch *, uint32_t events);
	void (*bury)(struct watch *);
	struct watch *next_dead;
	int fd;
	uint32_t events;
};

/* Returns 0, or -1 with errno set. */
int loop_open(void);

/* Starts to watch a descriptor for EPOLL* events, or changes which. */
void loop_watch(struct watch *w, int fd, uint32_t events, void (*ready)(struct watch *, uint32_t));
void loop_change(struct watch *w, uint32_t events);

/*
 * Stops watching, closes the descriptor, and calls bury() once no event of the current round can
 * still point at the owner.
 */
void loop_end(struct watch *w, void (*bury)(struct watch *));

/* Runs until loop_stop(). */
void loop_run(void);
void loop_stop(void);
void loop_close(void);

#endif
