/*
 * remap - another bus for a departure: which seat each passenger gets in it. Labels both buses have are
 * kept; who loses his sits with those he booked with, else as near to them as can be; who finds no seat
 * is listed before anything is done. A plan is applied as it was shown or not at all.
 */
#ifndef DOMAIN_REMAP_H
#define DOMAIN_REMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/seat.h"
#include "store/work.h"

struct seat_move {
	int64_t item_id, booking;
	const char *booking_id, *ref, *first_name, *last_name;
	const char *seat, *new_seat;  /* new_seat NULL: none */
	int seat_no, new_no, board, alight;
};
extern const struct field seat_move_fields[];

struct remap {
	int64_t bus_id;
	const char *plate, *model, *layout;
	int seats, version;
	const char *token;            /* names exactly this plan */
	int kept, moved, lost;
	struct seat_move *moves;      /* of everybody */
	size_t n;
};
extern const struct field remap_fields[];

/* Finds seats for n passengers, ordered by booking and legs, in the other bus. */
void remap_plan(const struct seat_plan *p, struct seat_move *moves, size_t n);

/* What giving the departure that bus would do. ERR_NOT_FOUND (field id). */
enum err remap_read(struct work *w, int64_t schedule_id, int64_t bus_id, struct remap *out);
/*
 * Does it, if the plan is still the one of the token; give_back: those without a seat get their money
 * back, else a plan with such people is refused. Needs a write transaction. ERR_QUOTE: another plan;
 * ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_INPUT (field busId, refundLost).
 */
enum err remap_apply(struct work *w, int64_t schedule_id, int64_t bus_id, const char *token, bool give_back,
		     const char *reason);

#endif
