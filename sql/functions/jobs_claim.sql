-- jobs_claim: leases up to n ready jobs of a lane. The attempt counts from here, so a job that kills
-- its worker is given up in the end; jobs whose lease ran out are taken up again.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_claim(lane_name text, n integer, lease_s integer)
RETURNS TABLE (id bigint, kind text, payload jsonb, attempts integer, max_attempts integer, fence bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH ready AS (
		SELECT j.id FROM jobs j
		WHERE j.lane = lane_name AND j.state = 'waiting' AND j.run_at <= now()
		ORDER BY j.priority, j.run_at
		LIMIT n
		FOR UPDATE SKIP LOCKED
	)
	UPDATE jobs j SET state = 'running', attempts = j.attempts + 1, fence = j.fence + 1,
		lease_until = now() + lease_s * interval '1 second'
	FROM ready WHERE j.id = ready.id
	RETURNING j.id, j.kind, j.payload, j.attempts, j.max_attempts, j.fence;
$$;
