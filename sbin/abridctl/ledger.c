/* ledger - the books checked from a shell, e.g. after a restore. */
#include <stdio.h>

#include "abridctl.h"
#include "domain/ledger.h"
#include "store/db.h"

int ledger_check_run(int argc, char **argv)
{
	struct work *w = ctl_admin();
	struct ledger_rule *rules;
	size_t n, broken = 0;
	enum err e;

	(void)argc;
	(void)argv;
	if (!w || !ctl_conf())
		return EXIT_FAILED;
	e = db_script(w, "SET search_path = abrid, public");
	if (e == OK)
		e = ledger_check(w, &rules, &n);
	if (e != OK)
		return ctl_fail("ledger check", e);
	for (size_t i = 0; i < n; i++) {
		broken += rules[i].broken > 0;
		if (rules[i].broken)
			printf("BROKEN  %s: %lld (%s)\n", rules[i].rule, (long long)rules[i].broken, rules[i].sample);
		else
			printf("ok      %s\n", rules[i].rule);
	}
	printf("%zu rules, %zu broken\n", n, broken);
	return broken ? EXIT_FAILED : 0;
}
