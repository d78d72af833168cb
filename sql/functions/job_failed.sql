-- job_failed: waits and tries again, or gives up after the last attempt; the error is kept.
-- callers: worker
CREATE OR REPLACE FUNCTION job_failed(job bigint, token bigint, why text, pause_ms bigint, give_up boolean)
RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE jobs SET state = CASE WHEN give_up OR attempts >= max_attempts THEN 'dead' ELSE 'waiting' END,
		run_at = now() + pause_ms * interval '1 millisecond', lease_until = NULL, error = left(why, 500)
	WHERE id = job AND fence = token AND state = 'running'
	RETURNING state;
$$;
