/*
 * stream_ticket - tickets of the live streams as the API and pages hand them out. The principal of
 * the request stands in the ticket, so that a revocation finds its streams.
 */
#ifndef HTTP_STREAM_TICKET_H
#define HTTP_STREAM_TICKET_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "http/req.h"

/* What a client opens: {url}?ticket={ticket}, before expires_at, once. */
struct stream_doc {
	const char *url, *ticket;
	int64_t expires_at;
};
extern const struct field stream_fields[];

/* The bus and the events of a booking. person: public id of its owner for /ws/notifications, NULL. */
enum err stream_for_booking(struct req *r, const char *booking, int64_t bus, const char *person,
			    int64_t until, struct stream_doc *out);
/* A bus alone, for who holds a shared link. */
enum err stream_for_shared(struct req *r, int64_t bus, int64_t until, struct stream_doc *out);

/*
 * The buses of a fleet page, ascending, none twice: those the caller was shown to be entitled to.
 * Without any (NULL, 0) every bus, which is for the platform's staff only. ERR_FORBIDDEN,
 * ERR_TOO_LARGE when they do not fit an address: watch fewer.
 */
enum err stream_for_buses(struct req *r, const int64_t *buses, size_t n, struct stream_doc *out);

#endif
