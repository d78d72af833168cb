/*
 * change - departures that run otherwise than sold: at another time. The office of the company does it
 * in one transaction with all bookings; who is concerned is told once, and may cancel free when it is
 * more than half an hour. All need a write transaction.
 */
#ifndef DOMAIN_CHANGE_H
#define DOMAIN_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* "07:30" as seconds after midnight; false for anything else. */
bool change_clock(const char *text, int *seconds);

/* Reason: one of cancel_reasons. ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_INPUT (field time). */
enum err change_time(struct work *w, int64_t schedule_id, int64_t departs_at, const char *reason);

#endif
