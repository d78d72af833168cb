/* map - finds things by a text key: open addressing, FNV-1a, at most half full. */
#include "map.h"

#include "mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct map_slot *place(struct map_slot *slots, size_t cap, const char *key)
{
	uint64_t hash = 0xcbf29ce484222325u;
	const char *c;
	size_t at;

	for (c = key; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
	for (at = hash & (cap - 1); slots[at].key; at = (at + 1) & (cap - 1))
		if (!strcmp(slots[at].key, key))
			break;
	return &slots[at];
}

static void widen(struct map *m)
{
	size_t cap = m->cap ? m->cap * 2 : 64, i;
	struct map_slot *slots = mem_new(cap * sizeof *slots);

	for (i = 0; i < m->cap; i++)
		if (m->slots[i].key)
			*place(slots, cap, m->slots[i].key) = m->slots[i];
	free(m->slots);
	m->slots = slots;
	m->cap = cap;
}

void map_add(struct map *m, const char *key, void *value)
{
	if (m->n * 2 >= m->cap)
		widen(m);
	*place(m->slots, m->cap, key) = (struct map_slot){ key, value };
	m->n++;
}

void *map_find(const struct map *m, const char *key)
{
	return m->cap ? place(m->slots, m->cap, key)->value : NULL;
}

void map_clear(struct map *m)
{
	free(m->slots);
	*m = (struct map){ 0 };
}
