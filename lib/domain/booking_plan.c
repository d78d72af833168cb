/* booking_plan - trip, seats and price of a hold. */
#include "domain/booking_plan.h"

#include <string.h>

#include "base/conf.h"
#include "base/metric.h"
#include "base/money.h"
#include "base/str.h"
#include "store/db.h"

/* Names the field of the hold that is at fault. */
static enum err about(const char *field, enum err e)
{
	if (e != OK)
		fail_field(field);
	return e;
}

static enum err no_seats(size_t n)
{
	metric_add(METRIC_HOLD_CONFLICTS, 1);
	return about("count", fail(ERR_NOT_ENOUGH_SEATS, "%zu seats wanted", n));
}

/* Labels to seat numbers: each must exist, none twice. */
static enum err take_labels(struct booking_plan *p)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < p->hold->n_seats; i++) {
		int no = seat_no(&p->seats, p->hold->seats[i]);

		if (no < 0 || seen >> no & 1)
			return about("seats", fail(ERR_INPUT, "seat %.20s", p->hold->seats[i]));
		seen |= (uint64_t)1 << no;
		p->seat[i] = no;
		p->label[i] = p->seats.labels[no];
	}
	p->n = p->hold->n_seats;
	return OK;
}

/* Chooses from the cached words; the database decides, and a wrong guess is made again. */
static enum err choose(struct work *w, struct booking_plan *p)
{
	uint64_t words[1][SEAT_LEGS], taken;
	int legs = (int)p->facts.n_stops - 1, chosen[SEAT_MAX];

	TRY(seat_words(w, &p->facts.schedule_id, &legs, 1, words));
	taken = seat_taken(words[0], p->board, p->alight);
	p->n = (size_t)p->hold->count;
	if (!seat_choose(&p->seats, taken, p->hold->count, chosen))
		return no_seats(p->n);
	for (size_t i = 0; i < p->n; i++) {
		p->seat[i] = chosen[i];
		p->label[i] = p->seats.labels[chosen[i]];
	}
	return OK;
}

/* All the company asks for, as booking_named() in the database sees it. */
static bool named(const struct booking_plan *p, const struct passenger *x)
{
	return x->first_name && x->last_name && (x->id_number || !p->facts.needs_id_number);
}

/* Price, commission and names per passenger. The price is what the customer was shown: frozen here. */
static enum err price(struct booking_plan *p)
{
	int64_t fare = trip_fare(&p->facts, p->board, p->alight);
	const struct hold *h = p->hold;

	if (fare <= 0)
		return fail(ERR_INTERNAL, "trip %lld has no fare for legs %d-%d",
			    (long long)p->facts.schedule_id, p->board, p->alight);
	if (h->n_passengers && h->n_passengers != p->n)
		return about("passengers", fail(ERR_INPUT, "%zu passengers for %zu seats",
						h->n_passengers, p->n));
	p->complete = h->contact.phone && h->n_passengers;
	for (size_t i = 0; i < p->n; i++) {
		const struct passenger *x = h->n_passengers ? &h->passengers[i] : NULL;

		p->fare[i] = fare;
		p->commission[i] = money_bps(fare, p->facts.commission_bps);
		p->first[i] = x && x->first_name ? x->first_name : "";
		p->last[i] = x && x->last_name ? x->last_name : "";
		p->number[i] = x && x->id_number ? x->id_number : "";
		p->age[i] = x ? x->age : -1;
		p->complete = p->complete && x && named(p, x);
	}
	return OK;
}

/* The trip, and the legs between the places asked for. */
static enum err find_ride(struct work *w, struct booking_plan *p)
{
	enum err e = trip_facts(w, p->hold->schedule_id, &p->facts);

	if (e != OK)
		return e == ERR_NOT_FOUND ? about("scheduleId", e) : e;
	e = trip_legs(&p->facts, p->hold->from_place, p->hold->to_place, &p->board, &p->alight);
	return about(p->board < 0 ? "fromStopId" : "toStopId", e);
}

enum err booking_plan_make(struct work *w, const struct hold *h, struct booking_plan *p)
{
	const char *state;

	p->hold = h;
	p->cutoff_s = conf_int(str_eq(p->hold->channel, "counter") ? CONF_COUNTER_CUTOFF_S : CONF_HOLD_CUTOFF_S);
	TRY(find_ride(w, p));
	state = trip_state_by(p->facts.status, p->facts.stops[p->board].departs_at, w->now, p->cutoff_s);
	if (strcmp(state, "cancelled") == 0)
		return about("scheduleId", fail(ERR_TRIP_CANCELLED, "trip %lld",
						(long long)p->facts.schedule_id));
	if (strcmp(state, "on_sale") != 0)
		return about("scheduleId", fail(ERR_SALE_CLOSED, "trip %lld is %s",
						(long long)p->facts.schedule_id, state));
	TRY(seat_plan_read(w->arena, p->facts.layout, &p->seats));
	if (p->hold->n_seats)
		TRY(take_labels(p));
	else
		TRY(choose(w, p));
	TRY(price(p));
	trip_summary(&p->facts, p->board, p->alight, (int)p->n, &p->line);
	return OK;
}

struct taken {
	const char *const *seats;
};

static const struct field taken_fields[] = {
	{ "seats", F_WORDS("seat"), AT(taken, seats) },
	{ 0 },
};

/* Labels the database refused, "4C,5A", as details.seats. */
static void name_taken(struct work *w, const char *labels)
{
	struct taken *t = arena_get(w->arena, sizeof *t);
	const char **list = arena_get(w->arena, (SEAT_MAX + 1) * sizeof *list);
	char *save, *copy = arena_str(w->arena, labels);
	size_t n = 0;

	for (char *s = strtok_r(copy, ",", &save); s && n < SEAT_MAX; s = strtok_r(NULL, ",", &save))
		list[n++] = s;
	t->seats = list;
	fail_detail(taken_fields, t);
}

enum err booking_plan_refused(struct work *w, const struct booking_plan *p, enum err e)
{
	if (e == ERR_SEAT_TAKEN) {
		metric_add(METRIC_HOLD_CONFLICTS, 1);
		seat_words_stale(w, p->facts.schedule_id);
		if (!p->hold->n_seats)
			return ERR_RETRY; /* chosen for the customer: choose again */
		name_taken(w, fail_note()->about);
	}
	if (e == ERR_RETRY || e == ERR_SALE_CLOSED || e == ERR_TRIP_CANCELLED)
		trip_facts_stale(w, p->facts.schedule_id);
	return e;
}
