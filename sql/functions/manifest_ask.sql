-- manifest_ask: the object key of the passenger list of a trip of the organisation; queues its
-- rendering. The key changes with everything that is printed, so a list is never an old one.
-- callers: partner
CREATE OR REPLACE FUNCTION manifest_ask(organisation bigint, trip bigint, language text, with_phones boolean)
RETURNS TABLE (object_key text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	print text;
BEGIN
	SELECT md5(concat_ws('|', s.version, s.status, s.bus_id, u.license_plate, (
		SELECT string_agg(concat_ws('~', i.seat_no, i.legs, p.first_name, p.last_name, p.id_number, b.contact_phone), '|'
			ORDER BY i.seat_no, i.id)
		FROM booking_items i JOIN booking_passengers p ON p.id = i.passenger_id
		JOIN booking_keys k ON k.id = i.booking_id JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
		WHERE i.schedule_id = s.id AND i.state IN ('confirmed', 'boarded', 'completed', 'no_show')))) INTO print
	FROM route_schedules s JOIN routes r ON r.id = s.route_id JOIN buses u ON u.id = s.bus_id
	WHERE s.id = trip AND r.partner_id = organisation;
	IF print IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such trip', 'id');
	END IF;
	object_key := 'manifest-' || trip || '-' || print || '-' || language || CASE WHEN with_phones THEN '-p' ELSE '' END || '.pdf';
	PERFORM job_add('documents', 'manifest.render', object_key, jsonb_build_object('scheduleId', trip, 'lang', language,
		'phones', with_phones::integer, 'key', object_key), 20);
	RETURN NEXT;
END $$;
