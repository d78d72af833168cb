/*
 * settlement - what companies are owed for a period and why: statements made from the ledger, read and
 * disputed by the company, signed by two people of the platform, paid with a file for the bank. A statement
 * never changes once it is closed.
 */
#ifndef DOMAIN_SETTLEMENT_H
#define DOMAIN_SETTLEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "domain/platform.h"
#include "store/db.h"
#include "store/work.h"

extern const char *const settlement_states[]; /* as people see them; ends with NULL */

struct settlement {
	const char *id, *status, *dispute, *bank_ref;
	int32_t from, to;           /* days */
	int64_t gross_c, commission_c, fees_c, corrections_c, cash_c, carried_c, net_c;
	int64_t closed_at, paid_at;
	int64_t partner_id;         /* the platform's lists only, as everything below */
	struct names partner;
	const char *approved_by, *paid_by, *transfer_id, *file_hash;
	bool has_account;
};
extern const struct field settlement_fields[];          /* of one company */
extern const struct field platform_settlement_fields[]; /* in lists of all */
extern const struct field signed_settlement_fields[];   /* one of them with its signatures */

/* A posting: the fare of a passenger, a share of a fee, cash set off, a correction. */
struct settlement_line {
	int64_t id, at, schedule_id, departs_at, fare_c, commission_c, amount_c;
	const char *kind, *booking_id, *ref, *plate, *seat;
	struct names from, to;
};
extern const struct field settlement_line_fields[];

/* What a company and the platform owe each other now. */
struct settlement_books {
	int64_t payable_c, unstated_c; /* owed to the company; of it, in no open statement */
	int64_t float_c, float_limit_c; /* cash its counters hold for the platform */
};
extern const struct field settlement_books_fields[];

/* ---- the company ---- */

enum err settlement_own_list(struct work *w, const char *status, struct page *page, struct settlement **list,
			     size_t *n, struct settlement_books *books);
/* ERR_NOT_FOUND. Its lines, a page of them. */
enum err settlement_own(struct work *w, const char *id, struct page *page, struct settlement *out,
			struct settlement_line **lines, size_t *n);
void settlement_sheet(struct work *w, const char *id, struct db_sheet *out);
/* The drawn statement; *path NULL while the worker is at it. ERR_NOT_FOUND. */
enum err settlement_document(struct work *w, const char *id, int wait_ms, const char **path);
/* Agrees, or with a reason disputes. ERR_NOT_FOUND, ERR_WRONG_STATE. */
enum err settlement_answer(struct work *w, const char *id, const char *objection);

/* ---- the platform ---- */

enum err settlement_list(struct work *w, int64_t partner_id, const char *status, struct page *page,
			 struct settlement **list, size_t *n);
enum err settlement_one(struct work *w, const char *id, struct page *page, struct settlement *out,
			struct settlement_line **lines, size_t *n);
/* Closes a company's books up to a day that is over; *id NULL when there is nothing to state. */
enum err settlement_cut(struct work *w, int64_t partner_id, int32_t until, const char **id);
/* "reviewed": looked at, a dispute settled; "approved": the first signature. */
enum err settlement_move(struct work *w, const char *id, const char *becomes, const char *reason);

struct transfer {
	const char *id, *reference, *hash, *made_by;
	int payouts;
	int64_t total_c, created_at;
};
extern const struct field transfer_fields[];

enum err transfer_list(struct work *w, struct page *page, struct transfer **list, size_t *n);
/*
 * The second signature of all of these ("settlement_..."), and the file that pays them. ERR_INPUT for what is
 * no such id, ERR_NOT_FOUND, ERR_WRONG_STATE, ERR_SECOND_PERSON, ERR_NO_ACCOUNT.
 */
enum err transfer_sign(struct work *w, const char *const *ids, size_t n, struct transfer *out);
/* The bytes that were signed. Needs a write transaction: who takes them is remembered. */
enum err transfer_content(struct work *w, const char *id, const char **reference, const char **content);
/* Where a company is paid to: 20 digits. */
enum err settlement_account(struct work *w, int64_t partner_id, const char *rib);

/* ---- the worker ---- */

/* Timer: closes the last period of every company that has something to state. */
enum err settlement_close_due(struct work *w);
#endif
