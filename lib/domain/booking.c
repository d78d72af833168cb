/* booking - holding seats. */
#include "domain/booking.h"

#include <string.h>

#include "base/conf.h"
#include "base/json.h"
#include "base/metric.h"
#include "base/money.h"
#include "base/str.h"
#include "base/when.h"
#include "store/db.h"

/* What a hold needs to know, worked out before the transaction touches anything. */
struct plan {
	const struct hold *hold;
	struct facts facts;
	struct trip line;
	struct seat_plan seats;
	int board, alight;
	size_t n;
	int64_t seat[SEAT_MAX], fare[SEAT_MAX], commission[SEAT_MAX], age[SEAT_MAX];
	const char *label[SEAT_MAX], *first[SEAT_MAX], *last[SEAT_MAX], *number[SEAT_MAX];
	bool complete;
	int64_t cutoff_s;           /* sale ends this long before boarding */
};

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
static enum err take_labels(struct plan *p)
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

struct own_seat {
	int seat_no;
};

static const struct field own_seat_fields[] = {
	{ "seatNo", F_COUNT, AT(own_seat, seat_no), "seat_no" },
	{ 0 },
};

enum err booking_own_seats(struct work *w, int64_t schedule_id, uint64_t *mine)
{
	struct own_seat *seats;
	size_t n;

	*mine = 0;
	if (!w->who.user_id && !w->who.has_guest)
		return OK;
	TRY(db_list(w, Q_TRIP_MINE,
		    (struct param[]){ p_int(schedule_id), p_person(w), p_guest(w) },
		    own_seat_fields, sizeof(struct own_seat), &seats, &n));
	for (size_t i = 0; i < n; i++)
		*mine |= (uint64_t)1 << (seats[i].seat_no & 63);
	return OK;
}

/* Chooses from the cached words; the database decides, and a wrong guess is made again. */
static enum err choose(struct work *w, struct plan *p)
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
static bool named(const struct plan *p, const struct passenger *x)
{
	return x->first_name && x->last_name && (x->id_number || !p->facts.needs_id_number);
}

/* Price, commission and names per passenger. The price is what the customer was shown: frozen here. */
static enum err price(struct plan *p)
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
static enum err find_ride(struct work *w, struct plan *p)
{
	enum err e = trip_facts(w, p->hold->schedule_id, &p->facts);

	if (e != OK)
		return e == ERR_NOT_FOUND ? about("scheduleId", e) : e;
	e = trip_legs(&p->facts, p->hold->from_place, p->hold->to_place, &p->board, &p->alight);
	return about(p->board < 0 ? "fromStopId" : "toStopId", e);
}

static enum err make_plan(struct work *w, struct plan *p)
{
	const char *state;

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

/* [{"hours":24,"feeBps":1000},...] as the booking keeps them. */
static const char *policy(struct work *w, const struct facts *f)
{
	struct buf b;
	struct jw j;

	buf_init(&b, w->arena, 128);
	jw_start(&j, &b);
	jw_array(&j);
	for (size_t i = 0; i < f->n_rules; i++) {
		jw_object(&j);
		jw_key(&j, "hours");
		jw_int(&j, f->rules[i].hours);
		jw_key(&j, "feeBps");
		jw_int(&j, f->rules[i].fee_bps);
		jw_end(&j);
	}
	jw_end(&j);
	return b.data;
}

struct held {
	int64_t id, expires_at, created_at;
};

static const struct field held_fields[] = {
	{ "id", F_INT, AT(held, id), "booking_id" },
	{ "expiresAt", F_TIME, AT(held, expires_at), "booking_expires" },
	{ "createdAt", F_TIME, AT(held, created_at), "booking_created" },
	{ 0 },
};

static enum err write_hold(struct work *w, const struct plan *p, const char *id, const char *ref,
			   struct held *out)
{
	const struct hold *h = p->hold;
	int64_t hold_s = conf_int(p->complete ? CONF_HOLD_CONTACT_S : CONF_HOLD_EMPTY_S);
	size_t n = p->n;

	return db_one(w, Q_BOOKING_HOLD,
		      (struct param[]){
			      p_public(id), p_text(ref), p_int(h->schedule_id), p_int(p->facts.version),
			      p_int(p->board), p_int(p->alight), p_int(p->line.from.stop_id),
			      p_int(p->line.to.stop_id), p_time(p->line.from.time),
			      p_time(p->line.to.time), p_ints(p->seat, n), p_texts(p->label, n),
			      p_ints(p->fare, n), p_ints(p->commission, n), p_int(hold_s),
			      p_int(p->cutoff_s), p_person(w), p_guest(w), p_text(h->channel),
			      p_text(lang_code(w->lang)), p_text(h->contact.phone),
			      p_text(h->contact.email), p_texts(p->first, n), p_texts(p->last, n),
			      p_texts(p->number, n), p_ages(w->arena, p->age, n),
			      p_text(policy(w, &p->facts)) },
		      held_fields, out);
}

static void describe(struct work *w, const struct plan *p, const char *id, const char *ref,
		     const struct held *held, struct booking *out)
{
	memset(out, 0, sizeof *out);
	out->id = arena_str(w->arena, id);
	out->ref = arena_str(w->arena, ref);
	out->key = held->id;
	out->schedule_id = p->facts.schedule_id;
	out->from = p->line.from;
	out->to = p->line.to;
	out->operator = p->facts.operator;
	out->bus = p->facts.bus;
	out->luggage_kg = p->facts.luggage_kg;
	out->needs_id_number = p->facts.needs_id_number;
	out->status = "held";
	out->payment_status = "unpaid";
	out->passengers = (int)p->n;
	out->expires_at = held->expires_at;
	out->created_at = held->created_at;
	out->departs_at = p->facts.departs_at;
	out->phone = p->hold->contact.phone;
	out->email = p->hold->contact.email;
	out->lang = lang_code(w->lang);
	out->complete = p->complete;
	out->cash_pay_by = WHEN_NONE;
	out->version = 1;
	out->live = true;
	out->rules = p->facts.rules;
	out->n_rules = p->facts.n_rules;
	out->items = arena_get(w->arena, p->n * sizeof *out->items);
	out->n_items = p->n;
	for (size_t i = 0; i < p->n; i++) {
		const struct passenger *x = p->hold->n_passengers ? &p->hold->passengers[i] : NULL;

		out->items[i] = (struct item){
			.first_name = x ? x->first_name : NULL,
			.last_name = x ? x->last_name : NULL,
			.id_number = x ? x->id_number : NULL,
			.age = (int)p->age[i],
			.position = (int)i + 1,
			.seat = p->label[i],
			.seat_no = (int)p->seat[i],
			.fare_c = p->fare[i],
			.state = "held",
		};
		out->total_c += p->fare[i];
	}
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

/* What a refusal means for the cached facts and seats. */
static enum err refused(struct work *w, const struct plan *p, enum err e)
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

enum err booking_hold(struct work *w, const struct hold *h, struct booking *out)
{
	struct plan *p = arena_get(w->arena, sizeof *p);
	char id[ID_CHARS + 1], ref[ID_REF_CHARS + 1];
	struct held held;
	enum err e;

	p->hold = h;
	TRY(make_plan(w, p));
	id_new(id);
	id_ref(ref);
	e = write_hold(w, p, id, ref, &held);
	if (e == ERR_EXISTS) /* the reference was given to another booking: one in a billion */
		return ERR_RETRY;
	if (e != OK)
		return refused(w, p, e);
	describe(w, p, id, ref, &held, out);
	seat_words_forget(w, h->schedule_id);
	metric_add(METRIC_HOLDS, 1);
	return OK;
}

static enum err write_sale(struct work *w, const struct plan *p, const char *id, const char *ref,
			   struct held *out)
{
	const struct hold *h = p->hold;
	char payment[ID_CHARS + 1];
	size_t n = p->n;

	id_new(payment);
	return db_one(w, Q_PARTNER_COUNTER_SALE,
		      (struct param[]){
			      p_int(w->who.user_id), p_public(payment), p_public(id), p_text(ref),
			      p_int(h->schedule_id), p_int(p->facts.version), p_int(p->board),
			      p_int(p->alight), p_int(p->line.from.stop_id), p_int(p->line.to.stop_id),
			      p_time(p->line.from.time), p_time(p->line.to.time), p_ints(p->seat, n),
			      p_texts(p->label, n), p_ints(p->fare, n), p_ints(p->commission, n),
			      p_int(conf_int(CONF_HOLD_CONTACT_S)), p_int(p->cutoff_s),
			      p_text(lang_code(w->lang)), p_text(h->contact.phone),
			      p_text(h->contact.email), p_texts(p->first, n), p_texts(p->last, n),
			      p_texts(p->number, n), p_ages(w->arena, p->age, n),
			      p_text(policy(w, &p->facts)) },
		      held_fields, out);
}

enum err booking_sell(struct work *w, const struct hold *h, struct booking *out)
{
	struct plan *p = arena_get(w->arena, sizeof *p);
	char id[ID_CHARS + 1], ref[ID_REF_CHARS + 1];
	struct held held;
	enum err e;

	p->hold = h;
	TRY(make_plan(w, p));
	id_new(id);
	id_ref(ref);
	e = write_sale(w, p, id, ref, &held);
	if (e == ERR_EXISTS)
		return ERR_RETRY;
	if (e != OK)
		return refused(w, p, e);
	describe(w, p, id, ref, &held, out);
	out->status = "confirmed";
	out->payment_status = "paid";
	out->payment_method = "cash";
	out->expires_at = WHEN_NONE;
	out->live = false;
	for (size_t i = 0; i < out->n_items; i++)
		out->items[i].state = "confirmed";
	seat_words_forget(w, h->schedule_id);
	metric_add(METRIC_COUNTER_SALES, 1);
	return OK;
}
