-- partner/rebus_facts: a departure and a bus of the organisation that could take its place.
-- in: organisation bigint, schedule_id bigint, bus_id bigint
-- out: version integer, bus_id bigint, bus_plate text, bus_model text, total_seats smallint, layout text
-- roles: partner
-- reads: routes route_schedules buses seat_maps
SELECT s.version, u.id AS bus_id, u.license_plate AS bus_plate, u.bus_model, m.seats AS total_seats, m.layout
FROM route_schedules s
JOIN routes r ON r.id = s.route_id
JOIN buses u ON u.partner_id = r.partner_id AND u.id = $3
JOIN seat_maps m ON m.id = u.seat_map_id
WHERE r.partner_id = $1 AND s.id = $2;
