/* ledger - the rules asked for. */
#include "domain/ledger.h"

#include "base/log.h"
#include "base/metric.h"
#include "store/db.h"

const struct field ledger_rule_fields[] = {
	{ "rule", F_TEXT, AT(ledger_rule, rule), "rule" },
	{ "broken", F_INT, AT(ledger_rule, broken), "broken" },
	{ "sample", F_TEXT, AT(ledger_rule, sample), "sample" },
	{ 0 },
};

enum err ledger_check(struct work *w, struct ledger_rule **list, size_t *n)
{
	return db_list(w, Q_LEDGER_CHECK, NULL, ledger_rule_fields, sizeof **list, list, n);
}

enum err ledger_watch(struct work *w)
{
	struct ledger_rule *rules;
	size_t n;

	TRY(ledger_check(w, &rules, &n));
	for (size_t i = 0; i < n; i++) {
		if (rules[i].broken == 0)
			continue;
		metric_add(METRIC_RULES_BROKEN, 1);
		log_say(LOG_ERROR, "rule_broken", "%s: %lld, %s", rules[i].rule, (long long)rules[i].broken,
			rules[i].sample);
	}
	return OK;
}
