/*
 * test_histories - random lives of bookings leave no centime and no seat unaccounted for: whatever happens in
 * whatever order, the ledger, the items and the refunds agree, and what is refused changes nothing.
 */
#include "sale.h"

#include <stdlib.h>
#include <time.h>

#include "base/keys.h"

enum { LIVES = 500, MANY = 10000, LOOK = 25 };

static void begin_life(double seed)
{
	sale_trip();
	ask("INSERT INTO payment_accounts (gateway, label) SELECT g, 'guard' FROM unnest('{satim,cash}'::text[]) g "
	    "WHERE NOT EXISTS (SELECT 1 FROM payment_accounts a WHERE a.gateway = g AND a.partner_id IS NULL AND a.is_active)");
	ask("ALTER TABLE ledger_tx DISABLE TRIGGER ledger_tx_append_only"); /* time is made to pass */
	ask("ALTER TABLE partner_settlements DISABLE TRIGGER partner_settlements_kept");
	ask("%s", keys_file(arena, "tests/db/histories.sql", NULL));
	ask("SELECT setseed(%.9f)", seed);
}

static void whole_lives(void **state)
{
	int lives = getenv("FULL") && *getenv("FULL") ? MANY : LIVES;
	double seed = getenv("SEED") ? strtod(getenv("SEED"), NULL) : (double)(time(NULL) % 100000) / 100000;

	(void)state;
	begin_life(seed);
	for (int n = 1; n <= lives; n++) {
		const char *wrong;

		ask("SELECT pg_temp.life(%d)", n);
		if (n % LOOK && n != lives)
			continue;
		ask("SET CONSTRAINTS ALL IMMEDIATE");
		ask("SET CONSTRAINTS ALL DEFERRED");
		wrong = ask("SELECT string_agg(what, E'\\n') FROM pg_temp.books()");
		if (*wrong)
			FAIL_AT(__LINE__, "after %d lives, SEED=%.5f:\n%s", n, seed, wrong);
	}
	print_message("# %d lives, seed %.5f: %s\n", lives, seed,
		      ask("SELECT string_agg(event || ' ' || n, ', ' ORDER BY event) FROM (SELECT event, count(*) AS n FROM told "
			  "WHERE outcome = 'done' GROUP BY event) x"));
	/* a test in which nothing happens proves nothing */
	same_text(ask("SELECT string_agg(e, ' ') FROM unnest('{pay,cash,expire,cancel,exchange,refund,disrupt,travel,settle}'::text[]) e "
		      "WHERE (SELECT count(*) FROM told WHERE event = e AND outcome = 'done') < 10"), "");
	same_text(ask("SELECT string_agg(k, ' ') FROM unnest('{L1,L1c,L2,L3,L4,L6,L6o}'::text[]) k "
		      "WHERE NOT EXISTS (SELECT 1 FROM ledger_tx WHERE kind = k)"), "");
}

/* The books notice a centime that moved without a reason, and a seat without a traveller. */
static void books_can_fail(void **state)
{
	(void)state;
	begin_life(0.5);
	for (int n = 1; n <= 10; n++)
		ask("SELECT pg_temp.life(%d)", n);
	same_text(ask("SELECT string_agg(what, ' ') FROM pg_temp.books()"), "");
	same_text(arena_strn(arena, outcome("UPDATE booking_items SET state = 'held' WHERE state = 'cancelled' OR state = 'confirmed'"), 5), "23514");
	ask("SAVEPOINT good");
	ask("SELECT ledger_post('L9', NULL, 'guard', '{customer_deposit,suspense}', '{1,-1}')");
	is_true(strstr(ask("SELECT string_agg(what, ' ') FROM pg_temp.books()"), "customer_deposit") != NULL);
	is_true(strstr(ask("SELECT string_agg(what, ' ') FROM pg_temp.books()"), "suspense") != NULL);
	ask("ROLLBACK TO good");
	ask("INSERT INTO booking_seats (schedule_id, seat_no, legs, state, item_id) SELECT (SELECT id FROM ids WHERE name = 'trip'), 3, '[0,3)', 'sold', "
	    "(SELECT min(id) FROM booking_items WHERE state NOT IN ('confirmed', 'boarded', 'exchanging'))");
	is_true(strstr(ask("SELECT string_agg(what, ' ') FROM pg_temp.books()"), "sold seats") != NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SALE_TEST(whole_lives),
		SALE_TEST(books_can_fail),
	};

	int rc;

	boss = sale_connect();
	rc = unit_run("histories", tests);
	PQfinish(boss);
	return rc;
}
