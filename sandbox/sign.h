/*
 * sign - the providers' signatures, written apart from the product's so that each checks the other.
 */
#ifndef WORLD_SIGN_H
#define WORLD_SIGN_H

#include "form.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Base64 with padding; both return allocated memory. sign_unbase64 gives NULL when text is not
 * base64.
 */
char *sign_base64(const void *bytes, size_t n);
unsigned char *sign_unbase64(const char *text, size_t *n);

/* X-Twilio-Signature of a form POST to that URL. */
char *sign_twilio(const char *token, const char *url, const struct form *params);

/* The checksum of a bank callback: all parameters except checksum and sign_alias. */
char *sign_bank(const char *key, const struct form *params);

/* The SendGrid event key pair. sign_key_new returns false when OpenSSL refuses. */
bool sign_key_new(void);
void sign_key_free(void);

/* Base64 of the public key (SPKI DER), and of a signature over timestamp + body (ECDSA, DER). */
char *sign_key_public(void);
char *sign_events(const char *timestamp, const char *body, size_t n);

#endif
