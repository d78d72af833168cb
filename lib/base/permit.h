/*
 * permit - who may do what: one table (permit.def) of roles and actions. Every route row names its
 * action, the gate asks here, the documentation prints it and a test replays it cell by cell.
 */
#ifndef BASE_PERMIT_H
#define BASE_PERMIT_H

#include <stdio.h>

#include "base/who.h"

enum action {
	MAY_UNSET,
#define PERMIT(id, name, ...) MAY_##id,
#include "base/permit.def"
#undef PERMIT
	MAY__COUNT
};

enum grant { GRANT_NO, GRANT_OWN, GRANT_ANY };

/* What a role may do; no for an action that is not in the table and for roles of no request. */
enum grant permit(enum role role, enum action action);

/* "booking.read"; what the action is, in a few words. */
const char *permit_name(enum action action);
const char *permit_help(enum action action);
/* "no", "own" or "any". */
const char *permit_word(enum grant grant);

/* All of it as a page of documentation, or as lines "action role grant" for tests. */
void permit_print(FILE *out);
void permit_list(FILE *out);

#endif
