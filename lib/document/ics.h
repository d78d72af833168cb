/*
 * ics - "add to calendar": RFC 5545 text of the trips of a booking, with a reminder two hours
 * before departure. Times are UTC, so that no zone description is needed.
 */
#ifndef DOCUMENT_ICS_H
#define DOCUMENT_ICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct buf;

/* One trip. Text is raw, in the language of the calendar. */
struct ics_trip {
	enum lang lang;
	const char *uid;              /* the same for every version of this trip: "…@host" */
	int version;                  /* calendars replace an event by one with a higher version */
	bool cancelled;
	const char *from, *to;
	const char *ref, *seats;      /* booking reference; "12A, 12B" */
	const char *place;            /* where to board: station, address, bay; may be NULL */
	const char *company, *phone;  /* may be NULL */
	const char *url;              /* the ticket page; may be NULL */
	int64_t boarding;             /* WHEN_NONE when there is none */
	int64_t departure, arrival;   /* arrival WHEN_NONE: the event has no length */
	int64_t made_at;              /* when this version came to be */
};

/* A whole calendar of n trips, appended to out. */
void ics_calendar(const struct ics_trip *trips, size_t n, const char *platform, struct buf *out);

#endif
