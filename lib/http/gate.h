/*
 * gate - the one way every request takes, in one order. Read gate_serve from top to bottom: it is
 * the policy of the platform.
 */
#ifndef HTTP_GATE_H
#define HTTP_GATE_H

#include "http/req.h"

/* Serves one request that transport holds: parses, decides, runs the handler, sends, logs. */
void gate_serve(struct req *r);

/*
 * For TX_STEPS rows: begins one transaction of several, the first with the idempotency claim, and
 * commits it. The gate stores the reply in the last one.
 */
void gate_begin(struct req *r);
enum err gate_commit(struct req *r);

#endif
