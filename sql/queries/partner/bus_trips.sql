-- partner/bus_trips: the next departures of a bus.
-- in: organisation bigint, bus_id bigint
-- out: schedule_id bigint, departs_at timestamptz, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text, status text
-- roles: partner
-- reads: buses route_schedules routes places
SELECT s.id AS schedule_id, s.departure_time AS departs_at,
       coalesce(oc.name_fr, o.name_fr) AS from_fr, coalesce(oc.name_ar, o.name_ar) AS from_ar, coalesce(oc.name_en, o.name_en) AS from_en,
       coalesce(dc.name_fr, d.name_fr) AS to_fr, coalesce(dc.name_ar, d.name_ar) AS to_ar, coalesce(dc.name_en, d.name_en) AS to_en,
       s.status
FROM buses u
JOIN route_schedules s ON s.bus_id = u.id
JOIN routes r ON r.id = s.route_id
JOIN places o ON o.id = r.origin
LEFT JOIN places oc ON oc.id = o.city_id
JOIN places d ON d.id = r.destination
LEFT JOIN places dc ON dc.id = d.city_id
WHERE u.partner_id = $1 AND r.partner_id = $1 AND u.id = $2 AND s.departure_time >= now() - interval '12 hours'
ORDER BY s.departure_time
LIMIT 10;
