-- exchange_confirm: the owner accepts an exchange that costs nothing more; one that does is made by the
-- capture of its payment. The second time answers like the first. Returns both trips.
-- Errors: NOT_FOUND, QUOTE_EXPIRED, WRONG_STATE (something is to be paid).
-- callers: bookings
CREATE OR REPLACE FUNCTION exchange_confirm(key uuid, person bigint, guest bytea, quote uuid)
RETURNS TABLE (old_trip bigint, new_trip bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
	q quotes;
BEGIN
	SELECT * INTO q FROM quotes x WHERE x.booking_id = b.id AND x.kind = 'exchange' AND x.public_id = quote AND x.state = 'applied';
	IF q.id IS NULL THEN
		q := quote_lock(b, 'exchange', quote);
		IF q.pay_c > 0 THEN
			PERFORM refuse('WRONG_STATE', 'to be paid');
		ELSIF NOT exchange_apply(b, q, CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person) THEN
			PERFORM refuse('QUOTE_EXPIRED', 'the new seats are gone', 'quoteId');
		END IF;
	END IF;
	RETURN QUERY SELECT min(o.schedule_id), min(i.schedule_id) FROM quote_lines l JOIN booking_items o ON o.id = l.item_id
		JOIN booking_items i ON i.id = l.new_item_id WHERE l.quote_id = q.id;
END $$;
