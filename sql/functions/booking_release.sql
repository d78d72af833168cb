-- booking_release: ends an unpaid booking and frees its seats.
-- callers: none
CREATE OR REPLACE FUNCTION booking_release(booking bigint, departs timestamptz, was text, becomes text,
	actor_name text, person bigint, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	PERFORM booking_move(booking, departs, was, becomes, actor_name, person, why);
	DELETE FROM booking_seats WHERE item_id IN (SELECT id FROM booking_items WHERE booking_id = booking);
	UPDATE payments SET status = 'expired' WHERE booking_id = booking AND status = 'pending';
	UPDATE bookings SET payment_status = 'unpaid' WHERE id = booking AND departure_time = departs
		AND payment_status = 'pending';
END $$;
