-- trip/search: departures boarding on a local day between two places (a city includes its stations).
-- in: origin bigint, destination bigint, day date
-- out: schedule_id bigint, route_id bigint, pattern_id bigint, from_id bigint, from_slug text, from_name_fr text, from_name_ar text, from_name_en text, from_city_fr text, from_city_ar text, from_city_en text, from_time timestamptz, from_seq smallint, to_id bigint, to_slug text, to_name_fr text, to_name_ar text, to_name_en text, to_city_fr text, to_city_ar text, to_city_en text, to_time timestamptz, to_seq smallint, n_stops bigint, total_seats smallint, amount_c bigint, operator_id bigint, operator_name_fr text, operator_name_ar text, operator_name_en text, operator_phone text, bus_class text, bus_model text, bus_features text[], status text, cancel_reason text
-- roles: routes bookings
-- reads: places route_stops route_schedules routes fares partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg) buses
SELECT DISTINCT ON (s.id)
       s.id AS schedule_id, s.route_id, s.pattern_id,
       o.id AS from_id, o.slug AS from_slug, o.name_fr AS from_name_fr, o.name_ar AS from_name_ar, o.name_en AS from_name_en,
       coalesce(oc.name_fr, o.name_fr) AS from_city_fr, coalesce(oc.name_ar, o.name_ar) AS from_city_ar, coalesce(oc.name_en, o.name_en) AS from_city_en,
       s.departure_time + b.dep_s * interval '1 second' AS from_time, b.seq AS from_seq,
       d.id AS to_id, d.slug AS to_slug, d.name_fr AS to_name_fr, d.name_ar AS to_name_ar, d.name_en AS to_name_en,
       coalesce(dc.name_fr, d.name_fr) AS to_city_fr, coalesce(dc.name_ar, d.name_ar) AS to_city_ar, coalesce(dc.name_en, d.name_en) AS to_city_en,
       s.departure_time + a.arr_s * interval '1 second' AS to_time, a.seq AS to_seq,
       (SELECT max(x.seq) + 1 FROM route_stops x WHERE x.pattern_id = s.pattern_id)::bigint AS n_stops,
       s.total_seats, f.amount_c,
       p.id AS operator_id, p.company_name AS operator_name_fr, p.company_name_ar AS operator_name_ar,
       p.company_name AS operator_name_en, p.phone AS operator_phone,
       s.class AS bus_class, u.bus_model, u.features AS bus_features, s.status, s.cancel_reason
FROM places o
JOIN route_stops b ON b.place_id = o.id
JOIN route_stops a ON a.pattern_id = b.pattern_id AND a.seq > b.seq
JOIN places d ON d.id = a.place_id
JOIN route_schedules s ON s.pattern_id = b.pattern_id AND s.service_date BETWEEN $3::date - 2 AND $3::date
JOIN routes r ON r.id = s.route_id
JOIN partners p ON p.id = r.partner_id
JOIN buses u ON u.id = s.bus_id
JOIN fares f ON f.pattern_id = s.pattern_id AND f.class = s.class AND f.passenger_kind = 'adult'
            AND f.board_seq = b.seq AND f.alight_seq = a.seq
LEFT JOIN places oc ON oc.id = o.city_id
LEFT JOIN places dc ON dc.id = d.city_id
WHERE (o.id = $1 OR o.city_id = $1) AND (d.id = $2 OR d.city_id = $2)
  AND s.is_active AND s.status <> 'draft' AND p.status = 'active'
  AND s.departure_time + b.dep_s * interval '1 second' >= ($3::date)::timestamp AT TIME ZONE 'Africa/Algiers'
  AND s.departure_time + b.dep_s * interval '1 second' < ($3::date + 1)::timestamp AT TIME ZONE 'Africa/Algiers'
ORDER BY s.id, b.seq DESC, a.seq;
