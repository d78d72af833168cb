/* clock - two clocks and their timers, each kept in a binary heap. */
#include "clock.h"

#include "mem.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct heap {
	struct timer **timers;  /* timers[0] is not used, so that a slot of 0 means idle */
	size_t n, cap;
};

static struct heap heaps[2];
static int64_t ahead_ms;

static int64_t read_clock(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_now(void)
{
	return read_clock(CLOCK_REALTIME) + ahead_ms;
}

static int64_t now_on(enum clock_kind kind)
{
	return kind == ON_WORLD ? clock_now() : read_clock(CLOCK_MONOTONIC);
}

void clock_advance(int64_t ms)
{
	ahead_ms += ms;
}

void clock_reset(void)
{
	ahead_ms = 0;
}

void clock_iso(int64_t ms, char out[CLOCK_TEXT])
{
	time_t s = (time_t)(ms / 1000);
	struct tm tm;
	size_t n;

	gmtime_r(&s, &tm);
	n = strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(out + n, CLOCK_TEXT - n, ".%03dZ", (int)(ms % 1000));
}

void clock_mail(int64_t ms, char out[CLOCK_TEXT])
{
	time_t s = (time_t)(ms / 1000);
	struct tm tm;

	gmtime_r(&s, &tm);
	strftime(out, CLOCK_TEXT, "%a, %d %b %Y %H:%M:%S +0000", &tm);
}

static void put(struct heap *h, size_t slot, struct timer *t)
{
	h->timers[slot] = t;
	t->slot = slot;
}

/* Moves a timer up or down until its parent is not later and its children are not earlier. */
static void settle(struct heap *h, struct timer *t, size_t slot)
{
	size_t child;

	while (slot > 1 && h->timers[slot / 2]->due_ms > t->due_ms) {
		put(h, slot, h->timers[slot / 2]);
		slot /= 2;
	}
	while ((child = slot * 2) <= h->n) {
		if (child < h->n && h->timers[child + 1]->due_ms < h->timers[child]->due_ms)
			child++;
		if (h->timers[child]->due_ms >= t->due_ms)
			break;
		put(h, slot, h->timers[child]);
		slot = child;
	}
	put(h, slot, t);
}

void timer_start(struct timer *t, enum clock_kind kind, int64_t delay_ms,
    void (*fire)(struct timer *))
{
	struct heap *h = &heaps[kind];

	timer_stop(t);
	t->kind = kind;
	t->fire = fire;
	t->due_ms = now_on(kind) + delay_ms;
	if (h->n + 2 > h->cap) {
		h->cap = h->cap ? h->cap * 2 : 64;
		h->timers = mem_grow(h->timers, h->cap * sizeof(struct timer *));
	}
	h->n++;
	settle(h, t, h->n);
}

void timer_stop(struct timer *t)
{
	struct heap *h = &heaps[t->kind];
	struct timer *last;
	size_t slot = t->slot;

	if (!slot)
		return;
	t->slot = 0;
	last = h->timers[h->n--];
	if (last != t)
		settle(h, last, slot);
}

int timer_wait(void)
{
	int64_t least = INT_MAX, left;
	enum clock_kind kind;

	for (kind = ON_WORLD; kind <= ON_WALL; kind++) {
		if (!heaps[kind].n)
			continue;
		left = heaps[kind].timers[1]->due_ms - now_on(kind);
		if (left < least)
			least = left < 0 ? 0 : left;
	}
	return least == INT_MAX ? -1 : (int)least;
}

void timer_run(void)
{
	enum clock_kind kind;
	struct timer *t;

	for (kind = ON_WORLD; kind <= ON_WALL; kind++) {
		while (heaps[kind].n && heaps[kind].timers[1]->due_ms <= now_on(kind)) {
			t = heaps[kind].timers[1];
			timer_stop(t);
			t->fire(t);
		}
	}
}

void timer_close(void)
{
	free(heaps[ON_WORLD].timers);
	free(heaps[ON_WALL].timers);
}
