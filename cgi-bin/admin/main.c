/*
 * admin - the portal of the platform's staff, as pages and as JSON: numbers, bookings, companies,
 * lines, payments, work that waits, buses on the road; and the health of the platform.
 */
#include "admin.h"
#include "http/app.h"

#define CSV "text/csv; charset=utf-8"
#define TEXT "text/plain; charset=utf-8"

static const struct route rows[] = {
/*	  method path                                      handler    auth           input            rate          cache            tx        page                    summary */
	{ GET, "/health",                                health,    AUTH_OPEN,     no_rules,        PER_MIN(6000), CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_HEALTH, .summary = "State of every part", .answers = health_answers },
	{ GET, "/health/live",                           live,      AUTH_OPEN,     no_rules,        PER_MIN(6000), CACHE_NEVER,     TX_NONE,  NULL,                   .may = MAY_HEALTH, .summary = "The program runs", .answers = live_answers },
	{ GET, "/health/ready",                          ready,     AUTH_OPEN,     no_rules,        PER_MIN(6000), CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_HEALTH, .summary = "Requests can be served", .answers = ready_answers },
	{ GET, "/metrics",                               metrics,   AUTH_LOOPBACK, no_rules,        PER_MIN(600), CACHE_NEVER,     TX_NONE,  NULL,                   .may = MAY_METRICS, .summary = "Counters in the Prometheus format", .content = "text/plain; version=0.0.4; charset=utf-8" },

	{ GET, "/api/openapi.json",                      openapi,   AUTH_OPEN,     no_rules,        PER_MIN(60),  CACHE_PUBLIC_S(60), TX_NONE, NULL,                  .may = MAY_SITE, .summary = "This description", .content = "application/json; charset=utf-8" },
	{ GET, "/api/docs",                              docs,      AUTH_OPEN,     no_rules,        PER_MIN(60),  CACHE_PUBLIC_S(60), TX_NONE, NULL,                  .may = MAY_SITE, .summary = "Reference of the API, and forms to try it", .content = "text/html; charset=utf-8" },

	{ GET, "/api/v1/admin/analytics/dashboard",      dashboard, AUTH_ADMIN,    dashboard_rules, PER_MIN(60),  CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_FIGURES, .summary = "Sales, payments, holds, queue and positions in numbers", .pool = POOL_SLOW, .answers = dashboard_answers },
	{ GET, "/api/v1/admin/bookings",                 sales,     AUTH_ADMIN,    sales_rules,     PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_BOOKINGS, .summary = "All bookings, searched and filtered", .answers = sales_answers },
	{ GET, "/api/v1/admin/bookings.csv",             sales_csv, AUTH_ADMIN,    sales_rules,     PER_MIN(10),  CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_ALL_BOOKINGS, .summary = "Bookings as CSV", .pool = POOL_SLOW, .content = CSV, .stream = true, .errors = FAILS(ERR_EXPORT) },
	{ GET, "/api/v1/admin/bookings/:id",             booking,   AUTH_ADMIN,    booking_rules,   PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_BOOKINGS, .summary = "One booking with everything that happened to it", .answers = booking_answers },
	{ GET, "/api/v1/admin/partners",                 partners,  AUTH_ADMIN,    partners_rules,  PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_COMPANIES, .summary = "Companies", .answers = partners_answers },
	{ POST, "/api/v1/admin/partners/:id/suspend",    company_suspend,   AUTH_ADMIN, company_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL, .may = MAY_STOP, .summary = "Suspend a company and its people, within seconds", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_WRONG_STATE) },
	{ POST, "/api/v1/admin/partners/:id/reinstate",  company_reinstate, AUTH_ADMIN, company_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL, .may = MAY_STOP, .summary = "Let a company in again", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_WRONG_STATE) },
	{ POST, "/api/v1/admin/users/:id/suspend",       person_suspend,    AUTH_ADMIN, person_rules,  PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL, .may = MAY_STOP, .summary = "Suspend a person, within seconds", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_NOT_ONESELF) },
	{ POST, "/api/v1/admin/users/:id/reinstate",     person_reinstate,  AUTH_ADMIN, person_rules,  PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL, .may = MAY_STOP, .summary = "Let a person in again", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_NOT_ONESELF) },
	{ GET, "/api/v1/admin/partners/:id",             partner,   AUTH_ADMIN,    partner_rules,   PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_COMPANIES, .summary = "One company", .answers = partner_answers },
	{ POST, "/api/v1/admin/partners/:id/account",    company_account, AUTH_ADMIN, account_rules,  PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "Say where a company is paid to", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND) },
	{ POST, "/api/v1/admin/partners/:id/deposit",    company_deposit, AUTH_ADMIN, deposit_rules,  PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "A company handed cash in at the bank", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_EXISTS) },
	{ GET, "/api/v1/admin/settlements",              settlements, AUTH_ADMIN,  settlements_rules, PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_SETTLEMENTS, .summary = "Statements of companies", .answers = settlements_answers },
	{ POST, "/api/v1/admin/settlements",             settlement_close, AUTH_ADMIN, settlement_cut_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL,                  .may = MAY_PAYOUT, .summary = "Close the books of a company up to a day", .answers = cut_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_WRONG_STATE) },
	{ GET, "/api/v1/admin/settlements/:id",          settlement, AUTH_ADMIN,   settlement_rules, PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_SETTLEMENTS, .summary = "One statement with its lines and signatures", .answers = settlement_answers },
	{ POST, "/api/v1/admin/settlements/:id/review",  settlement_review, AUTH_ADMIN, settlement_move_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL,                .may = MAY_PAYOUT, .summary = "A statement was looked at, or its dispute is settled", .answers = settlement_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ POST, "/api/v1/admin/settlements/:id/approve", settlement_approve, AUTH_ADMIN, settlement_move_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL,               .may = MAY_PAYOUT, .summary = "The first signature of a statement", .answers = settlement_answers, .errors = FAILS(ERR_WRONG_STATE) },
	{ GET, "/api/v1/admin/transfers",                transfers, AUTH_ADMIN,    transfers_rules, PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_SETTLEMENTS, .summary = "Files made for the bank", .answers = transfers_answers },
	{ POST, "/api/v1/admin/transfers",               transfer_make, AUTH_ADMIN, transfer_sign_rules, PER_MIN(10), CACHE_NEVER,    TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "The second signature of statements, and the file that pays them", .idempotent = true, .answers = transfer_answers, .errors = FAILS(ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_SECOND_PERSON, ERR_NO_ACCOUNT) },
	{ GET, "/api/v1/admin/transfers/:id/file",       transfer_file, AUTH_ADMIN, transfer_rules,  PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "The bytes of a file for the bank, as they were signed", .content = TEXT },
	{ GET, "/api/v1/admin/routes",                   routes,    AUTH_ADMIN,    routes_rules,    PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_ROUTES, .summary = "Lines of all companies", .answers = routes_answers },
	{ GET, "/api/v1/admin/routes/:id",               route,     AUTH_ADMIN,    route_rules,     PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_ROUTES, .summary = "One line with stops and departures", .answers = route_answers },
	{ GET, "/api/v1/admin/payments",                 payments,  AUTH_ADMIN,    payments_rules,  PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_PAYMENTS, .summary = "Payments", .answers = payments_answers },
	{ GET, "/api/v1/admin/reconcile",                reconcile, AUTH_ADMIN,    reconcile_rules, PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_PAYMENTS, .summary = "Where the bank and the books disagree", .answers = reconcile_answers },
	{ POST, "/api/v1/admin/reconcile/:id/close",     reconcile_close, AUTH_ADMIN, reconcile_close_rules, PER_MIN(60), CACHE_NEVER, TX_WRITE, NULL,                    .may = MAY_PAYOUT, .summary = "A disagreement with the bank was seen to", .answers = stopped_answers, .errors = FAILS(ERR_NOT_FOUND) },
	{ GET, "/api/v1/admin/jobs",                     jobs,      AUTH_ADMIN,    jobs_rules,      PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_JOBS, .summary = "Work that waits, runs or was given up", .answers = jobs_answers },
	{ GET, "/api/v1/admin/fleet",                    fleet,     AUTH_ADMIN,    fleet_rules,     PER_MIN(120), CACHE_PRIVATE_0, TX_READ,  NULL,                   .may = MAY_ALL_BUSES, .summary = "Buses on the road with their last position", .answers = fleet_answers },
	{ GET, "/api/v1/admin/fleet/live",               fleet_live, AUTH_ADMIN,    fleet_live_rules, PER_MIN(120), CACHE_NEVER, TX_READ,  NULL,                   .may = MAY_ALL_BUSES, .summary = "All buses on the road, and the ticket of their live stream", .answers = fleet_live_answers },

	{ GET, "/:lang/admin",                           home,      AUTH_ADMIN,    no_rules,        PER_MIN(120), CACHE_NEVER,     TX_NONE,  NULL,                   .may = MAY_FIGURES, .summary = "To the portal" },
	{ GET, "/:lang/admin/",                          dashboard, AUTH_ADMIN,    dashboard_rules, PER_MIN(60),  CACHE_NEVER,     TX_READ,  "admin/dashboard.cs",   .may = MAY_FIGURES, .summary = "Sales, payments, holds, queue and positions in numbers", .pool = POOL_SLOW },
	{ GET, "/:lang/admin/bookings",                  sales,     AUTH_ADMIN,    sales_rules,     PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/bookings.cs",    .may = MAY_ALL_BOOKINGS, .summary = "All bookings, searched and filtered" },
	{ GET, "/:lang/admin/bookings.csv",              sales_csv, AUTH_ADMIN,    sales_rules,     PER_MIN(10),  CACHE_NEVER,     TX_READ,  NULL,                   .may = MAY_ALL_BOOKINGS, .summary = "Bookings as CSV", .pool = POOL_SLOW, .content = CSV, .stream = true },
	{ GET, "/:lang/admin/bookings/:id",              booking,   AUTH_ADMIN,    booking_rules,   PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/booking.cs",     .may = MAY_ALL_BOOKINGS, .summary = "One booking with everything that happened to it" },
	{ GET, "/:lang/admin/partners",                  partners,  AUTH_ADMIN,    partners_rules,  PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/partners.cs",    .may = MAY_ALL_COMPANIES, .summary = "Companies" },
	{ GET, "/:lang/admin/partners/:id",              partner,   AUTH_ADMIN,    partner_rules,   PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/partner.cs",     .may = MAY_ALL_COMPANIES, .summary = "One company" },
	{ POST, "/:lang/admin/partners/:id/account",     company_account, AUTH_ADMIN, account_rules,  PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "Say where a company is paid to", .form = partner },
	{ POST, "/:lang/admin/partners/:id/deposit",     company_deposit, AUTH_ADMIN, deposit_form_rules, PER_MIN(30), CACHE_NEVER,  TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "A company handed cash in at the bank", .form = partner },
	{ GET, "/:lang/admin/settlements",               settlements, AUTH_ADMIN,  settlements_rules, PER_MIN(120), CACHE_NEVER,    TX_READ,  "admin/settlements.cs", .may = MAY_ALL_SETTLEMENTS, .summary = "Statements of companies" },
	{ POST, "/:lang/admin/settlements/close",        settlement_close, AUTH_ADMIN, settlement_cut_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL,                  .may = MAY_PAYOUT, .summary = "Close the books of a company up to a day", .form = settlements },
	{ GET, "/:lang/admin/settlements/:id",           settlement, AUTH_ADMIN,   settlement_rules, PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/settlement.cs",  .may = MAY_ALL_SETTLEMENTS, .summary = "One statement with its lines and signatures" },
	{ POST, "/:lang/admin/settlements/:id/review",   settlement_review, AUTH_ADMIN, settlement_move_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL,                .may = MAY_PAYOUT, .summary = "A statement was looked at, or its dispute is settled", .form = settlement },
	{ POST, "/:lang/admin/settlements/:id/approve",  settlement_approve, AUTH_ADMIN, settlement_move_rules, PER_MIN(30), CACHE_NEVER, TX_WRITE, NULL,               .may = MAY_PAYOUT, .summary = "The first signature of a statement", .form = settlement },
	{ GET, "/:lang/admin/transfers",                 transfers, AUTH_ADMIN,    transfers_rules, PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/transfers.cs",   .may = MAY_ALL_SETTLEMENTS, .summary = "Files made for the bank" },
	{ POST, "/:lang/admin/transfers",                transfer_make, AUTH_ADMIN, transfer_sign_rules, PER_MIN(10), CACHE_NEVER,    TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "The second signature of statements, and the file that pays them", .idempotent = true, .form = transfers },
	{ GET, "/:lang/admin/transfers/:id/file",        transfer_file, AUTH_ADMIN, transfer_rules,  PER_MIN(30),  CACHE_NEVER,     TX_WRITE, NULL,                   .may = MAY_PAYOUT, .summary = "The bytes of a file for the bank, as they were signed", .content = TEXT },
	{ GET, "/:lang/admin/routes",                    routes,    AUTH_ADMIN,    routes_rules,    PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/routes.cs",      .may = MAY_ALL_ROUTES, .summary = "Lines of all companies" },
	{ GET, "/:lang/admin/routes/:id",                route,     AUTH_ADMIN,    route_rules,     PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/route.cs",       .may = MAY_ALL_ROUTES, .summary = "One line with stops and departures" },
	{ GET, "/:lang/admin/payments",                  payments,  AUTH_ADMIN,    payments_rules,  PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/payments.cs",    .may = MAY_ALL_PAYMENTS, .summary = "Payments" },
	{ GET, "/:lang/admin/reconcile",                 reconcile, AUTH_ADMIN,    reconcile_rules, PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/reconcile.cs",   .may = MAY_ALL_PAYMENTS, .summary = "Where the bank and the books disagree" },
	{ POST, "/:lang/admin/reconcile/:id/close",      reconcile_close, AUTH_ADMIN, reconcile_close_rules, PER_MIN(60), CACHE_NEVER, TX_WRITE, NULL,                    .may = MAY_PAYOUT, .summary = "A disagreement with the bank was seen to", .form = reconcile },
	{ GET, "/:lang/admin/jobs",                      jobs,      AUTH_ADMIN,    jobs_rules,      PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/jobs.cs",        .may = MAY_ALL_JOBS, .summary = "Work that waits, runs or was given up" },
	{ GET, "/:lang/admin/fleet",                     fleet,     AUTH_ADMIN,    fleet_rules,     PER_MIN(120), CACHE_NEVER,     TX_READ,  "admin/fleet.cs",       .may = MAY_ALL_BUSES, .summary = "Buses on the road" },
	{ 0 },
};

int main(int argc, char **argv)
{
	return app_run(argc, argv, "admin", rows);
}
