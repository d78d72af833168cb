-- attempt_ended: the bank said no (refused, cancelled, expired), which ends the payment. The seats stay
-- while the hold has time of its own left, so that the buyer can try again with a new payment; a
-- captured attempt never goes back.
-- Returns the booking's status.
-- callers: payments worker
CREATE OR REPLACE FUNCTION attempt_ended(attempt bigint, outcome text, why text, bank_answer jsonb)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	l record := attempt_lock(attempt);
	b bookings := l.b;
	until timestamptz;
BEGIN
	IF (l.a).state NOT IN ('initiated', 'registered', 'unknown') THEN
		RETURN b.status;
	END IF;
	UPDATE payment_attempts SET state = outcome, reason = why, answer = bank_answer, next_poll_at = NULL,
		ended_at = now() WHERE id = attempt;
	IF EXISTS (SELECT 1 FROM payment_attempts x WHERE x.payment_id = (l.p).id
		AND x.state IN ('initiated', 'registered', 'unknown') AND x.next_poll_at IS NOT NULL) THEN
		RETURN b.status;
	END IF;
	UPDATE payments SET status = outcome WHERE id = (l.p).id AND status = 'pending';
	IF b.status <> 'paying' THEN
		RETURN b.status;
	END IF;
	until := greatest(b.hold_until, clock_timestamp() + interval '2 minutes');
	IF b.hold_until > clock_timestamp() AND booking_held_seats(b.id) = b.passenger_count THEN
		PERFORM booking_move(b.id, b.departure_time, 'paying', 'held', 'bank', NULL, why);
		UPDATE bookings SET expires_at = until, payment_status = 'unpaid' WHERE id = b.id AND departure_time = b.departure_time;
		UPDATE booking_seats s SET expires_at = until FROM booking_items i
		WHERE i.booking_id = b.id AND s.item_id = i.id AND s.state = 'held';
		RETURN 'held';
	END IF;
	PERFORM booking_release(b.id, b.departure_time, 'paying', 'expired', 'bank', NULL, why);
	RETURN 'expired';
END $$;
