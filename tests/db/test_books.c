/*
 * test_books - tills, the cash a company holds, the bank's lines and what is done after a restore: each outcome once, and
 * the rules of the ledger notice when something is wrong.
 */
#include "sale.h"

static const char *broken(const char *rule)
{
	return ask("SELECT broken FROM ledger_check() WHERE rule = '%s'", rule);
}

static const char *somebody(void)
{
	return ask("INSERT INTO users (public_id, email, role, partner_id) SELECT gen_random_uuid(), 'guard@example.dz', 'partner_cashier', id "
		   "FROM ids WHERE name = 'partner' RETURNING id");
}

static void a_till_is_counted(void **state)
{
	const char *partner, *user, *shift;

	(void)state;
	sale_trip();
	partner = ask("SELECT id FROM ids WHERE name = 'partner'");
	user = somebody();
	shift = ask("SELECT till_open(%s, %s, 5000, NULL)", partner, user);
	same_text(arena_strn(arena, outcome("SELECT till_open(%s, %s, 0, NULL)", partner, user), 5), "AB001");
	same_text(arena_strn(arena, outcome("SELECT till_open(0, %s, 0, NULL)", user), 5), "AB001"); /* another company */
	ask("SELECT till_close(%s, '%s', %s, false, 5000, NULL, NULL)", partner, shift, user);
	same_text(ask("SELECT difference_c FROM till_shifts WHERE public_id = '%s'", shift), "0");
	same_text(ask("SELECT count(*) FROM ledger_tx t JOIN till_shifts s ON t.idem_key = 'till:' || s.id WHERE s.public_id = '%s'", shift), "0");
	/* The second time it stays what it was. */
	ask("SELECT till_close(%s, '%s', %s, false, 4000, NULL, NULL)", partner, shift, user);
	same_text(ask("SELECT counted_c FROM till_shifts WHERE public_id = '%s'", shift), "5000");
	shift = ask("SELECT till_open(%s, %s, 5000, NULL)", partner, user);
	same_text(arena_strn(arena, outcome("SELECT till_close(%s, '%s', 0, false, 1, NULL, NULL)", partner, shift), 5), "AB001");
	ask("SELECT till_close(%s, '%s', NULL, true, 5700, NULL, NULL)", partner, shift); /* the owner may */
	same_text(ask("SELECT balance_c FROM agent_floats WHERE partner_id = %s", partner), "700");
	same_text(broken("till differences are booked"), "0");
	ask("INSERT INTO till_shifts (partner_id, user_id, opening_c, expected_c, counted_c, closed_at) VALUES (%s, %s, 0, 0, 1, now())", partner, user);
	same_text(broken("till differences are booked"), "1");
}

static void cash_has_a_limit(void **state)
{
	const char *partner;

	(void)state;
	sale_trip();
	partner = ask("SELECT id FROM ids WHERE name = 'partner'");
	ask("UPDATE partners SET float_limit_c = 1000 WHERE id = %s", partner);
	ask("SELECT ledger_post('L1c', NULL, 'guard-1', ARRAY['agent_float:%s', 'customer_deposit'], ARRAY[1000, -1000])", partner);
	ask("SELECT float_room(%s)", partner);
	ask("SELECT ledger_post('L1c', NULL, 'guard-1', ARRAY['agent_float:%s', 'customer_deposit'], ARRAY[1000, -1000])", partner); /* once */
	ask("SELECT float_room(%s)", partner);
	same_text(arena_strn(arena, outcome("SELECT float_deposit(%s, NULL, 1001, 'slip', NULL)", partner), 5), "AB001");
	ask("SELECT float_deposit(%s, NULL, 400, 'slip', NULL)", partner);
	ask("SELECT float_deposit(%s, NULL, 400, 'slip', NULL)", partner);
	same_text(ask("SELECT balance_c FROM agent_floats WHERE partner_id = %s", partner), "600");
	ask("SELECT ledger_post('L1c', NULL, 'guard-2', ARRAY['agent_float:%s', 'customer_deposit'], ARRAY[401, -401])", partner);
	same_text(arena_strn(arena, outcome("SELECT float_room(%s)", partner), 5), "AB001");
	same_text(broken("cash held equals the ledger"), "0");
	ask("UPDATE agent_floats SET balance_c = balance_c + 1 WHERE partner_id = %s", partner);
	same_text(broken("cash held equals the ledger"), "1");
}

static void lines_of_the_bank(void **state)
{
	const char *key = ask("INSERT INTO booking_keys (public_id, booking_ref, departure_time) VALUES (gen_random_uuid(), '222222', now()) RETURNING id");
	const char *account = ask("INSERT INTO payment_accounts (gateway, label) VALUES ('satim', 'guard') RETURNING id");
	const char *payment, *item;

	(void)state;
	payment = ask("INSERT INTO payments (public_id, booking_id, account_id, amount_c, method, status) VALUES (gen_random_uuid(), %s, %s, 7700, 'card', 'captured') RETURNING id",
		      key, account);
	ask("INSERT INTO payment_attempts (payment_id, order_number, udf1, return_hash, lang, amount_c, state) VALUES (%s, '2222222222', 'guard', 'guard', 'fr', 7700, 'captured')", payment);
#define LINE(n, kind, order, sum) ask("SELECT bank_line_put('guard', " n ", '2026-11-23', '" kind "', '" order "', " sum ", 0)")
	same_text(LINE("1", "capture", "2222222222", "7700"), "matched");
	same_text(LINE("1", "capture", "2222222222", "7700"), "again");
	same_text(LINE("2", "capture", "2222222222", "7700"), "again"); /* another line about the same order */
	same_text(LINE("3", "capture", "3333333333", "7700"), "theirs_only");
	same_text(LINE("4", "refund", "2222222222", "7700"), "theirs_only");
#undef LINE
	same_text(ask("SELECT string_agg(bucket || ' ' || reason, ', ' ORDER BY id) FROM reconcile_items WHERE reference IN ('2222222222', '3333333333')"),
		  "theirs_only unknown_capture, theirs_only differs");
	item = ask("SELECT id FROM reconcile_items WHERE reference = '3333333333'");
	ask("SELECT reconcile_close(%s, NULL, 'asked the bank', NULL)", item);
	ask("SELECT reconcile_close(%s, NULL, 'again', NULL)", item);
	same_text(ask("SELECT closed_note FROM reconcile_items WHERE id = %s", item), "asked the bank");
	same_text(arena_strn(arena, outcome("SELECT reconcile_close(0, NULL, 'none', NULL)"), 5), "AB001");
}

static void after_a_restore(void **state)
{
	int64_t before = strtoll(ask("SELECT nextval('booking_keys_id_seq')"), NULL, 10);

	(void)state;
	is_true(atoi(ask("SELECT recover_sequences(1000)")) > 20);
	is_true(strtoll(ask("SELECT nextval('booking_keys_id_seq')"), NULL, 10) > before + 1000);
	sale_trip();
	ask("INSERT INTO user_sessions (user_id, kind, token_hash, expires_at) VALUES (%s, 'web', 'guard', now() + interval '1 day')", somebody());
	is_true(atoi(ask("SELECT recover_sessions()")) >= 1);
	same_text(ask("SELECT count(*) FROM user_sessions WHERE revoked_at IS NULL"), "0");
	ask("SELECT recover_attempts(35)");
	same_text(ask("SELECT count(*) FROM payment_attempts WHERE created_at > now() - interval '35 days' AND check_at IS DISTINCT FROM now()"), "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SALE_TEST(a_till_is_counted),
		SALE_TEST(cash_has_a_limit),
		SALE_TEST(lines_of_the_bank),
		SALE_TEST(after_a_restore),
	};
	int rc;

	boss = sale_connect();
	rc = unit_run("books", tests);
	PQfinish(boss);
	return rc;
}
