-- partner/bookings_count: how many those are, counted to 10,001.
-- in: organisation bigint, from_day date, to_day date, status text, payment_method text, schedule_id bigint, ref text, phone text, phone_end text, name text
-- out: total bigint
-- roles: partner
-- reads: routes route_schedules booking_items booking_passengers booking_keys bookings(id,departure_time,user_id,route_schedule_id,passenger_count,total_price_c,commission_amount_c,status,payment_status,payment_method,channel,lang,contact_phone,contact_email,expires_at,reseated,cash_pay_by,policy,version,created_at) places
SELECT count(*) AS total FROM (
SELECT 1
FROM routes r
JOIN route_schedules s ON s.route_id = r.id
JOIN bookings b ON b.route_schedule_id = s.id
JOIN booking_keys k ON k.id = b.id
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
LIMIT 10001) x;
