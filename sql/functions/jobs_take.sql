-- jobs_take: leases up to n ready jobs of a lane: those that may share a process, or (alone) those
-- that may not because their worker vanished or their kind is suspect. The attempt counts from here,
-- so a job that kills its worker is given up in the end.
-- callers: worker
CREATE OR REPLACE FUNCTION jobs_take(lane_name text, n integer, lease_s integer, holder text, alone boolean)
RETURNS TABLE (id bigint, kind text, payload jsonb, attempts integer, max_attempts integer, fence bigint, trace text)
LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH ready AS (
		SELECT j.id FROM jobs j
		WHERE j.lane = lane_name AND j.state = 'waiting' AND j.run_at <= now()
		AND (j.lost > 0 OR j.kind IN (SELECT s.kind FROM job_suspects s WHERE s.until > now())) = alone
		ORDER BY j.priority, j.run_at
		LIMIT n
		FOR UPDATE SKIP LOCKED
	)
	UPDATE jobs j SET state = 'running', attempts = j.attempts + 1, fence = j.fence + 1, owner = holder,
		lease_until = now() + lease_s * interval '1 second'
	FROM ready WHERE j.id = ready.id
	RETURNING j.id, j.kind, j.payload, j.attempts, j.max_attempts, j.fence, j.trace;
$$;
