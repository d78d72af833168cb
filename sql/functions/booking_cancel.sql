-- booking_cancel: the owner cancels. A hold is given back; a paid booking as a quote says, or, without one, for
-- what a quote would say now. The second time with the same quote answers like the first. Returns the
-- trip whose seats became free.
-- callers: bookings
CREATE OR REPLACE FUNCTION booking_cancel(key uuid, person bigint, guest bytea, quote uuid, wanted text[], valid_s integer)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings := booking_own(key, person, guest);
	actor text := CASE WHEN person IS NULL THEN 'guest' ELSE 'customer' END;
BEGIN
	IF b.status IN ('held', 'held_cash') AND quote IS NULL AND wanted IS NULL THEN
		RETURN booking_cancel_hold(key, person, guest);
	ELSIF quote IS NULL THEN
		PERFORM quote_cancel_apply(b, quote_cancel(b, wanted, person, NULL, valid_s), actor, person);
	ELSIF NOT EXISTS (SELECT 1 FROM quotes q WHERE q.booking_id = b.id AND q.kind = 'cancel' AND q.public_id = quote AND q.state = 'applied') THEN
		PERFORM quote_cancel_apply(b, quote_lock(b, 'cancel', quote), actor, person);
	END IF;
	RETURN b.route_schedule_id;
END $$;
