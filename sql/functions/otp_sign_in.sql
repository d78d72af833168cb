-- otp_sign_in: what a right code of register or login leads to: the account of the address, made now when it
-- is new. Somebody who registers an address that has an account is simply signed in to it.
-- callers: auth
CREATE OR REPLACE FUNCTION otp_sign_in(key uuid, fresh uuid, request text)
RETURNS SETOF users LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o otps := otp_take(key);
	u users := user_by_address(o.address);
	made boolean := false;
BEGIN
	IF o.purpose NOT IN ('register', 'login') THEN
		PERFORM refuse('CODE_WRONG', 'for something else');
	END IF;
	IF u.id IS NULL AND o.purpose = 'register' THEN
		INSERT INTO users (public_id, phone, email, password_hash, password_at, first_name, last_name, lang)
		VALUES (fresh, CASE WHEN o.channel = 'sms' THEN o.address END, CASE WHEN o.channel = 'email' THEN o.address END,
			o.details->>'hash', CASE WHEN o.details ? 'hash' THEN now() END, o.details->>'firstName', o.details->>'lastName', o.lang)
		ON CONFLICT DO NOTHING RETURNING * INTO u;
		made := u.id IS NOT NULL;
		IF NOT made THEN -- somebody else was faster, or the account is suspended
			u := user_by_address(o.address);
		END IF;
	END IF;
	IF u.id IS NULL THEN
		PERFORM refuse('CODE_WRONG', 'nobody has this address');
	END IF;
	PERFORM user_prove(u.id, o.channel);
	IF made THEN
		INSERT INTO consents (user_id, subject, version, granted) VALUES (u.id, 'terms', '1', true);
		PERFORM audit_put('person', u.id, NULL, 'user.register', u.id, ARRAY[CASE o.channel WHEN 'sms' THEN 'phone' ELSE 'email' END],
			NULL, o.address, NULL, request);
	END IF;
	RETURN QUERY SELECT * FROM users WHERE id = u.id;
END $$;
