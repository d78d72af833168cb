-- refund_done: the bank gave the money back (L4). Payment and booking show it.
-- callers: worker admin
CREATE OR REPLACE FUNCTION refund_done(refund bigint, bank_answer jsonb)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	r refunds;
	b bookings;
	total bigint;
	paid bigint;
BEGIN
	SELECT x.* INTO b FROM refunds f JOIN booking_keys k ON k.id = f.booking_id
	JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE f.id = refund FOR UPDATE OF x;
	SELECT * INTO r FROM refunds WHERE id = refund FOR UPDATE;
	IF r.state NOT IN ('approved', 'submitted', 'failed', 'manual') THEN
		RETURN false;
	END IF;
	UPDATE refunds SET state = 'done', answer = bank_answer, updated_at = now() WHERE id = refund;
	PERFORM ledger_post('L4', r.booking_id, 'refund:' || r.id,
		ARRAY['refund_payable', 'gateway_receivable:satim'], ARRAY[r.amount_c, -r.amount_c]);
	SELECT sum(amount_c) INTO total FROM refunds WHERE payment_id = r.payment_id AND state = 'done';
	SELECT sum(amount_c) INTO paid FROM payment_attempts WHERE payment_id = r.payment_id AND state IN ('captured', 'refund_due');
	IF NOT EXISTS (SELECT 1 FROM payment_attempts WHERE payment_id = r.payment_id AND state = 'captured')
	   OR r.attempt_id = (SELECT id FROM payment_attempts WHERE payment_id = r.payment_id AND state = 'captured') THEN
		UPDATE payments SET status = CASE WHEN total >= paid THEN 'refunded' ELSE 'partly_refunded' END WHERE id = r.payment_id;
		-- The money of another payment keeps the booking: what came back was paid twice.
		IF NOT EXISTS (SELECT 1 FROM payments y WHERE y.booking_id = r.booking_id AND y.id <> r.payment_id
			AND y.status IN ('captured', 'partly_refunded')) AND (b.status = 'refund_due' OR b.status = 'disrupted' AND total >= paid) THEN
			PERFORM booking_move(b.id, b.departure_time, b.status, 'refunded', 'bank', NULL, 'refund ' || r.id);
		END IF;
		PERFORM booking_pay_status(b.id, b.departure_time);
	END IF;
	RETURN true;
END $$;
