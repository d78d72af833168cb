-- operation/trip: stops one departure of an operation.
-- in: operation_id bigint, schedule_id bigint
-- out: schedule_id bigint, departs_at timestamptz, arrives_at timestamptz, stopped boolean
-- roles: worker
SELECT schedule_id, departs_at, arrives_at, stopped FROM operation_trip($1, $2);
