-- audit_put: one line of the audit log about a person, in the transaction of what it tells: names of
-- fields and keyed hashes of what stood there before and after.
-- callers: none
CREATE OR REPLACE FUNCTION audit_put(who text, person bigint, organisation bigint, did text, subject bigint, changed text[],
	was text, became text, why text, request text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO audit_log (actor, user_id, partner_id, action, object, fields, was_hash, became_hash, reason, request_id)
	VALUES (who, person, organisation, did, 'user_' || subject, changed, audit_hash(subject, was), audit_hash(subject, became),
		why, request);
$$;
