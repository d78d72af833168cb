-- day_cancel: an organisation cancels all its departures of a service date, or those of one route, that
-- have not left. A job stops them one by one. The same wish while the first is under way is that one.
-- Errors: NOT_FOUND (field routeId), WRONG_STATE (nothing is left to cancel).
-- callers: partner
CREATE OR REPLACE FUNCTION day_cancel(organisation bigint, day date, line bigint, person bigint, why text, request text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	operation bigint;
	n integer;
BEGIN
	PERFORM 1 FROM partners p WHERE p.id = organisation FOR NO KEY UPDATE; -- two people, one wish
	IF line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM routes r WHERE r.id = line AND r.partner_id = organisation) THEN
		PERFORM refuse('NOT_FOUND', 'no such route', 'routeId');
	END IF;
	SELECT o.id INTO operation FROM trip_operations o
	WHERE o.partner_id = organisation AND o.kind = 'cancel' AND o.schedule_id IS NULL AND o.service_date = day
	  AND o.route_id IS NOT DISTINCT FROM line AND o.state <> 'done' ORDER BY o.id DESC LIMIT 1;
	IF operation IS NOT NULL THEN
		RETURN operation;
	END IF;
	INSERT INTO trip_operations (partner_id, kind, service_date, route_id, reason, user_id, request_id)
	VALUES (organisation, 'cancel', day, line, why, person, request) RETURNING id INTO operation;
	INSERT INTO trip_operation_trips (operation_id, schedule_id)
	SELECT operation, s.id FROM routes r JOIN route_schedules s ON s.route_id = r.id AND s.service_date = day
	WHERE r.partner_id = organisation AND (line IS NULL OR r.id = line)
	  AND s.status IN ('draft', 'on_sale', 'closed', 'boarding') AND s.departure_time > clock_timestamp();
	GET DIAGNOSTICS n = ROW_COUNT;
	IF n = 0 THEN
		PERFORM refuse('WRONG_STATE', 'no departure is left to cancel');
	END IF;
	UPDATE trip_operations SET trips = n WHERE id = operation;
	PERFORM audit_add('partner', person, organisation, 'day.cancel', 'operation_' || operation, ARRAY['status', 'cancel_reason'], why, request);
	PERFORM job_add('money', 'operation.run', operation::text, jsonb_build_object('operationId', operation), 12, '0', 50);
	RETURN operation;
END $$;
