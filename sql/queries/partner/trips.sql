-- partner/trips: departures of a day with seats sold and money, in order; of a place, or later than an instant.
-- in: organisation bigint, day date, place text, after timestamptz, limit_n integer, offset_n bigint
-- out: schedule_id bigint, route_id bigint, service_date date, departs_at timestamptz, arrives_at timestamptz, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, bus_id bigint, bus_plate text, bus_model text, bus_class text, bus_features text[], status text, cancel_reason text, total_seats smallint, sold bigint, boarded bigint, held bigint, gross_c bigint, card_c bigint, cash_c bigint, operations bigint
-- roles: partner
-- reads: routes route_schedules places buses booking_items booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) booking_seats trip_operation_trips
SELECT s.id AS schedule_id, s.route_id, s.service_date, s.departure_time AS departs_at, s.arrival_time AS arrives_at,
       coalesce(oc.name_fr, o.name_fr) AS from_fr, coalesce(oc.name_ar, o.name_ar) AS from_ar, coalesce(oc.name_en, o.name_en) AS from_en,
       coalesce(dc.name_fr, d.name_fr) AS to_fr, coalesce(dc.name_ar, d.name_ar) AS to_ar, coalesce(dc.name_en, d.name_en) AS to_en,
       u.id AS bus_id, u.license_plate AS bus_plate, u.bus_model, s.class AS bus_class, u.features AS bus_features,
       s.status, s.cancel_reason, s.total_seats, n.sold, n.boarded, h.held, n.gross_c, n.card_c, n.cash_c,
       (SELECT count(*) FROM trip_operation_trips x WHERE x.schedule_id = s.id) AS operations
FROM routes r
JOIN route_schedules s ON s.route_id = r.id
JOIN places o ON o.id = r.origin
LEFT JOIN places oc ON oc.id = o.city_id
JOIN places d ON d.id = r.destination
LEFT JOIN places dc ON dc.id = d.city_id
JOIN buses u ON u.id = s.bus_id
JOIN LATERAL (
	SELECT count(*) AS sold, count(*) FILTER (WHERE i.state = 'boarded') AS boarded,
	       coalesce(sum(i.fare_c), 0)::bigint AS gross_c,
	       coalesce(sum(i.fare_c) FILTER (WHERE b.payment_method = 'card'), 0)::bigint AS card_c,
	       coalesce(sum(i.fare_c) FILTER (WHERE b.payment_method = 'cash'), 0)::bigint AS cash_c
	FROM booking_items i
	JOIN booking_keys k ON k.id = i.booking_id
	JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
	WHERE i.schedule_id = s.id AND i.state IN ('confirmed', 'exchanging', 'boarded', 'completed', 'no_show')) n ON true
JOIN LATERAL (
	SELECT count(DISTINCT c.seat_no) AS held FROM booking_seats c
	WHERE c.schedule_id = s.id AND c.state = 'held' AND c.expires_at > now()) h ON true
WHERE r.partner_id = $1 AND s.service_date = $2
  AND ($3::text IS NULL OR position(nullif(fold($3), '') IN fold(concat_ws(' ', o.name_fr, o.name_ar, d.name_fr, d.name_ar, oc.name_fr, oc.name_ar, dc.name_fr, dc.name_ar))) > 0)
  AND ($4::timestamptz IS NULL OR s.departure_time > $4)
ORDER BY s.departure_time, s.id
LIMIT $5::integer OFFSET $6;
