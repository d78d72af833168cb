-- jobs_rescue: jobs whose worker vanished wait again, to be run alone, or are given up after their
-- last attempt. Without a name: those whose lease ran out; else those that process held.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_rescue(holder text DEFAULT NULL)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH gone AS (
		SELECT id FROM jobs WHERE state = 'running' AND (holder IS NULL AND lease_until < now() OR owner = holder)
		FOR UPDATE SKIP LOCKED
	), back AS (
		UPDATE jobs j SET state = CASE WHEN j.attempts >= j.max_attempts THEN 'dead' ELSE 'waiting' END,
			run_at = now(), lease_until = NULL, owner = NULL, lost = j.lost + 1,
			error = coalesce(j.error, 'the worker vanished')
		FROM gone WHERE j.id = gone.id RETURNING 1
	)
	SELECT count(*)::integer FROM back;
$$;
