/* trackers - the device's side of reporting. */
#include "trackers.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "client.h"

int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

size_t trackers_read(struct tracker *out, size_t max)
{
	char path[512];
	long long id, bus;
	char hex[65];
	size_t n = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s/devices.csv", getenv("VAR"));
	f = fopen(getenv("DEVICES") ? getenv("DEVICES") : path, "r");
	while (f && fscanf(f, "device_%lld,bus_%lld,%64[0-9a-f]\n", &id, &bus, hex) == 3) {
		struct tracker *t = &out[n < max ? n : max - 1];

		if (n >= max)
			memmove(out, out + 1, (max - 1) * sizeof *out);
		t->id = id;
		t->bus = bus;
		for (size_t i = 0; i < 32; i++) {
			char two[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

			t->key[i] = (unsigned char)strtoul(two, NULL, 16);
		}
		n++;
	}
	if (f)
		fclose(f);
	return n < max ? n : max;
}

void tracker_sign(const struct tracker *t, const void *data, size_t n, char hex[TRACKER_HEX + 1])
{
	unsigned char mac[EVP_MAX_MD_SIZE];

	HMAC(EVP_sha256(), t->key, 32, data, n, mac, NULL);
	for (size_t i = 0; i < TRACKER_HEX / 2; i++)
		snprintf(hex + 2 * i, 3, "%02x", mac[i]);
}

void tracker_sign_inside(const struct tracker *t, char *body)
{
	char hex[TRACKER_HEX + 1], *hole = strstr(body, TRACKER_ZEROS);

	tracker_sign(t, body, strlen(body), hex);
	if (hole)
		memcpy(hole, hex, TRACKER_HEX);
}

/* ---- HTTP ---- */

static struct {
	char text[1 << 20];
	size_t n;
} got;

static size_t take(char *data, size_t size, size_t n, void *ctx)
{
	size_t room = sizeof got.text - 1 - got.n, k = size * n < room ? size * n : room;

	(void)ctx;
	memcpy(got.text + got.n, data, k);
	got.n += k;
	got.text[got.n] = '\0';
	return size * n;
}

int tracker_post(const char *body, size_t n, const char *hex, const char **answer)
{
	static CURL *c;
	char url[512], signature[120];
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
	long status = 0;

	snprintf(url, sizeof url, "%s/api/v1/tracking/locations", getenv("BASE"));
	snprintf(signature, sizeof signature, "X-Device-Signature: %s", hex ? hex : "");
	headers = curl_slist_append(headers, "Expect:");
	if (hex)
		headers = curl_slist_append(headers, signature);
	if (!c)
		c = curl_easy_init();
	got.n = 0;
	got.text[0] = '\0';
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(c, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, (long)n);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, 15L);
	if (curl_easy_perform(c) == CURLE_OK)
		curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	*answer = got.text;
	return (int)status;
}

/* ---- MQTT ---- */

static void on_connect(struct mosquitto *link, void *ctx, int code)
{
	struct mqtt *m = ctx;

	m->code = code;
	if (code == 0 && m->topic[0])
		mosquitto_subscribe(link, NULL, m->topic, 1);
}

static void on_confirm(struct mosquitto *link, void *ctx, int id)
{
	(void)link;
	((struct mqtt *)ctx)->confirmed[id % 4096] = id;
}

static void on_message(struct mosquitto *link, void *ctx, const struct mosquitto_message *m)
{
	struct mqtt *q = ctx;
	size_t room = sizeof q->answers - q->n_answers - 2;
	size_t n = (size_t)m->payloadlen < room ? (size_t)m->payloadlen : room;

	(void)link;
	memcpy(q->answers + q->n_answers, m->payload, n);
	q->n_answers += n;
	q->answers[q->n_answers++] = '\n';
	q->answers[q->n_answers] = '\0';
}

void mqtt_wait(struct mqtt *m, int ms)
{
	int64_t until = now_ms() + ms;

	do {
		if (mosquitto_loop(m->link, ms ? 10 : 0, 100) != MOSQ_ERR_SUCCESS &&
		    mosquitto_socket(m->link) < 0 && m->code == 0)
			mosquitto_reconnect(m->link);
	} while (now_ms() < until);
}

void mqtt_password(const struct tracker *t, char out[33])
{
	char hex[TRACKER_HEX + 1];

	tracker_sign(t, "mqtt", 4, hex);
	snprintf(out, 33, "%.32s", hex);
}

void mqtt_open(struct mqtt *m, const char *user, const char *password)
{
	const char *port = getenv("MQTT_PORT");

	mosquitto_lib_init();
	memset(m, 0, sizeof *m);
	m->code = -1;
	m->link = mosquitto_new(NULL, true, m);
	mosquitto_username_pw_set(m->link, user, password);
	mosquitto_connect_callback_set(m->link, on_connect);
	mosquitto_message_callback_set(m->link, on_message);
	mosquitto_publish_callback_set(m->link, on_confirm);
	mosquitto_connect(m->link, "127.0.0.1", port ? atoi(port) : 0, 30);
	for (int i = 0; i < 100 && m->code < 0; i++)
		mqtt_wait(m, 20);
}

int mqtt_send(struct mqtt *m, const char *topic, const void *data, size_t n)
{
	int id = 0;

	mosquitto_publish(m->link, &id, topic, (int)n, data, 1, false);
	return id;
}

bool mqtt_confirmed(const struct mqtt *m, int id)
{
	return id > 0 && m->confirmed[id % 4096] == id;
}

void mqtt_close(struct mqtt *m)
{
	mosquitto_disconnect(m->link);
	mosquitto_destroy(m->link);
	m->link = NULL;
}
