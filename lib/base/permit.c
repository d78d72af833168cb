/* permit - the table and how it is read. */
#include "base/permit.h"

#include <stddef.h>

/* The columns of permit.def. */
static const enum role columns[] = {
	ROLE_ANONYMOUS,	      ROLE_CUSTOMER,	      ROLE_DRIVER,	   ROLE_CONDUCTOR,
	ROLE_PARTNER_OWNER,   ROLE_PARTNER_PLANNER,   ROLE_PARTNER_CASHIER, ROLE_PARTNER_ACCOUNTANT,
	ROLE_PARTNER_VIEWER,  ROLE_SUPPORT,	      ROLE_FINANCE,	   ROLE_ADMIN,
	ROLE_DEVICE,
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

#define no GRANT_NO
#define own GRANT_OWN
#define any GRANT_ANY
#define PERMIT(id, name, anon, cust, driv, cond, ownr, plan, cash, acct, view, supp, fina, admi, devi, help)  \
	[MAY_##id] = { name, help, { anon, cust, driv, cond, ownr, plan, cash, acct, view, supp, fina, admi, devi } },
static const struct {
	const char *name, *help;
	enum grant grant[COLUMNS];
} table[MAY__COUNT] = {
#include "base/permit.def"
};
#undef PERMIT
#undef no
#undef own
#undef any

enum grant permit(enum role role, enum action action)
{
	if (action <= MAY_UNSET || action >= MAY__COUNT)
		return GRANT_NO;
	for (size_t i = 0; i < COLUMNS; i++)
		if (columns[i] == role)
			return table[action].grant[i];
	return GRANT_NO;
}

const char *permit_name(enum action action)
{
	return action > MAY_UNSET && action < MAY__COUNT ? table[action].name : NULL;
}

const char *permit_help(enum action action)
{
	return action > MAY_UNSET && action < MAY__COUNT ? table[action].help : NULL;
}

const char *permit_word(enum grant grant)
{
	static const char *const words[] = { "no", "own", "any" };

	return words[grant];
}

void permit_print(FILE *out)
{
	fputs("# Permissions\n\n"
	      "Generated from `lib/base/permit.def` by `abridctl permissions`. *own*: only own things; those of\n"
	      "others answer as if they did not exist. *any*: everything of that kind. Empty: refused, with 401 for\n"
	      "who is not signed in and 403 for everyone else.\n\n"
	      "| action |", out);
	for (size_t i = 0; i < COLUMNS; i++)
		fprintf(out, " %s |", who_role_name(columns[i]));
	fputs(" |\n|---|", out);
	for (size_t i = 0; i < COLUMNS; i++)
		fputs("---|", out);
	fputs("---|\n", out);
	for (enum action a = MAY_UNSET + 1; a < MAY__COUNT; a++) {
		fprintf(out, "| `%s` |", table[a].name);
		for (size_t i = 0; i < COLUMNS; i++)
			fprintf(out, " %s |", table[a].grant[i] ? permit_word(table[a].grant[i]) : "");
		fprintf(out, " %s |\n", table[a].help);
	}
}

void permit_list(FILE *out)
{
	for (enum action a = MAY_UNSET + 1; a < MAY__COUNT; a++)
		for (size_t i = 0; i < COLUMNS; i++)
			fprintf(out, "%s %s %s\n", table[a].name, who_role_name(columns[i]),
				permit_word(table[a].grant[i]));
}
