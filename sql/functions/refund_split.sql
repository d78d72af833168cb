-- refund_split: money of a booking goes back the way it came, the newest payment first: to cards by a job
-- of the worker, cash by hand at a counter, a wallet at once. No more than was captured and is not on its way
-- back already. The caller holds the booking and has booked it as owed (refund_payable). Returns how
-- it goes back: card, cash, mixed, or nothing.
-- callers: none
CREATE OR REPLACE FUNCTION refund_split(booking bigint, amount bigint, why text, override text, quote bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	m record;
	part bigint;
	back bigint;
	ways text[] := '{}';
BEGIN
	FOR m IN
		SELECT p.id AS payment, a.id AS attempt, p.method,
			coalesce(a.amount_c, p.amount_c) - coalesce((SELECT sum(r.amount_c) FROM refunds r WHERE r.payment_id = p.id
				AND r.attempt_id IS NOT DISTINCT FROM a.id AND r.state NOT IN ('quoted', 'cancelled')), 0) AS rest
		FROM payments p LEFT JOIN payment_attempts a ON a.payment_id = p.id AND a.state = 'captured'
		WHERE p.booking_id = booking AND p.status IN ('captured', 'partly_refunded') AND (p.method <> 'card' OR a.id IS NOT NULL)
		ORDER BY p.id DESC
		FOR UPDATE OF p
	LOOP
		part := least(amount, m.rest);
		CONTINUE WHEN part <= 0;
		INSERT INTO refunds (payment_id, attempt_id, booking_id, amount_c, state, reason, override_reason, quote_id)
		VALUES (m.payment, m.attempt, booking, part, CASE WHEN m.method = 'card' THEN 'approved' ELSE 'manual' END, why, override, quote)
		RETURNING id INTO back;
		IF m.method = 'card' THEN
			PERFORM job_add('money', 'refund.submit', back::text, jsonb_build_object('refundId', back), 10, '0', 25);
		END IF;
		ways := ways || m.method;
		amount := amount - part;
		EXIT WHEN amount = 0;
	END LOOP;
	IF amount > 0 THEN
		RAISE EXCEPTION 'booking %: % centimes more to give back than were captured', booking, amount;
	END IF;
	RETURN CASE WHEN ways = '{}' THEN 'nothing' WHEN ways <@ ARRAY['card'] THEN 'card' WHEN ways <@ ARRAY['cash'] THEN 'cash' ELSE 'mixed' END;
END $$;
