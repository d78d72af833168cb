-- job_add: work to do after this transaction commits. The same kind and key waits once.
-- callers: none
CREATE OR REPLACE FUNCTION job_add(lane_name text, what text, once text, data jsonb,
	rank integer DEFAULT 100, delay interval DEFAULT '0', tries integer DEFAULT 10)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO jobs (lane, kind, dedup_key, payload, priority, run_at, max_attempts)
	VALUES (lane_name, what, once, data, rank, now() + delay, tries)
	ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL AND state IN ('waiting', 'running') DO NOTHING;
$$;
