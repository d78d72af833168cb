-- partner/day: what a day comes to.
-- in: organisation bigint, day date
-- out: total bigint, cancelled bigint, seats bigint, sold bigint, gross_c bigint, card_c bigint, cash_c bigint
-- roles: partner
-- reads: routes route_schedules booking_items booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at)
SELECT count(*) AS total, count(*) FILTER (WHERE s.status = 'cancelled') AS cancelled,
       coalesce(sum(s.total_seats) FILTER (WHERE s.status <> 'cancelled'), 0)::bigint AS seats,
       coalesce(sum(n.sold), 0)::bigint AS sold, coalesce(sum(n.gross_c), 0)::bigint AS gross_c,
       coalesce(sum(n.card_c), 0)::bigint AS card_c, coalesce(sum(n.cash_c), 0)::bigint AS cash_c
FROM routes r
JOIN route_schedules s ON s.route_id = r.id
JOIN LATERAL (
	SELECT count(*) AS sold, sum(i.fare_c) AS gross_c,
	       sum(i.fare_c) FILTER (WHERE b.payment_method = 'card') AS card_c,
	       sum(i.fare_c) FILTER (WHERE b.payment_method = 'cash') AS cash_c
	FROM booking_items i
	JOIN booking_keys k ON k.id = i.booking_id
	JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
	WHERE i.schedule_id = s.id AND i.state IN ('confirmed', 'exchanging', 'boarded', 'completed', 'no_show')) n ON true
WHERE r.partner_id = $1 AND s.service_date = $2;
