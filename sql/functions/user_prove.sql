-- user_prove: a right code proves that the address of its channel is this person's.
-- callers: none
CREATE OR REPLACE FUNCTION user_prove(person bigint, via text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	UPDATE users SET is_verified = true,
		phone_verified_at = CASE WHEN via = 'sms' THEN coalesce(phone_verified_at, now()) ELSE phone_verified_at END,
		email_verified_at = CASE WHEN via = 'email' THEN coalesce(email_verified_at, now()) ELSE email_verified_at END
	WHERE id = person;
	IF via = 'sms' THEN
		PERFORM booking_adopt(person);
	END IF;
END $$;
