-- quotes_expire: ends quotes whose time is over; the seats of an exchange nobody is paying for are free
-- again. Returns the trips whose seats became free.
-- callers: worker
CREATE OR REPLACE FUNCTION quotes_expire(n integer)
RETURNS TABLE (trip bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	x record;
	q quotes;
BEGIN
	FOR x IN SELECT o.id, o.booking_id, k.departure_time FROM quotes o JOIN booking_keys k ON k.id = o.booking_id
		WHERE o.state = 'open' AND o.valid_until < clock_timestamp() ORDER BY o.valid_until LIMIT n
	LOOP
		PERFORM 1 FROM bookings b WHERE b.id = x.booking_id AND b.departure_time = x.departure_time FOR UPDATE SKIP LOCKED;
		CONTINUE WHEN NOT FOUND;
		SELECT * INTO q FROM quotes o WHERE o.id = x.id AND o.state = 'open' AND o.valid_until < clock_timestamp() FOR UPDATE;
		CONTINUE WHEN NOT FOUND OR EXISTS (SELECT 1 FROM payments p JOIN payment_attempts a ON a.payment_id = p.id
			WHERE p.quote_id = q.id AND a.state IN ('initiated', 'registered', 'unknown') AND a.next_poll_at IS NOT NULL);
		IF q.kind = 'exchange' THEN
			PERFORM exchange_undo(q, 'worker', NULL, 'time over');
			RETURN QUERY SELECT DISTINCT i.schedule_id FROM quote_lines l JOIN booking_items i ON i.id = l.new_item_id WHERE l.quote_id = q.id;
		ELSE
			UPDATE quotes SET state = 'void', ended_at = now() WHERE id = q.id;
		END IF;
	END LOOP;
END $$;
