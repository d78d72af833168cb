-- session_touch: a portal session in use slides on, at most once a day.
-- callers: auth bookings payments routes partner admin tracking
CREATE OR REPLACE FUNCTION session_touch(session bigint, days integer)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	UPDATE user_sessions SET used_at = now(), expires_at = now() + days * interval '1 day'
	WHERE id = session AND kind = 'web' AND revoked_at IS NULL AND expires_at > now() AND used_at < now() - interval '1 day';
$$;
