-- booking_named: everything the company asks for is known: names of all travellers, and their
-- document numbers where the company wants them.
-- callers: bookings payments partner admin worker
CREATE OR REPLACE FUNCTION booking_named(booking bigint)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT NOT EXISTS (
		SELECT 1 FROM booking_items i
		JOIN booking_passengers x ON x.id = i.passenger_id
		JOIN route_schedules s ON s.id = i.schedule_id
		JOIN routes r ON r.id = s.route_id
		JOIN partners p ON p.id = r.partner_id
		WHERE i.booking_id = booking
		  AND (x.first_name IS NULL OR x.last_name IS NULL OR (p.needs_id_number AND x.id_number IS NULL)));
$$;
