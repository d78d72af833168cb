-- idem_purge: forgets idempotency keys after some hours, a bounded number at a time.
-- callers: worker
CREATE OR REPLACE FUNCTION idem_purge(hours integer)
RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH gone AS (
		DELETE FROM idempotency_keys WHERE key_hash IN (
			SELECT key_hash FROM idempotency_keys WHERE created_at < now() - hours * interval '1 hour'
			ORDER BY created_at LIMIT 10000)
		RETURNING 1
	)
	SELECT count(*)::integer FROM gone;
$$;
