/*
 * place - cities and stations, found by what people type: Arabic, French, English, Latin-typed
 * Arabic, begun words, slips. A station belongs to its city and is another place.
 */
#ifndef DOMAIN_PLACE_H
#define DOMAIN_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"

struct work;

struct place {
	int64_t id;
	const char *slug;
	const char *kind; /* city, station */
	struct names name;
	int64_t city_id;  /* of a city: its own */
	struct names city;
	double lat, lon;
	int wilaya;
};

extern const struct field place_fields[];

/*
 * Places q may mean, the likeliest first, at most limit: the same before the begun before the
 * misspelt, the bigger before the smaller, a city before its station. One round trip.
 */
enum err place_search(struct work *w, const char *q, size_t limit, struct place **list, size_t *n)
	__attribute__((warn_unused_result));

/*
 * The place a name means exactly: "place_12" or "stop_12", a slug, or a spelling; the city where
 * city and station share it. ERR_AMBIGUOUS for places of several cities, ERR_UNKNOWN_PLACE for
 * none: both name the input field and carry candidates (id, slug, name), the latter the nearest
 * spellings. One round trip, a second one for the nearest.
 */
enum err place_resolve(struct work *w, const char *name, const char *field, struct place *out)
	__attribute__((warn_unused_result));

/* The same for n names (origin, destination, ...) together, still in one round trip. */
enum err place_resolve_all(struct work *w, const char *const *names, const char *const *fields,
			   size_t n, struct place *out) __attribute__((warn_unused_result));

#endif
