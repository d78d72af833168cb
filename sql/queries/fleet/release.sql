-- fleet/release: gives shards back.
-- in: owner text, held bigint[], epochs bigint[]
-- out: nothing
-- roles: fleet
SELECT fleet_release($1, $2, $3);
