/* client - one watcher. */
#include "relay.h"
#include "revoked.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/metric.h"
#include "base/when.h"

enum {
	LONGEST_MESSAGE = 4096, SHAKE_US = 5000000, CLOSING_US = 2000000, RENEW_US = 60000000,
	MESSAGES = 60, CONTROLS = 16
};

static struct client *clients, *leaving;
static size_t n_clients;

size_t client_count(void)
{
	return n_clients;
}

struct client *client_first(void)
{
	return clients;
}

void client_gone(struct client *c)
{
	if (c->gone)
		return;
	c->gone = true;
	close(c->source.fd);
	if (c->previous)
		c->previous->next = c->next;
	else
		clients = c->next;
	if (c->next)
		c->next->previous = c->previous;
	n_clients--;
	if (c->open)
		metric_add(METRIC_RELAY_CLOSED, 1);
	if (c->counted)
		shake_leave(c->address);
	c->next = leaving;
	leaving = c;
}

void client_settle(void)
{
	while (leaving) {
		struct client *c = leaving;

		leaving = c->next;
		channel_leave(c);
		for (unsigned i = 0; i < c->n_events; i++)
			frame_drop(c->events[(c->first_event + i) % CLIENT_EVENTS]);
		frame_drop(c->now);
		if (c->ws)
			wslay_event_context_free(c->ws);
		free((void *)c->grant.buses);
		free(c->in);
		free(c);
	}
	arena_reset(scratch);
}

/* ---- going out ---- */

static void want(struct client *c, bool write)
{
	if (c->writing == write || c->gone)
		return;
	c->writing = write;
	loop_change(&c->source, EPOLLIN | (write ? (uint32_t)EPOLLOUT : 0));
}

static struct frame *next_frame(struct client *c)
{
	struct watch *w = c->due_first;
	struct frame *f;

	if (c->n_events) {
		f = c->events[c->first_event];
		c->first_event = (c->first_event + 1) % CLIENT_EVENTS;
		c->n_events--;
		return f;
	}
	if (!w)
		return NULL;
	c->due_first = w->next_due;
	if (!c->due_first)
		c->due_last = NULL;
	w->due = false;
	f = channel_frame(w);
	w->lost = false;
	return f;
}

/* Sends n bytes; false when the socket takes no more or the client is gone. */
static bool push(struct client *c, const void *data, size_t n, size_t *sent)
{
	ssize_t k = send(c->source.fd, data, n, MSG_NOSIGNAL);

	*sent = k > 0 ? (size_t)k : 0;
	if (k < 0 && errno != EAGAIN && errno != EINTR) {
		client_gone(c);
		return false;
	}
	if (k > 0)
		c->moved = loop_now();
	return *sent == n;
}

/* A begun frame first, then what the protocol asks for, then events, then positions. */
static void drain(struct client *c)
{
	size_t sent;

	for (;;) {
		if (c->now) {
			bool whole = push(c, c->now->data + c->off, c->now->n - c->off, &sent);

			c->off += sent;
			if (!whole)
				break;
			metric_add(METRIC_RELAY_OUT, 1);
			frame_drop(c->now);
			c->now = NULL;
		}
		if (c->n_control) {
			bool whole = push(c, c->control, c->n_control, &sent);

			memmove(c->control, c->control + sent, c->n_control - sent);
			c->n_control -= sent;
			if (!whole)
				break;
		}
		c->off = 0;
		c->now = next_frame(c);
		if (!c->now)
			break;
	}
	if (!c->gone)
		want(c, c->now || c->n_control);
}

/* The close frame is out: the watcher hangs up, or is hung up on. */
static void finish(struct client *c)
{
	if (c->gone || !wslay_event_get_close_sent(c->ws) || c->now || c->n_control)
		return;
	if (!c->end_by) {
		c->end_by = loop_now() + CLOSING_US;
		shutdown(c->source.fd, SHUT_WR);
	}
	if (wslay_event_get_close_received(c->ws))
		client_gone(c);
}

static void speak(struct client *c)
{
	if (c->gone)
		return;
	if (wslay_event_send(c->ws) != 0) {
		client_gone(c);
		return;
	}
	drain(c);
	if (!c->gone && wslay_event_want_write(c->ws) && wslay_event_send(c->ws) == 0)
		drain(c);
	finish(c);
}

static bool idle(const struct client *c)
{
	return !c->now && !c->n_control && !c->n_events && !c->due_first;
}

static bool closing(const struct client *c)
{
	return c->gone || !c->open || wslay_event_get_close_sent(c->ws) || c->end_by;
}

void client_event(struct client *c, struct frame *f)
{
	if (closing(c))
		return;
	if (c->n_events == CLIENT_EVENTS) {
		client_close(c, CLOSE_LATER, "read again");
		return;
	}
	if (idle(c))
		c->moved = loop_now();
	f->refs++;
	c->events[(c->first_event + c->n_events++) % CLIENT_EVENTS] = f;
	if (!c->writing)
		drain(c);
}

void client_due(struct watch *w, bool gap)
{
	struct client *c = w->client;

	if (closing(c))
		return;
	w->lost = w->lost || gap || w->due;
	if (w->due) {
		metric_add(METRIC_RELAY_CONFLATED, 1);
		return;
	}
	if (idle(c))
		c->moved = loop_now();
	w->due = true;
	w->next_due = NULL;
	if (c->due_last)
		c->due_last->next_due = w;
	else
		c->due_first = w;
	c->due_last = w;
	if (!c->writing)
		drain(c);
}

void client_close(struct client *c, uint16_t code, const char *why)
{
	if (c->gone)
		return;
	if (!c->open) {
		client_gone(c);
		return;
	}
	if (wslay_event_get_close_sent(c->ws) || c->end_by)
		return;
	while (c->n_events) {
		frame_drop(c->events[c->first_event]);
		c->first_event = (c->first_event + 1) % CLIENT_EVENTS;
		c->n_events--;
	}
	c->due_first = c->due_last = NULL;
	wslay_event_queue_close(c->ws, code, (const uint8_t *)why, strlen(why));
	c->moved = loop_now();
	speak(c);
	if (!c->gone && !c->end_by)
		c->end_by = loop_now() + CLOSING_US;
}

/* ---- coming in ---- */

static ssize_t on_bytes(wslay_event_context_ptr ws, uint8_t *data, size_t n, int flags, void *ctx)
{
	struct client *c = ctx;
	ssize_t k;

	(void)flags;
	if (c->n_in) { /* what came behind the handshake */
		k = (ssize_t)(n < c->n_in ? n : c->n_in);
		memcpy(data, c->in, (size_t)k);
		c->n_in -= (size_t)k;
		memmove(c->in, c->in + k, c->n_in);
		return k;
	}
	k = recv(c->source.fd, data, n, 0);
	if (k > 0) {
		c->heard = loop_now();
		c->asked = false;
		return k;
	}
	if (k == 0 || (errno != EAGAIN && errno != EINTR))
		client_gone(c);
	wslay_event_set_error(ws, k < 0 && !c->gone ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
	return -1;
}

static ssize_t on_control(wslay_event_context_ptr ws, const uint8_t *data, size_t n, int flags, void *ctx)
{
	struct client *c = ctx;

	(void)flags;
	if (c->n_control + n > sizeof c->control) {
		wslay_event_set_error(ws, WSLAY_ERR_WOULDBLOCK);
		return -1;
	}
	memcpy(c->control + c->n_control, data, n);
	c->n_control += n;
	return (ssize_t)n;
}

/* A close frame of one byte has half a code; the library would take it for one without. */
static void on_frame(wslay_event_context_ptr ws, const struct wslay_event_on_frame_recv_start_arg *f, void *ctx)
{
	(void)ctx;
	if (f->opcode == WSLAY_CONNECTION_CLOSE && f->payload_length == 1)
		wslay_event_queue_close(ws, WSLAY_CODE_PROTOCOL_ERROR, NULL, 0);
}

static void on_message(wslay_event_context_ptr ws, const struct wslay_event_on_msg_recv_arg *m, void *ctx)
{
	static const char pong[] = "{\"type\":\"pong\"}";
	struct client *c = ctx;
	const cJSON *type;
	cJSON *o;

	(void)ws;
	if (wslay_is_ctrl_frame(m->opcode) || c->gone)
		return;
	if (++c->said > MESSAGES) {
		wslay_event_queue_close(c->ws, CLOSE_POLICY, (const uint8_t *)"too many messages", 17);
		return;
	}
	if (m->opcode != WSLAY_TEXT_FRAME)
		return;
	o = cJSON_ParseWithLength((const char *)m->msg, m->msg_length);
	type = cJSON_GetObjectItemCaseSensitive(o, "type");
	if (cJSON_IsString(type) && strcmp(type->valuestring, "ping") == 0) {
		struct frame *f = frame_new(pong, sizeof pong - 1);

		client_event(c, f);
		frame_drop(f);
	}
	cJSON_Delete(o);
}

/* A broken frame: nothing more can be read. The library would close without a code. */
static void broken(struct client *c)
{
	static const unsigned char protocol_error[] = { 0x88, 2, 1002 >> 8, 1002 & 255 };

	if (c->n_control + sizeof protocol_error <= sizeof c->control) {
		memcpy(c->control + c->n_control, protocol_error, sizeof protocol_error);
		c->n_control += sizeof protocol_error;
	}
	c->end_by = loop_now() + CLOSING_US;
	drain(c);
	if (!c->gone && idle(c))
		shutdown(c->source.fd, SHUT_WR);
}

static void listen_to(struct client *c)
{
	if (c->end_by) { /* only the end is waited for */
		char rest[1024];
		ssize_t k = recv(c->source.fd, rest, sizeof rest, 0);

		if (k == 0 || (k < 0 && errno != EAGAIN && errno != EINTR))
			client_gone(c);
		return;
	}
	if (wslay_event_recv(c->ws) != 0 && !c->gone) {
		broken(c);
		return;
	}
	if (!c->gone && wslay_event_get_queued_msg_count(c->ws) > CONTROLS)
		client_close(c, CLOSE_POLICY, "too many pings");
	if (!c->gone)
		speak(c);
}

static void on_ready(struct source *s, uint32_t events)
{
	struct client *c = (struct client *)s;

	if (c->gone)
		return;
	if (!c->open) {
		shake(c);
		return;
	}
	if (events & EPOLLOUT)
		speak(c);
	if (!c->gone && events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		listen_to(c);
}

/* ---- life ---- */

void client_start(int fd)
{
	struct client *c = calloc(1, sizeof *c);
	int bytes = 16384;

	if (!c)
		abort();
	/* Little waits in the kernel: who does not read is noticed soon. */
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
	c->source = (struct source){ fd, on_ready };
	c->since = c->heard = c->moved = loop_now();
	c->next = clients;
	if (clients)
		clients->previous = c;
	clients = c;
	n_clients++;
	loop_add(&c->source, EPOLLIN);
}

static const char *resume_ticket(struct client *c)
{
	struct stream_grant g = c->grant;

	g.expires = when_now() / WHEN_SECOND + conf_int(CONF_STREAM_RESUME_S);
	return stream_make(scratch, &g);
}

void client_open(struct client *c)
{
	static const struct wslay_event_callbacks callbacks = {
		.recv_callback = on_bytes,
		.send_callback = on_control,
		.on_frame_recv_start_callback = on_frame,
		.on_msg_recv_callback = on_message,
	};
	struct frame *f;
	char *text;

	if (wslay_event_context_server_init(&c->ws, &callbacks, c) != 0)
		abort();
	wslay_event_config_set_max_recv_msg_length(c->ws, LONGEST_MESSAGE);
	c->open = true;
	c->since = loop_now();
	metric_add(METRIC_RELAY_OPENED, 1);
	text = arena_printf(scratch, "{\"type\":\"hello\",\"until\":%lld,\"pingSeconds\":%lld,\"resume\":\"%s\"}",
			    (long long)c->grant.until * 1000, (long long)conf_int(CONF_RELAY_PING_S),
			    resume_ticket(c));
	f = frame_new(text, strlen(text));
	client_event(c, f);
	frame_drop(f);
	if (c->n_in && !c->gone)
		listen_to(c);
}

/* Each minute the grant is looked at again, and the ticket to come back with is made anew. */
static void renew(struct client *c)
{
	struct frame *f;
	char *text = arena_printf(scratch, "{\"type\":\"resume\",\"resume\":\"%s\"}", resume_ticket(c));

	c->since = loop_now();
	f = frame_new(text, strlen(text));
	client_event(c, f);
	frame_drop(f);
}

static void watch_over(struct client *c, int64_t now)
{
	c->said = c->said > 2 ? c->said - 2 : 0;
	if (c->end_by) {
		if (now > c->end_by)
			client_gone(c);
		return;
	}
	if (!idle(c) && now - c->moved > conf_int(CONF_RELAY_SLOW_S) * WHEN_SECOND) {
		metric_add(METRIC_RELAY_SLOW, 1);
		client_close(c, CLOSE_SLOW, "too slow");
		client_gone(c);
		return;
	}
	if (when_now() / WHEN_SECOND >= c->grant.until) {
		client_close(c, CLOSE_ENDED, "ended");
		return;
	}
	if (now - c->heard > conf_int(CONF_RELAY_HANGUP_S) * WHEN_SECOND) {
		client_gone(c);
		return;
	}
	if (!c->asked && now - c->heard > conf_int(CONF_RELAY_PING_S) * WHEN_SECOND) {
		static const struct wslay_event_msg ping = { .opcode = WSLAY_PING };

		c->asked = true;
		wslay_event_queue_msg(c->ws, &ping);
		speak(c);
	}
	if (!c->gone && now - c->since > RENEW_US)
		renew(c);
}

void client_tick(void)
{
	int64_t now = loop_now();

	for (struct client *c = clients, *next; c; c = next) {
		next = c->next;
		if (c->open)
			watch_over(c, now);
		else if (now - c->since > SHAKE_US)
			client_gone(c);
	}
}

void client_close_all(uint16_t code, const char *why)
{
	for (struct client *c = clients, *next; c; c = next) {
		next = c->next;
		client_close(c, code, why);
	}
}

void client_revoke(const struct revocation *r)
{
	for (struct client *c = clients, *next; c; c = next) {
		const struct stream_grant *g = &c->grant;

		next = c->next;
		if (revoked_by(r, g))
			client_close(c, CLOSE_REVOKED, "revoked");
	}
}
