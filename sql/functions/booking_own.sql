-- booking_own: locks a booking that this person or guest may act on; none means not found.
-- callers: none
CREATE OR REPLACE FUNCTION booking_own(key uuid, person bigint, guest bytea)
RETURNS bookings LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
BEGIN
	SELECT x.* INTO b FROM booking_keys k
	JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE k.public_id = key AND (x.user_id = person OR x.access_hash = guest)
	FOR UPDATE OF x;
	IF b.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such booking');
	END IF;
	RETURN b;
END $$;
