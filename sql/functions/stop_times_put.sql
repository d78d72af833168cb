-- stop_times_put: arrivals and departures by satellite; what stands there already is kept, so a
-- replay changes nothing and a driver's word is not overruled. Instants are microseconds since 1970,
-- 0 for none.
-- callers: fleet
CREATE OR REPLACE FUNCTION stop_times_put(schedule_ids bigint[], seqs bigint[], arrived_us bigint[],
	departed_us bigint[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO stop_times AS t (schedule_id, seq, arrived_at, departed_at, source)
	SELECT s.schedule, s.seq, 'epoch'::timestamptz + nullif(max(s.arrived), 0) * interval '1 microsecond',
	       'epoch'::timestamptz + nullif(max(s.departed), 0) * interval '1 microsecond', 'gps'
	FROM unnest(schedule_ids, seqs, arrived_us, departed_us) AS s (schedule, seq, arrived, departed)
	GROUP BY s.schedule, s.seq
	ORDER BY s.schedule, s.seq
	ON CONFLICT (schedule_id, seq) DO UPDATE SET arrived_at = coalesce(t.arrived_at, excluded.arrived_at),
		departed_at = coalesce(t.departed_at, excluded.departed_at);
$$;
