/*
 * state - what a failed statement means: SQLSTATE, constraint and message to our errors. Used by db only.
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/err.h"

/* The error of a failed result, with its explanation for the log. */
enum err state_error(const PGresult *res);

/* The connection's plans no longer fit the schema (a migration ran): it must be made anew. */
bool state_stale(const PGresult *res);

#endif
