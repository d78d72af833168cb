-- session_end: signs out the session of a token, says so to holders of its access tokens, and ends its live
-- streams.
-- callers: auth
CREATE OR REPLACE FUNCTION session_end(hash bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH ended AS (
		UPDATE user_sessions SET revoked_at = now() WHERE token_hash = hash AND revoked_at IS NULL RETURNING id
	), told AS (
		INSERT INTO revocations (session_id) SELECT id FROM ended RETURNING session_id
	)
	SELECT job_add('pushes', 'push.revoked', 'session:' || session_id, jsonb_build_object('sessionId', session_id), 10)
	FROM told;
$$;
