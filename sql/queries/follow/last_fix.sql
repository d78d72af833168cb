-- follow/last_fix: the newest stored position of a bus within a day, for when Redis has none.
-- in: bus_id bigint
-- out: recorded_at timestamptz, lat double precision, lon double precision, speed double precision, heading double precision
-- roles: tracking
-- reads: bus_locations
SELECT recorded_at, location[0] AS lat, location[1] AS lon, coalesce(speed_kmh, 0)::double precision AS speed,
       coalesce(heading, 0)::double precision AS heading
FROM bus_locations
WHERE bus_id = $1 AND recorded_at > now() - interval '1 day'
ORDER BY recorded_at DESC
LIMIT 1;
