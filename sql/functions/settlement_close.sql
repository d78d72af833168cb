-- settlement_close: the statement of a company up to a day: every posting to its account that no statement
-- holds yet. Cash it keeps for the platform is set off first (L6o). Days follow on each other; the
-- second time answers what the first did. Nothing to state: NULL.
-- Errors: NOT_FOUND, WRONG_STATE (the day is not over).
-- callers: admin worker
CREATE OR REPLACE FUNCTION settlement_close(partner bigint, day date)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	id_new bigint;
	first_day date;
	cash bigint;
	until timestamptz := (day + 1)::timestamp AT TIME ZONE 'Africa/Algiers';
BEGIN
	PERFORM 1 FROM partners p WHERE p.id = partner FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such company', 'partnerId');
	ELSIF until > clock_timestamp() THEN
		PERFORM refuse('WRONG_STATE', 'that day is not over', 'until');
	END IF;
	SELECT s.id INTO id_new FROM partner_settlements s WHERE s.partner_id = partner AND s.period_end >= day ORDER BY s.id LIMIT 1;
	IF id_new IS NOT NULL THEN
		RETURN id_new;
	END IF;
	SELECT coalesce((SELECT max(s.period_end) + 1 FROM partner_settlements s WHERE s.partner_id = partner),
		(SELECT min(t.at AT TIME ZONE 'Africa/Algiers')::date FROM ledger_line l JOIN ledger_tx t ON t.id = l.tx_id
		 JOIN ledger_accounts a ON a.id = l.account_id WHERE a.code = 'partner_payable:' || partner)) INTO first_day;
	IF first_day IS NULL OR first_day > day OR NOT EXISTS (SELECT 1 FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id
		JOIN ledger_tx t ON t.id = l.tx_id WHERE a.code = 'partner_payable:' || partner AND t.at < until AND t.kind NOT IN ('L6', 'L6o')
		AND NOT EXISTS (SELECT 1 FROM partner_settlement_lines x JOIN partner_settlements y ON y.id = x.settlement_id
			WHERE x.ledger_tx_id = t.id AND y.partner_id = partner)) THEN
		RETURN NULL;
	END IF;
	INSERT INTO partner_settlements (partner_id, period_start, period_end) VALUES (partner, first_day, day) RETURNING id INTO id_new;
	SELECT greatest(least(
		(SELECT coalesce(sum(l.amount_c), 0) FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id WHERE a.code = 'agent_float:' || partner),
		(SELECT coalesce(-sum(l.amount_c), 0) FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id JOIN ledger_tx t ON t.id = l.tx_id
		 WHERE a.code = 'partner_payable:' || partner AND t.at < until)), 0) INTO cash;
	IF cash > 0 THEN
		PERFORM ledger_post('L6o', NULL, 'offset:' || id_new, ARRAY['partner_payable:' || partner, 'agent_float:' || partner], ARRAY[cash, -cash]);
	END IF;
	INSERT INTO partner_settlement_lines (settlement_id, ledger_tx_id, item_id, kind, amount_c)
	SELECT id_new, t.id, min(t.item_id), min(t.kind), -sum(l.amount_c)
	FROM ledger_line l JOIN ledger_accounts a ON a.id = l.account_id JOIN ledger_tx t ON t.id = l.tx_id
	WHERE a.code = 'partner_payable:' || partner AND (t.at < until OR t.idem_key = 'offset:' || id_new) AND t.kind <> 'L6'
	  AND NOT EXISTS (SELECT 1 FROM partner_settlement_lines x JOIN partner_settlements y ON y.id = x.settlement_id
		WHERE x.ledger_tx_id = t.id AND y.partner_id = partner)
	GROUP BY t.id;
	PERFORM acting('worker', NULL, 'cut off');
	UPDATE partner_settlements s SET status = 'closed', closed_at = now(), gross_c = x.gross, commission_c = x.commission, fees_c = x.fees,
		cash_c = cash, refunds_c = x.other, net_c = x.net + least(0, coalesce((SELECT p.net_c FROM partner_settlements p
			WHERE p.partner_id = partner AND p.period_end < first_day ORDER BY p.period_end DESC LIMIT 1), 0))
	FROM (SELECT coalesce(sum(i.fare_c) FILTER (WHERE l.kind = 'L2'), 0) AS gross, coalesce(sum(i.commission_c) FILTER (WHERE l.kind = 'L2'), 0) AS commission,
		coalesce(sum(l.amount_c) FILTER (WHERE l.kind = 'L3'), 0) AS fees, coalesce(sum(l.amount_c) FILTER (WHERE l.kind NOT IN ('L2', 'L3', 'L6o')), 0) AS other,
		coalesce(sum(l.amount_c), 0) AS net
		FROM partner_settlement_lines l LEFT JOIN booking_items i ON i.id = l.item_id AND l.kind = 'L2' WHERE l.settlement_id = id_new) x
	WHERE s.id = id_new;
	RETURN id_new;
END $$;
