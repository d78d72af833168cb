/* loop - waits for sockets and timers (epoll, level-triggered). */
#include "loop.h"

#include "clock.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

static int epoll_fd = -1;
static bool running;
static struct watch *dead;

int loop_open(void)
{
	epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	return epoll_fd < 0 ? -1 : 0;
}

void loop_watch(struct watch *w, int fd, uint32_t events, void (*ready)(struct watch *, uint32_t))
{
	struct epoll_event e = { .events = events, .data.ptr = w };

	w->fd = fd;
	w->events = events;
	w->ready = ready;
	if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &e) < 0)
		perror("world: epoll_ctl");
}

void loop_change(struct watch *w, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = w };

	if (events == w->events)
		return;
	w->events = events;
	if (epoll_ctl(epoll_fd, EPOLL_CTL_MOD, w->fd, &e) < 0)
		perror("world: epoll_ctl");
}

void loop_end(struct watch *w, void (*bury)(struct watch *))
{
	close(w->fd);
	w->fd = -1;
	w->bury = bury;
	w->next_dead = dead;
	dead = w;
}

static void bury_dead(void)
{
	struct watch *w;

	while ((w = dead)) {
		dead = w->next_dead;
		w->bury(w);
	}
}

void loop_run(void)
{
	struct epoll_event events[256];
	struct watch *w;
	int i, n;

	running = true;
	while (running) {
		n = epoll_wait(epoll_fd, events, 256, timer_wait());
		if (n < 0 && errno != EINTR) {
			perror("world: epoll_wait");
			return;
		}
		for (i = 0; i < n; i++) {
			w = events[i].data.ptr;
			if (w->fd >= 0)
				w->ready(w, events[i].events);
		}
		timer_run();
		bury_dead();
	}
}

void loop_stop(void)
{
	running = false;
}

void loop_close(void)
{
	bury_dead();
	close(epoll_fd);
}
