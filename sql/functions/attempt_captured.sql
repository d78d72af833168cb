-- attempt_captured: the bank has the money. Exactly one caller performs it: the return page and the
-- poller meet here under the booking's lock. Money is booked first (L1); then the seats, if they are
-- still claimed and the trip runs; else other seats; else the whole amount goes back. A second capture of the same
-- booking goes back too. The difference of an exchange makes it, or goes back. Returns what became of it: confirmed, reseated, refund_due, already.
-- callers: payments worker
CREATE OR REPLACE FUNCTION attempt_captured(attempt bigint, bank_order text, bank_answer jsonb)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	l record := attempt_lock(attempt);
	a payment_attempts := l.a;
	p payments := l.p;
	b bookings := l.b;
	back bigint;
	moved boolean;
	q quotes;
BEGIN
	IF a.state IN ('captured', 'refund_due') THEN
		RETURN 'already';
	END IF;
	PERFORM ledger_post('L1', b.id, 'capture:' || a.order_number,
		ARRAY['gateway_receivable:satim', 'customer_deposit'], ARRAY[a.amount_c, -a.amount_c]);
	UPDATE payment_attempts SET state = 'refund_due', answer = bank_answer, md_order = coalesce(md_order, bank_order),
		next_poll_at = NULL, ended_at = now() WHERE id = attempt;
	IF p.status NOT IN ('captured', 'partly_refunded', 'refunded') THEN
		UPDATE payments SET status = 'captured', captured_at = now(), transaction_id = bank_order,
			gateway_response = bank_answer WHERE id = p.id;
	END IF;
	IF p.quote_id IS NOT NULL THEN
		SELECT * INTO q FROM quotes x WHERE x.id = p.quote_id FOR UPDATE;
		IF q.state = 'open' AND q.booking_version = b.version AND exchange_apply(b, q, 'bank', NULL) THEN
			UPDATE payment_attempts SET state = 'captured' WHERE id = attempt;
			PERFORM booking_pay_status(b.id, b.departure_time);
			RETURN 'confirmed';
		END IF;
	ELSIF b.status IN ('held', 'held_cash', 'paying', 'review', 'expired', 'cancelled') THEN
		moved := booking_held_seats(b.id) < b.passenger_count
			OR EXISTS (SELECT 1 FROM route_schedules s WHERE s.id = b.route_schedule_id AND s.status = 'cancelled');
		IF NOT moved OR booking_try_reseat(b.id) THEN
			UPDATE payment_attempts SET state = 'captured' WHERE id = attempt;
			PERFORM booking_confirm(b.id, b.departure_time, b.status, 'bank', NULL, moved);
			RETURN CASE WHEN moved THEN 'reseated' ELSE 'confirmed' END;
		END IF;
		DELETE FROM booking_seats WHERE item_id IN (SELECT id FROM booking_items WHERE booking_id = b.id);
		PERFORM booking_move(b.id, b.departure_time, b.status, 'refund_due', 'bank', NULL, 'paid too late, no seat left');
		UPDATE bookings SET payment_status = 'refund_due' WHERE id = b.id AND departure_time = b.departure_time;
	END IF;
	PERFORM ledger_post('L3', b.id, 'refund_due:' || a.order_number,
		ARRAY['customer_deposit', 'refund_payable'], ARRAY[a.amount_c, -a.amount_c]);
	INSERT INTO refunds (payment_id, attempt_id, booking_id, amount_c, state, reason)
	VALUES (p.id, a.id, b.id, a.amount_c, 'approved', 'late or double payment') RETURNING id INTO back;
	PERFORM job_add('money', 'refund.submit', back::text, jsonb_build_object('refundId', back), 10, '0', 25);
	PERFORM job_add('messages', 'notice.refund', back::text, jsonb_build_object('bookingId', b.id, 'channel', 'sms'), 20);
	RETURN 'refund_due';
END $$;
