-- otp_take: uses up a code that was right: once. What it was for comes back; address and details leave the row.
-- callers: none
CREATE OR REPLACE FUNCTION otp_take(key uuid)
RETURNS otps LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o otps;
BEGIN
	SELECT * INTO o FROM otps WHERE public_id = key AND used_at IS NULL AND expires_at > now() FOR UPDATE;
	IF o.id IS NULL THEN
		PERFORM refuse('CODE_WRONG', 'used or expired');
	END IF;
	UPDATE otps SET used_at = now(), address = NULL, details = '{}' WHERE id = o.id;
	RETURN o;
END $$;
