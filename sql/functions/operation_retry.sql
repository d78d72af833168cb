-- operation_retry: an office wants what failed in one of its operations tried again now, also where the
-- job had given up.
-- Errors: NOT_FOUND.
-- callers: partner
CREATE OR REPLACE FUNCTION operation_retry(organisation bigint, operation bigint, person bigint, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o trip_operations;
	t bigint;
BEGIN
	SELECT x.* INTO o FROM trip_operations x WHERE x.id = operation AND x.partner_id = organisation;
	IF o.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such operation', 'id');
	END IF;
	FOR t IN SELECT DISTINCT b.schedule_id FROM trip_operation_bookings b WHERE b.operation_id = o.id AND b.state <> 'done' ORDER BY 1 LOOP
		PERFORM job_add('money', 'trip.cancelled', t::text, jsonb_build_object('scheduleId', t), 15, '0', 50);
		UPDATE jobs j SET run_at = now() WHERE j.kind = 'trip.cancelled' AND j.dedup_key = t::text AND j.state = 'waiting';
	END LOOP;
	IF EXISTS (SELECT 1 FROM trip_operation_trips x WHERE x.operation_id = o.id AND x.state = 'waiting') THEN
		PERFORM job_add('money', 'operation.run', o.id::text, jsonb_build_object('operationId', o.id), 12, '0', 50);
		UPDATE jobs j SET run_at = now() WHERE j.kind = 'operation.run' AND j.dedup_key = o.id::text AND j.state = 'waiting';
	END IF;
	PERFORM audit_add('partner', person, organisation, 'operation.retry', 'operation_' || o.id, '{}', NULL, request);
END $$;
