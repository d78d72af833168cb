-- bookings_expire: ends holds whose time is over and nobody is paying for. Returns the trips whose
-- seats became free. Bookings being paid are ended by the answer of the bank, not by the clock.
-- callers: worker
CREATE OR REPLACE FUNCTION bookings_expire(n integer, grace_s integer)
RETURNS TABLE (trip bigint, status text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b record;
BEGIN
	FOR b IN
		SELECT x.id, x.departure_time, x.status, x.route_schedule_id FROM bookings x
		WHERE x.status IN ('held', 'held_cash') AND x.expires_at < clock_timestamp() - grace_s * interval '1 second'
		ORDER BY x.id LIMIT n
		FOR UPDATE SKIP LOCKED
	LOOP
		PERFORM booking_release(b.id, b.departure_time, b.status, 'expired', 'worker', NULL, 'time over');
		trip := b.route_schedule_id;
		status := b.status;
		RETURN NEXT;
	END LOOP;
END $$;
