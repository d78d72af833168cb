/* ws - small WebSocket client. */
#include "ws.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"

/* From 127.b.c.d for a client that calls itself a.b.c.d: a server in front counts addresses too. */
static void bind_to(int fd, const char *address)
{
	struct sockaddr_in from = { .sin_family = AF_INET };

	if (!address || inet_pton(AF_INET, address, &from.sin_addr) != 1)
		return;
	from.sin_addr.s_addr = htonl((ntohl(from.sin_addr.s_addr) & 0xffffff) | 127u << 24);
	bind(fd, (struct sockaddr *)&from, sizeof from);
}

static int dial(int port, const char *address, int receive_buffer)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (receive_buffer)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
	bind_to(fd, address);
	if (connect(fd, (struct sockaddr *)&at, sizeof at) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static int ask_from(struct ws *w, int port, const char *request, const char *address, int receive_buffer)
{
	struct pollfd p;
	char *end;
	int status = 0;

	w->have = 0;
	w->fd = dial(port, address, receive_buffer);
	if (w->fd < 0)
		return 0;
	p = (struct pollfd){ w->fd, POLLIN, 0 };
	if (send(w->fd, request, strlen(request), MSG_NOSIGNAL) < 0)
		return 0;
	while (w->have < WS_ROOM - 1 && poll(&p, 1, 5000) == 1) {
		ssize_t k = recv(w->fd, w->in + w->have, WS_ROOM - 1 - w->have, 0);

		if (k <= 0)
			break;
		w->have += (size_t)k;
		w->in[w->have] = '\0';
		end = strstr((char *)w->in, "\r\n\r\n");
		if (!end)
			continue;
		status = atoi((char *)w->in + 9);
		end += 4;
		w->have -= (size_t)((unsigned char *)end - w->in);
		memmove(w->in, end, w->have);
		break;
	}
	fcntl(w->fd, F_SETFL, O_NONBLOCK);
	return status;
}

int ws_ask(struct ws *w, int port, const char *request, int receive_buffer)
{
	return ask_from(w, port, request, NULL, receive_buffer);
}

int ws_open(struct ws *w, int port, const char *path, const char *ticket, const char *origin,
	    const char *address, int receive_buffer)
{
	char request[8192];
	int n = snprintf(request, sizeof request,
			 "GET %s%s%s HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
			 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n",
			 path, ticket ? "?ticket=" : "", ticket ? ticket : "");

	if (origin)
		n += snprintf(request + n, sizeof request - (size_t)n, "Origin: %s\r\n", origin);
	if (address)
		n += snprintf(request + n, sizeof request - (size_t)n, "X-Forwarded-For: %s\r\n", address);
	snprintf(request + n, sizeof request - (size_t)n, "\r\n");
	return ask_from(w, port, request, address, receive_buffer);
}

void ws_close(struct ws *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

void ws_raw(struct ws *w, const void *data, size_t n)
{
	const char *p = data;

	while (n) {
		ssize_t k = send(w->fd, p, n, MSG_NOSIGNAL);

		if (k < 0 && errno == EAGAIN) {
			pause_ms(1);
			continue;
		}
		if (k <= 0)
			return;
		p += k;
		n -= (size_t)k;
	}
}

void ws_send(struct ws *w, unsigned first, const void *data, size_t n)
{
	static const unsigned char mask[4] = { 0x37, 0xfa, 0x21, 0x3d };
	unsigned char *frame = malloc(n + 14), *p = frame;

	*p++ = (unsigned char)first;
	if (n < 126) {
		*p++ = (unsigned char)(0x80 | n);
	} else {
		*p++ = 0x80 | 126;
		*p++ = (unsigned char)(n >> 8);
		*p++ = (unsigned char)n;
	}
	memcpy(p, mask, 4);
	p += 4;
	for (size_t i = 0; i < n; i++)
		*p++ = ((const unsigned char *)data)[i] ^ mask[i % 4];
	ws_raw(w, frame, (size_t)(p - frame));
	free(frame);
}

static char text_of[WS_ROOM + 1];

bool ws_take(struct ws *w)
{
	size_t n, head = 2;

	if (w->have < 2)
		return false;
	n = w->in[1] & 127;
	if (n == 126) {
		if (w->have < 4)
			return false;
		n = (size_t)w->in[2] << 8 | w->in[3];
		head = 4;
	}
	if (w->have < head + n)
		return false;
	w->opcode = w->in[0] & 15;
	memcpy(text_of, w->in + head, n);
	text_of[n] = '\0';
	w->text = text_of;
	w->n = n;
	w->have -= head + n;
	memmove(w->in, w->in + head + n, w->have);
	return true;
}

/* 1 when something came, 0 for nothing yet, -1 for the end. */
static int fill(struct ws *w)
{
	ssize_t k = recv(w->fd, w->in + w->have, WS_ROOM - w->have, 0);

	if (k > 0)
		w->have += (size_t)k;
	return k > 0 ? 1 : k < 0 && errno == EAGAIN ? 0 : -1;
}

bool ws_read(struct ws *w, int wait_ms)
{
	double until = now_s() + wait_ms / 1000.0;

	while (!ws_take(w)) {
		struct pollfd p = { w->fd, POLLIN, 0 };
		int left = (int)((until - now_s()) * 1000);

		if (fill(w) < 0)
			return ws_take(w);
		if (ws_take(w))
			return true;
		if (left <= 0)
			return false;
		poll(&p, 1, left);
	}
	return true;
}

int ws_end(struct ws *w, int wait_ms)
{
	double until = now_s() + wait_ms / 1000.0;

	for (;;) {
		int state = fill(w);

		while (ws_take(w))
			if (w->opcode == 8)
				return w->n >= 2 ? (unsigned char)w->text[0] << 8 | (unsigned char)w->text[1] : 1005;
		if (state < 0)
			return 0;
		if (now_s() > until)
			return -1;
		if (state == 0)
			pause_ms(2);
	}
}

/* ---- broken frames ---- */

#define FRAME(what, bytes, code) { what, bytes, sizeof bytes - 1, code }
#define M "\0\0\0\0" /* a mask that changes nothing */

const struct ws_case ws_frames[] = {
	FRAME("first reserved bit", "\xC1\x80" M, 1002),
	FRAME("second reserved bit", "\xA1\x80" M, 1002),
	FRAME("third reserved bit", "\x91\x80" M, 1002),
	FRAME("all reserved bits on a ping", "\xF9\x80" M, 1002),
	FRAME("reserved data opcode", "\x83\x80" M, 1002),
	FRAME("reserved control opcode", "\x8B\x80" M, 1002),
	FRAME("an unmasked frame", "\x81\x02hi", 1002),
	FRAME("a fragmented ping", "\x09\x80" M, 1002),
	FRAME("a ping of 126 bytes", "\x89\xFE\x00\x7E" M, 1002),
	FRAME("a length of 2^63", "\x81\xFF\x80\0\0\0\0\0\0\0" M, 1002),
	FRAME("a length of 2^62", "\x81\xFF\x40\0\0\0\0\0\0\0" M "a", 1009),
	FRAME("a length in too many bytes", "\x81\xFE\0\x05" M "hello", 1002),
	FRAME("a length of 5 in eight bytes", "\x81\xFF\0\0\0\0\0\0\0\x05" M "hello", 1002),
	FRAME("a continuation of nothing", "\x80\x80" M, 1002),
	FRAME("a new message inside another", "\x01\x81" M "a\x81\x81" M "b", 1002),
	FRAME("text that is not UTF-8", "\x81\x82" M "\xC3\x28", 1007),
	FRAME("overlong UTF-8", "\x81\x82" M "\xC0\xAF", 1007),
	FRAME("a surrogate", "\x81\x83" M "\xED\xA0\x80", 1007),
	FRAME("beyond U+10FFFF", "\x81\x84" M "\xF4\x90\x80\x80", 1007),
	FRAME("UTF-8 cut at the end", "\x81\x81" M "\xC3", 1007),
	FRAME("bad UTF-8 over two fragments", "\x01\x81" M "\xC3\x80\x81" M "\x28", 1007),
	FRAME("close with one byte", "\x88\x81" M "\x03", 1002),
	FRAME("close with code 1005", "\x88\x82" M "\x03\xED", 1002),
	FRAME("close with code 999", "\x88\x82" M "\x03\xE7", 1002),
	FRAME("close with a reason that is not UTF-8", "\x88\x83" M "\x03\xE8\xFF", 1007),
	FRAME("a plain close", "\x88\x82" M "\x03\xE8", 1000),
	{ NULL, NULL, 0, 0 },
};

/* ---- broken handshakes ---- */

const struct ws_case ws_requests[] = {
	FRAME("plain HTTP", "GET /ws/tracking/bus_1 HTTP/1.1\r\nHost: x\r\n\r\n", 426),
	FRAME("version 8", "GET /ws/tracking/bus_1 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n\r\n", 426),
	FRAME("a short key", "GET /ws/tracking/bus_1 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: abc\r\n\r\n", 400),
	FRAME("POST", "POST /ws/tracking/bus_1 HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", 400),
	FRAME("HTTP/1.0", "GET /ws/tracking/bus_1 HTTP/1.0\r\n\r\n", 400),
	FRAME("a header without colon", "GET /ws/tracking/bus_1 HTTP/1.1\r\nnonsense\r\n\r\n", 400),
	FRAME("two origins", "GET /ws/tracking/bus_1 HTTP/1.1\r\nOrigin: a\r\nOrigin: b\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", 426),
	FRAME("bytes without meaning", "\x16\x03\x01\x02\x01\r\n\r\n", 400),
	{ NULL, NULL, 0, 0 },
};

long resident_kb(int pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		sscanf(line, "VmRSS: %ld", &kb);
	if (f)
		fclose(f);
	return kb;
}
