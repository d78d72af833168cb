-- document_queue: has a document of a booking rendered: its object key, which changes with the
-- booking's version; ready says that every ticket is signed. The caller has checked who asks.
-- callers: none
CREATE OR REPLACE FUNCTION document_queue(b bookings, what text)
RETURNS TABLE (object_key text, ready boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	IF what = 'ticket' AND b.status NOT IN ('confirmed', 'partially_cancelled', 'completed') THEN
		PERFORM refuse('WRONG_STATE', b.status);
	ELSIF what = 'receipt' AND b.payment_status NOT IN ('paid', 'refund_due', 'partly_refunded', 'refunded') THEN
		PERFORM refuse('WRONG_STATE', b.payment_status);
	END IF;
	SELECT what || '-' || replace(k.public_id::text, '-', '') || '-' || b.version || '.pdf' INTO object_key
	FROM booking_keys k WHERE k.id = b.id;
	ready := NOT EXISTS (SELECT 1 FROM booking_items i WHERE i.booking_id = b.id AND i.state = 'confirmed'
		AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.item_id = i.id AND t.revoked_at IS NULL));
	PERFORM job_add('documents', 'document.render', object_key, jsonb_build_object('bookingId', b.id, 'kind', what,
		'key', object_key), 20);
	RETURN NEXT;
END $$;
