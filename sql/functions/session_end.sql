-- session_end: signs out the session of a token and says so to holders of its access tokens.
-- callers: auth
CREATE OR REPLACE FUNCTION session_end(hash bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH ended AS (
		UPDATE user_sessions SET revoked_at = now() WHERE token_hash = hash AND revoked_at IS NULL RETURNING id
	)
	INSERT INTO revocations (session_id) SELECT id FROM ended;
$$;
