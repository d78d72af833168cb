-- receipt_mail_ask: asks for the receipt of a captured payment by mail, at most 5 times per booking
-- and day, those still to be sent among them.
-- callers: payments
CREATE OR REPLACE FUNCTION receipt_mail_ask(payment uuid, person bigint, guest bytea, address text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	booking bigint;
	mail bigint;
BEGIN
	SELECT p.booking_id INTO booking FROM payments p
	JOIN booking_keys k ON k.id = p.booking_id
	JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
	WHERE p.public_id = payment AND p.captured_at IS NOT NULL AND (b.user_id = person OR b.access_hash = guest)
	FOR UPDATE OF p;
	IF booking IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such payment', 'id');
	ELSIF (SELECT count(*) FROM notices n WHERE n.booking_id = booking AND n.template LIKE 'receipt%'
	       AND n.created_at > now() - interval '1 day')
	    + (SELECT count(*) FROM receipt_mails m WHERE m.booking_id = booking AND NOT EXISTS (
	       SELECT 1 FROM notices n WHERE n.booking_id = booking AND n.template = 'receipt-' || m.id)) >= 5 THEN
		PERFORM refuse('TOO_MANY_REQUESTS', 'five receipts a day', 'email');
	END IF;
	INSERT INTO receipt_mails (booking_id, email) VALUES (booking, address) RETURNING id INTO mail;
	PERFORM job_add('messages', 'notice.receipt', mail::text, jsonb_build_object('bookingId', booking, 'mailId', mail), 50);
END $$;
