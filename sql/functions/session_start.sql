-- session_start: begins a session of a person.
-- callers: auth
CREATE OR REPLACE FUNCTION session_start(person bigint, what text, hash bytea, days integer)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO user_sessions (user_id, kind, token_hash, expires_at)
	VALUES (person, what, hash, now() + days * interval '1 day') RETURNING id;
$$;
