-- jobs_drop: removes jobs (one, or all dead ones of a kind) that nobody runs.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_drop(job bigint, what text)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH gone AS (
		DELETE FROM jobs j
		WHERE (j.id = job AND j.state IN ('dead', 'waiting') OR j.kind = what AND j.state = 'dead') RETURNING 1
	)
	SELECT count(*)::integer FROM gone;
$$;
