/* cache - key patterns and lifetimes. */
#include "store/cache.h"

#include <string.h>

#include "base/id.h"
#include "base/metric.h"
#include "base/str.h"

static const struct {
	const char *prefix;
	int ttl_s;
} kinds[CACHE__COUNT] = {
	[CACHE_SEARCH] = { "search:", 300 },
	[CACHE_AVAIL] = { "avail:", 30 },
	[CACHE_TRIP] = { "trip:facts:", 300 },
	[CACHE_ROUTE] = { "route:details:", 6 * 3600 },
	[CACHE_POPULAR] = { "popular:routes:", 24 * 3600 },
	[CACHE_EPOCH] = { "search:epoch:", 24 * 3600 },
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

static const char *new_epoch(struct work *w, const char *epoch)
{
	char stamp[ID_CHARS + 1];

	id_new(stamp);
	redis_set(w, epoch, stamp, ID_CHARS, kinds[CACHE_EPOCH].ttl_s);
	return arena_str(w->arena, stamp);
}

bool cache_get_in(struct work *w, enum cache kind, const char *key, const char *epoch,
		  const char **stamp, struct slice *out)
{
	const char *keys[] = { epoch, key };
	struct slice found[2] = { { 0 } };
	bool hit = false;

	(void)kind;
	*stamp = NULL;
	if (redis_mget(w, keys, 2, found)) {
		*stamp = found[0].n == ID_CHARS ? arena_strn(w->arena, found[0].data, ID_CHARS)
						: new_epoch(w, epoch);
		hit = found[1].n > ID_CHARS && memcmp(found[1].data, *stamp, ID_CHARS) == 0;
		if (hit)
			*out = (struct slice){ found[1].data + ID_CHARS, found[1].n - ID_CHARS };
	}
	metric_add(hit ? METRIC_CACHE_HITS : METRIC_CACHE_MISSES, 1);
	return hit;
}

void cache_put_in(struct work *w, enum cache kind, const char *key, const char *stamp,
		  const void *data, size_t n)
{
	struct buf b;

	if (!stamp)
		return;
	buf_init(&b, w->arena, ID_CHARS + n + 1);
	buf_put(&b, stamp, ID_CHARS);
	buf_put(&b, data, n);
	redis_set(w, key, b.data, b.len, kinds[kind].ttl_s);
}

int cache_ttl(enum cache kind)
{
	return kinds[kind].ttl_s;
}
