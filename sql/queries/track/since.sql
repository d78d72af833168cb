-- track/since: positions of some shards in the order they were received; those that were late when
-- they came are history only.
-- in: received_from timestamptz, shards bigint[], n_shards integer, most bigint, live_s integer
-- out: bus_id bigint, device_id bigint, recorded_at timestamptz, received_at timestamptz, lat double precision, lon double precision, accuracy double precision, speed double precision, heading double precision, altitude double precision
-- roles: fleet
-- reads: bus_locations
SELECT l.bus_id, l.device_id, l.recorded_at, l.received_at, l.location[0] AS lat, l.location[1] AS lon,
       coalesce(l.accuracy_m, 'NaN')::double precision AS accuracy,
       coalesce(l.speed_kmh, 'NaN')::double precision AS speed,
       coalesce(l.heading::double precision, 'NaN') AS heading,
       coalesce(l.altitude_m, 'NaN')::double precision AS altitude
FROM bus_locations l
WHERE l.received_at >= $1 AND l.recorded_at >= $1 - $5::integer * interval '1 second'
  AND l.bus_id % $3::integer = ANY ($2::bigint[]) AND l.received_at - l.recorded_at <= $5::integer * interval '1 second'
ORDER BY l.received_at, l.bus_id, l.recorded_at
LIMIT $4;
