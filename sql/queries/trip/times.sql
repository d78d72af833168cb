-- trip/times: from when to when a departure is on the road.
-- in: schedule_id bigint
-- out: departs_at timestamptz, arrives_at timestamptz
-- roles: worker
-- reads: route_schedules
SELECT departure_time AS departs_at, arrival_time AS arrives_at FROM route_schedules WHERE id = $1;
