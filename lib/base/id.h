/*
 * id - identifiers and random secrets.
 *
 * Catalogue rows are shown as prefix + number ("route_456"); bookings, payments, refunds, users
 * and tickets as prefix + 26 characters of base32 (Crockford, lower case) of a random 128-bit
 * number, stored as uuid. A booking also has a reference of 6 characters without 0 O 1 I.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID_CHARS = 26, ID_REF_CHARS = 6, ID_UUID_CHARS = 36, ID_HASH = 32 };

/* n bytes from the system's generator; aborts when there is none. */
void id_random(void *out, size_t n);

/* 26 base32 characters of a fresh random 128-bit number; out holds 27 bytes. */
void id_new(char out[static ID_CHARS + 1]);
/* A booking reference: 6 characters, 30 bits. */
void id_ref(char out[static ID_REF_CHARS + 1]);
/* n characters of the reference alphabet (order numbers, cash codes); out holds n + 1 bytes. */
void id_code(char *out, size_t n);

bool id_ok(const char *s);      /* 26 characters of the alphabet, value below 2^128 */
bool id_ref_ok(const char *s);  /* upper case, of the reference alphabet */

/* "01ab..." (26) to and from the 36-character uuid text; false when malformed. */
bool id_to_uuid(const char *id, char out[static ID_UUID_CHARS + 1]);
bool id_from_uuid(const char *uuid, char out[static ID_CHARS + 1]);

/* "route_456" with prefix "route" to 456; positive, no leading zeros. */
bool id_number(const char *s, const char *prefix, int64_t *out);
/* "booking_<26>" with prefix "booking": pointer to the 26 characters, NULL when malformed. */
const char *id_public(const char *s, const char *prefix);

/* SHA-256; and HMAC-SHA-256 under a 32-byte key. */
void id_hash(const void *p, size_t n, unsigned char out[static ID_HASH]);
void id_mac(const unsigned char key[static ID_HASH], const void *p, size_t n,
	    unsigned char out[static ID_HASH]);

#endif
