/*
 * sendgrid - the mail company: checks and keeps mails, and posts signed events about them.
 *
 * What becomes of a mail is in the recipient's name: bounce@, late-bounce@ (delivered first),
 * drop@, defer@ (three times, then delivered), spam@, open@; any other is delivered. A sender
 * called unverified@ is refused with 403.
 */
#ifndef WORLD_SENDGRID_H
#define WORLD_SENDGRID_H

#include "clock.h"
#include "provider.h"

#include <stdint.h>

struct sendgrid_attachment {
	char *name, *type, *content;    /* content is base64 */
};

struct sendgrid_mail {
	char id[23];
	int64_t at_ms;
	char *from, *to, *subject, *text, *html;
	struct sendgrid_attachment *attachments;
	size_t n_attachments;
	char **events;                  /* each a JSON object, as posted */
	size_t n_events;
	struct delivery *deliveries;
};

struct sendgrid_settings {
	const char *key;                /* from the command line, as is the usual event_url */
	char *event_url;
	int64_t step_ms, duplicate, bad_signature;
};

extern struct sendgrid_settings sendgrid;
extern const struct provider sendgrid_provider;

/* All mails kept, oldest first. */
const struct sendgrid_mail *sendgrid_mail_at(size_t i);
const struct sendgrid_mail *sendgrid_mail_find(const char *id);
size_t sendgrid_mail_count(void);

/* The event_url that a reset goes back to. */
void sendgrid_event_url(const char *url);

/*
 * sendgrid_check.c: holds a request against the API's rules; answers 400 or 403 and returns false.
 */
bool sendgrid_check(struct call *c, const cJSON *mail);
void sendgrid_error(struct http_reply *r, int status, const char *field, const char *message);

/* sendgrid_event.c: sets the deliveries of a mail on their way, and frees them. */
void sendgrid_deliver(struct sendgrid_mail *m, const cJSON *request);
void sendgrid_deliveries_free(struct sendgrid_mail *m);
int64_t sendgrid_replay(const struct replay *r);

#endif
