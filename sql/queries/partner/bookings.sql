-- partner/bookings: bookings on the departures of some days, newest first; every filter may be absent.
-- in: organisation bigint, from_day date, to_day date, status text, payment_method text, schedule_id bigint, ref text, phone text, phone_end text, name text, limit_n integer, offset_n bigint
-- out: public_id uuid, booking_ref text, status text, payment_status text, payment_method text, channel text, total_price_c bigint, passenger_count integer, created_at timestamptz, contact_phone text, schedule_id bigint, boards_at timestamptz, passenger text, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text
-- roles: partner
-- reads: routes route_schedules booking_items booking_passengers booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) places
SELECT k.public_id, k.booking_ref, b.status, b.payment_status, b.payment_method, b.channel, b.total_price_c,
       b.passenger_count, b.created_at, b.contact_phone, s.id AS schedule_id, i.boards_at,
       concat_ws(' ', n.first_name, n.last_name) AS passenger,
       coalesce(fc.name_fr, f.name_fr) AS from_fr, coalesce(fc.name_ar, f.name_ar) AS from_ar, coalesce(fc.name_en, f.name_en) AS from_en,
       coalesce(tc.name_fr, t.name_fr) AS to_fr, coalesce(tc.name_ar, t.name_ar) AS to_ar, coalesce(tc.name_en, t.name_en) AS to_en
FROM routes r
JOIN route_schedules s ON s.route_id = r.id
JOIN bookings b ON b.route_schedule_id = s.id
JOIN booking_keys k ON k.id = b.id
JOIN LATERAL (SELECT x.* FROM booking_items x WHERE x.booking_id = b.id AND x.shown ORDER BY x.boards_at, x.id LIMIT 1) i ON true
JOIN LATERAL (SELECT x.first_name, x.last_name FROM booking_passengers x WHERE x.booking_id = b.id ORDER BY x.position LIMIT 1) n ON true
JOIN places f ON f.id = i.from_place
LEFT JOIN places fc ON fc.id = f.city_id
JOIN places t ON t.id = i.to_place
LEFT JOIN places tc ON tc.id = t.city_id
WHERE r.partner_id = $1
  AND ($2::date IS NULL OR s.service_date >= $2) AND ($3::date IS NULL OR s.service_date <= $3)
  AND ($4::text IS NULL OR b.status = $4)
  AND ($5::text IS NULL OR b.payment_method = $5)
  AND ($6::bigint IS NULL OR s.id = $6)
  AND ($7::text IS NULL OR k.booking_ref = $7)
  AND ($8::text IS NULL OR b.contact_phone = $8)
  AND ($9::text IS NULL OR right(b.contact_phone, length($9)) = $9)
  AND ($10::text IS NULL OR EXISTS (SELECT 1 FROM booking_passengers p WHERE p.booking_id = b.id
       AND position(nullif(fold($10), '') IN fold(concat_ws(' ', p.first_name, p.last_name))) > 0))
ORDER BY b.created_at DESC, b.id DESC
LIMIT $11::integer OFFSET $12;
