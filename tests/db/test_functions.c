/*
 * test_functions - the life of bookings through the functions of the schema: hold, contact, payment,
 * late and double money, cash, refunds, jobs. After each test the books balance and claims agree with
 * bookings; while the functions run, every plan of theirs is watched for reading a large table whole.
 */
#include "watch.h"

/* What must hold whatever happened. */
static void books_agree(void)
{
	same_text(ask("SELECT string_agg(tx_id::text, ',') FROM (SELECT tx_id FROM ledger_line GROUP BY tx_id "
		      "HAVING sum(amount_c) <> 0) x"), "");
	same_text(ask("SET CONSTRAINTS ALL IMMEDIATE; SELECT ''"), "");
	/* A live booking has a claim per passenger, a dead one has none; sold means confirmed. */
	same_text(ask("SELECT string_agg(k.booking_ref || ' ' || b.status || ' ' || coalesce(c.n, 0), ', ') FROM bookings b "
		      "JOIN booking_keys k ON k.id = b.id LEFT JOIN (SELECT i.booking_id, count(*) n FROM booking_seats s "
		      "JOIN booking_items i ON i.id = s.item_id GROUP BY 1) c ON c.booking_id = b.id "
		      "WHERE k.booking_ref LIKE 'GUARD%%' AND coalesce(c.n, 0) <> CASE WHEN b.status IN ('held', 'held_cash', 'paying', "
		      "'confirmed', 'review') THEN b.passenger_count ELSE 0 END"), "");
	same_text(ask("SELECT string_agg(i.state || s.state, ', ') FROM booking_seats s JOIN booking_items i ON i.id = s.item_id "
		      "JOIN booking_keys k ON k.id = i.booking_id WHERE k.booking_ref LIKE 'GUARD%%' "
		      "AND (s.state = 'sold') <> (i.state = 'confirmed')"), "");
	/* The last line of the history is the state, and each line follows from the one before. */
	same_text(ask("SELECT string_agg(k.booking_ref, ', ') FROM bookings b JOIN booking_keys k ON k.id = b.id JOIN LATERAL "
		      "(SELECT became FROM booking_history h WHERE h.booking_id = b.id ORDER BY h.id DESC LIMIT 1) h ON true "
		      "WHERE k.booking_ref LIKE 'GUARD%%' AND h.became <> b.status"), "");
	same_text(ask("SELECT string_agg(x.booking_id::text, ', ') FROM (SELECT h.booking_id, was, lag(became) OVER "
		      "(PARTITION BY h.booking_id ORDER BY h.id) AS before FROM booking_history h) x "
		      "WHERE x.was IS DISTINCT FROM x.before"), "");
	/* A booking that is paid for has a captured payment and nothing else open; one that is not has none. */
	same_text(ask("SELECT string_agg(k.booking_ref || ' ' || b.status || ' ' || b.payment_status, ', ') FROM bookings b "
		      "JOIN booking_keys k ON k.id = b.id WHERE k.booking_ref LIKE 'GUARD%%' AND b.status = 'confirmed' AND "
		      "(b.payment_status <> 'paid' OR NOT EXISTS (SELECT 1 FROM payments p WHERE p.booking_id = b.id "
		      "AND p.status = 'captured') OR EXISTS (SELECT 1 FROM payments p WHERE p.booking_id = b.id "
		      "AND p.status = 'pending'))"), "");
	/* Money kept for customers: captured and not given back or owed back. */
	same_text(ask("SELECT string_agg(k.booking_ref, ', ') FROM booking_keys k WHERE k.booking_ref LIKE 'GUARD%%' AND "
		      "(SELECT coalesce(-sum(l.amount_c), 0) FROM ledger_line l JOIN ledger_tx t ON t.id = l.tx_id "
		      "JOIN ledger_accounts a ON a.id = l.account_id WHERE t.booking_id = k.id AND a.code = 'customer_deposit') <> "
		      "(SELECT CASE WHEN b.status = 'confirmed' THEN b.total_price_c ELSE 0 END FROM bookings b WHERE b.id = k.id)"), "");
}

static void all_is_well(void)
{
	watch_stop();
	if (*seen)
		FAIL_AT(__LINE__, "%s", seen);
	is_true(n_plans > 10);
	books_agree();
}

/* ---- a buyer ---- */

static const char *trip;

static const char *key_of(int n)
{
	return arena_printf(arena, "00000000-0000-4000-8000-%012d", n);
}

/* Holds seats of all legs ("{0,1}" for two) under a key for a guest; references are GUARD2, GUARD3. */
static const char *hold_as(int n, int guest, const char *seats, const char *phone)
{
	return arena_printf(arena,
			    "SELECT booking_id FROM booking_hold(new_id => '%s', new_ref => 'GUARD%d', trip => %s, trip_version => 1, "
			    "board => 0, alight => 3, from_place_id => (SELECT id FROM ids WHERE name = 'guard-a'), "
			    "to_place_id => (SELECT id FROM ids WHERE name = 'guard-b'), boards => now() + interval '10 days', "
			    "alights => now() + interval '10 days 5 hours', seats => '%s', "
			    "labels => (SELECT array_agg('S' || s) FROM unnest('%s'::int[]) s), "
			    "fares => array_fill(77000::bigint, ARRAY[cardinality('%s'::int[])]), "
			    "commissions => array_fill(3850::bigint, ARRAY[cardinality('%s'::int[])]), hold_s => 300, cutoff_s => 900, "
			    "person => NULL, guest => '\\x%02d', via => 'web', language => 'fr', phone => %s, email => NULL, "
			    "first_names => array_fill(''::text, ARRAY[cardinality('%s'::int[])]), "
			    "last_names => array_fill(''::text, ARRAY[cardinality('%s'::int[])]), "
			    "id_numbers => array_fill(''::text, ARRAY[cardinality('%s'::int[])]), "
			    "ages => array_fill(NULL::int, ARRAY[cardinality('%s'::int[])]), rules => '[]')",
			    key_of(n), n + 1, trip, seats, seats, seats, seats, guest, phone, seats, seats, seats, seats);
}

static const char *hold_sql(int n, const char *seats, const char *phone)
{
	return hold_as(n, n, seats, phone);
}

static void hold(int n, const char *seats)
{
	ask("%s", hold_sql(n, seats, "NULL"));
}

static const char *contact_sql(int n, int passengers)
{
	return arena_printf(arena, "SELECT booking_contact('%s', NULL, '\\x%02d', '+213550123456', NULL, "
				   "array_fill('Amina'::text, ARRAY[%d]), array_fill('B'::text, ARRAY[%d]), "
				   "array_fill(''::text, ARRAY[%d]), array_fill(NULL::int, ARRAY[%d]), 900, 900)",
			    key_of(n), n, passengers, passengers, passengers, passengers);
}

static const char *start_sql(int n, const char *order)
{
	return arena_printf(arena, "SELECT attempt_id FROM payment_start('%s', NULL, '\\x%02d', gen_random_uuid(), '%s', 'u%s', "
				   "'\\x%s', 'fr', 1200, 120, 30)", key_of(n), n, order, order, order);
}

/* A complete booking at the bank; the attempt's id. */
static const char *at_the_bank(int n, const char *seats, int passengers, const char *order)
{
	const char *attempt;

	hold(n, seats);
	ask("%s", contact_sql(n, passengers));
	attempt = ask("%s", start_sql(n, order));
	ask("SELECT attempt_registered(%s, 'md-%s', 'https://bank.test/%s')", attempt, order, order);
	return attempt;
}

static const char *status(int n)
{
	return ask("SELECT b.status || ' ' || b.payment_status FROM bookings b JOIN booking_keys k ON k.id = b.id "
		   "WHERE k.public_id = '%s'", key_of(n));
}

static const char *captured(const char *attempt, const char *order)
{
	return ask("SELECT attempt_captured(%s, 'md-%s', '{}')", attempt, order);
}

static void open_shop(void)
{
	trip = sale_trip();
	ask("INSERT INTO payment_accounts (gateway, label) SELECT g, 'guard' FROM unnest('{satim,cash}'::text[]) g "
	    "WHERE NOT EXISTS (SELECT 1 FROM payment_accounts a WHERE a.gateway = g AND a.partner_id IS NULL AND a.is_active)");
}

/* Time passes for a booking: its hold and its claims are over. */
static void over(int n)
{
	ask("UPDATE booking_seats SET expires_at = clock_timestamp() - interval '1 second' WHERE state = 'held' AND item_id IN "
	    "(SELECT i.id FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id WHERE k.public_id = '%s')", key_of(n));
	ask("UPDATE bookings b SET expires_at = clock_timestamp() - interval '1 hour', hold_until = clock_timestamp() - "
	    "interval '1 hour' FROM booking_keys k WHERE k.id = b.id AND k.public_id = '%s'", key_of(n));
}

/* ---- holding ---- */

static void held_and_given_back(void **state)
{
	(void)state;
	open_shop();
	hold(1, "{0,1}");
	same_text(status(1), "held unpaid");
	same_text(ask("SELECT sum(fare_c) || ' ' || sum(commission_c) || ' ' || count(*) FROM booking_items i JOIN booking_keys k "
		      "ON k.id = i.booking_id WHERE k.booking_ref = 'GUARD2'"), "154000 7700 2");
	same_text(sale_try(hold_sql(2, "{1,2}", "NULL")), "AB001 SEAT_TAKEN");
	same_text(outcome("SELECT booking_cancel_hold('%s', NULL, '\\x99')", key_of(1)), "AB001 NOT_FOUND");
	same_text(outcome("SELECT booking_cancel_hold('%s', NULL, NULL)", key_of(1)), "AB001 NOT_FOUND");
	same_text(outcome("SELECT booking_cancel_hold('%s', 7, NULL)", key_of(1)), "AB001 NOT_FOUND");
	same_text(ask("SELECT booking_cancel_hold('%s', NULL, '\\x01')", key_of(1)), trip);
	same_text(status(1), "cancelled unpaid");
	hold(2, "{1,2}");
	all_is_well();
}

/* A guest who chooses again gives the first choice back; a hold with a phone number stays. */
static void a_new_choice_replaces_the_old(void **state)
{
	(void)state;
	open_shop();
	hold(1, "{0,1}");
	ask("%s", hold_as(2, 1, "{1,2}", "NULL"));
	same_text(status(1), "expired unpaid");
	same_text(status(2), "held unpaid");
	ask("SELECT booking_contact('%s', NULL, '\\x01', '+213550123456', NULL, NULL, NULL, NULL, NULL, 900, 900)", key_of(2));
	ask("%s", hold_as(3, 1, "{0}", "NULL"));
	same_text(status(2), "held unpaid");
	all_is_well();
}

static void not_for_sale(void **state)
{
	(void)state;
	open_shop();
	ask("UPDATE route_schedules SET version = 2 WHERE id = %s", trip);
	same_text(sale_try(hold_sql(1, "{0}", "NULL")), "AB001 RETRY");
	ask("UPDATE route_schedules SET version = 1, status = 'closed' WHERE id = %s", trip);
	same_text(sale_try(hold_sql(1, "{0}", "NULL")), "AB001 SALE_CLOSED");
	ask("UPDATE route_schedules SET status = 'on_sale', is_active = false WHERE id = %s", trip);
	same_text(sale_try(hold_sql(1, "{0}", "NULL")), "AB001 NOT_FOUND");
	ask("UPDATE route_schedules SET status = 'cancelled', is_active = true WHERE id = %s", trip);
	same_text(sale_try(hold_sql(1, "{0}", "NULL")), "AB001 TRIP_CANCELLED");
	all_is_well();
}

static void contact_extends_once(void **state)
{
	(void)state;
	open_shop();
	hold(1, "{0,1}");
	same_text(ask("SELECT round(extract(epoch FROM expires_at - now()) / 60) FROM bookings b JOIN booking_keys k USING (id) "
		      "WHERE k.booking_ref = 'GUARD2'"), "5");
	same_text(sale_try(contact_sql(1, 3)), "AB001 INVALID_INPUT");
	same_text(sale_try(start_sql(1, "2222222222")), "AB001 BOOKING_INCOMPLETE");
	ask("%s", contact_sql(1, 2));
	same_text(ask("SELECT round(extract(epoch FROM expires_at - now()) / 60) || ' ' || extended FROM bookings b JOIN booking_keys k "
		      "USING (id) WHERE k.booking_ref = 'GUARD2'"), "15 true");
	same_text(ask("SELECT count(*) FROM booking_seats s JOIN booking_items i ON i.id = s.item_id JOIN booking_keys k ON k.id = "
		      "i.booking_id JOIN bookings b ON b.id = k.id WHERE k.booking_ref = 'GUARD2' AND s.expires_at = b.expires_at "
		      "AND NOT s.contactless"), "2");
	ask("UPDATE bookings b SET expires_at = now() + interval '1 minute' FROM booking_keys k WHERE k.id = b.id AND k.booking_ref = 'GUARD2'");
	ask("%s", contact_sql(1, 2));
	same_text(ask("SELECT round(extract(epoch FROM expires_at - now()) / 60) FROM bookings b JOIN booking_keys k USING (id) "
		      "WHERE k.booking_ref = 'GUARD2'"), "1");
	over(1);
	same_text(sale_try(contact_sql(1, 2)), "AB001 HOLD_EXPIRED");
	same_text(sale_try(start_sql(1, "2222222222")), "AB001 HOLD_EXPIRED");
	same_text(ask("SELECT status FROM bookings_expire(100, 0)"), "held");
	same_text(status(1), "expired unpaid");
	same_text(ask("SELECT count(*) FROM bookings_expire(100, 0)"), "0");
	all_is_well();
}

/* ---- paying ---- */

static void paid_in_time(void **state)
{
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0,1}", 2, "2222222222");
	same_text(status(1), "paying pending");
	same_text(ask("%s", start_sql(1, "3333333333")), attempt); /* a second click makes no second order */
	same_text(ask("SELECT state FROM payment_attempts WHERE id = %s", attempt), "registered");
	same_text(captured(attempt, "2222222222"), "confirmed");
	same_text(status(1), "confirmed paid");
	same_text(captured(attempt, "2222222222"), "already");
	same_text(ask("SELECT attempt_ended(%s, 'refused', 'late no', '{}')", attempt), "confirmed");
	same_text(ask("SELECT attempt_review(%s, 'late doubt', '{}')", attempt), "confirmed");
	same_text(ask("SELECT string_agg(kind, ' ' ORDER BY kind) FROM jobs WHERE payload->>'bookingId' = (SELECT id::text FROM "
		      "booking_keys WHERE booking_ref = 'GUARD2') AND lane <> 'pushes'"), "notice.confirmed ticket.issue");
	same_text(sale_try(start_sql(1, "4444444444")), "AB001 WRONG_STATE");
	same_text(ask("SELECT count(*) FROM bookings_expire(100, 0)"), "0");
	all_is_well();
}

/* The worker read the item before it was changed or cancelled and signs afterwards. */
static void signed_too_late(void **state)
{
	const char *item;

	(void)state;
	open_shop();
	captured(at_the_bank(1, "{0}", 1, "2222222222"), "2222222222");
	item = ask("SELECT i.id FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id WHERE k.booking_ref = 'GUARD2'");
	/* another seat, another time: neither is what stands in the code */
	ask("SELECT ticket_keep(id, gen_random_uuid(), 'late', seat_no + 1, boards_at) FROM booking_items WHERE id = %s", item);
	ask("SELECT ticket_keep(id, gen_random_uuid(), 'late', seat_no, boards_at + interval '1 s') FROM booking_items WHERE id = %s", item);
	same_text(ask("SELECT count(*) FROM tickets WHERE item_id = %s", item), "0");
	ask("SELECT ticket_keep(id, gen_random_uuid(), 'early', seat_no, boards_at) FROM booking_items WHERE id = %s", item);
	ask("UPDATE booking_items SET state = 'cancelled' WHERE id = %s", item);
	ask("UPDATE tickets SET revoked_at = now() WHERE item_id = %s", item);
	ask("SELECT ticket_keep(id, gen_random_uuid(), 'late', seat_no, boards_at) FROM booking_items WHERE id = %s", item);
	same_text(ask("SELECT code || ' ' || (revoked_at IS NOT NULL) FROM tickets WHERE item_id = %s", item), "early true");
}

static void refused_then_paid(void **state)
{
	const char *first, *second;

	(void)state;
	open_shop();
	first = at_the_bank(1, "{0}", 1, "2222222222");
	same_text(ask("SELECT attempt_ended(%s, 'refused', 'no money', '{}')", first), "held");
	same_text(status(1), "held unpaid");
	second = ask("%s", start_sql(1, "3333333333"));
	is_false(str_eq(first, second));
	ask("SELECT attempt_registered(%s, 'md-3333333333', 'x')", second);
	same_text(captured(second, "3333333333"), "confirmed");
	same_text(status(1), "confirmed paid");
	all_is_well();
}

/* The first visit, refused as far as we knew, turns out to be paid after the second was. */
static void paid_twice(void **state)
{
	const char *first, *second, *refund;

	(void)state;
	open_shop();
	first = at_the_bank(1, "{0}", 1, "2222222222");
	ask("SELECT attempt_ended(%s, 'expired', 'no answer', '{}')", first);
	second = ask("%s", start_sql(1, "3333333333"));
	ask("SELECT attempt_registered(%s, 'md-3333333333', 'x')", second);
	same_text(captured(second, "3333333333"), "confirmed");
	/* The bank is asked about the first once more, and it was paid after all. */
	same_text(captured(first, "2222222222"), "refund_due");
	refund = ask("SELECT id FROM refunds WHERE attempt_id = %s", first);
	same_text(ask("SELECT refund_submit(%s)", refund), "t");
	same_text(ask("SELECT refund_submit(%s)", refund), "f");
	same_text(ask("SELECT refund_done(%s, '{}')", refund), "t");
	same_text(ask("SELECT refund_done(%s, '{}')", refund), "f");
	same_text(status(1), "confirmed paid");
	all_is_well();
}

static void paid_late_same_seat(void **state)
{
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{2}", 1, "2222222222");
	over(1);
	same_text(ask("SELECT count(*) FROM bookings_expire(100, 0)"), "0"); /* whoever is at the bank is not expired */
	same_text(ask("SELECT attempt_ended(%s, 'expired', 'time over', '{}')", attempt), "expired");
	same_text(captured(attempt, "2222222222"), "reseated");
	same_text(status(1), "confirmed paid");
	same_text(ask("SELECT seat_no || seat_label FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id "
		      "WHERE k.booking_ref = 'GUARD2'"), "21C");
	all_is_well();
}

static void paid_late_other_seat(void **state)
{
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{2}", 1, "2222222222");
	over(1);
	ask("SELECT attempt_ended(%s, 'expired', 'time over', '{}')", attempt);
	hold(2, "{2}");
	same_text(captured(attempt, "2222222222"), "reseated");
	same_text(ask("SELECT seat_no <> 2 FROM booking_items i JOIN booking_keys k ON k.id = i.booking_id "
		      "WHERE k.booking_ref = 'GUARD2'"), "t");
	same_text(status(2), "held unpaid");
	all_is_well();
}

static void paid_late_no_seat(void **state)
{
	const char *attempt, *refund;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0,1}", 2, "2222222222");
	over(1);
	ask("SELECT attempt_ended(%s, 'expired', 'time over', '{}')", attempt);
	ask("%s", hold_sql(2, "{0,1,2}", "'+213550000000'"));
	same_text(captured(attempt, "2222222222"), "refund_due");
	same_text(status(1), "refund_due refund_due");
	refund = ask("SELECT id FROM refunds WHERE attempt_id = %s", attempt);
	same_text(ask("SELECT amount_c FROM refunds WHERE id = %s", refund), "154000");
	ask("SELECT refund_submit(%s)", refund);
	ask("SELECT refund_unclear(%s, 'submitted', '{}')", refund);
	same_text(ask("SELECT refund_done(%s, '{}')", refund), "t");
	same_text(status(1), "refunded refunded");
	same_text(ask("SELECT status FROM payments p JOIN booking_keys k ON k.id = p.booking_id WHERE k.booking_ref = 'GUARD2'"), "refunded");
	all_is_well();
}

static void doubtful_money(void **state)
{
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0}", 1, "2222222222");
	same_text(ask("SELECT attempt_review(%s, 'another amount', '{}')", attempt), "review");
	same_text(status(1), "review pending");
	same_text(ask("SELECT count(*) FROM bookings_expire(100, 0)"), "0");
	same_text(sale_try(hold_sql(2, "{0}", "NULL")), "AB001 SEAT_TAKEN");
	all_is_well();
}

static void five_visits(void **state)
{
	static const char *const orders[] = { "2222222223", "2222222224", "2222222225", "2222222226" };
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0}", 1, "2222222222");
	for (int i = 0; i < 4; i++) {
		ask("SELECT attempt_ended(%s, 'refused', 'no', '{}')", attempt);
		attempt = ask("%s", start_sql(1, orders[i]));
	}
	ask("SELECT attempt_ended(%s, 'refused', 'no', '{}')", attempt);
	same_text(sale_try(start_sql(1, "2222222227")), "AB001 HOLD_LIMIT");
	all_is_well();
}

/* A registration nobody answered: another order number, after five the buyer chooses again. */
static void silent_bank(void **state)
{
	const char *attempt, *next;

	(void)state;
	open_shop();
	hold(1, "{0}");
	ask("%s", contact_sql(1, 1));
	attempt = ask("%s", start_sql(1, "2222222222"));
	for (char order = '3'; order <= '6'; order++) {
		next = ask("SELECT attempt_again(%s, '%c222222222', 'u%c', '\\x0%c', 30)", attempt, order, order, order);
		is_true(*next != '\0');
		same_text(ask("SELECT state FROM payment_attempts WHERE id = %s", attempt), "unknown");
		attempt = next;
	}
	same_text(ask("SELECT attempt_again(%s, '7222222222', 'u7', '\\x07', 30)", attempt), "");
	same_text(status(1), "held pending");
	all_is_well();
}

static void polls_get_rarer(void **state)
{
	static const char *const pauses[] = { "60", "120", "300", "600", "1200", "3600", "3600" };
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0}", 1, "2222222222");
	same_text(ask("SELECT count(*) FROM attempts_due(100, 30) WHERE attempt_id = %s", attempt), "0");
	for (size_t i = 0; i < sizeof pauses / sizeof pauses[0]; i++) {
		ask("UPDATE payment_attempts SET next_poll_at = now() - interval '1 second' WHERE id = %s", attempt);
		same_text(ask("SELECT count(*) FROM attempts_due(100, 30) WHERE attempt_id = %s", attempt), "1");
		TEXT_AT(__LINE__, ask("SELECT round(extract(epoch FROM next_poll_at - now())) FROM payment_attempts WHERE id = %s", attempt),
			pauses[i]);
	}
	all_is_well();
}

/* ---- cash ---- */

static void cash_at_a_counter(void **state)
{
	const char *org;

	(void)state;
	open_shop();
	org = ask("SELECT id FROM ids WHERE name = 'partner'");
	hold(1, "{0}");
	ask("%s", contact_sql(1, 1));
	ask("SELECT cash_start('%s', NULL, '\\x01', gen_random_uuid(), 'CODE22', 'fr', 86400, 900)", key_of(1));
	same_text(status(1), "held_cash pending");
	same_text(outcome("SELECT cash_take(%s, 7, 'GUARD2', 'WRONG2')", org), "AB001 NOT_FOUND");
	same_text(outcome("SELECT cash_take(%s, 7, 'GUARD3', 'CODE22')", org), "AB001 NOT_FOUND");
	same_text(ask("SELECT cash_take(%s, 7, 'GUARD2', 'CODE22')", org), key_of(1));
	same_text(ask("SELECT cash_take(%s, 7, 'GUARD2', 'CODE22')", org), key_of(1));
	same_text(status(1), "confirmed paid");
	same_text(ask("SELECT sum(l.amount_c) FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id "
		      "JOIN ledger_tx t ON t.id = l.tx_id JOIN booking_keys k ON k.id = t.booking_id "
		      "WHERE k.booking_ref = 'GUARD2' AND a.code = 'agent_float:%s'", org), "77000");
	all_is_well();
}

static void cash_nobody_brought(void **state)
{
	(void)state;
	open_shop();
	hold(1, "{0}");
	ask("%s", contact_sql(1, 1));
	ask("SELECT cash_start('%s', NULL, '\\x01', gen_random_uuid(), 'CODE22', 'fr', 86400, 900)", key_of(1));
	over(1);
	same_text(outcome("SELECT cash_take(1, 7, 'GUARD2', 'CODE22')"), "AB001 HOLD_EXPIRED");
	same_text(ask("SELECT status FROM bookings_expire(100, 0)"), "held_cash");
	same_text(status(1), "expired unpaid");
	same_text(outcome("SELECT cash_take(1, 7, 'GUARD2', 'CODE22')"), "AB001 HOLD_EXPIRED");
	all_is_well();
}

/* Cash was chosen after a visit to the bank that, it turns out later, was paid. */
static void cash_chosen_card_paid(void **state)
{
	const char *attempt;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0}", 1, "2222222222");
	ask("SELECT attempt_ended(%s, 'expired', 'no answer', '{}')", attempt);
	ask("SELECT cash_start('%s', NULL, '\\x01', gen_random_uuid(), 'CODE22', 'fr', 86400, 900)", key_of(1));
	same_text(captured(attempt, "2222222222"), "confirmed");
	same_text(outcome("SELECT cash_take(1, 7, 'GUARD2', 'CODE22')"), "AB001 WRONG_STATE");
	all_is_well();
}

/* And the other way round: the cash came, and then it turned out that the card had paid. */
static void cash_paid_card_paid(void **state)
{
	const char *attempt, *refund;

	(void)state;
	open_shop();
	attempt = at_the_bank(1, "{0}", 1, "2222222222");
	ask("SELECT attempt_ended(%s, 'expired', 'no answer', '{}')", attempt);
	ask("SELECT cash_start('%s', NULL, '\\x01', gen_random_uuid(), 'CODE22', 'fr', 86400, 900)", key_of(1));
	ask("SELECT cash_take(1, 7, 'GUARD2', 'CODE22')");
	same_text(captured(attempt, "2222222222"), "refund_due");
	refund = ask("SELECT id FROM refunds WHERE attempt_id = %s", attempt);
	ask("SELECT refund_submit(%s)", refund);
	same_text(ask("SELECT refund_done(%s, '{}')", refund), "t");
	same_text(status(1), "confirmed paid");
	all_is_well();
}

/* ---- jobs ---- */

static void leases_and_fences(void **state)
{
	(void)state;
	open_shop();
	ask("DELETE FROM jobs WHERE lane = 'documents'");
	ask("SELECT job_add('documents', 'guard', '1', '{\"a\": 1}', 10)");
	ask("SELECT job_add('documents', 'guard', '1', '{\"a\": 2}', 10)"); /* the same waits once */
	ask("SELECT job_add('documents', 'guard', '2', '{}', 5)");
	ask("SELECT job_add('documents', 'guard', '3', '{}', 1, '1 hour')");
	same_text(ask("SELECT string_agg(kind || attempts || fence, ' ') FROM jobs_take('documents', 10, 60, 'h:1:1', false)"), "guard11 guard11");
	same_text(ask("SELECT count(*) FROM jobs_take('documents', 10, 60, 'h:1:1', false)"), "0");
	same_text(ask("SELECT job_done(id, 0) FROM jobs WHERE dedup_key = '1' AND kind = 'guard'"), "f");
	same_text(ask("SELECT job_done(id, 1) FROM jobs WHERE dedup_key = '1' AND kind = 'guard'"), "t");
	same_text(ask("SELECT job_done(id, 1) FROM jobs WHERE dedup_key = '1' AND kind = 'guard'"), "f");
	same_text(ask("SELECT job_failed(id, 1, 'no', 0, false) FROM jobs WHERE dedup_key = '2' AND kind = 'guard'"), "waiting");
	/* A worker that vanished: its job comes back, its late report counts for nothing. */
	same_text(ask("SELECT attempts || ' ' || fence FROM jobs_take('documents', 10, 60, 'h:1:1', false)"), "2 2");
	ask("UPDATE jobs SET lease_until = now() - interval '1 second' WHERE dedup_key = '2' AND kind = 'guard'");
	is_true(atoi(ask("SELECT jobs_rescue()")) >= 1);
	same_text(ask("SELECT count(*) FROM jobs_take('documents', 10, 60, 'h:1:1', false)"), "0"); /* not among others any more */
	same_text(ask("SELECT attempts || ' ' || fence FROM jobs_take('documents', 10, 60, 'h:1:1', true)"), "3 3");
	same_text(ask("SELECT job_done(id, 2) FROM jobs WHERE dedup_key = '2' AND kind = 'guard'"), "f");
	same_text(ask("SELECT job_failed(id, 3, 'never', 0, true) FROM jobs WHERE dedup_key = '2' AND kind = 'guard'"), "dead");
	ask("UPDATE jobs SET state = 'running', attempts = 10, lease_until = now() - interval '1 second' "
	    "WHERE dedup_key = '3' AND kind = 'guard'");
	ask("SELECT jobs_rescue()");
	same_text(ask("SELECT state FROM jobs WHERE dedup_key = '3' AND kind = 'guard'"), "dead");
	all_is_well();
}

/* The watch can fail: a function that reads all bookings is seen. */
static void a_whole_read_is_noticed(void **state)
{
	(void)state;
	ask("CREATE FUNCTION pg_temp.bad() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN "
	    "RETURN (SELECT count(*) FROM bookings WHERE channel = 'web'); END $$");
	ask("SELECT pg_temp.bad()");
	is_true(strstr(seen, "bookings") != NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WATCHED(held_and_given_back),
		WATCHED(a_new_choice_replaces_the_old),
		WATCHED(not_for_sale),
		WATCHED(contact_extends_once),
		WATCHED(paid_in_time),
		WATCHED(signed_too_late),
		WATCHED(refused_then_paid),
		WATCHED(paid_twice),
		WATCHED(paid_late_same_seat),
		WATCHED(paid_late_other_seat),
		WATCHED(paid_late_no_seat),
		WATCHED(doubtful_money),
		WATCHED(five_visits),
		WATCHED(silent_bank),
		WATCHED(polls_get_rarer),
		WATCHED(cash_at_a_counter),
		WATCHED(cash_nobody_brought),
		WATCHED(cash_chosen_card_paid),
		WATCHED(cash_paid_card_paid),
		WATCHED(leases_and_fences),
		WATCHED(a_whole_read_is_noticed),
	};
	int rc;

	boss = sale_connect();
	watch_start();
	rc = unit_run("functions", tests);
	PQfinish(boss);
	return rc;
}
