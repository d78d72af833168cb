-- exchange_undo: an exchange is given up: the new seats are free again, the old ones stand. The caller holds
-- the booking and the open quote.
-- callers: none
CREATE OR REPLACE FUNCTION exchange_undo(q quotes, actor text, person bigint, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	PERFORM acting(actor, person, why);
	DELETE FROM booking_seats s USING quote_lines l WHERE l.quote_id = q.id AND s.item_id = l.new_item_id;
	UPDATE booking_items i SET state = 'expired' FROM quote_lines l WHERE l.quote_id = q.id AND i.id = l.new_item_id;
	UPDATE booking_items i SET state = 'confirmed' FROM quote_lines l
	WHERE l.quote_id = q.id AND i.id = l.item_id AND i.state = 'exchanging';
	UPDATE quotes SET state = 'void', ended_at = now() WHERE id = q.id;
	UPDATE payments SET status = 'cancelled' WHERE quote_id = q.id AND status = 'pending';
END $$;
