/* cache - key patterns and lifetimes. */
#include "store/cache.h"

#include "base/metric.h"

static const struct {
	const char *prefix;
	int ttl_s;
} kinds[CACHE__COUNT] = {
	[CACHE_SEARCH] = { "search:", 300 },
	[CACHE_AVAIL] = { "avail:", 30 },
	[CACHE_TRIP] = { "trip:facts:", 300 },
	[CACHE_ROUTE] = { "route:details:", 6 * 3600 },
	[CACHE_POPULAR] = { "popular:routes:", 24 * 3600 },
};

const char *cache_key(struct work *w, enum cache kind, const char *id)
{
	return arena_printf(w->arena, "%s%s", kinds[kind].prefix, id);
}

const char *cache_key_of(struct work *w, enum cache kind, int64_t id)
{
	return arena_printf(w->arena, "%s%lld", kinds[kind].prefix, (long long)id);
}

bool cache_get(struct work *w, enum cache kind, const char *key, struct slice *out)
{
	bool found = redis_get(w, key, out);

	(void)kind;
	metric_add(found ? METRIC_CACHE_HITS : METRIC_CACHE_MISSES, 1);
	return found;
}

void cache_put(struct work *w, enum cache kind, const char *key, const void *data, size_t n)
{
	redis_set(w, key, data, n, kinds[kind].ttl_s);
}

int cache_ttl(enum cache kind)
{
	return kinds[kind].ttl_s;
}
