-- operation/tally: counts how far an operation, or those of a departure, are.
-- in: operation_id bigint, schedule_id bigint
-- out: operation_tally void
-- roles: worker
SELECT operation_tally($1, $2);
