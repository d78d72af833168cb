-- otp_told: the message about a changed address is out: the old address is forgotten.
-- callers: worker
CREATE OR REPLACE FUNCTION otp_told(otp bigint)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE otps SET address = NULL WHERE id = otp AND used_at IS NOT NULL;
$$;
