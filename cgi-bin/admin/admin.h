/* admin - handlers and inputs of the platform's own portal, and of its health. */
#ifndef CGI_ADMIN_H
#define CGI_ADMIN_H

#include "domain/platform.h"
#include "http/req.h"

/* health.c */
extern const struct answer live_answers[], ready_answers[], health_answers[];
handler_fn live, ready, health, metrics;

/* docs.c */
handler_fn openapi, docs;

/* dashboard.c */
extern const struct rule dashboard_rules[];
extern const struct answer dashboard_answers[];
handler_fn home, dashboard;

/* bookings.c */
extern const struct rule sales_rules[], booking_rules[];
extern const struct answer sales_answers[], booking_answers[];
handler_fn sales, sales_csv, booking;

/* partners.c */
extern const struct rule partners_rules[], partner_rules[];
extern const struct answer partners_answers[], partner_answers[];
handler_fn partners, partner;

/* people.c */
extern const struct rule person_rules[], company_rules[];
extern const struct answer stopped_answers[];
handler_fn person_suspend, person_reinstate, company_suspend, company_reinstate;

/* routes.c */
extern const struct rule routes_rules[], route_rules[];
extern const struct answer routes_answers[], route_answers[];
handler_fn routes, route;

/* money.c */
extern const struct rule payments_rules[], jobs_rules[];
extern const struct answer payments_answers[], jobs_answers[];
handler_fn payments, jobs;

/* settlements.c */
extern const struct rule settlements_rules[], settlement_rules[], settlement_move_rules[], settlement_cut_rules[],
	transfer_sign_rules[], transfers_rules[], transfer_rules[], account_rules[], deposit_rules[], deposit_form_rules[];
extern const struct answer settlements_answers[], settlement_answers[], cut_answers[], transfers_answers[],
	transfer_answers[];
handler_fn settlements, settlement, settlement_close, settlement_review, settlement_approve, transfers, transfer_make,
	transfer_file, company_account, company_deposit;

/* reconcile.c */
extern const struct rule reconcile_rules[], reconcile_close_rules[];
extern const struct answer reconcile_answers[];
handler_fn reconcile, reconcile_close;

/* fleet.c */
extern const struct rule fleet_rules[], fleet_live_rules[];
extern const struct answer fleet_answers[], fleet_live_answers[];
handler_fn fleet, fleet_live;

/* The names of all companies, for a filter of the page. */
enum err put_companies(struct req *r);
/* Pagination of a list that is counted to 10,001. */
void put_counted(struct req *r, const struct page *page);

#endif
