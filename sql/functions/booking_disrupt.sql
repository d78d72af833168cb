-- booking_disrupt: the places of a paid booking on one trip will not be travelled: items, tickets and
-- claims say so, the booking too, wholly or in part, and why is recorded. The caller holds the locks.
-- callers: none
CREATE OR REPLACE FUNCTION booking_disrupt(booking bigint, departs timestamptz, trip bigint, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	PERFORM acting('worker', NULL, why);
	UPDATE booking_items i SET state = 'disrupted'
	WHERE i.booking_id = booking AND i.schedule_id = trip AND i.state IN ('confirmed', 'boarded');
	UPDATE tickets t SET revoked_at = now() FROM booking_items i
	WHERE i.booking_id = booking AND i.schedule_id = trip AND t.item_id = i.id AND t.revoked_at IS NULL;
	DELETE FROM booking_seats s USING booking_items i
	WHERE i.booking_id = booking AND i.schedule_id = trip AND s.item_id = i.id;
	PERFORM booking_sum(booking, departs, 'worker', NULL, why);
END $$;
