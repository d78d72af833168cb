/*
 * receipt - the payment receipt, one A4 page apart from the ticket: what the bank answered as it
 * said it, the amount with its centimes, and the seller's tax numbers. Cash receipts have no bank
 * part. A pure function of its struct.
 */
#ifndef DOCUMENT_RECEIPT_H
#define DOCUMENT_RECEIPT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "base/text.h"

struct arena;
struct buf;

/* The bank network's free help line, which every card receipt must show. */
#define RECEIPT_BANK_PHONE "3020"

enum { RECEIPT_LINES = 12 }; /* at most: what one page holds in every case */

enum receipt_method { RECEIPT_CIB, RECEIPT_EDAHABIA, RECEIPT_CASH };

struct receipt_line {
	const char *words; /* in the document's language */
	int64_t amount_c;
};

/* Text is raw; NULL leaves a row out. */
struct receipt_doc {
	enum lang lang;
	const char *platform;
	const char *seller, *address;  /* the company that sells, as registered */
	const char *nif, *rc, *ai;     /* its tax numbers */
	const char *number;            /* sequential, "2026-000123" */
	int64_t paid_at;
	int64_t amount_c;
	enum receipt_method method;
	const char *message;           /* card: respCode_desc as the bank sent it */
	const char *order_number;      /* ours, at most 10 characters */
	const char *order_id;          /* the gateway's identifier of the transaction */
	const char *approval;          /* authorisation number */
	const char *card;              /* masked, "6280****7215" */
	const char *agency;            /* cash: where, by whom */
	const char *payer;
	const char *ref;               /* booking reference */
	const struct receipt_line *lines;
	size_t n_lines;
	int64_t vat_c;                 /* contained in the amount; MONEY_NONE: not applicable */
	int vat_bps;                   /* its rate, 1900 is 19 % */
	const char *phone;             /* the platform's help line */
	int64_t issued_at;
};

/* out must be empty. ERR_INPUT for a masked card that shows too many digits or too many lines. */
enum err receipt_pdf(struct arena *a, const struct receipt_doc *doc, struct buf *out)
	__attribute__((warn_unused_result));

#endif
