-- partner_booking_cancel: a company's office cancels passengers of a booking on its own trip, named by their
-- seats (NULL: all of them): by the rules of the purchase, or with everything given back. Either way
-- with a reason from the list, which the audit log keeps.
-- callers: partner
CREATE OR REPLACE FUNCTION partner_booking_cancel(organisation bigint, key uuid, person bigint, wanted text[], why text, everything boolean,
	request text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
DECLARE
	b bookings;
BEGIN
	SELECT x.* INTO b FROM booking_keys k JOIN bookings x ON x.id = k.id AND x.departure_time = k.departure_time
	JOIN route_schedules s ON s.id = x.route_schedule_id JOIN routes r ON r.id = s.route_id
	WHERE k.public_id = key AND r.partner_id = organisation FOR UPDATE OF x;
	IF b.id IS NULL THEN
		PERFORM refuse('NOT_FOUND', 'no such booking', 'id');
	END IF;
	PERFORM quote_cancel_apply(b, quote_cancel(b, wanted, person, CASE WHEN everything THEN why END, 60), 'partner', person);
	PERFORM audit_add('partner', person, organisation, 'booking.cancel', 'booking_' || b.id, ARRAY['status'], why, request);
	RETURN b.route_schedule_id;
END $$;
