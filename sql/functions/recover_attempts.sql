-- recover_attempts: after a restore every order of the last days is asked about at the bank again: the money of orders
-- that ended since the backup is found there. Returns how many.
-- callers: worker
CREATE OR REPLACE FUNCTION recover_attempts(days integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	n bigint;
BEGIN
	UPDATE payment_attempts SET check_at = now(), next_poll_at = CASE WHEN state IN ('initiated', 'registered', 'unknown') THEN now() ELSE next_poll_at END
	WHERE created_at > now() - days * interval '1 day';
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END $$;
