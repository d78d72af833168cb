-- booking_sum: what a booking is after its items changed: its status is the sum of theirs. Records who
-- and why and tells whoever watches it. The caller holds the booking.
-- callers: none
CREATE OR REPLACE FUNCTION booking_sum(booking bigint, departs timestamptz, actor_name text, person bigint, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	was text;
	becomes text;
	now_at integer;
BEGIN
	SELECT status INTO was FROM bookings WHERE id = booking AND departure_time = departs;
	SELECT CASE
		WHEN s.live > 0 AND s.gone = 0 THEN 'confirmed'
		WHEN s.live > 0 THEN 'partially_cancelled'
		WHEN s.travelled > 0 THEN 'completed'
		WHEN s.disrupted > 0 THEN 'disrupted'
		WHEN s.refunded > 0 THEN 'refunded'
		ELSE 'cancelled' END INTO becomes
	FROM (SELECT count(*) FILTER (WHERE i.state IN ('confirmed', 'boarded', 'exchanging')) AS live,
		count(*) FILTER (WHERE i.state IN ('completed', 'no_show')) AS travelled,
		count(*) FILTER (WHERE i.state = 'disrupted') AS disrupted,
		count(*) FILTER (WHERE i.state = 'refunded') AS refunded,
		count(*) FILTER (WHERE i.state IN ('cancelled', 'disrupted', 'refunded', 'completed', 'no_show')) AS gone
		FROM booking_items i WHERE i.booking_id = booking AND i.shown) s;
	UPDATE bookings SET status = becomes, version = version + 1, updated_at = now()
	WHERE id = booking AND departure_time = departs RETURNING version INTO now_at;
	INSERT INTO booking_history (booking_id, was, became, actor, user_id, reason)
	VALUES (booking, was, becomes, actor_name, person, why);
	PERFORM job_add('pushes', 'push.booking', booking || ':' || now_at, jsonb_build_object('bookingId', booking), 50, '0', 3);
	RETURN becomes;
END $$;
