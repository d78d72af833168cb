-- partner/day_routes: routes with departures on a day.
-- in: organisation bigint, day date
-- out: route_id bigint, from_fr text, from_ar text, from_en text, to_fr text, to_ar text, to_en text
-- roles: partner
-- reads: routes route_schedules places
SELECT r.id AS route_id, o.name_fr AS from_fr, o.name_ar AS from_ar, o.name_en AS from_en,
       d.name_fr AS to_fr, d.name_ar AS to_ar, d.name_en AS to_en
FROM routes r
JOIN places o ON o.id = r.origin
JOIN places d ON d.id = r.destination
WHERE r.partner_id = $1 AND EXISTS (SELECT 1 FROM route_schedules s WHERE s.route_id = r.id AND s.service_date = $2)
ORDER BY o.name_fr, d.name_fr, r.id;
