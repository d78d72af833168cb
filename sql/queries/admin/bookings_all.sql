-- admin/bookings_all: the same without pages, for files.
-- in: from_day date, to_day date, status text, payment_method text, partner_id bigint, ref text, phone text, phone_end text, name text
-- out: public_id uuid, booking_ref text, status text, payment_status text, payment_method text, channel text, total_price_c bigint, passenger_count integer, created_at timestamptz, contact_phone text, schedule_id bigint, boards_at timestamptz, passenger text, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, partner_id bigint, partner_fr text, partner_ar text, partner_en text
-- roles: admin
-- reads: routes route_schedules booking_items booking_passengers booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) places partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at)
SELECT k.public_id, k.booking_ref, b.status, b.payment_status, b.payment_method, b.channel, b.total_price_c,
       b.passenger_count, b.created_at, b.contact_phone, s.id AS schedule_id, i.boards_at,
       concat_ws(' ', n.first_name, n.last_name) AS passenger,
       coalesce(fc.name_fr, f.name_fr) AS from_fr, coalesce(fc.name_ar, f.name_ar) AS from_ar, coalesce(fc.name_en, f.name_en) AS from_en,
       coalesce(tc.name_fr, t.name_fr) AS to_fr, coalesce(tc.name_ar, t.name_ar) AS to_ar, coalesce(tc.name_en, t.name_en) AS to_en,
       o.id AS partner_id, o.company_name AS partner_fr, o.company_name_ar AS partner_ar, o.company_name AS partner_en
FROM bookings b
JOIN booking_keys k ON k.id = b.id
JOIN route_schedules s ON s.id = b.route_schedule_id
JOIN routes r ON r.id = s.route_id
JOIN partners o ON o.id = r.partner_id
JOIN LATERAL (SELECT x.boards_at, x.from_place, x.to_place FROM booking_items x WHERE x.booking_id = b.id AND x.shown ORDER BY x.boards_at, x.id LIMIT 1) i ON true
JOIN LATERAL (SELECT x.first_name, x.last_name FROM booking_passengers x WHERE x.booking_id = b.id ORDER BY x.position LIMIT 1) n ON true
JOIN places f ON f.id = i.from_place
LEFT JOIN places fc ON fc.id = f.city_id
JOIN places t ON t.id = i.to_place
LEFT JOIN places tc ON tc.id = t.city_id
WHERE ($1::date IS NULL OR b.departure_time >= ($1::date)::timestamp AT TIME ZONE 'Africa/Algiers')
  AND ($2::date IS NULL OR b.departure_time < ($2::date + 1)::timestamp AT TIME ZONE 'Africa/Algiers')
  AND ($3::text IS NULL OR b.status = $3)
  AND ($4::text IS NULL OR b.payment_method = $4)
  AND ($5::bigint IS NULL OR r.partner_id = $5)
  AND ($6::text IS NULL OR k.booking_ref = $6)
  AND ($7::text IS NULL OR b.contact_phone = $7)
  AND ($8::text IS NULL OR right(b.contact_phone, length($8)) = $8)
  AND ($9::text IS NULL OR EXISTS (SELECT 1 FROM booking_passengers p WHERE p.booking_id = b.id
       AND position(nullif(fold($9), '') IN fold(concat_ws(' ', p.first_name, p.last_name))) > 0))
ORDER BY b.departure_time, b.id;
