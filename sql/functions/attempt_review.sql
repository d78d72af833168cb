-- attempt_review: the bank's answer contradicts the order (amount, currency, number), or never came.
-- The seats stay until the sale closes and a person decides.
-- callers: payments worker
CREATE OR REPLACE FUNCTION attempt_review(attempt bigint, why text, bank_answer jsonb)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	l record := attempt_lock(attempt);
	b bookings := l.b;
	until timestamptz;
BEGIN
	IF (l.a).state NOT IN ('initiated', 'registered', 'unknown') THEN
		RETURN b.status;
	END IF;
	UPDATE payment_attempts SET state = 'review', reason = why, answer = bank_answer, next_poll_at = NULL,
		ended_at = now() WHERE id = attempt;
	UPDATE payments SET status = 'review' WHERE id = (l.p).id AND status = 'pending';
	IF b.status IN ('paying', 'held') AND booking_held_seats(b.id) = b.passenger_count THEN
		SELECT min(boards_at) INTO until FROM booking_items WHERE booking_id = b.id;
		PERFORM booking_move(b.id, b.departure_time, b.status, 'review', 'bank', NULL, why);
		UPDATE bookings SET expires_at = until WHERE id = b.id AND departure_time = b.departure_time;
		UPDATE booking_seats s SET expires_at = until FROM booking_items i
		WHERE i.booking_id = b.id AND s.item_id = i.id AND s.state = 'held';
		RETURN 'review';
	END IF;
	RETURN b.status;
END $$;
