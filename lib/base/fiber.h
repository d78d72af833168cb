/*
 * fiber - work that waits without holding up its process: a function on a stack of its own that
 * gives way where it would block and is resumed when it can go on. Everything runs in one thread,
 * and a switch happens only in the calls below, so nothing needs a lock; what is shared (a
 * database connection) must be at rest whenever a fiber gives way.
 */
#ifndef BASE_FIBER_H
#define BASE_FIBER_H

#include <stdbool.h>
#include <stddef.h>

struct fiber;

/* A stack with an unmapped page below it; memory is taken only where it is touched. */
struct fiber *fiber_new(size_t stack);
/* Not while its function is under way. */
void fiber_free(struct fiber *f);

/* Runs the function until it gives way or ends. */
void fiber_start(struct fiber *f, void (*run)(void *), void *ctx);
/* Goes on behind fiber_yield. */
void fiber_resume(struct fiber *f);
bool fiber_ended(const struct fiber *f);

/* Inside a fiber: back to whoever started or resumed it. */
void fiber_yield(void);
/* The fiber this code runs in; NULL outside of any. */
struct fiber *fiber_current(void);

#endif
