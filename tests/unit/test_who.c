/* test_who - roles and their names. */
#include "unit.h"

#include "base/who.c"

static void names_and_back(void **state)
{
	(void)state;
	for (enum role r = ROLE_ANONYMOUS; r <= ROLE_WORKER; r <<= 1) {
		same_int(who_role(who_role_name(r)), r);
		for (enum role o = ROLE_ANONYMOUS; o < r; o <<= 1)
			if (strcmp(who_role_name(o), who_role_name(r)) == 0)
				FAIL_AT(__LINE__, "%s stands twice", who_role_name(r));
	}
}

/* Anything unknown has no rights at all. */
static void unknown_is_nobody(void **state)
{
	static const char *const names[] = { "", "Admin", "ADMIN", "admin ", "root", "partner", "customers" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		INT_AT(__LINE__, who_role(names[i]), 0);
	same_text(who_role_name(0), "anonymous");
	same_text(who_role_name(1 << 20), "anonymous");
	same_text(who_role_name(ROLE_ADMIN | ROLE_CUSTOMER), "anonymous");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_back),
		cmocka_unit_test(unknown_is_nobody),
	};

	return unit_run("who", tests);
}
