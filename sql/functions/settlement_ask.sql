-- settlement_ask: has the statement of a company drawn; returns its object key. A closed statement only changes
-- its state, so the key holds that.
-- callers: partner
CREATE OR REPLACE FUNCTION settlement_ask(organisation bigint, key uuid, language text)
RETURNS TABLE (object_key text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	s partner_settlements;
BEGIN
	SELECT * INTO s FROM partner_settlements x WHERE x.public_id = key AND x.partner_id = organisation AND x.status <> 'open';
	IF s.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such settlement', 'id');
	END IF;
	object_key := 'statement-' || replace(key::text, '-', '') || '-' || s.status || '-' || language || '.pdf';
	PERFORM job_add('documents', 'statement.render', object_key, jsonb_build_object('settlementId', s.id, 'lang', language,
		'key', object_key), 20);
	RETURN NEXT;
END $$;
