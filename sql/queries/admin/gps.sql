-- admin/gps: how fresh the positions of the buses on the road are.
-- in:
-- out: on_road bigint, fresh bigint, late bigint, silent bigint, newest_s bigint
-- roles: admin
-- reads: route_schedules bus_locations
SELECT count(*) AS on_road, count(*) FILTER (WHERE l.at > now() - interval '1 minute') AS fresh,
       count(*) FILTER (WHERE l.at <= now() - interval '1 minute' AND l.at > now() - interval '5 minutes') AS late,
       count(*) FILTER (WHERE l.at IS NULL OR l.at <= now() - interval '5 minutes') AS silent,
       coalesce(extract(epoch FROM now() - max(l.at)), -1)::bigint AS newest_s
FROM route_schedules s
LEFT JOIN LATERAL (SELECT max(x.recorded_at) AS at FROM bus_locations x
	WHERE x.bus_id = s.bus_id AND x.recorded_at > now() - interval '1 hour') l ON true
WHERE s.departure_time <= now() AND s.departure_time > now() - interval '2 days' AND s.arrival_time >= now()
  AND s.is_active AND s.status NOT IN ('draft', 'cancelled', 'arrived', 'closed_out');
