/*
 * clock - two clocks and their timers. The world's clock is real time plus what POST /__sim/clock
 * added: sessions, message statuses and dates live on it. The wall clock never jumps: stalls and
 * idle connections live on that one.
 */
#ifndef WORLD_CLOCK_H
#define WORLD_CLOCK_H

#include <stddef.h>
#include <stdint.h>

enum clock_kind { ON_WORLD, ON_WALL };

struct timer {
	void (*fire)(struct timer *);
	int64_t due_ms;
	size_t slot;            /* place in its heap, counted from 1; 0 when not running */
	enum clock_kind kind;
};

enum { CLOCK_TEXT = 32 };

/* Milliseconds since 1970 on the world's clock. */
int64_t clock_now(void);

/*
 * Moves the world's clock forward, or takes it back to real time. Timers stay where they are due.
 */
void clock_advance(int64_t ms);
void clock_reset(void);

/* 2026-11-23T12:00:00.000Z, or "Mon, 23 Nov 2026 12:00:00 +0000". */
void clock_iso(int64_t ms, char out[CLOCK_TEXT]);
void clock_mail(int64_t ms, char out[CLOCK_TEXT]);

/* Starts (or restarts) and stops a timer that lives inside its owner. */
void timer_start(struct timer *t, enum clock_kind kind, int64_t delay_ms,
    void (*fire)(struct timer *));
void timer_stop(struct timer *t);

/* Milliseconds until something is due, -1 for never; and fires all that is due. */
int timer_wait(void);
void timer_run(void);

/* Gives the heaps' memory back at the end. */
void timer_close(void);

#endif
