/*
 * relay - live streams over WebSocket: one event loop between Redis channels and watchers.
 *
 *   loop.c     readiness of descriptors, the clock
 *   redis.c    two links to Redis: subscriptions, and questions about the last known state
 *   channel.c  what is watched: newest state, order, who gets it
 *   client.c   one watcher: what goes out, how fast, until when
 *   shake.c    the handshake: ticket, origin, limits; refusals are plain HTTP
 *   revoked.c  what was revoked while tickets of it may still be shown
 *
 * Positions are conflated to the newest per bus; events of bookings are never dropped in silence, a
 * full queue ends the connection with 1013. Frames are shared by all watchers.
 */
#ifndef RELAY_H
#define RELAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wslay/wslay.h>

#include "base/stream.h"

struct arena;
struct client;
struct revocation;

/* ---- loop.c ---- */
struct source {
	int fd;
	void (*ready)(struct source *s, uint32_t events);
};

void loop_add(struct source *s, uint32_t events);
void loop_change(struct source *s, uint32_t events);
void loop_run(void (*tick)(void), void (*settle)(void));
void loop_stop(void);
int64_t loop_now(void); /* monotonic microseconds when this round began */

/* ---- channel.c ---- */
/* A whole WebSocket text frame. */
struct frame {
	int refs;
	size_t n;
	unsigned char data[];
};
struct frame *frame_new(const char *text, size_t n);
void frame_drop(struct frame *f);

enum channel_kind { CHANNEL_BUS, CHANNEL_EVENT };
struct channel;

/* A client on a channel, and whether it has something to take there. */
struct watch {
	struct client *client;
	struct channel *channel;
	struct watch *next, *previous; /* of the channel */
	struct watch *next_own;        /* of the client */
	struct watch *next_due;
	bool due, lost;                /* lost: an older position went by unseen */
};

struct channel {
	char name[48]; /* as in Redis: "bus:bus_12" */
	enum channel_kind kind;
	struct channel *next_hash;
	struct watch *watches;
	size_t n_watches;
	bool subscribed;        /* by name, not only through the pattern of every bus */
	bool known;             /* the last state was asked for and answered */
	uint64_t epoch, seq;
	struct frame *last;     /* newest position */
	struct frame *snapshot; /* the same, announcing that others went by */
};

void channel_watch(struct client *c, const char *name, enum channel_kind kind);
void channel_watch_every_bus(struct client *c);
void channel_leave(struct client *c);
/* From Redis: a message, the last state of a bus (NULL data: none), a bus that is live. */
void channel_message(const char *name, const char *data, size_t n);
void channel_state(const char *name, const char *data, size_t n);
void channel_live(const char *bus);
/* The link to Redis came back: everything is subscribed and asked for again. */
void channel_again(void);
struct frame *channel_frame(struct watch *w);

/* ---- redis.c ---- */
void redis_start(void);
void redis_tick(void);
void redis_subscribe(const char *name);
void redis_unsubscribe(const char *name);
void redis_every_bus(bool on);
/* For so long without Redis that a revocation may have gone by unheard (relay.blind_s). */
bool redis_blind(void);

/* ---- client.c ---- */
enum {
	CLOSE_RESTART = 1012, CLOSE_LATER = 1013, CLOSE_POLICY = 1008,
	CLOSE_SLOW = 3008, CLOSE_ENDED = 4001, CLOSE_BLIND = 4002, CLOSE_REVOKED = 4003,
	CLIENT_EVENTS = 64, CLIENT_SHAKE = 16384
};

struct client {
	struct source source;
	struct client *next, *previous;
	bool gone;                  /* to be freed at the end of the round */
	bool open;                  /* upgraded */
	bool writing;               /* EPOLLOUT is on */
	char address[46];
	struct stream_grant grant;  /* buses are its own copy */
	char *in;                   /* handshake, and what came behind it */
	size_t n_in;
	int64_t since;              /* accepted, or last renewal of the resume ticket */
	wslay_event_context_ptr ws;
	struct watch *watches;
	struct watch *due_first, *due_last;
	struct frame *events[CLIENT_EVENTS];
	unsigned first_event, n_events;
	struct frame *now;          /* being written, from off */
	size_t off;
	unsigned char control[320]; /* pings, pongs, close */
	size_t n_control;
	int64_t heard, moved;       /* last byte in; last byte out or nothing to send */
	int64_t end_by;             /* closing: gone by then */
	bool asked, every, counted;
	int said;                   /* messages of the last seconds */
};

void client_start(int fd);
void client_open(struct client *c);
void client_event(struct client *c, struct frame *f);
void client_due(struct watch *w, bool gap);
void client_close(struct client *c, uint16_t code, const char *why);
void client_gone(struct client *c);
void client_tick(void);
void client_settle(void); /* frees what is gone */
void client_close_all(uint16_t code, const char *why);
/* Ends every stream that a revocation names. */
void client_revoke(const struct revocation *r);
size_t client_count(void);
struct client *client_first(void);

/* ---- shake.c ---- */
/* Looks at what came so far; answers, refuses or waits for more. */
void shake(struct client *c);
/* A watcher that was let in from this address has gone. */
void shake_leave(const char *address);
extern struct arena *scratch; /* of the step at hand */

#endif
