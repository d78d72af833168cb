-- operation/waiting: departures an operation has still to stop.
-- in: operation_id bigint, after bigint, limit_n integer
-- out: schedule_id bigint
-- roles: worker
-- reads: trip_operation_trips
SELECT schedule_id FROM trip_operation_trips WHERE operation_id = $1 AND schedule_id > $2 AND state = 'waiting'
ORDER BY schedule_id LIMIT $3::integer;
