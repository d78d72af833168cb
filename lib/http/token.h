/*
 * token - access tokens: JWT signed with ES256 (RFC 7519, RFC 7518 3.4), 15 minutes. The only user
 * of libjwt, whose decoder checks neither time nor issuer and reads out of bounds on short
 * segments: shape, header, algorithm and claims are checked here.
 *
 * Keys are files of dir.keys: access-<kid>.pub (public, every web program) and access-<kid>.pem
 * (private, auth). The newest private key signs, every public key verifies. They are read again when
 * the folder changes; a new one signs a few seconds later, when every process knows it.
 */
#ifndef HTTP_TOKEN_H
#define HTTP_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/who.h"

/* Loads the keys. False with a reason when a file is unreadable or no key exists. */
bool token_start(char *why, size_t size);

/* Any fault is ERR_UNAUTHORISED, so that nothing can be learned from the difference. */
enum err token_verify(struct arena *a, const char *token, struct who *who);

/* A token for this principal; NULL when this program holds no private key. */
const char *token_issue(struct arena *a, const struct who *who, int64_t now);

#endif
