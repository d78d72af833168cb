-- audit_add: one line of the audit log, in the transaction of what it tells: names of fields, never
-- values.
-- callers: none
CREATE OR REPLACE FUNCTION audit_add(who text, person bigint, organisation bigint, did text, what text, changed text[],
	why text, request text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO audit_log (actor, user_id, partner_id, action, object, fields, reason, request_id)
	VALUES (who, person, organisation, did, what, changed, why, request);
$$;
