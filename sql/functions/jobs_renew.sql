-- jobs_renew: longer leases for jobs still under way; how many are still theirs who asks.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_renew(jobs bigint[], tokens bigint[], lease_s integer)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH held AS (
		UPDATE abrid.jobs j SET lease_until = now() + lease_s * interval '1 second'
		FROM unnest(jobs, tokens) AS h(id, fence)
		WHERE j.id = h.id AND j.fence = h.fence AND j.state = 'running' RETURNING 1
	)
	SELECT count(*)::integer FROM held;
$$;
