/*
 * idem - a request with an Idempotency-Key takes effect once. The key's row is claimed in the
 * transaction of the effect and holds the reply, sealed under a key derived from the caller's own
 * key, so the table reveals neither persons nor tokens.
 */
#ifndef HTTP_IDEM_H
#define HTTP_IDEM_H

#include "http/req.h"

/* Checks that a key was sent and derives what the table needs. ERR_KEY_MISSING. */
enum err idem_prepare(struct req *r);
/* Queues the claim behind BEGIN. The flush answers ERR_REPLAY or ERR_KEY_REUSED for a known key,
 * ERR_BUSY_RETRY while another request with it is running. */
void idem_claim(struct req *r);
/* Queues the rendered reply before COMMIT. */
void idem_store(struct req *r);
/* Loads the stored reply into r: status, body, Location as they were. */
enum err idem_replay(struct req *r);

#endif
