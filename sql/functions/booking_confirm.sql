-- booking_confirm: a paid booking whose seats are claimed: seats sold, items confirmed, ticket and
-- messages queued. The caller holds the locks and has booked the money.
-- callers: none
CREATE OR REPLACE FUNCTION booking_confirm(booking bigint, departs timestamptz, was text, actor_name text, person bigint, moved boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
BEGIN
	UPDATE booking_seats s SET state = 'sold', expires_at = NULL, contactless = false
	FROM booking_items i WHERE i.booking_id = booking AND s.item_id = i.id;
	PERFORM booking_move(booking, departs, was, 'confirmed', actor_name, person, CASE WHEN moved THEN 'late payment, seated again' END);
	UPDATE booking_items SET state = 'confirmed' WHERE booking_id = booking AND state <> 'confirmed';
	UPDATE payments SET status = 'cancelled' WHERE booking_id = booking AND status = 'pending'; -- another way was begun too
	UPDATE bookings SET payment_status = 'paid', expires_at = NULL, reseated = moved
	WHERE id = booking AND departure_time = departs;
	PERFORM job_add('documents', 'ticket.issue', booking::text, jsonb_build_object('bookingId', booking), 10);
	PERFORM job_add('messages', 'notice.confirmed', booking::text, jsonb_build_object('bookingId', booking, 'channel', 'sms'), 20);
	IF EXISTS (SELECT 1 FROM bookings WHERE id = booking AND departure_time = departs AND contact_email IS NOT NULL) THEN
		PERFORM job_add('messages', 'notice.confirmed', booking::text || ':email', jsonb_build_object('bookingId', booking, 'channel', 'email'), 50);
	END IF;
END $$;
