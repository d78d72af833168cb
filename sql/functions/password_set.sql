-- password_set: a new password, chosen by its owner; every other session of the person ends.
-- callers: auth
CREATE OR REPLACE FUNCTION password_set(person bigint, hash text, stay bigint, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	organisation bigint;
BEGIN
	UPDATE users SET password_hash = hash, password_at = now(), updated_at = now() WHERE id = person AND is_active
	RETURNING partner_id INTO organisation;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such account');
	END IF;
	PERFORM sessions_revoke(person, NULL, stay);
	PERFORM audit_put('person', person, organisation, 'user.password', person, ARRAY['password'], NULL, NULL, NULL, request);
	PERFORM job_add('messages', 'account.told', NULL, jsonb_build_object('userId', person, 'what', 'password'), 20, tries => 4);
END $$;
