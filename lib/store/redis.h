/*
 * redis - the cache server, through hiredis on a Unix socket. Its absence never fails a request:
 * every call answers "nothing" when Redis is slow, gone or refuses. After a time-out the process
 * treats Redis as absent for 1 s, doubling to 10 s, with one probe at a time (breaker).
 */
#ifndef STORE_REDIS_H
#define STORE_REDIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/work.h"

struct redis;

/* A value found; data is NULL when there is none. Lives in the arena. */
struct slice {
	const char *data;
	size_t n;
};

struct redis *redis_open(void);
void redis_close(struct redis *r);

bool redis_get(struct work *w, const char *key, struct slice *out);
/* Fills out[n]; false when Redis is away (then all are empty). */
bool redis_mget(struct work *w, const char *const *keys, size_t n, struct slice *out);
void redis_set(struct work *w, const char *key, const void *data, size_t n, int ttl_s);
/* Several values with one lifetime in one round trip. */
void redis_set_many(struct work *w, const char *const *keys, const struct slice *values, size_t n,
		    int ttl_s);
void redis_del(struct work *w, const char *const *keys, size_t n);

/*
 * Runs a Lua script of one key and number arguments that returns numbers; false when Redis is
 * away. The script is sent once and then named by its hash.
 */
struct redis_script {
	const char *text;
	char sha[41]; /* filled at first use */
};
bool redis_script(struct work *w, struct redis_script *script, const char *key,
		  const int64_t *args, size_t n_args, int64_t *out, size_t n_out);

/* True when the last call reached Redis; for /health. */
bool redis_ping(struct work *w);

#endif
