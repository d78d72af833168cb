-- user_stop: suspends a person or lets them in again: sessions end, access tokens and live streams are refused
-- within seconds. A company may do it to its own people only, and nobody to themselves.
-- callers: admin
CREATE OR REPLACE FUNCTION user_stop(organisation bigint, actor bigint, target uuid, stop boolean, why text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	u users;
BEGIN
	SELECT * INTO u FROM users WHERE public_id = target AND erased_at IS NULL AND (organisation IS NULL OR partner_id = organisation)
	FOR UPDATE;
	IF u.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such person', 'id');
	END IF;
	IF u.id = actor THEN
		PERFORM refuse('NOT_ONESELF', 'oneself', 'id');
	END IF;
	IF u.is_active = NOT stop THEN
		RETURN;
	END IF;
	UPDATE users SET is_active = NOT stop, suspended_at = CASE WHEN stop THEN now() END, updated_at = now() WHERE id = u.id;
	IF stop THEN
		PERFORM sessions_revoke(u.id, NULL, NULL);
		INSERT INTO revocations (user_id) VALUES (u.id);
		PERFORM job_add('pushes', 'push.revoked', 'user:' || u.id, jsonb_build_object('userId', u.id), 10);
	END IF;
	PERFORM audit_put(CASE WHEN organisation IS NULL THEN 'platform' ELSE 'partner' END, actor, u.partner_id,
		CASE WHEN stop THEN 'user.suspend' ELSE 'user.reinstate' END, u.id, '{is_active}', u.is_active::text, (NOT stop)::text, why, request);
END $$;
