-- audit_hash: what the audit log keeps of a value: a hash under the key of the person it is about.
-- callers: none
CREATE OR REPLACE FUNCTION audit_hash(subject bigint, value text)
RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT sha256(k || sha256(k || convert_to(value, 'UTF8')))
	FROM (SELECT uuid_send(audit_key) AS k FROM users WHERE id = subject) keyed WHERE value IS NOT NULL;
$$;
