/* partner - handlers and inputs of the portal of companies. */
#ifndef CGI_PARTNER_H
#define CGI_PARTNER_H

#include "domain/partner.h"
#include "http/req.h"

enum { PARTNER_WAIT_MS = 2000 };

struct trip_in {
	int64_t id;
};
extern const struct rule trip_rules[];

/* What the viewer may do, for pages: Fact.maySell, Fact.mayCancel, Fact.mayChange, Fact.mayContact, Fact.mayGiveBack. */
void put_rights(struct req *r);
/* The reasons a departure is changed for: Data.reasons. */
void put_reasons(struct req *r);
/* The viewer's open till shift and the cash held, as that member. */
enum err put_till(struct req *r, const char *name);
/* A rendered document, or 202 while the worker draws it: the page comes back by itself. */
enum err answer_document(struct req *r, const char *path, const char *filename);

/* today.c */
extern const struct rule today_rules[];
extern const struct answer today_answers[];
handler_fn home, today;

/* trip.c */
extern const struct rule cancel_rules[];
extern const struct answer trip_answers[], paper_answers[], cancel_answers[];
handler_fn trip, manifest_pdf, manifest_csv, cancel_page, cancel;

/* operations.c */
extern const struct rule operations_rules[], operation_rules[], day_page_rules[], day_rules[];
extern const struct answer operations_answers[], operation_answers[], day_answers[];
handler_fn operations, operation, operation_again, day_page, cancel_day;

/* change.c */
extern const struct rule retime_rules[], rebus_page_rules[], remap_rules[], rebus_rules[];
extern const struct answer remap_answers[];
handler_fn retime_page, retime, remap_show, rebus_page, rebus;

/* counter.c */
extern const struct rule sell_form_rules[], sell_rules[], sell_api_rules[];
extern const struct answer sell_answers[];
handler_fn sell_page, sell;

/* bookings.c */
extern const struct rule sales_rules[], booking_rules[], booking_page_rules[];
extern const struct answer sales_answers[], sale_answers[];
handler_fn sales, sales_csv, booking, ticket_pdf, receipt_pdf, refund_paid;
/* One booking with its history. */
enum err answer_sale(struct req *r, const char *id);

/* give_back.c */
extern const struct rule give_back_page_rules[], give_back_rules[];
handler_fn give_back_page, give_back;

/* money.c */
extern const struct rule settlements_rules[], settlement_rules[], settlement_id_rules[], dispute_rules[];
extern const struct answer settlements_answers[], settlement_answers[];
handler_fn settlements, settlement, settlement_csv, settlement_pdf, settlement_agree, settlement_dispute;

/* till.c */
extern const struct rule till_open_rules[], till_close_rules[], till_open_form_rules[], till_close_form_rules[], shifts_rules[],
	shift_rules[];
extern const struct answer shifts_answers[], till_answers[], till_open_answers[], till_close_answers[], shift_answers[];
handler_fn shifts, till, till_begin, till_end, shift;

/* staff.c */
extern const struct rule staff_rules[], invite_rules[], invitation_rules[], member_rules[], role_rules[], audit_rules[];
extern const struct answer staff_answers[], invitations_answers[], invite_answers[], staff_done_answers[], audit_answers[];
handler_fn staff, invitations, invite_page, invite, uninvite, suspend, reinstate, give_role, audit;

/* buses.c */
extern const struct rule buses_rules[], bus_rules[];
extern const struct answer buses_answers[], bus_answers[];
handler_fn buses, bus;

#endif
