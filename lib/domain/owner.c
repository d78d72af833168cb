/* owner - what the owner of a booking reads and changes. */
#include <string.h>

#include "base/conf.h"
#include "base/str.h"
#include "base/when.h"
#include "domain/booking.h"
#include "store/db.h"

const struct field item_fields[] = {
	{ "position", F_COUNT, AT(item, position), "position" },
	{ "seat", F_TEXT, AT(item, seat), "seat_label" },
	{ "firstName", F_TEXT, AT(item, first_name), "first_name" },
	{ "lastName", F_TEXT, AT(item, last_name), "last_name" },
	{ "idNumber", F_TEXT, AT(item, id_number), "id_number" },
	{ "fare", F_MONEY, AT(item, fare_c), "fare_c" },
	{ "state", F_ENUM("item_state"), AT(item, state), "state" },
	{ "ticketId", F_PUBLIC("ticket"), AT(item, ticket_id), "ticket_id" },
	{ "ticketCode", F_TEXT, AT(item, ticket_code), "ticket_code" },
	{ "age", F_COUNT, AT(item, age), "age", .see = SEE_NONE },
	{ "seatNo", F_COUNT, AT(item, seat_no), "seat_no", .see = SEE_NONE },
	{ 0 },
};

#define BOOKING_COMMON                                                                             \
	{ "id", F_PUBLIC("booking"), AT(booking, id), "public_id" },                               \
	{ "ref", F_TEXT, AT(booking, ref), "booking_ref" },                                        \
	{ "status", F_ENUM("booking_status"), AT(booking, status), "status" },                     \
	{ "paymentStatus", F_ENUM("payment_status"), AT(booking, payment_status),                  \
	  "payment_status" },                                                                      \
	{ "paymentMethod", F_ENUM("payment_method"), AT(booking, payment_method),                  \
	  "payment_method" },                                                                      \
	{ "scheduleId", F_ID("schedule"), AT(booking, schedule_id), "schedule_id" },               \
	{ "from", F_ONE, AT(booking, from), "from_", stop_time_fields },                          \
	{ "to", F_ONE, AT(booking, to), "to_", stop_time_fields },                                \
	{ "operator", F_ONE, AT(booking, operator), "operator_", operator_fields },                 \
	{ "bus", F_ONE, AT(booking, bus), "bus_", bus_fields },                                \
	{ "passengers", F_COUNT, AT(booking, passengers), "passenger_count" },                     \
	{ "total", F_MONEY, AT(booking, total_c), "total_price_c" },                               \
	{ "expiresAt", F_TIME, AT(booking, expires_at), "expires_at" },                            \
	{ "createdAt", F_TIME, AT(booking, created_at), "created_at" },                            \
	{ "live", F_BOOL, AT(booking, live), "live" },                                             \
	{ "complete", F_BOOL, AT(booking, complete), "complete" },                                 \
	{ "reseated", F_BOOL, AT(booking, reseated), "reseated" }

const struct field booking_line_fields[] = {
	BOOKING_COMMON,
	{ 0 },
};

const struct field booking_fields[] = {
	BOOKING_COMMON,
	{ "phone", F_TEXT, AT(booking, phone), "contact_phone" },
	{ "email", F_TEXT, AT(booking, email), "contact_email" },
	{ "luggageKg", F_COUNT, AT(booking, luggage_kg), "luggage_kg" },
	{ "needsIdNumber", F_BOOL, AT(booking, needs_id_number), "needs_id_number" },
	{ "cashCode", F_TEXT, AT(booking, cash_code), "cash_code" },
	{ "cashPayBy", F_TIME, AT(booking, cash_pay_by), "cash_pay_by" },
	{ "version", F_COUNT, AT(booking, version), "version" },
	{ "items", F_LIST, AT(booking, items), .sub = item_fields, .size = sizeof(struct item),
	  .count_at = offsetof(struct booking, n_items) },
	{ "rules", F_LIST, AT(booking, rules), .sub = cancel_rule_fields, .size = sizeof(struct cancel_rule),
	  .count_at = offsetof(struct booking, n_rules) },
	{ "accessToken", F_TEXT, AT(booking, access_token) },
	{ "lang", F_TEXT, AT(booking, lang), "lang", .see = SEE_NONE },
	{ "key", F_INT, AT(booking, key), "key", .see = SEE_NONE },
	{ 0 },
};

static enum err not_found(enum err e)
{
	if (e == ERR_NOT_FOUND)
		fail_field("id");
	return e;
}

enum err booking_find(struct work *w, const char *id, struct booking *out)
{
	struct param p[] = { p_public(id), p_person(w), p_guest(w) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_BOOKING_FIND, p, booking_fields, out, NULL);
	db_later_list(w, Q_BOOKING_ITEMS_BY_PUBLIC, p, item_fields, sizeof(struct item), &out->items,
		      &out->n_items);
	db_later_list(w, Q_BOOKING_RULES, p, cancel_rule_fields, sizeof(struct cancel_rule), &out->rules,
		      &out->n_rules);
	return not_found(db_flush(w));
}

enum err booking_by_key(struct work *w, int64_t key, struct booking *out)
{
	struct param p[] = { p_int(key) };

	memset(out, 0, sizeof *out);
	db_later_one(w, Q_BOOKING_BY_KEY, p, booking_fields, out, NULL);
	db_later_list(w, Q_BOOKING_ITEMS, p, item_fields, sizeof(struct item), &out->items,
		      &out->n_items);
	db_later_list(w, Q_BOOKING_RULES_BY_KEY, p, cancel_rule_fields, sizeof(struct cancel_rule),
		      &out->rules, &out->n_rules);
	return db_flush(w);
}

enum err booking_complete(struct work *w, const char *id, const struct passenger *passengers,
			  size_t n, const struct contact *contact)
{
	const char **first = arena_get(w->arena, (n + 1) * sizeof *first);
	const char **last = arena_get(w->arena, (n + 1) * sizeof *last);
	const char **number = arena_get(w->arena, (n + 1) * sizeof *number);
	int64_t *age = arena_get(w->arena, (n + 1) * sizeof *age);

	for (size_t i = 0; i < n; i++) {
		first[i] = passengers[i].first_name ? passengers[i].first_name : "";
		last[i] = passengers[i].last_name ? passengers[i].last_name : "";
		number[i] = passengers[i].id_number ? passengers[i].id_number : "";
		age[i] = passengers[i].age;
	}
	return not_found(db_run(
		w, Q_BOOKING_COMPLETE,
		(struct param[]){ p_public(id), p_person(w), p_guest(w),
				  p_text(contact ? contact->phone : NULL),
				  p_text(contact ? contact->email : NULL),
				  n ? p_texts(first, n) : p_null(), n ? p_texts(last, n) : p_null(),
				  n ? p_texts(number, n) : p_null(),
				  n ? p_ages(w->arena, age, n) : p_null(),
				  p_int(conf_int(CONF_HOLD_CONTACT_S)),
				  p_int(conf_int(CONF_HOLD_CUTOFF_S)) }));
}

enum err booking_lookup(struct work *w, const char *ref, const char *phone, struct booking *out)
{
	memset(out, 0, sizeof *out);
	TRY(db_one(w, Q_BOOKING_LOOKUP, (struct param[]){ p_text(ref), p_text(phone) }, booking_fields,
		   out));
	return db_run(w, Q_BOOKING_VIEW, (struct param[]){ p_int(out->key), p_guest(w) });
}

struct total {
	int64_t total;
};

static const struct field total_fields[] = {
	{ "total", F_INT, AT(total, total), "total" },
	{ 0 },
};

/* Lists leave the parts of one booking out: columns are those of the line. One row too many tells of more. */
enum err booking_list(struct work *w, struct booking_page *p)
{
	int64_t before = p->behind ? 0 : (int64_t)(p->page - 1) * p->limit;
	struct total t = { 0 };

	db_later_list(w, Q_BOOKING_LIST_OF_USER,
		      (struct param[]){ p_int(w->who.user_id), p_int(p->limit + 1), p_int(before), p_public(p->behind) },
		      booking_line_fields, sizeof(struct booking), &p->list, &p->n);
	db_later_one(w, Q_BOOKING_COUNT_OF_USER, (struct param[]){ p_int(w->who.user_id) },
		     total_fields, &t, NULL);
	TRY(db_flush(w));
	p->total = t.total;
	p->more = p->n > (size_t)p->limit;
	p->n -= p->more;
	return OK;
}

struct freed {
	int64_t schedule_id;
};

static const struct field freed_fields[] = {
	{ "scheduleId", F_INT, AT(freed, schedule_id), "schedule_id" },
	{ 0 },
};

enum err booking_give_back(struct work *w, const char *id)
{
	struct freed f;

	TRY(not_found(db_one(w, Q_BOOKING_GIVE_BACK,
			     (struct param[]){ p_public(id), p_person(w), p_guest(w) }, freed_fields, &f)));
	seat_words_forget(w, f.schedule_id);
	return OK;
}
