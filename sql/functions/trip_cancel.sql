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
		UPDATE route_schedules s SET status = 'cancelled', cancel_reason = why, version = s.version + 1 WHERE s.id = trip;
		PERFORM audit_add('partner', person, organisation, 'trip.cancel', 'schedule_' || trip, ARRAY['status', 'cancel_reason'],
			why, request);
		PERFORM job_add('money', 'trip.cancelled', trip::text, jsonb_build_object('scheduleId', trip), 15, '0', 50);
	END IF;
	RETURN NEXT;
END $$;
