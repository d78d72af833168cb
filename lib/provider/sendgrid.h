/*
 * sendgrid - mail through SendGrid's v3 API: 202 with an empty body, the id in X-Message-Id.
 */
#ifndef PROVIDER_SENDGRID_H
#define PROVIDER_SENDGRID_H

#include <stdbool.h>

#include "provider/call.h"

struct mail {
	const char *to, *subject;
	const char *text, *html;
	const char *mail_id;    /* our own id, returned by delivery events */
	const char *file_name;  /* an attached PDF, NULL for none */
	const void *file;
	size_t file_n;
};

struct sendgrid_sent {
	enum call_class class;
	const char *message_id;
	const char *error;
	bool held_back;         /* the breaker is open: nothing was asked */
	int retry_s;            /* the pause it wants; 0 for none */
};

bool sendgrid_enabled(void);
void sendgrid_send(struct arena *a, const struct mail *m, struct sendgrid_sent *out);

#endif
