/* search - departures of a day between two places: the timetable from the cache, seats from the bitmaps. */
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/pack.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/seat.h"
#include "domain/search.h"
#include "store/cache.h"
#include "store/db.h"

enum { LOOK_AHEAD_DAYS = 21, MOST_TRIPS = 1000, BATCH = 256 };

/* Searches of a day are kept under its epoch: nobody can list the keys of all its pairs of places. */
static const char *epoch_of(struct work *w, int32_t date)
{
	return cache_key(w, CACHE_EPOCH, when_iso_date(w->arena, date));
}

void trip_search_forget(struct work *w, int64_t departs_at, int64_t arrives_at)
{
	for (int32_t day = when_local_date(departs_at); day <= when_local_date(arrives_at); day++)
		work_forget(w, epoch_of(w, day));
}

/* Everything that runs that day, without seats; a sale changes none of it. */
static enum err timetable(struct work *w, int64_t origin, int64_t destination, int32_t date,
			  struct trip **trips, size_t *n)
{
	const char *id = arena_printf(w->arena, "%lld:%lld:%s:t", (long long)origin,
				      (long long)destination, when_iso_date(w->arena, date));
	const char *key = cache_key(w, CACHE_SEARCH, id);
	const char *stamp;
	struct slice found;
	struct buf packed;

	if (cache_get_in(w, CACHE_SEARCH, key, epoch_of(w, date), &stamp, &found) &&
	    unpack_list(w->arena, trip_fields, sizeof(struct trip), found.data, found.n, trips, n))
		return OK;
	TRY(db_list(w, Q_TRIP_SEARCH, (struct param[]){ p_int(origin), p_int(destination), p_date(date) },
		    trip_fields, sizeof(struct trip), trips, n));
	buf_init(&packed, w->arena, 512 * (*n + 1));
	pack_list(&packed, trip_fields, sizeof(struct trip), *trips, *n);
	if (!arena_overflown(w->arena))
		cache_put_in(w, CACHE_SEARCH, key, stamp, packed.data, packed.len);
	return OK;
}

/* Seats left on the legs of each trip. */
static enum err count_seats(struct work *w, struct trip *trips, size_t n)
{
	int64_t *ids = arena_get(w->arena, (n + 1) * sizeof *ids);
	int *legs = arena_get(w->arena, (n + 1) * sizeof *legs);
	uint64_t(*words)[SEAT_LEGS] = arena_get(w->arena, (n + 1) * sizeof *words);

	for (size_t i = 0; i < n; i++) {
		ids[i] = trips[i].schedule_id;
		legs[i] = trips[i].n_stops - 1;
	}
	TRY(seat_words(w, ids, legs, n, words));
	for (size_t i = 0; i < n; i++) {
		uint64_t taken = seat_taken(words[i], trips[i].from.seq, trips[i].to.seq);

		trips[i].seats_left = trips[i].total_seats - __builtin_popcountll(taken);
	}
	return OK;
}

enum err trip_seats_left(struct work *w, struct trip *t)
{
	return count_seats(w, t, 1);
}

/* What a customer sees now: the stored state, or that the sale is over or the bus is full. */
static void judge(struct work *w, struct trip *t, int passengers)
{
	int64_t closes = t->from.time - conf_int(CONF_HOLD_CUTOFF_S) * WHEN_SECOND;

	t->minutes = (int)((t->to.time - t->from.time) / WHEN_SECOND / 60);
	t->stops_between = t->to.seq - t->from.seq - 1;
	t->price_c = t->unit_price_c * passengers;
	t->overnight = when_local_date(t->to.time) > when_local_date(t->from.time);
	t->bus.seats = t->total_seats;
	if (strcmp(t->status, "on_sale") != 0)
		return;
	if (t->from.time <= w->now)
		t->status = "departed";
	else if (closes <= w->now)
		t->status = "closed";
	else if (t->seats_left < passengers)
		t->status = "sold_out";
}

static bool wanted(const struct trip *t, const struct trip_query *q)
{
	int hour = when_local(t->from.time).hour;

	if (strcmp(t->status, "departed") == 0)
		return false;
	if (q->operator_id && t->operator.id != q->operator_id)
		return false;
	if (q->type && !str_eq(q->type, t->bus.type))
		return false;
	if (hour < q->from_hour || hour >= q->to_hour)
		return false;
	if (q->max_price_c && t->unit_price_c > q->max_price_c)
		return false;
	return !q->seats_only || strcmp(t->status, "on_sale") == 0;
}

static int by_departure(const void *a, const void *b)
{
	const struct trip *x = a, *y = b;

	if (x->from.time != y->from.time)
		return x->from.time < y->from.time ? -1 : 1;
	return (x->schedule_id > y->schedule_id) - (x->schedule_id < y->schedule_id);
}

static int by_price(const void *a, const void *b)
{
	const struct trip *x = a, *y = b;

	if (x->unit_price_c != y->unit_price_c)
		return x->unit_price_c < y->unit_price_c ? -1 : 1;
	return by_departure(a, b);
}

static int by_duration(const void *a, const void *b)
{
	const struct trip *x = a, *y = b;

	return x->minutes != y->minutes ? x->minutes - y->minutes : by_departure(a, b);
}

static int by_arrival(const void *a, const void *b)
{
	const struct trip *x = a, *y = b;

	if (x->to.time != y->to.time)
		return x->to.time < y->to.time ? -1 : 1;
	return by_departure(a, b);
}

static void sort(struct trip *trips, size_t n, const char *order)
{
	int (*compare)(const void *, const void *) = by_departure;

	if (str_eq(order, "price"))
		compare = by_price;
	else if (str_eq(order, "duration"))
		compare = by_duration;
	else if (str_eq(order, "arrival"))
		compare = by_arrival;
	qsort(trips, n, sizeof *trips, compare);
}

/* Badges only where they tell trips apart. */
static void badge(struct trip *trips, size_t n)
{
	int64_t low = INT64_MAX, high = 0;
	int fast = INT32_MAX, slow = 0;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(trips[i].status, "on_sale") != 0)
			continue;
		low = trips[i].unit_price_c < low ? trips[i].unit_price_c : low;
		high = trips[i].unit_price_c > high ? trips[i].unit_price_c : high;
		fast = trips[i].minutes < fast ? trips[i].minutes : fast;
		slow = trips[i].minutes > slow ? trips[i].minutes : slow;
	}
	for (size_t i = 0; i < n; i++) {
		bool open = strcmp(trips[i].status, "on_sale") == 0;

		trips[i].cheapest = open && low < high && trips[i].unit_price_c == low;
		trips[i].fastest = open && fast < slow && trips[i].minutes == fast;
	}
}

static void list_operators(struct work *w, const struct trip *trips, size_t n,
			   struct trip_result *out)
{
	out->operators = arena_get(w->arena, (n + 1) * sizeof *out->operators);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < out->n_operators && out->operators[k].id != trips[i].operator.id)
			k++;
		if (k == out->n_operators)
			out->operators[out->n_operators++] = trips[i].operator;
	}
}

static enum err load_day(struct work *w, const struct trip_query *q, int32_t date,
			 struct trip **trips, size_t *n)
{
	TRY(timetable(w, q->origin, q->destination, date, trips, n));
	if (*n > MOST_TRIPS)
		*n = MOST_TRIPS;
	TRY(count_seats(w, *trips, *n));
	for (size_t i = 0; i < *n; i++)
		judge(w, &(*trips)[i], q->passengers);
	return OK;
}

struct day {
	int32_t day;
};

static const struct field day_fields[] = {
	{ "day", F_DATE, AT(day, day), "day" },
	{ 0 },
};

/* The next day on which enough seats are left for these wishes. */
static enum err find_next_day(struct work *w, const struct trip_query *q, int32_t *out)
{
	struct day *days;
	struct trip *trips;
	size_t n_days, n;

	TRY(db_list(w, Q_TRIP_NEXT_DAYS,
		    (struct param[]){ p_int(q->origin), p_int(q->destination), p_date(q->date),
				      p_date(q->date + LOOK_AHEAD_DAYS) },
		    day_fields, sizeof(struct day), &days, &n_days));
	for (size_t i = 0; i < n_days; i++) {
		TRY(load_day(w, q, days[i].day, &trips, &n));
		for (size_t k = 0; k < n; k++) {
			if (strcmp(trips[k].status, "on_sale") == 0 && wanted(&trips[k], q)) {
				*out = days[i].day;
				return OK;
			}
		}
	}
	return OK;
}

enum err trip_search(struct work *w, const struct trip_query *q, struct trip_result *out)
{
	struct trip *all;
	size_t n, kept = 0, open = 0, first = (size_t)(q->page - 1) * (size_t)q->limit;

	memset(out, 0, sizeof *out);
	out->next_date = WHEN_NO_DATE;
	TRY(load_day(w, q, q->date, &all, &n));
	out->unfiltered = n;
	list_operators(w, all, n, out);
	for (size_t i = 0; i < n; i++) {
		if (!wanted(&all[i], q))
			continue;
		open += strcmp(all[i].status, "on_sale") == 0;
		all[kept++] = all[i];
	}
	sort(all, kept, q->sort);
	badge(all, kept);
	out->total = kept;
	out->trips = all + (first < kept ? first : kept);
	out->n = first < kept ? kept - first : 0;
	if (out->n > (size_t)q->limit)
		out->n = (size_t)q->limit;
	return open ? OK : find_next_day(w, q, &out->next_date);
}
