-- follow/shared: the trip of a booking whose owner shared a link: who asks holds a signed token that names it.
-- in: public_id uuid
-- out: public_id uuid, person uuid, status text, schedule_id bigint, route_id bigint, bus_id bigint, partner_id bigint, plate text, trip_status text, departs_at timestamptz, arrives_at timestamptz, from_seq integer, to_seq integer, from_city_fr text, from_city_ar text, from_city_en text, to_city_fr text, to_city_ar text, to_city_en text, operator_id bigint, operator_name_fr text, operator_name_ar text, operator_name_en text, operator_phone text, polyline text
-- roles: tracking
-- reads: booking_keys bookings booking_items users(id,public_id) route_schedules route_patterns routes partners(id,company_name,company_name_ar,phone) buses places
SELECT k.public_id, h.public_id AS person, b.status, s.id AS schedule_id, s.route_id, s.bus_id, p.id AS partner_id,
       u.license_plate AS plate, s.status AS trip_status, s.departure_time AS departs_at, s.arrival_time AS arrives_at,
       lower(i.legs) AS from_seq, upper(i.legs) AS to_seq,
       coalesce(oc.name_fr, o.name_fr) AS from_city_fr, coalesce(oc.name_ar, o.name_ar) AS from_city_ar, coalesce(oc.name_en, o.name_en) AS from_city_en,
       coalesce(dc.name_fr, d.name_fr) AS to_city_fr, coalesce(dc.name_ar, d.name_ar) AS to_city_ar, coalesce(dc.name_en, d.name_en) AS to_city_en,
       p.id AS operator_id, p.company_name AS operator_name_fr, p.company_name_ar AS operator_name_ar,
       p.company_name AS operator_name_en, p.phone AS operator_phone, t.polyline
FROM booking_keys k
JOIN bookings b ON b.id = k.id AND b.departure_time = k.departure_time
JOIN LATERAL (SELECT x.* FROM booking_items x WHERE x.booking_id = b.id AND x.shown ORDER BY x.boards_at, x.id LIMIT 1) i ON true
JOIN route_schedules s ON s.id = i.schedule_id
JOIN route_patterns t ON t.id = s.pattern_id
JOIN routes r ON r.id = s.route_id
JOIN partners p ON p.id = r.partner_id
JOIN buses u ON u.id = s.bus_id
JOIN places o ON o.id = i.from_place
LEFT JOIN places oc ON oc.id = o.city_id
JOIN places d ON d.id = i.to_place
LEFT JOIN places dc ON dc.id = d.city_id
LEFT JOIN users h ON h.id = b.user_id
WHERE k.public_id = $1;
