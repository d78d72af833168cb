-- partner/buses: buses of the organisation with what they have to do in the next seven days.
-- in: organisation bigint, limit_n integer, offset_n bigint
-- out: bus_id bigint, bus_plate text, bus_model text, bus_class text, bus_features text[], total_seats integer, manufacture_year integer, status text, map_kind text, departures bigint, next_at timestamptz
-- roles: partner
-- reads: buses seat_maps route_schedules
SELECT u.id AS bus_id, u.license_plate AS bus_plate, u.bus_model, u.class AS bus_class, u.features AS bus_features,
       u.total_seats, u.manufacture_year, u.status, m.kind AS map_kind, n.departures, n.next_at
FROM buses u
JOIN seat_maps m ON m.id = u.seat_map_id
JOIN LATERAL (
	SELECT count(*) AS departures, min(s.departure_time) AS next_at FROM route_schedules s
	WHERE s.bus_id = u.id AND s.departure_time >= now() AND s.departure_time < now() + interval '7 days'
	  AND s.status <> 'cancelled') n ON true
WHERE u.partner_id = $1
ORDER BY u.license_plate, u.id
LIMIT $2::integer OFFSET $3;
