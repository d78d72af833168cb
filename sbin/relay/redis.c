/*
 * redis - two links: one is subscribed and only listens, the other asks for last states. Both are
 * given up together and made again with a growing pause. A state is asked for once its subscription
 * is confirmed, so that nothing falls between the two.
 */
#include <cjson/cJSON.h>
#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/log.h"
#include "base/str.h"
#include "base/when.h"
#include "relay.h"
#include "revoked.h"

enum { PAUSE_FIRST_US = 250000, PAUSE_LONGEST_US = 10000000, PING_US = 5000000, SILENT_US = 8000000, ASKS = 65536 };

struct link {
	struct source source;
	redisContext *c;
	int64_t heard;
	bool writing;
	void (*take)(redisReply *r);
};

/* What the answers to come are about: a bus, "" for the list of live buses, "!" for what was revoked, "-" for nothing. */
static struct {
	char (*name)[48];
	size_t first, n;
} asks;

static struct link listening, asking;
static int64_t retry_at, pause_us = PAUSE_FIRST_US;
static int64_t lost_at; /* 0: what was revoked is known */
static bool told;

static void give_up(const char *why)
{
	struct link *both[] = { &listening, &asking };

	if (!told)
		log_say(LOG_WARN, "redis_away", "%s", why);
	told = true;
	if (!lost_at)
		lost_at = loop_now();
	for (int i = 0; i < 2; i++) {
		if (both[i]->c)
			redisFree(both[i]->c);
		both[i]->c = NULL;
	}
	asks.n = 0;
	retry_at = loop_now() + pause_us;
	pause_us = pause_us * 2 > PAUSE_LONGEST_US ? PAUSE_LONGEST_US : pause_us * 2;
}

static void flush(struct link *l)
{
	int done = 0;
	bool want;

	if (l->c && redisBufferWrite(l->c, &done) != REDIS_OK) {
		give_up(l->c->errstr);
		return;
	}
	want = !done;
	if (l->c && want != l->writing) {
		loop_change(&l->source, EPOLLIN | (want ? (uint32_t)EPOLLOUT : 0));
		l->writing = want;
	}
}

static void say(struct link *l, const char *verb, const char *what)
{
	const char *argv[] = { verb, what };

	if (!l->c)
		return;
	if (redisAppendCommandArgv(l->c, what ? 2 : 1, argv, NULL) != REDIS_OK)
		give_up(l->c->errstr);
}

static void ask(const char *name)
{
	char key[64];

	if (!asking.c || asks.n == ASKS)
		return;
	snprintf(asks.name[(asks.first + asks.n++) % ASKS], sizeof asks.name[0], "%s", name);
	if (strcmp(name, "-") == 0) {
		say(&asking, "PING", NULL);
	} else if (strcmp(name, "!") == 0) {
		const char *argv[] = { "ZRANGE", "revoked:recent", "0", "-1" };

		redisAppendCommandArgv(asking.c, 4, argv, NULL);
	} else if (!*name) {
		const char *argv[] = { "ZRANGE", "bus:locations", "0", "-1" };

		redisAppendCommandArgv(asking.c, 4, argv, NULL);
	} else {
		snprintf(key, sizeof key, "bus:location:%.40s", name + strlen("bus:"));
		say(&asking, "GET", key);
	}
	flush(&asking);
}

/* ---- what comes ---- */

static int64_t member(const cJSON *o, const char *name)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, name);

	return cJSON_IsNumber(v) && v->valuedouble > 0 ? (int64_t)v->valuedouble : 0;
}

static void revoked(const char *data, size_t n)
{
	cJSON *o = cJSON_ParseWithLength(data, n);
	const cJSON *booking = cJSON_GetObjectItemCaseSensitive(o, "bookingId");
	const char *id = cJSON_IsString(booking) ? id_public(booking->valuestring, "booking") : NULL;
	int64_t at_ms = member(o, "at");
	struct revocation r = {
		.session = member(o, "sessionId"), .user = member(o, "userId"), .org = member(o, "partnerId"),
		.at_s = at_ms ? at_ms / 1000 : when_now() / WHEN_SECOND,
	};

	snprintf(r.booking, sizeof r.booking, "%s", id ? id : "");
	revoked_note(&r);
	client_revoke(&r);
	cJSON_Delete(o);
}

static void take_message(redisReply *r)
{
	size_t at = r->elements == 4 ? 1 : 0; /* pmessage pattern channel data */
	const char *what = r->elements >= 3 && r->element[0]->str ? r->element[0]->str : "";

	if (strcmp(what, "subscribe") == 0) {
		if (strncmp(r->element[1]->str, "bus:", 4) == 0)
			ask(r->element[1]->str);
		else if (strcmp(r->element[1]->str, "revoked") == 0)
			ask("!");
	} else if (strcmp(what, "psubscribe") == 0) {
		ask("");
	} else if (strcmp(what, "message") == 0 || strcmp(what, "pmessage") == 0) {
		if (strcmp(r->element[1 + at]->str, "revoked") == 0)
			revoked(r->element[2 + at]->str, (size_t)r->element[2 + at]->len);
		else
			channel_message(r->element[1 + at]->str, r->element[2 + at]->str,
					(size_t)r->element[2 + at]->len);
	}
}

static void take_answer(redisReply *r)
{
	char name[48];

	if (!asks.n)
		return;
	memcpy(name, asks.name[asks.first], sizeof name);
	asks.first = (asks.first + 1) % ASKS;
	asks.n--;
	if (strcmp(name, "-") == 0)
		return;
	if (strcmp(name, "!") == 0) {
		for (size_t i = 0; r->type == REDIS_REPLY_ARRAY && i < r->elements; i++)
			if (r->element[i]->str)
				revoked(r->element[i]->str, (size_t)r->element[i]->len);
		lost_at = 0;
		return;
	}
	if (*name) {
		channel_state(name, r->type == REDIS_REPLY_STRING ? r->str : NULL, (size_t)r->len);
		return;
	}
	for (size_t i = 0; r->type == REDIS_REPLY_ARRAY && i < r->elements; i++) {
		char channel[48];

		if (!r->element[i]->str || !str_starts(r->element[i]->str, "bus_"))
			continue;
		channel_live(r->element[i]->str);
		snprintf(channel, sizeof channel, "bus:%.40s", r->element[i]->str);
		ask(channel);
	}
}

static void ready(struct source *s, uint32_t events)
{
	struct link *l = (struct link *)s;
	void *reply = NULL;

	if (!l->c || l->c->fd != s->fd)
		return;
	if (events & EPOLLOUT)
		flush(l);
	if (!l->c || !(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
		return;
	if (redisBufferRead(l->c) != REDIS_OK) {
		give_up(l->c->errstr);
		return;
	}
	while (l->c && redisReaderGetReply(l->c->reader, &reply) == REDIS_OK && reply) {
		l->heard = loop_now();
		l->take(reply);
		freeReplyObject(reply);
		reply = NULL;
	}
	if (l->c && l->c->reader->err)
		give_up(l->c->reader->errstr);
}

/* ---- links ---- */

static bool open_link(struct link *l, void (*take)(redisReply *r))
{
	l->c = redisConnectUnixNonBlock(conf_text(CONF_REDIS_SOCKET));
	if (!l->c || l->c->err) {
		give_up(l->c ? l->c->errstr : "no memory");
		return false;
	}
	l->source = (struct source){ l->c->fd, ready };
	l->take = take;
	l->heard = loop_now();
	l->writing = false;
	loop_add(&l->source, EPOLLIN);
	return true;
}

static void connect_both(void)
{
	if (!open_link(&asking, take_answer) || !open_link(&listening, take_message))
		return;
	say(&listening, "SUBSCRIBE", "revoked");
	channel_again();
	flush(&listening);
	if (listening.c && told)
		log_say(LOG_INFO, "redis_back", "connected");
}

void redis_start(void)
{
	asks.name = calloc(ASKS, sizeof *asks.name);
	if (!asks.name)
		abort();
	lost_at = when_ticks();
	connect_both();
}

bool redis_blind(void)
{
	return lost_at && loop_now() - lost_at > conf_int(CONF_RELAY_BLIND_S) * WHEN_SECOND;
}

void redis_tick(void)
{
	static int64_t pinged;
	int64_t now = loop_now();

	if (redis_blind())
		client_close_all(CLOSE_BLIND, "ask again");
	if (!listening.c) {
		if (now >= retry_at)
			connect_both();
		return;
	}
	if (now - listening.heard > SILENT_US || now - asking.heard > SILENT_US) {
		give_up("no answer");
		return;
	}
	if (now - pinged < PING_US)
		return;
	if (told || pause_us > PAUSE_FIRST_US) { /* it has held for a while */
		told = false;
		pause_us = PAUSE_FIRST_US;
	}
	pinged = now;
	ask("-");
	say(&listening, "PING", NULL);
	flush(&listening);
}

void redis_subscribe(const char *name)
{
	say(&listening, "SUBSCRIBE", name);
	flush(&listening);
}

void redis_unsubscribe(const char *name)
{
	say(&listening, "UNSUBSCRIBE", name);
	flush(&listening);
}

void redis_every_bus(bool on)
{
	say(&listening, on ? "PSUBSCRIBE" : "PUNSUBSCRIBE", "bus:bus_*");
	flush(&listening);
}
