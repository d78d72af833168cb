/* arena - bump allocator with deferred releases; every block is malloc'ed alone under ASan. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024, ALIGN = 16, SPILL = 64 * 1024, GRACE = 1024 * 1024 };

#if defined(__SANITIZE_ADDRESS__)
enum { SEPARATE = 1 };
#else
enum { SEPARATE = 0 };
#endif

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(ALIGN) char bytes[];
};

struct deferred {
	struct deferred *next;
	void (*fn)(void *);
	void *ptr;
};

struct arena {
	struct block *first, *last;
	struct deferred *deferred;
	size_t cap, total;
	unsigned fail_in;
	bool overflown;
	char *spill;
};

static struct block *block_new(size_t size)
{
	struct block *b = malloc(sizeof *b + size);

	if (!b)
		abort();
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

struct arena *arena_new(size_t cap)
{
	struct arena *a = calloc(1, sizeof *a);

	if (!a)
		abort();
	a->cap = cap;
	a->first = a->last = block_new(SEPARATE ? 1 : BLOCK);
	return a;
}

void arena_reset(struct arena *a)
{
	struct block *b, *next;

	for (struct deferred *d = a->deferred; d; d = d->next)
		d->fn(d->ptr);
	a->deferred = NULL;
	for (b = a->first->next; b; b = next) {
		next = b->next;
		free(b);
	}
	a->first->next = NULL;
	a->first->used = 0;
	a->last = a->first;
	a->total = 0;
	a->overflown = false;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	free(a->first);
	free(a->spill);
	free(a);
}

/* n bytes from the last block or a new one, whatever the cap says. */
static void *take(struct arena *a, size_t n)
{
	struct block *b = a->last;
	size_t need;
	void *p;

	if (__builtin_add_overflow(n, (size_t)ALIGN - 1, &need))
		abort();
	need &= ~(size_t)(ALIGN - 1);
	if (need == 0)
		need = ALIGN;
	if (SEPARATE || need > b->size - b->used) {
		b->next = block_new(SEPARATE ? n : need > BLOCK ? need : BLOCK);
		b = a->last = b->next;
	}
	p = b->bytes + b->used;
	b->used += SEPARATE ? n : need;
	a->total += need;
	return memset(p, 0, n);
}

/*
 * Beyond the grace small requests share one block: what is written there is never answered. Large
 * ones are few (their size is bounded by the body limit) and get memory of their own, so that no
 * pointer handed out earlier ever dies before the reset.
 */
static void *spill(struct arena *a, size_t n)
{
	if (n > SPILL)
		return take(a, n);
	if (!a->spill)
		a->spill = malloc(SPILL);
	if (!a->spill)
		abort();
	return memset(a->spill, 0, n);
}

void *arena_get(struct arena *a, size_t n)
{
	if (a->fail_in && --a->fail_in == 0)
		a->overflown = true;
	if (n > a->cap || a->total > a->cap - n)
		a->overflown = true;
	return arena_spent(a) ? spill(a, n) : take(a, n);
}

void *arena_copy(struct arena *a, const void *p, size_t n)
{
	void *out = arena_get(a, n ? n : 1);

	return n ? memmove(out, p, n) : out; /* p may lie in the block that is shared */
}

char *arena_strn(struct arena *a, const char *s, size_t n)
{
	char *out = arena_get(a, n + 1);

	if (n)
		memmove(out, s, n);
	return out;
}

char *arena_str(struct arena *a, const char *s)
{
	return arena_strn(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	int n;
	char *out;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		n = 0;
	out = arena_get(a, (size_t)n + 1);
	vsnprintf(out, (size_t)n + 1, fmt, again);
	va_end(again);
	return out;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *ptr)
{
	struct deferred *d = take(a, sizeof *d); /* a release is never lost to the cap */

	d->fn = fn;
	d->ptr = ptr;
	d->next = a->deferred;
	a->deferred = d;
}

bool arena_overflown(const struct arena *a)
{
	return a->overflown;
}

bool arena_spent(const struct arena *a)
{
	return a->total > a->cap && a->total - a->cap > GRACE;
}

size_t arena_used(const struct arena *a)
{
	return a->total;
}

void arena_fail_after(struct arena *a, unsigned n)
{
	a->fail_in = n;
}
