-- admin/fleet_count: how many those are.
-- in: partner_id bigint, state text
-- out: total bigint
-- roles: admin
-- reads: route_schedules buses routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at) places bus_locations
SELECT count(*) AS total
FROM route_schedules s
JOIN buses u ON u.id = s.bus_id
JOIN routes r ON r.id = s.route_id
JOIN partners o ON o.id = r.partner_id
JOIN places f ON f.id = r.origin
JOIN places t ON t.id = r.destination
LEFT JOIN LATERAL (SELECT x.location, x.speed_kmh, x.heading, x.recorded_at FROM bus_locations x
	WHERE x.bus_id = s.bus_id AND x.recorded_at > now() - interval '1 day' ORDER BY x.recorded_at DESC LIMIT 1) l ON true
JOIN LATERAL (SELECT CASE WHEN l.recorded_at > now() - interval '1 minute' THEN 'fresh'
	WHEN l.recorded_at > now() - interval '5 minutes' THEN 'late' ELSE 'silent' END AS state) g ON true
WHERE s.departure_time <= now() AND s.departure_time > now() - interval '2 days' AND s.arrival_time >= now()
  AND s.is_active AND s.status NOT IN ('draft', 'cancelled', 'arrived', 'closed_out')
  AND ($1::bigint IS NULL OR r.partner_id = $1) AND ($2::text IS NULL OR g.state = $2);
