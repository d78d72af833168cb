-- document_ask: the object key of a document of an own, paid booking; queues its rendering.
-- callers: bookings
CREATE OR REPLACE FUNCTION document_ask(key uuid, person bigint, guest bytea, what text)
RETURNS TABLE (object_key text, ready boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
BEGIN
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE k.public_id = key AND (x.user_id = person OR x.access_hash = guest OR EXISTS (
		SELECT 1 FROM booking_views v WHERE v.booking_id = k.id AND v.guest_hash = guest
		AND v.created_at > now() - interval '1 day'));
	IF b.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such booking', 'id');
	END IF;
	RETURN QUERY SELECT d.object_key, d.ready FROM document_queue(b, what) d;
END $$;
