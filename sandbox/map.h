/* map - finds things by a text key. Keys are not copied: they live in the thing itself. */
#ifndef WORLD_MAP_H
#define WORLD_MAP_H

#include <stddef.h>

struct map_slot {
	const char *key;
	void *value;
};

struct map {
	struct map_slot *slots;
	size_t n, cap;
};

/* Adds a key that is not there yet. */
void map_add(struct map *m, const char *key, void *value);

/* The value, NULL when absent. */
void *map_find(const struct map *m, const char *key);

/* Forgets all keys; the values are the caller's to free. */
void map_clear(struct map *m);

#endif
