/*
 * ledger - the rules between money, seats and states that hold at every moment: transactions balance,
 * deposits are the open items, refunds owed are the open refunds, a seat is sold once, ...
 */
#ifndef DOMAIN_LEDGER_H
#define DOMAIN_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/field.h"
#include "store/work.h"

struct ledger_rule {
	const char *rule;
	int64_t broken;             /* rows that break it */
	const char *sample;         /* ids of some of them */
};
extern const struct field ledger_rule_fields[];

/* Every rule, broken or not. */
enum err ledger_check(struct work *w, struct ledger_rule **list, size_t *n);
/* Worker: the same as an alarm: each broken rule is a line in the log and counts. */
enum err ledger_watch(struct work *w);

#endif
