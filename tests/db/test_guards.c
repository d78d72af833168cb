/*
 * test_guards - what the database itself refuses, whoever asks: seats sold twice, money that does not
 * balance, history rewritten, rows that make no sense. Each refusal is shown to come from its guard:
 * without it the same rows are taken. Everything happens in transactions that are rolled back, except
 * where two sessions have to meet.
 */
#include "sale.h"

#include <poll.h>
#include <unistd.h>

#include "base/str.h"

/* ---- seats ---- */

/* A claim of a seat on a range of legs; the item it points at is checked at commit only. */
static const char *claim(const char *table, const char *trip, int seat, const char *legs, const char *as)
{
	return arena_printf(arena, "INSERT INTO %s (schedule_id, seat_no, legs, state, expires_at, item_id) "
				   "VALUES (%s, %d, '%s', '%s', %s, %s)", table, trip, seat, legs, as,
			    strcmp(as, "held") == 0 ? "now() + interval '5 minutes'" : "NULL",
			    strcmp(as, "blocked") == 0 ? "NULL" : "1");
}

static const struct claim_case {
	int line, seat;
	const char *legs, *as;
	bool clash;
} claims[] = { /* seat 1 is sold on legs 2 and 3, seat 2 held, seat 3 blocked on the same */
	{ __LINE__, 1, "[2,4)", "held", true },    { __LINE__, 1, "[0,3)", "held", true },
	{ __LINE__, 1, "[3,9)", "sold", true },    { __LINE__, 1, "[0,9)", "blocked", true },
	{ __LINE__, 1, "[2,3)", "sold", true },    { __LINE__, 1, "[3,4)", "held", true },
	{ __LINE__, 2, "[2,4)", "held", true },    { __LINE__, 2, "[1,3)", "sold", true },
	{ __LINE__, 3, "[3,4)", "held", true },    { __LINE__, 3, "(1,2]", "held", true },
	{ __LINE__, 1, "[0,2)", "held", false },   { __LINE__, 1, "[4,9)", "sold", false },
	{ __LINE__, 1, "[0,1)", "blocked", false }, { __LINE__, 2, "[0,2)", "held", false },
	{ __LINE__, 3, "[4,5)", "sold", false },   { __LINE__, 0, "[2,4)", "sold", false },
	{ __LINE__, 63, "[0,9)", "held", false },
};

/* All cases against a table with the constraint of that name; NULL: the constraint is gone. */
static void try_claims(const char *table, const char *constraint, const char *trip)
{
	for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
		const struct claim_case *c = &claims[i];
		const char *want = c->clash && constraint ? arena_printf(arena, "23P01 %s", constraint) : "";

		TEXT_AT(c->line, sale_try(claim(table, trip, c->seat, c->legs, c->as)), want);
	}
}

static void a_seat_is_sold_once_per_leg(void **state)
{
	const char *trip = sale_trip(), *name;

	(void)state;
	ask("%s", claim("booking_seats", trip, 1, "[2,4)", "sold"));
	ask("%s", claim("booking_seats", trip, 2, "[2,4)", "held"));
	ask("%s", claim("booking_seats", trip, 3, "[2,4)", "blocked"));
	try_claims("booking_seats", "booking_seats_once", trip);
	/* The same in a copy, and in the copy without the constraint: there all are taken. */
	ask("CREATE TEMP TABLE copied (LIKE booking_seats INCLUDING ALL) ON COMMIT DROP");
	ask("ALTER TABLE copied ALTER id RESTART WITH 1000000000");
	ask("INSERT INTO copied OVERRIDING SYSTEM VALUE SELECT * FROM booking_seats WHERE schedule_id = %s", trip);
	name = ask("SELECT conname FROM pg_constraint WHERE conrelid = 'copied'::regclass AND contype = 'x'");
	try_claims("copied", name, trip);
	ask("ALTER TABLE copied DROP CONSTRAINT %s", name);
	try_claims("copied", NULL, trip);
}

static void another_trip_is_another_seat(void **state)
{
	const char *trip = sale_trip(), *other;

	(void)state;
	other = ask("INSERT INTO route_schedules (route_id, pattern_id, service_date, departs_s, departure_time, arrival_time, "
		    "bus_id, seat_map_id, total_seats, class, status, available_seats) SELECT route_id, pattern_id, "
		    "service_date + 1, departs_s, departure_time + interval '1 day', arrival_time + interval '1 day', bus_id, "
		    "seat_map_id, 4, class, status, 4 FROM route_schedules WHERE id = %s RETURNING id", trip);
	ask("%s", claim("booking_seats", trip, 1, "[0,9)", "sold"));
	same_text(sale_try(claim("booking_seats", other, 1, "[0,9)", "sold")), "");
	same_text(sale_try(claim("booking_seats", trip, 1, "[0,9)", "sold")), "23P01 booking_seats_once");
}

/* hold_seats tells which seats it got, takes what has expired, and never more than that. */
static void holding_seats(void **state)
{
	const char *trip = sale_trip();

	(void)state;
#define HOLD(legs, seats, items)                                                                     \
	ask("SELECT array_to_string(hold_seats(%s, '%s', '%s', '%s', 'held', now() + interval '5 minutes', false), ',')", \
	    trip, legs, seats, items)
	same_text(HOLD("[0,2)", "{2,0}", "{11,12}"), "0,2");
	same_text(HOLD("[2,3)", "{0,1}", "{13,14}"), "0,1");
	same_text(HOLD("[1,3)", "{0,1,2,3}", "{15,16,17,18}"), "3");
	same_text(HOLD("[0,1)", "{0,2}", "{19,20}"), "");
	ask("UPDATE booking_seats SET expires_at = clock_timestamp() - interval '1 second' WHERE item_id = 12");
	same_text(HOLD("[0,1)", "{0,2}", "{21,22}"), "0");
	same_text(ask("SELECT count(*) FROM booking_seats WHERE item_id = 12"), "0");
	same_text(ask("SELECT count(*) FROM booking_seats WHERE schedule_id = %s", trip), "5");
	/* What is sold never expires. */
	ask("UPDATE booking_seats SET state = 'sold', expires_at = NULL WHERE item_id = 21");
	same_text(HOLD("[0,1)", "{0}", "{23}"), "");
#undef HOLD
}

/* ---- two sessions for one seat ---- */

static PGconn *other;

static void both(PGconn *c, const char *sql)
{
	PGresult *res = PQexec(c, sql);

	if (PQresultStatus(res) != PGRES_TUPLES_OK && PQresultStatus(res) != PGRES_COMMAND_OK)
		FAIL_AT(__LINE__, "%s: %s", sql, PQerrorMessage(c));
	PQclear(res);
}

static const char *block_seat(const char *trip)
{
	return arena_printf(arena, "SELECT array_to_string(hold_seats(%s, '[0,3)', '{1}', '{NULL}', 'blocked', NULL, false), ',')",
			    trip);
}

/* The second asks while the first has not committed: it waits, then gets the seat or not. */
static void rival(const char *trip, const char *end, const char *want)
{
	struct pollfd fd = { .fd = PQsocket(other), .events = POLLIN };
	PGresult *res;

	both(boss, "BEGIN");
	same_text(ask("%s", block_seat(trip)), "1");
	is_true(PQsendQuery(other, block_seat(trip)) == 1);
	PQflush(other);
	same_int(poll(&fd, 1, 300), 0); /* it waits */
	both(boss, end);
	res = PQgetResult(other);
	same_int(PQresultStatus(res), PGRES_TUPLES_OK);
	same_text(arena_str(arena, PQgetvalue(res, 0, 0)), want);
	PQclear(res);
	while ((res = PQgetResult(other)) != NULL)
		PQclear(res);
	same_text(ask("SELECT count(*) FROM booking_seats WHERE schedule_id = %s", trip), "1");
	ask("DELETE FROM booking_seats WHERE schedule_id = %s", trip);
}

static void rivals_for_one_seat(void **state)
{
	const char *trip = sale_trip();

	(void)state;
	ask("CREATE TEMP TABLE kept_ids AS SELECT * FROM ids");
	ask("COMMIT");
	other = sale_connect();
	rival(trip, "COMMIT", "");
	rival(trip, "ROLLBACK", "1");
	PQfinish(other);
}

/* Also after a failure: what the rivals needed must not stay. */
static int forget_rivals(void **state)
{
	static const char *const tables[] = { "route_schedules", "route_patterns", "routes", "buses", "seat_maps",
					      "partners" };
	static const char *const names[] = { "trip", "pattern", "route", "bus", "map", "partner" };

	(void)state;
	PQclear(PQexec(boss, "ROLLBACK"));
	PQclear(PQexec(boss, "DELETE FROM booking_seats WHERE schedule_id = (SELECT id FROM kept_ids WHERE name = 'trip')"));
	for (int i = 0; i < 6; i++)
		PQclear(PQexec(boss, arena_printf(arena, "DELETE FROM %s WHERE id = (SELECT id FROM kept_ids WHERE name = '%s')",
						  tables[i], names[i])));
	PQclear(PQexec(boss, "DELETE FROM places WHERE slug IN ('guard-a', 'guard-b')"));
	PQclear(PQexec(boss, "DROP TABLE kept_ids"));
	same_text(ask("SELECT count(*) FROM partners WHERE legal_id = 'guard-1'"), "0");
	return 0;
}

/* ---- money ---- */

/* A ledger transaction with lines of these amounts, and the check that commit would make. */
static const char *booked(const char *amounts)
{
	return arena_printf(arena,
			    "WITH t AS (INSERT INTO ledger_tx (kind, idem_key) VALUES ('test', 'guard') RETURNING id), "
			    "a AS (INSERT INTO ledger_accounts (code) SELECT 'guard:' || g FROM generate_series(1, 9) g RETURNING id, code) "
			    "INSERT INTO ledger_line (tx_id, account_id, amount_c) SELECT t.id, a.id, v.amount FROM t, a "
			    "JOIN unnest('%s'::bigint[]) WITH ORDINALITY v (amount, n) ON a.code = 'guard:' || v.n; "
			    "SET CONSTRAINTS ALL IMMEDIATE", amounts);
}

static void money_balances(void **state)
{
	static const struct {
		int line;
		const char *amounts;
		bool ok;
	} cases[] = {
		{ __LINE__, "{77000,-77000}", true },
		{ __LINE__, "{77000,-73150,-3850}", true },
		{ __LINE__, "{-1,1}", true },
		{ __LINE__, "{9223372036854775807,-9223372036854775807}", true },
		{ __LINE__, "{77000,-76999}", false },
		{ __LINE__, "{77000}", false },
		{ __LINE__, "{-1}", false },
		{ __LINE__, "{77000,-73150,-3849}", false },
		{ __LINE__, "{77000,77000}", false },
		{ __LINE__, "{9223372036854775807,9223372036854775807,2}", false }, /* zero only in 64 bits */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *got = sale_try(booked(cases[i].amounts));

		INT_AT(cases[i].line, *got == '\0', cases[i].ok);
		if (!cases[i].ok)
			TRUE_AT(cases[i].line, strstr(got, "is not balanced") != NULL);
	}
	same_text(outcome("%s", booked("{0,0}")), "23514 ledger_line_amount_c_check");
	/* Without the trigger the same is taken. */
	ask("DROP TRIGGER ledger_line_balanced ON ledger_line");
	same_text(outcome("%s", booked("{77000,-76999}")), "");
}

/* Not only at the end of a statement: the commit itself is refused, and nothing stays. */
static void commit_is_refused(void **state)
{
	const char *sql = booked("{5,-4}");
	PGresult *res;
	bool refused;

	(void)state;
	ask("%.*s", (int)(strstr(sql, "; SET") - sql), sql);
	res = PQexec(boss, "COMMIT");
	refused = PQresultStatus(res) == PGRES_FATAL_ERROR;
	PQclear(res);
	is_true(refused);
	same_text(ask("SELECT count(*) FROM ledger_tx WHERE idem_key = 'guard'"), "0");
}

static void history_stays(void **state)
{
	const char *tx;

	(void)state;
	ask("%s", booked("{5,-5}"));
	tx = ask("SELECT id FROM ledger_tx WHERE idem_key = 'guard'");
	ask("INSERT INTO booking_keys (public_id, booking_ref, departure_time) VALUES (gen_random_uuid(), '222222', now())");
	ask("INSERT INTO booking_history (booking_id, became, actor) SELECT id, 'held', 'guest' FROM booking_keys "
	    "WHERE booking_ref = '222222'");
	same_text(outcome("UPDATE ledger_line SET amount_c = amount_c WHERE tx_id = %s", tx), "P0001 ledger_line is append only");
	same_text(outcome("DELETE FROM ledger_line WHERE tx_id = %s", tx), "P0001 ledger_line is append only");
	same_text(outcome("UPDATE ledger_tx SET kind = 'x' WHERE id = %s", tx), "P0001 ledger_tx is append only");
	same_text(outcome("DELETE FROM ledger_tx WHERE id = %s", tx), "P0001 ledger_tx is append only");
	same_text(outcome("UPDATE booking_history SET actor = 'x'"), "P0001 booking_history is append only");
	same_text(outcome("DELETE FROM booking_history"), "P0001 booking_history is append only");
	/* A line more unbalances what was balanced. */
	is_true(strstr(outcome("INSERT INTO ledger_line (tx_id, account_id, amount_c) SELECT %s, min(id), 1 FROM ledger_accounts; "
			       "SET CONSTRAINTS ALL IMMEDIATE", tx), "is not balanced") != NULL);
	/* The same event is booked once. */
	same_text(outcome("INSERT INTO ledger_tx (kind, idem_key) VALUES ('other', 'guard')"), "23505 ledger_tx_idem_key_key");
	ask("DROP TRIGGER ledger_line_append_only ON ledger_line");
	same_text(outcome("UPDATE ledger_line SET amount_c = amount_c WHERE tx_id = %s", tx), "");
}

/* A closed statement is what it is, whoever asks; without the trigger it would change. */
static void statements_stay(void **state)
{
	const char *id, *tx;

	(void)state;
	sale_trip();
	ask("%s", booked("{5,-5}"));
	tx = ask("SELECT id FROM ledger_tx WHERE idem_key = 'guard'");
	id = ask("INSERT INTO partner_settlements (partner_id, period_start, period_end) SELECT id, '2020-01-05', '2020-01-11' FROM ids "
		 "WHERE name = 'partner' RETURNING id");
#define LINE arena_printf(arena, "INSERT INTO partner_settlement_lines (settlement_id, ledger_tx_id, kind, amount_c) VALUES (%s, %s, 'L2', 5)", id, tx)
	ask("%s", LINE);
	ask("UPDATE partner_settlements SET gross_c = 5, net_c = 5, status = 'closed', closed_at = now() WHERE id = %s", id);
	same_text(outcome("UPDATE partner_settlements SET net_c = 6 WHERE id = %s", id), arena_printf(arena, "P0001 statement %s is closed", id));
	same_text(outcome("UPDATE partner_settlements SET period_end = '2020-01-12' WHERE id = %s", id),
		  arena_printf(arena, "P0001 statement %s is closed", id));
	same_text(outcome("DELETE FROM partner_settlements WHERE id = %s", id), arena_printf(arena, "P0001 statement %s is kept", id));
	same_text(outcome("%s", LINE), "P0001 lines of a statement are kept");
	same_text(outcome("DELETE FROM partner_settlement_lines WHERE settlement_id = %s", id), "P0001 lines of a statement are kept");
	ask("UPDATE partner_settlements SET status = 'reviewed' WHERE id = %s", id);
	ask("UPDATE partner_settlements SET file_hash = sha256('a') WHERE id = %s", id);
	same_text(outcome("UPDATE partner_settlements SET file_hash = sha256('b') WHERE id = %s", id),
		  arena_printf(arena, "P0001 statement %s is closed", id));
	same_text(sale_try("INSERT INTO bank_transfers (reference, payouts, total_c, content, file_hash) VALUES ('guard', 1, 1, 'a', sha256('b'))"),
		  "23514 bank_transfers_check");
	ask("DROP TRIGGER partner_settlements_kept ON partner_settlements");
	same_text(outcome("UPDATE partner_settlements SET net_c = 6 WHERE id = %s", id), "");
#undef LINE
}

static void events_are_booked_once(void **state)
{
	(void)state;
#define POST(key, amounts) ask("SELECT ledger_post('T', NULL, '%s', '{guard:1,guard:2,guard:3}', '%s')", key, amounts)
	same_text(POST("guard-a", "{100,-60,-40}"), "t");
	same_text(POST("guard-a", "{100,-60,-40}"), "f");
	same_text(POST("guard-b", "{100,-100,0}"), "t"); /* a line of nothing is left out */
	same_text(ask("SELECT count(*) FROM ledger_line l JOIN ledger_tx t ON t.id = l.tx_id WHERE t.idem_key LIKE 'guard-_'"), "5");
	same_text(ask("SELECT sum(amount_c) FROM ledger_line l JOIN ledger_tx t ON t.id = l.tx_id WHERE t.idem_key LIKE 'guard-_'"), "0");
	is_true(strstr(outcome("SELECT ledger_post('T', NULL, 'guard-c', '{guard:1,guard:2}', '{1,-2}'); "
			       "SET CONSTRAINTS ALL IMMEDIATE"), "is not balanced") != NULL);
#undef POST
}

/* ---- rows that make no sense ---- */

static void one_open_payment(void **state)
{
	const char *key = ask("INSERT INTO booking_keys (public_id, booking_ref, departure_time) "
			      "VALUES (gen_random_uuid(), '222222', now()) RETURNING id");
	const char *account = ask("INSERT INTO payment_accounts (gateway, label) VALUES ('satim', 'guard') RETURNING id");
	const char *id;

	(void)state;
#define PAY(status) arena_printf(arena, "INSERT INTO payments (public_id, booking_id, account_id, amount_c, method, status) " \
				 "VALUES (gen_random_uuid(), %s, %s, 100, 'card', '" status "') RETURNING id", key, account)
	id = ask("%s", PAY("pending"));
	same_text(sale_try(PAY("pending")), "23505 payments_open");
	same_text(sale_try(PAY("refused")), "");
#define VISIT(order, state) arena_printf(arena, "INSERT INTO payment_attempts (payment_id, order_number, udf1, return_hash, lang, " \
					 "amount_c, state) VALUES (%s, '" order "', '" order "', '" order "', 'fr', 100, '" state "')", id)
	ask("%s", VISIT("2222222222", "captured"));
	same_text(sale_try(VISIT("2222222223", "captured")), "23505 payment_attempts_captured");
	same_text(sale_try(VISIT("2222222223", "refund_due")), "");
	same_text(sale_try(VISIT("2222222222", "refused")), "23505 payment_attempts_order_number_key");
	same_text(sale_try(VISIT("222222222O", "refused")), "23514 payment_attempts_order_number_check");
	same_text(sale_try(VISIT("22222", "refused")), "23514 payment_attempts_order_number_check");
#undef PAY
#undef VISIT
}

static const struct nonsense {
	int line;
	const char *sql, *want;
} nonsense[] = {
	{ __LINE__, "UPDATE route_schedules SET departure_time = departure_time + interval '1 minute' WHERE id = $trip", "23514" },
	{ __LINE__, "UPDATE route_schedules SET arrival_time = departure_time WHERE id = $trip", "23514" },
	{ __LINE__, "UPDATE route_schedules SET status = 'gone' WHERE id = $trip", "23514" },
	{ __LINE__, "UPDATE route_schedules SET total_seats = 65 WHERE id = $trip", "23514" },
	{ __LINE__, "INSERT INTO route_schedules SELECT (s).* FROM (SELECT s FROM route_schedules s WHERE id = $trip) x", "428C9" },
	{ __LINE__, "INSERT INTO route_schedules OVERRIDING SYSTEM VALUE SELECT (s).* FROM (SELECT s FROM route_schedules s WHERE id = $trip) x", "23505" },
	{ __LINE__, "UPDATE routes SET destination = origin WHERE id = (SELECT id FROM ids WHERE name = 'route')", "23514" },
	{ __LINE__, "UPDATE routes SET base_price_c = 0 WHERE id = (SELECT id FROM ids WHERE name = 'route')", "23514" },
	{ __LINE__, "UPDATE partners SET commission_bps = 5001 WHERE legal_id = 'guard-1'", "23514" },
	{ __LINE__, "DELETE FROM buses WHERE license_plate = 'guard-1'", "23503" },
	{ __LINE__, "DELETE FROM seat_maps WHERE name = 'guard'", "23503" },
	{ __LINE__, "INSERT INTO users (public_id, role) VALUES (gen_random_uuid(), 'customer')", "23514" },
	{ __LINE__, "INSERT INTO users (public_id, phone) VALUES (gen_random_uuid(), '0550123456')", "23514" },
	{ __LINE__, "INSERT INTO users (public_id, email) VALUES (gen_random_uuid(), 'A@b.dz')", "23514" },
	{ __LINE__, "INSERT INTO users (public_id, email, role) VALUES (gen_random_uuid(), 'g@b.dz', 'root')", "23514" },
	{ __LINE__, "INSERT INTO users (public_id, email, role) VALUES (gen_random_uuid(), 'g@b.dz', 'partner_owner')", "23514" },
	{ __LINE__, "INSERT INTO users (public_id, email, role, partner_id) SELECT gen_random_uuid(), 'g@b.dz', 'customer', id FROM ids WHERE name = 'partner'", "23514" },
	{ __LINE__, "INSERT INTO booking_keys (public_id, booking_ref, departure_time) VALUES (gen_random_uuid(), 'ABCDE0', now())", "23514" },
	{ __LINE__, "INSERT INTO booking_keys (public_id, booking_ref, departure_time) VALUES (gen_random_uuid(), 'abcdef', now())", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state, item_id) VALUES ($trip, 1, '[0,1)', 'held', 1)", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state, expires_at, item_id) VALUES ($trip, 1, '[0,1)', 'sold', now(), 1)", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state) VALUES ($trip, 1, '[0,1)', 'sold')", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state) VALUES ($trip, 1, 'empty', 'blocked')", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state) VALUES ($trip, 64, '[0,1)', 'blocked')", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state) VALUES ($trip, 1, '[0,1)', 'free')", "23514" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state) VALUES (0, 1, '[0,1)', 'blocked')", "23503" },
	{ __LINE__, "INSERT INTO booking_seats (schedule_id, seat_no, legs, state, item_id) VALUES ($trip, 1, '[0,1)', 'sold', 0); SET CONSTRAINTS ALL IMMEDIATE", "23503" },
	{ __LINE__, "INSERT INTO bookings (id, departure_time, route_schedule_id, passenger_count, total_price_c, commission_amount_c, status) VALUES (1, '2001-01-01', $trip, 1, 1, 0, 'held')", "23514" },
	{ __LINE__, "INSERT INTO jobs (lane, kind) VALUES ('other', 'x')", "23514" },
	{ __LINE__, "INSERT INTO jobs (lane, kind, dedup_key) VALUES ('money', 'guard', '1'), ('money', 'guard', '1')", "23505" },
	{ __LINE__, "INSERT INTO places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords) VALUES ('Guard', 'city', 1, '', '', '', '(1,1)')", "23514" },
	{ __LINE__, "INSERT INTO places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords) VALUES ('guard', 'station', 1, '', '', '', '(1,1)')", "23514" },
	{ __LINE__, "INSERT INTO places (slug, kind, wilaya_code, name_fr, name_ar, name_en, coords) VALUES ('guard', 'city', 1, '', '', '', '(91,1)')", "23514" },
};

static void rows_that_make_no_sense(void **state)
{
	const char *trip = sale_trip();

	(void)state;
	for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
		const char *sql = nonsense[i].sql, *at = strstr(sql, "$trip"), *got;

		if (at)
			sql = arena_printf(arena, "%.*s%s%s", (int)(at - sql), sql, trip, at + 5);
		got = sale_try(sql);
		if (!str_starts(got, nonsense[i].want))
			FAIL_AT(nonsense[i].line, "%s: %s", *got ? got : "taken", sql);
	}
}

/* Bookings of every day that can be sold have a partition to go to. */
static void partitions_reach_far_enough(void **state)
{
	(void)state;
	is_true(atoi(ask("SELECT partitions_keep(90)")) >= 150);
	same_text(ask("SELECT count(*) FROM generate_series(now(), now() + interval '150 days', interval '1 day') d "
		      "WHERE NOT EXISTS (SELECT 1 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
		      "WHERE i.inhparent = 'bookings'::regclass AND c.relname = 'bookings_' || to_char(d AT TIME ZONE 'Africa/Algiers', "
		      "'YYYY\"_q\"Q'))"), "0");
	same_text(ask("SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
		      "WHERE i.inhparent = 'bookings'::regclass AND pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'"), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SALE_TEST(a_seat_is_sold_once_per_leg),
		SALE_TEST(another_trip_is_another_seat),
		SALE_TEST(holding_seats),
		cmocka_unit_test_setup_teardown(rivals_for_one_seat, sale_begin, forget_rivals),
		SALE_TEST(money_balances),
		SALE_TEST(commit_is_refused),
		SALE_TEST(history_stays),
		SALE_TEST(statements_stay),
		SALE_TEST(events_are_booked_once),
		SALE_TEST(one_open_payment),
		SALE_TEST(rows_that_make_no_sense),
		SALE_TEST(partitions_reach_far_enough),
	};
	int rc;

	boss = sale_connect();
	rc = unit_run("guards", tests);
	PQfinish(boss);
	return rc;
}
