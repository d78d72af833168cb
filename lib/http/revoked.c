/* revoked - the rows of revocations, remembered as long as a token they concern can live. */
#include "http/revoked.h"

#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/when.h"
#include "store/db.h"

enum { READ_S = 2, STALE_S = 5, OVERLAP_S = 30, SKEW_S = 120, ROOM = 256 };

/* What a row names; ids of different kinds are different rows. */
enum subject { SESSION = 1, USER, ORG };

static struct entry {
	int64_t id, at_s; /* at_s: the newest revocation of it */
	enum subject what;
} *table;
static size_t room, used;
static int64_t read_at; /* monotonic; 0 never */

static size_t slot_of(enum subject what, int64_t id)
{
	uint64_t h = ((uint64_t)id * 4 + (uint64_t)what) * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(h >> 32) & (room - 1);

	while (table[i].what && (table[i].what != what || table[i].id != id))
		i = (i + 1) & (room - 1);
	return i;
}

/* A table of n slots with what is younger than a token can be. */
static void rebuild(size_t n, int64_t oldest_s)
{
	struct entry *was = table;
	size_t before = room;

	table = calloc(n, sizeof *table);
	if (!table)
		abort(); /* a process that forgets who is locked out must not serve */
	room = n;
	used = 0;
	for (size_t i = 0; i < before; i++)
		if (was[i].what && was[i].at_s >= oldest_s) {
			table[slot_of(was[i].what, was[i].id)] = was[i];
			used++;
		}
	free(was);
}

static int64_t life_s(void)
{
	return conf_int(CONF_TOKEN_S) + SKEW_S;
}

static void put(enum subject what, int64_t id, int64_t at)
{
	int64_t at_s = at / WHEN_SECOND;
	size_t i;

	if (!id)
		return;
	if (!room || used * 2 >= room)
		rebuild(room ? room : ROOM, at_s - life_s());
	if (used * 2 >= room) /* all of them are young */
		rebuild(room * 2, 0);
	i = slot_of(what, id);
	used += !table[i].what;
	if (!table[i].what || table[i].at_s < at_s)
		table[i] = (struct entry){ id, at_s, what };
}

struct row {
	int64_t session_id, user_id, org_id, at;
};

static const struct field row_fields[] = {
	{ "sessionId", F_INT, AT(row, session_id), "session_id" },
	{ "userId", F_INT, AT(row, user_id), "user_id" },
	{ "orgId", F_INT, AT(row, org_id), "partner_id" },
	{ "at", F_TIME, AT(row, at), "at" },
	{ 0 },
};

/* Rows become visible when their transaction commits, later than their time says: hence the overlap. */
static enum err read_new(struct work *w, int64_t now)
{
	int64_t since = read_at ? (now - read_at) / WHEN_SECOND + OVERLAP_S : life_s();
	struct row *rows;
	size_t n;

	if (since > life_s())
		since = life_s();
	TRY(db_list(w, Q_REVOCATION_RECENT, (struct param[]){ p_int(since) }, row_fields, sizeof(struct row), &rows, &n));
	for (size_t i = 0; i < n; i++) {
		put(SESSION, rows[i].session_id, rows[i].at);
		put(USER, rows[i].user_id, rows[i].at);
		put(ORG, rows[i].org_id, rows[i].at);
	}
	read_at = now;
	return OK;
}

/* Of a session every token; of a person or company those made up to that second. */
static bool named(enum subject what, int64_t id, int64_t issued_s)
{
	const struct entry *e = id && room ? &table[slot_of(what, id)] : NULL;

	return e && e->what && (what == SESSION || issued_s <= e->at_s);
}

enum err revoked_check(struct work *w)
{
	int64_t now = when_ticks();
	const struct who *who = &w->who;

	if (!read_at || now - read_at >= (int64_t)READ_S * WHEN_SECOND) {
		enum err e = read_new(w, now);

		if (e == ERR_UNAVAILABLE && db_lost(w)) { /* the connection was stale: once more */
			fail_clear();
			e = read_new(w, now);
		}
		if (e != OK && (!read_at || now - read_at >= (int64_t)STALE_S * WHEN_SECOND))
			return e;
		if (e != OK)
			fail_clear();
	}
	if (named(SESSION, who->session_id, who->issued_s) || named(USER, who->user_id, who->issued_s) ||
	    named(ORG, who->org_id, who->issued_s))
		return fail(ERR_UNAUTHORISED, "token revoked");
	return OK;
}
