/* redis - hiredis with deadlines and a breaker. */
#include "store/redis.h"

#include <hiredis/hiredis.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/trace.h"
#include "base/when.h"

enum { PAUSE_FIRST_US = 1000000, PAUSE_LONGEST_US = 10000000, ARGS = 40 };

struct redis {
	redisContext *link;
	int64_t away_until; /* monotonic; no call before */
	int64_t pause;      /* length of the next absence */
};

struct redis *redis_open(void)
{
	struct redis *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	r->pause = PAUSE_FIRST_US;
	return r;
}

void redis_close(struct redis *r)
{
	if (r && r->link)
		redisFree(r->link);
	free(r);
}

/* hiredis never recovers a context after an error: drop it and open the breaker. */
static void went_away(struct redis *r, const char *why)
{
	log_say(LOG_WARN, "redis_away", "%s", why);
	metric_add(METRIC_REDIS_FAILURES, 1);
	if (r->link)
		redisFree(r->link);
	r->link = NULL;
	r->away_until = when_ticks() + r->pause;
	r->pause = r->pause * 2 > PAUSE_LONGEST_US ? PAUSE_LONGEST_US : r->pause * 2;
}

static bool ready(struct redis *r)
{
	int64_t ms = conf_int(CONF_REDIS_MS);
	struct timeval wait = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };

	if (when_ticks() < r->away_until) {
		metric_add(METRIC_REDIS_SKIPPED, 1);
		return false;
	}
	if (r->link)
		return true;
	r->link = redisConnectUnixWithTimeout(conf_text(CONF_REDIS_SOCKET), wait);
	if (!r->link || r->link->err || redisSetTimeout(r->link, wait) != REDIS_OK) {
		went_away(r, r->link ? r->link->errstr : "no memory");
		return false;
	}
	return true;
}

/* One answer; NULL when the link broke. An error reply is an answer, and counts as nothing. */
static redisReply *answer(struct redis *r)
{
	void *reply = NULL;

	if (!r->link)
		return NULL;
	if (redisGetReply(r->link, &reply) != REDIS_OK || !reply) {
		went_away(r, r->link->errstr);
		return NULL;
	}
	r->pause = PAUSE_FIRST_US;
	return reply;
}

/* n answers nobody looks at; false when the link broke. */
static bool skip_answers(struct redis *r, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		redisReply *reply = answer(r);

		if (!reply)
			return false;
		freeReplyObject(reply);
	}
	return true;
}

static void defer_reply(struct work *w, redisReply *reply)
{
	arena_defer(w->arena, (void (*)(void *))freeReplyObject, reply);
}

static int64_t begun(void)
{
	return trace_kept() ? when_ticks() : 0;
}

static void note_span(const char *command, int64_t start, bool failed)
{
	trace_part(0, "redis", NULL, command, start, 0, failed);
}

static redisReply *call(struct work *w, int argc, const char **argv, const size_t *lens)
{
	struct redis *r = w->redis;
	int64_t start = begun();
	redisReply *reply;

	if (!r || !ready(r))
		return NULL;
	metric_add(METRIC_REDIS_CALLS, 1);
	if (redisAppendCommandArgv(r->link, argc, argv, lens) != REDIS_OK) {
		went_away(r, r->link->errstr);
		return NULL;
	}
	reply = answer(r);
	note_span(argv[0], start, !reply);
	if (reply)
		defer_reply(w, reply);
	return reply;
}

bool redis_get(struct work *w, const char *key, struct slice *out)
{
	const char *argv[] = { "GET", key };
	redisReply *reply = call(w, 2, argv, NULL);
	bool found = reply && reply->type == REDIS_REPLY_STRING;

	out->data = found ? reply->str : NULL;
	out->n = found ? (size_t)reply->len : 0;
	return found;
}

bool redis_mget(struct work *w, const char *const *keys, size_t n, struct slice *out)
{
	const char **argv = arena_get(w->arena, (n + 1) * sizeof *argv);
	redisReply *reply;

	memset(out, 0, n * sizeof *out);
	if (n == 0)
		return true;
	argv[0] = "MGET";
	for (size_t i = 0; i < n; i++)
		argv[i + 1] = keys[i];
	reply = call(w, (int)n + 1, argv, NULL);
	if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		const redisReply *e = reply->element[i];

		if (e->type == REDIS_REPLY_STRING) {
			out[i].data = e->str;
			out[i].n = (size_t)e->len;
		}
	}
	return true;
}

void redis_set(struct work *w, const char *key, const void *data, size_t n, int ttl_s)
{
	struct slice value = { data, n };

	redis_set_many(w, &key, &value, 1, ttl_s);
}

void redis_set_many(struct work *w, const char *const *keys, const struct slice *values, size_t n,
		    int ttl_s)
{
	const char *ttl = arena_printf(w->arena, "%d", ttl_s);
	struct redis *r = w->redis;
	int64_t start = begun();

	if (n == 0 || !r || !ready(r))
		return;
	metric_add(METRIC_REDIS_CALLS, 1);
	for (size_t i = 0; i < n; i++) {
		const char *argv[] = { "SET", keys[i], values[i].data, "EX", ttl };
		size_t lens[] = { 3, strlen(keys[i]), values[i].n, 2, strlen(ttl) };

		redisAppendCommandArgv(r->link, 5, argv, lens);
	}
	note_span("SET", start, !skip_answers(r, n));
}

void redis_del(struct work *w, const char *const *keys, size_t n)
{
	const char *argv[ARGS] = { "DEL" };

	if (n == 0)
		return;
	if (n > ARGS - 1)
		n = ARGS - 1;
	for (size_t i = 0; i < n; i++)
		argv[i + 1] = keys[i];
	call(w, (int)n + 1, argv, NULL);
}

static redisReply *run_script(struct work *w, struct redis_script *script, const char *key,
			      const int64_t *args, size_t n_args, bool whole)
{
	const char *argv[ARGS] = { whole ? "EVAL" : "EVALSHA", whole ? script->text : script->sha,
				   "1", key };

	for (size_t i = 0; i < n_args && i + 4 < ARGS; i++)
		argv[i + 4] = arena_printf(w->arena, "%lld", (long long)args[i]);
	return call(w, (int)n_args + 4, argv, NULL);
}

bool redis_script(struct work *w, struct redis_script *script, const char *key,
		  const int64_t *args, size_t n_args, int64_t *out, size_t n_out)
{
	redisReply *reply;

	if (!script->sha[0]) {
		const char *argv[] = { "SCRIPT", "LOAD", script->text };

		reply = call(w, 3, argv, NULL);
		if (!reply || reply->type != REDIS_REPLY_STRING || reply->len != 40)
			return false;
		memcpy(script->sha, reply->str, 41);
	}
	reply = run_script(w, script, key, args, n_args, false);
	if (reply && reply->type == REDIS_REPLY_ERROR && strncmp(reply->str, "NOSCRIPT", 8) == 0)
		reply = run_script(w, script, key, args, n_args, true);
	if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements < n_out)
		return false;
	for (size_t i = 0; i < n_out; i++)
		out[i] = reply->element[i]->type == REDIS_REPLY_INTEGER ? reply->element[i]->integer : 0;
	return true;
}

bool redis_ping(struct work *w)
{
	const char *argv[] = { "PING" };
	redisReply *reply = call(w, 1, argv, NULL);

	return reply && reply->type == REDIS_REPLY_STATUS && strcasecmp(reply->str, "PONG") == 0;
}

/* ---- publishing ---- */

void redis_publish(struct work *w, const char *channel, const void *data, size_t n)
{
	const char *argv[] = { "PUBLISH", channel, data };
	size_t lens[] = { 7, strlen(channel), n };

	call(w, 3, argv, lens);
}

bool redis_send(struct work *w, const struct redis_command *commands, size_t n)
{
	struct redis *r = w->redis;
	int64_t start = begun();
	bool all;

	if (n == 0)
		return true;
	if (!r || !ready(r))
		return false;
	metric_add(METRIC_REDIS_CALLS, 1);
	for (size_t i = 0; i < n; i++) {
		const char *argv[REDIS_WORDS];
		size_t lens[REDIS_WORDS];

		for (int k = 0; k < commands[i].n; k++) {
			argv[k] = commands[i].words[k].data;
			lens[k] = commands[i].words[k].n;
		}
		redisAppendCommandArgv(r->link, commands[i].n, argv, lens);
	}
	all = skip_answers(r, n);
	note_span("pipeline", start, !all);
	return all;
}

/* ---- listening ---- */

struct redis_feed {
	redisContext *link;
	redisReply *last;
};

struct redis_feed *redis_feed_open(void)
{
	struct redis_feed *f = calloc(1, sizeof *f);

	if (!f)
		abort();
	return f;
}

static void feed_drop(struct redis_feed *f)
{
	if (f->last)
		freeReplyObject(f->last);
	if (f->link)
		redisFree(f->link);
	f->last = NULL;
	f->link = NULL;
}

void redis_feed_close(struct redis_feed *f)
{
	if (f)
		feed_drop(f);
	free(f);
}

bool redis_feed_listen(struct redis_feed *f, const char *const *channels, size_t n)
{
	int64_t ms = conf_int(CONF_REDIS_MS);
	struct timeval wait = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };
	bool sent = true;

	feed_drop(f);
	f->link = redisConnectUnixWithTimeout(conf_text(CONF_REDIS_SOCKET), wait);
	if (!f->link || f->link->err || redisSetTimeout(f->link, wait) != REDIS_OK) {
		feed_drop(f);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		sent = sent && redisAppendCommand(f->link, "SUBSCRIBE %s", channels[i]) == REDIS_OK;
	for (size_t i = 0; i < n && sent; i++) {
		void *reply = NULL;

		sent = redisGetReply(f->link, &reply) == REDIS_OK && reply;
		if (reply)
			freeReplyObject(reply);
	}
	if (!sent)
		feed_drop(f);
	return sent;
}

int redis_feed_fd(const struct redis_feed *f)
{
	return f->link ? f->link->fd : -1;
}

bool redis_feed_read(struct redis_feed *f)
{
	if (f->link && redisBufferRead(f->link) == REDIS_OK)
		return true;
	feed_drop(f);
	return false;
}

bool redis_feed_next(struct redis_feed *f, struct slice *message)
{
	void *reply = NULL;

	for (;;) {
		const redisReply *m;

		if (f->last)
			freeReplyObject(f->last);
		f->last = NULL;
		if (!f->link || redisGetReplyFromReader(f->link, &reply) != REDIS_OK || !reply)
			return false;
		m = f->last = reply;
		if (m->type != REDIS_REPLY_ARRAY || m->elements != 3 ||
		    m->element[2]->type != REDIS_REPLY_STRING)
			continue; /* of a subscription */
		message->data = m->element[2]->str;
		message->n = (size_t)m->element[2]->len;
		return true;
	}
}
