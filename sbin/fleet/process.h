/*
 * process - the live half of fleet: the shards it owns, their buses, what it knows of their trips.
 */
#ifndef FLEET_PROCESS_H
#define FLEET_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/fleet.h"
#include "store/work.h"

enum { PROCESS_SHARDS = 64, PROCESS_EVENTS = 20000, PROCESS_CHUNK = 5000 };

struct facts;
struct redis_feed;

struct bus {
	struct fleet_state state;
	int64_t epoch, seq;
	const struct fleet_trip *trips; /* in the order of departure */
	size_t n_trips;
	bool moved, dirty;              /* to be shown, to be saved */
	bool listed;                    /* among bus:locations */
	int64_t shown_at;               /* updated_at of the newest document */
	char *shown;                    /* that document */
};

struct bus_event {
	int64_t bus_id;
	struct fleet_event event;
};

struct process {
	struct work w;
	struct fleet_rules rules;
	int64_t shards[PROCESS_SHARDS], epochs[PROCESS_SHARDS];
	size_t n_shards;
	int64_t lease_until;            /* monotonic */
	struct bus **buses;             /* by hash of the id */
	size_t n_buses, room;
	struct facts *facts;
	struct bus_event *events;       /* not written yet */
	size_t n_events;
	struct redis_feed *feed;
	int64_t cursor;                 /* history is known up to here, by the time it was received */
	bool behind;                    /* there is more of it */
};

/* ---- buses.c ---- */

/* The bus of that id, made when it is new; NULL when its shard is not ours. */
struct bus *bus_of(struct process *p, int64_t id);
void buses_forget(struct process *p, int64_t shard);
/* Takes a point in; false when it is too late to matter. */
bool bus_put(struct process *p, const struct track_point *point);
void bus_tick(struct process *p, struct bus *b, int64_t now);
/* The documents of buses that moved: to Redis, and kept for the next checkpoint. */
void buses_show(struct process *p);
/* Buses whose document has expired leave the geographic index. */
void buses_expire(struct process *p);

/* ---- facts.c ---- */

struct facts *facts_new(void);
/* Reads the trips of today and the patterns that are not known yet. */
enum err facts_read(struct process *p);

/* ---- keep.c ---- */

/*
 * Renews the lease of our shards, takes free ones and drops those taken from us. *changed: the
 * shards are others than before; what was newly taken has its states loaded.
 */
enum err keep_lease(struct process *p, bool *changed);
void keep_release(struct process *p);
/* Writes events, then states: a state never says more than history does. */
enum err keep_save(struct process *p);
/* The next part of history from the cursor on, whether Redis brought it or not. */
enum err keep_catch_up(struct process *p);

/* ---- loop.c, mqtt.c, passwords.c: until *stopping, or the end ---- */

int loop_run(struct process *p, volatile const int *stopping);
int mqtt_run(struct work *w, volatile const int *stopping);
int passwords_print(struct work *w);

#endif
