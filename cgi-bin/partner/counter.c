/* counter - selling seats for cash: one page, one sending, tickets to print. */
#include "partner.h"

#include <string.h>

#include "http/input.h"

enum { MOST = 6 };

/* ---- what comes in ---- */

struct form_in {
	int64_t id, from, to;
	int passengers;
};

const struct rule sell_form_rules[] = {
	{ ":id", V_ID("schedule"), AT(form_in, id), .need = true },
	{ "from", V_ID("stop"), AT(form_in, from) },
	{ "to", V_ID("stop"), AT(form_in, to) },
	{ "passengers", V_COUNT, AT(form_in, passengers), .min = 1, .max = MOST, .dflt = "1" },
	{ .size = sizeof(struct form_in) },
};

static const struct rule traveller_rules[] = {
	{ "firstName", V_TEXT, AT(passenger, first_name), .need = true, .min = 1, .max = 60 },
	{ "lastName", V_TEXT, AT(passenger, last_name), .need = true, .min = 1, .max = 60 },
	{ "idNumber", V_TEXT, AT(passenger, id_number), .max = 30 },
	{ .size = sizeof(struct passenger) },
};

static const struct rule contact_rules[] = {
	{ "phone", V_PHONE, AT(contact, phone) },
	{ "email", V_EMAIL, AT(contact, email) },
	{ .size = sizeof(struct contact) },
};

struct sell_in {
	int64_t id, from, to;
	const char **seats;
	size_t n_seats;
	struct passenger *passengers;
	size_t n_passengers;
	struct contact *contact;
	bool choose;
};

#define SELL_COMMON                                                                                \
	{ ":id", V_ID("schedule"), AT(sell_in, id), .need = true },                                \
	{ "fromStopId", V_ID("stop"), AT(sell_in, from), .need = true },                           \
	{ "toStopId", V_ID("stop"), AT(sell_in, to), .need = true },                               \
	{ "seats", V_TEXTS, AT(sell_in, seats), .count_at = offsetof(struct sell_in, n_seats),     \
	  .min = 1, .max = MOST, .help = "none: they are chosen" },                                \
	{ "passengers", V_LIST, AT(sell_in, passengers), .need = true, .sub = traveller_rules,     \
	  .count_at = offsetof(struct sell_in, n_passengers), .min = 1, .max = MOST },             \
	{ "contact", V_OBJECT, AT(sell_in, contact), .sub = contact_rules }

const struct rule sell_api_rules[] = {
	SELL_COMMON,
	{ .size = sizeof(struct sell_in) },
};

const struct rule sell_rules[] = {
	SELL_COMMON,
	{ "auto", V_BOOL, AT(sell_in, choose) },
	{ .size = sizeof(struct sell_in) },
};

/* ---- the form ---- */

/* The places of the form: numbers to count with, names of the travellers' fields. */
struct place {
	int index, position;
};

static const struct field place_fields[] = {
	{ "index", F_COUNT, AT(place, index) },
	{ "position", F_COUNT, AT(place, position) },
	{ 0 },
};

struct way_doc {
	int64_t from, to, price_c, total_c;
	int passengers;
	bool needs_id_number;
};

static const struct field way_fields[] = {
	{ "fromStopId", F_ID("stop"), AT(way_doc, from) },
	{ "toStopId", F_ID("stop"), AT(way_doc, to) },
	{ "price", F_MONEY, AT(way_doc, price_c) },
	{ "total", F_MONEY, AT(way_doc, total_c) },
	{ "passengers", F_COUNT, AT(way_doc, passengers) },
	{ "needsIdNumber", F_BOOL, AT(way_doc, needs_id_number) },
	{ 0 },
};

const struct answer sell_answers[] = {
	{ 201, "Booking", booking_fields, .how = ANSWER_ONE },
	{ 0 },
};

/* Seats typed before the form came back stay chosen while they are free. */
static void keep_chosen(struct req *r, struct seat_plan *plan)
{
	const char *typed[SEAT_MAX];
	size_t n = r->form_again ? input_typed(r, "seats", typed, SEAT_MAX) : 0;

	for (size_t i = 0; i < plan->n_rows; i++) {
		for (size_t k = 0; k < plan->rows[i].n; k++) {
			struct seat_cell *c = &plan->rows[i].cells[k];

			for (size_t t = 0; t < n && c->seat_no >= 0; t++)
				c->chosen = c->chosen || (strcmp(c->state, "free") == 0 && strcmp(typed[t], c->label) == 0);
		}
	}
}

static enum err put_plan(struct req *r, const struct facts *f, int board, int alight)
{
	struct seat_plan *plan = arena_get(r->work.arena, sizeof *plan);
	uint64_t words[1][SEAT_LEGS], taken;
	int legs = (int)f->n_stops - 1;

	TRY(seat_plan_read(r->work.arena, f->layout, plan));
	TRY(seat_words(&r->work, &f->schedule_id, &legs, 1, words));
	taken = seat_taken(words[0], board, alight);
	seat_plan_mark(plan, taken, 0, trip_fare(f, board, alight));
	keep_chosen(r, plan);
	put_list(r, "rows", seat_row_fields, sizeof(struct seat_row), plan->rows, plan->n_rows);
	put_fact(r, "free", text_plural(r->work.arena, r->work.lang, "fact.free",
					plan->seats - __builtin_popcountll(taken), NULL));
	return OK;
}

/* The whole way unless the form says otherwise; a way the trip does not run is the whole way again. */
static void choose_legs(const struct facts *f, const struct form_in *in, int *board, int *alight)
{
	int64_t from = in->from ? in->from : f->stops[0].place_id;
	int64_t to = in->to ? in->to : f->stops[f->n_stops - 1].place_id;

	if (trip_legs(f, from, to, board, alight) == OK)
		return;
	fail_clear();
	*board = 0;
	*alight = (int)f->n_stops - 1;
}

enum err sell_page(struct req *r)
{
	const struct form_in *in = r->in;
	struct own_trip *t = arena_get(r->work.arena, sizeof *t);
	struct facts *f = arena_get(r->work.arena, sizeof *f);
	struct way_doc *way = arena_get(r->work.arena, sizeof *way);
	struct place *places = arena_get(r->work.arena, MOST * sizeof *places);
	int board, alight;

	TRY(partner_trip(&r->work, in->id, t));
	TRY(trip_facts(&r->work, in->id, f));
	choose_legs(f, in, &board, &alight);
	*way = (struct way_doc){
		.from = f->stops[board].place_id,
		.to = f->stops[alight].place_id,
		.price_c = trip_fare(f, board, alight),
		.passengers = in->passengers,
		.needs_id_number = f->needs_id_number,
	};
	way->total_c = way->price_c * in->passengers;
	for (int i = 0; i < in->passengers; i++)
		places[i] = (struct place){ i, i + 1 };
	put(r, NULL, own_trip_fields, t);
	put(r, "way", way_fields, way);
	put_list(r, "stops", stop_fields, sizeof(struct stop), f->stops, f->n_stops);
	put_list(r, "places", place_fields, sizeof *places, places, (size_t)in->passengers);
	put_rights(r);
	TRY(put_till(r, "till"));
	TRY(put_plan(r, f, board, alight));
	return reply(r, 200);
}

/* ---- the sale ---- */

static enum err check_numbers(struct req *r, const struct sell_in *in)
{
	struct facts f;

	TRY(trip_facts(&r->work, in->id, &f));
	for (size_t i = 0; f.needs_id_number && i < in->n_passengers; i++)
		if (!in->passengers[i].id_number)
			return input_wrong(r, arena_printf(r->work.arena, "passengers.%zu.idNumber", i),
					   ERR_MISSING_FIELD);
	return OK;
}

enum err sell(struct req *r)
{
	const struct sell_in *in = r->in;
	struct booking *b = arena_get(r->work.arena, sizeof *b);
	struct own_trip t;
	struct hold h = {
		.schedule_id = in->id,
		.from_place = in->from,
		.to_place = in->to,
		.passengers = in->passengers,
		.n_passengers = in->n_passengers,
		.channel = "counter",
	};

	TRY(partner_trip(&r->work, in->id, &t));
	TRY(check_numbers(r, in));
	for (size_t i = 0; i < in->n_passengers; i++)
		in->passengers[i].age = -1;
	if (in->contact)
		h.contact = *in->contact;
	if (in->n_seats && !in->choose && in->n_seats != in->n_passengers)
		return input_wrong(r, "seats", ERR_INPUT);
	if (in->n_seats && !in->choose) {
		h.seats = in->seats;
		h.n_seats = in->n_seats;
	} else {
		h.count = (int)in->n_passengers;
	}
	TRY(booking_sell(&r->work, &h, b));
	put(r, NULL, booking_fields, b);
	return reply(r, 201);
}
