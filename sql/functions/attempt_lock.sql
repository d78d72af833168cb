-- attempt_lock: locks an attempt with its trip, booking and payment, in that order.
-- callers: none
CREATE OR REPLACE FUNCTION attempt_lock(attempt bigint, OUT a payment_attempts, OUT p payments, OUT b bookings)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	k record;
BEGIN
	SELECT bk.id, bk.departure_time, x.route_schedule_id INTO k
	FROM payment_attempts pa JOIN payments pp ON pp.id = pa.payment_id
	JOIN booking_keys bk ON bk.id = pp.booking_id
	JOIN bookings x ON x.id = bk.id AND x.departure_time = bk.departure_time
	WHERE pa.id = attempt;
	IF k.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such attempt');
	END IF;
	PERFORM 1 FROM route_schedules s WHERE s.id = k.route_schedule_id FOR SHARE;
	SELECT * INTO b FROM bookings x WHERE x.id = k.id AND x.departure_time = k.departure_time FOR UPDATE;
	SELECT pp.* INTO p FROM payments pp JOIN payment_attempts pa ON pa.payment_id = pp.id
	WHERE pa.id = attempt FOR UPDATE OF pp;
	SELECT * INTO a FROM payment_attempts pa WHERE pa.id = attempt FOR UPDATE;
END $$;
