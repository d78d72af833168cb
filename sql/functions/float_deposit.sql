-- float_deposit: an organisation handed cash in at the bank (L1d): it holds that much less for the platform. The
-- slip's number names the event: the same one is booked once.
-- Errors: NOT_FOUND, WRONG_STATE (more than it holds), ALREADY_EXISTS (that slip is booked with another sum).
-- callers: admin
CREATE OR REPLACE FUNCTION float_deposit(company bigint, person bigint, amount bigint, slip text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	holds bigint;
	booked bigint;
BEGIN
	PERFORM 1 FROM partners p WHERE p.id = company FOR SHARE;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such company', 'id');
	END IF;
	SELECT f.balance_c INTO holds FROM agent_floats f WHERE f.partner_id = company FOR UPDATE;
	SELECT l.amount_c INTO booked FROM ledger_tx t JOIN ledger_line l ON l.tx_id = t.id AND l.amount_c > 0
	WHERE t.idem_key = 'deposit:' || company || ':' || slip;
	IF booked = amount THEN
		RETURN;
	ELSIF booked IS NOT NULL THEN
		PERFORM refuse('ALREADY_EXISTS', 'that slip is booked', 'reference');
	ELSIF holds IS NULL OR amount > holds THEN
		PERFORM refuse('WRONG_STATE', 'more than it holds', 'amount');
	END IF;
	PERFORM ledger_post('L1d', NULL, 'deposit:' || company || ':' || slip, ARRAY['bank:main', 'agent_float:' || company], ARRAY[amount, -amount]);
	PERFORM audit_add('admin', person, company, 'float.deposit', 'partner_' || company, '{}', slip, request);
END $$;
