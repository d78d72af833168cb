-- partner/manifest: passengers of a departure by seat.
-- in: organisation bigint, schedule_id bigint
-- out: seat_no smallint, seat_label text, first_name text, last_name text, id_number text, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, boards_at timestamptz, state text, fare_c bigint, booking_id uuid, booking_ref text, contact_phone text, payment_method text, channel text
-- roles: partner
-- reads: routes route_schedules booking_items booking_passengers booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) places
SELECT i.seat_no, i.seat_label, p.first_name, p.last_name, p.id_number,
       f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en,
       t.name_fr AS to_fr, t.name_ar AS to_ar, t.name_en AS to_en, i.boards_at, i.state, i.fare_c,
       k.public_id AS booking_id, k.booking_ref, b.contact_phone, b.payment_method, b.channel
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
       OR s.status = 'cancelled' AND i.state IN ('disrupted', 'refunded'))
ORDER BY i.seat_no, lower(i.legs), i.id;
