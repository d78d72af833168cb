/* outbound - callbacks, at most 64 under way at once; the rest wait their turn. */
#include "outbound.h"

#include "clock.h"
#include "journal.h"
#include "loop.h"
#include "mem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FLYING_MAX = 64, ANSWER_MS = 10 * 1000, HEADERS = 8 };

struct post {
	struct watch watch;             /* first: a watch is its post */
	struct timer timer;
	struct post *next, **link;      /* among those not sent yet, or those under way */
	struct outbound what;
	struct http_header headers[HEADERS];
	struct sockaddr_in to;
	struct buf out, in;
	size_t sent;
};

static struct post *later, *ready, **ready_last = &ready, *flying;
static int n_flying;

static void join(struct post **list, struct post *p)
{
	p->next = *list;
	p->link = list;
	if (p->next)
		p->next->link = &p->next;
	*list = p;
}

static void leave(struct post *p)
{
	if (ready_last == &p->next)
		ready_last = p->link;
	*p->link = p->next;
	if (p->next)
		p->next->link = p->link;
}

static void discard(struct post *p)
{
	size_t i;

	for (i = 0; i < p->what.n_headers; i++) {
		free((char *)p->headers[i].name);
		free((char *)p->headers[i].value);
	}
	free((char *)p->what.method);
	free((char *)p->what.url);
	free((char *)p->what.body);
	buf_free(&p->out);
	buf_free(&p->in);
	free(p);
}

static void bury(struct watch *w)
{
	discard((struct post *)w);
}

/* Reads "http://127.0.0.1:8080/path?query"; false when that is not http to loopback. */
static bool parse_url(const char *url, struct sockaddr_in *to, const char **path)
{
	char host[64];
	const char *text = url + 7, *numeric;
	size_t n;
	long port = 80;
	char *end;

	if (strncmp(url, "http://", 7))
		return false;
	n = strcspn(text, ":/?#");
	if (!n || n >= sizeof host)
		return false;
	memcpy(host, text, n);
	host[n] = '\0';
	*to = (struct sockaddr_in){ .sin_family = AF_INET };
	numeric = strcmp(host, "localhost") ? host : "127.0.0.1";
	if (inet_pton(AF_INET, numeric, &to->sin_addr) != 1 ||
	    ntohl(to->sin_addr.s_addr) >> 24 != 127)
		return false;
	text += n;
	if (*text == ':') {
		port = strtol(text + 1, &end, 10);
		text = end;
	}
	if (port < 1 || port > 65535 || (*text && *text != '/'))
		return false;
	to->sin_port = htons((uint16_t)port);
	*path = text;
	return true;
}

static void compose(struct post *p, const char *path)
{
	size_t i, n = strcspn(p->what.url + 7, "/");

	buf_printf(&p->out, "%s %s HTTP/1.1\r\nHost: %.*s\r\nConnection: close\r\n", p->what.method,
	    *path ? path : "/", (int)n, p->what.url + 7);
	for (i = 0; i < p->what.n_headers; i++)
		buf_printf(&p->out, "%s: %s\r\n", p->headers[i].name, p->headers[i].value);
	if (p->what.body_len || strcmp(p->what.method, "GET"))
		buf_printf(&p->out, "Content-Length: %zu\r\n", p->what.body_len);
	buf_str(&p->out, "\r\n");
	buf_add(&p->out, p->what.body, p->what.body_len);
}

static int status_of(const struct buf *in)
{
	const char *text = buf_text(in);

	return strncmp(text, "HTTP/1.", 7) || strlen(text) < 12 ? 0 : atoi(text + 9);
}

static void note(const struct post *p, int status, const char *verdict)
{
	journal_add(&(struct journal_note){
		.provider = p->what.provider, .op = p->what.op, .outgoing = true,
		.method = p->what.method, .target = p->what.url, .headers = p->headers,
		.n_headers = p->what.n_headers, .body = p->what.body, .body_len = p->what.body_len,
		.status = status, .verdict = verdict,
	});
}

static void launch_waiting(void);

static void land(struct post *p)
{
	int status = status_of(&p->in);

	note(p, status, status ? p->what.verdict : "no answer");
	timer_stop(&p->timer);
	leave(p);
	n_flying--;
	loop_end(&p->watch, bury);
	launch_waiting();
}

static void time_up(struct timer *t)
{
	land((struct post *)((char *)t - offsetof(struct post, timer)));
}

static void progress(struct watch *w, uint32_t events)
{
	struct post *p = (struct post *)w;
	ssize_t n;

	if (events & EPOLLOUT) {
		n = send(w->fd, p->out.data + p->sent, p->out.len - p->sent, MSG_NOSIGNAL);
		if (n < 0 && errno != EAGAIN && errno != EINTR) {
			land(p);
			return;
		}
		p->sent += n > 0 ? (size_t)n : 0;
		if (p->sent == p->out.len)
			loop_change(w, EPOLLIN);
	}
	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
		n = recv(w->fd, buf_room(&p->in, 4096), 4096, 0);
		if (n > 0 && p->in.len < 4096)
			p->in.data[p->in.len += (size_t)n] = '\0';
		else if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			land(p);
	}
}

static void launch(struct post *p)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0 || (connect(fd, (struct sockaddr *)&p->to, sizeof p->to) < 0 &&
	    errno != EINPROGRESS)) {
		if (fd >= 0)
			close(fd);
		note(p, 0, "no connection");
		discard(p);
		return;
	}
	join(&flying, p);
	n_flying++;
	loop_watch(&p->watch, fd, EPOLLOUT, progress);
	timer_start(&p->timer, ON_WALL, ANSWER_MS, time_up);
}

static void launch_waiting(void)
{
	struct post *p;

	while (n_flying < FLYING_MAX && (p = ready)) {
		leave(p);
		launch(p);
	}
}

static void due(struct timer *t)
{
	struct post *p = (struct post *)((char *)t - offsetof(struct post, timer));

	leave(p);
	p->next = NULL;
	p->link = ready_last;
	*ready_last = p;
	ready_last = &p->next;
	launch_waiting();
}

void outbound_send(const struct outbound *o, int64_t delay_ms)
{
	struct post *p = mem_new(sizeof *p);
	const char *path = "";
	size_t i;

	p->what = *o;
	p->what.method = mem_text(o->method);
	p->what.url = mem_text(o->url);
	p->what.body = mem_part(o->body ? o->body : "", o->body_len);
	for (i = 0; i < o->n_headers && i < HEADERS; i++) {
		p->headers[i].name = mem_text(o->headers[i].name);
		p->headers[i].value = mem_text(o->headers[i].value);
	}
	p->what.n_headers = i;
	if (!parse_url(p->what.url, &p->to, &path)) {
		note(p, 0, "not sent: only http to loopback is called");
		discard(p);
		return;
	}
	compose(p, path);
	join(&later, p);
	timer_start(&p->timer, ON_WORLD, delay_ms, due);
}

void outbound_reset(void)
{
	struct post *p;

	while ((p = later)) {
		timer_stop(&p->timer);
		leave(p);
		discard(p);
	}
	while ((p = ready)) {
		leave(p);
		discard(p);
	}
	while ((p = flying)) {
		timer_stop(&p->timer);
		leave(p);
		n_flying--;
		loop_end(&p->watch, bury);
	}
}
