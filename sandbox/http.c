/* http - connections: read a request, have it served, write or withhold the reply. */
#include "http.h"

#include "clock.h"
#include "loop.h"
#include "mem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	IDLE_MS = 120 * 1000,           /* a connection that says nothing */
	SILENCE_MS = 15 * 60 * 1000,    /* a client that waits for the answer that never comes */
	LINGER_MS = 2000,               /* reading on after the last reply */
	CUT_BYTES = 64                  /* what a cut reply promises and does not send */
};

enum state { READING, DELAYED, WRITING, SILENT, LINGERING };

struct conn {
	struct watch watch;             /* first: a watch is its connection */
	struct timer timer;
	struct conn *next, **link;
	enum state state;
	struct http_request request;
	struct buf head, in, body, out;
	size_t sent;
	bool have_head, close_after;
};

static struct watch listener;
static http_serve_fn *serve;
static struct conn *conns;

const char *http_reason(int status)
{
	static const struct { int status; const char *reason; } reasons[] = {
		{ 200, "OK" }, { 201, "Created" }, { 202, "Accepted" }, { 204, "No Content" },
		{ 302, "Found" }, { 400, "Bad Request" }, { 401, "Unauthorized" },
		{ 403, "Forbidden" }, { 404, "Not Found" }, { 405, "Method Not Allowed" },
		{ 409, "Conflict" }, { 413, "Payload Too Large" },
		{ 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Entity" }, { 429, "Too Many Requests" },
		{ 431, "Request Header Fields Too Large" }, { 500, "Internal Server Error" },
		{ 501, "Not Implemented" }, { 502, "Bad Gateway" }, { 503, "Service Unavailable" },
		{ 504, "Gateway Timeout" }, { 505, "HTTP Version Not Supported" },
		{ 529, "Site Overloaded" },
	};
	size_t i;

	for (i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}

void http_say(struct http_reply *r, int status, const char *sentence)
{
	r->status = status;
	r->type = "text/plain; charset=utf-8";
	buf_clear(&r->body);
	buf_printf(&r->body, "%s\n", sentence);
}

void http_redirect(struct http_reply *r, const char *url)
{
	r->status = 302;
	buf_printf(&r->head, "Location: %s\r\n", url);
}

void http_forget(struct http_reply *r)
{
	buf_free(&r->head);
	buf_free(&r->body);
	*r = (struct http_reply){ .status = 200 };
}

static void bury(struct watch *w)
{
	struct conn *c = (struct conn *)w;

	buf_free(&c->head);
	buf_free(&c->in);
	buf_free(&c->body);
	buf_free(&c->out);
	free(c);
}

static void end(struct conn *c)
{
	timer_stop(&c->timer);
	*c->link = c->next;
	if (c->next)
		c->next->link = c->link;
	loop_end(&c->watch, bury);
}

static void time_up(struct timer *t)
{
	end((struct conn *)((char *)t - offsetof(struct conn, timer)));
}

static void reset(struct conn *c)
{
	struct linger hard = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(c->watch.fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
	end(c);
}

/* Says goodbye, then reads on for a while: closing with unread bytes would reset the reply away. */
static void linger(struct conn *c)
{
	c->state = LINGERING;
	shutdown(c->watch.fd, SHUT_WR);
	loop_change(&c->watch, EPOLLIN);
	timer_start(&c->timer, ON_WALL, LINGER_MS, time_up);
}

static void await_request(struct conn *c)
{
	c->state = READING;
	c->have_head = false;
	buf_clear(&c->head);
	buf_clear(&c->body);
	loop_change(&c->watch, EPOLLIN);
	timer_start(&c->timer, ON_WALL, IDLE_MS, time_up);
}

/* Sends what the socket takes. Returns false while some is left, or after the connection ended. */
static bool flush(struct conn *c)
{
	ssize_t n;

	while (c->sent < c->out.len) {
		n = send(c->watch.fd, c->out.data + c->sent, c->out.len - c->sent, MSG_NOSIGNAL);
		if (n > 0) {
			c->sent += (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			loop_change(&c->watch, EPOLLOUT);
			return false;
		} else if (n < 0 && errno != EINTR) {
			end(c);
			return false;
		}
	}
	buf_clear(&c->out);
	c->sent = 0;
	return true;
}

/* Returns true when the connection is ready for the next request. */
static bool write_reply(struct conn *c)
{
	c->state = WRITING;
	timer_start(&c->timer, ON_WALL, IDLE_MS, time_up);
	if (!flush(c))
		return false;
	if (c->close_after) {
		linger(c);
		return false;
	}
	await_request(c);
	return true;
}

static void advance(struct conn *c);

static void delay_over(struct timer *t)
{
	struct conn *c = (struct conn *)((char *)t - offsetof(struct conn, timer));

	if (write_reply(c))
		advance(c);
}

static void compose(struct conn *c, const struct http_reply *r)
{
	size_t promised = r->body.len + (r->ending == HTTP_CUT ? CUT_BYTES : 0);

	c->close_after = !c->request.keep || r->ending == HTTP_CUT;
	buf_printf(&c->out, "HTTP/1.1 %d %s\r\n", r->status, http_reason(r->status));
	if (r->type)
		buf_printf(&c->out, "Content-Type: %s\r\n", r->type);
	if (r->status != 204)
		buf_printf(&c->out, "Content-Length: %zu\r\n", promised);
	if (c->close_after)
		buf_str(&c->out, "Connection: close\r\n");
	buf_add(&c->out, buf_text(&r->head), r->head.len);
	buf_str(&c->out, "\r\n");
	if (!c->request.method || strcmp(c->request.method, "HEAD"))
		buf_add(&c->out, buf_text(&r->body), r->body.len);
}

/* Puts a reply on its way. Returns true when the connection is ready for the next request. */
static bool answer(struct conn *c, struct http_reply *r)
{
	enum http_ending ending = r->ending;
	int64_t delay_ms = r->delay_ms;

	if (ending == HTTP_ANSWER || ending == HTTP_CUT)
		compose(c, r);
	http_forget(r);
	if (ending == HTTP_RESET) {
		reset(c);
		return false;
	}
	if (ending == HTTP_SILENCE) {
		c->state = SILENT;
		loop_change(&c->watch, EPOLLRDHUP);
		timer_start(&c->timer, ON_WALL, SILENCE_MS, time_up);
		return false;
	}
	if (delay_ms > 0) {
		c->state = DELAYED;
		loop_change(&c->watch, 0);
		timer_start(&c->timer, ON_WALL, delay_ms, delay_over);
		return false;
	}
	return write_reply(c);
}

static void refuse(struct conn *c, int status)
{
	struct http_reply r = { 0 };

	c->request.keep = false;
	http_say(&r, status, http_reason(status));
	answer(c, &r);
}

/*
 * Takes the head off the input once it is whole. Returns 1 when it is there, 0 for more, -1 if
 * refused.
 */
static int take_head(struct conn *c)
{
	size_t n = http_head_length(c->in.data, c->in.len);
	char peer[HTTP_PEER];
	int status;

	if (!n && c->in.len < HTTP_HEAD_MAX)
		return 0;
	memcpy(peer, c->request.peer, sizeof peer);
	c->request = (struct http_request){ 0 };
	memcpy(c->request.peer, peer, sizeof peer);
	if (!n || n > HTTP_HEAD_MAX) {
		refuse(c, 431);
		return -1;
	}
	buf_add(&c->head, c->in.data, n);
	buf_drop(&c->in, n);
	status = http_head_parse(&c->request, c->head.data, n);
	if (status) {
		refuse(c, status);
		return -1;
	}
	c->have_head = true;
	if (c->request.expects && !c->in.len)
		buf_str(&c->out, "HTTP/1.1 100 Continue\r\n\r\n");
	return 1;
}

/* The same for the body. */
static int take_body(struct conn *c)
{
	int got = 1;

	if (c->request.chunked) {
		got = http_chunks(&c->in, &c->body);
		if (got < 0)
			refuse(c, -got);
	} else if (c->in.len < c->request.length) {
		got = 0;
	} else {
		buf_add(&c->body, buf_text(&c->in), c->request.length);
		buf_drop(&c->in, c->request.length);
	}
	c->request.body = buf_text(&c->body);
	c->request.body_len = c->body.len;
	return got < 0 ? -1 : got;
}

/* Serves what has arrived, one request after another. */
static void advance(struct conn *c)
{
	struct http_reply r = { .status = 200 };

	do {
		if (!c->have_head && take_head(c) <= 0)
			return;
		switch (take_body(c)) {
		case -1:
			return;
		case 0:
			flush(c);       /* 100 Continue, if any */
			return;
		}
		r = (struct http_reply){ .status = 200 };
		serve(&c->request, &r);
	} while (answer(c, &r));
}

static void readable(struct conn *c)
{
	ssize_t n = recv(c->watch.fd, buf_room(&c->in, 65536), 65536, 0);

	if (n > 0) {
		c->in.len += (size_t)n;
		c->in.data[c->in.len] = '\0';
		if (c->state == READING)
			advance(c);
		else
			buf_clear(&c->in);
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		end(c);
	}
}

static void ready(struct watch *w, uint32_t events)
{
	struct conn *c = (struct conn *)w;

	if (c->state == WRITING && (events & EPOLLOUT)) {
		if (write_reply(c))
			advance(c);
	} else if (c->state == READING && (events & EPOLLOUT)) {
		if (flush(c))
			loop_change(w, EPOLLIN);
	} else if (events & EPOLLIN) {
		readable(c);
	} else if (events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) {
		end(c);
	}
}

static void adopt(int fd, const struct sockaddr_storage *address)
{
	const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
	const struct sockaddr_in *four = (const struct sockaddr_in *)address;
	struct conn *c = mem_new(sizeof *c);
	int on = 1;

	if (address->ss_family == AF_INET6)
		inet_ntop(AF_INET6, &six->sin6_addr, c->request.peer, HTTP_PEER);
	else
		inet_ntop(AF_INET, &four->sin_addr, c->request.peer, HTTP_PEER);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	c->link = &conns;
	c->next = conns;
	if (conns)
		conns->link = &c->next;
	conns = c;
	loop_watch(&c->watch, fd, EPOLLIN, ready);
	await_request(c);
}

static void connecting(struct watch *w, uint32_t events)
{
	struct sockaddr_storage address;
	socklen_t len;
	int fd;

	(void)events;
	for (;;) {
		len = sizeof address;
		fd = accept(w->fd, (struct sockaddr *)&address, &len);
		if (fd < 0)
			return;
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		fcntl(fd, F_SETFL, O_NONBLOCK);
		adopt(fd, &address);
	}
}

/* Fills in an IPv4 or IPv6 address; returns its length, 0 when the text is neither. */
static socklen_t parse_address(const char *text, int port, struct sockaddr_storage *out)
{
	struct sockaddr_in *four = (struct sockaddr_in *)out;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;

	*out = (struct sockaddr_storage){ 0 };
	if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		four->sin_port = htons((uint16_t)port);
		return sizeof *four;
	}
	if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1) {
		six->sin6_family = AF_INET6;
		six->sin6_port = htons((uint16_t)port);
		return sizeof *six;
	}
	return 0;
}

static int port_of(const struct sockaddr_storage *where)
{
	if (where->ss_family == AF_INET6)
		return ntohs(((const struct sockaddr_in6 *)where)->sin6_port);
	return ntohs(((const struct sockaddr_in *)where)->sin_port);
}

int http_listen(const char *address, int port, http_serve_fn *server)
{
	struct sockaddr_storage where;
	socklen_t len = parse_address(address, port, &where);
	int fd, on = 1, saved;

	if (!len) {
		errno = EINVAL;
		return -1;
	}
	fd = socket(where.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, (struct sockaddr *)&where, len) < 0 || listen(fd, 1024) < 0 ||
	    getsockname(fd, (struct sockaddr *)&where, &len) < 0) {
		saved = errno;
		close(fd);
		errno = saved;
		return -1;
	}
	serve = server;
	loop_watch(&listener, fd, EPOLLIN, connecting);
	return port_of(&where);
}

static void listener_gone(struct watch *w)
{
	(void)w;
}

void http_close(void)
{
	while (conns)
		end(conns);
	loop_end(&listener, listener_gone);
}
