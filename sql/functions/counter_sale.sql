-- counter_sale: a seat sold at a counter for cash, from hold to ticket in one transaction: the trip is
-- the organisation's own, the seats are claimed, the money is booked as owed by the counter (L1c), the
-- tickets are queued. The buyer owns the booking by reference and phone, not the cashier. The cash belongs to the
-- cashier's open shift.
-- callers: partner
CREATE OR REPLACE FUNCTION counter_sale(organisation bigint, cashier bigint, new_payment uuid, new_id uuid, new_ref text,
	trip bigint, trip_version integer, board integer, alight integer, from_place_id bigint, to_place_id bigint,
	boards timestamptz, alights timestamptz, seats integer[], labels text[], fares bigint[], commissions bigint[],
	hold_s integer, cutoff_s integer, language text, phone text, email text, first_names text[], last_names text[],
	id_numbers text[], ages integer[], rules jsonb)
RETURNS TABLE (booking_id bigint, booking_expires timestamptz, booking_created timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
	pay bigint;
BEGIN
	PERFORM 1 FROM route_schedules s JOIN routes r ON r.id = s.route_id
	WHERE s.id = trip AND r.partner_id = organisation;
	IF NOT FOUND THEN
		PERFORM refuse('NOT_FOUND', 'no such trip', 'scheduleId');
	END IF;
	SELECT h.booking_id, h.booking_expires, h.booking_created INTO booking_id, booking_expires, booking_created
	FROM booking_hold(new_id, new_ref, trip, trip_version, board, alight, from_place_id, to_place_id, boards, alights,
		seats, labels, fares, commissions, hold_s, cutoff_s, NULL, NULL, 'counter', language, phone, email, first_names,
		last_names, id_numbers, ages, rules) h;
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	WHERE k.id = booking_id FOR UPDATE OF x;
	INSERT INTO payments (public_id, booking_id, account_id, amount_c, method, status, captured_at, shift_id, gateway_response)
	SELECT new_payment, b.id, acc.id, b.total_price_c, 'cash', 'captured', now(), till_of(cashier),
		jsonb_build_object('partnerId', organisation, 'userId', cashier)
	FROM payment_accounts acc WHERE acc.gateway = 'cash' AND acc.is_active AND acc.partner_id IS NULL LIMIT 1
	RETURNING id INTO pay;
	IF pay IS NULL THEN
		PERFORM refuse('SERVICE_UNAVAILABLE', 'no active cash account');
	END IF;
	UPDATE payments SET transaction_id = 'cash-' || pay WHERE id = pay;
	PERFORM ledger_post('L1c', b.id, 'cash:' || pay, ARRAY['agent_float:' || organisation, 'customer_deposit'],
		ARRAY[b.total_price_c, -b.total_price_c]);
	PERFORM float_room(organisation);
	UPDATE bookings x SET payment_method = 'cash' WHERE x.id = b.id AND x.departure_time = b.departure_time;
	PERFORM booking_confirm(b.id, b.departure_time, 'held', 'cashier', cashier, false);
	RETURN NEXT;
END $$;
