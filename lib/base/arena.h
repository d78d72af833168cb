/*
 * arena - memory of one request (or one job): taken piece by piece, released at once.
 *
 * Blocks live until arena_reset. Nothing from an arena is freed singly. Past the cap the arena
 * marks itself overflown and goes on, so that callers need no check at each call: whoever finishes
 * the work asks arena_overflown() once, and the error is still written in the megabyte of grace
 * behind the cap. Who goes on asking beyond that gets the same small block again and again.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A new arena that may hold up to cap bytes. Aborts when the process has no memory at boot. */
struct arena *arena_new(size_t cap);
void arena_free(struct arena *a);

/* Releases everything, runs deferred releases in reverse order, keeps the first block. */
void arena_reset(struct arena *a);

/* n zeroed bytes, 16-byte aligned; never NULL. */
void *arena_get(struct arena *a, size_t n) __attribute__((malloc, returns_nonnull));
void *arena_copy(struct arena *a, const void *p, size_t n) __attribute__((returns_nonnull));
char *arena_str(struct arena *a, const char *s) __attribute__((returns_nonnull));
char *arena_strn(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));

/* fn(ptr) runs at reset; for handles of other libraries (PGresult, redisReply, HDF). */
void arena_defer(struct arena *a, void (*fn)(void *), void *ptr);

/* True when the cap was passed since the last reset: the request is too big to answer. */
bool arena_overflown(const struct arena *a);
/* True when the grace is used up too: what is written now is shared and lost. */
bool arena_spent(const struct arena *a);
size_t arena_used(const struct arena *a);

/* Tests: the n-th arena_get from now overflows the arena; 0 switches it off. */
void arena_fail_after(struct arena *a, unsigned n);

#endif
