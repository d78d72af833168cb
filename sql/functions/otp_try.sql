-- otp_try: counts a try before it is looked at. The row lock makes concurrent tries queue, so never more
-- than five of a code are looked at; none is found when it is over.
-- callers: auth
CREATE OR REPLACE FUNCTION otp_try(key uuid)
RETURNS TABLE (purpose text, user_id bigint) LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE otps SET tries = tries + 1
	WHERE public_id = key AND used_at IS NULL AND expires_at > now() AND tries < 5
	RETURNING purpose, user_id;
$$;
