/*
 * sms - text messages through the gateway that sms.driver names: Twilio, or any aggregator that takes
 * an HTTP request (provider/sms_http). A driver is a row of three functions.
 */
#ifndef PROVIDER_SMS_H
#define PROVIDER_SMS_H

#include <stdbool.h>

#include "provider/call.h"

struct sms {
	const char *to;   /* E.164 */
	const char *text; /* at most 1600 characters */
	const char *ref;  /* our own id of the message, for gateways that recognise one sent before */
	int valid_s;      /* worth nothing when it cannot be delivered by then */
};

struct sms_sent {
	enum call_class class; /* CALL_AMBIGUOUS: it may have left */
	const char *id;        /* message id at the gateway */
	int segments;
	bool held_back;        /* the breaker is open: the gateway was not asked */
	int retry_s;           /* the pause it wants; 0 for none */
	const char *error;
};

struct sms_driver {
	const char *name;
	bool (*enabled)(void);
	void (*send)(struct arena *a, const struct sms *m, struct sms_sent *out);
	/* Whether that message reached the gateway before; NULL when it cannot be asked. */
	bool (*find)(struct arena *a, const struct sms *m, struct sms_sent *out);
};
extern const struct sms_driver sms_twilio, sms_http;

bool sms_enabled(void);
void sms_send(struct arena *a, const struct sms *m, struct sms_sent *out);
/* For a message that may have been sent before: true with its id when the gateway knows it. */
bool sms_find(struct arena *a, const struct sms *m, struct sms_sent *out);

/* Parts a text is sent in: 160/153 characters of GSM 03.38, else 70/67 UTF-16 units. */
int sms_segments(const char *text);

#endif
