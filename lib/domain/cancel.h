/*
 * cancel - a departure that will not run. Its company cancels it at once for everybody; what its
 * passengers get is a job of the money lane, booking by booking, each in a transaction of its own, so
 * that it goes on where a crash stopped it and nothing is paid back twice.
 */
#ifndef DOMAIN_CANCEL_H
#define DOMAIN_CANCEL_H

#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* Codes of reasons, ends with NULL: group cancel_reason of the catalogues. */
extern const char *const cancel_reasons[];

/* The organisation of the session cancels. Needs a write transaction. ERR_NOT_FOUND, ERR_WRONG_STATE. */
enum err cancel_trip(struct work *w, int64_t schedule_id, const char *reason);

/* After the commit: what pages know of a trip by heart, its facts, its seats, the searches of its days. */
void cancel_forget(struct work *w, int64_t schedule_id, int64_t departs_at, int64_t arrives_at);

/* Worker: refunds, releases and messages of a cancelled trip; ERR_BUSY_RETRY asks to be called again. */
enum err cancel_run(struct work *w, int64_t schedule_id);

#endif
