-- cash_take: a counter took the money (L1c): the organisation owes it to the platform. The code and
-- the reference must fit; the second time answers what the first did.
-- callers: payments partner
CREATE OR REPLACE FUNCTION cash_take(org bigint, person bigint, ref text, code text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
	p payments;
	key uuid;
BEGIN
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE k.booking_ref = ref AND x.cash_code = code FOR UPDATE OF x;
	IF b.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such cash booking');
	END IF;
	SELECT public_id INTO key FROM booking_keys WHERE id = b.id;
	SELECT * INTO p FROM payments WHERE booking_id = b.id AND method = 'cash' ORDER BY id DESC LIMIT 1 FOR UPDATE;
	IF p.status = 'captured' THEN
		RETURN key;
	ELSIF EXISTS (SELECT 1 FROM route_schedules s WHERE s.id = b.route_schedule_id AND s.status = 'cancelled') THEN
		PERFORM refuse('TRIP_CANCELLED');
	ELSIF b.status <> 'held_cash' OR b.expires_at <= clock_timestamp() OR booking_held_seats(b.id) < b.passenger_count THEN
		PERFORM refuse(CASE WHEN b.status IN ('held_cash', 'expired') THEN 'HOLD_EXPIRED' ELSE 'WRONG_STATE' END, b.status);
	END IF;
	PERFORM ledger_post('L1c', b.id, 'cash:' || p.id,
		ARRAY['agent_float:' || org, 'customer_deposit'], ARRAY[p.amount_c, -p.amount_c]);
	PERFORM float_room(org);
	UPDATE payments SET status = 'captured', captured_at = now(), transaction_id = 'cash-' || p.id, shift_id = till_of(person),
		gateway_response = jsonb_build_object('partnerId', org, 'userId', person) WHERE id = p.id;
	PERFORM booking_confirm(b.id, b.departure_time, 'held_cash', 'cashier', person, false);
	RETURN key;
END $$;
