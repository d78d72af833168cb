-- password_rehash: the same password hashed at today's cost.
-- callers: auth
CREATE OR REPLACE FUNCTION password_rehash(person bigint, was text, hash text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE users SET password_hash = hash WHERE id = person AND password_hash = was;
$$;
