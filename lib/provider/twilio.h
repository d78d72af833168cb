/*
 * twilio - SMS through Twilio's Messages resource (API 2010-04-01). The create call has no
 * idempotency key: an ambiguous answer means the message may have left.
 */
#ifndef PROVIDER_TWILIO_H
#define PROVIDER_TWILIO_H

#include <stdbool.h>

#include "provider/call.h"

struct twilio_sent {
	enum call_class class;
	const char *sid;        /* message id at the provider */
	int segments;
	int code;               /* Twilio's error code, 0 none */
	const char *error;
};

bool twilio_enabled(void);
/* to in E.164; text at most 1600 characters; valid_s: drop it when it cannot be delivered by then. */
void twilio_send(struct arena *a, const char *to, const char *text, int valid_s,
		 struct twilio_sent *out);

/* Parts a text is sent in: 160/153 characters of GSM 03.38, else 70/67 UTF-16 units. */
int twilio_segments(const char *text);

#endif
