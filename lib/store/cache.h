/*
 * cache - what may be kept in Redis: one row per kind of value with its key pattern and lifetime.
 * Keys and lifetimes are the public naming scheme of the platform. No sale and no permission is
 * decided from here.
 */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "store/redis.h"
#include "store/work.h"

enum cache {
	CACHE_SEARCH,  /* search:{origin}:{destination}:{date}:{hash}: the timetable part of a search */
	CACHE_AVAIL,   /* avail:{scheduleId}: per-leg seat bitmaps */
	CACHE_TRIP,    /* trip:facts:{scheduleId}: stops, fares, seat map of a departure */
	CACHE_ROUTE,   /* route:details:{routeId} */
	CACHE_POPULAR, /* popular:routes:{region} */
	CACHE__COUNT
};

/* The key of a value: pattern with the given identifier. */
const char *cache_key(struct work *w, enum cache kind, const char *id);
const char *cache_key_of(struct work *w, enum cache kind, int64_t id);

bool cache_get(struct work *w, enum cache kind, const char *key, struct slice *out);
void cache_put(struct work *w, enum cache kind, const char *key, const void *data, size_t n);
int cache_ttl(enum cache kind);

#endif
