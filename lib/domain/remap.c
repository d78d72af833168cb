/* remap - seats of one bus in another. */
#include "domain/remap.h"

#include <stdlib.h>
#include <string.h>

#include "domain/cancel.h"
#include "store/db.h"

enum { NOWHERE = -1 };

const struct field seat_move_fields[] = {
	{ "bookingId", F_PUBLIC("booking"), AT(seat_move, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(seat_move, ref), "booking_ref" },
	{ "firstName", F_TEXT, AT(seat_move, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(seat_move, last_name), "last_name" },
	{ "seat", F_TEXT, AT(seat_move, seat), "seat_label" },
	{ "newSeat", F_TEXT, AT(seat_move, new_seat) },
	{ 0 },
};

static const struct field claim_fields[] = {
	{ "itemId", F_INT, AT(seat_move, item_id), "item_id" },
	{ "booking", F_INT, AT(seat_move, booking), "booking" },
	{ "bookingId", F_PUBLIC("booking"), AT(seat_move, booking_id), "booking_id" },
	{ "ref", F_TEXT, AT(seat_move, ref), "booking_ref" },
	{ "firstName", F_TEXT, AT(seat_move, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(seat_move, last_name), "last_name" },
	{ "seat", F_TEXT, AT(seat_move, seat), "seat_label" },
	{ "seatNo", F_COUNT, AT(seat_move, seat_no), "seat_no" },
	{ "board", F_COUNT, AT(seat_move, board), "board" },
	{ "alight", F_COUNT, AT(seat_move, alight), "alight" },
	{ 0 },
};

const struct field remap_fields[] = {
	{ "busId", F_ID("bus"), AT(remap, bus_id), "bus_id" },
	{ "plate", F_TEXT, AT(remap, plate), "bus_plate" },
	{ "model", F_TEXT, AT(remap, model), "bus_model" },
	{ "seats", F_COUNT, AT(remap, seats), "total_seats" },
	{ "plan", F_TEXT, AT(remap, token) },
	{ "kept", F_COUNT, AT(remap, kept) },
	{ "moved", F_COUNT, AT(remap, moved) },
	{ "lost", F_COUNT, AT(remap, lost) },
	{ "moves", F_LIST, AT(remap, moves), .sub = seat_move_fields, .size = sizeof(struct seat_move),
	  .count_at = offsetof(struct remap, n) },
	{ 0 },
};

static const struct field bus_fields_of[] = {
	{ "busId", F_ID("bus"), AT(remap, bus_id), "bus_id" },
	{ "plate", F_TEXT, AT(remap, plate), "bus_plate" },
	{ "model", F_TEXT, AT(remap, model), "bus_model" },
	{ "seats", F_COUNT, AT(remap, seats), "total_seats" },
	{ "version", F_COUNT, AT(remap, version), "version" },
	{ "layout", F_TEXT, AT(remap, layout), "layout" },
	{ 0 },
};

/* ---- the plan ---- */

static void seat_at(const struct seat_plan *p, uint64_t *words, struct seat_move *m, int seat)
{
	m->new_no = seat;
	m->new_seat = p->labels[seat];
	for (int leg = m->board; leg < m->alight && leg < SEAT_LEGS; leg++)
		words[leg] |= (uint64_t)1 << seat;
}

static bool together(const struct seat_move *a, const struct seat_move *b)
{
	return a->booking == b->booking && a->board == b->board && a->alight == b->alight;
}

/* The free seat with the fewest rows, then columns, between it and that one. */
static int nearest(const struct seat_plan *p, uint64_t taken, int to)
{
	int best = NOWHERE, best_far = 0;

	for (int i = 0; i < p->seats; i++) {
		int far = abs(p->row_of[i] - p->row_of[to]) * 16 + abs(p->column_of[i] - p->column_of[to]);

		if (!(taken >> i & 1) && (best == NOWHERE || far < best_far)) {
			best = i;
			best_far = far;
		}
	}
	return best;
}

/* Those of a booking on the same legs who have no seat yet; kept: the seat of one who has. */
static size_t displaced(struct seat_move *m, size_t n, struct seat_move **out, int *kept)
{
	size_t k = 0;

	*kept = NOWHERE;
	for (size_t i = 0; i < n && together(&m[0], &m[i]); i++) {
		if (m[i].new_no == NOWHERE && k < SEAT_MAX)
			out[k++] = &m[i];
		else if (m[i].new_no != NOWHERE)
			*kept = m[i].new_no;
	}
	return k;
}

static void seat_group(const struct seat_plan *p, uint64_t *words, struct seat_move **group, size_t k, int kept)
{
	uint64_t taken = seat_taken(words, group[0]->board, group[0]->alight);
	int out[SEAT_MAX];

	if (kept == NOWHERE && seat_choose(p, taken, (int)k, out)) {
		for (size_t i = 0; i < k; i++)
			seat_at(p, words, group[i], out[i]);
		return;
	}
	for (size_t i = 0; i < k; i++) {
		int seat = nearest(p, seat_taken(words, group[i]->board, group[i]->alight), kept == NOWHERE ? 0 : kept);

		if (seat != NOWHERE)
			seat_at(p, words, group[i], seat);
		kept = seat == NOWHERE ? kept : seat;
	}
}

void remap_plan(const struct seat_plan *p, struct seat_move *moves, size_t n)
{
	uint64_t words[SEAT_LEGS] = { 0 };
	struct seat_move *group[SEAT_MAX];
	int kept;

	for (size_t i = 0; i < n; i++) {
		int same = seat_no(p, moves[i].seat);

		moves[i].new_no = NOWHERE;
		moves[i].new_seat = NULL;
		if (same >= 0 && !(seat_taken(words, moves[i].board, moves[i].alight) >> same & 1))
			seat_at(p, words, &moves[i], same);
	}
	for (size_t size = SEAT_MAX; size > 0; size--) { /* large groups first: they need the room */
		for (size_t i = 0; i < n; i++) {
			if (i > 0 && together(&moves[i - 1], &moves[i]))
				continue;
			if (displaced(&moves[i], n - i, group, &kept) == size)
				seat_group(p, words, group, size, kept);
		}
	}
}

/* ---- reading ---- */

/* FNV-1a over all a plan says: another plan has another name. */
static const char *name_of(struct work *w, const struct remap *m)
{
	uint64_t h = 14695981039346656037ULL;
	const char *text = arena_printf(w->arena, "%lld:%d", (long long)m->bus_id, m->version);

	for (size_t i = 0; i <= m->n; i++) {
		for (; *text; text++)
			h = (h ^ (unsigned char)*text) * 1099511628211ULL;
		if (i < m->n)
			text = arena_printf(w->arena, ";%lld:%d", (long long)m->moves[i].item_id, m->moves[i].new_no);
	}
	return arena_printf(w->arena, "%016llx", (unsigned long long)h);
}

static void count(struct remap *m)
{
	for (size_t i = 0; i < m->n; i++) {
		bool lost = m->moves[i].new_no == NOWHERE, same = !lost && strcmp(m->moves[i].seat, m->moves[i].new_seat) == 0;

		m->lost += lost;
		m->kept += same;
		m->moved += !lost && !same;
	}
}

enum err remap_read(struct work *w, int64_t schedule_id, int64_t bus_id, struct remap *out)
{
	struct param p[] = { p_int(schedule_id), p_int(bus_id) };
	struct seat_plan plan;
	enum err e;

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_PARTNER_REBUS_FACTS, p, bus_fields_of, out, NULL);
	db_later_list(w, Q_PARTNER_SEAT_CLAIMS, p, claim_fields, sizeof(struct seat_move), &out->moves, &out->n);
	e = db_flush(w);
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	TRY(e);
	TRY(seat_plan_read(w->arena, out->layout, &plan));
	remap_plan(&plan, out->moves, out->n);
	count(out);
	out->token = name_of(w, out);
	return OK;
}

/* ---- doing it ---- */

struct done {
	int64_t schedule_id, departs_at, arrives_at;
};

static const struct field done_fields[] = {
	{ "scheduleId", F_ID("schedule"), AT(done, schedule_id), "schedule_id" },
	{ "departsAt", F_TIME, AT(done, departs_at), "departs_at" },
	{ "arrivesAt", F_TIME, AT(done, arrives_at), "arrives_at" },
	{ 0 },
};

enum err remap_apply(struct work *w, int64_t schedule_id, int64_t bus_id, const char *token, bool give_back,
		     const char *reason)
{
	struct remap m;
	struct done d;
	int64_t *items, *seats, *lost;
	const char **labels;
	size_t n = 0, n_lost = 0;

	TRY(remap_read(w, schedule_id, bus_id, &m));
	if (strcmp(m.token, token) != 0)
		return fail(ERR_QUOTE, "the plan of trip %lld is another by now", (long long)schedule_id);
	if (m.lost && !give_back) {
		fail(ERR_INPUT, "%d without a seat", m.lost);
		fail_field("refundLost");
		return ERR_INPUT;
	}
	items = arena_get(w->arena, (m.n + 1) * sizeof *items);
	seats = arena_get(w->arena, (m.n + 1) * sizeof *seats);
	lost = arena_get(w->arena, (m.n + 1) * sizeof *lost);
	labels = arena_get(w->arena, (m.n + 1) * sizeof *labels);
	for (size_t i = 0; i < m.n; i++) {
		if (m.moves[i].new_no == NOWHERE) {
			lost[n_lost++] = m.moves[i].item_id;
			continue;
		}
		items[n] = m.moves[i].item_id;
		seats[n] = m.moves[i].new_no;
		labels[n++] = m.moves[i].new_seat;
	}
	TRY(db_one(w, Q_PARTNER_TRIP_REBUS,
		   (struct param[]){ p_int(schedule_id), p_int(m.version), p_int(bus_id), p_ints(items, n), p_ints(seats, n),
				     p_texts(labels, n), p_ints(lost, n_lost), p_text(reason), p_int(w->who.user_id),
				     p_text(w->request_id) },
		   done_fields, &d));
	cancel_forget(w, d.schedule_id, d.departs_at, d.arrives_at);
	return OK;
}
