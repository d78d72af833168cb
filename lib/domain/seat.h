/*
 * seat - seat plans, and which seats are free on which legs.
 *
 * A trip has at most 64 seats; the taken seats of one leg are one 64-bit word, so seats left on
 * legs i..j-1 are total - popcount(OR of the words). The words of a trip are cached for 30 s and
 * dropped after each sale; they are advice, the database decides.
 */
#ifndef DOMAIN_SEAT_H
#define DOMAIN_SEAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

enum { SEAT_MAX = 64, SEAT_LEGS = 63 };

/* A cell of the plan as pages and the API show it. */
struct seat_cell {
	const char *kind;      /* seat, gap, aisle, door, driver, toilet, stairs */
	int seat_no;           /* -1 for anything but a seat */
	const char *label;     /* "4C" */
	const char *state;     /* free, taken, mine; NULL for anything but a seat */
	const char *position;  /* window, aisle, middle */
	int64_t price_c;
	bool chosen;           /* the page shows it as selected */
};

struct seat_row {
	int number, deck;
	struct seat_cell *cells;
	size_t n;
};
extern const struct field seat_row_fields[];

struct seat_plan {
	struct seat_row *rows;
	size_t n_rows;
	int seats, decks;
	const char *labels[SEAT_MAX]; /* by seat_no */
	int row_of[SEAT_MAX], column_of[SEAT_MAX];
};

/* Reads a layout (format: comment of seat_maps.layout). ERR_INTERNAL when it is malformed. */
enum err seat_plan_read(struct arena *a, const char *layout, struct seat_plan *out);
/* seat_no of a label, -1 when there is none. Letter case does not matter. */
int seat_no(const struct seat_plan *p, const char *label);
/* Fills state and price of every seat; mine: seats the viewer holds. */
void seat_plan_mark(struct seat_plan *p, uint64_t taken, uint64_t mine, int64_t price_c);

/* Taken seats per leg of several trips, from the cache or counted in one statement. */
enum err seat_words(struct work *w, const int64_t *schedules, const int *n_legs, size_t n,
		    uint64_t (*words)[SEAT_LEGS]);
/* Seats taken on any of the legs [board, alight). */
uint64_t seat_taken(const uint64_t *words, int board, int alight);
/* Drops the cached words of a trip after commit, or at once when they proved stale. */
void seat_words_forget(struct work *w, int64_t schedule_id);
void seat_words_stale(struct work *w, int64_t schedule_id);

/*
 * Chooses n free seats that sit together: side by side, else in one row, else as close as can be.
 * False when fewer are free.
 */
bool seat_choose(const struct seat_plan *p, uint64_t taken, int n, int *out);

#endif
