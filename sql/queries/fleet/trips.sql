-- fleet/trips: trips of the buses of some shards that are on or about to begin, an hour to spare.
-- in: shards bigint[], n_shards integer
-- out: bus_id bigint, schedule_id bigint, route_id bigint, pattern_id bigint, departure_time timestamptz, arrival_time timestamptz
-- roles: fleet
-- reads: route_schedules
SELECT s.bus_id, s.id AS schedule_id, s.route_id, s.pattern_id, s.departure_time, s.arrival_time
FROM route_schedules s
WHERE s.bus_id % $2::integer = ANY ($1::bigint[]) AND s.is_active AND s.status NOT IN ('draft', 'cancelled')
  AND s.service_date BETWEEN current_date - 3 AND current_date + 1
  AND s.departure_time < now() + interval '2 hours' AND s.arrival_time > now() - interval '4 hours'
ORDER BY s.bus_id, s.departure_time, s.id;
