-- settlement_review: the company has read its statement: it agrees, or disputes it and says why. The
-- second time answers what the first did.
-- callers: partner
CREATE OR REPLACE FUNCTION settlement_review(organisation bigint, key uuid, person bigint, objection text, request text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s partner_settlements;
	becomes text := CASE WHEN objection IS NULL THEN 'reviewed' ELSE 'disputed' END;
BEGIN
	SELECT * INTO s FROM partner_settlements x WHERE x.public_id = key AND x.partner_id = organisation FOR UPDATE;
	IF s.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such settlement', 'id');
	ELSIF s.status = becomes THEN
		RETURN becomes;
	ELSIF NOT (s.status = 'closed' OR s.status = 'reviewed' AND becomes = 'disputed') THEN
		PERFORM refuse('WRONG_STATE', s.status);
	END IF;
	PERFORM acting('partner', person, objection);
	IF s.status = 'closed' THEN
		UPDATE partner_settlements SET status = 'reviewed' WHERE id = s.id;
	END IF;
	UPDATE partner_settlements SET status = becomes, dispute = objection WHERE id = s.id;
	PERFORM audit_add('partner', person, organisation, 'settlement.review', 'settlement_' || s.id, ARRAY['status'], objection, request);
	RETURN becomes;
END $$;
