-- operation_begin: the row of a change that is made for all bookings of a departure in one transaction.
-- callers: none
CREATE OR REPLACE FUNCTION operation_begin(organisation bigint, what text, t route_schedules, why text, person bigint, request text)
RETURNS trip_operations LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o trip_operations;
BEGIN
	INSERT INTO trip_operations (partner_id, kind, schedule_id, service_date, route_id, reason, user_id, trips, request_id)
	VALUES (organisation, what, t.id, t.service_date, t.route_id, why, person, 1, request) RETURNING * INTO o;
	INSERT INTO trip_operation_trips (operation_id, schedule_id, state) VALUES (o.id, t.id, 'done');
	PERFORM acting('partner', person, why);
	PERFORM audit_add('partner', person, organisation, 'trip.' || what, 'schedule_' || t.id, ARRAY[what], why, request);
	RETURN o;
END $$;
