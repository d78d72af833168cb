/* seat - seat plans, words of taken seats, choosing seats that sit together. */
#include "domain/seat.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "store/cache.h"
#include "store/db.h"

enum { COLUMNS = 12 };

static const struct field seat_cell_fields[] = {
	{ "kind", F_TEXT, AT(seat_cell, kind) },
	{ "seatNo", F_COUNT, AT(seat_cell, seat_no) },
	{ "label", F_TEXT, AT(seat_cell, label) },
	{ "state", F_TEXT, AT(seat_cell, state) },
	{ "position", F_TEXT, AT(seat_cell, position) },
	{ "price", F_MONEY, AT(seat_cell, price_c) },
	{ "chosen", F_BOOL, AT(seat_cell, chosen) },
	{ 0 },
};

const struct field seat_row_fields[] = {
	{ "number", F_COUNT, AT(seat_row, number) },
	{ "deck", F_COUNT, AT(seat_row, deck) },
	{ "cells", F_LIST, AT(seat_row, cells), .sub = seat_cell_fields, .size = sizeof(struct seat_cell),
	  .count_at = offsetof(struct seat_row, n) },
	{ 0 },
};

/* ---- plans ---- */

static const char *kind_of(char c)
{
	switch (c) {
	case '#':
		return "seat";
	case '.':
		return "gap";
	case '|':
		return "aisle";
	case 'D':
		return "door";
	case 'W':
		return "driver";
	case 'T':
		return "toilet";
	case 'S':
		return "stairs";
	default:
		return NULL;
	}
}

/* A window at either end of the row, an aisle seat beside an aisle, middle between. */
static const char *position_of(const char *line, size_t n, size_t i)
{
	if (i == 0 || i + 1 == n)
		return "window";
	return line[i - 1] == '|' || line[i + 1] == '|' ? "aisle" : "middle";
}

static enum err read_row(struct arena *a, const char *line, size_t n, struct seat_plan *p,
			 struct seat_row *row)
{
	char letter = 'A';

	if (n > COLUMNS)
		return fail(ERR_INTERNAL, "seat row of %zu columns", n);
	row->cells = arena_get(a, n * sizeof *row->cells);
	row->n = n;
	for (size_t i = 0; i < n; i++) {
		struct seat_cell *c = &row->cells[i];

		*c = (struct seat_cell){ .kind = kind_of(line[i]), .seat_no = -1, .price_c = MONEY_NONE };
		if (!c->kind)
			return fail(ERR_INTERNAL, "unknown cell %d in a seat plan", line[i]);
		if (line[i] == '#') {
			if (p->seats == SEAT_MAX)
				return fail(ERR_INTERNAL, "more than 64 seats");
			c->seat_no = p->seats++;
			c->label = arena_printf(a, "%d%c", row->number, letter);
			c->state = "free";
			c->position = position_of(line, n, i);
			p->labels[c->seat_no] = c->label;
			p->row_of[c->seat_no] = row->number;
			p->column_of[c->seat_no] = (int)i;
		}
		letter = (char)(letter + (line[i] != '|'));
	}
	return OK;
}

enum err seat_plan_read(struct arena *a, const char *layout, struct seat_plan *out)
{
	size_t lines = 1;
	int number = 0;

	memset(out, 0, sizeof *out);
	for (const char *s = layout; *s; s++)
		lines += *s == '\n';
	out->rows = arena_get(a, lines * sizeof *out->rows);
	out->decks = 1;
	for (const char *s = layout; *s;) {
		size_t n = strcspn(s, "\n");

		if (n == 2 && strncmp(s, "--", 2) == 0) {
			out->decks++;
		} else if (n > 0) {
			struct seat_row *row = &out->rows[out->n_rows++];

			row->deck = out->decks;
			row->number = memchr(s, '#', n) ? ++number : 0;
			TRY(read_row(a, s, n, out, row));
		}
		s += n + (s[n] == '\n');
	}
	return out->seats > 0 ? OK : fail(ERR_INTERNAL, "seat plan without seats");
}

int seat_no(const struct seat_plan *p, const char *label)
{
	for (int i = 0; i < p->seats; i++)
		if (strcasecmp(p->labels[i], label) == 0)
			return i;
	return -1;
}

void seat_plan_mark(struct seat_plan *p, uint64_t taken, uint64_t mine, int64_t price_c)
{
	for (size_t r = 0; r < p->n_rows; r++) {
		for (size_t i = 0; i < p->rows[r].n; i++) {
			struct seat_cell *c = &p->rows[r].cells[i];

			if (c->seat_no < 0)
				continue;
			c->price_c = price_c;
			c->state = mine >> c->seat_no & 1 ? "mine" : taken >> c->seat_no & 1 ? "taken" : "free";
		}
	}
}

/* ---- words ---- */

struct claim {
	int64_t schedule_id;
	int seat_no, board, alight;
};

static const struct field claim_fields[] = {
	{ "scheduleId", F_INT, AT(claim, schedule_id), "schedule_id" },
	{ "seatNo", F_COUNT, AT(claim, seat_no), "seat_no" },
	{ "board", F_COUNT, AT(claim, board), "board" },
	{ "alight", F_COUNT, AT(claim, alight), "alight" },
	{ 0 },
};

/* Index of each missing trip by id, for the claims that come back in no order. */
static int compare_ids(const void *a, const void *b)
{
	int64_t x = **(const int64_t *const *)a, y = **(const int64_t *const *)b;

	return (x > y) - (x < y);
}

static size_t find_id(const int64_t *const *sorted, size_t n, const int64_t *ids, int64_t id)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (*sorted[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && *sorted[low] == id ? (size_t)(sorted[low] - ids) : SIZE_MAX;
}

static enum err count_claims(struct work *w, const int64_t *ids, const bool *missing, size_t n,
			     uint64_t (*words)[SEAT_LEGS])
{
	const int64_t **sorted = arena_get(w->arena, (n + 1) * sizeof *sorted);
	int64_t *wanted = arena_get(w->arena, (n + 1) * sizeof *wanted);
	struct claim *claims;
	size_t n_claims, k = 0;

	for (size_t i = 0; i < n; i++) {
		if (!missing[i])
			continue;
		wanted[k] = ids[i];
		sorted[k++] = &ids[i];
	}
	qsort(sorted, k, sizeof *sorted, compare_ids);
	TRY(db_list(w, Q_TRIP_CLAIMS, (struct param[]){ p_ints(wanted, k) }, claim_fields,
		    sizeof(struct claim), &claims, &n_claims));
	for (size_t c = 0; c < n_claims; c++) {
		size_t i = find_id(sorted, k, ids, claims[c].schedule_id);

		if (i == SIZE_MAX || claims[c].seat_no < 0 || claims[c].seat_no >= SEAT_MAX)
			continue;
		for (int leg = claims[c].board; leg < claims[c].alight && leg < SEAT_LEGS; leg++)
			words[i][leg] |= (uint64_t)1 << claims[c].seat_no;
	}
	return OK;
}

static void keep_words(struct work *w, const char **keys, const bool *missing, const int *n_legs,
		       size_t n, uint64_t (*words)[SEAT_LEGS])
{
	const char **names = arena_get(w->arena, (n + 1) * sizeof *names);
	struct slice *values = arena_get(w->arena, (n + 1) * sizeof *values);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (!missing[i])
			continue;
		names[k] = keys[i];
		values[k++] = (struct slice){ (const char *)words[i], (size_t)n_legs[i] * 8 };
	}
	redis_set_many(w, names, values, k, cache_ttl(CACHE_AVAIL));
}

enum err seat_words(struct work *w, const int64_t *schedules, const int *n_legs, size_t n,
		    uint64_t (*words)[SEAT_LEGS])
{
	const char **keys = arena_get(w->arena, (n + 1) * sizeof *keys);
	struct slice *found = arena_get(w->arena, (n + 1) * sizeof *found);
	bool *missing = arena_get(w->arena, n + 1);
	size_t n_missing = 0;

	for (size_t i = 0; i < n; i++)
		keys[i] = cache_key_of(w, CACHE_AVAIL, schedules[i]);
	redis_mget(w, keys, n, found);
	for (size_t i = 0; i < n; i++) {
		memset(words[i], 0, sizeof words[i]);
		missing[i] = found[i].n != (size_t)n_legs[i] * 8 || n_legs[i] > SEAT_LEGS;
		n_missing += missing[i];
		if (!missing[i])
			memcpy(words[i], found[i].data, found[i].n);
	}
	if (n_missing == 0)
		return OK;
	TRY(count_claims(w, schedules, missing, n, words));
	keep_words(w, keys, missing, n_legs, n, words);
	return OK;
}

uint64_t seat_taken(const uint64_t *words, int board, int alight)
{
	uint64_t taken = 0;

	for (int leg = board; leg < alight && leg < SEAT_LEGS; leg++)
		taken |= words[leg];
	return taken;
}

void seat_words_forget(struct work *w, int64_t schedule_id)
{
	work_forget(w, cache_key_of(w, CACHE_AVAIL, schedule_id));
}

void seat_words_stale(struct work *w, int64_t schedule_id)
{
	const char *key = cache_key_of(w, CACHE_AVAIL, schedule_id);

	redis_del(w, &key, 1);
}

/* ---- choosing ---- */

static bool is_free(uint64_t taken, int seat)
{
	return !(taken >> seat & 1);
}

/* n free seats without anything between them in one row, nearest the front. */
static bool side_by_side(const struct seat_plan *p, uint64_t taken, int n, int *out)
{
	for (int first = 0; first + n <= p->seats; first++) {
		int k = 0;

		while (k < n && is_free(taken, first + k) && p->row_of[first + k] == p->row_of[first] &&
		       p->column_of[first + k] == p->column_of[first] + k)
			k++;
		if (k < n)
			continue;
		for (int i = 0; i < n; i++)
			out[i] = first + i;
		return true;
	}
	return false;
}

/* The n free seats that span the fewest seats in reading order; one row beats two of equal span. */
static bool closest(const struct seat_plan *p, uint64_t taken, int n, int *out)
{
	int seats[SEAT_MAX], k = 0, best = -1, best_span = SEAT_MAX * 100;

	for (int i = 0; i < p->seats; i++)
		if (is_free(taken, i))
			seats[k++] = i;
	for (int i = 0; i + n <= k; i++) {
		int rows = p->row_of[seats[i + n - 1]] - p->row_of[seats[i]];
		int span = rows * 8 + seats[i + n - 1] - seats[i];

		if (span < best_span) {
			best_span = span;
			best = i;
		}
	}
	for (int i = 0; best >= 0 && i < n; i++)
		out[i] = seats[best + i];
	return best >= 0;
}

bool seat_choose(const struct seat_plan *p, uint64_t taken, int n, int *out)
{
	return n > 0 && n <= p->seats &&
	       (side_by_side(p, taken, n, out) || closest(p, taken, n, out));
}
