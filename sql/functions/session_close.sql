-- session_close: signs out the portal session of a cookie or the family of a refresh token, and says so to holders
-- of its access tokens and live streams.
-- callers: auth
CREATE OR REPLACE FUNCTION session_close(hash bytea, family bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT sessions_revoke(s.user_id, s.id, NULL) FROM user_sessions s
	WHERE (s.token_hash = hash OR s.family_hash = family) AND s.revoked_at IS NULL;
$$;
