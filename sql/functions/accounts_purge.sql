-- accounts_purge: what is kept only for a while: codes, tries, ended sessions, revocations whose tokens are over.
-- Addresses of codes that ended go at once.
-- callers: worker
CREATE OR REPLACE FUNCTION accounts_purge()
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	days integer;
BEGIN
	UPDATE otps SET address = NULL, details = '{}' WHERE created_at > now() - interval '3 days'
		AND coalesce(used_at, expires_at) < now() - interval '1 hour' AND (address IS NOT NULL OR details <> '{}');
	SELECT keep_days INTO days FROM retention WHERE table_name = 'otps';
	DELETE FROM otps WHERE created_at < now() - days * interval '1 day';
	SELECT keep_days INTO days FROM retention WHERE table_name = 'login_tries';
	DELETE FROM login_tries WHERE at < now() - days * interval '1 day';
	SELECT keep_days INTO days FROM retention WHERE table_name = 'login_sources';
	DELETE FROM login_sources WHERE at < now() - days * interval '1 day';
	SELECT keep_days INTO days FROM retention WHERE table_name = 'user_sessions';
	DELETE FROM user_sessions WHERE coalesce(revoked_at, expires_at) < now() - days * interval '1 day';
	SELECT keep_days INTO days FROM retention WHERE table_name = 'revocations';
	DELETE FROM revocations WHERE at < now() - days * interval '1 day';
	UPDATE invitations SET address = NULL, first_name = NULL, last_name = NULL, revoked_at = coalesce(revoked_at, now())
	WHERE expires_at < now() AND address IS NOT NULL;
	SELECT keep_days INTO days FROM retention WHERE table_name = 'invitations';
	DELETE FROM invitations WHERE created_at < now() - days * interval '1 day';
	SELECT keep_days INTO days FROM retention WHERE table_name = 'user_exports';
	DELETE FROM user_exports WHERE created_at < now() - days * interval '1 day';
END $$;
