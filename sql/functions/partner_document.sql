-- partner_document: the same for a booking on a trip of the organisation: counters print it.
-- callers: partner
CREATE OR REPLACE FUNCTION partner_document(organisation bigint, key uuid, what text)
RETURNS TABLE (object_key text, ready boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
BEGIN
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	JOIN route_schedules s ON s.id = x.route_schedule_id JOIN routes r ON r.id = s.route_id
	WHERE k.public_id = key AND r.partner_id = organisation;
	IF b.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such booking', 'id');
	END IF;
	RETURN QUERY SELECT d.object_key, d.ready FROM document_queue(b, what) d;
END $$;
