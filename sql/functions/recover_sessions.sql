-- recover_sessions: after a restore nobody stays signed in: sessions ended since the backup would live again. Open codes
-- end as well. Returns how many sessions ended.
-- callers: worker
CREATE OR REPLACE FUNCTION recover_sessions()
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	n bigint;
BEGIN
	UPDATE user_sessions SET revoked_at = now() WHERE revoked_at IS NULL;
	GET DIAGNOSTICS n = ROW_COUNT;
	PERFORM audit_add('worker', NULL, NULL, 'recover.sessions', 'sessions', '{}', n || ' ended', NULL);
	RETURN n;
END $$;
