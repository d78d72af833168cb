-- session_refresh: the next refresh token of a family, under the lock of its row. The newest token is exchanged
-- for its child; shown again within the grace time it gets the same child, for answers that were lost (that of
-- the key before, when the key was replaced meanwhile); any other token of the family is a replay and ends
-- the family.
-- callers: auth
CREATE OR REPLACE FUNCTION session_refresh(family bytea, hash bytea, child bytea, other bytea, days integer, grace_s integer, request text)
RETURNS TABLE (outcome text, session_id bigint, user_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s user_sessions;
BEGIN
	SELECT x.* INTO s FROM user_sessions x WHERE x.family_hash = family AND x.kind = 'refresh' FOR UPDATE;
	session_id := s.id;
	user_id := s.user_id;
	IF s.id IS NULL OR s.revoked_at IS NOT NULL OR s.expires_at <= now() OR NOT EXISTS (
			SELECT 1 FROM users u LEFT JOIN partners p ON p.id = u.partner_id
			WHERE u.id = s.user_id AND u.is_active AND (p.id IS NULL OR p.status = 'active')) THEN
		outcome := 'over';
	ELSIF s.token_hash = hash THEN
		UPDATE user_sessions x SET previous_hash = hash, token_hash = child, rotated_at = clock_timestamp(), used_at = now(),
			expires_at = now() + days * interval '1 day' WHERE x.id = s.id;
		outcome := 'rotated';
	ELSIF s.previous_hash = hash AND s.token_hash = child AND s.rotated_at > clock_timestamp() - grace_s * interval '1 second' THEN
		outcome := 'again';
	ELSIF s.previous_hash = hash AND s.token_hash = other AND s.rotated_at > clock_timestamp() - grace_s * interval '1 second' THEN
		outcome := 'before';
	ELSE
		PERFORM sessions_revoke(s.user_id, s.id, NULL);
		PERFORM audit_put('system', s.user_id, (SELECT partner_id FROM users WHERE id = s.user_id), 'session.replay', s.user_id, '{}',
			NULL, NULL, NULL, request);
		outcome := 'replayed';
	END IF;
	RETURN NEXT;
END $$;
