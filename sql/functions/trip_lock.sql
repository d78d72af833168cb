-- trip_lock: a departure of an organisation that may still be changed, and its bookings, locked in the order
-- everybody locks them. Their rows are nobody else's until the end of the transaction.
-- Errors: NOT_FOUND (field id), WRONG_STATE (it runs, ran, was cancelled, or should have left long ago).
-- callers: none
CREATE OR REPLACE FUNCTION trip_lock(organisation bigint, trip bigint, states text[])
RETURNS route_schedules LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
BEGIN
	SELECT s.* INTO t FROM route_schedules s JOIN routes r ON r.id = s.route_id
	WHERE s.id = trip AND r.partner_id = organisation FOR UPDATE OF s;
	IF t.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such trip', 'id');
	ELSIF NOT t.status = ANY (states) OR t.arrival_time < clock_timestamp() THEN
		PERFORM refuse('WRONG_STATE', t.status);
	END IF;
	PERFORM 1 FROM booking_keys k JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
	WHERE k.id IN (SELECT i.booking_id FROM booking_items i WHERE i.schedule_id = trip) ORDER BY b.id FOR UPDATE OF b;
	RETURN t;
END $$;
