-- sessions_revoke: ends one session of a person, or all, or all but one. Holders of access tokens and live
-- streams hear of it. Returns how many ended.
-- callers: auth
CREATE OR REPLACE FUNCTION sessions_revoke(person bigint, only_one bigint, all_but bigint)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	WITH ended AS (
		UPDATE user_sessions SET revoked_at = now()
		WHERE user_id = person AND revoked_at IS NULL AND (only_one IS NULL OR id = only_one) AND id IS DISTINCT FROM all_but
		RETURNING id
	), told AS (
		INSERT INTO revocations (session_id) SELECT id FROM ended RETURNING session_id
	), streams AS (
		SELECT job_add('pushes', 'push.revoked', 'session:' || session_id, jsonb_build_object('sessionId', session_id), 10)
		FROM told
	)
	SELECT count(*) FROM ended, LATERAL (SELECT count(*) FROM streams) done;
$$;
