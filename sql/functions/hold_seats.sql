-- hold_seats: claims seats of a trip for a range of legs. Expired claims in the way are locked in
-- seat order and removed, then all seats are inserted at once; a seat somebody else holds is left
-- out (ON CONFLICT waits for a rival that has not committed yet). Returns the seats claimed.
-- callers: none
CREATE OR REPLACE FUNCTION hold_seats(trip bigint, range int4range, seats integer[], items bigint[],
	new_state text, until timestamptz, no_contact boolean)
RETURNS integer[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	got integer[];
BEGIN
	PERFORM 1 FROM booking_seats s
	WHERE s.schedule_id = trip AND s.seat_no = ANY (seats) AND s.legs && range
	  AND s.state = 'held' AND s.expires_at <= clock_timestamp()
	ORDER BY s.seat_no
	FOR UPDATE;
	IF FOUND THEN
		DELETE FROM booking_seats s
		WHERE s.schedule_id = trip AND s.seat_no = ANY (seats) AND s.legs && range
		  AND s.state = 'held' AND s.expires_at <= clock_timestamp();
	END IF;
	WITH claimed AS (
		INSERT INTO booking_seats (schedule_id, seat_no, legs, state, expires_at, item_id, contactless)
		SELECT trip, w.seat, range, new_state, until, w.item, no_contact
		FROM unnest(seats, items) AS w (seat, item)
		ORDER BY w.seat
		ON CONFLICT DO NOTHING
		RETURNING seat_no
	)
	SELECT coalesce(array_agg(seat_no::integer), '{}') INTO got FROM claimed;
	RETURN got;
END $$;
