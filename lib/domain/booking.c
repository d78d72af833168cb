/* booking - holding seats. */
#include "domain/booking.h"
#include "domain/booking_plan.h"

#include <string.h>

#include "base/conf.h"
#include "base/json.h"
#include "base/metric.h"
#include "base/money.h"
#include "base/str.h"
#include "base/when.h"
#include "store/db.h"

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

static enum err write_hold(struct work *w, const struct booking_plan *p, const char *id, const char *ref,
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

static void describe(struct work *w, const struct booking_plan *p, const char *id, const char *ref,
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

enum err booking_hold(struct work *w, const struct hold *h, struct booking *out)
{
	struct booking_plan *p = arena_get(w->arena, sizeof *p);
	char id[ID_CHARS + 1], ref[ID_REF_CHARS + 1];
	struct held held;
	enum err e;

	TRY(booking_plan_make(w, h, p));
	id_new(id);
	id_ref(ref);
	e = write_hold(w, p, id, ref, &held);
	if (e == ERR_EXISTS) /* the reference was given to another booking: one in a billion */
		return ERR_RETRY;
	if (e != OK)
		return booking_plan_refused(w, p, e);
	describe(w, p, id, ref, &held, out);
	seat_words_forget(w, h->schedule_id);
	metric_add(METRIC_HOLDS, 1);
	return OK;
}

static enum err write_sale(struct work *w, const struct booking_plan *p, const char *id, const char *ref,
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
	struct booking_plan *p = arena_get(w->arena, sizeof *p);
	char id[ID_CHARS + 1], ref[ID_REF_CHARS + 1];
	struct held held;
	enum err e;

	TRY(booking_plan_make(w, h, p));
	id_new(id);
	id_ref(ref);
	e = write_sale(w, p, id, ref, &held);
	if (e == ERR_EXISTS)
		return ERR_RETRY;
	if (e != OK)
		return booking_plan_refused(w, p, e);
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
