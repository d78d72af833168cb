/* crowd - streams opened, read, compared with what they promise, opened again. */
#include "crowd.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/stream.h"
#include "base/when.h"
#include "client.h"

enum { LAGS = 2000000, LIMIT_MS = 150, BACK_MS = 400 };

static void *shared(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		abort();
	return p;
}

struct crowd *crowd_new(int port, const int64_t *buses, size_t n)
{
	struct crowd *c = shared(sizeof *c);

	c->port = port;
	c->poll_fd = epoll_create1(EPOLL_CLOEXEC);
	c->lags = shared(LAGS * sizeof *c->lags);
	for (size_t i = 0; i < CROWD; i++) {
		c->list[i].bus = buses[i % n];
		c->list[i].ws.fd = -1;
	}
	return c;
}

const char *crowd_ticket(const int64_t *buses, size_t n)
{
	static struct arena *memory;
	static char text[STREAM_TICKET];
	int64_t now = when_now() / WHEN_SECOND;
	struct stream_grant g = { .issued = now, .expires = now + 60, .until = now + 3600, .native = true, .role = ROLE_ADMIN,
				  .user_id = 77, .buses = buses, .n_buses = n };

	if (!memory)
		memory = arena_new(1 << 20);
	snprintf(text, sizeof text, "%s", stream_make(memory, &g));
	arena_reset(memory);
	return text;
}

/* ---- one watcher ---- */

static int64_t after(const char *text, const char *name)
{
	const char *p = strstr(text, name);

	return p ? strtoll(p + strlen(name), NULL, 10) : 0;
}

/* Epoch and sequence only grow; what was left out is announced as a snapshot. */
bool watcher_look(struct watcher *w, const char *text)
{
	bool snapshot = strncmp(text, "{\"type\":\"snapshot\",\"recovered\":false", 36) == 0;
	bool position = strncmp(text, "{\"type\":\"position\",\"recovered\":true", 35) == 0;
	uint64_t epoch = (uint64_t)after(text, "\"epoch\":"), seq = (uint64_t)after(text, "\"seq\":");

	if ((!snapshot && !position) || strstr(text, "\"data\":null"))
		return false;
	/* A new stream begins with what is known, which may be what was seen last. */
	if (w->fresh ? epoch < w->epoch || (epoch == w->epoch && seq < w->seq)
		     : epoch < w->epoch || (epoch == w->epoch && seq <= w->seq))
		w->wrong = true;
	if (position && (w->fresh || (w->seq && (epoch != w->epoch || seq != w->seq + 1))))
		w->wrong = true;
	w->fresh = false;
	w->epoch = epoch;
	w->seq = seq;
	w->at = after(text, "\"lastUpdate\":");
	w->snapshots += snapshot;
	w->positions += position;
	return true;
}

static void take(struct crowd *c, struct watcher *w)
{
	const char *resume;

	if (w->ws.opcode != 1)
		return;
	resume = strstr(w->ws.text, "\"resume\":\"");
	if (resume) {
		resume += 10;
		snprintf(w->resume, sizeof w->resume, "%.*s", (int)strcspn(resume, "\""), resume);
	} else if (watcher_look(w, w->ws.text) && strncmp(w->ws.text, "{\"type\":\"p", 10) == 0 && c->n_lags < LAGS) {
		c->lags[c->n_lags++] = (double)(when_now() / 1000 - w->at) / 1000;
	}
}

static bool open_one(struct crowd *c, size_t i, const char *ticket)
{
	struct watcher *w = &c->list[i];
	struct epoll_event e = { .events = EPOLLIN | EPOLLRDHUP, .data.u64 = i };
	char path[64], address[32];
	int status;

	snprintf(path, sizeof path, "/ws/tracking/bus_%lld", (long long)w->bus);
	snprintf(address, sizeof address, "10.7.%zu.%zu", i / 250, i % 250);
	status = ws_open(&w->ws, c->port, path, ticket, NULL, address, 0);
	if (status != 101) {
		w->refused = w->refused || status == 401 || status == 403;
		ws_close(&w->ws);
		return false;
	}
	w->fresh = true;
	epoll_ctl(c->poll_fd, EPOLL_CTL_ADD, w->ws.fd, &e);
	while (ws_take(&w->ws)) /* what came with the answer wakes nobody */
		take(c, w);
	return true;
}

/* ---- all of them ---- */

size_t crowd_open(struct crowd *c)
{
	size_t n = 0;

	for (size_t i = 0; i < CROWD; i++)
		n += open_one(c, i, crowd_ticket(&c->list[i].bus, 1));
	return n;
}

void crowd_close(struct crowd *c)
{
	for (size_t i = 0; i < CROWD; i++)
		ws_close(&c->list[i].ws);
}

void crowd_listen(struct crowd *c, int wait_ms)
{
	struct epoll_event ready[256];
	int n = epoll_wait(c->poll_fd, ready, 256, wait_ms);

	for (int i = 0; i < n; i++) {
		struct watcher *w = &c->list[ready[i].data.u64];

		while (ws_read(&w->ws, 0))
			take(c, w);
		if (!(ready[i].events & (EPOLLHUP | EPOLLRDHUP | EPOLLERR)))
			continue;
		epoll_ctl(c->poll_fd, EPOLL_CTL_DEL, w->ws.fd, NULL);
		ws_close(&w->ws);
		w->retry = now_s() + (rand() % BACK_MS + 100) / 1000.0;
	}
}

static void come_back(struct crowd *c)
{
	for (size_t i = 0; i < CROWD; i++) {
		struct watcher *w = &c->list[i];

		if (w->retry == 0.0 || now_s() < w->retry)
			continue;
		if (open_one(c, i, w->resume)) {
			w->returns++;
			w->retry = 0;
		} else {
			w->retry = now_s() + (rand() % BACK_MS + 100) / 1000.0;
		}
		crowd_listen(c, 0);
	}
}

static volatile sig_atomic_t enough;

static void on_term(int sig)
{
	(void)sig;
	enough = 1;
}

pid_t crowd_start(struct crowd *c)
{
	pid_t pid = fork();

	if (pid != 0) {
		while (!c->ready && waitpid(pid, NULL, WNOHANG) == 0)
			pause_ms(5);
		return pid;
	}
	signal(SIGTERM, on_term);
	c->let_in = crowd_open(c);
	c->ready = true;
	while (!enough) {
		crowd_listen(c, 20);
		come_back(c);
	}
	_exit(0);
}

void crowd_stop(pid_t child)
{
	kill(child, SIGTERM);
	waitpid(child, NULL, 0);
}

/* ---- what they saw ---- */

size_t crowd_right(const struct crowd *c, const int64_t *newest, size_t n)
{
	size_t right = 0;

	for (size_t i = 0; i < CROWD; i++)
		right += !c->list[i].wrong && c->list[i].at == newest[i % n];
	return right;
}

size_t crowd_wrong(const struct crowd *c)
{
	size_t n = 0;

	for (size_t i = 0; i < CROWD; i++)
		n += c->list[i].wrong || c->list[i].refused;
	return n;
}

void crowd_report(struct crowd *c, const char *what)
{
	printf("# %s: %zu positions delivered, p50 %.0f ms, p99 %.0f ms (limit %d ms)\n", what, c->n_lags,
	       percentile(c->lags, c->n_lags, 0.5) * 1000, percentile(c->lags, c->n_lags, 0.99) * 1000, LIMIT_MS);
	c->n_lags = 0;
}
