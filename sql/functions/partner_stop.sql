-- partner_stop: suspends a company or lets it in again. Its people's cookies and refresh tokens stop with it,
-- their access tokens and live streams within seconds.
-- callers: admin
CREATE OR REPLACE FUNCTION partner_stop(actor bigint, company bigint, stop boolean, why text, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	was text;
BEGIN
	SELECT status INTO was FROM partners WHERE id = company FOR UPDATE;
	IF was IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such company', 'id');
	END IF;
	IF was NOT IN ('active', 'suspended') THEN
		PERFORM refuse('WRONG_STATE', was, 'id');
	END IF;
	IF (was = 'suspended') = stop THEN
		RETURN;
	END IF;
	UPDATE partners SET status = CASE WHEN stop THEN 'suspended' ELSE 'active' END WHERE id = company;
	IF stop THEN
		INSERT INTO revocations (partner_id) VALUES (company);
		PERFORM job_add('pushes', 'push.revoked', 'partner:' || company, jsonb_build_object('partnerId', company), 10);
	END IF;
	INSERT INTO audit_log (actor, user_id, partner_id, action, object, fields, was_hash, became_hash, reason, request_id)
	VALUES ('platform', actor, company, CASE WHEN stop THEN 'partner.suspend' ELSE 'partner.reinstate' END, 'partner_' || company, '{status}',
		audit_hash(actor, was), audit_hash(actor, CASE WHEN stop THEN 'suspended' ELSE 'active' END), why, request);
END $$;
