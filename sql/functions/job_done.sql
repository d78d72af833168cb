-- job_done: a job's end, accepted only from the holder of the newest lease.
-- callers: worker
CREATE OR REPLACE FUNCTION job_done(job bigint, token bigint)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH ended AS (
		UPDATE jobs SET state = 'done', done_at = now(), lease_until = NULL, error = NULL
		WHERE id = job AND fence = token AND state = 'running' RETURNING 1
	)
	SELECT count(*) = 1 FROM ended;
$$;
