-- operation_trip: stops one departure of an operation over many, in a transaction of its own; one that has
-- left or was cancelled meanwhile is skipped. Says when it would have been on the road. The second time
-- does nothing.
-- callers: worker
CREATE OR REPLACE FUNCTION operation_trip(operation bigint, trip bigint)
RETURNS TABLE (schedule_id bigint, departs_at timestamptz, arrives_at timestamptz, stopped boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
	o trip_operations;
	stage text;
BEGIN
	SELECT s.* INTO t FROM route_schedules s WHERE s.id = trip FOR UPDATE;
	SELECT x.state INTO stage FROM trip_operation_trips x WHERE x.operation_id = operation AND x.schedule_id = trip FOR UPDATE;
	SELECT x.* INTO o FROM trip_operations x WHERE x.id = operation;
	schedule_id := t.id;
	departs_at := t.departure_time;
	arrives_at := t.arrival_time;
	stopped := stage = 'waiting' AND t.status IN ('draft', 'on_sale', 'closed', 'boarding') AND t.departure_time > clock_timestamp();
	IF stopped THEN
		PERFORM trip_stop(o, trip);
	ELSIF stage = 'waiting' THEN
		UPDATE trip_operation_trips x SET state = 'skipped' WHERE x.operation_id = operation AND x.schedule_id = trip;
	END IF;
	RETURN NEXT;
END $$;
