-- invitation_make: asks somebody to join a company; an open invitation of the same address is replaced. At most
-- 30 a day and company go out.
-- callers: partner
CREATE OR REPLACE FUNCTION invitation_make(organisation bigint, actor bigint, key uuid, as_role text, via text, to_address text,
	first text, last text, language text, hash bytea, days integer, request text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	known users;
	made bigint;
BEGIN
	PERFORM 1 FROM partners WHERE id = organisation AND status = 'active' FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM refuse('FORBIDDEN', 'company not active');
	END IF;
	IF (SELECT count(*) FROM invitations WHERE partner_id = organisation AND created_at > now() - interval '1 day') >= 30 THEN
		PERFORM refuse('TOO_MANY_REQUESTS', 'invitations of the day');
	END IF;
	SELECT * INTO known FROM users u WHERE (u.phone = to_address OR u.email = to_address) AND u.partner_id = organisation;
	IF known.id IS NOT NULL THEN
		PERFORM refuse('ALREADY_STAFF', 'works here', CASE via WHEN 'sms' THEN 'phone' ELSE 'email' END);
	END IF;
	UPDATE invitations SET revoked_at = now(), address = NULL WHERE partner_id = organisation AND address = to_address
		AND accepted_at IS NULL AND revoked_at IS NULL;
	INSERT INTO invitations (public_id, partner_id, role, channel, address, first_name, last_name, lang, token_hash, invited_by, expires_at)
	VALUES (key, organisation, as_role, via, to_address, first, last, language, hash, actor, now() + days * interval '1 day')
	RETURNING id INTO made;
	INSERT INTO audit_log (actor, user_id, partner_id, action, object, fields, became_hash, request_id)
	VALUES ('partner', actor, organisation, 'staff.invite', 'invitation_' || made, '{role,address}',
		audit_hash(actor, as_role || ' ' || to_address), request);
	PERFORM job_add('messages', 'invitation.send', 'invitation:' || made, jsonb_build_object('invitationId', made), 10, tries => 6);
	RETURN made;
END $$;
