-- partner/operations_count: how many operations of the organisation there are, or of one departure.
-- in: organisation bigint, schedule_id bigint
-- out: total bigint
-- roles: partner
-- reads: trip_operations trip_operation_trips
SELECT count(*) AS total FROM trip_operations o
WHERE o.partner_id = $1 AND ($2::bigint IS NULL OR o.schedule_id = $2
	OR EXISTS (SELECT 1 FROM trip_operation_trips x WHERE x.operation_id = o.id AND x.schedule_id = $2));
