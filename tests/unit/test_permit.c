/* test_permit - the table of permissions, the page made from it, and what else says who may what. */
#include "unit.h"

#include "base/permit.c"

#include "domain/partner.h"

/* Nothing is allowed that the table does not say. */
static void refuses_by_default(void **state)
{
	(void)state;
	for (enum role r = ROLE_ANONYMOUS; r <= ROLE_WORKER; r <<= 1) {
		INT_AT(__LINE__, permit(r, MAY_UNSET), GRANT_NO);
		INT_AT(__LINE__, permit(r, MAY__COUNT), GRANT_NO);
	}
	for (enum action a = MAY_UNSET; a <= MAY__COUNT; a++) {
		INT_AT(__LINE__, permit(0, a), GRANT_NO);
		INT_AT(__LINE__, permit(ROLE_WORKER, a), GRANT_NO);
		INT_AT(__LINE__, permit(ROLE_ADMIN | ROLE_CUSTOMER, a), GRANT_NO);
	}
	same_text(permit_name(MAY_UNSET), NULL);
	same_text(permit_name(MAY__COUNT), NULL);
}

/* Every action has a name of its own, words, and somebody who may do it; every role has a column. */
static void complete(void **state)
{
	(void)state;
	for (enum action a = MAY_UNSET + 1; a < MAY__COUNT; a++) {
		bool somebody = false;

		for (enum role r = ROLE_ANONYMOUS; r <= ROLE_DEVICE; r <<= 1)
			somebody = somebody || permit(r, a);
		if (!somebody || !permit_name(a) || !strchr(permit_name(a), '.') || !*permit_help(a))
			FAIL_AT(__LINE__, "action %d", (int)a);
		for (enum action o = MAY_UNSET + 1; o < a; o++)
			if (strcmp(permit_name(o), permit_name(a)) == 0)
				FAIL_AT(__LINE__, "%s stands twice", permit_name(a));
	}
	for (enum role r = ROLE_ANONYMOUS; r <= ROLE_DEVICE; r <<= 1)
		INT_AT(__LINE__, permit(r, MAY_NETWORK), GRANT_ANY);
}

/* Rules that hold whatever rows are added. */
static void separation(void **state)
{
	(void)state;
	for (enum action a = MAY_UNSET + 1; a < MAY__COUNT; a++) {
		enum grant anonymous = permit(ROLE_ANONYMOUS, a);

		/* a device reports and reads what is public, nothing else */
		if (permit(ROLE_DEVICE, a) && a != MAY_REPORT && anonymous != GRANT_ANY)
			FAIL_AT(__LINE__, "a device may %s", permit_name(a));
		/* nobody below the platform's staff sees the things of others, but where a code is shown */
		for (enum role r = ROLE_CUSTOMER; r < ROLE_SUPPORT; r <<= 1)
			if (permit(r, a) == GRANT_ANY && anonymous != GRANT_ANY && a != MAY_CASH)
				FAIL_AT(__LINE__, "%s may %s for any", who_role_name(r), permit_name(a));
		/* what a customer may do, everybody who is signed in may do for himself */
		for (enum role r = ROLE_DRIVER; r <= ROLE_ADMIN; r <<= 1)
			if (permit(r, a) < permit(ROLE_CUSTOMER, a))
				FAIL_AT(__LINE__, "%s may not %s", who_role_name(r), permit_name(a));
	}
}

/* Field tables need a mask; it says what the table says. */
static void contacts(void **state)
{
	unsigned mask = 0;

	(void)state;
	for (enum role r = ROLE_ANONYMOUS; r <= ROLE_DEVICE; r <<= 1)
		mask |= permit(r, MAY_COMPANY_CONTACTS) ? r : 0;
	same_int(mask, PARTNER_CONTACTS);
}

static char *all_of(FILE *f)
{
	static char text[1 << 16];

	text[fread(text, 1, sizeof text - 1, f)] = '\0';
	fclose(f);
	return text;
}

/* docs/permissions.md is the table: `make docs` writes it. */
static void documented(void **state)
{
	static char page[1 << 16];
	FILE *made = tmpfile(), *kept = fopen("docs/permissions.md", "r");

	(void)state;
	if (!made || !kept)
		FAIL_AT(__LINE__, "docs/permissions.md is missing");
	permit_print(made);
	rewind(made);
	snprintf(page, sizeof page, "%s", all_of(made));
	same_text(all_of(kept), page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses_by_default), cmocka_unit_test(complete), cmocka_unit_test(separation),
		cmocka_unit_test(contacts),	       cmocka_unit_test(documented),
	};

	return unit_run("permit", tests);
}
