/* give_back - cancelling passengers of a booking for them: what would come back, then doing it. */
#include "partner.h"

#include <string.h>

static const char *const ways[] = { "rules", "full", NULL };

struct give_back_in {
	const char *id, *refund, *reason;
	const char **seats;
	size_t n_seats;
};

const struct rule give_back_page_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(give_back_in, id), .need = true },
	{ .size = sizeof(struct give_back_in) },
};

const struct rule give_back_rules[] = {
	{ ":id", V_PUBLIC("booking"), AT(give_back_in, id), .need = true },
	{ "seats", V_TEXTS, AT(give_back_in, seats), .count_at = offsetof(struct give_back_in, n_seats), .min = 1, .max = SEAT_MAX, .help = "seats of the passengers it is about; everybody's without it" },
	{ "refund", V_ENUM, AT(give_back_in, refund), .need = true, .oneof = ways, .help = "rules: those of the purchase; full: everything" },
	{ "reason", V_ENUM, AT(give_back_in, reason), .need = true, .oneof = override_reasons },
	{ .size = sizeof(struct give_back_in) },
};

struct reason {
	const char *code;
};

static const struct field reason_fields[] = {
	{ "code", F_ENUM("override_reason"), AT(reason, code) },
	{ 0 },
};

enum err give_back_page(struct req *r)
{
	const struct give_back_in *in = r->in;
	struct sale_detail *d = arena_get(r->work.arena, sizeof *d);
	struct cancel_line *lines;
	struct reason *reasons;
	size_t n_lines, n = 0;

	TRY(partner_sale(&r->work, in->id, d));
	TRY(partner_cancel_lines(&r->work, in->id, &lines, &n_lines));
	while (override_reasons[n])
		n++;
	reasons = arena_get(r->work.arena, n * sizeof *reasons);
	for (size_t i = 0; i < n; i++)
		reasons[i].code = override_reasons[i];
	put(r, NULL, booking_fields, &d->booking);
	put_list(r, "lines", cancel_line_fields, sizeof *lines, lines, n_lines);
	put_list(r, "reasons", reason_fields, sizeof *reasons, reasons, n);
	return reply(r, 200);
}

enum err give_back(struct req *r)
{
	const struct give_back_in *in = r->in;

	if (r->is_page && !in->n_seats)
		return input_wrong(r, "seats", ERR_MISSING_FIELD);
	TRY(partner_booking_cancel(&r->work, in->id, in->seats, in->n_seats, in->reason, strcmp(in->refund, "full") == 0));
	if (r->is_page)
		return reply_redirect(r, req_page(r, arena_printf(r->work.arena, "/partner/bookings/booking_%s", in->id)));
	return answer_sale(r, in->id);
}
