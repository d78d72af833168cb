/*
 * twilio - the SMS company: creates and lists messages, moves them along on the world's clock and
 * reports each step to the StatusCallback, signed.
 *
 * What becomes of a message is in the number it goes to: +2135000CCCxx, CCC being the last three
 * digits of a Twilio error code. 211, 408, 610, 614... are refused when the message is created; 003
 * to 007 and 034 are accepted and end undelivered with 300CC; 429 is throttled; 999 stays sent.
 */
#ifndef WORLD_TWILIO_H
#define WORLD_TWILIO_H

#include "clock.h"
#include "jw.h"
#include "provider.h"

#include <stdbool.h>
#include <stdint.h>

struct twilio_message {
	struct timer timer;             /* first: a timer is its message */
	char sid[35], to[24], from[24], service[35];
	char *body, *callback;
	const char *status;
	const char *const *plan;        /* the statuses to come, NULL last */
	int step, error_code, segments;
	int64_t created_ms, updated_ms, sent_ms;
};

struct twilio_settings {
	const char *account, *token;          /* from the command line */
	int64_t step_ms, reorder, duplicate, bad_signature;
};

extern struct twilio_settings twilio;
extern const struct provider twilio_provider;

/* twilio_message.c: all messages, oldest first. */
struct twilio_message *twilio_message_new(void);
struct twilio_message *twilio_message_find(const char *sid);
struct twilio_message *twilio_message_at(size_t i);
size_t twilio_message_count(void);
void twilio_messages_reset(void);

/* Sets a message on its way: the first status now, the others every step_ms. */
void twilio_message_start(struct twilio_message *m, const char *status);

/* How many SMS a text takes: 160 GSM-7 characters or 70 UCS-2 units, 153 or 67 when joined. */
int twilio_segments(const char *text);

/* The message as the API shows it. */
void twilio_message_write(const struct twilio_message *m, struct jw *j);

/* Sends callbacks of that message again; -1 when the id is not a message. */
int64_t twilio_replay(const struct replay *r);

#endif
