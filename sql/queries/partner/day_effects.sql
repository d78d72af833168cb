-- partner/day_effects: what cancelling the departures of a day that have not left would do: departures, people, messages, money.
-- in: organisation bigint, day date, route_id bigint
-- out: trips bigint, paid_bookings bigint, passengers bigint, unpaid_bookings bigint, messages bigint, card_c bigint, cash_c bigint
-- roles: partner
-- reads: routes route_schedules booking_items booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at)
SELECT count(DISTINCT s.id) AS trips,
       count(DISTINCT b.id) FILTER (WHERE i.state IN ('confirmed', 'boarded')) AS paid_bookings,
       count(i.id) FILTER (WHERE i.state IN ('confirmed', 'boarded')) AS passengers,
       count(DISTINCT b.id) FILTER (WHERE b.status IN ('held', 'held_cash', 'paying')) AS unpaid_bookings,
       count(DISTINCT b.id) FILTER (WHERE b.contact_phone IS NOT NULL) AS messages,
       coalesce(sum(i.fare_c) FILTER (WHERE i.state IN ('confirmed', 'boarded') AND b.payment_method = 'card'), 0)::bigint AS card_c,
       coalesce(sum(i.fare_c) FILTER (WHERE i.state IN ('confirmed', 'boarded') AND b.payment_method = 'cash'), 0)::bigint AS cash_c
FROM routes r
JOIN route_schedules s ON s.route_id = r.id AND s.service_date = $2
LEFT JOIN (booking_items i
	JOIN booking_keys k ON k.id = i.booking_id
	JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time)
	ON i.schedule_id = s.id AND i.state IN ('held', 'paying', 'confirmed', 'exchanging', 'boarded')
WHERE r.partner_id = $1 AND ($3::bigint IS NULL OR r.id = $3)
  AND s.status IN ('draft', 'on_sale', 'closed', 'boarding') AND s.departure_time > now();
