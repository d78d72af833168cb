-- otp_reset: a right code of a forgotten password sets another one and ends every session.
-- callers: auth
CREATE OR REPLACE FUNCTION otp_reset(key uuid, hash text, request text)
RETURNS SETOF users LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o otps := otp_take(key);
	u users := user_by_address(o.address);
BEGIN
	IF o.purpose <> 'reset' OR u.id IS NULL OR u.id IS DISTINCT FROM o.user_id THEN
		PERFORM refuse('CODE_WRONG', 'for something else');
	END IF;
	PERFORM user_prove(u.id, o.channel);
	PERFORM password_set(u.id, hash, NULL, request);
	RETURN QUERY SELECT * FROM users WHERE id = u.id;
END $$;
