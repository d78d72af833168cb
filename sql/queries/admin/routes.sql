-- admin/routes: lines of all companies with their departures of seven days.
-- in: partner_id bigint, place text, limit_n integer, offset_n bigint
-- out: route_id bigint, partner_id bigint, partner_fr text, partner_ar text, partner_en text, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, km numeric, minutes integer, base_price_c bigint, bus_type text, active boolean, departures bigint
-- roles: admin
-- reads: routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at) places route_schedules
SELECT r.id AS route_id, o.id AS partner_id, o.company_name AS partner_fr, o.company_name_ar AS partner_ar, o.company_name AS partner_en,
       f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en, t.name_fr AS to_fr, t.name_ar AS to_ar, t.name_en AS to_en,
       r.distance_km AS km, r.duration_minutes AS minutes, r.base_price_c, r.bus_type, r.is_active AS active,
       (SELECT count(*) FROM route_schedules s WHERE s.route_id = r.id AND s.status <> 'cancelled'
        AND s.service_date BETWEEN (now() AT TIME ZONE 'Africa/Algiers')::date AND (now() AT TIME ZONE 'Africa/Algiers')::date + 6) AS departures
FROM routes r
JOIN partners o ON o.id = r.partner_id
JOIN places f ON f.id = r.origin
JOIN places t ON t.id = r.destination
WHERE ($1::bigint IS NULL OR r.partner_id = $1)
  AND ($2::text IS NULL OR position(nullif(fold($2), '') IN fold(concat_ws(' ', f.name_fr, t.name_fr, f.name_ar, t.name_ar))) > 0)
ORDER BY f.name_fr, t.name_fr, o.company_name, r.id
LIMIT $3::integer OFFSET $4;
