-- staff_role: another role in the same company. Access tokens that name the old one are refused, sessions go on.
-- callers: partner
CREATE OR REPLACE FUNCTION staff_role(organisation bigint, actor bigint, target uuid, as_role text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	u users;
BEGIN
	SELECT * INTO u FROM users WHERE public_id = target AND partner_id = organisation AND erased_at IS NULL FOR UPDATE;
	IF u.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such person', 'id');
	END IF;
	IF u.id = actor THEN
		PERFORM refuse('NOT_ONESELF', 'oneself', 'id');
	END IF;
	IF u.role = as_role THEN
		RETURN;
	END IF;
	UPDATE users SET role = as_role, updated_at = now() WHERE id = u.id;
	INSERT INTO revocations (user_id) VALUES (u.id);
	PERFORM job_add('pushes', 'push.revoked', 'user:' || u.id, jsonb_build_object('userId', u.id), 10);
	PERFORM audit_put('partner', actor, organisation, 'staff.role', u.id, '{role}', u.role, as_role, NULL, request);
END $$;
