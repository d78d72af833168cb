/*
 * objects - rendered documents in a directory: written whole (temporary name, then rename), read
 * by Lighttpd through X-Sendfile. A lost object is rendered again.
 */
#ifndef STORE_OBJECTS_H
#define STORE_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/work.h"

/* Absolute path of an object that exists and is younger than max_age seconds, else NULL. */
const char *objects_path(struct work *w, const char *key, int64_t max_age_s);
enum err objects_put(struct work *w, const char *key, const void *data, size_t n);
/* Deletes objects older than age; returns how many. */
size_t objects_sweep(int64_t age_s);

#endif
