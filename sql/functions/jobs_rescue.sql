-- jobs_rescue: jobs whose worker vanished wait again, or are given up after their last attempt.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_rescue()
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH lost AS (
		SELECT id FROM jobs WHERE state = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED
	), back AS (
		UPDATE jobs j SET state = CASE WHEN j.attempts >= j.max_attempts THEN 'dead' ELSE 'waiting' END,
			run_at = now(), lease_until = NULL, error = coalesce(j.error, 'the worker vanished')
		FROM lost WHERE j.id = lost.id RETURNING 1
	)
	SELECT count(*)::integer FROM back;
$$;
