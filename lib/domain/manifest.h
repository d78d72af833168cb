/*
 * manifest - drawing the passenger list of a departure: the worker's part.
 */
#ifndef DOMAIN_MANIFEST_H
#define DOMAIN_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* Draws the list in the language of the work into the object of that key. */
enum err manifest_render(struct work *w, int64_t schedule_id, bool phones, const char *key);

#endif
