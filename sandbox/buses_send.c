/*
 * buses_send - reports as a device makes them. What is not acknowledged is kept and sent again, in
 * batches; only an answer that says it is stored lets it go.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "buses.h"

enum { BODY = 400 * 1024, AGAIN_MS = 15000, HEX = 64 };

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

struct counts counts;

static struct {
	const char *host;
	int http, mqtt;
	int link; /* to the site, kept open */
} to = { .link = -1 };

/* ---- the report ---- */

static void sign(const struct device *d, const void *data, size_t n, char hex[HEX + 1])
{
	unsigned char mac[EVP_MAX_MD_SIZE];

	HMAC(EVP_sha256(), d->key, BUSES_KEY, data, n, mac, NULL);
	for (size_t i = 0; i < HEX / 2; i++)
		snprintf(hex + 2 * i, 3, "%02x", mac[i]);
}

static size_t put_point(char *out, size_t room, const struct position *p)
{
	return (size_t)snprintf(out, room,
				"\"timestamp\":%lld,\"location\":{\"latitude\":%.6f,\"longitude\":%.6f,"
				"\"accuracy\":8},\"motion\":{\"speed\":%.1f,\"heading\":%.0f,\"altitude\":120},"
				"\"status\":{\"ignition\":true}",
				(long long)p->ms, p->lat, p->lon, p->speed, p->heading);
}

/* One point, or a batch; signed inside for MQTT, beside for HTTP. */
static size_t make_body(const struct driver *d, const struct position *list, size_t n, char *out,
			char hex[HEX + 1])
{
	size_t at = (size_t)snprintf(out, BODY, "{\"deviceId\":\"device_%lld\",\"busId\":\"bus_%lld\",",
				     (long long)d->device->id, (long long)d->device->bus_id);
	char *hole = NULL;

	if (d->by_mqtt) {
		at += (size_t)snprintf(out + at, BODY - at, "\"signature\":\"" ZEROS "\",");
		hole = out + at - HEX - 2;
	}
	if (n == 1) {
		at += put_point(out + at, BODY - at, list);
	} else {
		for (size_t i = 0; i < n; i++) {
			at += (size_t)snprintf(out + at, BODY - at, i ? ",{" : "\"points\":[{");
			at += put_point(out + at, BODY - at, &list[i]);
			at += (size_t)snprintf(out + at, BODY - at, "}");
		}
		at += (size_t)snprintf(out + at, BODY - at, "]");
	}
	at += (size_t)snprintf(out + at, BODY - at, "}");
	sign(d->device, out, at, hex);
	if (hole)
		memcpy(hole, hex, HEX);
	return at;
}

/* ---- HTTP ---- */

static bool open_link(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)to.http) };
	struct timeval wait = { .tv_sec = 5 };

	if (to.link >= 0)
		return true;
	to.link = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (to.link < 0 || inet_pton(AF_INET, to.host, &a.sin_addr) != 1)
		return false;
	setsockopt(to.link, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
	setsockopt(to.link, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
	if (connect(to.link, (struct sockaddr *)&a, sizeof a) == 0)
		return true;
	close(to.link);
	to.link = -1;
	return false;
}

static bool write_all(const char *data, size_t n)
{
	while (n) {
		ssize_t k = send(to.link, data, n, MSG_NOSIGNAL);

		if (k <= 0)
			return false;
		data += k;
		n -= (size_t)k;
	}
	return true;
}

/* The whole answer: head, then as many bytes as it names. */
static int read_answer(char *out, size_t room)
{
	size_t got = 0, want = room;

	while (got < want && got + 1 < room) {
		ssize_t k = recv(to.link, out + got, room - 1 - got, 0);
		char *end, *length;

		if (k <= 0)
			return 0;
		got += (size_t)k;
		out[got] = '\0';
		end = strstr(out, "\r\n\r\n");
		length = end ? strcasestr(out, "\r\nContent-Length:") : NULL;
		if (end)
			want = (size_t)(end + 4 - out) +
			       (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
	}
	return got > 12 ? atoi(out + 9) : 0;
}

static int post(const char *body, size_t n, const char *hex)
{
	static char head[512], answer[256 * 1024];
	size_t head_n = (size_t)snprintf(head, sizeof head,
					 "POST /api/v1/tracking/locations HTTP/1.1\r\nHost: %s:%d\r\n"
					 "Content-Type: application/json\r\nContent-Length: %zu\r\n"
					 "X-Device-Signature: %s\r\n\r\n", to.host, to.http, n, hex);
	int status = 0;

	/* A kept connection may have been closed meanwhile: once more on a new one. */
	for (int try = 0; try < 2 && !status; try++) {
		if (!open_link())
			return 0;
		if (write_all(head, head_n) && write_all(body, n))
			status = read_answer(answer, sizeof answer);
		if (!status || strcasestr(answer, "\r\nConnection: close")) {
			close(to.link);
			to.link = -1;
		}
	}
	return status;
}

/* ---- what is kept ---- */

static void let_go(struct driver *d, size_t from, size_t n)
{
	d->n_kept -= n;
	memmove(d->kept + from, d->kept + from + n, (d->n_kept - from) * sizeof *d->kept);
}

static void send_http(struct driver *d, char *body)
{
	while (d->n_kept) {
		size_t n = d->n_kept < BUSES_BATCH ? d->n_kept : BUSES_BATCH;
		char hex[HEX + 1];
		size_t bytes = make_body(d, d->kept, n, body, hex);
		int status = post(body, bytes, hex);

		counts.requests++;
		if (status == 200)
			counts.acknowledged += (long)n;
		else if (status >= 400 && status < 500 && status != 429)
			counts.refused += (long)n; /* for good: the same again would be refused too */
		else
			counts.failures++;
		if (status != 200 && (status < 400 || status >= 500 || status == 429))
			return;
		let_go(d, 0, n);
	}
}

/* ---- MQTT ---- */

static void on_connect(struct mosquitto *link, void *ctx, int code)
{
	struct driver *d = ctx;
	char topic[64];

	d->up = code == 0;
	snprintf(topic, sizeof topic, "v1/t/device_%lld/ack", (long long)d->device->id);
	if (d->up)
		mosquitto_subscribe(link, NULL, topic, 1);
	d->batch_upto = 0;
	d->batch_sent_ms = 0; /* all that is kept goes out again */
}

static void on_disconnect(struct mosquitto *link, void *ctx, int code)
{
	(void)link;
	(void)code;
	((struct driver *)ctx)->up = false;
}

/* {"upto":T,...}: the report whose newest point is T. */
static void on_message(struct mosquitto *link, void *ctx, const struct mosquitto_message *m)
{
	struct driver *d = ctx;
	char text[64] = "";
	long long upto;
	size_t was = d->n_kept;

	(void)link;
	memcpy(text, m->payload, m->payloadlen < 63 ? (size_t)m->payloadlen : 63);
	if (sscanf(text, "{\"upto\":%lld,", &upto) != 1) {
		counts.refused++;
		return;
	}
	for (size_t i = 0; i < d->n_kept;) {
		if (d->kept[i].ms == upto || (upto == d->batch_upto && d->kept[i].ms < upto))
			let_go(d, i, 1);
		else
			i++;
	}
	counts.acknowledged += (long)(was - d->n_kept);
}

static void connect_mqtt(struct driver *d)
{
	char user[40], password[HEX + 1];

	if (d->link) {
		mosquitto_reconnect(d->link);
		return;
	}
	snprintf(user, sizeof user, "device_%lld", (long long)d->device->id);
	sign(d->device, "mqtt", 4, password);
	password[32] = '\0';
	d->link = mosquitto_new(user, true, d);
	if (!d->link)
		buses_die("out of memory");
	mosquitto_username_pw_set(d->link, user, password);
	mosquitto_connect_callback_set(d->link, on_connect);
	mosquitto_disconnect_callback_set(d->link, on_disconnect);
	mosquitto_message_callback_set(d->link, on_message);
	mosquitto_connect(d->link, to.host, to.mqtt, 30);
}

static void publish(struct driver *d, const struct position *list, size_t n, char *body)
{
	char topic[64], hex[HEX + 1];
	size_t bytes = make_body(d, list, n, body, hex);

	snprintf(topic, sizeof topic, "v1/t/device_%lld/loc", (long long)d->device->id);
	counts.requests++;
	if (mosquitto_publish(d->link, NULL, topic, (int)bytes, body, 1, false) != MOSQ_ERR_SUCCESS)
		counts.failures++;
}

/* The newest at once; all that has no answer for a while together, from the oldest on. */
static void send_mqtt(struct driver *d, char *body, int64_t now_ms)
{
	if (!d->up) {
		if (!d->link || mosquitto_socket(d->link) < 0)
			connect_mqtt(d);
		return;
	}
	if (d->n_kept > 1 && d->kept[0].ms < now_ms - AGAIN_MS &&
	    d->batch_sent_ms < now_ms - AGAIN_MS) {
		size_t n = d->n_kept < BUSES_BATCH ? d->n_kept : BUSES_BATCH;

		d->batch_upto = d->kept[n - 1].ms;
		d->batch_sent_ms = now_ms;
		publish(d, d->kept, n, body);
		if (n == d->n_kept)
			return;
	}
	publish(d, &d->kept[d->n_kept - 1], 1, body);
}

/* ---- from outside ---- */

void send_start(const char *host, int http_port, int mqtt_port)
{
	to.host = host;
	to.http = http_port;
	to.mqtt = mqtt_port;
	mosquitto_lib_init();
}

void send_due(struct driver *d, int64_t now_ms)
{
	static char body[BODY];

	if (d->by_mqtt)
		send_mqtt(d, body, now_ms);
	else
		send_http(d, body);
}

void send_poll(struct driver *d)
{
	if (d->link && mosquitto_socket(d->link) >= 0)
		mosquitto_loop(d->link, 0, 10);
}

void send_stop(struct driver *d)
{
	if (d->link) {
		mosquitto_disconnect(d->link);
		mosquitto_destroy(d->link);
	}
	d->link = NULL;
	d->up = false;
}
