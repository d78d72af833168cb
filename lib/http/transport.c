/* transport - FastCGI and CGI. */
#include "http/transport.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/otlp.h"

enum { PEER_TIMEOUT_S = 5 };

struct transport {
	bool cgi, used;
	bool cut;
	FCGX_Request fcgi;
	sigset_t while_waiting; /* mask with SIGTERM let through */
};

static volatile sig_atomic_t stopping;

static void on_term(int sig)
{
	(void)sig;
	stopping = 1;
}

/* SIGTERM is delivered only while waiting for a connection, so a request is never cut. */
static void setup_signals(struct transport *t)
{
	struct sigaction term = { .sa_handler = on_term };
	sigset_t block;

	sigemptyset(&block);
	sigaddset(&block, SIGTERM);
	sigaddset(&block, SIGINT);
	sigprocmask(SIG_BLOCK, &block, &t->while_waiting);
	sigdelset(&t->while_waiting, SIGTERM);
	sigdelset(&t->while_waiting, SIGINT);
	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGINT, &term, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static bool listener_on_0(void)
{
	int on = 0;
	socklen_t n = sizeof on;

	return getsockopt(0, SOL_SOCKET, SO_ACCEPTCONN, &on, &n) == 0 && on;
}

struct transport *transport_open(void)
{
	struct transport *t = calloc(1, sizeof *t);

	if (!t)
		abort();
	t->cgi = !listener_on_0();
	if (t->cgi)
		return t;
	if (FCGX_Init() != 0)
		abort();
	setup_signals(t);
	fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
	FCGX_InitRequest(&t->fcgi, 0, FCGI_FAIL_ACCEPT_ON_INTR);
	return t;
}

bool transport_is_cgi(const struct transport *t)
{
	return t->cgi;
}

static int accept_one(struct transport *t)
{
	struct timeval limit = { .tv_sec = PEER_TIMEOUT_S };
	struct pollfd fd = { .fd = 0, .events = POLLIN };
	struct timespec pause;
	int link, ms;

	while (!stopping) {
		ms = otlp_turn(); /* between requests, and while there are none */
		link = accept4(0, NULL, NULL, SOCK_CLOEXEC);
		if (link >= 0) {
			setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
			setsockopt(link, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
			return link;
		}
		if (errno == EMFILE || errno == ENFILE) {
			log_say(LOG_ERROR, "accept", "%s", strerror(errno));
			usleep(10000);
		} else if (errno == EAGAIN) {
			pause = (struct timespec){ ms / 1000, ms % 1000 * 1000000L };
			ppoll(&fd, 1, ms < 0 ? NULL : &pause, &t->while_waiting);
		} else if (errno != EINTR && errno != ECONNABORTED) {
			log_say(LOG_ERROR, "accept", "%s", strerror(errno));
			return -1;
		}
	}
	return -1;
}

bool transport_next(struct transport *t)
{
	if (t->cgi) {
		bool first = !t->used;

		t->used = true;
		return first;
	}
	for (;;) {
		int link = accept_one(t);

		if (link < 0)
			return false;
		/* libfcgi takes over the accepted socket; keepConnection stops it from closing ours. */
		t->fcgi.ipcFd = link;
		t->fcgi.keepConnection = 1;
		if (FCGX_Accept_r(&t->fcgi) == 0)
			return true;
		/* A garbage or silent peer: libfcgi closed the socket. */
	}
}

const char *transport_env(const struct transport *t, const char *name)
{
	return t->cgi ? getenv(name) : FCGX_GetParam(name, t->fcgi.envp);
}

long transport_read(struct transport *t, char *out, size_t n)
{
	size_t got = 0;

	if (!t->cgi) {
		int read_n = FCGX_GetStr(out, (int)n, t->fcgi.in);

		return FCGX_GetError(t->fcgi.in) ? -1 : read_n;
	}
	while (got < n) {
		ssize_t k = read(STDIN_FILENO, out + got, n - got);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			break;
		got += (size_t)k;
	}
	return (long)got;
}

void transport_write(struct transport *t, const char *data, size_t n)
{
	if (t->cgi)
		fwrite(data, 1, n, stdout);
	else
		FCGX_PutStr(data, (int)n, t->fcgi.out);
}

void transport_cut(struct transport *t)
{
	t->cut = true;
}

void transport_done(struct transport *t)
{
	if (t->cgi) {
		fflush(stdout);
		return;
	}
	if (t->cut) { /* no end record: the web server takes that for a dead program */
		t->cut = false;
		FCGX_Detach(&t->fcgi);
		FCGX_Free(&t->fcgi, 1);
		FCGX_Attach(&t->fcgi);
		return;
	}
	/*
	 * A detached request skips libfcgi's shutdown-poll-read linger before close: safe because the
	 * body has been read and the peer is Lighttpd on a Unix socket. The last write and the end
	 * record leave together.
	 */
	FCGX_Detach(&t->fcgi);
	t->fcgi.keepConnection = 0;
	FCGX_Finish_r(&t->fcgi);
	FCGX_Attach(&t->fcgi);
}
