-- refund_counter: a counter gave the money of a cash refund back (L4 against its float). Only the
-- organisation of the trip does so. The second time answers what the first did.
-- callers: partner
CREATE OR REPLACE FUNCTION refund_counter(organisation bigint, key uuid, person bigint, request text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
	r refunds;
	back bigint := 0;
	open bigint;
BEGIN
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	JOIN route_schedules s ON s.id = x.route_schedule_id JOIN routes o ON o.id = s.route_id
	WHERE k.public_id = key AND o.partner_id = organisation FOR UPDATE OF x;
	IF b.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such booking', 'id');
	END IF;
	FOR r IN SELECT f.* FROM refunds f JOIN payments p ON p.id = f.payment_id
		WHERE f.booking_id = b.id AND f.state = 'manual' AND p.method = 'cash' ORDER BY f.id FOR UPDATE OF f
	LOOP
		UPDATE refunds SET state = 'done', updated_at = now(), shift_id = till_of(person),
			answer = jsonb_build_object('partnerId', organisation, 'userId', person) WHERE id = r.id;
		PERFORM ledger_post('L4', b.id, 'refund:' || r.id, ARRAY['refund_payable', 'agent_float:' || organisation],
			ARRAY[r.amount_c, -r.amount_c]);
		UPDATE payments p SET status = CASE WHEN (SELECT sum(f.amount_c) FROM refunds f WHERE f.payment_id = p.id AND f.state = 'done')
			>= p.amount_c THEN 'refunded' ELSE 'partly_refunded' END WHERE p.id = r.payment_id;
		back := back + r.amount_c;
	END LOOP;
	IF back = 0 AND NOT EXISTS (SELECT 1 FROM refunds f JOIN payments p ON p.id = f.payment_id
		WHERE f.booking_id = b.id AND f.state = 'done' AND p.method = 'cash') THEN
		PERFORM refuse('WRONG_STATE', b.payment_status);
	END IF;
	IF back > 0 THEN
		SELECT count(*) INTO open FROM payments p WHERE p.booking_id = b.id AND p.status IN ('captured', 'partly_refunded');
		IF open = 0 AND b.status IN ('disrupted', 'refund_due') THEN
			PERFORM booking_move(b.id, b.departure_time, b.status, 'refunded', 'cashier', person, 'paid back at a counter');
		END IF;
		PERFORM booking_pay_status(b.id, b.departure_time);
		PERFORM audit_add('partner', person, organisation, 'refund.counter', 'booking_' || b.id, ARRAY['payment_status'], NULL, request);
	END IF;
	RETURN back;
END $$;
