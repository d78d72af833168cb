-- refund_submit: takes a refund for sending; false when it is not waiting to be sent.
-- callers: worker
CREATE OR REPLACE FUNCTION refund_submit(refund bigint)
RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH taken AS (
		UPDATE refunds SET state = 'submitted', updated_at = now() WHERE id = refund AND state = 'approved' RETURNING 1
	)
	SELECT count(*) = 1 FROM taken;
$$;
