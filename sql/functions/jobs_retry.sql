-- jobs_retry: gives dead jobs (one, or all of a kind) their attempts again; one that waits runs now.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_retry(job bigint, what text)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH again AS (
		UPDATE jobs j SET state = 'waiting', run_at = now(), attempts = 0, lost = 0
		WHERE (j.id = job AND j.state IN ('dead', 'waiting') OR j.kind = what AND j.state = 'dead')
		AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.kind = j.kind AND o.dedup_key = j.dedup_key AND o.id <> j.id
			AND o.state IN ('waiting', 'running'))
		RETURNING 1
	)
	SELECT count(*)::integer FROM again;
$$;
