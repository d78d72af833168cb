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

static int dial(int port, int receive_buffer)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (receive_buffer)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
	if (connect(fd, (struct sockaddr *)&at, sizeof at) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int ws_ask(struct ws *w, int port, const char *request, int receive_buffer)
{
	struct pollfd p;
	char *end;
	int status = 0;

	w->have = 0;
	w->fd = dial(port, receive_buffer);
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
	return ws_ask(w, port, request, receive_buffer);
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
