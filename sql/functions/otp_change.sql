-- otp_change: a right code makes a new phone or e-mail the person's own, and tells the one before it.
-- callers: auth
CREATE OR REPLACE FUNCTION otp_change(key uuid, person bigint, request text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o otps := otp_take(key);
	u users;
	was text;
BEGIN
	SELECT * INTO u FROM users WHERE id = person AND is_active FOR UPDATE;
	IF o.purpose <> 'change' OR u.id IS NULL OR o.user_id IS DISTINCT FROM person
			OR EXISTS (SELECT 1 FROM users x WHERE (x.phone = o.address OR x.email = o.address) AND x.id <> person) THEN
		PERFORM refuse('CODE_WRONG', 'for something else');
	END IF;
	was := CASE o.channel WHEN 'sms' THEN u.phone ELSE u.email END;
	IF o.channel = 'sms' THEN
		UPDATE users SET phone = o.address, phone_verified_at = now(), updated_at = now() WHERE id = person;
	ELSE
		UPDATE users SET email = o.address, email_verified_at = now(), updated_at = now() WHERE id = person;
	END IF;
	PERFORM user_prove(person, o.channel);
	PERFORM audit_put('person', person, u.partner_id, 'user.contact', person,
		ARRAY[CASE o.channel WHEN 'sms' THEN 'phone' ELSE 'email' END], was, o.address, NULL, request);
	IF was IS NOT NULL AND was <> o.address THEN
		-- The old address is told; the row of the code carries it until then.
		UPDATE otps SET address = was WHERE id = o.id;
		PERFORM job_add('messages', 'account.moved', NULL, jsonb_build_object('otpId', o.id), 20, tries => 4);
	END IF;
END $$;
