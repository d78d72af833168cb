/* ticket - signing tickets and drawing documents: the worker's part. */
#include "domain/ticket.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/keys.h"
#include "base/str.h"
#include "base/metric.h"
#include "base/when.h"
#include "document/receipt.h"
#include "document/ticket.h"
#include "document/ticket_code.h"
#include "domain/booking.h"
#include "store/db.h"
#include "store/objects.h"

enum { EARLY_S = 6 * 3600, LATE_S = 12 * 3600, BOARDING_S = 900 };

/* ---- signing ---- */

struct due {
	int64_t item_id, schedule_id, boards_at, alights_at;
	int position, seat_no, board, alight, issue;
	const char *ref;
};

static const struct field due_fields[] = {
	{ "itemId", F_INT, AT(due, item_id), "item_id" },
	{ "scheduleId", F_INT, AT(due, schedule_id), "schedule_id" },
	{ "boardsAt", F_TIME, AT(due, boards_at), "boards_at" },
	{ "alightsAt", F_TIME, AT(due, alights_at), "alights_at" },
	{ "position", F_COUNT, AT(due, position), "position" },
	{ "seatNo", F_COUNT, AT(due, seat_no), "seat_no" },
	{ "board", F_COUNT, AT(due, board), "board" },
	{ "alight", F_COUNT, AT(due, alight), "alight" },
	{ "ref", F_TEXT, AT(due, ref), "booking_ref" },
	{ "issue", F_COUNT, AT(due, issue), "issue" },
	{ 0 },
};

static int is_key(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 11 && strncmp(e->d_name, "ticket-", 7) == 0 && strcmp(e->d_name + n - 4, ".pem") == 0;
}

/* The newest ticket key of dir.keys: names sort by date. */
static enum err signing_key(struct work *w, struct ticket_key *key)
{
	struct dirent **list;
	int n = scandir(conf_text(CONF_DIR_KEYS), &list, is_key, alphasort);
	const char *pem = NULL;

	for (int i = 0; i < n; i++) {
		if (i == n - 1)
			pem = keys_file(w->arena,
					arena_printf(w->arena, "%s/%s", conf_text(CONF_DIR_KEYS),
						     list[i]->d_name),
					NULL);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	if (!pem)
		return fail(ERR_UNAVAILABLE, "%s: no ticket-*.pem key", conf_text(CONF_DIR_KEYS));
	return ticket_key_private(w->arena, pem, key);
}

static enum err sign(struct work *w, const struct ticket_key *key, const struct due *d)
{
	struct ticket_code code = {
		.schedule_id = d->schedule_id,
		.passenger = d->position,
		.seat_no = d->seat_no,
		.board_seq = d->board,
		.alight_seq = d->alight,
		.issue = d->issue > 255 ? 255 : d->issue,
		.valid_from = d->boards_at - (int64_t)EARLY_S * WHEN_SECOND,
		.valid_to = d->alights_at + (int64_t)LATE_S * WHEN_SECOND,
	};
	char id[ID_CHARS + 1], *signed_text;

	snprintf(code.ref, sizeof code.ref, "%s", d->ref);
	TRY(ticket_code_make(w->arena, key, &code, &signed_text));
	id_new(id);
	db_later(w, Q_TICKET_KEEP,
		 (struct param[]){ p_int(d->item_id), p_public(id), p_text(signed_text), p_int(d->seat_no),
				   p_time(d->boards_at) });
	return OK;
}

/* A seat or time that changed between reading and keeping leaves its item without a ticket: it is read again. */
enum err ticket_issue(struct work *w, int64_t booking)
{
	struct ticket_key key;
	struct due *due;
	size_t n;

	for (int tries = 0; tries < 3; tries++) {
		TRY(db_list(w, Q_TICKET_ITEMS, (struct param[]){ p_int(booking) }, due_fields,
			    sizeof(struct due), &due, &n));
		if (n == 0)
			return OK;
		if (tries == 0)
			TRY(signing_key(w, &key));
		for (size_t i = 0; i < n; i++) {
			TRY(sign(w, &key, &due[i]));
			if (i % 8 == 7)
				TRY(db_flush(w));
		}
		TRY(db_flush(w));
	}
	return fail(ERR_RETRY, "booking %lld changes while its tickets are signed", (long long)booking);
}

/* ---- drawing ---- */

static const char *named(struct work *w, const struct names *n)
{
	return w->lang == LANG_AR ? n->ar : w->lang == LANG_EN ? n->en : n->fr;
}

static const char *full_name(struct work *w, const struct item *i)
{
	return arena_printf(w->arena, "%s%s%s", i->first_name ? i->first_name : "",
			    i->first_name && i->last_name ? " " : "", i->last_name ? i->last_name : "");
}

static const char *luggage(struct work *w, int kg)
{
	struct text_arg args[] = { { "kg", arena_printf(w->arena, "%d", kg) }, { 0 } };

	return text_format(w->arena, w->lang, "policy.luggage", args);
}

static enum err draw_tickets(struct work *w, const struct booking *b, struct buf *out)
{
	struct ticket_doc *docs = arena_get(w->arena, (b->n_items + 1) * sizeof *docs);
	const char *const *rules = ticket_rules(w, b->rules, b->n_rules);
	size_t n = 0;

	for (size_t i = 0; i < b->n_items; i++) {
		const struct item *item = &b->items[i];

		if (!item->ticket_code)
			continue;
		docs[n++] = (struct ticket_doc){
			.lang = w->lang,
			.platform = conf_text(CONF_SITE_NAME),
			.company = b->operator.name,
			.from = b->from.city,
			.to = b->to.city,
			.board_at = named(w, &b->from.name),
			.alight_at = named(w, &b->to.name),
			.boarding = b->from.time - (int64_t)BOARDING_S * WHEN_SECOND,
			.departure = b->from.time,
			.arrival = b->to.time,
			.seat = item->seat,
			.passenger = full_name(w, item),
			.ref = b->ref,
			.bus_class = text(w->lang, arena_printf(w->arena, "bus_type.%s", b->bus.type)),
			.plate = b->bus.plate,
			.luggage = luggage(w, b->luggage_kg),
			.price_c = item->fare_c,
			.rules = rules,
			.phone = conf_text(CONF_SITE_PHONE),
			.code = item->ticket_code,
			.version = b->version,
			.issued_at = w->now,
		};
	}
	if (n == 0)
		return fail(ERR_UNAVAILABLE, "tickets of %s are not signed yet", b->ref);
	return ticket_pdf(w->arena, docs, n, out);
}

struct paid {
	const char *id, *method, *order_number, *order_id, *message, *approval_code, *card;
	const char *tax_id, *legal_id, *address;
	int64_t number, amount_c, captured_at;
};

static const struct field paid_fields[] = {
	{ "id", F_PUBLIC("payment"), AT(paid, id), "payment_id" },
	{ "number", F_INT, AT(paid, number), "number" },
	{ "method", F_TEXT, AT(paid, method), "method" },
	{ "amount", F_MONEY, AT(paid, amount_c), "amount_c" },
	{ "capturedAt", F_TIME, AT(paid, captured_at), "captured_at" },
	{ "orderNumber", F_TEXT, AT(paid, order_number), "order_number" },
	{ "orderId", F_TEXT, AT(paid, order_id), "order_id" },
	{ "message", F_TEXT, AT(paid, message), "message" },
	{ "approvalCode", F_TEXT, AT(paid, approval_code), "approval_code" },
	{ "card", F_TEXT, AT(paid, card), "card" },
	{ "taxId", F_TEXT, AT(paid, tax_id), "tax_id" },
	{ "legalId", F_TEXT, AT(paid, legal_id), "legal_id" },
	{ "address", F_TEXT, AT(paid, address), "address" },
	{ 0 },
};

static enum err draw_receipt(struct work *w, const struct booking *b, struct buf *out)
{
	struct receipt_line *lines = arena_get(w->arena, (b->n_items + 1) * sizeof *lines);
	struct receipt_doc doc;
	struct paid p;

	TRY(db_one(w, Q_DOCUMENT_PAYMENT, (struct param[]){ p_int(b->key) }, paid_fields, &p));
	for (size_t i = 0; i < b->n_items; i++)
		lines[i] = (struct receipt_line){
			arena_printf(w->arena, "%s \xE2\x80\x93 %s, %s", named(w, &b->from.city),
				     named(w, &b->to.city), b->items[i].seat),
			b->items[i].fare_c,
		};
	doc = (struct receipt_doc){
		.lang = w->lang,
		.platform = conf_text(CONF_SITE_NAME),
		.seller = named(w, &b->operator.name),
		.address = p.address,
		.nif = p.tax_id,
		.rc = p.legal_id,
		.number = arena_printf(w->arena, "%d-%06lld", when_local(p.captured_at).year,
				       (long long)p.number),
		.paid_at = p.captured_at,
		.amount_c = p.amount_c,
		.method = strcmp(p.method, "cash") == 0 ? RECEIPT_CASH : RECEIPT_CIB,
		.message = p.message,
		.order_number = p.order_number,
		.order_id = p.order_id,
		.approval = p.approval_code,
		.card = p.card,
		.payer = b->n_items ? full_name(w, &b->items[0]) : NULL,
		.ref = b->ref,
		.lines = lines,
		.n_lines = b->n_items,
		.vat_c = MONEY_NONE,
		.phone = conf_text(CONF_SITE_PHONE),
		.issued_at = w->now,
	};
	return receipt_pdf(w->arena, &doc, out);
}

enum err ticket_render(struct work *w, int64_t booking, const char *kind, const char *key)
{
	struct booking b;
	struct buf out;

	TRY(booking_by_key(w, booking, &b));
	lang_of(b.lang, &w->lang);
	TRY(ticket_issue(w, booking)); /* before drawing: the job may overtake the signing */
	TRY(booking_by_key(w, booking, &b));
	buf_init(&out, w->arena, 65536);
	TRY(strcmp(kind, "receipt") == 0 ? draw_receipt(w, &b, &out) : draw_tickets(w, &b, &out));
	if (arena_overflown(w->arena))
		return fail(ERR_MEMORY, "document too large");
	metric_add(METRIC_DOCUMENTS, 1);
	return objects_put(w, key, out.data, out.len);
}

enum err ticket_receipt(struct work *w, int64_t booking, struct buf *out)
{
	struct booking b;

	TRY(booking_by_key(w, booking, &b));
	lang_of(b.lang, &w->lang);
	buf_init(out, w->arena, 65536);
	return draw_receipt(w, &b, out);
}
