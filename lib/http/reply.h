/*
 * reply - the answer: documents collected by put(), printed as JSON in the platform's envelope, or
 * handed to page.c. Nothing is sent before reply_send, or reply_open of a stream.
 */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "base/err.h"
#include "http/req.h"

/* Forgets the answer built so far: the handler runs again, or an error replaces it. */
void reply_reset(struct req *r);
/* Renders the collected documents into r->out: JSON, or nothing for redirects and files. */
enum err reply_json(struct req *r);
/* Renders an error in the envelope. */
void reply_error_json(struct req *r, enum err e);
/* Sends status, headers and body. */
void reply_send(struct req *r);
/* Sends status 200 and the headers; the body follows piece by piece (http/stream only). */
void reply_open(struct req *r);

/* Words for an input error in the request's language. */
const char *reply_error_text(struct req *r, const struct input_error *e);

#endif
