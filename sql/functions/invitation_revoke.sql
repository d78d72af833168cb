-- invitation_revoke: takes an invitation back that nobody accepted.
-- callers: partner
CREATE OR REPLACE FUNCTION invitation_revoke(organisation bigint, actor bigint, invitation bigint, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	UPDATE invitations SET revoked_at = now(), address = NULL, first_name = NULL, last_name = NULL
	WHERE id = invitation AND partner_id = organisation AND accepted_at IS NULL AND revoked_at IS NULL;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no open invitation', 'id');
	END IF;
	INSERT INTO audit_log (actor, user_id, partner_id, action, object, request_id)
	VALUES ('partner', actor, organisation, 'staff.uninvite', 'invitation_' || invitation, request);
END $$;
