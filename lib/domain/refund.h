/*
 * refund - money on its way back to the card. The row is written where the reason arises; the worker
 * sends it. The bank's call is not idempotent: without a clear answer the order is read until it
 * shows the refund or shows that there was none.
 */
#ifndef DOMAIN_REFUND_H
#define DOMAIN_REFUND_H

#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* Worker: sends an approved refund, or reads what became of one that was sent. ERR_UNAVAILABLE asks
 * to be called again later. */
enum err refund_send(struct work *w, int64_t refund_id);

#endif
