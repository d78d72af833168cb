-- trip_stop: a departure is cancelled by an operation: sale and payment stop with this commit, its bookings are
-- written down as concerned, and what they get follows as a job. The caller holds the trip.
-- callers: none
CREATE OR REPLACE FUNCTION trip_stop(operation trip_operations, trip bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	n integer;
BEGIN
	PERFORM acting('partner', operation.user_id, operation.reason);
	UPDATE route_schedules s SET status = 'cancelled', cancel_reason = operation.reason, version = s.version + 1 WHERE s.id = trip;
	INSERT INTO trip_operation_bookings (operation_id, schedule_id, booking_id)
	SELECT DISTINCT operation.id, trip, i.booking_id FROM booking_items i
	WHERE i.schedule_id = trip AND i.state IN ('held', 'paying', 'confirmed', 'boarded', 'exchanging');
	GET DIAGNOSTICS n = ROW_COUNT;
	INSERT INTO trip_operation_trips AS x (operation_id, schedule_id, state) VALUES (operation.id, trip, 'done')
	ON CONFLICT (operation_id, schedule_id) DO UPDATE SET state = 'done';
	UPDATE trip_operations o SET total = o.total + n WHERE o.id = operation.id;
	PERFORM audit_add('partner', operation.user_id, operation.partner_id, 'trip.cancel', 'schedule_' || trip,
		ARRAY['status', 'cancel_reason'], operation.reason, operation.request_id);
	PERFORM job_add('money', 'trip.cancelled', trip::text, jsonb_build_object('scheduleId', trip), 15, '0', 50);
END $$;
