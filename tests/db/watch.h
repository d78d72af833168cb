/*
 * watch - the plans of statements inside functions: auto_explain tells each as a notice, and those that
 * read a large table whole are kept. Sequential scans are out of favour meanwhile, so one appears only
 * where no index can serve.
 */
#ifndef WATCH_H
#define WATCH_H

#include "sale.h"

#include "base/str.h"

static const char *const large[] = { "route_schedules", "booking", "payments", "payment_attempts", "refunds", "tickets",
				     "jobs", "job_effects", "ledger_tx", "ledger_line", "idempotency_keys", "notices",
				     "users", "user_sessions", NULL };

static char seen[4000];
static int n_plans;

/* auto_explain speaks through notices: one per statement, with its plan as text. */
static void on_notice(void *ctx, const char *message)
{
	(void)ctx;
	if (!strstr(message, "CONTEXT:"))
		return; /* a statement of the test itself, not of a function */
	n_plans += strstr(message, "plan:") != NULL;
	for (const char *p = message; (p = strstr(p, "Seq Scan on ")) != NULL; p++) {
		const char *table = p + 12, *query = strstr(message, "Query Text: ");

		for (int i = 0; large[i]; i++) {
			size_t used = strlen(seen);

			if (str_starts(table, large[i]) && used + 400 < sizeof seen)
				snprintf(seen + used, sizeof seen - used, "%.40s: %.300s\n", table, query ? query : "");
		}
	}
}

static int watched_begin(void **state)
{
	sale_begin(state);
	seen[0] = '\0';
	n_plans = 0;
	ask("SET LOCAL enable_seqscan = off");
	ask("SET LOCAL auto_explain.log_min_duration = 0");
	ask("SET LOCAL auto_explain.log_nested_statements = on");
	ask("SET LOCAL client_min_messages = log");
	return 0;
}

static void watch_stop(void)
{
	ask("SET LOCAL client_min_messages = error");
	ask("SET LOCAL auto_explain.log_min_duration = -1");
}

static void watch_start(void)
{
	PQsetNoticeProcessor(boss, on_notice, NULL);
	PQsetErrorContextVisibility(boss, PQSHOW_CONTEXT_ALWAYS);
	PQclear(PQexec(boss, "LOAD 'auto_explain'"));
}

static int watched_end(void **state)
{
	PQclear(PQexec(boss, "SET LOCAL client_min_messages = error; SET LOCAL auto_explain.log_min_duration = -1"));
	return sale_end(state);
}

#define WATCHED(f) cmocka_unit_test_setup_teardown(f, watched_begin, watched_end)

#endif
