-- consent_put: a use of personal data somebody agrees to or takes back: a new line each time, none is changed.
-- callers: auth
CREATE OR REPLACE FUNCTION consent_put(person bigint, what text, words_version text, yes boolean)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	INSERT INTO consents (user_id, subject, version, granted) VALUES (person, what, words_version, yes);
$$;
