/*
 * step - one transaction of several, for handlers of TX_STEPS rows: what was counted stays counted
 * whatever the answer becomes.
 */
#ifndef HTTP_STEP_H
#define HTTP_STEP_H

#include "http/req.h"

typedef enum err step_fn(struct req *r, void *ctx);

/* Runs fn in a transaction and commits it; again after a deadlock or a lost connection, rolled back on errors. */
enum err step(struct req *r, step_fn *fn, void *ctx);

#endif
