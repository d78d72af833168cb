-- login_right: the password was right: its try does not count, and the network is known from now on. Older wrong
-- ones stay, so that knowing one password does not open the way to guess others.
-- callers: auth
CREATE OR REPLACE FUNCTION login_right(of_account bytea, from_source bytea, try bigint)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	DELETE FROM login_tries WHERE id = try AND account = of_account AND source = from_source;
	INSERT INTO login_sources (account, source) VALUES (of_account, from_source)
	ON CONFLICT (account, source) DO UPDATE SET at = now() WHERE login_sources.at < now() - interval '1 day';
$$;
