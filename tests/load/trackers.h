/*
 * trackers - devices of the demo for tests: keys from the file of the copy, signed reports, and MQTT
 * clients that note what is answered.
 */
#ifndef LOAD_TRACKERS_H
#define LOAD_TRACKERS_H

#include <mosquitto.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRACKER_HEX = 64 };

struct tracker {
	int64_t id, bus;
	unsigned char key[32];
};

/* The devices of DEVICES (or of $VAR/devices.csv), the last ones of the file first. */
size_t trackers_read(struct tracker *out, size_t max);
void tracker_sign(const struct tracker *t, const void *data, size_t n, char hex[TRACKER_HEX + 1]);
int64_t now_ms(void);

/* Posts bytes with a signature (NULL: none); the answer's status, its text in a static buffer. */
int tracker_post(const char *body, size_t n, const char *hex, const char **answer);

/* An MQTT client with what was answered to it. */
struct mqtt {
	struct mosquitto *link;
	int code;              /* of the connection; -1: none yet */
	char answers[8192];    /* payloads received, a line each */
	size_t n_answers;
	char topic[64];        /* subscribed to at each connection, "" for none */
	int confirmed[4096];   /* message ids the broker confirmed, by id modulo size */
};

/* The password of a device, or another one; waits until the broker said yes or no. */
void mqtt_open(struct mqtt *m, const char *user, const char *password);
void mqtt_password(const struct tracker *t, char out[33]);
/* The id of the message. */
int mqtt_send(struct mqtt *m, const char *topic, const void *data, size_t n);
bool mqtt_confirmed(const struct mqtt *m, int id);
/* Lets things happen; connects again when the broker went away. */
void mqtt_wait(struct mqtt *m, int ms);
void mqtt_close(struct mqtt *m);

/* Puts the signature into the place of its 64 zeros. */
void tracker_sign_inside(const struct tracker *t, char *body);
#define TRACKER_ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

#endif
