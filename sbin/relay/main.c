/*
 * relay - live streams over WebSocket: /ws/tracking/:busId, /ws/tracking/all, /ws/booking/:id and
 * /ws/notifications, behind Lighttpd on a loopback port. It reads no database: a signed ticket says
 * what its bearer may watch.
 *
 *   relay [--port N]     default relay.port; several relays may share a port, or have one each
 *
 * SIGTERM closes every stream with 1012, so that watchers come back to another relay, and ends.
 */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "relay.h"

enum { BACKLOG = 4096, MEMORY = 64 << 20, END_US = 3000000, SPARE_FDS = 32 };

struct arena *scratch;
static int64_t end_by; /* ending: not later than this */

static void on_connection(struct source *s, uint32_t events)
{
	int one = 1, fd;

	(void)events;
	while ((fd = accept4(s->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
		struct rlimit limit;

		getrlimit(RLIMIT_NOFILE, &limit);
		if (end_by || (rlim_t)fd + SPARE_FDS > limit.rlim_cur) {
			close(fd);
			continue;
		}
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
		client_start(fd);
	}
}

static void on_signal(struct source *s, uint32_t events)
{
	struct signalfd_siginfo info;

	(void)events;
	if (read(s->fd, &info, sizeof info) != sizeof info || end_by)
		return;
	end_by = loop_now() + END_US;
	client_close_all(CLOSE_RESTART, "restart");
}

static void tick(void)
{
	client_tick();
	redis_tick();
	if (end_by && loop_now() > end_by)
		loop_stop();
}

static void settle(void)
{
	client_settle();
	if (end_by && !client_first())
		loop_stop();
}

static bool listen_on(int port, struct source *s, char *why, size_t size)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) < 0 || listen(fd, BACKLOG) < 0) {
		snprintf(why, size, "port %d: %s", port, strerror(errno));
		return false;
	}
	*s = (struct source){ fd, on_connection };
	loop_add(s, EPOLLIN);
	return true;
}

static void catch_signals(struct source *s)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	*s = (struct source){ signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC), on_signal };
	loop_add(s, EPOLLIN);
}

static void most_descriptors(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

int main(int argc, char **argv)
{
	struct source listener, signals;
	char why[512] = "libsodium does not start";
	int64_t port = 0;

	if (!(argc == 1 || (argc == 3 && strcmp(argv[1], "--port") == 0 && str_int(argv[2], 1, 65535, &port)))) {
		fprintf(stderr, "usage: relay [--port N]\n");
		return 2;
	}
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGPIPE, SIG_IGN);
	catch_signals(&signals);
	most_descriptors();
	scratch = arena_new(MEMORY);
	if (sodium_init() < 0 || !conf_load(why, sizeof why) ||
	    !listen_on((int)(port ? port : conf_int(CONF_RELAY_PORT)), &listener, why, sizeof why)) {
		fprintf(stderr, "relay: %s\n", why);
		return 1;
	}
	log_start("relay", (enum log_level)conf_int(CONF_LOG_LEVEL));
	metric_start(conf_text(CONF_DIR_RUN), "relay", NULL, 0);
	redis_start();
	log_say(LOG_INFO, "start", "port %lld", (long long)(port ? port : conf_int(CONF_RELAY_PORT)));
	loop_run(tick, settle);
	log_say(LOG_INFO, "end", "%zu streams cut off", client_count());
	arena_free(scratch);
	return 0;
}
