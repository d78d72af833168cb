-- document_ask: the object key of a document of an own, paid booking: it changes with the booking's
-- version. Queues the rendering; ready says that every ticket is signed.
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
	ELSIF what = 'ticket' AND b.status NOT IN ('confirmed', 'partially_cancelled', 'completed') THEN
		PERFORM refuse('WRONG_STATE', b.status);
	ELSIF what = 'receipt' AND b.payment_status NOT IN ('paid', 'refund_due', 'partly_refunded', 'refunded') THEN
		PERFORM refuse('WRONG_STATE', b.payment_status);
	END IF;
	object_key := what || '-' || replace(key::text, '-', '') || '-' || b.version || '.pdf';
	ready := NOT EXISTS (SELECT 1 FROM booking_items i WHERE i.booking_id = b.id AND i.state = 'confirmed'
		AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.item_id = i.id AND t.revoked_at IS NULL));
	PERFORM job_add('documents', 'document.render', object_key, jsonb_build_object('bookingId', b.id, 'kind', what,
		'key', object_key), 20);
	RETURN NEXT;
END $$;
