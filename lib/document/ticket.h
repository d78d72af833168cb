/*
 * ticket - the printed ticket: one A4 page per passenger, everything a crew needs in the upper
 * half (fold once), rules and help below. It is a pure function of its struct: the same facts give
 * the same bytes. It holds no payment data; that is the receipt's.
 */
#ifndef DOCUMENT_TICKET_H
#define DOCUMENT_TICKET_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "base/text.h"

struct arena;
struct buf;

/* Rules shown; further ones are left out. Up to three may take four lines each, six take two. */
enum { TICKET_RULES = 6 };

/* Text is raw and in the document's language unless it says otherwise; NULL is "not known". */
struct ticket_doc {
	enum lang lang;
	const char *platform;         /* name of the seller, e.g. "Abrid" */
	struct names company;         /* the bus company */
	struct names from, to;        /* places; French and Arabic names are always shown */
	const char *board_at;         /* station, address, bay */
	const char *alight_at;
	int64_t boarding;             /* be there by; WHEN_NONE leaves it out */
	int64_t departure, arrival;   /* arrival may be WHEN_NONE */
	const char *seat;             /* label as people see it, "12A" */
	const char *passenger;
	const char *ref;              /* booking reference */
	const char *bus_class, *plate;
	const char *luggage;          /* the rule in one or two sentences */
	int64_t price_c;              /* of this passenger; MONEY_NONE leaves it out */
	const char *const *rules;     /* cancellation rules, one sentence each; ends with NULL */
	const char *phone;            /* help line */
	const char *code;             /* text of ticket_code_make */
	int version;                  /* of the ticket: grows when it is issued again */
	int64_t issued_at;
};

/* All passengers' tickets, in one language, as one PDF; out must be empty. n is at least 1. */
enum err ticket_pdf(struct arena *a, const struct ticket_doc *docs, size_t n, struct buf *out)
	__attribute__((warn_unused_result));

#endif
