/*
 * partner - the portal of companies, as pages and as JSON: departures of a day with seats and money,
 * passenger lists, bookings, buses, the counter, cancelling a departure.
 */
#include "http/app.h"
#include "partner.h"

#define CSV "text/csv; charset=utf-8"
#define PDF "application/pdf"

static const struct route rows[] = {
/*	  method  path                                        handler       auth          input             rate          cache            tx        page                    summary */
	{ GET,   "/api/v1/partner/trips",                    today,        AUTH_PARTNER, today_rules,      PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_COMPANY_TRIPS, .summary = "Departures of a day with seats sold and money", .answers = today_answers },
	{ GET,   "/api/v1/partner/trips/:id",                trip,         AUTH_PARTNER, trip_rules,       PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_COMPANY_RIDERS, .summary = "One departure with its passengers", .answers = trip_answers },
	{ GET,   "/api/v1/partner/trips/:id/manifest",       manifest_pdf, AUTH_PARTNER, trip_rules,       PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  NULL,                   .may = MAY_COMPANY_RIDERS, .summary = "Passenger list as PDF", .content = PDF, .answers = paper_answers },
	{ GET,   "/api/v1/partner/trips/:id/manifest.csv",   manifest_csv, AUTH_PARTNER, trip_rules,       PER_MIN(30),  CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_COMPANY_RIDERS, .summary = "Passenger list as CSV", .pool = POOL_SLOW, .content = CSV, .stream = true, .errors = FAILS(ERR_EXPORT) },
	{ POST,  "/api/v1/partner/trips/:id/sell",           sell,         AUTH_PARTNER, sell_api_rules,   PER_MIN(60),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_SELL, .summary = "Sell seats at the counter for cash", .idempotent = true, .answers = sell_answers, .errors = FAILS(ERR_SEAT_TAKEN, ERR_NOT_ENOUGH_SEATS, ERR_SALE_CLOSED, ERR_TRIP_CANCELLED) },
	{ PATCH, "/api/v1/partner/trips/:id/cancel",         cancel,       AUTH_PARTNER, cancel_rules,     PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_TRIP_CANCEL, .summary = "Cancel a departure", .answers = cancel_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,   "/api/v1/partner/bookings",                 sales,        AUTH_PARTNER, sales_rules,      PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_COMPANY_BOOKINGS, .summary = "Bookings, searched and filtered", .answers = sales_answers },
	{ GET,   "/api/v1/partner/bookings.csv",             sales_csv,    AUTH_PARTNER, sales_rules,      PER_MIN(10),  CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_COMPANY_BOOKINGS, .summary = "Bookings as CSV", .pool = POOL_SLOW, .content = CSV, .stream = true, .errors = FAILS(ERR_EXPORT) },
	{ GET,   "/api/v1/partner/bookings/:id",             booking,      AUTH_PARTNER, booking_rules,    PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_COMPANY_BOOKINGS, .summary = "One booking with its history", .answers = sale_answers },
	{ GET,   "/api/v1/partner/bookings/:id/ticket",      ticket_pdf,   AUTH_PARTNER, booking_rules,    PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  NULL,                   .may = MAY_COMPANY_BOOKINGS, .summary = "Ticket as PDF", .content = PDF, .answers = paper_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,   "/api/v1/partner/bookings/:id/receipt",     receipt_pdf,  AUTH_PARTNER, booking_rules,    PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  NULL,                   .may = MAY_COMPANY_BOOKINGS, .summary = "Receipt as PDF", .content = PDF, .answers = paper_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ POST,  "/api/v1/partner/bookings/:id/refund-paid", refund_paid,  AUTH_PARTNER, booking_rules,    PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_CASH_BACK, .summary = "The counter gave a cash refund back", .answers = sale_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET,   "/api/v1/partner/buses",                    buses,        AUTH_PARTNER, buses_rules,      PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_COMPANY_BUSES, .summary = "Own buses", .answers = buses_answers },
	{ GET,   "/api/v1/partner/buses/:id",                bus,          AUTH_PARTNER, bus_rules,        PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_COMPANY_BUSES, .summary = "One bus with its seat plan", .answers = bus_answers },
	{ GET,   "/api/v1/partner/staff",                    staff,        AUTH_PARTNER, staff_rules,      PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                       .may = MAY_COMPANY_STAFF, .summary = "People of the company", .answers = staff_answers },
	{ GET,   "/api/v1/partner/staff/invitations",        invitations,  AUTH_PARTNER, no_rules,         PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Invitations nobody accepted yet", .answers = invitations_answers },
	{ POST,  "/api/v1/partner/staff/invitations",        invite,       AUTH_PARTNER, invite_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Invite somebody to the office or the crews", .answers = invite_answers, .errors = FAILS(ERR_ALREADY_STAFF) },
	{ DELETE, "/api/v1/partner/staff/invitations/:id",   uninvite,     AUTH_PARTNER, invitation_rules, PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Take an invitation back", .answers = staff_done_answers, .errors = FAILS(ERR_NOT_FOUND) },
	{ PATCH, "/api/v1/partner/staff/:id/role",           give_role,    AUTH_PARTNER, role_rules,       PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Give another role", .answers = staff_done_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_NOT_ONESELF) },
	{ POST,  "/api/v1/partner/staff/:id/suspend",        suspend,      AUTH_PARTNER, member_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Suspend somebody, within seconds", .answers = staff_done_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_NOT_ONESELF) },
	{ POST,  "/api/v1/partner/staff/:id/reinstate",      reinstate,    AUTH_PARTNER, member_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Let somebody in again", .answers = staff_done_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_NOT_ONESELF) },
	{ GET,   "/api/v1/partner/audit",                    audit,        AUTH_PARTNER, audit_rules,      PER_MIN(60),  CACHE_PRIVATE_0, TX_READ,  NULL,                       .may = MAY_COMPANY_AUDIT, .summary = "Who did what in the company", .answers = audit_answers },

	{ GET,   "/:lang/partner",                           home,         AUTH_PARTNER, no_rules,         PER_MIN(120), CACHE_NEVER,     TX_NONE,  NULL,                   .may = MAY_COMPANY_TRIPS, .summary = "To the portal" },
	{ GET,   "/:lang/partner/",                          today,        AUTH_PARTNER, today_rules,      PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/today.cs",     .may = MAY_COMPANY_TRIPS, .summary = "Departures of a day" },
	{ GET,   "/:lang/partner/trips/:id",                 trip,         AUTH_PARTNER, trip_rules,       PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/trip.cs",      .may = MAY_COMPANY_RIDERS, .summary = "One departure with its passengers" },
	{ GET,   "/:lang/partner/trips/:id/manifest.pdf",    manifest_pdf, AUTH_PARTNER, trip_rules,       PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  "partner/wait.cs",      .may = MAY_COMPANY_RIDERS, .summary = "Passenger list as PDF", .content = PDF },
	{ GET,   "/:lang/partner/trips/:id/manifest.csv",    manifest_csv, AUTH_PARTNER, trip_rules,       PER_MIN(30),  CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_COMPANY_RIDERS, .summary = "Passenger list as CSV", .pool = POOL_SLOW, .content = CSV, .stream = true },
	{ GET,   "/:lang/partner/trips/:id/sell",            sell_page,    AUTH_PARTNER, sell_form_rules,  PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/sell.cs",      .may = MAY_SELL, .summary = "Counter" },
	{ POST,  "/:lang/partner/trips/:id/sell",            sell,         AUTH_PARTNER, sell_rules,       PER_MIN(60),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_SELL, .summary = "Sell seats at the counter for cash", .idempotent = true, .form = sell_page, .next = "/:lang/partner/bookings/{id}?sold=1" },
	{ GET,   "/:lang/partner/trips/:id/cancel",          cancel_page,  AUTH_PARTNER, trip_rules,       PER_MIN(60),  CACHE_NEVER,     TX_READ,  "partner/cancel.cs",    .may = MAY_TRIP_CANCEL, .summary = "What cancelling a departure would do" },
	{ POST,  "/:lang/partner/trips/:id/cancel",          cancel,       AUTH_PARTNER, cancel_rules,     PER_MIN(10),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_TRIP_CANCEL, .summary = "Cancel a departure", .form = cancel_page },
	{ GET,   "/:lang/partner/bookings",                  sales,        AUTH_PARTNER, sales_rules,      PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/bookings.cs",  .may = MAY_COMPANY_BOOKINGS, .summary = "Bookings, searched and filtered" },
	{ GET,   "/:lang/partner/bookings.csv",              sales_csv,    AUTH_PARTNER, sales_rules,      PER_MIN(10),  CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_COMPANY_BOOKINGS, .summary = "Bookings as CSV", .pool = POOL_SLOW, .content = CSV, .stream = true },
	{ GET,   "/:lang/partner/bookings/:id",              booking,      AUTH_PARTNER, booking_page_rules, PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/booking.cs",   .may = MAY_COMPANY_BOOKINGS, .summary = "One booking with its history" },
	{ GET,   "/:lang/partner/bookings/:id/ticket.pdf",   ticket_pdf,   AUTH_PARTNER, booking_rules,    PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  "partner/wait.cs",      .may = MAY_COMPANY_BOOKINGS, .summary = "Ticket as PDF", .content = PDF },
	{ GET,   "/:lang/partner/bookings/:id/receipt.pdf",  receipt_pdf,  AUTH_PARTNER, booking_rules,    PER_MIN(60),  CACHE_PRIVATE_0, TX_NONE,  "partner/wait.cs",      .may = MAY_COMPANY_BOOKINGS, .summary = "Receipt as PDF", .content = PDF },
	{ POST,  "/:lang/partner/bookings/:id/refund-paid",  refund_paid,  AUTH_PARTNER, booking_rules,    PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_CASH_BACK, .summary = "The counter gave a cash refund back", .form = booking },
	{ GET,   "/:lang/partner/buses",                     buses,        AUTH_PARTNER, buses_rules,      PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/buses.cs",     .may = MAY_COMPANY_BUSES, .summary = "Own buses" },
	{ GET,   "/:lang/partner/buses/:id",                 bus,          AUTH_PARTNER, bus_rules,        PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/bus.cs",       .may = MAY_COMPANY_BUSES, .summary = "One bus with its seat plan" },
	{ GET,   "/:lang/partner/staff",                     staff,        AUTH_PARTNER, staff_rules,      PER_MIN(120), CACHE_NEVER,     TX_READ,  "partner/staff.cs",         .may = MAY_COMPANY_STAFF, .summary = "People of the company" },
	{ GET,   "/:lang/partner/staff/invite",              invite_page,  AUTH_PARTNER, no_rules,         PER_MIN(60),  CACHE_NEVER,     TX_NONE,  "partner/invite.cs",        .may = MAY_COMPANY_STAFF, .summary = "Form of an invitation" },
	{ POST,  "/:lang/partner/staff/invite",              invite,       AUTH_PARTNER, invite_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Invite somebody to the office or the crews", .form = invite_page },
	{ POST,  "/:lang/partner/staff/invitations/:id/drop", uninvite,    AUTH_PARTNER, invitation_rules, PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Take an invitation back", .form = staff },
	{ POST,  "/:lang/partner/staff/:id/suspend",         suspend,      AUTH_PARTNER, member_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Suspend somebody, within seconds", .form = staff },
	{ POST,  "/:lang/partner/staff/:id/reinstate",       reinstate,    AUTH_PARTNER, member_rules,     PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Let somebody in again", .form = staff },
	{ POST,  "/:lang/partner/staff/:id/role",            give_role,    AUTH_PARTNER, role_rules,       PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                       .may = MAY_COMPANY_STAFF, .summary = "Give another role", .form = staff },
	{ GET,   "/:lang/partner/audit",                     audit,        AUTH_PARTNER, audit_rules,      PER_MIN(60),  CACHE_NEVER,     TX_READ,  "partner/audit.cs",         .may = MAY_COMPANY_AUDIT, .summary = "Who did what in the company" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "partner", rows);
}
