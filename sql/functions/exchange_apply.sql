-- exchange_apply: the new seats become the booking's, only then are the old ones free: in one transaction.
-- What was paid for the old ones and for the difference stays on deposit for the new ones; the rest is
-- the fee and what goes back. False, changing nothing, when the new seats are no longer held. The caller
-- holds the booking and the open quote, and has booked a payment.
-- callers: none
CREATE OR REPLACE FUNCTION exchange_apply(booking bookings, q quotes, actor text, person bigint)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	n integer;
	held integer;
	trip bigint;
	paid bigint;
	costs bigint;
	f record;
BEGIN
	SELECT count(*), sum(l.paid_c), sum(l.new_fare_c), min(i.schedule_id) INTO n, paid, costs, trip
	FROM quote_lines l JOIN booking_items i ON i.id = l.new_item_id WHERE l.quote_id = q.id;
	SELECT count(*) INTO held FROM (SELECT 1 FROM booking_seats s JOIN quote_lines l ON l.new_item_id = s.item_id
		WHERE l.quote_id = q.id AND s.state = 'held' ORDER BY s.seat_no FOR UPDATE OF s) mine;
	IF held < n OR EXISTS (SELECT 1 FROM route_schedules s WHERE s.id = trip AND s.status = 'cancelled') THEN
		RETURN false;
	END IF;
	PERFORM acting(actor, person, 'exchange');
	UPDATE booking_seats s SET state = 'sold', expires_at = NULL FROM quote_lines l WHERE l.quote_id = q.id AND s.item_id = l.new_item_id;
	UPDATE booking_items i SET state = 'confirmed' FROM quote_lines l WHERE l.quote_id = q.id AND i.id = l.new_item_id;
	UPDATE booking_items i SET state = 'exchanged' FROM quote_lines l WHERE l.quote_id = q.id AND i.id = l.item_id;
	UPDATE tickets t SET revoked_at = now() FROM quote_lines l WHERE l.quote_id = q.id AND t.item_id = l.item_id AND t.revoked_at IS NULL;
	DELETE FROM booking_seats s USING quote_lines l WHERE l.quote_id = q.id AND s.item_id = l.item_id;
	SELECT x.* INTO f FROM quote_lines l JOIN booking_items i ON i.id = l.item_id, fee_lines(i.schedule_id, q.fee_c) x
	WHERE l.quote_id = q.id LIMIT 1;
	IF q.fee_c + q.refund_c > 0 THEN
		PERFORM ledger_post('L3', booking.id, 'exchange:' || q.id, ARRAY['customer_deposit', 'refund_payable'] || f.codes,
			ARRAY[paid + q.pay_c - costs, -q.refund_c] || f.amounts);
	END IF;
	UPDATE quotes SET state = 'applied', ended_at = now() WHERE id = q.id;
	UPDATE bookings b SET route_schedule_id = trip, total_price_c = b.total_price_c - paid + costs, reseated = false,
		commission_amount_c = (SELECT sum(i.commission_c) FROM booking_items i WHERE i.booking_id = b.id AND i.shown)
	WHERE b.id = booking.id AND b.departure_time = booking.departure_time;
	PERFORM refund_split(booking.id, q.refund_c, 'exchanged by ' || actor, NULL, q.id);
	PERFORM booking_sum(booking.id, booking.departure_time, actor, person, 'exchanged');
	PERFORM booking_pay_status(booking.id, booking.departure_time);
	PERFORM job_add('documents', 'ticket.issue', booking.id::text, jsonb_build_object('bookingId', booking.id), 10);
	IF booking.contact_phone IS NOT NULL THEN
		PERFORM job_add('messages', 'notice.exchanged', q.id::text, jsonb_build_object('bookingId', booking.id, 'channel', 'sms', 'quoteId', q.id), 20);
	END IF;
	RETURN true;
END $$;
