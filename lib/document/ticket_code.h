/*
 * ticket_code - the text inside a ticket's QR code: 29 bytes of facts and an ES256 signature,
 * written in base45 (RFC 9285) so that the QR code stays in its alphanumeric mode. A crew's phone
 * verifies it without a network; docs/ticket-code.md gives the layout and the WebCrypto steps.
 *
 * The code names nobody: no name, no phone, no document number.
 */
#ifndef DOCUMENT_TICKET_CODE_H
#define DOCUMENT_TICKET_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/id.h"

struct arena;

enum {
	TICKET_CODE_VERSION = 1,
	TICKET_CODE_FACTS = 29,     /* bytes that are signed */
	TICKET_CODE_SIGNATURE = 64, /* r || s */
	TICKET_CODE_BYTES = TICKET_CODE_FACTS + TICKET_CODE_SIGNATURE,
	TICKET_CODE_CHARS = 140, /* base45 of TICKET_CODE_BYTES */
};

/* What a code says. Its identity is (schedule_id, ref, passenger, issue). */
struct ticket_code {
	int64_t schedule_id;            /* 1 .. 2^48 - 1 */
	char ref[ID_REF_CHARS + 1];     /* booking reference */
	int passenger;                  /* 1 .. 255, in the order of the booking */
	int seat_no;                    /* 0 .. 65535, index in the seat map */
	int board_seq, alight_seq;      /* stops 0 .. 255, boards before it alights */
	int issue;                      /* 1 .. 255, grows when seat or trip change */
	int64_t valid_from, valid_to;   /* instants; kept to the second, up to the year 2106 */
	uint32_t key_id;                /* set by verify; make takes the key's own */
};

/* A P-256 key; its id is the first four bytes of SHA-256 over the SubjectPublicKeyInfo. */
struct ticket_key {
	struct evp_pkey_st *pkey;
	uint32_t id;
	bool can_sign;
};

/*
 * Reads a PEM text: "PRIVATE KEY"/"EC PRIVATE KEY", or "PUBLIC KEY". Anything but a plain P-256
 * key is ERR_INPUT. The key dies with the arena.
 */
enum err ticket_key_private(struct arena *a, const char *pem, struct ticket_key *out)
	__attribute__((warn_unused_result));
enum err ticket_key_public(struct arena *a, const char *pem, struct ticket_key *out)
	__attribute__((warn_unused_result));

/* The code's text; ERR_INPUT when a fact is out of its range, ERR_INTERNAL when signing fails. */
enum err ticket_code_make(struct arena *a, const struct ticket_key *key,
			  const struct ticket_code *code, char **out)
	__attribute__((warn_unused_result));

/*
 * True when one of the keys signed exactly this text; then *out is filled. Every input costs one
 * signature check. Whether the trip is the right one, the time within bounds and the ticket not
 * revoked is for the caller to compare.
 */
bool ticket_code_verify(const struct ticket_key *keys, size_t n, const char *s,
			struct ticket_code *out) __attribute__((warn_unused_result));

#endif
