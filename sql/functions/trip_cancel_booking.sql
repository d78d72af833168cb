-- trip_cancel_booking: what a cancelled departure means for one booking, in a transaction of its own:
-- unpaid, it ends and its seats go; paid, its places on this trip are disrupted, their whole price is
-- owed to the buyer (L3) and goes back the way it came: to the card by a job, in cash at a counter by
-- hand. Places on other trips stay. The holder is told. Returns what was done; the second time nothing.
-- callers: worker
CREATE OR REPLACE FUNCTION trip_cancel_booking(trip bigint, booking bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	t route_schedules;
	b bookings;
	p payments;
	a payment_attempts;
	due bigint;
	back bigint;
	done text;
BEGIN
	SELECT * INTO t FROM route_schedules WHERE id = trip FOR SHARE;
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE k.id = booking FOR UPDATE OF x;
	IF t.status IS DISTINCT FROM 'cancelled' OR b.id IS NULL THEN
		RETURN 'nothing';
	END IF;
	IF b.status IN ('held', 'held_cash', 'paying') THEN
		PERFORM booking_release(b.id, b.departure_time, b.status, 'cancelled', 'worker', NULL, 'trip cancelled: ' || t.cancel_reason);
		done := 'released';
	ELSE
		SELECT sum(i.fare_c) INTO due FROM booking_items i
		WHERE i.booking_id = b.id AND i.schedule_id = trip AND i.state IN ('confirmed', 'boarded');
		IF due IS NULL THEN
			RETURN 'nothing';
		END IF;
		SELECT x.* INTO p FROM payments x WHERE x.booking_id = b.id AND x.status IN ('captured', 'partly_refunded')
			AND (x.method = 'cash' OR EXISTS (SELECT 1 FROM payment_attempts y WHERE y.payment_id = x.id AND y.state = 'captured'))
		ORDER BY x.id DESC LIMIT 1 FOR UPDATE;
		SELECT x.* INTO a FROM payment_attempts x WHERE x.payment_id = p.id AND x.state = 'captured';
		due := least(due, coalesce(p.amount_c, 0) - coalesce((SELECT sum(r.amount_c) FROM refunds r WHERE r.payment_id = p.id
			AND r.attempt_id IS NOT DISTINCT FROM a.id AND r.state NOT IN ('quoted', 'failed', 'cancelled')), 0));
		PERFORM booking_disrupt(b.id, b.departure_time, trip, 'trip cancelled: ' || t.cancel_reason);
		done := CASE WHEN due <= 0 THEN 'nothing owed' WHEN p.method = 'cash' THEN 'cash' ELSE 'card' END;
		IF due > 0 THEN
			PERFORM ledger_post('L3', b.id, 'disrupted:' || trip || ':' || b.id, ARRAY['customer_deposit', 'refund_payable'],
				ARRAY[due, -due]);
			INSERT INTO refunds (payment_id, attempt_id, booking_id, amount_c, state, reason, override_reason)
			VALUES (p.id, a.id, b.id, due, CASE WHEN p.method = 'cash' THEN 'manual' ELSE 'approved' END,
				CASE WHEN p.method = 'cash' THEN 'trip cancelled: paid back at a counter' ELSE 'trip cancelled' END, t.cancel_reason)
			RETURNING id INTO back;
			UPDATE bookings x SET payment_status = 'refund_due' WHERE x.id = b.id AND x.departure_time = b.departure_time;
		END IF;
		IF done = 'card' THEN
			PERFORM job_add('money', 'refund.submit', back::text, jsonb_build_object('refundId', back), 10, '0', 25);
		END IF;
	END IF;
	IF b.contact_phone IS NOT NULL THEN
		PERFORM job_add('messages', CASE done WHEN 'card' THEN 'notice.cancelled' WHEN 'cash' THEN 'notice.cancelled_cash'
			ELSE 'notice.cancelled_unpaid' END, b.id::text, jsonb_build_object('bookingId', b.id, 'channel', 'sms'), 20);
	END IF;
	RETURN done;
END $$;
