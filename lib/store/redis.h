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

/* Tells whoever listens on the channel now. */
void redis_publish(struct work *w, const char *channel, const void *data, size_t n);

/* Several commands in one round trip, answers thrown away; false when Redis is away. */
enum { REDIS_WORDS = 6 };
struct redis_command {
	int n;
	struct slice words[REDIS_WORDS];
};
bool redis_send(struct work *w, const struct redis_command *commands, size_t n);

/*
 * What is published on some channels, on a connection of its own. What is published while there is
 * none is missed: whoever listens has to be able to read it elsewhere.
 */
struct redis_feed;
struct redis_feed *redis_feed_open(void);
void redis_feed_close(struct redis_feed *f);
/* Connects anew and subscribes; false when Redis is away. */
bool redis_feed_listen(struct redis_feed *f, const char *const *channels, size_t n);
/* To wait for with poll; -1 without a connection. */
int redis_feed_fd(const struct redis_feed *f);
/* Reads what has arrived; false when the connection broke. Call it when the descriptor is ready. */
bool redis_feed_read(struct redis_feed *f);
/* The next message of what was read, until the next call of redis_feed_next. */
bool redis_feed_next(struct redis_feed *f, struct slice *message);

#endif
