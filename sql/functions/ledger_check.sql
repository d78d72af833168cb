-- ledger_check: what must always hold between money, seats and states, each rule with the number of rows
-- that break it and some of their ids.
-- callers: worker admin
CREATE OR REPLACE FUNCTION ledger_check()
RETURNS TABLE (rule text, broken bigint, sample text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH balance AS (
		SELECT a.code, coalesce(sum(l.amount_c), 0)::bigint AS c FROM ledger_accounts a LEFT JOIN ledger_line l ON l.account_id = a.id GROUP BY a.code
	), offence AS (
		SELECT 'transactions balance' AS rule, t.id::text AS id FROM ledger_tx t LEFT JOIN ledger_line l ON l.tx_id = t.id
			GROUP BY t.id HAVING coalesce(sum(l.amount_c), 0) <> 0 OR count(l.id) < 2
		UNION ALL SELECT 'the ledger sums to zero', sum(c)::text FROM balance HAVING sum(c) <> 0
		UNION ALL SELECT 'customer_deposit equals open items', format('deposit %s, items %s', d.c, i.c)
			FROM (SELECT coalesce((SELECT -c FROM balance WHERE code = 'customer_deposit'), 0) AS c) d,
			(SELECT coalesce(sum(fare_c), 0)::bigint AS c FROM booking_items WHERE state IN ('confirmed', 'boarded', 'exchanging')) i
			WHERE d.c <> i.c
		UNION ALL SELECT 'refund_payable equals open refunds', format('payable %s, refunds %s', d.c, r.c)
			FROM (SELECT coalesce((SELECT -c FROM balance WHERE code = 'refund_payable'), 0) AS c) d,
			(SELECT coalesce(sum(amount_c), 0)::bigint AS c FROM refunds WHERE state IN ('approved', 'submitted', 'failed', 'manual')) r
			WHERE d.c <> r.c
		UNION ALL SELECT 'suspense is empty', c::text FROM balance WHERE code = 'suspense' AND c <> 0
		UNION ALL SELECT 'captures are booked', a.order_number FROM payment_attempts a WHERE a.state IN ('captured', 'refund_due')
			AND NOT EXISTS (SELECT 1 FROM ledger_tx t WHERE t.idem_key = 'capture:' || a.order_number)
		UNION ALL SELECT 'cash is booked', p.id::text FROM payments p WHERE p.method = 'cash' AND p.status IN ('captured', 'partly_refunded', 'refunded')
			AND NOT EXISTS (SELECT 1 FROM ledger_tx t WHERE t.idem_key = 'cash:' || p.id)
		UNION ALL SELECT 'refunds done are booked', r.id::text FROM refunds r WHERE r.state = 'done'
			AND NOT EXISTS (SELECT 1 FROM ledger_tx t WHERE t.idem_key = 'refund:' || r.id)
		UNION ALL SELECT 'travelled items are booked', i.id::text FROM booking_items i WHERE i.state IN ('completed', 'no_show')
			AND NOT EXISTS (SELECT 1 FROM ledger_tx t WHERE t.idem_key = 'travelled:' || i.id)
		UNION ALL SELECT 'no more goes back than came', p.id::text FROM payments p JOIN refunds r ON r.payment_id = p.id AND r.state NOT IN ('quoted', 'cancelled')
			GROUP BY p.id, p.amount_c HAVING sum(r.amount_c) > greatest(p.amount_c, (SELECT coalesce(sum(a.amount_c), 0) FROM payment_attempts a
				WHERE a.payment_id = p.id AND a.state IN ('captured', 'refund_due')))
		UNION ALL SELECT 'statements equal their postings', s.id::text FROM partner_settlements s WHERE s.status <> 'open'
			AND s.gross_c - s.commission_c + s.fees_c + s.refunds_c - s.cash_c
				<> (SELECT coalesce(sum(l.amount_c), 0) FROM partner_settlement_lines l WHERE l.settlement_id = s.id)
		UNION ALL SELECT 'cash held equals the ledger', coalesce(f.partner_id::text, b.code) FROM agent_floats f
			FULL JOIN (SELECT code, c FROM balance WHERE code LIKE 'agent\_float:%') b ON b.code = 'agent_float:' || f.partner_id
			WHERE coalesce(f.balance_c, 0) <> coalesce(b.c, 0)
		UNION ALL SELECT 'till differences are booked', s.id::text FROM till_shifts s WHERE s.difference_c <> 0
			AND NOT EXISTS (SELECT 1 FROM ledger_tx t WHERE t.idem_key = 'till:' || s.id)
		UNION ALL SELECT 'seats are sold once', x.id::text FROM booking_seats x JOIN booking_seats y ON y.schedule_id = x.schedule_id
			AND y.seat_no = x.seat_no AND y.legs && x.legs AND y.id > x.id
		UNION ALL SELECT 'travellers have their seat', i.id::text FROM booking_items i JOIN route_schedules s ON s.id = i.schedule_id
			WHERE i.state IN ('confirmed', 'boarded', 'exchanging') AND s.status <> 'closed_out'
			AND NOT EXISTS (SELECT 1 FROM booking_seats c WHERE c.item_id = i.id AND c.state = 'sold')
		UNION ALL SELECT 'sold seats have a traveller', c.id::text FROM booking_seats c WHERE c.state = 'sold'
			AND NOT EXISTS (SELECT 1 FROM booking_items i WHERE i.id = c.item_id AND i.state IN ('confirmed', 'boarded', 'exchanging'))
		UNION ALL SELECT 'one live ticket a traveller', t.item_id::text FROM tickets t JOIN booking_items i ON i.id = t.item_id
			WHERE t.revoked_at IS NULL AND i.state NOT IN ('confirmed', 'boarded', 'exchanging', 'completed', 'no_show')
		UNION ALL SELECT 'states changed legally', h.id::text FROM state_history h WHERE NOT EXISTS (SELECT 1 FROM transitions t
			WHERE t.machine = h.machine AND t.was = h.was AND t.became = h.became)
		UNION ALL SELECT 'bookings changed legally', h.id::text FROM booking_history h WHERE h.was IS NOT NULL AND h.was <> h.became
			AND NOT EXISTS (SELECT 1 FROM transitions t WHERE t.machine = 'booking' AND t.was = h.was AND t.became = h.became)
		UNION ALL SELECT 'no job runs past its lease', j.id::text FROM jobs j WHERE j.state = 'running' AND j.lease_until < now() - interval '1 minute'
	), rules AS (
		SELECT unnest(ARRAY['transactions balance', 'the ledger sums to zero', 'customer_deposit equals open items', 'refund_payable equals open refunds',
			'suspense is empty', 'captures are booked', 'cash is booked', 'refunds done are booked', 'travelled items are booked', 'no more goes back than came',
			'statements equal their postings', 'cash held equals the ledger', 'till differences are booked', 'seats are sold once', 'travellers have their seat', 'sold seats have a traveller', 'one live ticket a traveller',
			'states changed legally', 'bookings changed legally', 'no job runs past its lease']) AS rule
	)
	SELECT r.rule, count(o.id), coalesce((array_to_string((array_agg(o.id))[1:5], ' ')), '')
	FROM rules r LEFT JOIN offence o ON o.rule = r.rule GROUP BY r.rule ORDER BY r.rule;
$$;
