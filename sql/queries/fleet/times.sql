-- fleet/times: arrivals and departures.
-- in: schedule_ids bigint[], seqs bigint[], arrived_us bigint[], departed_us bigint[]
-- out: nothing
-- roles: fleet
SELECT stop_times_put($1, $2, $3, $4);
