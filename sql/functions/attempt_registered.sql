-- attempt_registered: the bank took the order and gave its id and page.
-- callers: payments worker
CREATE OR REPLACE FUNCTION attempt_registered(attempt bigint, bank_order text, url text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE payment_attempts SET state = 'registered', md_order = bank_order, form_url = url
	WHERE id = attempt AND state IN ('initiated', 'unknown');
$$;
