-- booking_held_seats: how many seats of a booking are still claimed for it. The claims are locked in
-- seat order, so that nobody clears them as expired while the caller acts on the answer.
-- callers: none
CREATE OR REPLACE FUNCTION booking_held_seats(booking bigint)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT count(*)::integer FROM (
		SELECT 1 FROM booking_seats s
		WHERE s.item_id IN (SELECT id FROM booking_items WHERE booking_id = booking) AND s.state = 'held'
		ORDER BY s.seat_no FOR UPDATE
	) mine;
$$;
