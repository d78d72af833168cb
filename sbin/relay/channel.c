/*
 * channel - what is watched, by its name in Redis. Watchers leave at the end of a round only, so a
 * channel's list stands still while something is handed out.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/metric.h"
#include "base/str.h"
#include "relay.h"

enum { SLOTS = 8192, LONGEST = 8192 };

static struct channel *slots[SLOTS];
static size_t n_every; /* clients that watch every bus */

static void *get(size_t n)
{
	void *p = calloc(1, n);

	if (!p)
		abort();
	return p;
}

struct frame *frame_new(const char *text, size_t n)
{
	size_t head = n < 126 ? 2 : 4;
	struct frame *f = get(sizeof *f + head + n);

	f->refs = 1;
	f->n = head + n;
	f->data[0] = 0x81;
	if (head == 2) {
		f->data[1] = (unsigned char)n;
	} else {
		f->data[1] = 126;
		f->data[2] = (unsigned char)(n >> 8);
		f->data[3] = (unsigned char)n;
	}
	memcpy(f->data + head, text, n);
	return f;
}

void frame_drop(struct frame *f)
{
	if (f && --f->refs == 0)
		free(f);
}

static struct channel **slot_of(const char *name)
{
	uint64_t h = 14695981039346656037u;

	for (const char *p = name; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	return &slots[h % SLOTS];
}

static struct channel *find(const char *name)
{
	struct channel *ch = *slot_of(name);

	while (ch && strcmp(ch->name, name) != 0)
		ch = ch->next_hash;
	return ch;
}

/* "There is no state of this bus", told to those who ask for it by name. */
static void tell_none(struct client *c, const struct channel *ch)
{
	char text[128];
	int len = snprintf(text, sizeof text,
			   "{\"type\":\"snapshot\",\"recovered\":false,\"busId\":\"%.40s\",\"data\":null}",
			   ch->name + strlen("bus:"));
	struct frame *f = frame_new(text, (size_t)len);

	client_event(c, f);
	frame_drop(f);
}

static void watch(struct client *c, struct channel *ch)
{
	struct watch *w = get(sizeof *w);

	w->client = c;
	w->channel = ch;
	w->next = ch->watches;
	if (w->next)
		w->next->previous = w;
	ch->watches = w;
	ch->n_watches++;
	w->next_own = c->watches;
	c->watches = w;
	if (ch->last)
		client_due(w, true);
	else if (ch->known && !c->every)
		tell_none(c, ch);
}

static void subscribe(struct channel *ch)
{
	if (!ch->subscribed)
		redis_subscribe(ch->name);
	ch->subscribed = true;
}

/* A channel that exists from now on. Watchers of every bus get the bus. */
static struct channel *make(const char *name, enum channel_kind kind)
{
	struct channel *ch = get(sizeof *ch), **slot = slot_of(name);

	snprintf(ch->name, sizeof ch->name, "%s", name);
	ch->kind = kind;
	ch->next_hash = *slot;
	*slot = ch;
	if (kind == CHANNEL_BUS && n_every)
		for (struct client *c = client_first(), *next; c; c = next) {
			next = c->next;
			if (c->every)
				watch(c, ch);
		}
	return ch;
}

static void free_channel(struct channel *ch)
{
	struct channel **p = slot_of(ch->name);

	if (ch->subscribed)
		redis_unsubscribe(ch->name);
	while (*p != ch)
		p = &(*p)->next_hash;
	*p = ch->next_hash;
	frame_drop(ch->last);
	frame_drop(ch->snapshot);
	free(ch);
}

void channel_watch(struct client *c, const char *name, enum channel_kind kind)
{
	struct channel *ch = find(name);

	if (!ch)
		ch = make(name, kind);
	watch(c, ch);
	subscribe(ch);
}

void channel_watch_every_bus(struct client *c)
{
	for (size_t i = 0; i < SLOTS; i++)
		for (struct channel *ch = slots[i]; ch; ch = ch->next_hash)
			if (ch->kind == CHANNEL_BUS)
				watch(c, ch);
	c->every = true;
	if (n_every++ == 0)
		redis_every_bus(true);
}

static void drop_watch(struct watch *w)
{
	struct channel *ch = w->channel;

	if (w->previous)
		w->previous->next = w->next;
	else
		ch->watches = w->next;
	if (w->next)
		w->next->previous = w->previous;
	ch->n_watches--;
	free(w);
	if (!ch->n_watches)
		free_channel(ch);
}

void channel_leave(struct client *c)
{
	if (c->every && --n_every == 0)
		redis_every_bus(false);
	c->every = false;
	c->due_first = c->due_last = NULL;
	while (c->watches) {
		struct watch *w = c->watches;

		c->watches = w->next_own;
		drop_watch(w);
	}
}

/* ---- what arrives ---- */

static bool number(const cJSON *o, const char *name, uint64_t *out)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, name);

	if (!cJSON_IsNumber(v) || v->valuedouble < 0 || v->valuedouble > 9007199254740992.0)
		return false;
	*out = (uint64_t)v->valuedouble;
	return true;
}

/* The order of a state; false for what is no state of a bus, which is dropped and told once. */
static bool read_order(const char *data, size_t n, uint64_t *epoch, uint64_t *seq)
{
	static bool told;
	cJSON *o = n <= LONGEST && str_utf8(data, n) ? cJSON_ParseWithLengthOpts(data, n + 1, NULL, true) : NULL;
	bool good = cJSON_IsObject(o) && number(o, "epoch", epoch) && number(o, "seq", seq);

	cJSON_Delete(o);
	if (!good && !told)
		log_say(LOG_WARN, "bad_state", "%.200s", data);
	told = told || !good;
	return good;
}

static struct frame *wrap(const char *type, bool recovered, uint64_t epoch, uint64_t seq,
			  const char *data, size_t n)
{
	struct buf b;

	buf_init(&b, scratch, n + 128);
	buf_printf(&b, "{\"type\":\"%s\",\"recovered\":%s,\"epoch\":%llu,\"seq\":%llu,\"data\":", type,
		   recovered ? "true" : "false", (unsigned long long)epoch, (unsigned long long)seq);
	buf_put(&b, data, n);
	buf_char(&b, '}');
	return frame_new(b.data, b.len);
}

static bool newer(const struct channel *ch, uint64_t epoch, uint64_t seq)
{
	return !ch->last || epoch > ch->epoch || (epoch == ch->epoch && seq > ch->seq);
}

static void take_state(struct channel *ch, const char *data, size_t n, uint64_t epoch, uint64_t seq,
		       bool gap)
{
	gap = gap || !ch->last || epoch != ch->epoch || seq != ch->seq + 1;
	frame_drop(ch->last);
	frame_drop(ch->snapshot);
	ch->epoch = epoch;
	ch->seq = seq;
	ch->last = wrap("position", true, epoch, seq, data, n);
	ch->snapshot = wrap("snapshot", false, epoch, seq, data, n);
	for (struct watch *w = ch->watches; w; w = w->next)
		client_due(w, gap);
}

struct frame *channel_frame(struct watch *w)
{
	struct frame *f = w->lost ? w->channel->snapshot : w->channel->last;

	if (f)
		f->refs++;
	return f;
}

/* Only what the contract names is passed on, whatever was published. */
static void take_event(struct channel *ch, const char *data, size_t n)
{
	cJSON *o = n <= LONGEST && str_utf8(data, n) ? cJSON_ParseWithLengthOpts(data, n + 1, NULL, true) : NULL;
	const cJSON *id = cJSON_GetObjectItemCaseSensitive(o, "id");
	const cJSON *kind = cJSON_GetObjectItemCaseSensitive(o, "kind");
	uint64_t version;
	struct frame *f;
	char text[256];
	int len;

	if (!cJSON_IsString(id) || !cJSON_IsString(kind) || !number(o, "version", &version) ||
	    strspn(id->valuestring, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(id->valuestring) ||
	    strspn(kind->valuestring, "abcdefghijklmnopqrstuvwxyz._") != strlen(kind->valuestring)) {
		cJSON_Delete(o);
		return;
	}
	len = snprintf(text, sizeof text, "{\"type\":\"event\",\"id\":\"%.60s\",\"version\":%llu,\"kind\":\"%.60s\"}",
		       id->valuestring, (unsigned long long)version, kind->valuestring);
	cJSON_Delete(o);
	f = frame_new(text, (size_t)len);
	for (struct watch *w = ch->watches; w; w = w->next)
		client_event(w->client, f);
	frame_drop(f);
}

void channel_message(const char *name, const char *data, size_t n)
{
	struct channel *ch = find(name);
	uint64_t epoch, seq;

	metric_add(METRIC_RELAY_IN, 1);
	if (!ch && n_every && strncmp(name, "bus:bus_", 8) == 0 && strlen(name) < sizeof ch->name)
		ch = make(name, CHANNEL_BUS);
	if (!ch)
		return;
	if (ch->kind == CHANNEL_EVENT)
		take_event(ch, data, n);
	else if (read_order(data, n, &epoch, &seq) && newer(ch, epoch, seq))
		take_state(ch, data, n, epoch, seq, false);
}

void channel_state(const char *name, const char *data, size_t n)
{
	struct channel *ch = find(name);
	uint64_t epoch, seq;

	if (!ch || ch->kind != CHANNEL_BUS)
		return;
	if (data && read_order(data, n, &epoch, &seq)) {
		if (newer(ch, epoch, seq))
			take_state(ch, data, n, epoch, seq, true);
		ch->known = true;
		return;
	}
	if (ch->last || ch->known)
		return;
	ch->known = true;
	for (struct watch *w = ch->watches; w; w = w->next)
		if (!w->client->every)
			tell_none(w->client, ch);
}

void channel_live(const char *bus)
{
	char name[48];

	snprintf(name, sizeof name, "bus:%.40s", bus);
	if (n_every && !find(name))
		make(name, CHANNEL_BUS);
}

/* Events published meanwhile are lost: whoever waits for them reads again through the API. */
void channel_again(void)
{
	static const char text[] = "{\"type\":\"resync\"}";
	struct frame *f = frame_new(text, sizeof text - 1);

	for (size_t i = 0; i < SLOTS; i++) {
		for (struct channel *ch = slots[i]; ch; ch = ch->next_hash) {
			if (ch->subscribed)
				redis_subscribe(ch->name);
			for (struct watch *w = ch->watches; ch->kind == CHANNEL_EVENT && w; w = w->next)
				client_event(w->client, f);
		}
	}
	frame_drop(f);
	if (n_every)
		redis_every_bus(true);
}
