-- ledger_post: books one business event: codes and signed centimes of its lines, in step. The same
-- event key books nothing the second time. Accounts are made when first named. The cash an organisation
-- holds is kept as a balance beside it.
-- callers: none
CREATE OR REPLACE FUNCTION ledger_post(what text, booking bigint, event_key text, codes text[], amounts bigint[],
	item bigint DEFAULT NULL)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	tx bigint;
BEGIN
	INSERT INTO ledger_tx (kind, booking_id, idem_key, item_id) VALUES (what, booking, event_key, item)
	ON CONFLICT (idem_key) DO NOTHING RETURNING id INTO tx;
	IF tx IS NULL THEN
		RETURN false;
	END IF;
	INSERT INTO ledger_accounts (code) SELECT DISTINCT unnest(codes) ON CONFLICT (code) DO NOTHING;
	INSERT INTO ledger_line (tx_id, account_id, amount_c)
	SELECT tx, a.id, l.amount
	FROM unnest(codes, amounts) WITH ORDINALITY AS l (code, amount, position)
	JOIN ledger_accounts a ON a.code = l.code
	WHERE l.amount <> 0
	ORDER BY l.position;
	IF array_to_string(codes, ' ') LIKE '%agent\_float:%' THEN
		INSERT INTO agent_floats AS f (partner_id, balance_c)
		SELECT substr(l.code, 13)::bigint, sum(l.amount) FROM unnest(codes, amounts) AS l (code, amount)
		WHERE l.code LIKE 'agent\_float:%' GROUP BY l.code ORDER BY l.code
		ON CONFLICT (partner_id) DO UPDATE SET balance_c = f.balance_c + EXCLUDED.balance_c;
	END IF;
	RETURN true;
END $$;
