/*
 * shake - the opening handshake (RFC 6455 4.2). Everything that can be wrong is answered in HTTP
 * before the upgrade: 400, 401 ticket, 403 origin, 404, 426, 429, 503.
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "base/when.h"
#include "relay.h"
#include "revoked.h"

enum { KEY_CHARS = 24, SPENT = 65536, ADDRESSES = 16384 };

struct asked {
	char *path, *query;
	const char *upgrade, *connection, *key, *version, *origin, *forwarded;
	bool twice;
};

/* ---- used tickets: each opens one stream ---- */

static struct {
	uint64_t nonce;
	int64_t until;
} spent[SPENT];

/* True when it was not used before. A full row of neighbours lets the oldest go. */
static bool spend(uint64_t nonce, int64_t until, int64_t now)
{
	size_t free_at = nonce % SPENT;

	for (size_t i = 0; i < 16; i++) {
		size_t at = (nonce + i) % SPENT;

		if (spent[at].nonce == nonce && spent[at].until > now)
			return false;
		if (spent[at].until < spent[free_at].until)
			free_at = at;
	}
	spent[free_at].nonce = nonce;
	spent[free_at].until = until;
	return true;
}

/* ---- watchers by address ---- */

static struct address {
	struct address *next;
	size_t n;
	char text[46];
} *addresses[ADDRESSES];

static struct address **address_slot(const char *text)
{
	uint64_t h = 14695981039346656037u;
	struct address **p;

	for (const char *s = text; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	p = &addresses[h % ADDRESSES];
	while (*p && strcmp((*p)->text, text) != 0)
		p = &(*p)->next;
	return p;
}

static bool address_enter(const char *text)
{
	struct address **p = address_slot(text);

	if (!*p) {
		*p = calloc(1, sizeof **p);
		if (!*p)
			abort();
		snprintf((*p)->text, sizeof (*p)->text, "%s", text);
	}
	if ((*p)->n >= (size_t)conf_int(CONF_RELAY_ADDRESS))
		return false;
	(*p)->n++;
	return true;
}

void shake_leave(const char *address)
{
	struct address **p = address_slot(address), *gone = *p;

	if (!gone || --gone->n)
		return;
	*p = gone->next;
	free(gone);
}

/* ---- refusals ---- */

static void refuse(struct client *c, const char *status, const char *code, const char *why, const char *header)
{
	char body[256], head[512];
	int n = snprintf(body, sizeof body, "{\"success\":false,\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}",
			 code, why);
	int k = snprintf(head, sizeof head,
			 "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
			 "Cache-Control: no-store\r\nConnection: close\r\n%s\r\n%s",
			 status, n, header, body);
	struct log l;

	send(c->source.fd, head, (size_t)k, MSG_NOSIGNAL);
	metric_add(METRIC_RELAY_REFUSED, 1);
	log_open(&l, LOG_INFO, "refused");
	log_text(&l, "status", status);
	log_text(&l, "why", why);
	log_text(&l, "ip", c->address);
	log_send(&l);
	shutdown(c->source.fd, SHUT_WR);
	client_gone(c);
}

/* ---- reading ---- */

static void take_header(struct asked *q, char *name, char *value)
{
	const struct {
		const char *name;
		const char **at;
	} wanted[] = {
		{ "Upgrade", &q->upgrade }, { "Connection", &q->connection },
		{ "Sec-WebSocket-Key", &q->key }, { "Sec-WebSocket-Version", &q->version },
		{ "Origin", &q->origin }, { "X-Forwarded-For", &q->forwarded },
	};

	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		if (strcasecmp(wanted[i].name, name) != 0)
			continue;
		q->twice = q->twice || *wanted[i].at;
		*wanted[i].at = value;
	}
}

/* False for what is no request of HTTP/1.1. text is cut into pieces. */
static bool read_request(char *text, struct asked *q)
{
	char *line = text, *end, *space;

	end = strstr(line, "\r\n");
	*end = '\0';
	if (strncmp(line, "GET /", 5) != 0)
		return false;
	q->path = line + 4;
	space = strchr(q->path, ' ');
	if (!space || strcmp(space, " HTTP/1.1") != 0)
		return false;
	*space = '\0';
	q->query = strchr(q->path, '?');
	if (q->query)
		*q->query++ = '\0';
	for (line = end + 2; *line; line = end + 2) {
		char *colon;

		end = strstr(line, "\r\n");
		*end = '\0';
		if (!*line)
			return true;
		colon = strchr(line, ':');
		if (!colon || colon == line || strcspn(line, " \t") < (size_t)(colon - line))
			return false;
		*colon++ = '\0';
		colon += strspn(colon, " \t");
		for (char *tail = end; tail > colon && (tail[-1] == ' ' || tail[-1] == '\t');)
			*--tail = '\0';
		take_header(q, line, colon);
	}
	return true;
}

/* The last address is the one Lighttpd saw; what stands before it anybody can claim. */
static void take_address(struct client *c, const char *forwarded)
{
	const char *last = forwarded ? strrchr(forwarded, ',') : NULL;

	last = last ? last + 1 + strspn(last + 1, " ") : forwarded;
	snprintf(c->address, sizeof c->address, "%s", last && *last ? last : "127.0.0.1");
}

static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = list; s && *s; s += strspn(s, ", \t")) {
		size_t len = strcspn(s, ", \t");

		if (len == n && strncasecmp(s, word, n) == 0)
			return true;
		s += len;
	}
	return false;
}

static bool key_ok(const char *key)
{
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	return key && strlen(key) == KEY_CHARS && strspn(key, base64) == KEY_CHARS - 2 &&
	       strcmp(key + KEY_CHARS - 2, "==") == 0;
}

static const char *ticket_of(const char *query)
{
	for (const char *s = query; s && *s;) {
		size_t n = strcspn(s, "&");

		if (strncmp(s, "ticket=", 7) == 0)
			return arena_strn(scratch, s + 7, n - 7);
		s += n + (s[n] == '&');
	}
	return NULL;
}

/* ---- what is asked for ---- */

enum { NOWHERE, BUS, BUSES, BOOKING, NOTICES };

static int place_of(const char *path, int64_t *bus, const char **booking)
{
	if (strcmp(path, "/ws/notifications") == 0)
		return NOTICES;
	if (strcmp(path, "/ws/tracking/all") == 0)
		return BUSES;
	if (str_starts(path, "/ws/tracking/") && id_number(path + strlen("/ws/tracking/"), "bus", bus))
		return BUS;
	if (str_starts(path, "/ws/booking/")) {
		*booking = id_public(path + strlen("/ws/booking/"), "booking");
		return *booking ? BOOKING : NOWHERE;
	}
	return NOWHERE;
}

static bool granted(const struct stream_grant *g, int place, int64_t bus, const char *booking)
{
	switch (place) {
	case BUS:
		return stream_has_bus(g, bus);
	case BUSES:
		return g->every_bus || g->n_buses;
	case BOOKING:
		return strcmp(g->booking, booking) == 0;
	default:
		return g->person[0] != '\0';
	}
}

static void watch_bus(struct client *c, int64_t bus)
{
	char name[48];

	snprintf(name, sizeof name, "bus:bus_%lld", (long long)bus);
	channel_watch(c, name, CHANNEL_BUS);
}

static void watch_all(struct client *c, int place, int64_t bus)
{
	const struct stream_grant *g = &c->grant;
	char name[48];

	if (place == BUS) {
		watch_bus(c, bus);
		return;
	}
	if (place == NOTICES) {
		snprintf(name, sizeof name, "user:%s", g->person);
		channel_watch(c, name, CHANNEL_EVENT);
		return;
	}
	if (place == BOOKING) {
		snprintf(name, sizeof name, "booking:%s", g->booking);
		channel_watch(c, name, CHANNEL_EVENT);
	}
	if (g->every_bus)
		channel_watch_every_bus(c);
	for (size_t i = 0; i < g->n_buses && !c->gone; i++)
		watch_bus(c, g->buses[i]);
}

/* ---- the answer ---- */

static void keep_grant(struct client *c, const struct stream_grant *g)
{
	int64_t *buses = NULL;

	c->grant = *g;
	if (g->n_buses) {
		buses = malloc(g->n_buses * sizeof *buses);
		if (!buses)
			abort();
		memcpy(buses, g->buses, g->n_buses * sizeof *buses);
	}
	c->grant.buses = buses;
}

static void upgrade(struct client *c, const char *key)
{
	static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
	unsigned char hash[EVP_MAX_MD_SIZE];
	char text[KEY_CHARS + sizeof guid], accept[64], head[256];
	unsigned n_hash = 0;
	int n;

	n = snprintf(text, sizeof text, "%s%s", key, guid);
	EVP_Digest(text, (size_t)n, hash, &n_hash, EVP_sha1(), NULL);
	EVP_EncodeBlock((unsigned char *)accept, hash, (int)n_hash);
	n = snprintf(head, sizeof head,
		     "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		     "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
	if (send(c->source.fd, head, (size_t)n, MSG_NOSIGNAL) != n)
		client_gone(c); /* an empty socket takes 200 bytes, or is broken */
}

static void decide(struct client *c, const struct asked *q)
{
	int64_t now = when_now() / WHEN_SECOND, bus = 0;
	const char *booking = NULL, *ticket;
	int place = place_of(q->path, &bus, &booking);
	struct stream_grant g;

	take_address(c, q->forwarded);
	if (place == NOWHERE) {
		refuse(c, "404 Not Found", "NOT_FOUND", "There is no such stream.", "");
	} else if (q->twice || !has_word(q->upgrade, "websocket") || !has_word(q->connection, "upgrade")) {
		refuse(c, "426 Upgrade Required", "UPGRADE_REQUIRED", "This address speaks WebSocket only.",
		       "Upgrade: websocket\r\n");
	} else if (!q->version || strcmp(q->version, "13") != 0) {
		refuse(c, "426 Upgrade Required", "UPGRADE_REQUIRED", "WebSocket version 13 is spoken here.",
		       "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
	} else if (!key_ok(q->key)) {
		refuse(c, "400 Bad Request", "MALFORMED", "Sec-WebSocket-Key is malformed.", "");
	} else if (q->origin && strcmp(q->origin, conf_text(CONF_SITE_BASE_URL)) != 0) {
		refuse(c, "403 Forbidden", "FORBIDDEN", "Not from that site.", "");
	} else if (!(ticket = ticket_of(q->query)) || !stream_read(scratch, ticket, now, &g)) {
		refuse(c, "401 Unauthorized", "UNAUTHORIZED", "The ticket is missing, wrong or over.",
		       "WWW-Authenticate: Ticket\r\n");
	} else if (!q->origin && !g.native) {
		refuse(c, "403 Forbidden", "FORBIDDEN", "This ticket is for a page of the site.", "");
	} else if (!granted(&g, place, bus, booking)) {
		refuse(c, "403 Forbidden", "FORBIDDEN", "The ticket is for another stream.", "");
	} else if (revoked_before(&g)) {
		refuse(c, "401 Unauthorized", "UNAUTHORIZED", "The ticket was revoked.", "WWW-Authenticate: Ticket\r\n");
	} else if (redis_blind()) {
		refuse(c, "503 Service Unavailable", "SERVICE_UNAVAILABLE", "Away; read through the API.", "Retry-After: 15\r\n");
	} else if (client_count() > (size_t)conf_int(CONF_RELAY_CLIENTS)) {
		refuse(c, "503 Service Unavailable", "SERVICE_UNAVAILABLE", "Full; try again.", "Retry-After: 10\r\n");
	} else if (!spend(g.nonce, g.expires, now)) {
		refuse(c, "401 Unauthorized", "UNAUTHORIZED", "The ticket was used before.",
		       "WWW-Authenticate: Ticket\r\n");
	} else if (!address_enter(c->address)) {
		refuse(c, "429 Too Many Requests", "TOO_MANY_REQUESTS", "Too many streams from one address.",
		       "Retry-After: 30\r\n");
	} else {
		c->counted = true;
		keep_grant(c, &g);
		upgrade(c, q->key);
		if (!c->gone)
			client_open(c);
		if (!c->gone)
			watch_all(c, place, bus);
	}
}

void shake(struct client *c)
{
	struct asked q = { 0 };
	char *end, *head;
	ssize_t n;

	if (!c->in)
		c->in = malloc(CLIENT_SHAKE + 1);
	if (!c->in)
		abort();
	n = recv(c->source.fd, c->in + c->n_in, CLIENT_SHAKE - c->n_in, MSG_DONTWAIT);
	if (n < 0)
		return;
	if (n == 0) {
		client_gone(c);
		return;
	}
	c->n_in += (size_t)n;
	c->in[c->n_in] = '\0';
	end = memmem(c->in, c->n_in, "\r\n\r\n", 4);
	if (!end) {
		if (c->n_in == CLIENT_SHAKE)
			refuse(c, "431 Request Header Fields Too Large", "MALFORMED", "The request is too long.", "");
		return;
	}
	end += 4;
	head = arena_strn(scratch, c->in, (size_t)(end - c->in));
	if (strlen(head) != (size_t)(end - c->in) || !read_request(head, &q)) {
		refuse(c, "400 Bad Request", "MALFORMED", "The request is malformed.", "");
		return;
	}
	c->n_in -= (size_t)(end - c->in);
	memmove(c->in, end, c->n_in);
	decide(c, &q);
	if (!c->gone && !c->n_in) {
		free(c->in);
		c->in = NULL;
	}
}
