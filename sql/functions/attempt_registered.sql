-- attempt_registered: the bank took the order and gave its id and page. An order that was given up
-- meanwhile may be paid after all: it is asked about again.
-- callers: payments worker
CREATE OR REPLACE FUNCTION attempt_registered(attempt bigint, bank_order text, url text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE payment_attempts SET state = 'registered', md_order = bank_order, form_url = url, reason = NULL, ended_at = NULL,
		next_poll_at = coalesce(next_poll_at, now() + interval '30 seconds')
	WHERE id = attempt AND state IN ('initiated', 'unknown');
$$;
