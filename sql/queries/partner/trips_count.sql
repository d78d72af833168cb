-- partner/trips_count: how many those are.
-- in: organisation bigint, day date, place text, after timestamptz
-- out: total bigint
-- roles: partner
-- reads: routes route_schedules places
SELECT count(*) AS total
FROM routes r
JOIN route_schedules s ON s.route_id = r.id
JOIN places o ON o.id = r.origin
LEFT JOIN places oc ON oc.id = o.city_id
JOIN places d ON d.id = r.destination
LEFT JOIN places dc ON dc.id = d.city_id
WHERE r.partner_id = $1 AND s.service_date = $2
  AND ($3::text IS NULL OR position(nullif(fold($3), '') IN fold(concat_ws(' ', o.name_fr, o.name_ar, d.name_fr, d.name_ar, oc.name_fr, oc.name_ar, dc.name_fr, dc.name_ar))) > 0)
  AND ($4::timestamptz IS NULL OR s.departure_time > $4);
