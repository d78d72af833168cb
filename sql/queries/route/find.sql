-- route/find: one route with its company.
-- in: route_id bigint
-- out: route_id bigint, origin_id bigint, origin_slug text, origin_name_fr text, origin_name_ar text, origin_name_en text, destination_id bigint, destination_slug text, destination_name_fr text, destination_name_ar text, destination_name_en text, distance_km numeric, duration_minutes integer, base_price_c bigint, total_seats integer, bus_type text, amenities text[], operator_id bigint, operator_name_fr text, operator_name_ar text, operator_name_en text, operator_phone text, polyline text, pattern_id bigint
-- roles: routes
-- reads: routes places partners(id,company_name,company_name_ar,phone,status) route_patterns
SELECT r.id AS route_id, o.id AS origin_id, o.slug AS origin_slug, o.name_fr AS origin_name_fr,
       o.name_ar AS origin_name_ar, o.name_en AS origin_name_en, d.id AS destination_id, d.slug AS destination_slug,
       d.name_fr AS destination_name_fr, d.name_ar AS destination_name_ar, d.name_en AS destination_name_en,
       r.distance_km, r.duration_minutes, r.base_price_c, r.total_seats, r.bus_type, r.amenities,
       p.id AS operator_id, p.company_name AS operator_name_fr, p.company_name_ar AS operator_name_ar,
       p.company_name AS operator_name_en, p.phone AS operator_phone, t.polyline, t.id AS pattern_id
FROM routes r
JOIN places o ON o.id = r.origin
JOIN places d ON d.id = r.destination
JOIN partners p ON p.id = r.partner_id AND p.status = 'active'
JOIN LATERAL (SELECT x.id, x.polyline FROM route_patterns x WHERE x.route_id = r.id ORDER BY x.version DESC LIMIT 1) t ON true
WHERE r.id = $1 AND r.is_active;
