-- timer_ran: how the last run of a timer went.
-- callers: worker
CREATE OR REPLACE FUNCTION timer_ran(what text, ms integer, why text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE timers SET last_ms = ms, error = left(why, 500) WHERE kind = what;
$$;
