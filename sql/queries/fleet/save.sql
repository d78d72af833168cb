-- fleet/save: checkpoints of live states.
-- in: bus_ids bigint[], schedule_ids bigint[], epochs bigint[], seqs bigint[], states jsonb[], received_us bigint[]
-- out: nothing
-- roles: fleet
SELECT fleet_save($1, $2, $3, $4, $5, $6);
