-- attempts_queue: a job of the money lane for each attempt whose answer is due.
-- callers: worker
CREATE OR REPLACE FUNCTION attempts_queue(n integer, poll_s integer)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH due AS (
		SELECT job_add('money', 'payment.ask', attempt_id::text, jsonb_build_object('attemptId', attempt_id), 10, '0', 2)
		FROM attempts_due(n, poll_s)
	)
	SELECT count(*)::integer FROM due;
$$;
