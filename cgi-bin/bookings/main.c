/*
 * bookings - seats held, passengers named, tickets shown.
 */
#include "bookings.h"
#include "http/app.h"

static const struct route rows[] = {
/*	  method path                                handler            auth        input             rate          cache            tx        page                   summary */
	{ POST,  "/api/v1/bookings",                 hold,              AUTH_GUEST, hold_rules,       PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_HOLD, .summary = "Hold seats", .idempotent = true, .answers = hold_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_SEAT_TAKEN, ERR_NOT_ENOUGH_SEATS, ERR_SALE_CLOSED, ERR_TRIP_CANCELLED, ERR_HOLD_LIMIT) },
	{ GET,   "/api/v1/bookings",                 list,              AUTH_USER,  list_rules,       PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                  .may = MAY_BOOKINGS, .summary = "Own bookings", .answers = list_answers },
	{ GET,   "/api/v1/users/me/bookings",        list,              AUTH_USER,  list_rules,       PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                  .may = MAY_BOOKINGS, .summary = "Own bookings", .answers = list_answers },
	{ POST,  "/api/v1/bookings/lookup",          lookup,            AUTH_GUEST, lookup_rules,     PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_FIND, .summary = "Find a booking by reference and phone", .answers = booking_answers, .errors = FAILS(ERR_NO_MATCH) },
	{ GET,   "/api/v1/bookings/:id",             show,              AUTH_GUEST, id_rules,         PER_MIN(300), CACHE_PRIVATE_0, TX_READ,  NULL,                  .may = MAY_BOOKING, .summary = "One booking", .answers = booking_answers },
	{ PATCH, "/api/v1/bookings/:id",             complete,          AUTH_GUEST, complete_rules,   PER_MIN(60),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Complete names and contact of a held booking", .answers = booking_answers, .errors = FAILS(ERR_MISSING_FIELD, ERR_HOLD_EXPIRED, ERR_WRONG_STATE) },
	{ POST,  "/api/v1/bookings/:id/quotes",      quote_make,        AUTH_GUEST, quote_rules,      PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "What cancelling would give back", .answers = quote_made_answers, .errors = FAILS(ERR_WRONG_STATE, ERR_SALE_CLOSED) },
	{ GET,   "/api/v1/bookings/:id/quotes/:quote", quote_show,      AUTH_GUEST, quote_show_rules, PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "A quote", .answers = quote_answers },
	{ PATCH, "/api/v1/bookings/:id/cancel",      cancel,            AUTH_GUEST, cancel_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Give an unpaid booking back, or cancel a paid one, wholly or in part", .answers = booking_answers, .errors = FAILS(ERR_WRONG_STATE, ERR_SALE_CLOSED, ERR_QUOTE) },
	{ POST,  "/api/v1/bookings/:id/modify",      exchange,          AUTH_GUEST, exchange_rules,   PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Hold other seats or another departure for a paid booking", .idempotent = true, .answers = quote_made_answers, .errors = FAILS(ERR_WRONG_STATE, ERR_SEAT_TAKEN, ERR_NOT_ENOUGH_SEATS, ERR_SALE_CLOSED, ERR_TRIP_CANCELLED) },
	{ PATCH, "/api/v1/bookings/:id/modify",      exchange_take,     AUTH_GUEST, take_rules,       PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Change to them, when nothing is to be paid", .answers = booking_answers, .errors = FAILS(ERR_WRONG_STATE, ERR_QUOTE) },
	{ PATCH, "/api/v1/bookings/:id/passengers",  rename_traveller,  AUTH_GUEST, rename_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Name another traveller of a paid booking", .answers = booking_answers, .errors = FAILS(ERR_WRONG_STATE, ERR_SALE_CLOSED, ERR_INCOMPLETE) },
	{ GET,   "/api/v1/bookings/:id/ticket",      ticket_pdf_show,   AUTH_GUEST, id_rules,         PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  NULL,                  .may = MAY_BOOKING, .summary = "Ticket as PDF", .content = "application/pdf", .answers = paper_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,   "/api/v1/bookings/:id/receipt",     receipt_pdf_show,  AUTH_GUEST, id_rules,         PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  NULL,                  .may = MAY_BOOKING, .summary = "Receipt as PDF", .content = "application/pdf", .answers = paper_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,   "/api/v1/bookings/:id/calendar",    calendar,          AUTH_GUEST, id_rules,         PER_MIN(60),  CACHE_PRIVATE_0, TX_READ,  NULL,                  .may = MAY_BOOKING, .summary = "Trip as a calendar entry", .content = "text/calendar; charset=utf-8", .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,   "/:lang/trip/:id/seats",            seats_page,        AUTH_GUEST, seats_rules,      PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/seats.cs",       .may = MAY_HOLD, .summary = "Choose seats" },
	{ POST,  "/:lang/trip/:id/seats",            hold,              AUTH_GUEST, hold_page_rules,  PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_HOLD, .summary = "Hold the chosen seats", .idempotent = true, .form = seats_page, .next = "/:lang/booking/{id}/passengers" },
	{ GET,   "/:lang/booking/:id/passengers",    passengers_page,   AUTH_GUEST, id_rules,         PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/passengers.cs",  .may = MAY_BOOKING_CHANGE, .summary = "Names and contact" },
	{ POST,  "/:lang/booking/:id/passengers",    passengers_save,   AUTH_GUEST, passengers_rules, PER_MIN(60),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Save names and contact", .form = passengers_page, .next = "/:lang/pay/{id}" },
	{ GET,   "/:lang/booking/:id",               ticket_page,       AUTH_GUEST, id_rules,         PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/ticket.cs",      .may = MAY_BOOKING, .summary = "Ticket, or the state of the booking" },
	{ POST,  "/:lang/booking/:id/release",       release,           AUTH_GUEST, id_rules,         PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Give an unpaid booking back", .form = ticket_page },
	{ GET,   "/:lang/booking/:id/cancel",        cancel_page,       AUTH_GUEST, quote_rules,      PER_MIN(60),  CACHE_NEVER,     TX_READ,  "site/cancel.cs",      .may = MAY_BOOKING_CHANGE, .summary = "Choose who gives the ticket back" },
	{ POST,  "/:lang/booking/:id/cancel",        quote_make,        AUTH_GUEST, quote_rules,      PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "What that gives back", .form = cancel_page },
	{ GET,   "/:lang/booking/:id/exchange",      exchange_page,     AUTH_GUEST, choose_rules,     PER_MIN(60),  CACHE_NEVER,     TX_READ,  "site/exchange.cs",    .may = MAY_BOOKING_CHANGE, .summary = "Choose another departure" },
	{ POST,  "/:lang/booking/:id/exchange",      exchange,          AUTH_GUEST, exchange_rules,   PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Hold seats on it", .idempotent = true, .form = exchange_page },
	{ GET,   "/:lang/booking/:id/quote/:quote",  quote_show,        AUTH_GUEST, quote_show_rules, PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/quote.cs",       .may = MAY_BOOKING_CHANGE, .summary = "What it costs or gives back" },
	{ POST,  "/:lang/booking/:id/quote/:quote",  quote_accept,      AUTH_GUEST, quote_show_rules, PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_BOOKING_CHANGE, .summary = "Accept it", .form = quote_show },
	{ GET,   "/:lang/booking/:id/ticket.pdf",    ticket_pdf_show,   AUTH_GUEST, id_rules,         PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  "site/wait.cs",        .may = MAY_BOOKING, .summary = "Ticket as PDF", .content = "application/pdf" },
	{ GET,   "/:lang/booking/:id/receipt.pdf",   receipt_pdf_show,  AUTH_GUEST, id_rules,         PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  "site/wait.cs",        .may = MAY_BOOKING, .summary = "Receipt as PDF", .content = "application/pdf" },
	{ GET,   "/:lang/booking/:id/trip.ics",      calendar,          AUTH_GUEST, id_rules,         PER_MIN(60),  CACHE_PRIVATE_0, TX_READ,  NULL,                  .may = MAY_BOOKING, .summary = "Trip as a calendar entry", .content = "text/calendar; charset=utf-8" },
	{ GET,   "/:lang/find",                      find_page,         AUTH_GUEST, find_form_rules,  PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "site/find.cs",        .may = MAY_FIND, .summary = "Find my booking" },
	{ POST,  "/:lang/find",                      lookup,            AUTH_GUEST, lookup_rules,     PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,                  .may = MAY_FIND, .summary = "Find a booking by reference and phone", .form = find_page, .next = "/:lang/booking/{id}" },
	{ GET,   "/:lang/account",                   account_page,      AUTH_USER,  account_rules,    PER_MIN(120), CACHE_NEVER,     TX_READ,  "site/account.cs",     .may = MAY_BOOKINGS, .summary = "Own bookings" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "bookings", rows);
}
