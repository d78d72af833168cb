-- cash_start: the customer will pay at a counter: the seats stay until pay_by, a code is given.
-- callers: payments
CREATE OR REPLACE FUNCTION cash_start(key uuid, person bigint, guest bytea, new_payment uuid, new_code text,
	language text, within_s integer, cutoff_s integer)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
	boards timestamptz;
	until timestamptz;
	pay uuid;
BEGIN
	IF b.status = 'held_cash' THEN
		SELECT public_id INTO pay FROM payments WHERE booking_id = b.id AND status = 'pending';
		RETURN pay;
	ELSIF b.status <> 'held' THEN
		PERFORM refuse(CASE WHEN b.status = 'expired' THEN 'HOLD_EXPIRED' ELSE 'WRONG_STATE' END, b.status);
	ELSIF b.expires_at <= clock_timestamp() OR booking_held_seats(b.id) < b.passenger_count THEN
		PERFORM refuse('HOLD_EXPIRED');
	ELSIF EXISTS (SELECT 1 FROM route_schedules s WHERE s.id = b.route_schedule_id AND s.status = 'cancelled') THEN
		PERFORM refuse('TRIP_CANCELLED');
	ELSIF b.contact_phone IS NULL OR NOT booking_named(b.id) THEN
		PERFORM refuse('BOOKING_INCOMPLETE');
	END IF;
	SELECT min(boards_at) INTO boards FROM booking_items WHERE booking_id = b.id;
	until := least(clock_timestamp() + within_s * interval '1 second', boards - cutoff_s * interval '1 second');
	UPDATE payments SET status = 'cancelled' WHERE booking_id = b.id AND status = 'pending';
	INSERT INTO payments (public_id, booking_id, account_id, amount_c, method, status)
	SELECT new_payment, b.id, acc.id, b.total_price_c, 'cash', 'pending' FROM payment_accounts acc
	WHERE acc.gateway = 'cash' AND acc.is_active AND acc.partner_id IS NULL LIMIT 1
	RETURNING public_id INTO pay;
	IF pay IS NULL THEN
		PERFORM refuse('SERVICE_UNAVAILABLE', 'no active cash account');
	END IF;
	PERFORM booking_move(b.id, b.departure_time, 'held', 'held_cash', CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END, person, 'cash');
	UPDATE bookings SET cash_code = new_code, cash_pay_by = until, expires_at = until, hold_until = until,
		payment_method = 'cash', payment_status = 'pending', lang = language
	WHERE id = b.id AND departure_time = b.departure_time;
	UPDATE booking_seats s SET expires_at = until FROM booking_items i
	WHERE i.booking_id = b.id AND s.item_id = i.id AND s.state = 'held';
	PERFORM job_add('messages', 'notice.cash', b.id::text, jsonb_build_object('bookingId', b.id, 'channel', 'sms'), 20);
	RETURN pay;
END $$;
