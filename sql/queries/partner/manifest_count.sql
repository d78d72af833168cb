-- partner/manifest_count: how many passengers a departure has.
-- in: organisation bigint, schedule_id bigint
-- out: total bigint
-- roles: partner
-- reads: routes route_schedules booking_items booking_passengers booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) places
SELECT count(*) AS total
FROM routes r
JOIN route_schedules s ON s.route_id = r.id
JOIN booking_items i ON i.schedule_id = s.id
JOIN booking_passengers p ON p.id = i.passenger_id
JOIN booking_keys k ON k.id = i.booking_id
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN places f ON f.id = i.from_place
JOIN places t ON t.id = i.to_place
WHERE r.partner_id = $1 AND s.id = $2
  AND (i.state IN ('confirmed', 'exchanging', 'boarded', 'completed', 'no_show')
       OR s.status = 'cancelled' AND i.state IN ('disrupted', 'refunded'));
