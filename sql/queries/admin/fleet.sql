-- admin/fleet: buses on the road with their last known position.
-- in: partner_id bigint, state text, limit_n integer, offset_n bigint
-- out: bus_id bigint, bus_plate text, partner_id bigint, partner_fr text, partner_ar text, partner_en text, schedule_id bigint, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, departs_at timestamptz, arrives_at timestamptz, status text, lat double precision, lon double precision, speed_kmh real, heading smallint, seen_at timestamptz, state text, delay_minutes integer
-- roles: admin
-- reads: route_schedules buses routes partners(id,kind,company_name,company_name_ar,legal_id,tax_id,email,phone,address,status,commission_bps,needs_id_number,luggage_kg,created_at) places bus_locations bus_state
SELECT u.id AS bus_id, u.license_plate AS bus_plate, o.id AS partner_id, o.company_name AS partner_fr, o.company_name_ar AS partner_ar,
       o.company_name AS partner_en, s.id AS schedule_id, f.name_fr AS from_fr, f.name_ar AS from_ar, f.name_en AS from_en,
       t.name_fr AS to_fr, t.name_ar AS to_ar, t.name_en AS to_en, s.departure_time AS departs_at, s.arrival_time AS arrives_at, s.status,
       l.location[0] AS lat, l.location[1] AS lon, l.speed_kmh, l.heading, l.recorded_at AS seen_at, g.state,
       coalesce((c.live #>> '{calculated,delayMinutes}')::integer, 0) AS delay_minutes
FROM route_schedules s
JOIN buses u ON u.id = s.bus_id
JOIN routes r ON r.id = s.route_id
JOIN partners o ON o.id = r.partner_id
JOIN places f ON f.id = r.origin
JOIN places t ON t.id = r.destination
LEFT JOIN LATERAL (SELECT x.location, x.speed_kmh, x.heading, x.recorded_at FROM bus_locations x
	WHERE x.bus_id = s.bus_id AND x.recorded_at > now() - interval '1 day' ORDER BY x.recorded_at DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT x.state->'live' AS live FROM bus_state x
	WHERE x.bus_id = s.bus_id AND x.state->'live'->>'scheduleId' = 'schedule_' || s.id) c ON true
JOIN LATERAL (SELECT CASE WHEN l.recorded_at > now() - interval '1 minute' THEN 'fresh'
	WHEN l.recorded_at > now() - interval '5 minutes' THEN 'late' ELSE 'silent' END AS state) g ON true
WHERE s.departure_time <= now() AND s.departure_time > now() - interval '2 days' AND s.arrival_time >= now()
  AND s.is_active AND s.status NOT IN ('draft', 'cancelled', 'arrived', 'closed_out')
  AND ($1::bigint IS NULL OR r.partner_id = $1) AND ($2::text IS NULL OR g.state = $2)
ORDER BY l.recorded_at DESC NULLS LAST, s.departure_time, s.id
LIMIT $3::integer OFFSET $4;
