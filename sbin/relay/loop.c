/* loop - epoll, signals, a tick each second. */
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/when.h"
#include "relay.h"

enum { BATCH = 256, TICK_US = 1000000 };

static int poll_fd = -1;
static volatile sig_atomic_t stopping;
static int64_t round_began;

static void ensure(void)
{
	if (poll_fd < 0)
		poll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (poll_fd < 0)
		abort();
}

void loop_add(struct source *s, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = s };

	ensure();
	if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, s->fd, &e) < 0)
		abort();
}

void loop_change(struct source *s, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = s };

	if (epoll_ctl(poll_fd, EPOLL_CTL_MOD, s->fd, &e) < 0)
		abort();
}

void loop_stop(void)
{
	stopping = 1;
}

int64_t loop_now(void)
{
	return round_began ? round_began : when_ticks();
}

void loop_run(void (*tick)(void), void (*settle)(void))
{
	struct epoll_event ready[BATCH];
	int64_t next = when_ticks();

	ensure();
	while (!stopping) {
		int64_t left = next - when_ticks();
		int n = epoll_wait(poll_fd, ready, BATCH, left > 0 ? (int)(left / 1000) + 1 : 0);

		if (n < 0 && errno != EINTR)
			abort();
		round_began = when_ticks();
		for (int i = 0; i < n; i++) {
			struct source *s = ready[i].data.ptr;

			s->ready(s, ready[i].events);
		}
		if (round_began >= next) {
			tick();
			next = round_began + TICK_US;
		}
		settle();
	}
}
