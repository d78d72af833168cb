-- partner_cancel_lines: what cancelling each passenger of a booking on an organisation's trip would give back now:
-- by the rules of its purchase, and with everything given back. Only those who can still be cancelled.
-- callers: partner
CREATE OR REPLACE FUNCTION partner_cancel_lines(organisation bigint, key uuid)
RETURNS TABLE (first_name text, last_name text, seat_label text, paid_c bigint, refund_c bigint, full_c bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = abrid, public, pg_temp AS $$
	SELECT p.first_name, p.last_name, i.seat_label, i.fare_c, i.fare_c - CASE WHEN item_free(i.sold_boards_at, i.boards_at, i.sold_from_place, i.from_place)
		THEN i.fare_c % 100 ELSE cancel_fee(b.policy, i.fare_c, i.boards_at, now()) END, i.fare_c / 100 * 100
	FROM booking_keys k
	JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
	JOIN route_schedules s ON s.id = b.route_schedule_id
	JOIN routes r ON r.id = s.route_id
	JOIN booking_items i ON i.booking_id = k.id AND i.shown AND i.state = 'confirmed' AND i.boards_at > now()
	JOIN booking_passengers p ON p.id = i.passenger_id
	WHERE k.public_id = key AND r.partner_id = organisation
	ORDER BY p.position;
$$;
