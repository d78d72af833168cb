-- job_died: a job that killed the process it ran in alone: a failed try, and its kind is suspect for
-- five minutes.
-- callers: worker
CREATE OR REPLACE FUNCTION job_died(job bigint, token bigint, why text, pause_ms bigint)
RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO job_suspects (kind, until)
	SELECT kind, now() + interval '5 minutes' FROM jobs WHERE id = job AND fence = token AND state = 'running'
	ON CONFLICT (kind) DO UPDATE SET until = excluded.until;
	UPDATE jobs SET lost = lost + 1 WHERE id = job AND fence = token AND state = 'running';
	SELECT job_failed(job, token, why, pause_ms, false);
$$;
