/*
 * statement - drawing the statement of a company: the worker's part.
 */
#ifndef DOMAIN_STATEMENT_H
#define DOMAIN_STATEMENT_H

#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* Draws it in the language of the work into the object of that key. */
enum err statement_render(struct work *w, int64_t settlement_id, const char *key);

#endif
