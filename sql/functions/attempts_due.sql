-- attempts_due: attempts whose answer is due, each with its next question already planned: after
-- poll_s, then 2, 4, 10, 20, 40 times that, then 120 times.
-- callers: none
CREATE OR REPLACE FUNCTION attempts_due(n integer, poll_s integer)
RETURNS TABLE (attempt_id bigint) LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH due AS (
		SELECT id FROM payment_attempts
		WHERE state IN ('initiated', 'registered', 'unknown') AND next_poll_at <= now()
		ORDER BY next_poll_at LIMIT n
		FOR UPDATE SKIP LOCKED
	)
	UPDATE payment_attempts a SET polls = a.polls + 1,
		next_poll_at = now() + poll_s * (ARRAY[2, 4, 10, 20, 40])[least(a.polls + 1, 5)] * interval '1 second'
			* CASE WHEN a.polls >= 5 THEN 3 ELSE 1 END
	FROM due WHERE a.id = due.id
	RETURNING a.id;
$$;
