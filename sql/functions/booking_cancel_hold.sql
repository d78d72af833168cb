-- booking_cancel_hold: the customer gives an unpaid hold back.
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_cancel_hold(key uuid, person bigint, guest bytea)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
BEGIN
	IF b.status NOT IN ('held', 'held_cash') THEN
		PERFORM refuse('WRONG_STATE', b.status);
	END IF;
	PERFORM booking_release(b.id, b.departure_time, b.status, 'cancelled',
		CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person, 'given back');
	RETURN b.route_schedule_id;
END $$;
