-- booking_disrupt: the places of a paid booking on one trip will not be travelled: items, tickets and
-- claims say so, the booking too, wholly or in part, and why is recorded. The caller holds the locks.
-- callers: none
CREATE OR REPLACE FUNCTION booking_disrupt(booking bigint, departs timestamptz, trip bigint, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	was text;
	becomes text;
BEGIN
	UPDATE booking_items i SET state = 'disrupted'
	WHERE i.booking_id = booking AND i.schedule_id = trip AND i.state IN ('confirmed', 'boarded');
	UPDATE tickets t SET revoked_at = now() FROM booking_items i
	WHERE i.booking_id = booking AND i.schedule_id = trip AND t.item_id = i.id AND t.revoked_at IS NULL;
	DELETE FROM booking_seats s USING booking_items i
	WHERE i.booking_id = booking AND i.schedule_id = trip AND s.item_id = i.id;
	SELECT status INTO was FROM bookings WHERE id = booking AND departure_time = departs;
	becomes := CASE WHEN EXISTS (SELECT 1 FROM booking_items i WHERE i.booking_id = booking
		AND i.state IN ('confirmed', 'boarded', 'completed', 'no_show')) THEN 'partially_cancelled' ELSE 'disrupted' END;
	UPDATE bookings SET status = becomes, version = version + 1, updated_at = now()
	WHERE id = booking AND departure_time = departs;
	INSERT INTO booking_history (booking_id, was, became, actor, reason) VALUES (booking, was, becomes, 'worker', why);
END $$;
