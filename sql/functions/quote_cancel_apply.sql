-- quote_cancel_apply: an accepted cancellation: items and claims end, tickets are void, each passenger's price
-- leaves the deposits (L3): the fee to those who share it, the rest owed and sent back. The caller holds
-- the booking and the quote.
-- callers: none
CREATE OR REPLACE FUNCTION quote_cancel_apply(booking bookings, q quotes, actor text, person bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	l record;
	f record;
	why text := coalesce(q.override_reason, 'cancelled');
BEGIN
	PERFORM acting(actor, person, why);
	UPDATE booking_items i SET state = 'cancelled' FROM quote_lines x WHERE x.quote_id = q.id AND i.id = x.item_id;
	UPDATE tickets t SET revoked_at = now() FROM quote_lines x WHERE x.quote_id = q.id AND t.item_id = x.item_id AND t.revoked_at IS NULL;
	DELETE FROM booking_seats s USING quote_lines x WHERE x.quote_id = q.id AND s.item_id = x.item_id;
	FOR l IN SELECT x.*, i.schedule_id FROM quote_lines x JOIN booking_items i ON i.id = x.item_id WHERE x.quote_id = q.id ORDER BY x.item_id LOOP
		SELECT * INTO f FROM fee_lines(l.schedule_id, l.fee_c);
		PERFORM ledger_post('L3', booking.id, 'cancel:' || l.item_id, ARRAY['customer_deposit', 'refund_payable'] || f.codes,
			ARRAY[l.paid_c, -l.refund_c] || f.amounts, l.item_id);
	END LOOP;
	UPDATE quotes SET state = 'applied', ended_at = now() WHERE id = q.id;
	PERFORM refund_split(booking.id, q.refund_c, 'cancelled by ' || actor, q.override_reason, q.id);
	PERFORM booking_sum(booking.id, booking.departure_time, actor, person, why);
	PERFORM booking_pay_status(booking.id, booking.departure_time);
	IF booking.contact_phone IS NOT NULL THEN
		PERFORM job_add('messages', 'notice.cancelled_own', q.id::text, jsonb_build_object('bookingId', booking.id, 'channel', 'sms',
			'quoteId', q.id), 20);
	END IF;
END $$;
