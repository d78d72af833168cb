-- job_put_back: a job that could not even be tried waits again; the attempt does not count.
-- callers: worker
CREATE OR REPLACE FUNCTION job_put_back(job bigint, token bigint, why text, pause_ms bigint)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE jobs SET state = 'waiting', attempts = attempts - 1, run_at = now() + pause_ms * interval '1 millisecond',
		lease_until = NULL, owner = NULL, error = left(why, 500)
	WHERE id = job AND fence = token AND state = 'running';
$$;
