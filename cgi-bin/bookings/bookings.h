/* bookings - handlers and inputs of the program that holds seats and shows bookings. */
#ifndef CGI_BOOKINGS_H
#define CGI_BOOKINGS_H

#include "domain/booking.h"
#include "http/req.h"

struct booking_in {
	const char *id;
};
extern const struct rule id_rules[];

/* api.c */
extern const struct rule hold_rules[], hold_page_rules[], complete_rules[], list_rules[], lookup_rules[];
extern const struct answer hold_answers[], booking_answers[], list_answers[];
handler_fn hold, complete, list, show, lookup;

/* after.c */
extern const struct answer quote_answers[], quote_made_answers[];
extern const struct rule quote_rules[], quote_show_rules[], cancel_rules[], take_rules[], exchange_rules[], rename_rules[], choose_rules[];
handler_fn quote_make, quote_show, quote_accept, cancel, exchange, exchange_take, rename_traveller, cancel_page, exchange_page;

/* paper.c */
extern const struct answer paper_answers[];
handler_fn ticket_pdf_show, receipt_pdf_show, calendar;

/* page.c */
extern const struct rule seats_rules[], passengers_rules[], find_form_rules[], account_rules[];
/* "rules" of a page: what is kept of a fare, in words. */
void put_booking_rules(struct req *r, const struct booking *b);
handler_fn seats_page, passengers_page, passengers_save, ticket_page, find_page, release, account_page;

#endif
