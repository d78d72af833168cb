-- booking_pay_status: how the money of a booking stands, from its payments and refunds. What was
-- captured twice or too late and goes back counts only where nothing else was captured.
-- callers: none
CREATE OR REPLACE FUNCTION booking_pay_status(booking bigint, departs timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	kept bigint;
	back bigint;
	due bigint;
BEGIN
	WITH money AS (
		SELECT a.amount_c AS amount, a.state = 'captured' AS kept, a.id AS attempt, p.id AS payment
		FROM payments p JOIN payment_attempts a ON a.payment_id = p.id AND a.state IN ('captured', 'refund_due')
		WHERE p.booking_id = booking
		UNION ALL
		SELECT p.amount_c, true, NULL, p.id FROM payments p
		WHERE p.booking_id = booking AND p.method <> 'card' AND p.status IN ('captured', 'partly_refunded', 'refunded')
	), counted AS (
		SELECT * FROM money m WHERE m.kept OR NOT EXISTS (SELECT 1 FROM money x WHERE x.kept)
	)
	SELECT (SELECT sum(c.amount) FROM counted c), sum(r.amount_c) FILTER (WHERE r.state = 'done'),
		sum(r.amount_c) FILTER (WHERE r.state IN ('approved', 'submitted', 'failed', 'manual'))
	INTO kept, back, due
	FROM counted c JOIN refunds r ON r.payment_id = c.payment AND r.attempt_id IS NOT DISTINCT FROM c.attempt;
	IF kept IS NULL AND back IS NULL THEN
		SELECT sum(a.amount_c) INTO kept FROM payments p JOIN payment_attempts a ON a.payment_id = p.id WHERE p.booking_id = booking AND a.state = 'captured';
	END IF;
	UPDATE bookings SET payment_status = CASE WHEN coalesce(due, 0) > 0 THEN 'refund_due'
		WHEN coalesce(back, 0) > 0 AND back >= kept THEN 'refunded'
		WHEN coalesce(back, 0) > 0 THEN 'partly_refunded' ELSE 'paid' END
	WHERE id = booking AND departure_time = departs;
END $$;
