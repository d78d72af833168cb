-- booking_rename: another name for a passenger of a paid booking who has not left yet. Tickets name nobody,
-- so they stay; papers are drawn anew. Who was named before is not kept.
-- Errors: NOT_FOUND, INVALID_INPUT (no such seat), WRONG_STATE, SALE_CLOSED.
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_rename(key uuid, person bigint, guest bytea, seat text, first text, last text, number text, cutoff_s integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
	i record;
BEGIN
	IF b.status NOT IN ('confirmed', 'partially_cancelled') THEN
		PERFORM refuse('WRONG_STATE', b.status);
	END IF;
	SELECT x.boards_at, x.passenger_id, o.needs_id_number INTO i FROM booking_items x JOIN booking_passengers p ON p.id = x.passenger_id
	JOIN route_schedules s ON s.id = x.schedule_id JOIN routes r ON r.id = s.route_id JOIN partners o ON o.id = r.partner_id
	WHERE x.booking_id = b.id AND x.shown AND x.state IN ('confirmed', 'exchanging') AND x.seat_label = seat ORDER BY x.boards_at LIMIT 1;
	IF i.passenger_id IS NULL THEN
		PERFORM refuse('INVALID_INPUT', 'no such seat', 'seat');
	ELSIF i.boards_at <= clock_timestamp() + cutoff_s * interval '1 second' THEN
		PERFORM refuse('SALE_CLOSED', 'it leaves too soon');
	ELSIF i.needs_id_number AND number IS NULL THEN
		PERFORM refuse('BOOKING_INCOMPLETE', 'the company asks for it', 'idNumber');
	END IF;
	UPDATE booking_passengers SET first_name = first, last_name = last, id_number = number WHERE id = i.passenger_id;
	PERFORM booking_sum(b.id, b.departure_time, CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person, 'renamed on seat ' || seat);
	UPDATE quotes SET booking_version = booking_version + 1 WHERE booking_id = b.id AND kind = 'exchange' AND state = 'open';
	RETURN b.route_schedule_id;
END $$;
