-- admin/route_trips: departures of a line from today on.
-- in: route_id bigint
-- out: schedule_id bigint, departs_at timestamptz, bus_plate text, status text, total_seats smallint, sold bigint
-- roles: admin
-- reads: route_schedules buses booking_items
SELECT s.id AS schedule_id, s.departure_time AS departs_at, u.license_plate AS bus_plate, s.status, s.total_seats,
       (SELECT count(*) FROM booking_items i WHERE i.schedule_id = s.id AND i.state IN ('confirmed', 'exchanging', 'boarded', 'completed', 'no_show')) AS sold
FROM route_schedules s
JOIN buses u ON u.id = s.bus_id
WHERE s.route_id = $1 AND s.service_date >= (now() AT TIME ZONE 'Africa/Algiers')::date
ORDER BY s.departure_time, s.id
LIMIT 20;
