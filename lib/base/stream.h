/*
 * stream - signed tickets of the live streams, and the signed links a trip is shared by. Web
 * programs make tickets, the relay checks them and asks nobody: a ticket names everything its
 * bearer may watch.
 *
 * Text of a ticket: fourteen fields between dots, unreserved characters only,
 *   2.issued.expires.until.a|w.role.session.user.org.buses.booking.person.nonce.mac
 * where absent fields are "-", buses "all" or "3-5_9", and mac is half of an HMAC-SHA-256 under
 * a key of the ring "stream".
 */
#ifndef BASE_STREAM_H
#define BASE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/id.h"
#include "base/who.h"

struct arena;

enum { STREAM_BUSES = 4000, STREAM_TICKET = 6000 };

struct stream_grant {
	int64_t issued;           /* when the API knew its bearer; a revocation names what came before it */
	int64_t expires;          /* to be presented before; seconds since 1970 */
	int64_t until;            /* the stream ends then at the latest */
	bool native;              /* for programs: may come without Origin */
	enum role role;
	int64_t session_id, user_id, org_id; /* what a revocation may name; 0 for none */
	bool every_bus;
	const int64_t *buses;     /* ascending, none twice */
	size_t n_buses;
	char booking[ID_CHARS + 1];   /* 26 characters, "" for none */
	char person[ID_CHARS + 1];    /* whose notices; "" for none */
	uint64_t nonce;           /* filled by stream_make */
};

/* The ticket's text; NULL when it would be too long to stand in an address. */
const char *stream_make(struct arena *a, const struct stream_grant *g);

/* True for a ticket of ours that has not expired. What was wrong is never told. */
bool stream_read(struct arena *a, const char *ticket, int64_t now_s, struct stream_grant *out);

/* May this grant watch that bus? */
bool stream_has_bus(const struct stream_grant *g, int64_t bus);

/* A link to one booking's trip without login: its token, and the booking (26 characters) back. */
const char *stream_share(struct arena *a, const char *booking, int64_t until_s);
bool stream_shared(struct arena *a, const char *token, int64_t now_s, char booking[static ID_CHARS + 1],
		   int64_t *until_s);

#endif
