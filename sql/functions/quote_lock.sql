-- quote_lock: an open quote of a booking the caller holds, still good for it.
-- Errors: NOT_FOUND, QUOTE_EXPIRED (time over, applied already, or the booking changed since).
-- callers: none
CREATE OR REPLACE FUNCTION quote_lock(booking bookings, what text, key uuid)
RETURNS quotes LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	q quotes;
BEGIN
	SELECT * INTO q FROM quotes x WHERE x.booking_id = booking.id AND x.kind = what AND x.public_id = key FOR UPDATE;
	IF q.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such quote', 'quoteId');
	ELSIF q.state <> 'open' OR q.valid_until <= clock_timestamp() OR q.booking_version <> booking.version THEN
		PERFORM refuse('QUOTE_EXPIRED', q.state, 'quoteId');
	ELSIF what = 'cancel' AND EXISTS (SELECT 1 FROM quote_lines l JOIN booking_items i ON i.id = l.item_id
		WHERE l.quote_id = q.id AND i.state <> 'confirmed') THEN
		PERFORM refuse('WRONG_STATE', 'an exchange is open'); -- its end makes the quote good again
	END IF;
	RETURN q;
END $$;
