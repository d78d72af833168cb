-- fleet/states: the checkpoints of some shards.
-- in: shards bigint[], n_shards integer
-- out: bus_id bigint, seq bigint, core text, received_upto timestamptz
-- roles: fleet
-- reads: bus_state
SELECT s.bus_id, s.seq, s.state ->> 'core' AS core, s.received_upto
FROM bus_state s
WHERE s.bus_id % $2::integer = ANY ($1::bigint[]);
