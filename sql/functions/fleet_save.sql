-- fleet_save: checkpoints of live states; one of an older epoch is not written over a newer one.
-- Instants are microseconds since 1970.
-- callers: fleet
CREATE OR REPLACE FUNCTION fleet_save(bus_ids bigint[], schedule_ids bigint[], epochs bigint[], seqs bigint[],
	states jsonb[], received_us bigint[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO bus_state AS b (bus_id, schedule_id, epoch, seq, state, received_upto)
	SELECT s.bus, nullif(s.schedule, 0), s.epoch, s.seq, s.state,
	       'epoch'::timestamptz + s.us * interval '1 microsecond'
	FROM unnest(bus_ids, schedule_ids, epochs, seqs, states, received_us)
		AS s (bus, schedule, epoch, seq, state, us)
	ON CONFLICT (bus_id) DO UPDATE SET schedule_id = excluded.schedule_id, epoch = excluded.epoch,
		seq = excluded.seq, state = excluded.state, received_upto = excluded.received_upto,
		updated_at = now()
	WHERE b.epoch <= excluded.epoch;
$$;
