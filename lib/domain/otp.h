/*
 * otp - codes that prove a phone or an e-mail. A code is six digits that follow from the random id of
 * its row under a key of the ring "otp": it is stored nowhere, neither in the database nor in a job. Tries are counted
 * in the database before a code is looked at, so parallel guesses gain nothing.
 *
 * Whether an address has an account is never told: the same row, the same answer, the same work.
 */
#ifndef DOMAIN_OTP_H
#define DOMAIN_OTP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "base/id.h"
#include "base/text.h"
#include "domain/user.h"
#include "store/work.h"

enum { OTP_DIGITS = 6 };

/* What somebody who was sent a code is told. */
struct otp {
	const char *id;       /* of the challenge, shown with prefix code */
	const char *channel;  /* sms, email */
	const char *to;       /* the address, mostly hidden */
	int64_t expires_at;
	int again_s;          /* another one may be asked for after this */
	const char *address;  /* never shown */
};
extern const struct field otp_fields[];

/* What becomes of it: for whom, under which network it is counted, and what a right code brings about. */
struct otp_wish {
	const char *purpose;  /* register, login, reset, change, erase */
	const char *address;  /* E.164 or e-mail */
	const char *network;  /* text of the asking network */
	int64_t user_id;      /* change and erase: whose; else found by the address */
	const char *details;  /* JSON, NULL for none */
};

/* Sends a code: ERR_RATE beyond the limits, ERR_PHONE_REGION for numbers codes are not sent to. */
enum err otp_start(struct work *w, const struct otp_wish *wish, struct otp *out);
/* Another code for the same; the one before is over. */
enum err otp_again(struct work *w, const char *id, const char *network, struct otp *out);

/*
 * Looks at a code in a transaction of its own, which the caller commits before it believes *right.
 * *purpose is "" and *right false for a challenge that is unknown, used, expired or was tried too often.
 */
enum err otp_try(struct work *w, const char *id, const char *code, bool *right, const char **purpose,
		 int64_t *user_id);

/* What a right code leads to, once; in a write transaction. ERR_BAD_CODE when somebody was faster. */
enum err otp_sign_in(struct work *w, const char *id, struct user *out);
enum err otp_reset(struct work *w, const char *id, const char *password, struct user *out);
enum err otp_change(struct work *w, const char *id);

/* Worker: sends the code of a row; tells the address before a change; tells about a new password. */
enum err otp_send(struct work *w, int64_t otp);
enum err otp_tell_moved(struct work *w, int64_t otp);
enum err otp_tell(struct work *w, int64_t user, const char *what);

/* Worker: words "sms.<what>" or "mail.<what>_subject" and "_text" to an address, in the language of w. */
enum err otp_letter(struct work *w, const char *channel, const char *address, const char *what,
		    const struct text_arg *args);

/*
 * Keyed hash of an address or a network, for counting; what is counted begins anew with a new key. Under
 * a certain key: for what has to be found again.
 */
void otp_hash(const char *kind, const char *text, unsigned char out[static ID_HASH]);
void otp_hash_under(const unsigned char *key, const char *kind, const char *text, unsigned char out[static ID_HASH]);
/* Six digits, in the arena. */
const char *otp_code(struct work *w, const char *id);
/* "+213•••••3456", "a•••@example.dz" */
const char *otp_masked(struct arena *a, const char *address);

#endif
