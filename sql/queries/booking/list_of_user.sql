-- booking/list_of_user: bookings of a person, newest first; those behind a certain one of theirs, or all.
-- in: user_id bigint, limit_n bigint, offset_n bigint, behind uuid
-- out: public_id uuid, booking_ref text, key bigint, schedule_id bigint, status text, payment_status text, payment_method text, total_price_c bigint, passenger_count integer, expires_at timestamptz, created_at timestamptz, contact_phone text, contact_email text, lang text, reseated boolean, cash_code text, cash_pay_by timestamptz, version integer, from_time timestamptz, to_time timestamptz, from_seq integer, to_seq integer, from_id bigint, from_slug text, from_name_fr text, from_name_ar text, from_name_en text, from_city_fr text, from_city_ar text, from_city_en text, to_id bigint, to_slug text, to_name_fr text, to_name_ar text, to_name_en text, to_city_fr text, to_city_ar text, to_city_en text, operator_id bigint, operator_name_fr text, operator_name_ar text, operator_name_en text, operator_phone text, luggage_kg smallint, needs_id_number boolean, bus_class text, bus_model text, bus_plate text, bus_features text[], complete boolean, live boolean
-- roles: bookings
-- reads: booking_keys bookings booking_items booking_passengers places route_schedules routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg) buses
SELECT k.public_id, k.booking_ref, b.id AS key, b.route_schedule_id AS schedule_id, b.status, b.payment_status,
       b.payment_method, b.total_price_c, b.passenger_count, b.expires_at, b.created_at, b.contact_phone,
       b.contact_email, b.lang, b.reseated, b.cash_code, b.cash_pay_by, b.version,
       i.boards_at AS from_time, i.alights_at AS to_time, lower(i.legs) AS from_seq, upper(i.legs) AS to_seq,
       o.id AS from_id, o.slug AS from_slug, o.name_fr AS from_name_fr, o.name_ar AS from_name_ar, o.name_en AS from_name_en,
       coalesce(oc.name_fr, o.name_fr) AS from_city_fr, coalesce(oc.name_ar, o.name_ar) AS from_city_ar, coalesce(oc.name_en, o.name_en) AS from_city_en,
       d.id AS to_id, d.slug AS to_slug, d.name_fr AS to_name_fr, d.name_ar AS to_name_ar, d.name_en AS to_name_en,
       coalesce(dc.name_fr, d.name_fr) AS to_city_fr, coalesce(dc.name_ar, d.name_ar) AS to_city_ar, coalesce(dc.name_en, d.name_en) AS to_city_en,
       p.id AS operator_id, p.company_name AS operator_name_fr, p.company_name_ar AS operator_name_ar,
       p.company_name AS operator_name_en, p.phone AS operator_phone, p.luggage_kg, p.needs_id_number,
       s.class AS bus_class, u.bus_model, u.license_plate AS bus_plate, u.features AS bus_features,
       b.contact_phone IS NOT NULL AND booking_named(b.id) AS complete,
       b.status IN ('held', 'paying', 'held_cash') AND b.expires_at > now() AS live
FROM bookings b
JOIN booking_keys k ON k.id = b.id
JOIN LATERAL (SELECT x.* FROM booking_items x WHERE x.booking_id = b.id AND x.shown ORDER BY x.boards_at, x.id LIMIT 1) i ON true
JOIN places o ON o.id = i.from_place
LEFT JOIN places oc ON oc.id = o.city_id
JOIN places d ON d.id = i.to_place
LEFT JOIN places dc ON dc.id = d.city_id
JOIN route_schedules s ON s.id = i.schedule_id
JOIN routes r ON r.id = s.route_id
JOIN partners p ON p.id = r.partner_id
JOIN buses u ON u.id = s.bus_id
WHERE b.user_id = $1
  AND ($4::uuid IS NULL OR (b.created_at, b.id) < (
	SELECT y.created_at, y.id FROM bookings y JOIN booking_keys z ON z.id = y.id WHERE z.public_id = $4 AND y.user_id = $1))
ORDER BY b.created_at DESC, b.id DESC
LIMIT $2 OFFSET $3;
