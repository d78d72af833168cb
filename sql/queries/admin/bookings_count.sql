-- admin/bookings_count: how many those are, counted to 10,001.
-- in: from_day date, to_day date, status text, payment_method text, partner_id bigint, ref text, phone text, phone_end text, name text
-- out: total bigint
-- roles: admin
-- reads: routes route_schedules booking_items booking_passengers booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) places partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at)
SELECT count(*) AS total FROM (
SELECT 1
FROM bookings b
JOIN booking_keys k ON k.id = b.id
JOIN route_schedules s ON s.id = b.route_schedule_id
JOIN routes r ON r.id = s.route_id
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
LIMIT 10001) x;
