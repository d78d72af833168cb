-- timers_due: takes the timers that are due and plans their next run, so that one worker runs each.
-- callers: worker
CREATE OR REPLACE FUNCTION timers_due()
RETURNS TABLE (kind text) LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH due AS (
		SELECT t.kind FROM timers t WHERE t.next_at <= now() FOR UPDATE SKIP LOCKED
	)
	UPDATE timers t SET next_at = now() + t.every_s * interval '1 second', last_at = now()
	FROM due WHERE t.kind = due.kind
	RETURNING t.kind;
$$;
