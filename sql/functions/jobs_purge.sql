-- jobs_purge: forgets jobs that ended well this long ago, and suspicions that are over; dead ones stay.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_purge(keep_h integer, most integer)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	DELETE FROM job_suspects WHERE until < now();
	WITH old AS (
		SELECT id FROM jobs WHERE state = 'done' AND done_at < now() - keep_h * interval '1 hour'
		ORDER BY done_at LIMIT most
	), gone AS (
		DELETE FROM jobs j USING old WHERE j.id = old.id RETURNING 1
	)
	SELECT count(*)::integer FROM gone;
$$;
