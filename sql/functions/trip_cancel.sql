-- trip_cancel: an organisation cancels one of its departures before it has left. Sale and payment stop
-- with this commit; what the passengers get follows as a job, booking by booking. The second time
-- answers what the first did.
-- Errors: NOT_FOUND, WRONG_STATE (it runs, ran, or should have left long ago).
-- callers: partner
CREATE OR REPLACE FUNCTION trip_cancel(organisation bigint, trip bigint, person bigint, why text, request text)
RETURNS TABLE (schedule_id bigint, departs_at timestamptz, arrives_at timestamptz, already boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
	o trip_operations;
BEGIN
	SELECT s.* INTO t FROM route_schedules s JOIN routes r ON r.id = s.route_id
	WHERE s.id = trip AND r.partner_id = organisation FOR UPDATE OF s;
	IF t.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such trip', 'id');
	END IF;
	schedule_id := t.id;
	departs_at := t.departure_time;
	arrives_at := t.arrival_time;
	already := t.status = 'cancelled';
	IF NOT already THEN
		IF t.status NOT IN ('draft', 'on_sale', 'closed', 'boarding') OR t.departure_time < clock_timestamp() - interval '6 hours' THEN
			PERFORM refuse('WRONG_STATE', t.status);
		END IF;
		INSERT INTO trip_operations (partner_id, kind, schedule_id, service_date, route_id, reason, user_id, trips, request_id)
		VALUES (organisation, 'cancel', trip, t.service_date, t.route_id, why, person, 1, request) RETURNING * INTO o;
		PERFORM trip_stop(o, trip);
	END IF;
	RETURN NEXT;
END $$;
