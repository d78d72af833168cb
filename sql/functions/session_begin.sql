-- session_begin: begins a portal session or a family of refresh tokens. Of one person the newest hundred stay.
-- callers: auth
CREATE OR REPLACE FUNCTION session_begin(person bigint, what text, hash bytea, family bytea, with_device text, days integer,
	how text, request text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	session bigint;
	old bigint;
	organisation bigint;
BEGIN
	INSERT INTO user_sessions (user_id, kind, token_hash, family_hash, device, expires_at)
	VALUES (person, what, hash, family, with_device, now() + days * interval '1 day') RETURNING id INTO session;
	FOR old IN SELECT id FROM user_sessions WHERE user_id = person AND revoked_at IS NULL ORDER BY used_at DESC, id DESC OFFSET 100 LOOP
		PERFORM sessions_revoke(person, old, NULL);
	END LOOP;
	SELECT partner_id INTO organisation FROM users WHERE id = person;
	PERFORM audit_put('person', person, organisation, 'session.begin', person, '{}', NULL, NULL, how, request);
	RETURN session;
END $$;
