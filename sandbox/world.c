/*
 * world - the outside world on one port: a bank, an SMS company, a mail company and a collector of traces
 * that speak their real protocols, with a clock, a journal, and faults on demand. For development and
 * tests only.
 */
#include "aggregator.h"
#include "clock.h"
#include "control.h"
#include "fault.h"
#include "home.h"
#include "http.h"
#include "id.h"
#include "journal.h"
#include "loop.h"
#include "mem.h"
#include "otlp.h"
#include "outbound.h"
#include "provider.h"
#include "satim.h"
#include "sendgrid.h"
#include "sign.h"
#include "twilio.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define CARD_FILE "sandbox/data/satim-cards.csv"

const struct provider *const providers[] = {
	&satim_provider, &twilio_provider, &sendgrid_provider, &aggregator_provider,
	&otlp_provider, NULL
};

static struct {
	const char *port, *listen, *dir, *public_url, *cards, *seed;
	const char *satim_user, *satim_password, *satim_terminal;
	const char *twilio_sid, *twilio_token, *sendgrid_key, *sendgrid_events;
} options = {
	.listen = "127.0.0.1",
	.satim_user = "SIMUSER", .satim_password = "SIMPASS", .satim_terminal = "E0123456789",
	.twilio_sid = "ACsandbox000000000000000000000000", .twilio_token = "sandbox-token",
	.sendgrid_key = "SG.sandbox",
};

static const struct { const char *name, *value, *help; const char **at; } flags[] = {
	{ "port", "N", "port to listen on; 0 takes a free one (required)", &options.port },
	{ "listen", "ADDRESS", "address to listen on", &options.listen },
	{ "dir", "DIR", "also append every call to DIR/journal.jsonl", &options.dir },
	{ "public-url", "URL", "what browsers reach it under (default http://ADDRESS:N)", &options.public_url },
	{ "cards", "FILE", "test cards (default " CARD_FILE ")", &options.cards },
	{ "seed", "N", "repeatable ids (default: never the same twice)", &options.seed },
	{ "satim-user", "TEXT", "SATIM userName", &options.satim_user },
	{ "satim-password", "TEXT", "SATIM password", &options.satim_password },
	{ "satim-terminal", "TEXT", "SATIM force_terminal_id", &options.satim_terminal },
	{ "twilio-sid", "TEXT", "Twilio account", &options.twilio_sid },
	{ "twilio-token", "TEXT", "Twilio auth token", &options.twilio_token },
	{ "sendgrid-key", "TEXT", "SendGrid API key", &options.sendgrid_key },
	{ "sendgrid-events", "URL", "where mail events are posted", &options.sendgrid_events },
};

enum { FLAGS = sizeof flags / sizeof flags[0] };

static void usage(FILE *out)
{
	size_t i;

	fputs("usage: world --port N [options]\n\n"
	    "Imitates SATIM, Twilio, SendGrid, an SMS aggregator and a collector of traces\n"
	    "on http://ADDRESS:N/{satim,twilio,sendgrid,aggregator,otlp},\n"
	    "with a page for people at / and a control API at /__sim. SIGTERM ends it.\n\n", out);
	for (i = 0; i < FLAGS; i++) {
		fprintf(out, "  --%-16s %-8s %s", flags[i].name, flags[i].value, flags[i].help);
		if (*flags[i].at)
			fprintf(out, " (default %s)", *flags[i].at);
		fputc('\n', out);
	}
	fputs("  --help                    this text\n", out);
}

static void read_options(int argc, char **argv)
{
	struct option list[FLAGS + 2] = { 0 };
	int i, got, help = FLAGS;

	for (i = 0; i < FLAGS; i++)
		list[i] = (struct option){ flags[i].name, required_argument, NULL, i };
	list[FLAGS] = (struct option){ "help", no_argument, NULL, help };
	while ((got = getopt_long(argc, argv, "", list, NULL)) != -1) {
		if (got == help) {
			usage(stdout);
			exit(0);
		}
		if (got < 0 || got >= FLAGS) {
			fputs("world: see world --help\n", stderr);
			exit(2);
		}
		*flags[got].at = optarg;
	}
	if (optind < argc || !options.port) {
		fputs("world: --port N is required; see world --help\n", stderr);
		exit(2);
	}
}

static int port_number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*end || end == text || n < 0 || n > 65535) {
		fprintf(stderr, "world: --port %s: a number from 0 to 65535\n", text);
		exit(2);
	}
	return (int)n;
}

/* The card file below the working directory, or below a folder the program lies in. */
static char *find_cards(void)
{
	char self[4096], *slash;
	struct buf path = { 0 };
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	if (options.cards || !access(CARD_FILE, R_OK) || n < 0)
		return mem_text(options.cards ? options.cards : CARD_FILE);
	self[n] = '\0';
	while ((slash = strrchr(self, '/'))) {
		*slash = '\0';
		buf_clear(&path);
		buf_printf(&path, "%s/%s", self, CARD_FILE);
		if (!access(path.data, R_OK))
			return path.data;
	}
	buf_free(&path);
	return mem_text(CARD_FILE);
}

static void serve(const struct http_request *rq, struct http_reply *rp)
{
	const struct provider *const *p;

	if (!strncmp(rq->path, "/__sim/", 7)) {
		control_serve(rq, rp);
		return;
	}
	for (p = providers; *p; p++) {
		if (!strncmp(rq->path, (*p)->prefix, strlen((*p)->prefix))) {
			provider_serve(*p, rq, rp);
			return;
		}
	}
	if (!home_serve(rq, rp))
		http_say(rp, 404, "Nothing here. The page for people is /.");
}

static void told_to_stop(struct watch *w, uint32_t events)
{
	(void)w;
	(void)events;
	loop_stop();
}

/* SIGTERM and SIGINT end the loop; a vanished reader must not end the program. */
static void watch_signals(void)
{
	static struct watch signals;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	loop_watch(&signals, signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC), EPOLLIN, told_to_stop);
}

static void raise_descriptor_limit(void)
{
	struct rlimit limit;

	if (!getrlimit(RLIMIT_NOFILE, &limit)) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

static void set_up_providers(void)
{
	const struct provider *const *p;

	satim.user = options.satim_user;
	satim.password = options.satim_password;
	satim.terminal = options.satim_terminal;
	twilio.account = options.twilio_sid;
	twilio.token = options.twilio_token;
	sendgrid.key = options.sendgrid_key;
	sendgrid_event_url(options.sendgrid_events);
	for (p = providers; *p; p++)
		(*p)->reset();
	id_surprise();
	if (options.seed)
		id_seed(strtoull(options.seed, NULL, 10));
}

/* Listens and says so; the one line on standard output is what a script waits for. */
static bool open_world(struct buf *url)
{
	bool six = strchr(options.listen, ':') != NULL;
	int wanted = port_number(options.port), port = http_listen(options.listen, wanted, serve);

	if (port < 0 && errno == EADDRINUSE) {
		fprintf(stderr, "world: port %d on %s is already in use; choose another "
		    "with --port\n", wanted, options.listen);
		return false;
	}
	if (port < 0) {
		fprintf(stderr, "world: cannot listen on %s port %d: %s\n", options.listen, wanted,
		    strerror(errno));
		return false;
	}
	buf_printf(url, "http://%s%s%s:%d", six ? "[" : "", options.listen, six ? "]" : "", port);
	printf("world: ready on %s/\n", url->data);
	fflush(stdout);
	if (options.public_url) {
		buf_clear(url);
		buf_str(url, options.public_url);
		while (url->len && url->data[url->len - 1] == '/')
			url->data[--url->len] = '\0';
	}
	satim.public_url = url->data;
	return true;
}

static void close_world(void)
{
	const struct provider *const *p;

	outbound_reset();
	http_close();
	for (p = providers; *p; p++)
		(*p)->reset();
	fault_reset();
	journal_close();
	satim_cards_free();
	sign_key_free();
	loop_close();
	timer_close();
}

int main(int argc, char **argv)
{
	struct buf url = { 0 };
	char *cards;
	bool ok;

	read_options(argc, argv);
	cards = find_cards();
	ok = satim_cards_load(cards);
	free(cards);
	if (!ok)
		return 1;
	if (options.dir && journal_open(options.dir) < 0) {
		fprintf(stderr, "world: cannot write %s/journal.jsonl: %s\n", options.dir,
		    strerror(errno));
		return 1;
	}
	if (loop_open() < 0 || !sign_key_new()) {
		fputs("world: no epoll or no elliptic curve on this machine\n", stderr);
		return 1;
	}
	raise_descriptor_limit();
	watch_signals();
	set_up_providers();
	if (!open_world(&url))
		return 1;
	loop_run();
	close_world();
	buf_free(&url);
	return 0;
}
