-- reconcile_queue: a job of the money lane for each ended order whose next comparison with the bank is due, the next
-- one already planned: after 1, 2, 4, ... days, for 120 days.
-- callers: worker
CREATE OR REPLACE FUNCTION reconcile_queue(n integer)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH due AS (
		SELECT a.id FROM payment_attempts a WHERE a.check_at <= now() ORDER BY a.check_at LIMIT n FOR UPDATE SKIP LOCKED
	), planned AS (
		UPDATE payment_attempts a SET checks = a.checks + 1, check_at = CASE WHEN a.md_order IS NULL AND a.state NOT IN ('initiated', 'registered', 'unknown')
				OR a.created_at < now() - interval '120 days' THEN NULL ELSE now() + interval '1 day' * (1 << least(a.checks, 6)) END
		FROM due WHERE a.id = due.id RETURNING a.id, a.state, a.md_order
	), asked AS (
		SELECT job_add('money', 'payment.reconcile', p.id::text, jsonb_build_object('attemptId', p.id), 30, '0', 8)
		FROM planned p WHERE p.md_order IS NOT NULL AND p.state IN ('captured', 'refund_due', 'refused', 'expired', 'cancelled')
	)
	SELECT count(*)::integer FROM asked;
$$;
