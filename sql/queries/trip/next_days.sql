-- trip/next_days: the next days on which anything boards between two places.
-- in: origin bigint, destination bigint, after date, until date
-- out: day date
-- roles: routes bookings
-- reads: places route_stops route_schedules
SELECT DISTINCT ((s.departure_time + b.dep_s * interval '1 second') AT TIME ZONE 'Africa/Algiers')::date AS day
FROM places o
JOIN route_stops b ON b.place_id = o.id
JOIN route_stops a ON a.pattern_id = b.pattern_id AND a.seq > b.seq
JOIN places d ON d.id = a.place_id
JOIN route_schedules s ON s.pattern_id = b.pattern_id AND s.service_date BETWEEN $3::date - 1 AND $4::date
WHERE (o.id = $1 OR o.city_id = $1) AND (d.id = $2 OR d.city_id = $2)
  AND s.is_active AND s.status = 'on_sale'
  AND s.departure_time + b.dep_s * interval '1 second' >= ($3::date + 1)::timestamp AT TIME ZONE 'Africa/Algiers'
ORDER BY day
LIMIT 7;
