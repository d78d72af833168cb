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
	CACHE_EPOCH,   /* search:epoch:{date}: what the searches of a day are kept under */
	CACHE__COUNT
};

/* The key of a value: pattern with the given identifier. */
const char *cache_key(struct work *w, enum cache kind, const char *id);
const char *cache_key_of(struct work *w, enum cache kind, int64_t id);

bool cache_get(struct work *w, enum cache kind, const char *key, struct slice *out);
void cache_put(struct work *w, enum cache kind, const char *key, const void *data, size_t n);
int cache_ttl(enum cache kind);

/*
 * Values that a change makes wrong without knowing their keys are kept under an epoch, a key of its
 * own with a random stamp: they are found only while it stands. A change forgets the epoch after its
 * commit, and every value is gone at once, also one a slower reader is still about to keep.
 * stamp is what cache_put_in must be given: read before the database is; NULL: keep nothing.
 */
bool cache_get_in(struct work *w, enum cache kind, const char *key, const char *epoch,
		  const char **stamp, struct slice *out);
void cache_put_in(struct work *w, enum cache kind, const char *key, const char *stamp,
		  const void *data, size_t n);

#endif
