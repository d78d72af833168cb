-- booking_move: the only way a booking and its open items change state. Records who and why, and tells
-- whoever watches it. Each version is told once: a push at work on the one before does not swallow it.
-- callers: none
CREATE OR REPLACE FUNCTION booking_move(booking bigint, departs timestamptz, was text, becomes text,
	actor_name text, person bigint, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	now_at integer;
BEGIN
	PERFORM acting(actor_name, person, why);
	UPDATE bookings SET status = becomes, version = version + 1, updated_at = now()
	WHERE id = booking AND departure_time = departs AND status = was
	RETURNING version INTO now_at;
	IF NOT FOUND THEN
		PERFORM refuse('WRONG_STATE', format('booking %s is not %s', booking, was));
	END IF;
	UPDATE booking_items SET state = CASE becomes WHEN 'held_cash' THEN 'held' ELSE becomes END
	WHERE booking_id = booking AND state = CASE was WHEN 'held_cash' THEN 'held' ELSE was END;
	INSERT INTO booking_history (booking_id, was, became, actor, user_id, reason)
	VALUES (booking, was, becomes, actor_name, person, why);
	PERFORM job_add('pushes', 'push.booking', booking || ':' || now_at,
		jsonb_build_object('bookingId', booking), 50, '0', 3);
END $$;
