-- reconcile_open: what does not agree waits for a person, once for each order and reason.
-- callers: none
CREATE OR REPLACE FUNCTION reconcile_open(which text, order_number text, attempt bigint, refund bigint, ours bigint, theirs bigint, why text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO reconcile_items (bucket, reference, attempt_id, refund_id, ours_c, theirs_c, reason)
	VALUES (which, order_number, attempt, refund, ours, theirs, why)
	ON CONFLICT (reference, reason) WHERE closed_at IS NULL DO UPDATE SET ours_c = EXCLUDED.ours_c, theirs_c = EXCLUDED.theirs_c;
$$;
