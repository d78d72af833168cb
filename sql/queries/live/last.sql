-- live/last: the state of a bus as saved by the fleet process, and its newest position.
-- in: bus_id bigint
-- out: bus_id bigint, saved jsonb, reported boolean, recorded_at timestamptz, lat double precision, lon double precision, accuracy double precision, speed double precision, heading double precision, altitude double precision
-- roles: tracking
-- reads: buses bus_state bus_locations
SELECT b.id AS bus_id, s.state -> 'live' AS saved,
       l.recorded_at IS NOT NULL AS reported, l.recorded_at, l.location[0] AS lat, l.location[1] AS lon,
       coalesce(l.accuracy_m, 'NaN')::double precision AS accuracy,
       coalesce(l.speed_kmh, 'NaN')::double precision AS speed,
       coalesce(l.heading::double precision, 'NaN') AS heading,
       coalesce(l.altitude_m, 'NaN')::double precision AS altitude
FROM buses b
LEFT JOIN bus_state s ON s.bus_id = b.id
LEFT JOIN LATERAL (
	SELECT p.recorded_at, p.location, p.accuracy_m, p.speed_kmh, p.heading, p.altitude_m
	FROM bus_locations p
	WHERE p.bus_id = b.id AND p.recorded_at > now() - interval '90 days'
	ORDER BY p.recorded_at DESC
	LIMIT 1
) l ON true
WHERE b.id = $1;
