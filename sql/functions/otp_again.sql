-- otp_again: another code for what an open one is for; that one ends. Limits are those of otp_start.
-- callers: auth
CREATE OR REPLACE FUNCTION otp_again(old uuid, key uuid, source bytea, life_s integer, day_budget integer)
RETURNS TABLE (otp_id bigint, channel text, address text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	o otps;
BEGIN
	UPDATE otps x SET used_at = now(), address = NULL, details = '{}' FROM (SELECT * FROM otps WHERE public_id = old FOR UPDATE) was
	WHERE x.id = was.id AND x.used_at IS NULL AND x.created_at > now() - interval '1 hour' AND was.address IS NOT NULL
	RETURNING was.id, was.public_id, was.purpose, was.channel, was.address, was.address_hash, was.prefix, was.source_hash,
		was.user_id, was.lang, was.details, was.tries, was.created_at, was.expires_at, was.used_at INTO o;
	IF o.id IS NULL THEN
		PERFORM refuse('CODE_WRONG', 'no open code');
	END IF;
	RETURN QUERY SELECT s.otp_id, o.channel, o.address, s.expires_at
	FROM otp_start(key, o.purpose, o.channel, o.address, o.address_hash, source, o.user_id, o.lang, o.details, life_s, day_budget) s;
END $$;
